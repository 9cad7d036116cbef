"""What the window remembers of how it was left: columns, widths, what was seen; never secrets."""

from __future__ import annotations

import contextlib
import json
import os
from pathlib import Path

Value = object  # what JSON can hold
_LARGEST = 1_000_000  # bytes; more was not written by us


class Remembered:
    """A small file of names and values; for one thread.

    It is a convenience: one that cannot be read counts as empty, one that cannot be written is
    let be, and nothing received depends on it.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._values: dict[str, Value] | None = None

    def recall(self, name: str) -> Value:
        """What was remembered under a name, None when nothing was."""
        return self._loaded().get(name)

    def remember(self, name: str, value: Value) -> None:
        """Keep a value under a name, from now on and over restarts."""
        values = self._loaded()
        if values.get(name) == value:
            return
        values[name] = value
        draft = self._path.with_suffix(".new")
        with contextlib.suppress(OSError):
            draft.write_text(json.dumps(values), encoding="utf-8")
            os.replace(draft, self._path)

    def _loaded(self) -> dict[str, Value]:
        if self._values is None:
            self._values = _read(self._path)
        return self._values


def _read(path: Path) -> dict[str, Value]:
    try:
        if path.stat().st_size > _LARGEST:
            return {}
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
