"""Statuses by provider: one stacked bar each, told apart by colour, pattern and place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QLineF, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
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
from app.ui.texts import number, provider_title, status_word
from app.ui.widgets.charts_data import Bar
from app.ui.widgets.charts_textures import paint_rounded, paint_texture
from app.ui.widgets.ring import Ring

_HEIGHT, _GAP = 30, 13
_LEAST = 4  # points: a single failure among thousands is still seen


class Segment(NamedTuple):
    """One drawn part of a bar."""

    row: int
    provider: str
    status: str
    transactions: int
    share: float  # of its provider, 0 to 1
    left: float
    width: float


class StatusBars(QWidget):
    """The bars; a click or Enter on a part asks for the list behind it."""

    chosen = Signal(str, str)  # provider, status

    def __init__(self) -> None:
        super().__init__()
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        Ring(self)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.setAccessibleName(self.tr("Statuses by provider"))
        self._bars: Sequence[Bar] = ()
        self._hovered: tuple[str, str] | None = None
        self._current: tuple[str, str] | None = None  # where the keyboard is
        self._is_share = True
        self._height, self._gap = theme.px(_HEIGHT), theme.px(_GAP)

    def show_bars(self, bars: Sequence[Bar]) -> None:
        """Draw these; the place of keyboard and pointer is kept."""
        if len(bars) != len(self._bars):
            self.updateGeometry()
        self._bars = bars
        self.setAccessibleDescription("; ".join(self._sentence(bar) for bar in bars))
        self.update()

    def show_shares(self, is_share: bool) -> None:
        """Bars of one length, or as long as their provider has transactions."""
        self._is_share = is_share
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(420, max(len(self._bars), 1) * (self._height + self._gap))

    def minimumSizeHint(self) -> QSize:
        return QSize(280, max(len(self._bars), 1) * (self._height + self._gap) - self._gap)

    def segments(self) -> Iterator[Segment]:
        """Every part as it is drawn now."""
        names, totals = self._margins()
        room = max(self.width() - names - totals, 40.0)
        most = max((bar.total for bar in self._bars), default=1)
        for row, bar in enumerate(self._bars):
            total = bar.total
            length = room if self._is_share else room * total / most
            spare = max(length - _LEAST * len(bar.segments), 0.0)
            left = names
            for status, count in bar.segments:
                width = _LEAST + spare * count / total
                yield Segment(row, bar.provider, status, count, count / total, left, width)
                left += width

    def _margins(self) -> tuple[float, float]:
        """The room that names and totals need."""
        metrics = QFontMetricsF(self.font())
        names = (metrics.horizontalAdvance(provider_title(bar.provider)) for bar in self._bars)
        totals = (metrics.horizontalAdvance(number(bar.total)) for bar in self._bars)
        return max(names, default=0.0) + 18, max(totals, default=0.0) + 14

    @painting
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        segments = list(self.segments())
        self._paint_words(painter)
        for row in range(len(self._bars)):
            top = self._top(row)
            if event.rect().intersects(QRect(0, top, self.width(), self._height)):
                self._paint_bar(painter, [part for part in segments if part.row == row], top)

    def _paint_words(self, painter: QPainter) -> None:
        """Names before the bars and totals behind, each kind in one colour."""
        middle, height = Qt.AlignmentFlag.AlignVCenter, float(self._height)
        width = float(self.width())
        painter.setPen(QColor(theme.current().text))
        for row, bar in enumerate(self._bars):
            name = provider_title(bar.provider)
            painter.drawText(QRectF(0, self._top(row), width, height), middle, name)
        painter.setPen(QColor(theme.current().muted))
        for row, bar in enumerate(self._bars):
            place = QRectF(0, self._top(row), width, height)
            painter.drawText(place, middle | Qt.AlignmentFlag.AlignRight, number(bar.total))

    def _paint_bar(self, painter: QPainter, parts: Sequence[Segment], top: float) -> None:
        first, last = parts[0], parts[-1]
        for part in parts:
            area = self._rect(part, top)
            if part in (first, last):
                ends = {"left": part is first, "right": part is last}
                paint_rounded(painter, area, part.status, 6, **ends)
            else:
                paint_texture(painter, area, part.status)
        painter.setPen(QPen(QColor(theme.current().panel), 1.4))
        edges = (part.left for part in parts[1:])
        painter.drawLines([QLineF(x, top, x, top + self._height) for x in edges])
        for part in parts:
            self._paint_mark(painter, part, top)

    def _paint_mark(self, painter: QPainter, part: Segment, top: float) -> None:
        """Ring the part the keyboard is at, and lift the one under the pointer."""
        key = (part.provider, part.status)
        is_current = key == self._current and self.hasFocus()
        if not is_current and key != self._hovered:
            return
        palette = theme.current()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(palette.text), 2.0 if is_current else 1.2))
        painter.drawRoundedRect(self._rect(part, top).adjusted(1, 1, -1, -1), 4, 4)

    def _rect(self, part: Segment, top: float) -> QRectF:
        return QRectF(part.left, top, part.width, self._height)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        part = self._at(event.position())
        self._hover((part.provider, part.status) if part else None)
        if part:
            QToolTip.showText(event.globalPosition().toPoint(), self._words(part), self)
        else:
            QToolTip.hideText()

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(None)

    def _hover(self, key: tuple[str, str] | None) -> None:
        """Only another part is painted anew: a hand moves the pointer sixty times a second."""
        if key == self._hovered:
            return
        for provider, _ in filter(None, (self._hovered, key)):
            rows = (row for row, bar in enumerate(self._bars) if bar.provider == provider)
            for row in rows:
                self.update(0, self._top(row), self.width(), self._height)
        self._hovered = key
        self.setCursor(Qt.CursorShape.PointingHandCursor if key else Qt.CursorShape.ArrowCursor)

    def _top(self, row: int) -> int:
        return row * (self._height + self._gap)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        part = self._at(event.position())
        if part is not None and event.button() == Qt.MouseButton.LeftButton:
            self._current = (part.provider, part.status)
            self.chosen.emit(part.provider, part.status)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Up: -1,
        }
        parts = list(self.segments())
        keys = [(part.provider, part.status) for part in parts]
        if not parts:
            super().keyPressEvent(event)
        elif event.key() in steps:
            place = keys.index(self._current) if self._current in keys else -1
            self._move_to(parts[(place + steps[Qt.Key(event.key())]) % len(parts)])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._current in keys:
            self.chosen.emit(*self._current)
        else:
            super().keyPressEvent(event)

    def _move_to(self, part: Segment) -> None:
        self._current = (part.provider, part.status)
        top = self._top(part.row)
        spot = self._rect(part, top).center().toPoint()
        QToolTip.showText(self.mapToGlobal(spot), self._words(part), self)
        self.update()

    def _at(self, spot: QPointF) -> Segment | None:
        for part in self.segments():
            if self._rect(part, self._top(part.row)).contains(spot):
                return part
        return None

    def _words(self, part: Segment) -> str:
        return self.tr("{provider} · {status}: {count} ({share} %)").format(
            provider=provider_title(part.provider),
            status=status_word(part.status),
            count=number(part.transactions),
            share=f"{part.share * 100:.1f}",
        )

    def _sentence(self, bar: Bar) -> str:
        counts = ", ".join(f"{status_word(status)} {count}" for status, count in bar.segments)
        return f"{provider_title(bar.provider)}: {counts}"
