"""A short message over the window that goes by itself and takes no focus."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QGraphicsDropShadowEffect, QLabel, QWidget

from app.ui import theme

_SHOWN_FOR = 2_600  # milliseconds
_ABOVE = 44  # pixels from the lower edge
_ASIDE = 24  # at the least at either side, where a message is long


def say(asker: QWidget, text: str) -> None:
    """Show a message over the window that `asker` is in, and tell a screen reader."""
    window = asker.window()
    shown = window.findChild(Toast) or Toast(window)
    shown.say(text)


class Toast(QLabel):
    """One per window; a new message replaces the one before."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        theme.dress(self, "toast")
        shadow = QGraphicsDropShadowEffect(self, blurRadius=18)
        shadow.setOffset(0, 3)
        self.setGraphicsEffect(shadow)
        self._hide = QTimer(self, singleShot=True, interval=_SHOWN_FOR)
        self._hide.timeout.connect(self.hide)
        window.installEventFilter(self)
        self.hide()

    def say(self, text: str) -> None:
        self.setText(text)
        self._restyle()
        self._place()
        self.show()
        self.raise_()
        self._hide.start()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def _place(self) -> None:
        window = self.parentWidget()
        if window is not None:
            self.setWordWrap(False)  # in one line where it has room
            room = window.width() - 2 * _ASIDE
            if self.sizeHint().width() > room:
                self.setWordWrap(True)
                self.resize(room, self.heightForWidth(room))
            else:
                self.adjustSize()
            left = (window.width() - self.width()) // 2
            self.move(left, window.height() - self.height() - _ABOVE)

    def _restyle(self) -> None:
        palette = theme.current()
        self.setStyleSheet(
            f"background: {palette.text}; color: {palette.panel}; border-radius: {theme.px(8)}px;"
            f"padding: {theme.px(8)}px {theme.px(14)}px; font-weight: 500;"
        )
