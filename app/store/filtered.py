"""What a filter lets through, read in slices, so that a filter that finds little blocks nobody.

A slice looks through a bounded stretch of the list. One that an index cannot help takes longer the
more of the store it has to look through: between two slices the caller's patience is asked.
"""

from __future__ import annotations

import time
from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from app.core.query import Query
from app.store import filtered_few, filtered_lists, filtering, stretches, transactions
from app.store.deliveries import FEED_ROWS, feed_row
from app.store.filtered_lists import Listed
from app.store.filtering_sides import (
    FEED,
    FEED_IN_HASTE,
    NEWS,
    TRANSACTIONS,
    TRANSACTIONS_IN_HASTE,
    Where,
)
from app.store.places import SPAN, Place, PlacesRead
from app.store.rows import FeedPart, FeedRow, Matching, TransactionRow
from app.store.sqlite import Connection

FOR_EVER = float("inf")  # seconds of patience
_FIRST, _GROWTH, _LARGEST = 200, 4, 1_000_000  # rows of the list in one slice
_LEAST = 100  # rows that are read although there is hardly time left
_HASTE = 0.025  # seconds: who waits no longer waits for a first page
_TICK = 1e-4  # seconds: no slice is believed to be quicker

Key = TypeVar("Key")
Item = TypeVar("Item")
_TOP: Place = (1 << 62, 0)


@dataclass(frozen=True, slots=True)
class _Part(Generic[Key, Item]):
    rows: list[Item]
    reached: Key | None


def feed_part(
    store: Connection, query: Query, before: int | None, limit: int, now: datetime, patience: float
) -> FeedPart:
    """The next deliveries below `before`, as many as are found in time."""
    side = FEED_IN_HASTE if patience < _HASTE else FEED
    condition = filtering.where(store, side, query, now)
    start = filtered_lists.newest(store) + 1 if before is None else before
    part = _part(
        filtered_lists.feed(store, condition), condition, _top(condition, start), limit, patience
    )
    return FeedPart([feed_row(row) for row in part.rows], part.reached)


def feed_after(
    store: Connection, query: Query, delivery_id: int, limit: int, now: datetime
) -> list[FeedRow]:
    """The deliveries above one, oldest first."""
    condition = filtering.where(store, NEWS, query, now)
    statement = (
        f"{FEED_ROWS} WHERE f.delivery_id > ? AND {condition.sql} ORDER BY f.delivery_id LIMIT ?"
    )
    found = stretches.of_feed(store, condition.values, delivery_id + _FIRST, delivery_id + 1)
    rows = store.execute(statement, (delivery_id, *found, limit))
    return [feed_row(row) for row in rows]


def feed_matching(
    store: Connection, query: Query, limit: int, now: datetime, patience: float
) -> Matching:
    """How many deliveries a filter lets through, as far as there is time to count."""
    condition = filtering.where(store, FEED, query, now)
    start = _top(condition, filtered_lists.newest(store) + 1)
    return _matching(filtered_lists.feed(store, condition), condition, start, limit, patience)


def feed_keys(
    store: Connection, query: Query, before: int, now: datetime, patience: float
) -> tuple[array[int], int]:
    """The ids of deliveries below one, newest first, and below which to go on (0: that is all).

    So many of them as are found in time, and about SPAN at most.
    """
    condition = filtering.where(store, FEED, query, now)
    among = filtered_lists.feed(store, condition)
    keys, reached = array("q"), 0
    for top, floor in _slices(among, condition, _top(condition, before), patience, SPAN):
        keys.extend(filtered_lists.feed_keys(store, condition, top, floor or condition.first))
        reached = floor or 0
        if len(keys) >= SPAN:
            break
    return keys, reached


