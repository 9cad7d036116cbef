"""Search keys: how each identifier of a transaction is found again."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TypeAlias

from app.core.clabe import MASK, visible_run
from app.core.event import Identifier, IdKind, Transaction
from app.store.sqlite import Connection

# Kind, key, what a mask shows, value, place.
Row: TypeAlias = tuple[str, str, str | None, str | None, str]

_KEPT = """SELECT transaction_number, kind, key, run, value, place FROM identifiers
    WHERE transaction_number IN (SELECT value FROM json_each(?)) ORDER BY rowid"""


def kept(views: Connection, numbers: Collection[int]) -> Mapping[int, Sequence[Row]]:
    """The keys of these transactions as they are kept."""
    found: dict[int, list[Row]] = {}
    for number, *row in views.execute(_KEPT, (json.dumps(list(numbers)),)):
        found.setdefault(number, []).append(tuple(row))
    return found


def of(state: Transaction) -> Sequence[Row]:
    """The keys of a transaction."""
    return [_row(one) for one in state.identifiers]


def hashes(rows: Iterable[Row]) -> set[str]:
    """The hashes among keys."""
    return {row[1] for row in rows if row[0] == IdKind.TX_HASH}


def save(views: Connection, rows: Iterable[tuple[int, Row]]) -> None:
    """Keep keys of transactions, each with its number."""
    views.executemany(
        "INSERT INTO identifiers VALUES (?, ?, ?, ?, ?, ?)",
        [(number, *row) for number, row in rows],
    )


def forget(views: Connection, number: int) -> None:
    """A transaction is found no more."""
    views.execute("DELETE FROM identifiers WHERE transaction_number = ?", (number,))


def _row(one: Identifier) -> Row:
    """How it is found: from its beginning, by what a mask shows; its end follows from both."""
    return (
        str(one.kind),
        one.key,
        visible_run(one.key) if MASK in one.key else None,
        None if one.value == one.key else one.value,
        one.path.rpartition(".")[2],
    )
