"""Which deliveries came in which hour, so that a list by number knows where a time begins and ends.

Numbers follow the order of arrival, but a clock may be put back: an hour then holds numbers that
stand among those of another, and what is said here is still true of each.
"""

from __future__ import annotations

from collections.abc import Mapping

from app.store.sqlite import Connection

HOUR = 3_600_000_000  # microseconds
BEYOND = 1 << 40  # above the number of every delivery

Span = tuple[int, int]  # the lowest and the highest delivery

_ADD = """INSERT INTO hours VALUES (?, ?, ?) ON CONFLICT DO UPDATE
    SET first = min(first, excluded.first), last = max(last, excluded.last)"""


def with_one(spans: dict[int, Span], at: int, delivery_id: int) -> None:
    """Note a delivery among those of its hour."""
    first, last = spans.get(at // HOUR, (delivery_id, delivery_id))
    spans[at // HOUR] = min(first, delivery_id), max(last, delivery_id)


def add(views: Connection, spans: Mapping[int, Span]) -> None:
    """Write what a slice noted."""
    views.executemany(_ADD, [(hour, *span) for hour, span in spans.items()])


def first_since(store: Connection, at: int) -> int:
    """No delivery of a lower number arrived at this moment or later."""
    return _asked(store, "min(first)", ">=", at, BEYOND)


def last_until(store: Connection, at: int) -> int:
    """No delivery of a higher number arrived at this moment or earlier."""
    return _asked(store, "max(last)", "<=", at, 0)


def _asked(store: Connection, what: str, sign: str, at: int, otherwise: int) -> int:
    statement = f"SELECT coalesce({what}, ?) FROM hours WHERE hour {sign} ?"  # noqa: S608
    return int(store.execute(statement, (otherwise, at // HOUR)).fetchone()[0])
