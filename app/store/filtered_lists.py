"""Both lists in their order: how a stretch of one is cut off, and what of it a filter lets through.

Where a filter names alternatives that an index each gives in the order of the list, those are
followed side by side as far as they are wanted; SQLite would read all that any of them lets
through, and sort it.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from app.store import stretches
from app.store.deliveries import FEED_ROWS, WITH_TRANSACTION
from app.store.filtering_sides import Where
from app.store.places import Place
from app.store.sqlite import Connection, Row, micros

Key = TypeVar("Key")
Item = TypeVar("Item")
_Values = Sequence[object]

_IDS = f"SELECT f.delivery_id FROM feed f {WITH_TRANSACTION}"  # noqa: S608 - our own words
_PLACES = "SELECT t.last_received_at, t.number FROM transactions t"
_EDGE = "(t.last_received_at, t.number)"


@dataclass(frozen=True, slots=True)
class Listed(Generic[Key, Item]):
    """What of a list a filter lets through."""

    ask: Callable[[Key, Key | None, int], list[Item]]  # below, down to, at most
    count: Callable[[Key, Key | None, int], int]
    down: Callable[[Key, int], Key | None]  # so many rows further down; None: at the end
    key: Callable[[Item], Key]


def feed(store: Connection, condition: Where, rows: str = FEED_ROWS) -> Listed[int, Row]:
    """Deliveries, the newest first."""
    lowest = store.execute("SELECT coalesce(min(delivery_id), 0) FROM feed").fetchone()[0]
    oldest: int = max(lowest, condition.first)

    def ask(top: int, floor: int | None, limit: int) -> list[Row]:
        bottom = oldest if floor is None else floor
        if len(condition.ways) > 1:
            ways = [_of_feed(store, way, top, bottom) for way in condition.ways]
            merged, values = _merged(_IDS, ways)
            sql = f"WHERE f.delivery_id IN ({merged} ORDER BY 1 DESC LIMIT ?)"
            statement = f"{rows} {sql} ORDER BY f.delivery_id DESC"
        else:
            sql, values = _of_feed(store, condition, top, bottom)
            statement = f"{rows} {sql} ORDER BY f.delivery_id DESC LIMIT ?"
        return store.execute(statement, (*values, limit)).fetchall()

    def count(top: int, floor: int | None, limit: int) -> int:
        sql, values = _of_feed(store, condition, top, oldest if floor is None else floor)
        return _count(store, f"SELECT 1 FROM feed f {WITH_TRANSACTION} {sql}", (*values, limit))  # noqa: S608

    return Listed(
        ask,
        count,
        lambda top, count: top - count if top - count > oldest else None,
        lambda row: int(row["delivery_id"]),
    )


def feed_keys(store: Connection, condition: Where, top: int, floor: int) -> array[int]:
    """The ids of all deliveries of a stretch, the newest first.

    SQLite puts them together: row by row, a reader asks for the interpreter fifty thousand times.
    Where nothing is filtered and none is missing, it only counts them.
    """
    if condition.sql == "1":
        stretch = "SELECT 1 FROM feed WHERE delivery_id < ? AND delivery_id >= ?"
        if _count(store, stretch, (top, floor, -1)) == top - floor:
            return array("q", range(top - 1, floor - 1, -1))
    sql, values = _of_feed(store, condition, top, floor)
    statement = f"SELECT json_group_array(delivery_id) FROM ({_IDS} {sql} ORDER BY 1 DESC)"  # noqa: S608
    return array("q", json.loads(store.execute(statement, values).fetchone()[0]))


def _of_feed(store: Connection, way: Where, top: int, floor: int) -> tuple[str, _Values]:
    sql = f"WHERE f.delivery_id < ? AND f.delivery_id >= ? AND {way.sql}"
    return sql, (top, floor, *stretches.of_feed(store, way.values, top, floor))


def places(store: Connection, condition: Where) -> Listed[Place, Place]:
    """Where transactions stand, the most recently active first; SQLite puts them together."""
    oldest = (condition.since, 0)

    def one(way: Where, top: Place, floor: Place | None) -> tuple[str, _Values]:
        values = stretches.of_transactions(store, way.values, top, floor)
        sql = f"WHERE {_EDGE} < (?, ?) AND {_EDGE} >= (?, ?) AND {way.sql}"
        return sql, (*top, *(oldest if floor is None else floor), *values)

    def ask(top: Place, floor: Place | None, limit: int) -> list[Place]:
        ways = condition.ways if len(condition.ways) > 1 else (condition,)
        found, values = _merged(_PLACES, [one(way, top, floor) for way in ways])
        statement = (
            "SELECT json_group_array(last_received_at), json_group_array(number)"  # noqa: S608
            f" FROM ({found} ORDER BY 1 DESC, 2 DESC LIMIT ?)"
        )
        times, numbers = store.execute(statement, (*values, limit)).fetchone()
        return list(zip(json.loads(times), json.loads(numbers), strict=True))

    def count(top: Place, floor: Place | None, limit: int) -> int:
        sql, values = one(condition, top, floor)
        return _count(store, f"SELECT 1 FROM transactions t {sql}", (*values, limit))  # noqa: S608

    def down(top: Place, rows: int) -> Place | None:
        below = f"WHERE {_EDGE} < (?, ?) ORDER BY 1 DESC, 2 DESC LIMIT 1 OFFSET ?"
        row = store.execute(f"{_PLACES} {below}", (*top, rows)).fetchone()
        return None if row is None or (row[0], row[1]) <= oldest else (row[0], row[1])

    return Listed(ask, count, down, lambda place: place)


def newest(store: Connection) -> int:
    """The newest delivery, 0 when there is none."""
    return int(store.execute("SELECT coalesce(max(delivery_id), 0) FROM feed").fetchone()[0])


def edge(store: Connection, at: datetime, transaction_id: str) -> Place:
    """Where a transaction stands."""
    row = store.execute(
        "SELECT number FROM transactions WHERE transaction_id = ?", (transaction_id,)
    ).fetchone()
    return micros(at), 0 if row is None else row["number"]


def _merged(select: str, ways: Sequence[tuple[str, _Values]]) -> tuple[str, _Values]:
    statement = " UNION ".join(f"{select} {sql}" for sql, _ in ways)
    return statement, [value for _, values in ways for value in values]


def _count(store: Connection, inner: str, values: _Values) -> int:
    return int(store.execute(f"SELECT count(*) FROM ({inner} LIMIT ?)", values).fetchone()[0])  # noqa: S608
