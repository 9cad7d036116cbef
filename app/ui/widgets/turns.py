"""Does what takes long in several turns of the event loop, so that nobody waits for all of it."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, QTimer

Step = Callable[[], object]
_PAUSE = 3  # milliseconds, in which whatever else waits comes first


class Turns(QObject):
    """The first step is done at once, each other in a turn of its own; painting comes between."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._steps: deque[Step] = deque()
        self._timer = QTimer(self, interval=_PAUSE)
        self._timer.timeout.connect(self._go_on)

    def begin(self, steps: Iterable[Step]) -> None:
        """These, and no more what is left of others."""
        self._steps = deque(steps)
        self._go_on()

    def finish(self) -> None:
        """All that is left, now."""
        while self._steps:
            self._go_on()

    def forget(self) -> None:
        """Nothing more."""
        self.begin(())

    def _go_on(self) -> None:
        if self._steps:
            self._steps.popleft()()
        if not self._steps:
            self._timer.stop()
        elif not self._timer.isActive():
            self._timer.start()
