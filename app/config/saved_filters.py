"""Keeps the filters of people in the data folder: one small file, its owner's alone."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from pathlib import Path

from app.config.paths import Paths
from app.core.errors import SettingsError
from app.core.saved_filters import BadViews, SavedFilters, from_text, to_text

_SIZE_LIMIT = 4 << 20


class FilterKeeper:
    """Reads once, answers from memory, writes whole; any thread may use it."""

    def __init__(self, paths: Paths) -> None:
        self._path = paths.saved_filters
        self._lock = threading.Lock()
        self._saved = _read(self._path)

    def saved(self) -> SavedFilters:
        """What is kept now."""
        return self._saved

    def change(self, change: Callable[[SavedFilters], SavedFilters]) -> None:
        """Keep what a change makes of it; raises SettingsError when it cannot be written."""
        with self._lock:
            saved = change(self._saved)
            fresh = self._path.with_suffix(".new")
            try:
                with open(fresh, "wb", opener=_private) as file:
                    file.write(to_text(saved).encode("utf-8", "replace"))
                    file.flush()
                    os.fsync(file.fileno())
                os.replace(fresh, self._path)
            except OSError as error:
                raise SettingsError(
                    "The views could not be saved.",
                    cause=f"The system says: {error.strerror or error}.",
                    remedy="Look at free space and rights of the data folder.",
                ) from error
            self._saved = saved


def _read(path: Path) -> SavedFilters:
    """What the file holds; one that cannot be read is set aside, so that nothing is lost."""
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        return SavedFilters()
    except OSError as error:
        raise SettingsError(
            f"The file {path} cannot be read.",
            cause=f"The system says: {error.strerror or error}.",
            remedy="Look at the rights of the data folder.",
        ) from error
    try:
        if len(raw) > _SIZE_LIMIT:
            raise BadViews("This file holds no views.", cause="It is too large.")
        return from_text(raw.decode("utf-8", "replace"))
    except BadViews:
        os.replace(path, path.with_suffix(".unreadable.json"))
        return SavedFilters()


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
