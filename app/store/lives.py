"""Transactions as they are kept, with their events; those of late stay at hand between slices.

The events of a transaction arrive close together, so most of what a slice touches was touched by
one before it. What is at hand is what was committed: a slice that fails lets go of everything.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from app.core.event import Event, Recorded
from app.store import alerting, history, keys
from app.store.meanings import Tell
from app.store.sqlite import Connection
from app.store.tallies import State
from app.store.waiting import PendingDelivery

MOST = 2_000  # that stay at hand: some tens of megabytes

Place: TypeAlias = tuple[int, int]  # delivery and position of an event

_TRANSACTIONS = """SELECT * FROM transactions
    WHERE transaction_id IN (SELECT value FROM json_each(?))"""


@dataclass(slots=True)
class Life:
    """One transaction."""

    transaction_id: str
    number: int | None = None  # None: it is not kept
    records: dict[Place, Recorded] = field(default_factory=dict)
    counted: State | None = None  # as the figures count it
    flags: tuple[str, ...] = ()
    keys: Sequence[keys.Row] = ()
    alerts: Sequence[alerting.Band] = ()

    def first(self) -> Place | None:
        """Where its earliest event stands."""
        return min(self.records, default=None)

    def add(self, delivery: PendingDelivery, position: int, event: Event) -> None:
        """A delivery tells of it."""
        self.records[delivery.delivery_id, position] = Recorded(
            event=event,
            delivery_id=delivery.delivery_id,
            fingerprint=delivery.fingerprint[: history.FINGERPRINT],
            received_at=delivery.received_at,
            source=delivery.source,
            attempts=delivery.attempts,
        )

    def forget(self, delivery_id: int) -> None:
        """What a delivery told of it counts no more."""
        for place in [place for place in self.records if place[0] == delivery_id]:
            del self.records[place]

    def recorded(self) -> list[Recorded]:
        return [self.records[place] for place in sorted(self.records)]


class Lives:
    """The lives that slices touch."""

    def __init__(self, views: Connection, tell: Tell) -> None:
        self._views, self._tell = views, tell
        self._at_hand: dict[str, Life] = {}

    def clear(self) -> None:
        """Nothing is at hand any more."""
        self._at_hand.clear()

    def trim(self) -> None:
        """Let go of those that were touched longest ago."""
        for transaction_id in list(self._at_hand)[:-MOST]:
            del self._at_hand[transaction_id]

    def known(self, transaction_id: str) -> Life | None:
        """One that is at hand."""
        return self._at_hand.get(transaction_id)

    def of(self, transaction_ids: Collection[str]) -> list[Life]:
        """These, in order, a new one for each that is not kept."""
        wanted = sorted(transaction_ids)
        self._load([one for one in wanted if one not in self._at_hand])
        lives: list[Life] = []
        for one in wanted:
            life = self._at_hand.pop(one, None) or Life(one)
            self._at_hand[one] = life
            lives.append(life)
        return lives

    def _load(self, transaction_ids: Sequence[str]) -> None:
        if not transaction_ids:
            return
        asked = json.dumps(transaction_ids)
        by_number: dict[int, Life] = {}
        for row in self._views.execute(_TRANSACTIONS, (asked,)):
            life = Life(row["transaction_id"], row["number"], flags=tuple(row["flags"].split()))
            life.counted = State.of(row) if row["is_counted"] else None
            by_number[row["number"]] = self._at_hand[life.transaction_id] = life
        if not by_number:
            return
        found = history.placed(self._views, by_number, self._tell)
        for number, place, record in found:
            by_number[number].records[place] = record
        for number, kept in keys.kept(self._views, by_number).items():
            by_number[number].keys = kept
        by_id = {life.transaction_id: life for life in by_number.values()}
        for subject, alerts in alerting.known(self._views, by_id).items():
            by_id[subject].alerts = alerts
