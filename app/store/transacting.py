"""What is written of transactions: the row of each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from app.core.event import Transaction
from app.store.feeding import amount, counterparty
from app.store.sqlite import Connection, micros, micros_or_none

Row: TypeAlias = tuple[object, ...]

_SAVE = f"INSERT OR REPLACE INTO transactions VALUES ({', '.join('?' * 26)})"  # noqa: S608


def save(views: Connection, rows: Sequence[Row]) -> None:
    """Rows of transactions in place of what there was."""
    views.executemany(_SAVE, rows)


def forget(views: Connection, number: int) -> None:
    """A transaction is no more."""
    views.execute("DELETE FROM transactions WHERE number = ?", (number,))


def row(number: int, state: Transaction, flags: Sequence[str], *, is_counted: bool) -> Row:
    """A transaction as it is kept."""
    return (
        number,
        state.provider,
        str(state.kind),
        state.key,
        str(state.status),
        state.provider_status,
        int(state.is_final),
        int(is_counted),
        int(state.is_money),
        *amount(state.money),
        *amount(state.charge),
        state.rail,
        state.direction,
        state.sender,
        state.receiver,
        counterparty(state.direction, state.sender, state.receiver),
        state.reference,
        micros_or_none(state.created_at),
        micros_or_none(state.occurred_at),
        micros(state.first_received_at),
        micros(state.last_received_at),
        micros_or_none(state.finalised_at),
        state.attempts,
        " ".join(flags),
    )
