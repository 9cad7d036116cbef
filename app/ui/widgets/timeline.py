"""The timeline of one transaction, painted: what arrived, what was left out, what is awaited."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.ui import theme
from app.ui.guard import painting
from app.ui.palette import Palette
from app.ui.steps import Step
from app.ui.widgets.status import status_look

_LEFT = 11  # the middle of the line
_TEXT = 30  # where texts begin
_TITLE = 22
_GAP = 16
_RADIUS = 8.5
_FLAGS = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop


@dataclass(frozen=True, slots=True)
class _Place:
    step: Step
    area: QRect
    middle: QPointF


class TimelineView(QWidget):
    """Steps from the oldest down; a click or Enter on one shows its delivery."""

    delivery_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._steps: tuple[Step, ...] = ()
        self._places: list[_Place] = []
        self._current = -1
        self._title = theme.ui_font(13, QFont.Weight.DemiBold)
        self._small = theme.ui_font(12)
        self._badge = theme.ui_font(11, QFont.Weight.DemiBold)
        self._code = theme.mono_font()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Timeline"))

    def show_steps(self, steps: tuple[Step, ...], delivery_id: int = 0) -> None:
        """The steps to show; that of `delivery_id` is the current one."""
        self._steps = steps
        ids = [step.delivery_id for step in steps]
        self._current = ids.index(delivery_id) if delivery_id in ids and delivery_id else -1
        self.setAccessibleDescription(". ".join(step.sentence() for step in steps))
        self._lay_out()

    def steps(self) -> tuple[Step, ...]:
        """What is shown."""
        return self._steps

    def sizeHint(self) -> QSize:
        return QSize(300, self._places[-1].area.bottom() + 1 if self._places else 0)

    def _lay_out(self) -> None:
        self._places = []
        top = 0
        width = max(self.width() - _TEXT, 120)
        metrics = QFontMetrics(self._small)
        for step in self._steps:
            room = QRect(0, 0, width, 10_000)
            used = metrics.boundingRect(room, int(_FLAGS), step.remark) if step.remark else QRect()
            height = _TITLE + used.height() + _GAP
            middle = QPointF(_LEFT, top + _TITLE / 2)
            self._places.append(_Place(step, QRect(0, top, self.width(), height), middle))
            top += height
        self.setFixedHeight(max(top, 1))
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._lay_out()

    # --- painting ----------------------------------------------------------------------------

    @painting
    def paintEvent(self, event: QPaintEvent) -> None:
        palette = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for number, place in enumerate(self._places):
            if number + 1 < len(self._places):
                self._line(painter, place, self._places[number + 1], palette)
        for number, place in enumerate(self._places):
            if number == self._current and self.hasFocus():
                painter.setPen(QPen(QColor(palette.accent), 1))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                area = QRectF(place.area.adjusted(0, 0, -1, -_GAP + 4))
                painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)
            self._node(painter, place, palette)
            self._words(painter, place, palette)
        painter.end()

    def _line(self, painter: QPainter, one: _Place, next_one: _Place, palette: Palette) -> None:
        is_ghostly = one.step.is_ghost or next_one.step.is_ghost
        style = Qt.PenStyle.DashLine if is_ghostly else Qt.PenStyle.SolidLine
        painter.setPen(QPen(QColor(palette.blend(palette.line, palette.muted, 0.25)), 1.5, style))
        painter.drawLine(
            one.middle + QPointF(0, _RADIUS + 2), next_one.middle - QPointF(0, _RADIUS + 2)
        )

    def _node(self, painter: QPainter, place: _Place, palette: Palette) -> None:
        step = place.step
        painter.setBrush(QColor(palette.panel))
        if step.is_ghost:
            ink = palette.failed.ink if step.is_overdue else palette.muted
            pen = QPen(QColor(ink), 1.6, Qt.PenStyle.CustomDashLine)
            pen.setDashPattern([2.6, 2.2])
            painter.setPen(pen)
            painter.drawEllipse(place.middle, _RADIUS - 0.5, _RADIUS - 0.5)
            return
        icon, tone = status_look(step.status, palette)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tone.surface))
        painter.drawEllipse(place.middle, _RADIUS + 2, _RADIUS + 2)
        picture = theme.pixmap(icon, tone.ink, 15, self.devicePixelRatioF())
        painter.drawPixmap(place.middle - QPointF(7.5, 7.5), picture)

    def _words(self, painter: QPainter, place: _Place, palette: Palette) -> None:
        step, area = place.step, place.area
        middle = Qt.AlignmentFlag.AlignVCenter
        title_ink = palette.muted if step.is_ghost else palette.text
        if step.is_overdue:
            title_ink = palette.failed.ink
        left = _TEXT
        painter.setFont(self._title)
        painter.setPen(QColor(title_ink))
        painter.drawText(QRect(left, area.top(), area.width() - left, _TITLE), middle, step.title)
        left += QFontMetrics(self._title).horizontalAdvance(step.title) + 8
        painter.setFont(self._code)
        painter.setPen(QColor(palette.muted))
        painter.drawText(QRect(left, area.top(), area.width() - left, _TITLE), middle, step.time)
        left += QFontMetrics(self._code).horizontalAdvance(step.time) + 8
        for badge in step.badges:
            left = self._chip(painter, left, area.top(), badge, palette)
        painter.setFont(self._small)
        painter.setPen(QColor(palette.failed.ink if step.is_overdue else palette.muted))
        below = QRect(_TEXT, area.top() + _TITLE, area.width() - _TEXT, area.height())
        painter.drawText(below, int(_FLAGS), step.remark)

    def _chip(self, painter: QPainter, left: int, top: int, text: str, palette: Palette) -> int:
        width = QFontMetrics(self._badge).horizontalAdvance(text) + 12
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(palette.neutral.surface))
        chip = QRectF(left, top + 2, width, 18)
        painter.drawRoundedRect(chip, 5, 5)
        painter.setFont(self._badge)
        painter.setPen(QColor(palette.neutral.ink))
        painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, text)
        return left + width + 5

    # --- choosing ----------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            place = self._at(event.pos().y())
            hint = self._steps[place].hint if place >= 0 else ""
            QToolTip.showText(event.globalPos(), hint, self)
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._choose(self._at(int(event.position().y())))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.step(1 if event.key() == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)

    def step(self, direction: int) -> None:
        """Go to the next or previous delivery of this transaction."""
        place = self._current + direction
        while 0 <= place < len(self._steps):
            if not self._steps[place].is_ghost:
                self._choose(place)
                return
            place += direction

    def _choose(self, place: int) -> None:
        if 0 <= place < len(self._steps) and not self._steps[place].is_ghost:
            self._current = place
            self.update()
            self.delivery_chosen.emit(self._steps[place].delivery_id)

    def _at(self, y: int) -> int:
        places = (
            n for n, one in enumerate(self._places) if one.area.top() <= y <= one.area.bottom()
        )
        return next(places, -1)
