"""What a simulated life cycle is made of: steps, each one delivery that is not signed yet."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from random import Random
from typing import TypeAlias

from app.core.reading import JsonObject


@dataclass(frozen=True, slots=True)
class Step:
    """One delivery: whose it is, what it says and how many seconds after the story's beginning."""

    provider: str
    body: JsonObject
    after: float = 0.0
    tail: str = ""  # behind the token of the callback's path
    forged: bool = False  # to be signed with a key that is not the provider's
    is_new: bool = True  # no delivery before it says the same


@dataclass(frozen=True, slots=True)
class Clock:
    """The provider's time along a story: when it began, and how much faster it runs than ours."""

    start: datetime
    speed: float = 1.0

    def at(self, after: float) -> datetime:
        """The provider's time so many seconds of ours after the beginning."""
        return self.start + timedelta(seconds=after * self.speed)


Story: TypeAlias = Callable[[Random, Clock], Sequence[Step]]


def offsets(rng: Random, count: int) -> list[float]:
    """Seconds at which a life cycle's events happen: at once, then a few seconds apart."""
    times = [0.0]
    for _ in range(count - 1):
        times.append(times[-1] + rng.uniform(1.5, 4.0))
    return times


def swapped(steps: Sequence[Step]) -> list[Step]:
    """The last two deliveries come in the wrong order."""
    *first, one, two = steps
    return [*first, replace(two, after=one.after), replace(one, after=two.after)]


def repeated(steps: Sequence[Step], times: int = 1) -> list[Step]:
    """The last delivery is sent again, byte for byte, as when an answer was lost."""
    last = steps[-1]
    copies = (
        replace(last, after=last.after + 0.8 * number, is_new=False)
        for number in range(1, times + 1)
    )
    return [*steps, *copies]


def without_first(steps: Sequence[Step]) -> list[Step]:
    """Earlier deliveries never come; the final one is the first to be heard of."""
    return [replace(steps[-1], after=0.0)]


def forged(steps: Iterable[Step]) -> list[Step]:
    """Every delivery is signed by somebody else."""
    return [replace(step, forged=True) for step in steps]


def micros(at: datetime) -> str:
    """A time as Juno and Yuno write it: 2025-08-04T15:19:22.205597Z."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def seconds(at: datetime) -> str:
    """A time as Juicyway writes it: 2024-01-01T00:00:00Z."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
