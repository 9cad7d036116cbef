"""What a filter lets through, read in slices, so that a filter that finds little blocks nobody.

A slice looks through a bounded stretch of the list. One that an index cannot help takes longer the
more of the store it has to look through: between two slices the caller's patience is asked.
"""

from __future__ import annotations

import time
from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from app.core.query import Query
from app.store import filtered_few, filtering, stretches
from app.store.deliveries import FEED_ROWS, WITH_TRANSACTION, feed_row
from app.store.filtering_sides import FEED, TRANSACTIONS, Where
from app.store.places import SPAN, Place, PlacesRead
from app.store.rows import FeedPart, FeedRow, Matching, TransactionRow
from app.store.sqlite import Connection, Row, micros
from app.store.transactions import COLUMNS, transaction_row

FOR_EVER = float("inf")  # seconds of patience
_FIRST, _GROWTH, _LARGEST = 200, 4, 1_000_000  # rows of the list in one slice
_LEAST = 100  # rows that are read although there is hardly time left
_TICK = 1e-4  # seconds: no slice is believed to be quicker

Key = TypeVar("Key")
_TOP: Place = (1 << 62, 0)


@dataclass(frozen=True, slots=True)
class _List(Generic[Key]):
    """A list in its order: how a stretch of it is cut off and asked."""

    ask: Callable[[Where, Key, Key | None, int], list[Row]]  # below, down to, at most
    count: Callable[[Where, Key, Key | None, int], int]
    down: Callable[[Key, int], Key | None]  # so many rows further down; None: at the end
    key: Callable[[Row], Key]


@dataclass(frozen=True, slots=True)
class _Part(Generic[Key]):
    rows: list[Row]
    reached: Key | None


def feed_part(
    store: Connection, query: Query, before: int | None, limit: int, now: datetime, patience: float
) -> FeedPart:
    """The next deliveries below `before`, as many as are found in time."""
    condition = filtering.where(store, FEED, query, now)
    start = _newest(store) + 1 if before is None else before
    part = _part(_feed(store, condition), condition, _top(condition, start), limit, patience)
    return FeedPart([feed_row(row) for row in part.rows], part.reached)


def feed_after(
    store: Connection, query: Query, delivery_id: int, limit: int, now: datetime
) -> list[FeedRow]:
    """The deliveries above one, oldest first."""
    condition = filtering.where(store, FEED, query, now)
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
    start = _top(condition, _newest(store) + 1)
    return _matching(_feed(store, condition), condition, start, limit, patience)


def feed_keys(
    store: Connection, query: Query, before: int, now: datetime, patience: float
) -> tuple[array[int], int]:
    """The ids of deliveries below one, newest first, and below which to go on (0: that is all).

    So many of them as are found in time, and about SPAN at most.
    """
    condition = filtering.where(store, FEED, query, now)
    among = _feed(store, condition, f"SELECT f.delivery_id FROM feed f {WITH_TRANSACTION}")  # noqa: S608
    keys, reached = array("q"), 0
    for top, floor in _slices(among, condition, _top(condition, before), patience, SPAN):
        keys.extend(row["delivery_id"] for row in among.ask(condition, top, floor, -1))
        reached = floor or 0
        if len(keys) >= SPAN:
            break
    return keys, reached


def transactions_page(
    store: Connection, query: Query, before: tuple[datetime, str] | None, limit: int, now: datetime
) -> list[TransactionRow]:
    """The next transactions below `before`, most recently active first."""
    condition = filtering.where(store, TRANSACTIONS, query, now)
    start = _TOP if before is None else _edge(store, *before)
    part = _part(_transactions(store, condition, COLUMNS), condition, start, limit, FOR_EVER)
    return [transaction_row(row) for row in part.rows]


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
    condition = filtering.where(store, TRANSACTIONS, query, now)
    start, ends_at = _TOP if before is None else before, time.monotonic() + patience
    numbers, waiting = filtered_few.numbers(store, condition, first, limit, patience)
    left = limit - len(numbers)
    if waiting or left <= 0:
        return PlacesRead([], start, numbers, waiting)
    among = _transactions(store, condition, "t.last_received_at, t.number")
    part = _part(among, condition, start, left, ends_at - time.monotonic())
    return PlacesRead([_place(row) for row in part.rows], part.reached, numbers)


def transactions_matching(
    store: Connection, query: Query, limit: int, now: datetime, patience: float
) -> Matching:
    """How many transactions a filter lets through, as far as there is time to count."""
    condition = filtering.where(store, TRANSACTIONS, query, now)
    return _matching(_transactions(store, condition), condition, _TOP, limit, patience)


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
    among: _List[Key], condition: Where, start: Key, limit: int, patience: float
) -> _Part[Key]:
    found: list[Row] = []
    for top, floor in _slices(among, condition, start, patience):
        found += among.ask(condition, top, floor, limit - len(found))
        if len(found) >= limit:
            return _Part(found, among.key(found[-1]))
        if floor is None:
            return _Part(found, None)
        start = floor
    return _Part(found, start)


