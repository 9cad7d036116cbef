"""Collects garbage on the main thread alone, for as long as there are widgets.

Python collects wherever it happens to allocate. On a reader's thread that may end a widget that
only a cycle still holds, and Qt does not survive that. The recipe is that of many programs on Qt:
switch the collector off and run it from a timer, as often as it would have run by itself.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer, Slot

_LOOKS_EVERY = 250  # milliseconds


class Collector(QObject):
    """Begins at once; `close` gives the collector back to Python."""

    def __init__(self) -> None:
        super().__init__()
        self._was_on = gc.isenabled()
        gc.disable()
        self._timer = QTimer(self, interval=_LOOKS_EVERY)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    @Slot()
    def _look(self) -> None:
        counts, thresholds = gc.get_count(), gc.get_threshold()
        due = [age for age in range(3) if counts[age] > thresholds[age]]
        if due:
            gc.collect(due[-1])

    @Slot()
    def spare(self) -> None:
        """What a whole window is made of stays as long as it does: to look through all of it would
        find nothing, and hold the window up for 60 ms each time."""
        gc.freeze()

    @Slot()
    def look_again(self) -> None:
        """The window is another one: what the one before was made of may be garbage."""
        gc.unfreeze()

    def close(self) -> None:
        """Widgets are gone: any thread may collect again."""
        self._timer.stop()
        gc.unfreeze()
        if self._was_on:
            gc.enable()
