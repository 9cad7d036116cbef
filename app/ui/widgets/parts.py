"""Small makers of labels, buttons and pills, so that every page speaks with one hand."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QLabel,
    QLayout,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWidget,
)
from shiboken6 import isValid

from app.core.plain import plain
from app.ui import texts, theme
from app.ui.guard import painting
from app.ui.widgets import keyboard
from app.ui.widgets.surfaces import paint_chip

T = TypeVar("T")

_PILL_HEIGHT, _HEAD = 22, 30


def label(text: str = "", kind: str = "", *, wrap: bool = False) -> QLabel:
    """A label of plain text; `kind` is its part in the style sheet."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    if kind:
        theme.dress(made, kind)
    return made


def page_title(text: str) -> QLabel:
    """What a page is called, as high as the buttons beside it: it stands alike on every page."""
    made = label(text, "title")
    made.setMinimumHeight(theme.px(_HEAD))
    return made


def on_the_line_of(small: QLabel, large: QFontMetrics) -> None:
    """Let a label beside a larger one write on the same line; both are as high as their row."""
    own = small.fontMetrics()
    small.setContentsMargins(0, _rise(large) - _rise(own), 0, 0)


def _rise(font: QFontMetrics) -> int:
    """How far below the middle of its label a font writes, twice."""
    return font.ascent() - font.descent()


def selectable(text: str = "", kind: str = "", *, wrap: bool = True) -> QLabel:
    """A label whose text can be marked and copied, also by keyboard."""
    made = label(text, kind, wrap=wrap)
    made.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse
        | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    return made


def button(
    text: str, pressed: Callable[[], object] | None = None, *, kind: str = "", icon: str = ""
) -> QPushButton:
    """A push button that is only as wide as its words."""
    made = QPushButton()
    made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    made.setAutoDefault(False)
    if kind:
        theme.dress(made, kind)
    if icon:
        made.setIcon(theme.icon(icon, "on_accent" if kind == "primary" else "muted"))
        made.setIconSize(QSize(theme.px(14), theme.px(14)))
    set_words(made, text)
    if pressed is not None:
        made.clicked.connect(lambda: pressed())
    return made


def toggle(text: str, icon: str, hint: str) -> QPushButton:
    """A button that stays down."""
    made = button(text, icon=icon)
    made.setAccessibleName(text)
    made.setCheckable(True)
    made.setToolTip(hint)
    return made


def set_words(button: QPushButton, text: str) -> None:
    """The words of a button, a little apart from its icon, for which Qt has no setting."""
    button.setText(text if button.icon().isNull() or not text else f" {text}")


def icon_button(icon: str, name: str, pressed: Callable[[], object]) -> QToolButton:
    """A button that is only an icon; `name` is its tooltip and its accessible name."""
    made = QToolButton()
    made.setIcon(theme.icon(icon))
    made.setIconSize(QSize(theme.px(14), theme.px(14)))
    made.setToolTip(name)
    made.setAccessibleName(name)
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    made.clicked.connect(lambda: pressed())
    return made


def rule() -> QFrame:
    """A hairline across."""
    made = QFrame()
    theme.dress(made, "rule")
    return made


def clear(layout: QLayout) -> None:
    """Take everything out of a layout and delete it."""
    while (item := layout.takeAt(0)) is not None:
        if (inner := item.layout()) is not None:
            clear(inner)
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()


def busy(trigger: QAbstractButton, is_busy: bool) -> None:
    """Show that what a button started is still under way."""
    if is_busy:
        keyboard.disable(trigger)
        trigger.setCursor(Qt.CursorShape.BusyCursor)
    else:
        keyboard.enable(trigger)
        trigger.unsetCursor()


def while_alive(owner: QObject, then: Callable[[T], object]) -> Callable[[T], None]:
    """A receiver of an answer that may come when its dialog is closed and deleted."""

    def guarded(value: T) -> None:
        if isValid(owner):
            then(value)

    return guarded


class Pill(QWidget):
    """An icon and a word on their surface, such as "Healthy"; a tone is named as in Palette."""

    def __init__(self, text: str = "", icon: str = "", tone: str = "neutral") -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._font = theme.ui_font(12, QFont.Weight.DemiBold)
        self._text = self._icon = self._tone = ""
        self.show_as(text, icon, tone)

    def show_as(self, text: str, icon: str, tone: str) -> None:
        """Change what it says."""
        self._text, self._icon, self._tone = text, icon, tone
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def text(self) -> str:
        """The word it shows."""
        return self._text

    def sizeHint(self) -> QSize:
        width = QFontMetrics(self._font).horizontalAdvance(self._text) + theme.px(18)
        return QSize(width + (theme.px(17) if self._icon else 0), theme.px(_PILL_HEIGHT))

    @painting
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tone = getattr(theme.current(), self._tone)
        paint_chip(painter, QRectF(self.rect()), tone, theme.px(6))
        left, side = theme.px(9), theme.px(12)
        if self._icon:
            shape = theme.pixmap(self._icon, tone.ink, side, self.devicePixelRatioF())
            painter.drawPixmap(QPointF(left, (self.height() - side) / 2), shape)
            left += theme.px(17)
        painter.setFont(self._font)
        painter.setPen(QColor(tone.ink))
        painter.drawText(
            self.rect().adjusted(left, 0, -4, 0), Qt.AlignmentFlag.AlignVCenter, self._text
        )


class ElidedLabel(QLabel):
    """One line that is cut where room is short; whole on hover and to a reader."""

    def __init__(
        self, text: str = "", kind: str = "", mode: Qt.TextElideMode = Qt.TextElideMode.ElideMiddle
    ) -> None:
        super().__init__()
        self._whole, self._mode = "", mode
        self._said: tuple[str, str] | None = None
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        if kind:
            theme.dress(self, kind)
        self.set_whole(text)

    def set_whole(self, text: str, *, hint: str = "") -> None:
        """The text to show as far as it fits; hovering shows it whole, or the `hint`."""
        if (text, hint) == self._said:
            return  # a line that is told every second is laid out when it changes
        self._said = (text, hint)
        self._whole = plain(text)
        self.setToolTip(texts.plain_tip(hint or text))
        self.setAccessibleName(plain(hint or text, lines=True))
        self.updateGeometry()
        self._fit()

    def whole(self) -> str:
        """The text that was set, however much of it is seen."""
        return self._whole

    def sizeHint(self) -> QSize:
        self.ensurePolished()
        metrics = self.fontMetrics()
        # Letters have widths of fractions, which are only known as whole pixels.
        return QSize(metrics.horizontalAdvance(self._whole) + 5, metrics.height() + 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        room = max(self.width() - 2, 40)
        self.setText(self.fontMetrics().elidedText(self._whole, self._mode, room))


class ElidedButton(QPushButton):
    """A button whose words are cut where room is short; its accessible name is its own."""

    _AROUND = 44  # points of icon and padding

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self._whole = text

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = max(self.width() - theme.px(self._AROUND), 0)
        elide = Qt.TextElideMode.ElideRight
        self.setText(self.fontMetrics().elidedText(self._whole, elide, room))
