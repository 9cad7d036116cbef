"""What a command came to beside a running Acuse: left in a folder, noted by it within a second.

A run outlives both: one that nobody has noted yet lies there for the next start.
"""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Callable
from pathlib import Path

from app.core.errors import AcuseError
from app.store import backfills
from app.store.backfills import BackfillRow

LOOK_EVERY = 1.0  # seconds

_log = logging.getLogger("acuse")


def leave(folder: Path, run: BackfillRow) -> None:
    """Leave a run for the Acuse that writes the store; raises OSError."""
    folder.mkdir(mode=0o700, exist_ok=True)
    name = f"{run.ended_at:%Y%m%dT%H%M%S%f}-{os.getpid()}"
    fresh = folder / f"{name}.new"
    fresh.write_text(backfills.as_json(run), encoding="utf-8")
    fresh.replace(folder / f"{name}.json")


class HandedRuns:
    """Looks for runs that commands have left; `note` puts one into the store."""

    def __init__(self, folder: Path, note: Callable[[BackfillRow], None]) -> None:
        self._folder, self._note = folder, note
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="handed-runs")

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """End; idempotent."""
        self._ended.set()
        if self._thread.ident:
            self._thread.join()

    def _watch(self) -> None:
        while True:
            try:
                self._take()
            except (AcuseError, OSError) as error:  # they lie there; the window says what is wrong
                _log.info("Runs of commands are not noted yet: %s", type(error).__name__)
            if self._ended.wait(LOOK_EVERY):
                return

    def _take(self) -> None:
        for file in sorted(self._folder.glob("*.json")):
            try:
                run = backfills.of_json(file.read_text(encoding="utf-8"))
            except ValueError:
                _log.warning("%s is no run of a command", file.name)
            else:
                self._note(run)
            file.unlink()
