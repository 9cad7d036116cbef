"""How much of a backlog is written at a time: little while somebody sends.

Facts and views lie on the same disk. What a slice wrote is still on its way there when the next
delivery has to be on disk before it is acknowledged, so a slice is small enough not to be noticed
by whoever waits for that, or large where nobody does: half the work for each.
"""

from __future__ import annotations

from dataclasses import dataclass

QUIET = 5.0  # seconds without an arrival after which nobody is expected to wait


@dataclass(frozen=True, slots=True)
class Pace:
    """The deliveries of a slice, and the pages of log from which they are brought into the file."""

    deliveries: int
    pages: int


SWIFT = Pace(1_000, 4_000)
CAREFUL = Pace(100, 1_000)


class Pacing:
    """Learns from the facts whether somebody sends."""

    def __init__(self) -> None:
        self._arrivals: int | None = None  # as they were counted last
        self._arrived = float("-inf")

    def pace(self, arrivals: int, now: float) -> Pace:
        """For the next slice; `arrivals` is any number that changes with each one."""
        if self._arrivals is not None and arrivals != self._arrivals:
            self._arrived = now
        self._arrivals = arrivals
        return CAREFUL if now - self._arrived < QUIET else SWIFT
