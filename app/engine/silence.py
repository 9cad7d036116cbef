"""Whether an engine that has not ended still lives: it says so every second.

A process can stand still without an end: stopped by somebody, or by a mistake below Python. Nobody
would be acknowledged then, and the window would go on saying that it receives.
"""

from __future__ import annotations

BEATS_EVERY = 1.0  # seconds, on both sides
DOUBTED_AFTER = 5  # beats that did not come: the window says so
GIVEN_UP_AFTER = 20  # by then every provider has given up waiting for its answer


class Silence:
    """Counts looks since something was heard, and not seconds.

    While a computer sleeps nobody looks either, so nobody is blamed for the night.
    """

    def __init__(self) -> None:
        self._looks = 0
        self._is_kept = False

    def begin(self) -> None:
        """It has started, and says something from now on."""
        self._looks, self._is_kept = 0, True

    def end(self) -> None:
        """It is not there, or not yet: a start may take its time."""
        self._is_kept = False

    def hear(self) -> None:
        """It said something."""
        self._looks = 0

    def look(self) -> int:
        """The looks in a row at which nothing had been heard; to be called every second."""
        self._looks = self._looks + 1 if self._is_kept else 0
        return self._looks
