"""Deliveries over time: stacked columns, the numbers under the pointer, and a brush."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QVBoxLayout, QWidget

from app.ui import theme
from app.ui.display import Display
from app.ui.texts import number, plain_tip, short_day
from app.ui.widgets.charts_columns import Layer
from app.ui.widgets.charts_picture import Picture
from app.ui.widgets.charts_spans import DAY, Span
from app.ui.widgets.ring import Ring

_HOUR, _DAY = 3600, 86400
_STEPS = (
    *(300, 600, 900, 1800, _HOUR, 2 * _HOUR, 3 * _HOUR, 6 * _HOUR, 12 * _HOUR),
    *(_DAY, 2 * _DAY, 7 * _DAY, 14 * _DAY, 28 * _DAY, 56 * _DAY, 112 * _DAY, 364 * _DAY),
)
_DRAG = 4  # points from which a press is a brush


class TimeChart(QWidget):
    """Drag to mark a time, click a column for its list; the arrows do both, Shift marks.

    `brushed` carries the marked time as (since, until), or None; `chosen` a column's time.
    """

    read = Signal(str)
    brushed = Signal(object)
    chosen = Signal(object)

    def __init__(self, display: Display) -> None:
        super().__init__()
        self._display = display
        self._span: Span | None = None
        self._layers: Sequence[Layer] = ()
        self._totals: list[int] = []
        self._mark = self._anchor = -1
        self._pressed: QPointF | None = None
        self._marked: tuple[datetime, datetime] | None = None  # what the page is narrowed to
        self._brush: tuple[int, int] | None = None  # its first and last column, or of a drag
        self._picture = Picture()
        self._resized = QTimer(self, singleShot=True, interval=0)  # a layout says it several times
        self._resized.timeout.connect(self._redraw)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._picture.widget)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        Ring(self)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Deliveries over time"))

    def sizeHint(self) -> QSize:
        return QSize(420, theme.px(220))

    def minimumSizeHint(self) -> QSize:
        return QSize(280, theme.px(190))

    def show_layers(self, layers: Sequence[Layer], span: Span) -> None:
        """Draw these columns; the marked time stays over them."""
        self._layers, self._span = layers, span
        self._totals = [sum(counts) for counts in zip(*(one.counts for one in layers), strict=True)]
        if not layers:
            self._totals = [0] * span.columns
        self._mark = min(self._mark, span.columns - 1)
        told = self.tr("{0} in all, at most {1} at a time")
        highest = max(self._totals, default=0)
        self.setAccessibleDescription(told.format(number(sum(self._totals)), number(highest)))
        self._place_brush()
        self._redraw()

    def show_brush(self, times: tuple[datetime, datetime] | None) -> None:
        """The time that every figure is narrowed to, or none."""
        self._marked = times
        self._place_brush()
        self._show_marks()

    def _place_brush(self) -> None:
        if self._pressed is None:
            times = self._marked if self._span is not None else None
            self._brush = self._columns(times) if times else None

    def clear_brush(self) -> bool:
        """Let go of the marked time; whether there was one."""
        had = self._brush is not None
        self._brush, self._marked, self._pressed, self._anchor = None, None, None, -1
        if had:
            self.brushed.emit(None)
            self._show_marks()
        return had

    # --- pointer ------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self._totals:
            self._pressed = event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = self._at(event.position())
        if self._pressed is not None and self._is_drag(event.position()):
            start = self._at(self._pressed, is_clamped=True)
            end = self._at(event.position(), is_clamped=True)
            self._brush = min(start, end), max(start, end)
        self._move_to(place)
        words = plain_tip(self._tip(place)) if self._totals else ""
        QToolTip.showText(event.globalPosition().toPoint(), words, self)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, self._pressed = self._pressed, None
        if event.button() != Qt.MouseButton.LeftButton or pressed is None:
            return
        if abs(event.position().x() - pressed.x()) >= _DRAG and self._brush is not None:
            self.brushed.emit(self._times(*self._brush))
        elif (place := self._at(event.position())) >= 0:
            self.chosen.emit(self._times(place, place))

    def leaveEvent(self, event: QEvent) -> None:
        if not self.hasFocus():
            self._move_to(-1)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._anchor = -1
        self._move_to(-1)

    def _is_drag(self, spot: QPointF) -> bool:
        return self._pressed is not None and abs(spot.x() - self._pressed.x()) >= _DRAG

    # --- keyboard -----------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        last = len(self._totals) - 1
        here = self._mark if self._mark >= 0 else last + 1
        places = {
            Qt.Key.Key_Left: max(here - 1, 0),
            Qt.Key.Key_Right: min(here + 1, last),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        if last >= 0 and event.key() in places:
            self._step(places[Qt.Key(event.key())], event)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._mark >= 0:
            self.chosen.emit(self._times(*(self._brush or (self._mark, self._mark))))
        elif event.key() == Qt.Key.Key_Escape and self.clear_brush():
            pass
        else:
            super().keyPressEvent(event)

    def _step(self, place: int, event: QKeyEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._anchor = self._anchor if self._anchor >= 0 else max(self._mark, 0)
            self._brush = min(self._anchor, place), max(self._anchor, place)
            self.brushed.emit(self._times(*self._brush))
        else:
            self._anchor = -1
        self._move_to(place)

    # --- places -------------------------------------------------------------------------------

    def _plot(self) -> QRectF:
        return self._picture.plot()

    def _at(self, spot: QPointF, *, is_clamped: bool = False) -> int:
        """The column under a spot, -1 for none."""
        plot = self._plot()
        if not self._totals or not (is_clamped or plot.contains(spot)):
            return -1
        place = int((spot.x() - plot.left()) / plot.width() * len(self._totals))
        return min(max(place, 0), len(self._totals) - 1)

    def column_centre(self, place: int) -> QPointF:
        """Where the middle of a column is."""
        plot = self._plot()
        width = plot.width() / max(len(self._totals), 1)
        return QPointF(plot.left() + (place + 0.5) * width, plot.center().y())

    def _columns(self, times: tuple[datetime, datetime]) -> tuple[int, int] | None:
        assert self._span is not None
        since, until = times
        if until <= self._span.since or since >= self._span.until:
            return None
        return self._span.place(since), self._span.place(until - timedelta(microseconds=1))

    def _times(self, first: int, last: int) -> tuple[datetime, datetime]:
        assert self._span is not None
        return self._span.start(first), self._span.start(last + 1)

    def _move_to(self, place: int) -> None:
        self._mark = place
        self.read.emit(self._words(place) if 0 <= place < len(self._totals) else "")
        self._show_marks()

    def _words(self, place: int) -> str:
        first, last = self._times(place, place)
        shares = " · ".join(
            f"{one.words} {number(one.counts[place])}"
            for one in sorted(self._layers, key=lambda one: -one.counts[place])
            if one.counts[place]
        )
        total = self.tr("{0} in all").format(number(self._totals[place]))
        when = time_words(first, last, self._display)
        return f"{when}: {total}" + (f" ({shares})" if shares else "")

    def _tip(self, place: int) -> str:
        """The numbers of a column; and, on the axis too, the zone that its times are in."""
        at = self._times(max(place, 0), max(place, 0))[0]
        zone = self._display.zone_label(at)
        return f"{self._words(place)}\n{zone}" if place >= 0 else zone

    # --- the picture --------------------------------------------------------------------------

    def _redraw(self) -> None:
        """Draw columns and axes anew; marks alone are cheaper."""
        self._picture.show_columns(self._layers, len(self._totals), _steps(self._totals))
        self._picture.show_times(self._times_of_axis())
        self._show_marks()

    def _show_marks(self) -> None:
        last = len(self._totals)
        hand = self._mark if 0 <= self._mark < last else -1
        self._picture.show_marks(last, self._brush, hand)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._resized.start()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.is_theme_change(event):
            self._picture.dress()

    def _times_of_axis(self) -> list[tuple[float, str]]:
        """Where the axis has a label, and which: as many as have room."""
        if self._span is None or not self._totals:
            return []
        metrics = QFontMetricsF(theme.ui_font(12))
        room = metrics.horizontalAdvance(short_day(self._span.since)) + 22
        width = self._picture.plot().width() / len(self._totals)
        step = _step(self._span.width.total_seconds() / max(width, 0.01) * room)
        return [
            (float(place), short_day(local) if step >= _DAY else f"{local:%H:%M}")
            for place, local in enumerate(self._starts())
            if place and _whole(local, step) != _whole(local - self._span.width, step)
        ]

    def _starts(self) -> list[datetime]:
        assert self._span is not None
        zone = self._display.zone
        return [self._span.start(place).astimezone(zone) for place in range(len(self._totals))]


def _steps(totals: Sequence[int]) -> list[int]:
    """Whole numbers of the axis, four or five of them."""
    highest = max(totals, default=0)
    wanted = max(highest / 4, 1)
    tens = 10 ** (len(str(int(wanted))) - 1)
    step = next(part * tens for part in (1, 2, 5, 10) if part * tens >= wanted)
    return [place * step for place in range(-(-highest // step) + 1)] or [0]


def _step(least: float) -> int:
    """Seconds between two labels: something that people count in."""
    return next((step for step in _STEPS if step >= least), _STEPS[-1])


def _whole(local: datetime, step: int) -> int:
    """In which step of local time a moment lies."""
    offset = local.utcoffset()
    return int((local.timestamp() + (offset.total_seconds() if offset else 0)) // step)


def time_words(since: datetime, until: datetime, display: Display) -> str:
    """A span of time in the zone in use, as short as it can be said."""
    first, last = since.astimezone(display.zone), until.astimezone(display.zone)
    if f"{first:%H%M}{last:%H%M}" == "00000000":
        end = last - DAY
        days = short_day(first)
        return days if first.date() == end.date() else f"{days}–{short_day(end)}"
    if first.date() == last.date():
        return f"{short_day(first)} {first:%H:%M}–{last:%H:%M}"
    return f"{short_day(first)} {first:%H:%M} – {short_day(last)} {last:%H:%M}"
