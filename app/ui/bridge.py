"""Brings what changed from any thread to the main thread: the first at once, later ones merged."""

from __future__ import annotations

import threading

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from app.core.changes import ChangeSet
from app.ui.display import Display

_PAUSE = 100  # milliseconds between two tellings


class Bridge(QObject):
    """Made on the main thread; `notify` may be called from any.

    `display` is how things are shown; pages hear of both from here. That something was stored is
    told with what is made of it: that follows at once, and until then there is nothing to show.
    """

    changed = Signal(object)  # ChangeSet
    _arrived = Signal()
    _stored = Signal()

    def __init__(self, parent: QObject | None = None, *, zone: str = "") -> None:
        super().__init__(parent)
        self.display = Display(zone, self)
        self._lock = threading.Lock()
        self._waiting: ChangeSet | None = None
        self._is_called = False  # the main thread knows that there is something to tell
        self._is_pausing = False  # something was told a moment ago
        self._is_closed = False
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self._tell)
        self._arrived.connect(self._first, Qt.ConnectionType.QueuedConnection)
        self._stored.connect(self._soon, Qt.ConnectionType.QueuedConnection)

    def notify(self, changes: ChangeSet) -> None:
        """Announce what a committed group of work touched; returns at once."""
        with self._lock:
            if self._is_closed:
                return
            was_empty = self._waiting is None
            self._waiting = self._waiting.merged(changes) if self._waiting else changes
            if not _is_only_stored(changes) and not self._is_called:
                self._is_called = True
                self._arrived.emit()
            elif was_empty:
                self._stored.emit()

    def close(self) -> None:
        """Hear nothing more; what calls `notify` afterwards is not disturbed."""
        with self._lock:
            self._is_closed = True
        self._pause.stop()

    @Slot()
    def _first(self) -> None:
        if not self._is_pausing:
            self._tell()

    @Slot()
    def _soon(self) -> None:
        """Whoever makes something of it may be slow, or stand still."""
        if not self._is_closed and not self._pause.isActive():
            self._is_pausing = False
            self._pause.start()

    @Slot()
    def _tell(self) -> None:
        with self._lock:
            changes, self._waiting = self._waiting, None
            self._is_called = False
            if self._is_closed:
                return
        self._is_pausing = changes is not None
        if changes is not None:
            self._pause.start()
            self.changed.emit(changes)


def _is_only_stored(changes: ChangeSet) -> bool:
    return bool(changes.deliveries or changes.attempts) and not changes.projected
