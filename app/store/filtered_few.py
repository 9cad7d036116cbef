"""Some transactions, as far as a filter lets them through now: what has just changed."""

from __future__ import annotations

from datetime import datetime

from app.core.query import Query
from app.store import filtering, stretches
from app.store.filtering_sides import TRANSACTIONS
from app.store.rows import TransactionRow
from app.store.sqlite import Connection, Row
from app.store.transactions import COLUMNS, transaction_row


def rows(
    store: Connection, query: Query, transaction_ids: str, now: datetime
) -> list[TransactionRow]:
    """Those of some transactions (a JSON list) that a filter lets through."""
    found = _among(store, query, transaction_ids, now, COLUMNS)
    return [transaction_row(row) for row in found]


def numbers(store: Connection, query: Query, transaction_ids: str, now: datetime) -> dict[str, int]:
    """The numbers of the same, by their ids."""
    found = _among(store, query, transaction_ids, now, "t.transaction_id, t.number")
    return {row["transaction_id"]: row["number"] for row in found}


def _among(
    store: Connection, query: Query, transaction_ids: str, now: datetime, columns: str
) -> list[Row]:
    """One by one by their numbers: an index of what is asked for may name half the store."""
    condition = filtering.where(store, TRANSACTIONS, query, now)
    statement = (
        f"SELECT {columns} FROM (SELECT n.number AS wanted FROM transactions n"  # noqa: S608
        " WHERE n.transaction_id IN (SELECT value FROM json_each(?)) LIMIT -1)"
        " CROSS JOIN transactions t NOT INDEXED ON t.number = wanted"
        f" WHERE {condition.sql} ORDER BY t.last_received_at DESC, t.number DESC"
    )
    values = stretches.of_ids(store, condition.values, transaction_ids)
    return store.execute(statement, (transaction_ids, *values)).fetchall()
