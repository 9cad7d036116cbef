"""Transactions that a provider did not list when it was asked: since which run, and until when.

A run names what it missed and what it found again. What arrived after the run was told by the
provider after all; whether that is so is asked when the transaction is folded, so that it does not
matter in which order runs and deliveries are projected.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime

from app.store.sqlite import Connection, moment

RUNS = "backfills"  # the growing list in facts.db

_HEARD = """SELECT max(at) FROM (
    SELECT received_at AS at FROM deliveries WHERE id IN (SELECT value FROM json_each(:ids))
    UNION ALL SELECT received_at FROM attempts
    WHERE delivery_id IN (SELECT value FROM json_each(:ids)))"""


def read_runs(
    views: Connection, facts: Connection, last: int, limit: int
) -> tuple[set[str], int] | None:
    """Take in the next runs: the transactions they speak of and how far it is read; None: all."""
    rows = facts.execute(
        f"SELECT id, started_at, missing_there, found_there FROM {RUNS}"  # noqa: S608
        " WHERE id > ? ORDER BY id LIMIT ?",
        (last, limit),
    ).fetchall()
    touched: set[str] = set()
    for row in rows:
        missing, found = json.loads(row["missing_there"]), json.loads(row["found_there"])
        views.executemany(
            "INSERT INTO unlisted VALUES (?1, ?2, ?2)"
            " ON CONFLICT (transaction_id) DO UPDATE SET at = ?2",
            [(one, row["started_at"]) for one in missing],
        )
        views.executemany(
            "DELETE FROM unlisted WHERE transaction_id = ?", [(one,) for one in found]
        )
        touched |= {*missing, *found}
    return (touched, rows[-1]["id"]) if rows else None


def among(views: Connection, transaction_ids: Iterable[str]) -> set[str]:
    """Those of these transactions that a provider once did not list: very few."""
    if views.execute("SELECT 1 FROM unlisted LIMIT 1").fetchone() is None:
        return set()
    rows = views.execute(
        "SELECT transaction_id FROM unlisted"
        " WHERE transaction_id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(transaction_ids)),),
    )
    return {row["transaction_id"] for row in rows}


def since(
    views: Connection, facts: Connection, transaction_id: str, delivery_ids: Iterable[int]
) -> datetime | None:
    """Since when its provider does not list it; None when it does, or has told of it since."""
    row = views.execute(
        "SELECT since, at FROM unlisted WHERE transaction_id = ?", (transaction_id,)
    ).fetchone()
    if row is None:
        return None
    (heard,) = facts.execute(_HEARD, {"ids": json.dumps(list(delivery_ids))}).fetchone()
    if heard is not None and heard > row["at"]:
        return None
    return moment(row["at"] if heard is not None and heard > row["since"] else row["since"])
