"""Deliveries over time: a line with its area, and the numbers under the pointer.

pyqtgraph takes 0.4 s to import, so the page imports this module when it is first shown.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from datetime import UTC, datetime

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QKeyEvent, QLinearGradient
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from app.ui import theme
from app.ui.display import Display
from app.ui.texts import number, provider_title
from app.ui.widgets.charts_data import Point, Span

_MINUTE, _HOUR, _DAY = 60, 3600, 86400
_STEPS = (
    *(2 * _MINUTE, 5 * _MINUTE, 10 * _MINUTE, 30 * _MINUTE),
    *(_HOUR, 3 * _HOUR, 6 * _HOUR, 12 * _HOUR),
    *(_DAY, 2 * _DAY, 5 * _DAY, 7 * _DAY),
)
_LABEL = 90  # points one label of the time axis needs


class _TimeAxis(pg.AxisItem):  # type: ignore[misc]
    """Whole hours and days of the zone in use; pyqtgraph's own knows only the system's."""

    def __init__(self, display: Display) -> None:
        super().__init__("bottom")
        self._display = display

    def tickValues(self, low: float, high: float, size: float) -> list[tuple[float, list[float]]]:
        wanted = (high - low) / max(size / _LABEL, 1)
        step = next((step for step in _STEPS if step >= wanted), _STEPS[-1])
        offset = datetime.fromtimestamp(low, UTC).astimezone(self._display.zone).utcoffset()
        shift = offset.total_seconds() if offset else 0.0
        first = ((low + shift) // step + 1) * step - shift
        return [(step, [first + place * step for place in range(int((high - first) // step) + 1)])]

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:
        form = "%H:%M" if spacing < _DAY else "%d %b"
        return [
            datetime.fromtimestamp(value, UTC).astimezone(self._display.zone).strftime(form)
            for value in values
        ]


class _CountAxis(pg.AxisItem):  # type: ignore[misc]
    """Four or five whole numbers."""

    def __init__(self) -> None:
        super().__init__("left")

    def tickValues(self, low: float, high: float, size: float) -> list[tuple[float, list[float]]]:
        wanted = high / max(min(size / 48, 5), 1)
        tens = 10 ** max(len(str(int(wanted))) - 1, 0)
        step = next(float(part * tens) for part in (1, 2, 5, 10) if part * tens >= wanted)
        return [(step, [place * step for place in range(int(high // step) + 1)])]

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:
        return [number(int(value)) for value in values]


class TimeChart(QWidget):
    """The chart; arrow keys walk along it, and `read` says what is under the mark."""

    read = Signal(str)

    def __init__(self, display: Display) -> None:
        super().__init__()
        self._display = display
        self._points: Sequence[Point] = ()
        self._span: Span | None = None
        self._mark = -1
        self._plot = pg.PlotWidget(
            axisItems={"bottom": _TimeAxis(display), "left": _CountAxis()}, background=None
        )
        self._plot.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self._plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._plot.setMenuEnabled(False)
        self._plot.hideButtons()
        self._plot.setMouseEnabled(x=False, y=False)
        self._curve = self._plot.plot(antialias=True)
        self._tail = self._plot.plot(antialias=True)  # to the bucket that is still filling
        self._line = pg.InfiniteLine(angle=90)
        self._dot = pg.ScatterPlotItem(size=8)
        for item in (self._line, self._dot):
            item.hide()
            self._plot.addItem(item, ignoreBounds=True)
        self._plot.scene().sigMouseMoved.connect(self._pointed)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._plot)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Deliveries over time"))
        self.setMinimumHeight(180)
        self._dress()

    def show_points(self, points: Sequence[Point], span: Span) -> None:
        """Draw these buckets."""
        self._points, self._span = points, span
        middles = [self._middle(point) for point in points]
        totals = [point.total for point in points]
        self._curve.setData(middles[:-1], totals[:-1])
        self._tail.setData(middles[-2:], totals[-2:])
        self._plot.getAxis("bottom").picture = None  # the zone may be another one
        highest = max(totals, default=0)
        if middles:
            self._plot.setXRange(middles[0], middles[-1], padding=0.005)
        self._plot.setYRange(0, max(highest * 1.12, 4), padding=0)
        busiest = self.tr("{0} deliveries, at most {1} at a time")
        self.setAccessibleDescription(busiest.format(number(sum(totals)), number(highest)))
        self._move_to(min(self._mark, len(points) - 1))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.is_theme_change(event):
            self._dress()

    def leaveEvent(self, event: QEvent) -> None:
        self._move_to(-1)

    def focusOutEvent(self, event: QEvent) -> None:
        self._move_to(-1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        places = {
            Qt.Key.Key_Left: max(self._mark - 1, 0),
            Qt.Key.Key_Right: min(self._mark + 1, len(self._points) - 1),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: len(self._points) - 1,
        }
        if event.key() in places and self._points:
            self._move_to(places[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def _middle(self, point: Point) -> float:
        half = self._span.width.total_seconds() / 2 if self._span else 0.0
        return point.start.timestamp() + half

    def _pointed(self, spot: QPointF) -> None:
        box = self._plot.getPlotItem().vb
        if not self._points or not box.sceneBoundingRect().contains(spot):
            self._move_to(-1)
            return
        moment = box.mapSceneToView(spot).x()
        starts = [point.start.timestamp() for point in self._points]
        self._move_to(max(bisect_right(starts, moment) - 1, 0))

    def _move_to(self, place: int) -> None:
        self._mark = place
        is_marked = 0 <= place < len(self._points)
        self._line.setVisible(is_marked)
        self._dot.setVisible(is_marked)
        if not is_marked:
            self.read.emit("")
            return
        point = self._points[place]
        self._line.setPos(self._middle(point))
        self._dot.setData([self._middle(point)], [point.total])
        self.read.emit(self._words(point))

    def _words(self, point: Point) -> str:
        start = point.start.astimezone(self._display.zone)
        end = (
            (point.start + self._span.width).astimezone(self._display.zone) if self._span else start
        )
        shares = " · ".join(
            f"{provider_title(provider)} {number(count)}"
            for provider, count in sorted(point.by_provider.items(), key=lambda pair: -pair[1])
        )
        day = start.strftime("%d %b ")
        total = self.tr("{0} in all").format(number(point.total))
        return f"{day}{start:%H:%M}–{end:%H:%M}: {total}" + (f" ({shares})" if shares else "")

    def _dress(self) -> None:
        palette = theme.current()
        area = QLinearGradient(0, 0, 0, 1)
        area.setCoordinateMode(QLinearGradient.CoordinateMode.ObjectMode)
        top, bottom = QColor(palette.accent), QColor(palette.accent)
        top.setAlpha(56)
        bottom.setAlpha(14)
        area.setColorAt(0, top)
        area.setColorAt(1, bottom)
        self._curve.setPen(pg.mkPen(palette.accent, width=1.6))
        self._tail.setPen(pg.mkPen(palette.accent, width=1.6, style=Qt.PenStyle.DotLine))
        self._curve.setFillLevel(0)
        self._curve.setBrush(QBrush(area))
        self._line.setPen(pg.mkPen(palette.muted, width=1, style=Qt.PenStyle.DashLine))
        self._dot.setBrush(QColor(palette.accent))
        self._dot.setPen(pg.mkPen(palette.panel, width=2))
        item = self._plot.getPlotItem()
        for name in ("left", "bottom"):
            axis = item.getAxis(name)
            axis.setStyle(tickFont=theme.ui_font(12), tickLength=0)
            axis.setTextPen(palette.muted)
            axis.setPen(pg.mkPen(None))
            axis.setTickPen(pg.mkPen(palette.line))
        item.getAxis("left").setGrid(255)
        item.getAxis("left").setWidth(38)
        item.getAxis("bottom").setHeight(26)
