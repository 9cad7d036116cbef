"""The figures that are kept up to date with every row, so that no question has to count."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.core.delivery import Source
from app.core.event import Transaction
from app.store.sqlite import Connection, micros, moment

MINUTE = 60_000_000  # microseconds
HOUR = 60 * MINUTE


@dataclass(frozen=True, slots=True)
class Standing:
    """What the figures count of one delivery."""

    provider: str
    standing: str
    attempts: int
    source: str
    received_at: datetime

    @property
    def is_counted(self) -> bool:
        """A test event of our own is shown, never counted."""
        return self.source != Source.TEST


def standing_of(views: Connection, delivery_id: int) -> Standing | None:
    """What the figures count of a delivery so far."""
    row = views.execute(
        "SELECT provider, standing, attempts, source, received_at FROM feed WHERE delivery_id = ?",
        (delivery_id,),
    ).fetchone()
    if row is None:
        return None
    return Standing(
        row["provider"],
        row["standing"],
        row["attempts"],
        row["source"],
        moment(row["received_at"]),
    )


def change_standing(views: Connection, before: Standing | None, after: Standing) -> None:
    """Count a delivery as it now is instead of as it was."""
    if before is not None:
        _count_standing(views, before, -1)
    _count_standing(views, after, 1)


def _count_standing(views: Connection, one: Standing, sign: int) -> None:
    _add(views, "feed", sign)
    if not one.is_counted:
        return
    _add(views, "deliveries", sign)
    _add(views, "attempts", sign * one.attempts)
    _add(views, f"standing:{one.provider}:{one.standing}", sign)
    views.execute(
        "INSERT INTO arrivals VALUES (?, ?, ?) ON CONFLICT (minute, provider)"
        " DO UPDATE SET count = count + excluded.count",
        (micros(one.received_at) // MINUTE, one.provider, sign),
    )


def _add(views: Connection, name: str, value: int) -> None:
    views.execute(
        "INSERT INTO numbers VALUES (?, ?) ON CONFLICT (name)"
        " DO UPDATE SET value = value + excluded.value",
        (name, value),
    )


def change_state(views: Connection, state: Transaction, *, counted: bool) -> None:
    """Count a transaction as it now is instead of as it was."""
    forget_state(views, state.transaction_id)
    _add(views, "all transactions", 1)
    if counted:
        hour = micros(state.first_received_at) // HOUR
        _count_state(views, hour, state.provider, str(state.status), 1)


def forget_state(views: Connection, transaction_id: str) -> None:
    """Count a transaction no more."""
    row = views.execute(
        "SELECT provider, status, first_received_at, is_counted FROM transactions"
        " WHERE transaction_id = ?",
        (transaction_id,),
    ).fetchone()
    if row is None:
        return
    _add(views, "all transactions", -1)
    if row["is_counted"]:
        _count_state(views, row["first_received_at"] // HOUR, row["provider"], row["status"], -1)


def _count_state(views: Connection, hour: int, provider: str, status: str, sign: int) -> None:
    _add(views, "transactions", sign)
    _add(views, f"status:{provider}:{status}", sign)
    views.execute(
        "INSERT INTO states VALUES (?, ?, ?, ?) ON CONFLICT (hour, provider, status)"
        " DO UPDATE SET count = count + excluded.count",
        (hour, provider, status, sign),
    )
