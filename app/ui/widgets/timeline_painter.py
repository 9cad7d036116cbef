"""Measures and paints the steps of a timeline: nodes on lanes, words, chips and bars."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QWidget

from app.ui import theme
from app.ui.palette import Palette
from app.ui.steps import Form, Step
from app.ui.widgets.status import status_look
from app.ui.widgets.surfaces import paint_chip

_LEFT = 14  # the middle of the first line: a frame round a step leaves its shape whole
_LANE = 22  # from one line to the next
_TEXT = 16  # from the last line to the words
_TITLE = 22
_GAP = 14
_BAR = 9  # a bar with the room above it
_RADIUS = 8.5
_CHIP = 18
_FLAGS = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop


@dataclass(frozen=True, slots=True)
class Place:
    """Where a step stands: its line, its words, its chips."""

    step: Step
    area: QRect
    middle: QPointF
    words: QRect  # the remark
    warning: QRect
    bar: QRect
    chips: tuple[tuple[str, QRect], ...] = ()
    time: QRect = field(default_factory=QRect)

    @property
    def fold(self) -> QRect:
        """Where a click unfolds the arrivals: on the chip that counts them."""
        return self.chips[0][1] if self.chips and self.step.arrivals > 1 else QRect()


class TimelinePainter:
    """Paints on one widget; what it measures depends on the widget's width alone."""

    def __init__(self, canvas: QWidget) -> None:
        self._canvas = canvas
        self._title = theme.ui_font(13, QFont.Weight.DemiBold)
        self._small = theme.ui_font(12)
        self._badge = theme.ui_font(11, QFont.Weight.DemiBold)
        self._code = theme.mono_font()
        px = theme.px
        self._left, self._lane, self._text = map(px, (_LEFT, _LANE, _TEXT))
        self._title_height, self._gap = px(_TITLE), px(_GAP)
        self._bar_height, self._chip_height = px(_BAR), px(_CHIP)
        self._radius = _RADIUS * theme.zoom()

    # --- measuring ---------------------------------------------------------------------------

    def places(self, steps: Sequence[Step], width: int) -> list[Place]:
        """Each step below the one before, its chips wrapped where room is short."""
        left = self._left + self._lane * max((step.lane for step in steps), default=0) + self._text
        found: list[Place] = []
        top = 0
        for step in steps:
            place = self._place(step, left, top, max(width, left + theme.px(120)))
            found.append(place)
            top = place.area.bottom() + 1
        return found

    def _place(self, step: Step, left: int, top: int, width: int) -> Place:
        middle = QPointF(self._left + self._lane * step.lane, top + self._title_height / 2)
        across = QFontMetrics(self._title).horizontalAdvance(step.title) + theme.px(8)
        time_width = QFontMetrics(self._code).horizontalAdvance(step.time)
        time = QRect(left + across, top, time_width, self._title_height)
        if time.right() > width:
            time.moveTo(left, top + self._title_height)
        chips, below = self._chips(step, left, time, width)
        words = self._measured(step.remark, left, below, width)
        warning = self._measured(step.warning, left + theme.px(17), words.bottom() + 1, width)
        bottom = warning.bottom() + 1
        bar = QRect(left, bottom, width - left, 0)
        if step.share is not None:
            bar = QRect(left, bottom + self._bar_height - 5, min(width - left, theme.px(220)), 3)
            bottom += self._bar_height
        gap = 2 if step.form is Form.ARRIVAL else self._gap
        area = QRect(0, top, width, bottom - top + gap)
        return Place(step, area, middle, words, warning, bar, chips, time)

    def _chips(
        self, step: Step, left: int, time: QRect, width: int
    ) -> tuple[tuple[tuple[str, QRect], ...], int]:
        at, top = (time.right() + theme.px(9) if step.time else time.left()), time.top()
        found: list[tuple[str, QRect]] = []
        for number, text in enumerate(step.badges):
            icon = theme.px(15) if step.icon and not number else 0
            room = QFontMetrics(self._badge).horizontalAdvance(text) + theme.px(12) + icon
            if at + room > width and at > left:
                at, top = left, top + self._title_height
            found.append((text, QRect(at, top + 2, room, self._chip_height)))
            at += room + 5
        return tuple(found), top + self._title_height

    def _measured(self, text: str, left: int, top: int, width: int) -> QRect:
        if not text:
            return QRect(left, top, width - left, 0)
        room = QRect(left, top, width - left, 10_000)
        height = QFontMetrics(self._small).boundingRect(room, int(_FLAGS), text).height()
        return QRect(left, top, width - left, height)

    # --- painting ----------------------------------------------------------------------------

    def paint(self, places: Sequence[Place], current: int) -> None:
        """All of it; `current` has the keyboard."""
        palette = theme.current()
        painter = QPainter(self._canvas)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for one, following in _neighbours(places):
            self._line(painter, one, following, palette)
        for place in _heads(places):
            self._link(painter, place, _nearest_own(places, place), palette)
        for number, place in enumerate(places):
            if number == current:
                self._focus(painter, place, palette)
            self._node(painter, place, palette)
            self._words(painter, place, palette)
        painter.end()

    def _focus(self, painter: QPainter, place: Place, palette: Palette) -> None:
        painter.setPen(QPen(QColor(palette.accent), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        area = QRectF(place.area.adjusted(0, 0, -1, -self._gap + 4))
        painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)

    def _line(self, painter: QPainter, one: Place, following: Place, palette: Palette) -> None:
        is_ghostly = one.step.is_ghost or following.step.is_ghost
        style = Qt.PenStyle.DashLine if is_ghostly else Qt.PenStyle.SolidLine
        painter.setPen(QPen(QColor(palette.blend(palette.line, palette.muted, 0.25)), 1.5, style))
        painter.drawLine(
            one.middle + QPointF(0, self._radius + 2),
            following.middle - QPointF(0, self._radius + 2),
        )

    def _link(self, painter: QPainter, place: Place, own: Place, palette: Palette) -> None:
        """From the first line to the first step of another lane: the same money."""
        corner = QPointF(self._left, place.middle.y())
        painter.setPen(QPen(QColor(palette.accent), 1.2, Qt.PenStyle.DotLine))
        painter.drawLine(corner, place.middle - QPointF(self._radius + 2, 0))
        if own.middle.y() > corner.y():  # it began before our first step
            painter.drawLine(corner, own.middle - QPointF(0, self._radius + 2))

    def _node(self, painter: QPainter, place: Place, palette: Palette) -> None:
        step, middle = place.step, place.middle
        painter.setBrush(QColor(palette.panel))
        if step.form is Form.ARRIVAL:
            painter.setPen(QPen(QColor(palette.muted), 1.4))
            painter.drawEllipse(middle, 3.5, 3.5)
            return
        if step.is_ghost:
            ink = palette.failed.ink if step.is_overdue else palette.muted
            pen = QPen(QColor(ink), 1.6, Qt.PenStyle.CustomDashLine)
            pen.setDashPattern([2.6, 2.2])
            painter.setPen(pen)
            painter.drawEllipse(middle, self._radius - 0.5, self._radius - 0.5)
            return
        icon, tone = status_look(step.status, palette)
        if step.form is Form.NOTE:
            icon, tone = step.icon, palette.neutral
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tone.surface))
        painter.drawEllipse(middle, self._radius + 2, self._radius + 2)
        ratio = self._canvas.devicePixelRatioF()
        side = theme.px(15)
        corner = middle - QPointF(side / 2, side / 2)
        painter.drawPixmap(corner, theme.pixmap(icon, tone.ink, side, ratio))

    def _words(self, painter: QPainter, place: Place, palette: Palette) -> None:
        step, middle = place.step, Qt.AlignmentFlag.AlignVCenter
        ink = palette.muted if step.form in (Form.GHOST, Form.ARRIVAL) else palette.text
        late = palette.failed.ink
        title = QRect(place.words.left(), place.area.top(), place.area.width(), self._title_height)
        painter.setFont(self._title if step.form is not Form.ARRIVAL else self._small)
        painter.setPen(QColor(late if step.is_overdue else ink))
        painter.drawText(title, middle, step.title)
        painter.setFont(self._code)
        painter.setPen(QColor(palette.muted))
        painter.drawText(place.time.adjusted(0, 0, 4, 0), middle, step.time)
        for number, (text, chip) in enumerate(place.chips):
            self._chip(painter, text, chip, step.icon if not number else "", palette)
        painter.setFont(self._small)
        painter.setPen(QColor(late if step.is_overdue else palette.muted))
        painter.drawText(place.words, int(_FLAGS), step.remark)
        if step.warning:
            self._warning(painter, place, palette)
        if step.share is not None:
            self._bar(painter, place.bar, step.share, palette)

    def _warning(self, painter: QPainter, place: Place, palette: Palette) -> None:
        ratio = self._canvas.devicePixelRatioF()
        shape = theme.pixmap("triangle-alert", palette.failed.ink, theme.px(13), ratio)
        painter.drawPixmap(place.warning.topLeft() - QPointF(theme.px(17), -1).toPoint(), shape)
        painter.setPen(QColor(palette.failed.ink))
        painter.drawText(place.warning, int(_FLAGS), place.step.warning)

    def _bar(self, painter: QPainter, bar: QRect, share: float, palette: Palette) -> None:
        """How far along the usual it came: the whole bar is what 95 of 100 stay below."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(palette.line))
        painter.drawRoundedRect(bar, 1.5, 1.5)
        tone = palette.complete if share <= 1 else palette.pending
        painter.setBrush(QColor(tone.ink))
        done = QRectF(bar)
        done.setWidth(max(min(share, 1.0) * bar.width(), 3.0))
        painter.drawRoundedRect(done, 1.5, 1.5)

    def _chip(self, painter: QPainter, text: str, chip: QRect, icon: str, palette: Palette) -> None:
        paint_chip(painter, QRectF(chip), palette.neutral, theme.px(5))
        words = chip.adjusted(theme.px(6), 0, 0, 0)
        if icon:
            ratio = self._canvas.devicePixelRatioF()
            side = theme.px(11)
            shape = theme.pixmap(icon, palette.neutral.ink, side, ratio)
            painter.drawPixmap(words.left(), chip.top() + (self._chip_height - side) // 2, shape)
            words.adjust(theme.px(15), 0, 0, 0)
        painter.setFont(self._badge)
        painter.setPen(QColor(palette.neutral.ink))
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, text)


def _neighbours(places: Sequence[Place]) -> Iterator[tuple[Place, Place]]:
    """Steps that follow each other on one lane."""
    for lane in sorted({place.step.lane for place in places}):
        yield from pairwise(place for place in places if place.step.lane == lane)


def _heads(places: Sequence[Place]) -> Iterator[Place]:
    """The first step of each lane beside the first."""
    seen = {0}
    for place in places:
        if place.step.lane not in seen:
            seen.add(place.step.lane)
            yield place


def _nearest_own(places: Sequence[Place], place: Place) -> Place:
    """The first step of our own lane."""
    return next((one for one in places if not one.step.lane), place)
