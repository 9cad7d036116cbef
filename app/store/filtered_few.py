"""Some transactions, as far as a filter lets them through now: what changed, or is urgent."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from datetime import datetime

from app.core.query import Query
from app.store import filtering, stretches
from app.store.filtering_sides import TRANSACTIONS, Where
from app.store.rows import TransactionRow
from app.store.sqlite import Connection, Row
from app.store.transactions import COLUMNS, transaction_row

_AT_FIRST = 100  # transactions that are asked in the first of two questions


def rows(
    store: Connection, query: Query, transaction_ids: str, now: datetime
) -> list[TransactionRow]:
    """Those of some transactions (a JSON list) that a filter lets through."""
    condition = filtering.where(store, TRANSACTIONS, query, now)
    return [transaction_row(row) for row in _among(store, condition, transaction_ids, COLUMNS)]


def numbers(
    store: Connection, condition: Where, ids: Sequence[str], limit: int, patience: float
) -> tuple[list[int], Sequence[str]]:
    """The numbers of those that fulfil a condition, in their order; and what is left to be asked.

    Asked are as many as it takes to find so many, or as there is time for.
    """
    ends_at = time.monotonic() + patience
    found: list[int] = []
    for some, left in ((ids[:_AT_FIRST], ids[_AT_FIRST:]), (ids[_AT_FIRST:], ())):
        if not some:
            break
        rows = _among(store, condition, json.dumps(some), "t.transaction_id, t.number")
        by_id = {row["transaction_id"]: row["number"] for row in rows}
        found += [by_id[one] for one in some if one in by_id]
        if len(found) >= limit or time.monotonic() >= ends_at:
            return found, left
    return found, ()


def _among(store: Connection, condition: Where, transaction_ids: str, columns: str) -> list[Row]:
    """One by one by their numbers: an index of what is asked for may name half the store."""
    statement = (
        f"SELECT {columns} FROM (SELECT n.number AS wanted FROM transactions n"  # noqa: S608
        " WHERE n.transaction_id IN (SELECT value FROM json_each(?)) LIMIT -1)"
        " CROSS JOIN transactions t NOT INDEXED ON t.number = wanted"
        f" WHERE {condition.sql} ORDER BY t.last_received_at DESC, t.number DESC"
    )
    values = stretches.of_ids(store, condition.values, transaction_ids)
    return store.execute(statement, (transaction_ids, *values)).fetchall()
