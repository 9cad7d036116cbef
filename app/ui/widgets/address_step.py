"""The step that gives the callback address of a provider, and tells whether it leads here."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from app.ui import theme
from app.ui.actions import Actions
from app.ui.ask import Ask
from app.ui.said import said
from app.ui.widgets.clipboard import copy
from app.ui.widgets.parts import button, icon_button, selectable
from app.ui.widgets.public_address import PublicAddress
from app.ui.widgets.step_row import StepRow, beside


class AddressStep(StepRow):
    """Done once a request from outside came through; without a public address it asks for one."""

    saved = Signal()  # a public address
    check_asked = Signal()

    def __init__(self, number: int, ask: Ask, actions: Actions) -> None:
        super().__init__(
            number,
            self.tr("Its callback address"),
            self.tr("Whoever knows this address can deliver: it is a secret."),
        )
        self._actions = actions
        self._url = selectable()
        self._url.setFont(theme.mono_font())
        self._url.setAccessibleName(self.tr("Callback URL"))
        row = QHBoxLayout()
        row.addWidget(self._url, 1)
        row.addWidget(icon_button("copy", self.tr("Copy the callback URL"), self.copy))
        self.check = button(self.tr("Check from outside"), self.check_asked.emit, icon="globe")
        self.public = PublicAddress(ask, actions)
        self.public.saved.connect(self.saved)
        self.body.addLayout(row)
        self.body.addLayout(beside(self.check))
        self.body.addWidget(self.public)

    def show_address(self, provider: str) -> None:
        """The address as it is now, and what is known of the way to it."""
        mine = (one for one in self._actions.callbacks() if one.provider == provider)
        found = next(mine, None)
        is_public = found is not None and bool(found.public_url)
        self._url.setText((found.public_url or found.local_url) if found else "—")
        self.public.setVisible(not is_public)
        self.check.setVisible(is_public)
        probe = self._actions.latest_probe()
        state = self._actions.receiver_state()
        if not state.listening:
            words = self.tr("Not receiving: {0}").format(said(state.error))
        elif not is_public:
            words = self.tr("Only this computer reaches this address so far.")
        elif probe is None:
            words = self.tr("Not checked yet whether it leads here.")
        elif probe.is_through:
            words = self.tr("Checked from outside: it leads here.")
        else:
            words = self.tr("From outside it does not lead here. {0}").format(
                said(probe.error.sentences()) if probe.error else ""
            )
        is_done = state.listening and is_public and probe is not None and probe.is_through
        self.show_state(words.strip(), is_done=is_done)

    def url(self) -> str:
        """The address that is shown."""
        return self._url.text()

    def copy(self) -> None:
        """Put it on the clipboard."""
        copy(self, self.url(), self.tr("callback URL"))
