"""What the window remembers of how it was left: columns, widths, what was seen; never secrets."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Callable
from pathlib import Path

Value = object  # what JSON can hold
Job = Callable[[], None]
_LARGEST = 1_000_000  # bytes; more was not written by us


class Remembered:
    """A small file of names and values; for one thread.

    It is a convenience: one that cannot be read counts as empty, one that cannot be written is
    let be, and nothing received depends on it. `hand_over` is given what writes it: a disk may
    keep a file waiting for the syncs of the store, and a window must not wait with it.
    """

    def __init__(
        self, path: Path, hand_over: Callable[[Job], object] = lambda write: write()
    ) -> None:
        self._path = path
        self._hand_over = hand_over
        self._values: dict[str, Value] | None = None
        self._text = self._written = ""

    def recall(self, name: str) -> Value:
        """What was remembered under a name, None when nothing was."""
        return self._loaded().get(name)

    def remember(self, name: str, value: Value) -> None:
        """Keep a value under a name, from now on and over restarts."""
        values = self._loaded()
        if values.get(name) == value:
            return
        values[name] = value
        self._text = json.dumps(values)
        self._hand_over(self._write)

    def _write(self) -> None:
        """The latest, and once, however much was remembered meanwhile."""
        text = self._text
        if text == self._written:
            return
        self._written = text
        draft = self._path.with_suffix(".new")
        with contextlib.suppress(OSError):
            draft.write_text(text, encoding="utf-8")
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
