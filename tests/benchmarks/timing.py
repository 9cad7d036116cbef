"""How a question is timed: many different values of it, one after the other, on one reader."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import perf_counter
from typing import TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Timing:
    """One question: its times in milliseconds, and the goal for the median."""

    name: str
    goal: float
    median: float
    p95: float
    worst: float
    plain: float | None = None  # the same by LIKE, as one types it into SQLite's shell

    @property
    def is_met(self) -> bool:
        return self.median <= self.goal


def timed(
    name: str,
    goal: float,
    ask: Callable[[T], object],
    values: Sequence[T],
    plain: Callable[[T], object] | None = None,
) -> Timing:
    """Ask once for each value; the plain way only a few times, for it takes long."""
    times = sorted(_milliseconds(ask, value) for value in values)
    slow = sorted(_milliseconds(plain, value) for value in values[:5]) if plain else []
    return Timing(
        name,
        goal,
        median=times[len(times) // 2],
        p95=times[-(-len(times) * 95 // 100) - 1],
        worst=times[-1],
        plain=slow[len(slow) // 2] if slow else None,
    )


def _milliseconds(ask: Callable[[T], object], value: T) -> float:
    started = perf_counter()
    ask(value)
    return (perf_counter() - started) * 1000
