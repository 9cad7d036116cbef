"""The one writer of views.db: what the projector computes, with how far it has come.

Every delivery is projected as a whole and again whenever something about it changes, so that
projecting all from zero gives the same rows as projecting as things came.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.core.errors import StoreError
from app.core.event import Event, Recorded, Transaction
from app.store import schema, tallies
from app.store.documents import event_from_text, event_to_text
from app.store.sqlite import (
    Connection,
    Error,
    connect_reader,
    connect_writer,
    micros,
    micros_or_none,
    moment,
    transaction,
)
from app.store.tallies import Standing

# What can change about a delivery in facts.db, each a growing list that is read to its end.
_STREAMS = {
    "deliveries": "SELECT id, id AS delivery_id FROM deliveries WHERE id > ? ORDER BY id LIMIT ?",
    "attempts": "SELECT id, delivery_id FROM attempts WHERE id > ? ORDER BY id LIMIT ?",
    "admissions": "SELECT id, delivery_id FROM admissions WHERE id > ? ORDER BY id LIMIT ?",
}

_DELIVERY = """SELECT d.id, d.provider, d.environment, d.origin, d.body, d.fingerprint,
    d.received_at, coalesce(a.outcome, d.outcome) AS outcome, coalesce(a.basis, d.basis) AS basis,
    a.twin_id, 1 + (SELECT count(*) FROM attempts t WHERE t.delivery_id = d.id) AS attempts
    FROM deliveries d LEFT JOIN admissions a ON a.id = (
        SELECT max(id) FROM admissions WHERE delivery_id = d.id)
    WHERE d.id = ?"""


@dataclass(frozen=True, slots=True)
class PendingDelivery:
    """A delivery about which something is new, as it stands now."""

    delivery_id: int
    provider: str
    environment: str
    source: str
    body: bytes
    fingerprint: str
    received_at: datetime
    outcome: str
    basis: str
    attempts: int
    is_twin: bool  # its genuine copy carries the events


class ViewsWriter:
    """Owns the writing connection of views.db and a reading one of facts.db; one thread's."""

    def __init__(self, views: Path, facts: Path) -> None:
        """Open both, with the newest schema; raises sqlite.Error or StoreTooNew."""
        self._views = connect_writer(views, synchronous="NORMAL")
        try:
            self._views.execute("PRAGMA wal_autocheckpoint=16000")
            schema.apply(schema.VIEWS, self._views)
            self._facts = connect_reader(facts)
        except BaseException:
            self._views.close()
            raise

    def close(self) -> None:
        self._facts.close()
        self._views.close()

    def transaction(self) -> AbstractContextManager[Connection]:
        """One slice: everything saved within it is visible together or not at all."""
        return transaction(self._views)

    def reset(self) -> None:
        """Forget everything that was computed."""
        with self.transaction():
            for (name,) in self._views.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table'"
                " AND name NOT LIKE '\\_%' ESCAPE '\\' AND name NOT LIKE 'sqlite%'"
            ).fetchall():
                self._views.execute(f"DELETE FROM {name}")  # noqa: S608 - our own tables

    # --- what waits ---------------------------------------------------------------------------

    def pending(self, limit: int) -> tuple[list[PendingDelivery], dict[str, int]]:
        """Deliveries with news, oldest first, and how far each stream is read with them."""
        touched: dict[int, None] = {}
        cursors: dict[str, int] = {}
        for stream, statement in _STREAMS.items():
            seen = self._number(f"cursor:{stream}")
            rows = self._facts.execute(statement, (seen, limit)).fetchall()
            touched.update(dict.fromkeys(row["delivery_id"] for row in rows))
            cursors[stream] = rows[-1]["id"] if rows else seen
        return [self._pending(delivery_id) for delivery_id in sorted(touched)], cursors

    def _pending(self, delivery_id: int) -> PendingDelivery:
        row = self._facts.execute(_DELIVERY, (delivery_id,)).fetchone()
        return PendingDelivery(
            delivery_id=row["id"],
            provider=row["provider"],
            environment=row["environment"],
            source=row["origin"],
            body=row["body"],
            fingerprint=row["fingerprint"],
            received_at=moment(row["received_at"]),
            outcome=row["outcome"],
            basis=row["basis"],
            attempts=row["attempts"],
            is_twin=row["twin_id"] is not None,
        )

    def _number(self, name: str) -> int:
        row = self._views.execute("SELECT value FROM numbers WHERE name = ?", (name,)).fetchone()
        return 0 if row is None else int(row["value"])

    def advance(self, cursors: dict[str, int]) -> None:
        """Note how far the facts are projected, in the same transaction as the projection."""
        self._views.executemany(
            "INSERT OR REPLACE INTO numbers (name, value) VALUES (?, ?)",
            [(f"cursor:{stream}", value) for stream, value in cursors.items()],
        )

    # --- deliveries ---------------------------------------------------------------------------

    def save_delivery(
        self, delivery: PendingDelivery, standing: str, events: Sequence[Event], unreadable: str
    ) -> None:
        """One feed row; its events, unless a genuine copy carries them; the tallies."""
        before = tallies.standing_of(self._views, delivery.delivery_id)
        self._views.execute("DELETE FROM events WHERE delivery_id = ?", (delivery.delivery_id,))
        if not delivery.is_twin:
            self._views.executemany(
                "INSERT INTO events (delivery_id, position, transaction_id, fingerprint, document)"
                " VALUES (?, ?, ?, ?, ?)",
                [
                    (
                        delivery.delivery_id,
                        position,
                        event.transaction_id,
                        delivery.fingerprint,
                        event_to_text(event),
                    )
                    for position, event in enumerate(events)
                ],
            )
        event = events[0] if events else None
        money = event.money if event else None
        self._views.execute(
            f"INSERT OR REPLACE INTO feed VALUES ({', '.join('?' * 19)})",  # noqa: S608
            (
                delivery.delivery_id,
                micros(delivery.received_at),
                delivery.provider,
                delivery.environment,
                str(event.kind) if event else "",
                event.event_type if event else "",
                str(event.status) if event else "",
                event.provider_status if event else "",
                (money.amount or money.raw) if money else "",
                money.asset if money else "",
                event.rail if event else "",
                counterparty(event.direction, event.sender, event.receiver) if event else "",
                event.reference if event else "",
                event.transaction_id if event else "",
                delivery.attempts,
                standing,
                delivery.basis,
                delivery.source,
                unreadable,
            ),
        )
        after = Standing(
            delivery.provider, standing, delivery.attempts, delivery.source, delivery.received_at
        )
        tallies.change_standing(self._views, before, after)

    # --- transactions -------------------------------------------------------------------------

    def records(self, transaction_id: str) -> list[Recorded]:
        """All events of a transaction with their arrivals."""
        rows = self._views.execute(
            """SELECT e.document, e.delivery_id, e.fingerprint, f.received_at, f.source, f.attempts
            FROM events e JOIN feed f USING (delivery_id)
            WHERE e.transaction_id = ? ORDER BY e.delivery_id, e.position""",
            (transaction_id,),
        )
        return [
            Recorded(
                event=event_from_text(row["document"]),
                delivery_id=row["delivery_id"],
                fingerprint=row["fingerprint"],
                received_at=moment(row["received_at"]),
                source=row["source"],
                attempts=row["attempts"],
            )
            for row in rows
        ]

    def transactions_of(self, delivery_id: int) -> set[str]:
        """The transactions that a delivery's events are about, as projected so far."""
        rows = self._views.execute(
            "SELECT transaction_id FROM events WHERE delivery_id = ?", (delivery_id,)
        )
        return {row["transaction_id"] for row in rows}

    def save_transaction(self, state: Transaction, flags: Iterable[str], *, counted: bool) -> None:
        """The state of a transaction, its search keys and its place in the tallies."""
        tallies.change_state(self._views, state, counted=counted)
        money, charge = state.money, state.charge
        self._views.execute(
            f"INSERT OR REPLACE INTO transactions VALUES ({', '.join('?' * 27)})",  # noqa: S608
            (
                state.transaction_id,
                state.provider,
                str(state.kind),
                state.key,
                str(state.status),
                state.provider_status,
                int(state.is_final),
                int(counted),
                int(state.is_money),
                (money.amount or money.raw) if money else "",
                money.asset if money else "",
                (charge.amount or charge.raw) if charge else "",
                charge.asset if charge else "",
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
                " ".join(sorted(set(flags))),
                _pairs_text(state.facts),
            ),
        )
        self._save_identifiers(state)

    def _save_identifiers(self, state: Transaction) -> None:
        self._views.execute(
            "DELETE FROM identifiers WHERE transaction_id = ?", (state.transaction_id,)
        )
        self._views.executemany(
            "INSERT OR IGNORE INTO identifiers VALUES (?, ?, ?, ?, ?, ?, ?)",
            [
                (
                    state.transaction_id,
                    str(one.kind),
                    one.key,
                    one.key[::-1],
                    one.value,
                    one.path,
                    one.role,
                )
                for one in state.identifiers
            ],
        )

    def forget_transaction(self, transaction_id: str) -> None:
        """Remove a transaction that no event speaks of any more."""
        tallies.forget_state(self._views, transaction_id)
        for statement in (
            "DELETE FROM transactions WHERE transaction_id = ?",
            "DELETE FROM identifiers WHERE transaction_id = ?",
            "DELETE FROM relations WHERE transaction_id = ?",
            "DELETE FROM relations WHERE other_id = ?",
        ):
            self._views.execute(statement, (transaction_id,))

    # --- relations ----------------------------------------------------------------------------

    def sharing(
        self, state: Transaction, kinds: Iterable[str], own_key: str, limit: int
    ) -> list[str]:
        """Transactions that share a key of these kinds, name this one, or are named by it."""
        chosen = tuple(kinds)
        marks = ", ".join("?" * len(chosen))
        rows = self._views.execute(
            f"""SELECT other.transaction_id FROM identifiers mine
            JOIN identifiers other ON other.key = mine.key AND other.kind = mine.kind
            WHERE mine.transaction_id = ?1 AND mine.kind IN ({marks}) AND other.transaction_id <> ?1
            UNION SELECT transaction_id FROM identifiers
            WHERE key = ? AND kind = 'id' AND transaction_id <> ?1
            UNION SELECT t.transaction_id FROM identifiers mine
            JOIN transactions t ON t.key = mine.value
            WHERE mine.transaction_id = ?1 AND mine.kind = 'id' AND t.transaction_id <> ?1
            ORDER BY 1 LIMIT ?""",  # noqa: S608 - marks only
            (state.transaction_id, *chosen, own_key, limit),
        )
        return [row["transaction_id"] for row in rows]

    def relate(self, one: str, other: str, evidence: str) -> bool:
        """Two transactions belong together, in both directions; whether that is news."""
        if not evidence:
            return False
        known = self._views.execute(
            "SELECT 1 FROM relations WHERE transaction_id = ? AND other_id = ? AND evidence = ?",
            (one, other, evidence),
        ).fetchone()
        if known is None:
            self._views.executemany(
                "INSERT OR REPLACE INTO relations VALUES (?, ?, ?)",
                [(one, other, evidence), (other, one, evidence)],
            )
        return known is None

    def flag(self, transaction_id: str, flag: str) -> bool:
        """Add a flag that only several transactions together show; whether that is news."""
        (flags,) = self._views.execute(
            "SELECT flags FROM transactions WHERE transaction_id = ?", (transaction_id,)
        ).fetchone()
        known = set(flags.split())
        self._views.execute(
            "UPDATE transactions SET flags = ? WHERE transaction_id = ?",
            (" ".join(sorted(known | {flag})), transaction_id),
        )
        return flag not in known


@contextmanager
def opened(views: Path, facts: Path) -> Iterator[ViewsWriter]:
    """A ViewsWriter for a while; what fails about its files is raised as StoreError."""
    try:
        writer = ViewsWriter(views, facts)
        try:
            yield writer
        finally:
            writer.close()
    except Error as error:
        raise StoreError(
            "The views cannot be written.",
            cause=f"SQLite says: {error}.",
            remedy="Look at free space and rights of the data folder; nothing received is lost.",
        ) from error


def counterparty(direction: str, sender: str, receiver: str) -> str:
    """Whom a list shows: the one on the other side."""
    return (receiver or sender) if direction == "out" else (sender or receiver)


def _pairs_text(pairs: Sequence[tuple[str, str]]) -> str:
    return json.dumps(pairs, ensure_ascii=False, separators=(",", ":"))
