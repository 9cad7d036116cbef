"""The picture of columns over time: pyqtgraph draws it, TimeChart says what is pointed at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pyqtgraph as pg
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget

from app.ui import theme
from app.ui.texts import number
from app.ui.widgets.charts_textures import grain_of, ink_of

_HEAD = 8  # points above the highest line


@dataclass(frozen=True, slots=True)
class Layer:
    """One part of every column, from below: its key for the texture, its words, its counts."""

    key: str
    words: str
    counts: Sequence[int]


class Picture:
    """Stacked columns one unit wide, an axis of times, a marked span and the column at hand."""

    def __init__(self) -> None:
        self._view = pg.PlotWidget(background=None, enableMenu=False)
        self.widget: QWidget = self._view
        self.widget.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        for one in (self.widget, self._view.viewport()):
            one.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keyboard is TimeChart's
        plot = self._view.getPlotItem()
        plot.setMenuEnabled(False)
        plot.hideButtons()
        plot.layout.setContentsMargins(0, _HEAD, 2, 0)
        self._box = plot.getViewBox()
        self._box.setMouseEnabled(x=False, y=False)
        self._box.setDefaultPadding(0)
        self._axes = {side: plot.getAxis(side) for side in ("left", "bottom")}
        for axis in self._axes.values():
            axis.setStyle(tickLength=0, tickTextOffset=7)
            axis.setTickFont(theme.ui_font(12))
            axis.setTickPen(pg.mkPen(None))
        self._axes["bottom"].setPen(None)
        self._axes["left"].setPen(None)
        self._bars: list[pg.BarGraphItem] = []
        self._lines: list[pg.InfiniteLine] = []
        self._marked = pg.LinearRegionItem(movable=False)
        self._hand = pg.InfiniteLine(angle=90)
        for one, depth in ((self._marked, 20), (self._hand, 30)):
            one.setZValue(depth)
            one.hide()
            self._view.addItem(one, ignoreBounds=True)

    def plot(self) -> QRectF:
        """Where the columns stand, in points of the widget."""
        return QRectF(self._box.sceneBoundingRect())

    def show_columns(
        self, layers: Sequence[Layer], totals: Sequence[int], steps: Sequence[int]
    ) -> None:
        """Draw these columns and the lines of these steps behind them."""
        for one in (*self._bars, *self._lines):
            self._view.removeItem(one)
        palette = theme.current()
        top = max(steps[-1], 1)
        self._view.setRange(xRange=(0, max(len(totals), 1)), yRange=(0, top), padding=0)
        self._axes["left"].setTicks([[(value, number(value)) for value in steps]])
        for axis in self._axes.values():
            axis.setTextPen(QColor(palette.muted))
        line = pg.mkPen(QColor(palette.line), width=1)
        self._lines = [pg.InfiniteLine(value, angle=0, pen=line) for value in steps]
        self._bars = list(self._stacked(layers, len(totals)))
        for one in (*self._lines, *self._bars):
            self._view.addItem(one, ignoreBounds=True)

    def _stacked(self, layers: Sequence[Layer], columns: int) -> Sequence[pg.BarGraphItem]:
        each = self.plot().width() / max(columns, 1)
        wide = 1 - 1 / each if each > 4 else 1.0  # a gap of one point, where there is room
        below = [0] * columns
        made = []
        for layer in layers:
            shape = {
                "x0": list(range(columns)),
                "width": wide,
                "y0": list(below),
                "height": list(layer.counts),
                "pen": None,
            }
            made.append(pg.BarGraphItem(brush=QColor(ink_of(layer.key)), **shape))
            if (grain := grain_of(layer.key)) is not None:
                made.append(pg.BarGraphItem(brush=grain, **shape))
            below = [low + count for low, count in zip(below, layer.counts, strict=True)]
        return made

    def show_times(self, labels: Sequence[tuple[float, str]]) -> None:
        """Write these words below these columns."""
        self._axes["bottom"].setTicks([list(labels)])

    def show_marks(self, marked: tuple[int, int] | None, hand: int) -> None:
        """Show the first and last marked column, and the one at hand (-1: none)."""
        palette = theme.current()
        self._marked.setVisible(marked is not None)
        if marked is not None:
            wash = QColor(palette.accent)
            wash.setAlpha(40)
            self._marked.setBrush(wash)
            for edge in self._marked.lines:
                edge.setPen(pg.mkPen(QColor(palette.accent), width=1.4))
            self._marked.setRegion((marked[0], marked[1] + 1))
        self._hand.setVisible(hand >= 0)
        if hand >= 0:
            self._hand.setPen(pg.mkPen(QColor(palette.text), style=Qt.PenStyle.DashLine))
            self._hand.setPos(hand + 0.5)
