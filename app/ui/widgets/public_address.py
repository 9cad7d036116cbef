"""Says that providers need a public address, and takes it."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout

from app.core.errors import AcuseError
from app.core.tunnel import Way
from app.ui import theme
from app.ui.actions import Actions
from app.ui.ask import Ask
from app.ui.widgets.notice import Notice
from app.ui.widgets.parts import busy, button, label, while_alive


class PublicAddress(QFrame):
    """A field for the address under which the internet reaches this receiver."""

    saved = Signal()

    def __init__(self, ask: Ask, actions: Actions, *, by_hand: bool = False) -> None:
        """`by_hand`: an address that is saved here takes the place of any tunnel."""
        super().__init__()
        self._by_hand = by_hand
        theme.dress(self, "notice")
        self._ask, self._actions = ask, actions
        state = actions.receiver_state()
        host = state.host or "127.0.0.1"
        title = label(self.tr("Providers cannot reach this computer yet"), "subheading", wrap=True)
        text = self.tr(
            "Give a tunnel or a reverse proxy an https address, let it forward to "
            "http://{host}:{port}, and enter that address here. With ssh for example:"
        ).format(host=host, port=state.port)
        example = label(f"ssh -R 80:{host}:{state.port} user@your-server", wrap=True)
        example.setFont(theme.mono_font())
        settings = actions.settings()
        is_given = by_hand and settings.tunnel in (Way.COMMAND, Way.NGROK)
        self._field = QLineEdit("" if is_given else settings.public_url)
        self._field.setPlaceholderText("https://hooks.example.com")
        self._field.setAccessibleName(self.tr("Public address"))
        self._field.returnPressed.connect(self._save)
        self._button = button(self.tr("Save address"), self._save)
        self._notice = Notice(can_close=False)
        row = QHBoxLayout()
        row.addWidget(self._field, 1)
        row.addWidget(self._button)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 10, 12, 12)
        layout.setSpacing(7)
        layout.addWidget(title)
        title.setVisible(not settings.public_url)  # not before: it would be a window of its own
        layout.addWidget(label(text, wrap=True))
        layout.addWidget(example)
        layout.addLayout(row)
        layout.addWidget(self._notice)

    def enter(self, address: str) -> None:
        """Fill in an address and save it."""
        self._field.setText(address)
        self._save()

    def _save(self) -> None:
        address = self._field.text().strip().rstrip("/")
        settings = replace(self._actions.settings(), public_url=address)
        if self._by_hand:
            settings = replace(settings, tunnel=Way.BY_HAND)
        busy(self._button, True)
        self._ask.work(
            lambda: self._actions.save_settings(settings),
            while_alive(self, lambda _: self._done()),
            while_alive(self, self._failed),
        )

    def _done(self) -> None:
        busy(self._button, False)
        self._notice.hide()
        self.saved.emit()

    def _failed(self, error: AcuseError) -> None:
        busy(self._button, False)
        self._notice.say_error(error)
