"""In which weeks there is a word at all: the figures know, so a list looks through no others.

They count every row but those that are left out of them, which an index names.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from app.store import hours
from app.store.filtering_sides import Side, Where
from app.store.rollups import SECOND, WEEK, Figure
from app.store.sqlite import Connection

_WEEK = WEEK * SECOND
_NOTHING = Where("0", (), is_few=True, first=hours.BEYOND, last=0, since=1 << 62)


def within(store: Connection, side: Side, column: str, asks: Callable[[str], Where]) -> Where:
    """What is asked of a column, with the weeks in which anything answers it."""
    condition = asks(f"{side.row}.{column}")
    if _is_left_out(store, side, condition):
        return condition
    figure = Figure.ARRIVALS if side.is_feed else Figure.STATES  # both by the (first) arrival
    asked = asks(f"r.{column}")
    weeks = f"FROM rollups r WHERE r.figure = ? AND r.level = ? AND {asked.sql}"
    first, last = store.execute(
        f"SELECT min(r.slot), max(r.slot) {weeks}",
        (str(figure), WEEK, *asked.values),
    ).fetchone()
    if first is None:
        return _NOTHING
    if side.is_feed:
        return replace(
            condition,
            first=hours.first_since(store, first * _WEEK),
            last=hours.last_until(store, (last + 1) * _WEEK),
        )
    return replace(condition, since=first * _WEEK)


def _is_left_out(store: Connection, side: Side, condition: Where) -> bool:
    """Whether a row that no figure counts answers."""
    table = "feed f" if side.is_feed else "transactions t"
    some = f"SELECT 1 FROM {table} WHERE {side.row}.is_counted = 0 AND {condition.sql} LIMIT 1"  # noqa: S608
    return store.execute(some, condition.values).fetchone() is not None
