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

from PySide6.QtCore import QEvent, QObject, QTimer, Slot
from PySide6.QtGui import QGuiApplication, QWindow

_LOOKS_EVERY = 50  # milliseconds: the longer it waits, the longer one look takes
_TIMES_OLDER = 2  # as many looks make something older: they come five times as often
_MOST_OLDER = 8_000  # objects that wait for their second look: to go through them takes 2 ms
_WHOLE_EVERY = 3_600.0  # seconds
_PAUSE = 300.0  # seconds in which nobody touched a window: who comes back later finds it done
_TOUCHES = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseMove,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
    }
)


class Collector(QObject):
    """Begins at once; `close` gives the collector back to Python.

    What is young is looked through as often as Python would do it, and once more when it has grown
    older, before it is so much that a look could be felt. Then it is spared until an hour is over
    and nobody uses the window: the rows that are kept ready and the widgets are nearly all there
    is, no garbage, and to look through them takes 50 ms.
    """

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._now = now
        self._whole_at = self._touched_at = now()
        self._older = 0  # objects that were looked at once
        self._was_on = gc.isenabled()
        gc.disable()
        self._timer = QTimer(self, interval=_LOOKS_EVERY)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.focusWindowChanged.connect(self._attend)
        self._attend(app.focusWindow())

    @Slot()
    def look(self) -> None:
        """Collect what is due."""
        if self._is_whole_due():
            self._whole_at, self._older = self._now(), 0
            gc.unfreeze()
            gc.collect()
            gc.freeze()
            return
        # Python's own count sinks with each old row that is let go, however many came.
        young, older = len(gc.get_objects(generation=0)), gc.get_count()[1]
        if older > gc.get_threshold()[1] * _TIMES_OLDER or self._older + young > _MOST_OLDER:
            gc.collect(1)  # what was under way at the first look is garbage by now
            gc.freeze()
            self._older = 0
        elif young > gc.get_threshold()[0]:
            gc.collect(0)
            self._older += young

    @Slot()
    def spare(self) -> None:
        """A window is whole now: what it is made of stays as long as it does."""
        gc.freeze()
        self._older = 0

    @Slot()
    def look_again(self) -> None:
        """The window is another one: what the one before was made of is garbage by now."""
        self._whole_at = self._touched_at = -math.inf

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Somebody is there."""
        if event.type() in _TOUCHES:
            self._touched_at = self._now()
        return False

    def close(self) -> None:
        """Widgets are gone: any thread may collect again."""
        self._timer.stop()
        gc.unfreeze()
        if self._was_on:
            gc.enable()

    @Slot(QWindow)
    def _attend(self, window: QWindow | None) -> None:
        if window is not None:
            window.installEventFilter(self)

    def _is_whole_due(self) -> bool:
        now = self._now()
        return now - self._whole_at >= _WHOLE_EVERY and now - self._touched_at >= _PAUSE
