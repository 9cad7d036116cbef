"""How a question is timed: many different values of it, one after the other, on one reader.

Beside it the same question to others (beside.py), of a few of the values, since it may take long.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median
from time import perf_counter, thread_time
from typing import TypeVar

T = TypeVar("T")
Ask = Callable[[T], object]
FEW = 5  # values that others are asked


@dataclass(frozen=True, slots=True)
class Timing:
    """One question: its times in milliseconds, and the goal for the median."""

    name: str
    goal: float
    median: float
    p95: float
    worst: float
    processor: float  # the median of the time that the asking thread was at work
    whole: float = 1.0  # of the answers; the others stopped when their time was up
    beside: Mapping[str, float] = field(default_factory=dict)  # the medians of others

    @property
    def is_met(self) -> bool:
        return self.median <= self.goal


def timed(
    name: str,
    goal: float,
    ask: Ask[T],
    values: Sequence[T],
    beside: Mapping[str, Ask[T]] | None = None,
    is_whole: Callable[[object], bool] = lambda answer: True,
) -> Timing:
    """Ask once for each value, the others only a few times."""
    asked = [_timed(ask, value) for value in values]
    times = sorted(one.clock for one in asked)
    return Timing(
        name,
        goal,
        median=times[len(times) // 2],
        p95=times[-(-len(times) * 95 // 100) - 1],
        worst=times[-1],
        processor=median(one.processor for one in asked),
        whole=sum(is_whole(one.answer) for one in asked) / len(asked),
        beside={
            other: median(_timed(way, value).clock for value in values[:FEW])
            for other, way in (beside or {}).items()
        },
    )


@dataclass(frozen=True, slots=True)
class _Asked:
    answer: object
    clock: float  # milliseconds
    processor: float


def _timed(ask: Ask[T], value: T) -> _Asked:
    started, worked = perf_counter(), thread_time()
    answer = ask(value)
    return _Asked(answer, (perf_counter() - started) * 1000, (thread_time() - worked) * 1000)