def transactions_page(
    store: Connection, query: Query, before: tuple[datetime, str] | None, limit: int, now: datetime
) -> list[TransactionRow]:
    """The next transactions below `before`, most recently active first."""
    condition = filtering.where(store, TRANSACTIONS, query, now)
    start = _TOP if before is None else filtered_lists.edge(store, *before)
    part = _part(filtered_lists.places(store, condition), condition, start, limit, FOR_EVER)
    return transactions.in_order(store, [number for _, number in part.rows])


def transaction_keys(
    store: Connection,
    query: Query,
    before: Place | None,
    limit: int,
    now: datetime,
    patience: float,
    first: Sequence[str] = (),
) -> PlacesRead:
    """Those of some that come first, then where the next below a place stand: as time allows."""
    side = TRANSACTIONS_IN_HASTE if patience < _HASTE else TRANSACTIONS
    condition = filtering.where(store, side, query, now)
    start, ends_at = _TOP if before is None else before, time.monotonic() + patience
    if condition.is_few:
        places, numbers = filtered_few.all_places(store, condition, start, first)
        return PlacesRead(places, None, numbers)
    waiting: Sequence[str]
    numbers, waiting = filtered_few.numbers(store, query, first, limit, now, patience)
    left = limit - len(numbers)
    if waiting or left <= 0:
        return PlacesRead([], start, numbers, waiting)
    among = filtered_lists.places(store, condition)
    part = _part(among, condition, start, left, ends_at - time.monotonic())
    return PlacesRead(part.rows, part.reached, numbers)


def transactions_matching(
    store: Connection, query: Query, limit: int, now: datetime, patience: float
) -> Matching:
    """How many transactions a filter lets through, as far as there is time to count."""
    condition = filtering.where(store, TRANSACTIONS, query, now)
    return _matching(filtered_lists.places(store, condition), condition, _TOP, limit, patience)


def known_count(numbers: Mapping[str, int], query: Query) -> int | None:
    """How many deliveries a filter lets through, where the kept figures know it."""
    if query.is_empty:
        return numbers.get("feed", 0)
    term = query.only()
    if term is None or term.field != "provider" or term.negated:
        return None
    return sum(numbers.get(f"feed:{provider}", 0) for provider in set(term.values))


# --- slices ---------------------------------------------------------------------------------------


def _part(
    among: Listed[Key, Item], condition: Where, start: Key, limit: int, patience: float
) -> _Part[Key, Item]:
    found: list[Item] = []
    for top, floor in _slices(among, condition, start, patience):
        found += among.ask(top, floor, limit - len(found))
        if len(found) >= limit:
            return _Part(found, among.key(found[-1]))
        if floor is None:
            return _Part(found, None)
        start = floor
    return _Part(found, start)


def _matching(
    among: Listed[Key, Item], condition: Where, start: Key, limit: int, patience: float
) -> Matching:
    count = 0
    for top, floor in _slices(among, condition, start, patience):
        count += among.count(top, floor, limit + 1 - count)
        if count > limit:
            return Matching(limit, False)
        if floor is None:
            return Matching(count, True)
    return Matching(count, False)


def _slices(
    among: Listed[Key, Item], condition: Where, start: Key, patience: float, largest: int = _LARGEST
) -> Iterator[tuple[Key, Key | None]]:
    """Stretches of the list from the top down; at least one.

    Each is longer than the last, as far as the last one's time says that there is time for it.
    """
    ends_at = time.monotonic() + patience
    size = _FIRST
    top: Key | None = start
    while top is not None:
        began_at = time.monotonic()
        floor = None if condition.is_few else among.down(top, size)
        yield top, floor
        now = time.monotonic()
        if now > ends_at:
            return
        affordable = (ends_at - now) / max(now - began_at, _TICK)
        wanted = int(size * min(_GROWTH, affordable))
        top, size = floor, max(_LEAST, min(wanted, largest))


def _top(condition: Where, before: int) -> int:
    """Below which delivery to begin: nothing above the last one fulfils the condition."""
    return min(before, condition.last + 1)
