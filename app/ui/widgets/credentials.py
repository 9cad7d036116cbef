"""Takes a provider's credentials; they go to the keychain and are never shown again."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from app.core.errors import AcuseError
from app.core.provider import CredentialSpec, Provider
from app.ui import texts, theme
from app.ui.actions import Actions
from app.ui.ask import Ask
from app.ui.widgets.dialogs import Sheet
from app.ui.widgets.parts import Pill, busy, button, label, rule, while_alive


class CredentialsSheet(Sheet):
    """One line a credential, each saved or removed by itself."""

    changed = Signal(str)  # provider

    def __init__(self, parent: QWidget, provider: Provider, ask: Ask, actions: Actions) -> None:
        remark = self.tr(
            "Kept in this system's keychain and never shown again. "
            "An environment variable of the given name goes first."
        )
        super().__init__(parent, self.tr("Credentials of {0}").format(provider.title), remark)
        for place, spec in enumerate(provider.credentials):
            if place:
                self.body.addWidget(rule())
            line = CredentialField(provider.name, spec, ask, actions)
            line.changed.connect(lambda: self.changed.emit(provider.name))
            line.failed.connect(self.notice.say_error)
            self.body.addWidget(line)
        self.body.addStretch()
        self.add_close()


class CredentialField(QWidget):
    """One secret: whether it is entered, a field to enter or replace it, a button to remove it."""

    changed = Signal()
    failed = Signal(object)  # AcuseError

    def __init__(self, owner: str, spec: CredentialSpec, ask: Ask, actions: Actions) -> None:
        super().__init__()
        self._owner, self._spec, self._ask, self._actions = owner, spec, ask, actions
        self._pill = Pill()
        self._field = self._build_field()
        self._save = button(self.tr("Save"), self._put)
        self._gone = button(self.tr("Remove"), self._remove, kind="danger")
        for one in (self._save, self._gone):
            one.setAccessibleName(f"{one.text()}: {texts.own_words(spec.label)}")
        head = QHBoxLayout()
        head.addWidget(label(texts.own_words(spec.label), "subheading"))
        head.addWidget(self._pill)
        head.addStretch()
        head.addWidget(label(spec.variable(owner), "small-code"))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._field, 1)
        row.addWidget(self._save)
        row.addWidget(self._gone)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 2, 0, 2)
        layout.setSpacing(6)
        layout.addLayout(head)
        layout.addWidget(label(texts.own_words(spec.help), "small", wrap=True))
        layout.addLayout(row)
        self._show()

    def _build_field(self) -> QLineEdit | QPlainTextEdit:
        field: QLineEdit | QPlainTextEdit
        if self._spec.name == "public_key":  # PEM has several lines, and is no secret
            field = QPlainTextEdit()
            field.setFixedHeight(theme.px(70))
            field.setFont(theme.mono_font())
            field.setTabChangesFocus(True)
        else:
            field = QLineEdit()
            field.setEchoMode(QLineEdit.EchoMode.Password)
            field.returnPressed.connect(self._put)
        field.setAccessibleName(texts.own_words(self._spec.label))
        field.setAccessibleDescription(texts.own_words(self._spec.help))
        return field

    def _text(self) -> str:
        field = self._field
        return field.toPlainText() if isinstance(field, QPlainTextEdit) else field.text()

    def _show(self) -> None:
        name, key = self._owner, self._spec.name
        self._ask.work(
            lambda: self._actions.secret_is_set(name, key), while_alive(self, self._show_set)
        )

    def _show_set(self, is_set: bool) -> None:
        if is_set:
            self._pill.show_as(self.tr("entered"), "status-complete", "complete")
        elif self._spec.required_to_verify:
            self._pill.show_as(self.tr("needed to verify"), "status-failed", "failed")
        else:
            self._pill.show_as(self.tr("not entered"), "status-cancelled", "neutral")
        hint = self.tr("Enter a new value to replace it") if is_set else ""
        self._field.setPlaceholderText(hint)
        self._gone.setVisible(is_set)

    def _put(self) -> None:
        value = self._text().strip()
        if not value:
            return
        name, key = self._owner, self._spec.name
        busy(self._save, True)
        self._ask.work(
            lambda: self._actions.put_secret(name, key, value),
            while_alive(self, lambda _: self._done()),
            while_alive(self, self._fail),
        )

    def _remove(self) -> None:
        name, key = self._owner, self._spec.name
        busy(self._gone, True)
        self._ask.work(
            lambda: self._actions.remove_secret(name, key),
            while_alive(self, lambda _: self._done()),
            while_alive(self, self._fail),
        )

    def _done(self) -> None:
        self._field.clear()
        busy(self._save, False)
        busy(self._gone, False)
        self._show()
        self.changed.emit()

    def _fail(self, error: AcuseError) -> None:
        busy(self._save, False)
        busy(self._gone, False)
        self._show()
        self.failed.emit(error)
