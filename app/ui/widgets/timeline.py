"""The timeline of one transaction: what arrived, what was left out, what is awaited, who wrote."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.ui.guard import painting
from app.ui.steps import Form, Step
from app.ui.widgets.timeline_painter import Place, TimelinePainter


class TimelineView(QWidget):
    """Steps from the oldest down; a click or Enter on one shows its delivery.

    Right, Left, or a click on ×n unfold and fold the arrivals of one.
    """

    delivery_chosen = Signal(int)
    transaction_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._folded: tuple[Step, ...] = ()
        self._arrivals: Mapping[int, Sequence[Step]] = {}
        self._open: set[int] = set()
        self._steps: tuple[Step, ...] = ()
        self._places: list[Place] = []
        self._current = -1
        self._painter = TimelinePainter(self)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Timeline"))

    def show_steps(
        self,
        steps: Sequence[Step],
        delivery_id: int = 0,
        arrivals: Mapping[int, Sequence[Step]] | None = None,
    ) -> None:
        """The steps to show; that of `delivery_id` is the current one."""
        self._folded, self._arrivals = tuple(steps), arrivals or {}
        self._unfold(delivery_id)

    def steps(self) -> tuple[Step, ...]:
        """What is shown."""
        return self._steps

    def sizeHint(self) -> QSize:
        return QSize(300, self._places[-1].area.bottom() + 1 if self._places else 0)

    def _unfold(self, delivery_id: int) -> None:
        shown: list[Step] = []
        for step in self._folded:
            is_folded = step.form is Form.ENTRY and step.delivery_id in self._arrivals
            shown.append(step)
            if is_folded and step.delivery_id in self._open:
                shown.extend(
                    replace(one, lane=step.lane) for one in self._arrivals[step.delivery_id]
                )
        self._steps = tuple(shown)
        self._current = next(
            (place for place, step in enumerate(shown) if _is_own(step, delivery_id)), -1
        )
        self.setAccessibleDescription(". ".join(step.sentence() for step in shown))
        self._lay_out()

    def _lay_out(self) -> None:
        self._places = self._painter.places(self._steps, self.width())
        self.setFixedHeight(max(self._places[-1].area.bottom() + 1 if self._places else 1, 1))
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._lay_out()

    @painting
    def paintEvent(self, event: QPaintEvent) -> None:
        self._painter.paint(self._places, self._current if self.hasFocus() else -1)

    # --- choosing ----------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            place = self._at(event.pos())
            hint = self._steps[place].hint if place >= 0 else ""
            QToolTip.showText(event.globalPos(), hint, self)
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        place = self._at(at)
        if place >= 0 and self._places[place].fold.contains(at):
            self._current = place
            self.toggle()
        else:
            self._choose(place)
            self._go_to_lane()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key
        if event.key() in (key.Key_Down, key.Key_Up):
            self._move(1 if event.key() == key.Key_Down else -1)
        elif event.key() in (key.Key_Right, key.Key_Left):
            self.toggle(is_open=event.key() == key.Key_Right)
        elif event.key() == key.Key_Space:
            self.toggle()
        elif event.key() in (key.Key_Return, key.Key_Enter):
            self._go_to_lane()
        else:
            super().keyPressEvent(event)

    def toggle(self, *, is_open: bool | None = None) -> None:
        """Show each arrival of the current step, or fold them again."""
        if not 0 <= self._current < len(self._steps):
            return
        delivery_id = self._steps[self._current].delivery_id
        if delivery_id not in self._arrivals:
            return
        wanted = delivery_id not in self._open if is_open is None else is_open
        (self._open.add if wanted else self._open.discard)(delivery_id)
        self._unfold(delivery_id)

    def step(self, direction: int) -> None:
        """Go to the next or previous delivery of this transaction."""
        self._move(direction, is_own=True)

    def _move(self, direction: int, *, is_own: bool = False) -> None:
        place = self._current + direction
        while 0 <= place < len(self._steps):
            step = self._steps[place]
            if step.form is Form.ENTRY and not (is_own and step.lane):
                self._choose(place)
                return
            place += direction

    def _choose(self, place: int) -> None:
        """A step of our own shows its delivery; one of another lane is only marked."""
        if 0 <= place < len(self._steps) and self._steps[place].form is Form.ENTRY:
            self._current = place
            self.update()
            if not self._steps[place].lane:
                self.delivery_chosen.emit(self._steps[place].delivery_id)

    def _go_to_lane(self) -> None:
        step = self._steps[self._current] if 0 <= self._current < len(self._steps) else None
        if step is not None and step.lane:
            self.transaction_chosen.emit(step.transaction_id)

    def _at(self, point: QPoint) -> int:
        places = (
            number
            for number, one in enumerate(self._places)
            if one.area.top() <= point.y() <= one.area.bottom()
        )
        return next(places, -1)


def _is_own(step: Step, delivery_id: int) -> bool:
    return step.form is Form.ENTRY and not step.lane and step.delivery_id == delivery_id != 0
