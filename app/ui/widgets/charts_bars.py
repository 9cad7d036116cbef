"""Statuses by provider: one stacked bar each, told apart by colour, pattern and place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.core.event import Status
from app.ui import theme
from app.ui.guard import painting
from app.ui.texts import number, provider_title, status_word
from app.ui.widgets.charts_data import Bar

_NAMES = 102  # points for the providers' names
_TOTALS = 70
_HEIGHT, _GAP = 30, 13
_LEAST = 4  # points: a single failure among thousands is still seen

# A texture a status on top of its colour, for eyes and printers without colours.
PATTERNS: Mapping[str, Qt.BrushStyle] = {
    Status.IN_PROGRESS: Qt.BrushStyle.BDiagPattern,
    Status.PENDING: Qt.BrushStyle.Dense6Pattern,
    Status.FAILED: Qt.BrushStyle.DiagCrossPattern,
    Status.REVERSED: Qt.BrushStyle.VerPattern,
    Status.REFUNDED: Qt.BrushStyle.VerPattern,
    Status.CANCELLED: Qt.BrushStyle.HorPattern,
    Status.EXPIRED: Qt.BrushStyle.HorPattern,
    Status.UNKNOWN: Qt.BrushStyle.Dense7Pattern,
}


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
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.setAccessibleName(self.tr("Statuses by provider"))
        self._bars: Sequence[Bar] = ()
        self._hovered: tuple[str, str] | None = None
        self._current: tuple[str, str] | None = None  # where the keyboard is

    def show_bars(self, bars: Sequence[Bar]) -> None:
        """Draw these; the place of keyboard and pointer is kept."""
        if len(bars) != len(self._bars):
            self.updateGeometry()
        self._bars = bars
        self.setAccessibleDescription("; ".join(self._sentence(bar) for bar in bars))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(420, max(len(self._bars), 1) * (_HEIGHT + _GAP))

    def minimumSizeHint(self) -> QSize:
        return QSize(280, max(len(self._bars), 1) * (_HEIGHT + _GAP) - _GAP)

    def segments(self) -> Iterator[Segment]:
        """Every part as it is drawn now."""
        room = max(self.width() - _NAMES - _TOTALS, 40)
        for row, bar in enumerate(self._bars):
            spare = room - _LEAST * len(bar.segments)
            left = float(_NAMES)
            for status, count in bar.segments:
                width = _LEAST + spare * count / bar.total
                share = count / bar.total
                yield Segment(row, bar.provider, status, count, share, left, width)
                left += width

    @painting
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette = theme.current()
        segments = list(self.segments())
        for row, bar in enumerate(self._bars):
            top = row * (_HEIGHT + _GAP)
            painter.setPen(QColor(palette.text))
            middle = Qt.AlignmentFlag.AlignVCenter
            painter.drawText(QRectF(0, top, _NAMES, _HEIGHT), middle, provider_title(bar.provider))
            painter.setPen(QColor(palette.muted))
            right = QRectF(self.width() - _TOTALS, top, _TOTALS, _HEIGHT)
            painter.drawText(right, middle | Qt.AlignmentFlag.AlignRight, number(bar.total))
            self._paint_bar(painter, [part for part in segments if part.row == row], top)

    def _paint_bar(self, painter: QPainter, parts: Sequence[Segment], top: float) -> None:
        if not parts:
            return
        palette = theme.current()
        left, width = parts[0].left, sum(part.width for part in parts)
        outline = QPainterPath()
        outline.addRoundedRect(QRectF(left, top, width, _HEIGHT), 6, 6)
        painter.save()
        painter.setClipPath(outline)
        for part in parts:
            paint_texture(painter, self._rect(part, top), part.status)
            if part is not parts[-1]:
                edge = part.left + part.width
                painter.setPen(QPen(QColor(palette.panel), 1.4))
                painter.drawLine(QPointF(edge, top), QPointF(edge, top + _HEIGHT))
        painter.restore()
        for part in parts:
            self._paint_mark(painter, part, top)

    def _paint_mark(self, painter: QPainter, part: Segment, top: float) -> None:
        """Ring the part the keyboard is at, and lift the one under the pointer."""
        key = (part.provider, part.status)
        is_current = self.hasFocus() and key == self._current
        if not is_current and key != self._hovered:
            return
        palette = theme.current()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(palette.text), 2.0 if is_current else 1.2))
        painter.drawRoundedRect(self._rect(part, top).adjusted(1, 1, -1, -1), 4, 4)

    @staticmethod
    def _rect(part: Segment, top: float) -> QRectF:
        return QRectF(part.left, top, part.width, _HEIGHT)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        part = self._at(event.position())
        self._hovered = (part.provider, part.status) if part else None
        self.setCursor(Qt.CursorShape.PointingHandCursor if part else Qt.CursorShape.ArrowCursor)
        if part:
            QToolTip.showText(event.globalPosition().toPoint(), self._words(part), self)
        else:
            QToolTip.hideText()
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._hovered = None
        self.update()

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
        top = part.row * (_HEIGHT + _GAP)
        spot = self._rect(part, top).center().toPoint()
        QToolTip.showText(self.mapToGlobal(spot), self._words(part), self)
        self.update()

    def _at(self, spot: QPointF) -> Segment | None:
        for part in self.segments():
            if self._rect(part, part.row * (_HEIGHT + _GAP)).contains(spot):
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


class Legend(QWidget):
    """What colour, texture and shape stand for what, in one line that wraps."""

    def __init__(self) -> None:
        super().__init__()
        self._statuses: tuple[str, ...] = ()
        self._font = theme.ui_font(12, QFont.Weight.DemiBold)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_statuses(self, statuses: Sequence[str]) -> None:
        """The ones that occur, in their order."""
        if tuple(statuses) != self._statuses:
            self._statuses = tuple(statuses)
            words = ", ".join(status_word(status) for status in statuses)
            self.setAccessibleName(self.tr("Legend: {0}").format(words))
            self.updateGeometry()
            self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        spots = list(self._spots(width))
        return int(spots[-1][1].bottom()) + 1 if spots else 0

    def sizeHint(self) -> QSize:
        return QSize(420, self.heightForWidth(max(self.width(), 420)))

    @painting
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._font)
        ratio = self.devicePixelRatioF()
        for status, spot in self._spots(self.width()):
            style = theme.status_style(status)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(style.surface))
            painter.drawRoundedRect(spot, 6, 6)
            swatch = QPainterPath()
            swatch.addRoundedRect(QRectF(spot.left() + 7, spot.top() + 5, 12, 12), 3, 3)
            painter.save()
            painter.setClipPath(swatch)
            paint_texture(painter, swatch.boundingRect(), status)
            painter.restore()
            shape = theme.pixmap(style.icon, style.ink, 12, ratio)
            painter.drawPixmap(QPointF(spot.left() + 24, spot.top() + 5), shape)
            painter.setPen(QColor(style.ink))
            painter.drawText(
                spot.adjusted(41, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, status_word(status)
            )

    def _spots(self, width: int) -> Iterator[tuple[str, QRectF]]:
        metrics = QFontMetricsF(self._font)
        left = top = 0.0
        for status in self._statuses:
            need = metrics.horizontalAdvance(status_word(status)) + 50
            if left and left + need > width:
                left, top = 0.0, top + 28
            yield status, QRectF(left, top, need, 22)
            left += need + 8


def paint_texture(painter: QPainter, area: QRectF, status: str) -> None:
    """Fill an area with a status's colour and texture."""
    palette = theme.current()
    ink = QColor(theme.status_style(status, palette).ink)
    painter.fillRect(area, ink)
    pattern = PATTERNS.get(status)
    if pattern is not None:
        grain = QColor(palette.panel)
        grain.setAlpha(60 if not palette.is_dark else 80)
        painter.fillRect(area, QBrush(grain, pattern))
