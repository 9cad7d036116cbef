"""The order of a long list: keys alone, read in pieces, and where its days begin."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, tzinfo
from functools import partial

from app.store.deliveries import Ask
from app.store.sqlite import moment

SPAN = 50_000  # deliveries whose keys are read in one question
PIECE = 20_000  # transactions

Place = tuple[int, int]  # of a transaction: when it last changed, in microseconds; its number
Day = tuple[int, date]  # the number of a key among those given, and the day that begins there


@dataclass(frozen=True, slots=True)
class KeysRead:
    """Keys from the newest to the oldest, and the key below which to read on (0: that is all)."""

    keys: array[int]
    days: tuple[Day, ...]
    next: int


@dataclass(frozen=True, slots=True)
class PlacesRead:
    """Where transactions stand, the most recently active first, and below which to read on.

    `first` are the numbers of those that were to be looked at before, as far as they were asked
    for; `waiting` are the ids of those that there was no time for: nothing else was looked at then.
    """

    places: list[Place]
    next: Place | None  # None: that is all
    first: list[int] = field(default_factory=list)
    waiting: Sequence[str] = ()


def days_of(ask: Ask, delivery_ids: Sequence[int], zone: tzinfo) -> list[Day]:
    """Where the days of deliveries, newest first, begin; deliveries arrive in order."""
    days: list[Day] = []
    first = 0
    while first < len(delivery_ids):
        day = _day(ask, delivery_ids[first], zone)
        days.append((first, day))
        is_older = partial(_is_older, ask, delivery_ids, zone, day)
        first = _first(is_older, first + 1, len(delivery_ids))
    return days


def _is_older(ask: Ask, delivery_ids: Sequence[int], zone: tzinfo, day: date, number: int) -> bool:
    return _day(ask, delivery_ids[number], zone) < day


def _day(ask: Ask, delivery_id: int, zone: tzinfo) -> date:
    rows = ask("SELECT received_at FROM feed WHERE delivery_id = ?", (delivery_id,))
    return moment(rows[0]["received_at"]).astimezone(zone).date() if rows else date.min


def _first(is_past: Callable[[int], bool], low: int, high: int) -> int:
    """The first number in [low, high) that is past something, or `high`; a bisection."""
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if is_past(middle) else (middle + 1, high)
    return low
