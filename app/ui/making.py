"""Makes what is large in steps, so that the window answers between any two of them.

A page is made while somebody works on another. It yields wherever keys, answers of the store and
repaints may come in between; whoever needs it at once takes all the steps that are left.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Protocol, TypeVar

from PySide6.QtCore import QCoreApplication, QObject, QSize, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

Steps = Iterator[None]
_TOGETHER = 24  # widgets that are laid out in one step


class InSteps(Protocol):
    """Made by its constructor as far as others need it; the rest by its steps."""

    def steps(self) -> Steps:
        """Each does a bit of what is left."""


class Page(QWidget):
    """What a book is made of."""

    def steps(self) -> Steps:
        """Each makes a part of it; before the last it is not shown."""
        raise NotImplementedError


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
    """Takes one step in a turn of the event loop, and then lets others have their turn."""

    def __init__(self, parent: QObject, rest: int = 0) -> None:
        super().__init__(parent)
        self._steps: Steps = iter(())
        self._timer = QTimer(self, singleShot=True, interval=rest)  # milliseconds for the others
        self._timer.timeout.connect(self._take)

    def begin(self, steps: Steps, *, at_once: bool = False) -> None:
        """Take these, the first now or in the next turn, and no others any more."""
        self._steps = steps
        if at_once:
            self._take()
        else:
            self._timer.start()

    def finish(self) -> None:
        """Take all that are left now."""
        self._timer.stop()
        for _ in self._steps:
            pass

    def forget(self) -> None:
        """Take no more."""
        self._timer.stop()
        self._steps = iter(())

    def _take(self) -> None:
        steps = self._steps
        self._timer.start()
        for _ in steps:
            return
        if steps is self._steps:  # the last one may have begun others
            self._timer.stop()


def laid_out(widget: QWidget, size: QSize) -> Steps:
    """Dress and place what stands in a widget that is not shown yet: showing it mostly paints."""
    widget.resize(size)
    waiting, done = [widget], 0
    while waiting:
        one = waiting.pop()
        one.ensurePolished()
        if one.testAttribute(Qt.WidgetAttribute.WA_PendingResizeEvent):  # its layout waits for it
            one.setAttribute(Qt.WidgetAttribute.WA_PendingResizeEvent, False)
            QCoreApplication.sendEvent(one, QResizeEvent(one.size(), QSize()))
        inner = one.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
        waiting += [part for part in inner if not part.isWindow()]
        done += 1
        if done % _TOGETHER == 0:
            yield
