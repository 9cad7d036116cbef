"""Refuses before the disk is full: what is left is for bringing in the log, and for stopping."""

from __future__ import annotations

import shutil
from pathlib import Path

from app.core.errors import StoreError

LEAST = 32 * 1024 * 1024  # bytes: the log at its longest, twice
_EVERY = 1.0  # seconds between two looks


class Room:
    """What is free on the disk of a folder, looked at now and then; one thread's."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._looked = float("-inf")
        self._free = 0

    def demand(self, clock: float) -> None:
        """Raise StoreError when too little is left."""
        if clock - self._looked >= _EVERY:
            self._free, self._looked = shutil.disk_usage(self._folder).free, clock
        if self._free < LEAST:
            raise StoreError(
                "The disk is nearly full.",
                cause=f"{self._free >> 20} MB are free in {self._folder}.",
                remedy="Make room; until then what arrives is refused, so it is sent again.",
            )