def _matching(
    among: _List[Key], condition: Where, start: Key, limit: int, patience: float
) -> Matching:
    count = 0
    for top, floor in _slices(among, condition, start, patience):
        count += among.count(condition, top, floor, limit + 1 - count)
        if count > limit:
            return Matching(limit, False)
        if floor is None:
            return Matching(count, True)
    return Matching(count, False)


def _slices(
    among: _List[Key], condition: Where, start: Key, patience: float, largest: int = _LARGEST
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


def _newest(store: Connection) -> int:
    return int(store.execute("SELECT coalesce(max(delivery_id), 0) FROM feed").fetchone()[0])


def _top(condition: Where, before: int) -> int:
    """Below which delivery to begin: nothing above the last one fulfils the condition."""
    return min(before, condition.last + 1)


def _feed(store: Connection, condition: Where, rows: str = FEED_ROWS) -> _List[int]:
    lowest = store.execute("SELECT coalesce(min(delivery_id), 0) FROM feed").fetchone()[0]
    oldest: int = max(lowest, condition.first)
    tail = (
        "WHERE f.delivery_id < ? AND f.delivery_id >= ? AND {} ORDER BY f.delivery_id DESC LIMIT ?"
    )

    def values(condition: Where, top: int, floor: int | None, limit: int) -> tuple[object, ...]:
        bottom = oldest if floor is None else floor
        return (
            top,
            bottom,
            *stretches.of_feed(store, condition.values, top, bottom),
            limit,
        )

    def ask(condition: Where, top: int, floor: int | None, limit: int) -> list[Row]:
        statement = f"{rows} {tail.format(condition.sql)}"
        return store.execute(statement, values(condition, top, floor, limit)).fetchall()

    def count(condition: Where, top: int, floor: int | None, limit: int) -> int:
        inner = f"SELECT 1 FROM feed f {WITH_TRANSACTION} {tail.format(condition.sql)}"  # noqa: S608
        return _count(store, inner, values(condition, top, floor, limit))

    return _List(
        ask,
        count,
        lambda top, count: top - count if top - count > oldest else None,
        lambda row: int(row["delivery_id"]),
    )


_EDGE = "(t.last_received_at, t.number)"
_NEWEST_FIRST = "ORDER BY t.last_received_at DESC, t.number DESC"


def _transactions(store: Connection, condition: Where, columns: str = "1") -> _List[Place]:
    oldest = (condition.since, 0)

    def stretch(
        condition: Where, top: Place, floor: Place | None, limit: int
    ) -> tuple[str, tuple[object, ...]]:
        values = stretches.of_transactions(store, condition.values, top, floor)
        within = f"{_EDGE} < (?, ?) AND {_EDGE} >= (?, ?)"
        sql = f"WHERE {within} AND {condition.sql} {_NEWEST_FIRST} LIMIT ?"
        return sql, (*top, *(oldest if floor is None else floor), *values, limit)

    def ask(condition: Where, top: Place, floor: Place | None, limit: int) -> list[Row]:
        sql, values = stretch(condition, top, floor, limit)
        return store.execute(f"SELECT {columns} FROM transactions t {sql}", values).fetchall()  # noqa: S608

    def count(condition: Where, top: Place, floor: Place | None, limit: int) -> int:
        sql, values = stretch(condition, top, floor, limit)
        return _count(store, f"SELECT 1 FROM transactions t {sql}", values)  # noqa: S608

    def down(top: Place, rows: int) -> Place | None:
        below = f"WHERE {_EDGE} < (?, ?) {_NEWEST_FIRST} LIMIT 1 OFFSET ?"
        statement = f"SELECT last_received_at, number FROM transactions t {below}"  # noqa: S608
        row = store.execute(statement, (*top, rows)).fetchone()
        return None if row is None or _place(row) <= oldest else _place(row)

    return _List(ask, count, down, _place)


def _edge(store: Connection, at: datetime, transaction_id: str) -> Place:
    row = store.execute(
        "SELECT number FROM transactions WHERE transaction_id = ?", (transaction_id,)
    ).fetchone()
    return micros(at), 0 if row is None else row["number"]


def _place(row: Row) -> Place:
    return row["last_received_at"], row["number"]


def _count(store: Connection, inner: str, values: tuple[object, ...]) -> int:
    return int(store.execute(f"SELECT count(*) FROM ({inner})", values).fetchone()[0])  # noqa: S608
