"""Search keys: how each identifier of a transaction is found again."""

from __future__ import annotations

from app.core.clabe import MASK, visible_run
from app.core.event import Identifier, IdKind, Transaction
from app.store.endings import ENDINGS, mirrored
from app.store.sqlite import Connection

_KEPT = """SELECT transaction_number, kind, key, mirrored, run, value, place FROM identifiers
    WHERE transaction_number = ? ORDER BY rowid"""


def save(views: Connection, number: int, state: Transaction) -> set[str]:
    """Keep the identifiers of a transaction; gives the hashes among them before and now."""
    kept = [tuple(row) for row in views.execute(_KEPT, (number,))]
    wanted = [_row(number, one) for one in state.identifiers]
    if kept != wanted:
        if kept:
            forget(views, number)
        views.executemany("INSERT INTO identifiers VALUES (?, ?, ?, ?, ?, ?, ?)", wanted)
    return {str(key) for _, kind, key, *_ in (*kept, *wanted) if kind == IdKind.TX_HASH}


def forget(views: Connection, number: int) -> None:
    """A transaction is found no more."""
    views.execute("DELETE FROM identifiers WHERE transaction_number = ?", (number,))


def _row(number: int, one: Identifier) -> tuple[object, ...]:
    """How it is found: from its beginning, from its end, by what a mask shows."""
    return (
        number,
        str(one.kind),
        one.key,
        mirrored(one.key) if one.kind in ENDINGS else None,
        visible_run(one.key) if MASK in one.key else None,
        None if one.value == one.key else one.value,
        one.path.rpartition(".")[2],
    )
