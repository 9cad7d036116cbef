"""Collects garbage on the main thread alone, for as long as there are widgets.

Python collects wherever it happens to allocate. On a reader's thread that may end a widget that
only a cycle still holds, and Qt does not survive that. The recipe is that of many programs on Qt:
switch the collector off and run it from a timer, as often as it would have run by itself.
"""

from __future__ import annotations

import gc
import math
import time
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtGui import QGuiApplication

_LOOKS_EVERY = 50  # milliseconds: the longer it waits, the longer one look takes
_TIMES_OLDER = 2  # as many looks make something older: they come five times as often
_WHOLE_EVERY = 3_600.0  # seconds
_WHOLE_UNSEEN_EVERY = 600.0  # while people are busy with another program


class Collector(QObject):
    """Begins at once; `close` gives the collector back to Python.

    What is young is looked through as often as Python would do it. What has grown older is spared
    until an hour is over, or ten minutes in which nobody uses the window: the rows that are kept
    ready and the widgets are nearly all there is, no garbage, and to look through them takes 70 ms.
    """

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._now = now
        self._whole_at = now()
        self._was_on = gc.isenabled()
        gc.disable()
        self._timer = QTimer(self, interval=_LOOKS_EVERY)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    @Slot()
    def look(self) -> None:
        """Collect what is due."""
        if self._now() - self._whole_at >= _patience():
            self._whole_at = self._now()
            gc.unfreeze()
            gc.collect()
            gc.freeze()
            return
        young, older, _ = gc.get_count()
        if older > gc.get_threshold()[1] * _TIMES_OLDER:
            gc.collect(1)  # what was under way at the first look is garbage by now
            gc.freeze()
        elif young > gc.get_threshold()[0]:
            gc.collect(0)

    @Slot()
    def spare(self) -> None:
        """A window is whole now: what it is made of stays as long as it does."""
        gc.freeze()

    @Slot()
    def look_again(self) -> None:
        """The window is another one: what the one before was made of is garbage by now."""
        self._whole_at = -math.inf

    def close(self) -> None:
        """Widgets are gone: any thread may collect again."""
        self._timer.stop()
        gc.unfreeze()
        if self._was_on:
            gc.enable()


def _patience() -> float:
    is_used = QGuiApplication.applicationState() == Qt.ApplicationState.ApplicationActive
    return _WHOLE_EVERY if is_used else _WHOLE_UNSEEN_EVERY
