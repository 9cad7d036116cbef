"""A veil over the whole window, and on it a panel that casts a shadow."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QRegion
from PySide6.QtWidgets import QFrame, QWidget

from app.ui import theme
from app.ui.guard import painting

_SHADOW, _FALLS, _ROUND = 26, 6, 14  # pixels: how far it reaches, how deep; of the corners


class Veil(QWidget):
    """As large as what it lies over; a click beside the panel closes it."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self.panel = QFrame(self)
        theme.dress(self.panel, "panel")
        over.installEventFilter(self)
        self.hide()

    def cover(self) -> None:
        """Lie over the window."""
        self.setGeometry(self._over.rect())
        self.show()
        self.raise_()

    def close_up(self) -> None:
        """Hide it and give the focus back."""
        self.hide()
        self._over.setFocus()

    def place(self, panel: QRect) -> None:
        """Where the panel stands; only what changes by it is painted."""
        if panel != self.panel.geometry():
            before = self._shade()
            self.panel.setGeometry(panel)
            self.update(before.united(self._shade()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._over and event.type() == QEvent.Type.Resize:
            self.setGeometry(self._over.rect())
        return super().eventFilter(watched, event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self.panel.geometry().contains(event.position().toPoint()):
            self.close_up()

    @painting
    def paintEvent(self, event: QPaintEvent) -> None:
        panel = self.panel.geometry()
        around = event.region().subtracted(
            QRegion(panel.adjusted(_ROUND, _ROUND, -_ROUND, -_ROUND))
        )
        if around.isEmpty():  # the list below it changes all the time
            return
        painter = QPainter(self)
        painter.setClipRegion(around)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_dark = theme.current().is_dark
        painter.fillRect(event.rect(), QColor(8, 12, 20, 90 if is_dark else 26))
        if not around.intersects(self._shade()):
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(10, 16, 30, 12 if is_dark else 4))
        edge = QRectF(panel).translated(0, _FALLS)
        for spread in range(_SHADOW, 0, -2):
            painter.drawRoundedRect(edge.adjusted(-spread, -spread, spread, spread), 18, 18)

    def _shade(self) -> QRect:
        """The panel with the shadow that it casts."""
        wide = _SHADOW + 1
        return self.panel.geometry().translated(0, _FALLS).adjusted(-wide, -wide, wide, wide)
