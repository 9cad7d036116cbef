"""The picture of columns over time: pyqtgraph draws its axes, TimeChart says what is pointed at."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

import pyqtgraph as pg
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF
from PySide6.QtWidgets import QWidget

from app.ui import theme
from app.ui.texts import number
from app.ui.widgets.charts_columns import Columns, Layer, Marks

_HEAD = 8  # points above the highest line
_OFFSET = 7  # points between an axis and its words
Labels = Sequence[tuple[float, str]]


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
            axis.setStyle(tickTextOffset=_OFFSET, autoExpandTextSpace=False)
            axis.setStyle(tickLength=0, tickAlpha=0)  # a tick without length is a dot
            axis.setTickFont(theme.ui_font(12))
            axis.setPen(None)
        self._metrics = QFontMetricsF(theme.ui_font(12))
        self._axes["bottom"].setHeight(self._metrics.height() + _OFFSET)
        self._columns, self._marks = Columns(self._box), Marks(self._box)
        self._range = (0, 0)
        self._labels: dict[str, Labels] = {}
        self.dress()

    def dress(self) -> None:
        """Take the colours of the palette in force."""
        for axis in self._axes.values():
            axis.setTextPen(QColor(theme.current().muted))
        self._view.viewport().update()

    def plot(self) -> QRectF:
        """Where the columns stand, in points of the widget."""
        return QRectF(self._box.sceneBoundingRect())

    def show_columns(self, layers: Sequence[Layer], count: int, steps: Sequence[int]) -> None:
        """Draw so many columns and the lines of these steps behind them."""
        self._scale(max(count, 1), max(steps[-1], 1))
        labels = [(value, number(value)) for value in steps]
        # Known before it is painted: else the axis finds out then, and all is painted twice.
        widest = max(self._metrics.horizontalAdvance(words) for _, words in labels)
        if (width := ceil(widest) + _OFFSET + 2) != self._axes["left"].width():
            self._axes["left"].setWidth(width)
        self._label("left", labels)
        self._columns.show_layers(layers, count, steps)

    def show_times(self, labels: Labels) -> None:
        """Write these words below these columns."""
        self._label("bottom", list(labels))

    def show_marks(self, count: int, marked: tuple[int, int] | None, hand: int) -> None:
        """Show the first and last marked column, and the one at hand (-1: none)."""
        self._marks.show_marks(count, marked, hand)

    def _scale(self, width: int, height: int) -> None:
        if (width, height) != self._range:
            self._range = (width, height)
            self._view.setRange(xRange=(0, width), yRange=(0, height), padding=0)

    def _label(self, side: str, labels: Labels) -> None:
        """An axis is laid out and drawn anew for new words alone."""
        if labels != self._labels.get(side):
            self._labels[side] = labels
            self._axes[side].setTicks([labels])
