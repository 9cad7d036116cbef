"""Makes what is large in steps, so that the window answers between any two of them.

A page is made while somebody works on another. It yields wherever keys, answers of the store and
repaints may come in between; whoever needs it at once takes all the steps that are left.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Protocol, TypeVar

from PySide6.QtCore import QCoreApplication, QObject, QSize, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

Steps = Iterator[None]
_TOGETHER = 0.003  # seconds in which widgets are laid out in one step
_BREATH = 1  # milliseconds until one asks again whether it is its turn


class InSteps(Protocol):
    """Made by its constructor as far as others need it; the rest by its steps."""

    def steps(self) -> Steps:
        """Each does a bit of what is left."""


class Page(QWidget):
    """What a book is made of."""

    def steps(self) -> Steps:
        """Each makes a part of it; before the last it is not shown."""
        raise NotImplementedError

    def spare_steps(self) -> Steps:
        """Each makes what somebody may come to later; all pages are there before the first."""
        return iter(())

    def parts(self) -> Sequence[QWidget]:
        """What of it is painted after the rest when it is turned to, each in a turn."""
        return ()


M = TypeVar("M", bound=InSteps)


def whole(made: M) -> M:
    """Take all steps now."""
    for _ in made.steps():
        pass
    return made


def each(*steps: Callable[[], object]) -> Steps:
    """A step each; one that fails holds no other up."""
    return map(_done, steps)


def _done(step: Callable[[], object]) -> None:
    step()


class Turns(QObject):
    """Takes one step in a turn of the event loop, and then lets others have their turn.

    Of all that are under way one takes a step in a turn, so that steps do not add up to a halt. A
    turn lasts until what the step changed is laid out and painted.
    """

    _taking: Turns | None = None  # who has taken a step in this turn
    _waiting: Turns | None = None  # who comes next

    def __init__(self, parent: QObject, rest: int = 0, together: float = 0) -> None:
        super().__init__(parent)
        self._steps: Steps = iter(())
        self._rest = rest  # milliseconds for the others
        self._together = together  # seconds in which small steps are taken one after the other
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._due)
        self._over = QTimer(self, singleShot=True, interval=0)  # posted events come before timers
        self._over.timeout.connect(self._give)

    def begin(self, steps: Steps, *, at_once: bool = False) -> None:
        """Take these, the first now or in the next turn, and no others any more."""
        self._steps = steps
        if at_once:
            self._take()
        else:
            self._timer.start(self._rest)

    def begin_in_turn(self, steps: Steps) -> None:
        """Take these, the first in this turn if that is free, and no others any more."""
        self._steps = steps
        self._due()

    def is_under_way(self) -> bool:
        """Whether a step may be left."""
        return self._timer.isActive()

    def finish(self) -> None:
        """Take all that are left now."""
        self._timer.stop()
        for _ in self._steps:
            pass

    def forget(self) -> None:
        """Take no more."""
        self._timer.stop()
        self._steps = iter(())

    def _due(self) -> None:
        if self._may():
            self._take()
        else:
            self._timer.start(_BREATH)

    def _may(self) -> bool:
        """Whether nobody has taken a step in this turn, and nobody has waited for longer."""
        waiting = Turns._waiting
        is_first = waiting is None or waiting is self or not _is_due(waiting)
        is_free = Turns._taking is None or not isValid(Turns._taking)
        if is_first:
            Turns._waiting = None if is_free else self
        return is_free and is_first

    def _take(self) -> None:
        steps, until = self._steps, time.perf_counter() + self._together
        self._timer.start(self._rest)
        for _ in steps:
            if time.perf_counter() < until:
                continue
            Turns._taking = self
            self._over.start()
            return
        if steps is self._steps:  # the last one may have begun others
            self._timer.stop()

    def _give(self) -> None:
        Turns._taking = None


def _is_due(one: Turns) -> bool:
    return isValid(one) and one.is_under_way()


def paint_in_turns(turns: Turns, *parts: QWidget) -> None:
    """Paint what is about to change, each part by itself and in a turn of its own."""
    turns.finish()
    for one in parts:
        one.setUpdatesEnabled(False)
    turns.begin(each(*(partial(_let_paint, one) for one in parts)))


def _let_paint(part: QWidget) -> None:
    if isValid(part):
        part.setUpdatesEnabled(True)


def laid_out(widget: QWidget, size: QSize) -> Steps:
    """Dress and place what stands in a widget that is not shown yet: showing it mostly paints.

    First all is dressed: whoever asks for a size dresses what it depends on. Then each layout is
    asked how large it wants to be, from the inside out: a page that is to be placed asks for the
    sizes of all that stands in it, and each remembers what it said.
    """
    widget.resize(size)
    inside = _inside(widget)
    yield from _some_at_a_time(inside, QWidget.ensurePolished)
    yield from _some_at_a_time(inside[::-1], _measure)
    yield from _some_at_a_time(inside, _place)


def _measure(one: QWidget) -> None:
    if (layout := one.layout()) is not None:
        layout.totalSizeHint()
        layout.totalMinimumSize()


def _place(one: QWidget) -> None:
    if one.testAttribute(Qt.WidgetAttribute.WA_PendingResizeEvent):  # its layout waits for it
        one.setAttribute(Qt.WidgetAttribute.WA_PendingResizeEvent, False)
        QCoreApplication.sendEvent(one, QResizeEvent(one.size(), QSize()))


def _inside(widget: QWidget) -> list[QWidget]:
    """A widget and all that stands in it, from the outside in."""
    found = [widget]
    for one in found:
        inner = one.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
        found += [part for part in inner if not part.isWindow()]
    return found


def _some_at_a_time(widgets: Sequence[QWidget], do: Callable[[QWidget], object]) -> Steps:
    until = time.perf_counter() + _TOGETHER
    for one in widgets:
        if isValid(one):
            do(one)
        if time.perf_counter() > until:
            yield
            until = time.perf_counter() + _TOGETHER
