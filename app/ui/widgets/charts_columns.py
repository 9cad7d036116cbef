"""The columns of the chart over time, painted at one go: pyqtgraph keeps the axes round them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pyqtgraph as pg
from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from app.ui import theme
from app.ui.guard import painting
from app.ui.widgets.charts_textures import texture_of

_GAP_FROM = 4.0  # points that a column is wide, where it has a gap of one to the next


@dataclass(frozen=True, slots=True)
class Layer:
    """One part of every column, from below: its key for the texture, its words, its counts."""

    key: str
    words: str
    counts: Sequence[int]


class _OverThePlot(QGraphicsItem):
    """Stands in the box and not among what the box scales.

    So nothing is made anew for other figures, and a texture stays as fine as it is.
    """

    def __init__(self, box: pg.ViewBox, height: int) -> None:
        super().__init__(box)
        self._box = box
        self.setZValue(height)
        box.sigResized.connect(lambda _: self.prepareGeometryChange())

    def boundingRect(self) -> QRectF:
        return QRectF(self._box.rect())


class Columns(_OverThePlot):
    """Stacked columns and the lines behind them, over the whole of a plot."""

    def __init__(self, box: pg.ViewBox) -> None:
        super().__init__(box, -1)  # what is marked lies over it
        self.setFlag(self.GraphicsItemFlag.ItemUsesExtendedStyleOption)  # what is to be painted
        self._layers: Sequence[Layer] = ()
        self._lines: Sequence[int] = ()
        self._count, self._top = 1, 1

    def show_layers(self, layers: Sequence[Layer], count: int, lines: Sequence[int]) -> None:
        """Draw so many columns, and lines at these heights: the last is the top."""
        self._layers, self._lines = layers, lines
        self._count, self._top = max(count, 1), max(lines[-1], 1)
        self.update()

    @painting
    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        room = self.boundingRect()
        left, bottom, scale = room.left(), room.bottom(), room.height() / self._top
        painter.setPen(QPen(QColor(theme.current().line), 1))
        heights = (bottom - height * scale for height in self._lines)
        painter.drawLines([QLineF(left, y, room.right(), y) for y in heights])
        painter.setPen(Qt.PenStyle.NoPen)
        each = room.width() / self._count
        wide = each - 1 if each > _GAP_FROM else each
        seen = self._seen(option.exposedRect, left, each)
        below = [0] * (seen.stop - seen.start)
        for layer in self._layers:
            painter.setBrush(texture_of(layer.key))
            counts = layer.counts[seen]
            ends = [low + count for low, count in zip(below, counts, strict=True)]
            painter.drawRects(
                [
                    QRectF(left + place * each, bottom - end * scale, wide, count * scale)
                    for place, (end, count) in enumerate(zip(ends, counts, strict=True), seen.start)
                    if count
                ]
            )
            below = ends

    def _seen(self, exposed: QRectF, left: float, each: float) -> slice:
        """The columns that are to be painted: few where the one at hand is another."""
        first = int((exposed.left() - left) / each)
        last = int((exposed.right() - left) / each) + 1
        return slice(min(max(first, 0), self._count), min(max(last, 0), self._count))


class Marks(_OverThePlot):
    """The marked span of columns, and the column at hand."""

    def __init__(self, box: pg.ViewBox) -> None:
        super().__init__(box, 1)
        self._count = 1
        self._marked: tuple[int, int] | None = None
        self._hand = -1

    def show_marks(self, count: int, marked: tuple[int, int] | None, hand: int) -> None:
        """Of so many columns: the first and last marked one, and the one at hand (-1: none)."""
        if (count, marked) != (self._count, self._marked):
            self.update()
        elif hand != self._hand:
            for place in (hand, self._hand):
                self.update(self._line(place).adjusted(-2, 0, 2, 0))
        self._count, self._marked, self._hand = max(count, 1), marked, hand

    def _line(self, place: int) -> QRectF:
        """Where the line through a column is, without a width."""
        room = self.boundingRect()
        x = room.left() + (place + 0.5) * room.width() / self._count
        return QRectF(x, room.top(), 0, room.height())

    @painting
    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        room, palette = self.boundingRect(), theme.current()
        each = room.width() / self._count
        if self._marked is not None:
            first, last = self._marked
            left, right = room.left() + first * each, room.left() + (last + 1) * each
            wash = QColor(palette.accent)
            wash.setAlpha(40)
            painter.fillRect(QRectF(left, room.top(), right - left, room.height()), wash)
            painter.setPen(QPen(QColor(palette.accent), 1.4))
            painter.drawLines([QLineF(x, room.top(), x, room.bottom()) for x in (left, right)])
        if self._hand >= 0:
            line = self._line(self._hand)
            painter.setPen(QPen(QColor(palette.text), 1, Qt.PenStyle.DashLine))
            painter.drawLine(QLineF(line.topLeft(), line.bottomLeft()))
