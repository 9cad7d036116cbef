"""A panel over a window, which casts a shadow; a click beside it closes it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPaintEvent, QRegion
from PySide6.QtWidgets import QFrame, QWidget

from app.ui import theme
from app.ui.guard import painting

_SHADOW, _FALLS, _ROUND = 26, 6, 14  # pixels: how far it reaches, how deep; of the corners
_EDGE = 2 * _SHADOW  # pixels of a corner with its shadow
_SMALL = 3 * _EDGE


class Floating(QWidget):
    """As large as the panel and its shadow, so that to show it paints no more of the window."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self._beside = _Beside(over)
        self._beside.pressed.connect(self.close_up)
        self.panel = QFrame(self)
        theme.dress(self.panel, "panel")
        self._ground = _Ground(self.panel)
        over.installEventFilter(self)
        self.hide()

    @staticmethod
    def lies_over(widget: QWidget) -> bool:
        """Whether one lies over the window that a widget stands in."""
        window, direct = widget.window(), Qt.FindChildOption.FindDirectChildrenOnly
        return any(one.isVisible() for one in window.findChildren(Floating, options=direct))

    def cover(self) -> None:
        """Lie over the window."""
        self._beside.cover()
        self.fit()
        self.show()
        self.raise_()

    def close_up(self) -> None:
        """Hide it and give the focus back."""
        self.hide()
        self._beside.hide()
        self._over.setFocus()

    def fit(self) -> None:
        """Place the panel within the window; asked whenever that has another size."""

    def place(self, panel: QRect) -> None:
        """Where in the window the panel stands."""
        wide = _SHADOW + 1
        shade = panel.translated(0, _FALLS).adjusted(-wide, -wide, wide, wide)
        self.setGeometry(shade)
        self.panel.setGeometry(panel.translated(-shade.topLeft()))
        self._ground.setGeometry(_within(self.panel.rect()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._over and event.type() == QEvent.Type.Resize and self.isVisible():
            self._beside.cover()
            self.raise_()
            self.fit()
        return super().eventFilter(watched, event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The shadow is beside the panel."""
        if not self.panel.geometry().contains(event.position().toPoint()):
            self.close_up()

    @painting
    def paintEvent(self, event: QPaintEvent) -> None:
        panel = self.panel.geometry()
        around = event.region().subtracted(QRegion(_within(panel)))
        if around.isEmpty():  # the list below it changes all the time
            return
        painter = QPainter(self)
        painter.setClipRegion(around)
        for here, part in _nine(self.size()):
            painter.drawImage(here, _shadow(is_dark=theme.current().is_dark), part)


def _within(panel: QRect) -> QRect:
    """All of a panel but its line and the stripes that its round corners are in."""
    return panel.adjusted(1, _ROUND, -1, -_ROUND)


def _nine(whole: QSize) -> Iterator[tuple[QRect, QRect]]:
    """The parts of a frame and where they are in a small one: corners as they are, edges longer."""
    for (left, width), (its_left, its_width) in zip(_three(whole.width()), _three(), strict=True):
        for (top, height), (its_top, its_height) in zip(
            _three(whole.height()), _three(), strict=True
        ):
            yield QRect(left, top, width, height), QRect(its_left, its_top, its_width, its_height)


def _three(length: int = _SMALL) -> tuple[tuple[int, int], ...]:
    """An edge, what is between, and the other edge: where each begins and how long it is."""
    return (0, _EDGE), (_EDGE, length - 2 * _EDGE), (length - _EDGE, _EDGE)


@cache
def _shadow(*, is_dark: bool) -> QImage:
    """That of a small panel: to draw it in its size takes 0.7 ms, this a tenth."""
    picture = QImage(_SMALL, _SMALL, QImage.Format.Format_ARGB32_Premultiplied)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(0, 0, 0, 22) if is_dark else QColor(10, 16, 30, 5))
    wide = _SHADOW + 1
    edge = QRectF(picture.rect().adjusted(wide, wide, -wide, -wide))
    for spread in range(_SHADOW, 0, -2):
        painter.drawRoundedRect(edge.adjusted(-spread, -spread, spread, spread), 18, 18)
    painter.end()
    return picture


class _Ground(QWidget):
    """What the panel stands on, within its round corners: nothing below it need be painted."""

    def __init__(self, panel: QWidget) -> None:
        super().__init__(panel)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    @painting
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(theme.current().panel))


class _Beside(QWidget):
    """Takes the clicks beside the panel. It is never painted: that would paint all below it."""

    pressed = Signal()

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self.setUpdatesEnabled(False)
        self.hide()

    def cover(self) -> None:
        self.setGeometry(self._over.rect())
        self.show()
        self.raise_()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.pressed.emit()
