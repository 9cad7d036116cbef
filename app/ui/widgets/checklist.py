"""What to do by hand at a provider that offers no way to register a callback."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.core.provider import Provider
from app.ui import texts, theme
from app.ui.actions import Actions
from app.ui.ask import Ask
from app.ui.widgets.clipboard import copy
from app.ui.widgets.dialogs import Sheet
from app.ui.widgets.parts import button, icon_button, label
from app.ui.widgets.public_address import PublicAddress


class Checklist(Sheet):
    """The steps in the provider's dashboard, with the URL ready to be copied."""

    address_changed = Signal()
    credentials_asked = Signal(str)
    test_asked = Signal(str)

    def __init__(self, parent: QWidget, provider: Provider, ask: Ask, actions: Actions) -> None:
        title = self.tr("Set up {0} in its dashboard").format(provider.title)
        remark = self.tr("{0} offers no interface to register a callback: these steps are yours.")
        super().__init__(parent, title, remark.format(provider.title))
        self._provider, self._actions = provider, actions
        self._address = PublicAddress(ask, actions)
        self._address.saved.connect(self._address_saved)
        self.body.addWidget(self._address)
        self._url = QLabel()
        self._url.setFont(theme.mono_font())
        self._url.setWordWrap(True)
        name = provider.name
        self._add_step(self.tr("Open the dashboard: Settings, Webhooks"))
        self._add_step(self.tr("Paste this callback URL"), self._with_copy())
        self._add_step(self.tr("Tick every event"))
        enter = button(self.tr("Enter it here…"), lambda: self.credentials_asked.emit(name))
        self._add_step(self.tr("Set a webhook secret there, and the same one here"), enter)
        test = button(self.tr("Send test event"), lambda: self.test_asked.emit(name))
        self._add_step(self.tr("Save there, then see a test event arrive here"), test)
        notes = "\n".join(map(texts.own_words, provider.notes))
        self.body.addWidget(label(notes, "small", wrap=True))
        self.body.addStretch()
        self.add_close()
        self._show_url()

    def _add_step(self, words: str, extra: QWidget | None = None) -> None:
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addWidget(QCheckBox(words))
        if extra is not None:
            row = QHBoxLayout()
            row.setContentsMargins(24, 0, 0, 0)
            row.addWidget(extra)
            if isinstance(extra, QPushButton):
                row.addStretch()
            column.addLayout(row)
        self.body.addLayout(column)

    def _with_copy(self) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._url, 1)
        row.addWidget(icon_button("copy", self.tr("Copy the callback URL"), self._copy))
        return holder

    def _copy(self) -> None:
        copy(self, self._url.text(), self.tr("callback URL"))

    def _address_saved(self) -> None:
        self._show_url()
        self.address_changed.emit()

    def _show_url(self) -> None:
        mine = (one for one in self._actions.callbacks() if one.provider == self._provider.name)
        found = next(mine, None)
        self._address.setVisible(found is not None and not found.public_url)
        self._url.setText((found.public_url or found.local_url) if found else "—")
