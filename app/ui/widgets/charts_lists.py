"""Rows of bars, each with its name before and its words behind: ages of money, causes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.ui import theme
from app.ui.guard import painting
from app.ui.texts import plain_tip
from app.ui.widgets.charts_textures import paint_rounded
from app.ui.widgets.ring import Ring

_ROW, _BAR = 34, 22
_OVER, _OVER_BAR = 20, 16  # a line for the name, and its bar below


@dataclass(frozen=True, slots=True)
class BarRow:
    """One bar: how long of the longest (0 to 1), how it looks, and what it opens."""

    name: str
    words: str
    share: float
    texture: str  # a status, for colour and texture
    key: str  # what `chosen` carries, "" for a row with nothing behind it


class BarRows(QWidget):
    """Bars below each other; a click or Enter on one asks for the list behind it."""

    chosen = Signal(str)

    def __init__(self, name: str, *, names_share: float = 0.5, names_above: bool = False) -> None:
        """`names_above` gives long names a line of their own, over the bar."""
        super().__init__()
        self._rows: Sequence[BarRow] = ()
        self._names_share = names_share
        self._current = self._hovered = -1
        self._bold = theme.ui_font(13, QFont.Weight.DemiBold)
        self._over = theme.px(_OVER) if names_above else 0
        self._bar = theme.px(_OVER_BAR if names_above else _BAR)
        self._row = self._over + self._bar + theme.px(_ROW - _BAR)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        Ring(self)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.setAccessibleName(name)

    def show_rows(self, rows: Sequence[BarRow]) -> None:
        """Draw these."""
        if len(rows) != len(self._rows):
            self.updateGeometry()
        self._rows = rows
        self._current = min(self._current, len(rows) - 1)
        self.setAccessibleDescription("; ".join(f"{row.name}: {row.words}" for row in rows))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(420, self._row * max(len(self._rows), 1))

    def minimumSizeHint(self) -> QSize:
        return QSize(280, self.sizeHint().height())

    def row_centre(self, place: int) -> QPointF:
        """Where the middle of a row is."""
        return QPointF(self.width() / 2, place * self._row + (self._over + self._bar) / 2)

    # --- pointer and keyboard -----------------------------------------------------------------

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = self._at(event.position())
        if place != self._hovered:
            self._hovered = place
            self.update()
        if place >= 0:
            row = self._rows[place]
            self.setCursor(
                Qt.CursorShape.PointingHandCursor if row.key else Qt.CursorShape.ArrowCursor
            )
            tip = plain_tip(f"{row.name}: {row.words}")
            QToolTip.showText(event.globalPosition().toPoint(), tip, self)

    def leaveEvent(self, event: QEvent) -> None:
        self._hovered = -1
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        place = self._at(event.position())
        if place >= 0 and event.button() == Qt.MouseButton.LeftButton:
            self._current = place
            self._open(place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        if event.key() in steps and self._rows:
            self._current = (self._current + steps[Qt.Key(event.key())]) % len(self._rows)
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._current >= 0:
            self._open(self._current)
        else:
            super().keyPressEvent(event)

    def _open(self, place: int) -> None:
        if self._rows[place].key:
            self.chosen.emit(self._rows[place].key)

    def _at(self, spot: QPointF) -> int:
        place = int(spot.y() // self._row)
        return place if 0 <= place < len(self._rows) and self._is_on(spot.y() % self._row) else -1

    def _is_on(self, below: float) -> bool:
        return below < self._over + self._bar

    # --- painting -----------------------------------------------------------------------------

    @painting
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette = theme.current()
        plain, bold = QFontMetricsF(self.font()), QFontMetricsF(self._bold)
        names = max((plain.horizontalAdvance(row.name) for row in self._rows), default=0.0)
        names = min(names + 14, self.width() * self._names_share)
        said = self.width() if self._over else names
        names = 0.0 if self._over else names
        words = max((bold.horizontalAdvance(row.words) for row in self._rows), default=0.0)
        room = max(self.width() - names - words - 12, 24.0)
        middle = Qt.AlignmentFlag.AlignVCenter
        for place, row in enumerate(self._rows):
            first = place * self._row
            top = first + self._over
            painter.setFont(self.font())
            painter.setPen(QColor(palette.muted))
            line = QRectF(0, first, said, self._over or self._bar)
            elided = plain.elidedText(row.name, Qt.TextElideMode.ElideRight, said - 10)
            painter.drawText(line, middle, elided)
            width = max(room * row.share, 5.0) if row.share > 0 else 0.0
            if width:
                paint_rounded(painter, QRectF(names, top, width, self._bar), row.texture, 5)
            painter.setFont(self._bold)
            painter.setPen(QColor(palette.text if row.key else palette.muted))
            after = QRectF(names + width + (9 if width else 0), top, self.width(), self._bar)
            painter.drawText(after, middle, row.words)
            if place == self._hovered or (self.hasFocus() and place == self._current):
                painter.setPen(QPen(QColor(palette.accent), 1.2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                high = self._over + self._bar + 6
                painter.drawRoundedRect(QRectF(0.5, first - 3, self.width() - 1, high), 5, 5)
