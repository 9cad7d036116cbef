"""A coloured box that says what happened: an answer, a warning, or problem, cause and remedy."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.core.errors import AcuseError
from app.core.plain import plain
from app.ui import theme
from app.ui.said import error_lines
from app.ui.widgets.parts import button, clear, icon_button, selectable

_ROOMY = 720  # points of width from which buttons stand beside the words
_LOOKS = {
    "good": ("circle-check", "complete"),
    "notice": ("info", "pending"),
    "problem": ("triangle-alert", "failed"),
}


class Notice(QFrame):
    """Hidden until something is said; `dismissed` when the person closes it."""

    dismissed = Signal()
    spoke = Signal()

    def __init__(self, *, can_close: bool = True) -> None:
        super().__init__()
        self._icon = QToolButton()
        self._icon.setIconSize(QSize(theme.px(16), theme.px(16)))
        self._icon.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._icon.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        theme.dress(self._icon, "picture")
        self._title = selectable()
        theme.dress(self._title, "subheading")
        self._text = selectable()
        # An empty layout would keep the words narrow; a hidden widget does not.
        self._offers = QWidget()
        self._buttons = QHBoxLayout(self._offers)
        self._buttons.setContentsMargins(0, 4, 0, 0)
        words = QVBoxLayout()
        words.setSpacing(3)
        words.addWidget(self._title)
        words.addWidget(self._text)
        self._body = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._body.setSpacing(3)
        self._body.addLayout(words, 1)
        self._body.addWidget(self._offers)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 8, 8, 9)
        row.setSpacing(6)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(self._body, 1)
        if can_close:
            close = icon_button("x", self.tr("Close this message"), self._close)
            row.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.hide()

    def say(self, kind: str, title: str, text: str = "") -> None:
        """Show a "good", a "notice" or a "problem"; what a stranger wrote is made plain."""
        icon, tone = _LOOKS[kind]
        theme.dress(self, kind)
        self._icon.setIcon(theme.icon(icon, tone))
        self._title.setText(plain(title, lines=True))
        self._text.setText(plain(text, lines=True))
        self._text.setVisible(bool(text))
        clear(self._buttons)
        self._offers.hide()
        self.setAccessibleName(f"{title} {text}")
        self.show()
        self.spoke.emit()

    def say_error(self, error: AcuseError) -> None:
        """Show what is wrong, why, what to do about it, and the code to search for."""
        code = self.tr("Code: {0}").format(error.code)
        problem, cause, remedy = error_lines(error)
        self.say("problem", problem, "\n".join(filter(None, (cause, remedy, code))))

    def offer(self, text: str, pressed: Callable[[], object]) -> QPushButton:
        """Add a button beside the words, or below them where room is short."""
        self._offers.show()
        if self._buttons.count() == 0:
            self._buttons.addStretch()
        made = button(text, pressed)
        self._buttons.insertWidget(self._buttons.count() - 1, made)
        self.spoke.emit()
        return made

    def words(self) -> str:
        """What it says now; "" when it is hidden."""
        if self.isHidden():
            return ""
        labels: tuple[QLabel, ...] = (self._title, self._text)
        return "\n".join(label.text() for label in labels if label.text())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_roomy = event.size().width() >= theme.px(_ROOMY)
        side, below = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._body.setDirection(side if is_roomy else below)

    def _close(self) -> None:
        self.hide()
        self.dismissed.emit()
