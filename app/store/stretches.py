"""Between which numbers nearly all transactions of a stretch of a list lie.

A transaction is numbered by its first delivery, so those of a stretch stand together but for the
few that took long. A condition that reads an index as a whole reads it between these numbers only.
"""

from __future__ import annotations

from collections.abc import Sequence

from app.store.filtering_sides import Edge
from app.store.places import Place
from app.store.sqlite import Connection

_ASTRAY = 20  # numbers that may lie below: each of them is asked for alone

_Values = Sequence[object]


def of_feed(store: Connection, values: _Values, top: int, floor: int) -> _Values:
    """The values with the numbers of deliveries below `top`, down to `floor`."""
    numbers = (
        "SELECT transaction_number AS number FROM events WHERE delivery_id < ? AND delivery_id >= ?"
    )
    return _filled(store, values, numbers, (top, floor))


def of_transactions(store: Connection, values: _Values, top: Place, floor: Place | None) -> _Values:
    """The same of transactions; `floor` None is the end of the list."""
    numbers = (
        "SELECT number FROM transactions"
        " WHERE (last_received_at, number) < (?, ?) AND (last_received_at, number) >= (?, ?)"
    )
    return _filled(store, values, numbers, (*top, *(floor or (0, 0))))


def of_ids(store: Connection, values: _Values, transaction_ids: str) -> _Values:
    """The same of some transactions, a JSON list."""
    numbers = (
        "SELECT number FROM transactions WHERE transaction_id IN (SELECT value FROM json_each(?))"
    )
    return _filled(store, values, numbers, (transaction_ids,))


def _filled(store: Connection, values: _Values, numbers: str, asked: tuple[object, ...]) -> _Values:
    if not any(isinstance(value, Edge) for value in values):
        return values
    lowest = f"({numbers} ORDER BY number LIMIT 1 OFFSET {_ASTRAY})"
    statement = f"SELECT coalesce({lowest}, 1 << 62), (SELECT max(number) FROM ({numbers}))"  # noqa: S608
    low, high = store.execute(statement, (*asked, *asked)).fetchone()
    edges = {Edge.LOWEST: low, Edge.HIGHEST: high}
    return [edges[value] if isinstance(value, Edge) else value for value in values]
