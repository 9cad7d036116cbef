"""What to do by hand at a provider that offers no way to register a callback."""

from __future__ import annotations

from secrets import token_urlsafe

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.core.errors import AcuseError
from app.core.provider import Provider
from app.ui import texts, theme
from app.ui.actions import Actions
from app.ui.ask import Ask
from app.ui.widgets.clipboard import copy
from app.ui.widgets.dialogs import Sheet
from app.ui.widgets.parts import busy, button, icon_button, label, while_alive
from app.ui.widgets.public_address import PublicAddress

_SECRET = "webhook_secret"  # noqa: S105 - the name of one


class Checklist(Sheet):
    """The steps in the provider's dashboard, with the URL ready to be copied."""

    address_changed = Signal()
    credentials_asked = Signal(str)
    test_asked = Signal(str)
    secret_changed = Signal()

    def __init__(self, parent: QWidget, provider: Provider, ask: Ask, actions: Actions) -> None:
        title = self.tr("Set up {0} in its dashboard").format(provider.title)
        remark = self.tr("{0} offers no interface to register a callback: these steps are yours.")
        super().__init__(parent, title, remark.format(provider.title))
        self._provider, self._ask, self._actions = provider, ask, actions
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
        words = self.tr("Set a webhook secret there, and the same one here")
        self._add_step(words, self._with_secret())
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

    def _with_secret(self) -> QWidget:
        """One of their dashboard's is entered, or one is made here to be pasted there."""
        name = self._provider.name
        self._secret = QLineEdit(readOnly=True)
        self._secret.setAccessibleName(self.tr("The secret to paste there"))
        self._secret.setFont(theme.mono_font())
        self._secret.hide()
        self._copy_secret = icon_button("copy", self.tr("Copy the secret"), self._copy_made)
        self._copy_secret.hide()
        self._make = button(self.tr("Make one"), self._make_secret)
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._secret, 1)
        row.addWidget(self._copy_secret)
        row.addWidget(self._make)
        row.addWidget(button(self.tr("Enter it here…"), lambda: self.credentials_asked.emit(name)))
        row.addStretch()
        return holder

    def _make_secret(self) -> None:
        """A secret that is entered already would be replaced: that is asked first."""
        self._ask.work(
            lambda: self._actions.secret_is_set(self._provider.name, _SECRET),
            while_alive(self, self._known),
            while_alive(self, self.notice.say_error),
        )

    def _known(self, is_set: bool) -> None:
        if not is_set:
            self._keep_new()
            return
        self.notice.say(
            "notice",
            self.tr("There is a webhook secret already"),
            self.tr("Deliveries are refused from now on until the new one stands there too."),
        )
        self.notice.offer(self.tr("Replace it"), self._keep_new)

    def _keep_new(self) -> None:
        self.notice.hide()
        made = token_urlsafe(32)
        busy(self._make, True)
        self._ask.work(
            lambda: self._actions.put_secret(self._provider.name, _SECRET, made),
            while_alive(self, lambda _: self._kept(made)),
            while_alive(self, self._not_kept),
        )

    def _kept(self, made: str) -> None:
        busy(self._make, False)
        self._secret.setText(made)
        self._secret.show()
        self._copy_secret.show()
        self.notice.say(
            "good",
            self.tr("A secret was made and is kept here"),
            self.tr("Paste it there now: it is not shown again once this closes."),
        )
        self.secret_changed.emit()

    def _not_kept(self, error: AcuseError) -> None:
        busy(self._make, False)
        self.notice.say_error(error)

    def _copy_made(self) -> None:
        copy(self, self._secret.text(), self.tr("webhook secret"))

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
