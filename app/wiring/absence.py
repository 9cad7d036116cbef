"""Notices when nobody was here to receive: the program was off, stopped, or the machine asleep."""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

TICK = 1.0  # seconds; so a resumed machine is noticed well within three
LEAST = timedelta(seconds=10)  # a shorter gap is a busy machine
_MARK_EVERY = 10  # ticks

_log = logging.getLogger("acuse")

Away = Callable[[datetime, datetime, str], None]  # since, until, "start" or "resume"


class Absence:
    """Keeps a mark of when we were here last, and tells of every time in which we were not.

    `away` is called on the thread that started or on that of the watch; it must be quick.
    """

    def __init__(self, mark: Path, now: Callable[[], datetime], away: Away) -> None:
        self._mark, self._now, self._away = mark, now, away
        self._ended = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Tell of the time since the last mark, and watch from now on."""
        now, last = self._now(), self._last()
        self._note(now)
        if last is not None and now - last > LEAST:
            self._away(last, now, "start")
        self._thread = threading.Thread(target=self._watch, args=(now,), name="absence")
        self._thread.start()

    def stop(self) -> None:
        """Leave the last mark; idempotent."""
        self._ended.set()
        thread, self._thread = self._thread, None
        if thread is not None:
            thread.join()
            self._note(self._now())

    def _watch(self, last: datetime) -> None:
        ticks = 0
        while not self._ended.wait(TICK):
            now = self._now()
            if now - last > LEAST:
                self._away(last, now, "resume")
            last = now
            ticks += 1
            if ticks % _MARK_EVERY == 0:
                self._note(now)

    def _last(self) -> datetime | None:
        """When we were here last; None the first time, or when the mark cannot be read."""
        try:
            return datetime.fromisoformat(self._mark.read_text(encoding="ascii")).astimezone(UTC)
        except (OSError, ValueError, OverflowError):
            return None

    def _note(self, now: datetime) -> None:
        fresh = self._mark.with_suffix(".new")
        try:
            fresh.write_text(now.isoformat(), encoding="ascii")
            os.replace(fresh, self._mark)
        except OSError as error:  # the next start asks about a longer time
            _log.warning("The mark of our presence was not written: %s", error)
