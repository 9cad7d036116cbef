"""How far something long has come, for people who wait at a terminal."""

from __future__ import annotations

from collections.abc import Callable
from typing import TextIO

EVERY = 1.0  # seconds between two lines


class Progress:
    """Called with what is done and how much of it; writes one line a second, and the last one."""

    def __init__(self, stream: TextIO, clock: Callable[[], float]) -> None:
        self._stream = stream
        self._clock = clock
        self._what = ""
        self._begun = self._told = 0.0

    def __call__(self, what: str, done: int, total: int) -> None:
        now = self._clock()
        if what != self._what:
            self._what, self._begun, self._told = what, now, now
        if now - self._told < EVERY and done < total:
            return
        self._told = now
        pace = done / (now - self._begun) if now > self._begun else 0
        self._stream.write(f"{what}: {done:,} of {total:,}{f', {pace:,.0f}/s' if pace else ''}\n")
        self._stream.flush()
