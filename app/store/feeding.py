"""What is written of deliveries: their rows in the feed, and what their events are about."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from app.core.delivery import Outcome, Source
from app.core.event import Event, Money
from app.store.sqlite import Connection, Row, micros
from app.store.tallies import Standing, general
from app.store.waiting import PendingDelivery

_FEED = f"INSERT OR REPLACE INTO feed VALUES ({', '.join('?' * 21)})"  # noqa: S608
_EVENT = "INSERT INTO events VALUES (?, ?, ?)"


@dataclass(frozen=True, slots=True)
class Reading:
    """A delivery with what it was read as."""

    delivery: PendingDelivery
    standing: str
    events: Sequence[Event] = ()
    unreadable: str = ""  # why it has no meaning

    @property
    def kept(self) -> Sequence[Event]:
        """Its events, unless a genuine copy carries them."""
        return () if self.delivery.is_twin else self.events

    @property
    def cause(self) -> str:
        """Why it was not taken in, without what varies; "" when it was."""
        if self.standing == Outcome.TRUSTED:
            return ""
        return general(self.unreadable or self.delivery.reason) or self.standing

    @property
    def is_counted(self) -> bool:
        """Not so a test event of our own, or the twin of a genuine delivery."""
        return self.delivery.source != Source.TEST and not self.delivery.is_twin


def known(views: Connection, delivery_ids: Sequence[int]) -> Mapping[int, Row]:
    """Those of these deliveries, in order, that were projected before: as they were then."""
    (newest,) = views.execute("SELECT coalesce(max(delivery_id), 0) FROM feed").fetchone()
    before = [one for one in delivery_ids if one <= newest]
    if not before:
        return {}
    rows = views.execute(
        "SELECT * FROM feed WHERE delivery_id IN (SELECT value FROM json_each(?))",
        (json.dumps(before),),
    )
    return {row["delivery_id"]: row for row in rows}


def transactions_of(views: Connection, delivery_ids: Iterable[int]) -> dict[int, list[str]]:
    """The transactions that the events of deliveries are about, as projected so far."""
    asked = list(delivery_ids)
    found: dict[int, list[str]] = {}
    if asked:
        rows = views.execute(
            "SELECT e.delivery_id, t.transaction_id FROM events e"
            " JOIN transactions t ON t.number = e.transaction_number"
            " WHERE e.delivery_id IN (SELECT value FROM json_each(?))",
            (json.dumps(asked),),
        )
        for row in rows:
            found.setdefault(row["delivery_id"], []).append(row["transaction_id"])
    return found


def forget_events(views: Connection, delivery_ids: Iterable[int]) -> None:
    """What deliveries told before."""
    views.executemany("DELETE FROM events WHERE delivery_id = ?", [(one,) for one in delivery_ids])


def save(views: Connection, read: Sequence[Reading], numbers: Mapping[str, int | None]) -> None:
    """The rows of deliveries and of their events, by the numbers of their transactions."""
    views.executemany(
        _EVENT,
        [
            (one.delivery.delivery_id, position, numbers[event.transaction_id])
            for one in read
            for position, event in enumerate(one.kept)
        ],
    )
    views.executemany(_FEED, [_row(one, numbers) for one in read])


def standing(one: Reading) -> Standing:
    """What the figures count of a delivery."""
    delivery, event = one.delivery, one.events[0] if one.events else None
    return Standing(
        delivery.provider,
        delivery.environment,
        str(event.kind) if event else "",
        event.money.asset if event and event.money else "",
        str(event.status) if event else "",
        one.standing,
        one.cause,
        delivery.attempts,
        micros(delivery.received_at),
        one.is_counted,
    )


def amount(money: Money | None) -> tuple[str, str]:
    """An amount as it is shown, the provider's own text when it is no number; and its asset."""
    return (money.amount or money.raw, money.asset) if money else ("", "")


def counterparty(direction: str, sender: str, receiver: str) -> str:
    """Whom a list shows: the one on the other side."""
    return (receiver or sender) if direction == "out" else (sender or receiver)


def _row(one: Reading, numbers: Mapping[str, int | None]) -> tuple[object, ...]:
    delivery = one.delivery
    told = _NOTHING
    if one.events:
        event = one.events[0]
        told = (
            str(event.kind),
            event.event_type,
            str(event.status),
            event.provider_status,
            *amount(event.money),
            event.rail,
            counterparty(event.direction, event.sender, event.receiver),
            event.reference,
        )
    return (
        delivery.delivery_id,
        micros(delivery.received_at),
        delivery.provider,
        delivery.environment,
        *told,
        numbers[one.kept[0].transaction_id] if one.kept else None,
        delivery.attempts,
        one.standing,
        delivery.basis,
        delivery.source,
        one.unreadable,
        one.cause,
        int(one.is_counted),
    )


_NOTHING: tuple[str, ...] = ("",) * 9
