"""Some transactions, as far as a filter lets them through now: what changed, or is urgent."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from datetime import datetime

from app.core.query import Query
from app.store import filtering, stretches
from app.store.filtering_sides import SOME, Where
from app.store.places import Place
from app.store.rows import TransactionRow
from app.store.sqlite import Connection
from app.store.transactions import COLUMNS, transaction_row

_AT_FIRST, _GROWTH = 25, 4  # transactions of one question, and how many times more of the next
_TICK = 1e-4  # seconds: no question is believed to be quicker


def rows(
    store: Connection, query: Query, transaction_ids: str, now: datetime
) -> list[TransactionRow]:
    """Those of some transactions (a JSON list) that a filter lets through."""
    among, values = _among(store, filtering.where(store, SOME, query, now), transaction_ids)
    order = "ORDER BY t.last_received_at DESC, t.number DESC"
    statement = f"SELECT {COLUMNS} {among} {order}"
    return [transaction_row(row) for row in store.execute(statement, values)]


def numbers(
    store: Connection,
    query: Query,
    ids: Sequence[str],
    limit: int,
    now: datetime,
    patience: float,
) -> tuple[list[int], Sequence[str]]:
    """The numbers of those that a filter lets through, in their order; and what is left to ask.

    Asked are as many as it takes to find so many, or as there is time for.
    """
    ends_at = time.monotonic() + patience
    condition = filtering.where(store, SOME, query, now) if ids else Where("0", ())
    found: list[int] = []
    size = _AT_FIRST
    while ids:
        began_at = time.monotonic()
        some, ids = ids[:size], ids[size:]
        among, values = _among(store, condition, json.dumps(some))
        columns = "json_group_array(t.transaction_id), json_group_array(t.number)"
        known = store.execute(f"SELECT {columns} {among}", values).fetchone()
        by_id = dict(zip(*map(json.loads, known), strict=True))
        found += [by_id[one] for one in some if one in by_id]
        ended_at = time.monotonic()
        if len(found) >= limit or ended_at >= ends_at:
            break
        affordable = (ends_at - ended_at) / max(ended_at - began_at, _TICK)
        size = max(_AT_FIRST, int(size * min(_GROWTH, affordable)))
    return found, ids


def all_places(
    store: Connection, condition: Where, top: Place, ids: Sequence[str]
) -> tuple[list[Place], list[int]]:
    """Where all stand that an index names, below a place; and the numbers of some, in their order.

    Read once for both, and put together by SQLite.
    """
    statement = (
        "SELECT json_group_array(at), json_group_array(number),"  # noqa: S608
        " json_group_array(json_array(id, number)) FILTER (WHERE id IN"
        " (SELECT value FROM json_each(?))) FROM ("
        "SELECT t.last_received_at AS at, t.number AS number, t.transaction_id AS id"
        f" FROM transactions t WHERE (t.last_received_at, t.number) < (?, ?) AND {condition.sql}"
        " ORDER BY 1 DESC, 2 DESC LIMIT -1)"
    )
    asked = (json.dumps(ids), *top, *condition.values)
    times, numbers, some = map(json.loads, store.execute(statement, asked).fetchone())
    by_id = dict(some)
    return list(zip(times, numbers, strict=True)), [by_id[one] for one in ids if one in by_id]


def _among(
    store: Connection, condition: Where, transaction_ids: str
) -> tuple[str, Sequence[object]]:
    """One by one by their numbers: an index of what is asked for may name half the store."""
    among = (
        "FROM (SELECT n.number AS wanted FROM transactions n"  # noqa: S608
        " WHERE n.transaction_id IN (SELECT value FROM json_each(?)) LIMIT -1)"
        f" CROSS JOIN transactions t NOT INDEXED ON t.number = wanted WHERE {condition.sql}"
    )
    values = stretches.of_ids(store, condition.values, transaction_ids)
    return among, (transaction_ids, *values)
