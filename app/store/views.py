"""The one writer of views.db: what the projector computes, with how far it has come.

Every delivery is projected as a whole and again whenever something about it changes, so that
projecting all from zero gives the same rows as projecting as things came.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path

from app.core.alerts import Alert
from app.core.delivery import Outcome, Source
from app.core.errors import StoreError
from app.core.event import Event, Money, Recorded, Transaction
from app.store import (
    alerting,
    history,
    hours,
    inside,
    keys,
    shared_hash,
    unlisted,
    views_file,
    waiting,
)
from app.store.catalogue import Catalogue
from app.store.documents import event_to_document
from app.store.history import FINGERPRINT
from app.store.numbering import Numbering
from app.store.sqlite import (
    Error,
    connect_reader,
    identity,
    is_damage,
    micros,
    micros_or_none,
    transaction,
)
from app.store.tallies import Standing, State, Tallies, general
from app.store.waiting import STREAMS, PendingDelivery

_FEED = f"INSERT OR REPLACE INTO feed VALUES ({', '.join('?' * 21)})"  # noqa: S608
_TRANSACTION = f"INSERT OR REPLACE INTO transactions VALUES ({', '.join('?' * 27)})"  # noqa: S608
_EVENT = "INSERT INTO events VALUES (?, ?, ?, ?, ?)"


MOST_READ = 5_000  # events that need not be read again


class ViewsWriter:
    """Owns the writing connection of views.db and a reading one of facts.db; one thread's."""

    def __init__(self, views: Path, facts: Path) -> None:
        """Open both, what cannot serve as views made anew; raises sqlite.Error or OSError."""
        self._tallies, self._catalogue = Tallies(), Catalogue()
        self._read: dict[bytes, Event] = {}
        self._paths = views, facts
        self._facts = connect_reader(facts)
        self.begins_at = alerting.begins_at(self._facts)  # before it, alerts are history
        try:
            self._views = views_file.open_views(views, self._facts)
            self._numbering = Numbering(self._views)
        except BaseException:
            self._facts.close()
            raise
        self._files = self._found()

    @property
    def is_current(self) -> bool:
        """Whether the files that it has open are those that stand in the data folder."""
        return self._found() == self._files

    def _found(self) -> tuple[object, ...]:
        return tuple(identity(path) for path in self._paths)

    def close(self) -> None:
        self._facts.close()
        self._views.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """One slice: everything saved within it is visible together or not at all."""
        with transaction(self._views):
            self._tallies = Tallies()
            self._numbering.begin()
            self._catalogue.begin()
            if len(self._read) > MOST_READ:
                self._read.clear()
            yield
            self._catalogue.write(self._views)
            self._tallies.write(self._views)

    def reset(self) -> None:
        """Forget everything that was computed."""
        with transaction(self._views):
            for (name,) in self._views.execute(
                "SELECT name FROM pragma_table_list"
                " WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite%'"
            ).fetchall():
                self._views.execute(f"DELETE FROM {name}")  # noqa: S608 - our own tables
            for name in ("inside", "words"):
                self._views.execute(f"INSERT INTO {name} ({name}) VALUES ('delete-all')")  # noqa: S608

    # --- what waits ---------------------------------------------------------------------------

    def pending(self, limit: int) -> tuple[list[int], dict[str, int]]:
        """Deliveries with news, oldest first, and how far each list is read with them."""
        cursors = {stream: self._reached(stream) for stream in STREAMS}
        return waiting.waiting(self._facts, cursors, limit)

    def _reached(self, stream: str) -> int:
        row = self._views.execute("SELECT last FROM cursors WHERE stream = ?", (stream,)).fetchone()
        return row["last"] if row else 0

    def count_answers(self, limit: int) -> int:
        """Count our next acknowledgements; gives how many there were."""
        rows = waiting.answers(self._facts, self._reached(waiting.ANSWERS), limit)
        for row in rows:
            self._tallies.count_answer(
                row["provider"], row["environment"], row["received_at"], row["at"]
            )
        if rows:
            self.advance({waiting.ANSWERS: rows[-1]["id"]})
        return len(rows)

    def read_runs(self, limit: int) -> set[str] | None:
        """The transactions that the next runs of asking providers speak of; None without a run."""
        found = unlisted.read_runs(self._views, self._facts, self._reached(unlisted.RUNS), limit)
        if found is None:
            return None
        touched, last = found
        self.advance({unlisted.RUNS: last})
        return touched

    def unlisted_since(self, transaction_id: str, deliveries: Iterable[int]) -> datetime | None:
        """Since when its provider does not list a transaction of these deliveries, if so."""
        return unlisted.since(self._views, self._facts, transaction_id, deliveries)

    def delivery(self, delivery_id: int) -> PendingDelivery:
        """A delivery as it stands now."""
        return waiting.delivery(self._facts, delivery_id)

    def advance(self, cursors: Mapping[str, int]) -> None:
        """Note how far the facts are projected, in the same transaction as the projection."""
        self._views.executemany("INSERT OR REPLACE INTO cursors VALUES (?, ?)", cursors.items())

    def index(self, limit: int = inside.BATCH) -> int:
        """Make the next transactions findable by what stands inside; how many they were."""
        with transaction(self._views):
            return inside.fill(self._views, partial(waiting.bodies, self._facts), limit)

    # --- deliveries ---------------------------------------------------------------------------

    def save_delivery(
        self, delivery: PendingDelivery, standing: str, events: Sequence[Event], unreadable: str
    ) -> None:
        """One feed row; its events, unless a genuine copy carries them; the tallies."""
        number = self._save_events(delivery, () if delivery.is_twin else events)
        known = self._views.execute(
            "SELECT * FROM feed WHERE delivery_id = ?", (delivery.delivery_id,)
        ).fetchone()
        if known is not None:
            self._tallies.count_delivery(Standing.of(known), -1)
        is_counted = delivery.source != Source.TEST and not delivery.is_twin
        at = micros(delivery.received_at)
        event = events[0] if events else None
        amount, asset = _amount(event.money if event else None)
        cause = ""
        if standing != Outcome.TRUSTED:
            cause = general(unreadable or delivery.reason) or standing
        self._views.execute(
            _FEED,
            (
                delivery.delivery_id,
                at,
                delivery.provider,
                delivery.environment,
                str(event.kind) if event else "",
                event.event_type if event else "",
                str(event.status) if event else "",
                event.provider_status if event else "",
                amount,
                asset,
                event.rail if event else "",
                counterparty(event.direction, event.sender, event.receiver) if event else "",
                event.reference if event else "",
                number,
                delivery.attempts,
                standing,
                delivery.basis,
                delivery.source,
                unreadable,
                cause,
                int(is_counted),
            ),
        )
        now = Standing(
            delivery.provider,
            delivery.environment,
            str(event.kind) if event else "",
            asset,
            str(event.status) if event else "",
            standing,
            cause,
            delivery.attempts,
            at,
            is_counted,
        )
        self._tallies.count_delivery(now, 1)
        hours.with_one(self._tallies.hours, at, delivery.delivery_id)
        if event is not None and is_counted:
            self._catalogue.count(self._views, delivery.delivery_id, at, event)
        elif known is not None and known["is_counted"] and known["transaction_number"]:
            self._catalogue.forget(self._views, delivery.delivery_id)

    def _save_events(self, delivery: PendingDelivery, events: Iterable[Event]) -> int | None:
        """Put a delivery's events in place of what it had; the transaction of the first."""
        self._views.execute("DELETE FROM events WHERE delivery_id = ?", (delivery.delivery_id,))
        rows = []
        for position, event in enumerate(events):
            number = self._numbering.number(event.transaction_id, delivery.delivery_id, position)
            document = event_to_document(event)
            self._read[document] = event
            fingerprint = delivery.fingerprint[:FINGERPRINT]
            rows.append((delivery.delivery_id, position, number, fingerprint, document))
        self._views.executemany(_EVENT, rows)
        return rows[0][2] if rows else None

    def transactions_of(self, delivery_id: int) -> set[str]:
        """The transactions that a delivery's events are about, as projected so far."""
        rows = self._views.execute(
            "SELECT t.transaction_id FROM events e"
            " JOIN transactions t ON t.number = e.transaction_number WHERE e.delivery_id = ?",
            (delivery_id,),
        )
        return {row["transaction_id"] for row in rows}

    # --- transactions -------------------------------------------------------------------------

    def records(self, transaction_id: str) -> list[Recorded]:
        """All events of a transaction with their arrivals."""
        number = self._numbering.known(transaction_id)
        return [] if number is None else history.records(self._views, number, self._read)

    def sharing(self, transaction_id: str) -> list[str]:
        """Transactions that may be about the same money."""
        return history.sharing(self._views, transaction_id)

    def save_transaction(self, state: Transaction, *, counted: bool) -> set[str]:
        """The state of a transaction, its search keys and its place in the tallies.

        Gives the other transactions whose flags changed by it.
        """
        self._take_from_tallies(state.transaction_id)
        if counted:
            self._tallies.count_state(State.of_state(state), 1)
        number = self._numbering.settled(state.transaction_id)
        self._views.execute(
            _TRANSACTION,
            (
                number,
                state.transaction_id,
                state.provider,
                str(state.kind),
                state.key,
                str(state.status),
                state.provider_status,
                int(state.is_final),
                int(counted),
                int(state.is_money),
                *_amount(state.money),
                *_amount(state.charge),
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
                " ".join(sorted(set(state.flags))),
            ),
        )
        inside.want(self._views, number)
        hashes = keys.save(self._views, number, state)
        return shared_hash.settle(self._views, number, state.provider, str(state.kind), hashes)

    def _take_from_tallies(self, transaction_id: str) -> None:
        known = self._views.execute(
            "SELECT * FROM transactions WHERE transaction_id = ?",
            (transaction_id,),
        ).fetchone()
        if known is not None and known["is_counted"]:
            self._tallies.count_state(State.of(known), -1)

    # --- alerts -------------------------------------------------------------------------------

    def flags(self, transaction_id: str) -> tuple[str, ...]:
        """The flags of a transaction, with those that only its neighbours show."""
        row = self._views.execute(
            "SELECT flags FROM transactions WHERE transaction_id = ?", (transaction_id,)
        ).fetchone()
        return tuple(row["flags"].split()) if row is not None else ()

    def save_alerts(self, subject: str, alerts: Sequence[Alert]) -> None:
        """What is wrong with a subject now."""
        alerting.save(self._views, self._tallies, subject, alerts)

    def forget_transaction(self, transaction_id: str) -> set[str]:
        """Remove a transaction that no event speaks of any more.

        Gives the other transactions whose flags changed by it.
        """
        number = self._numbering.known(transaction_id)
        if number is None:
            return set()
        self._take_from_tallies(transaction_id)
        hashes = shared_hash.hashes_of(self._views, number)
        self._views.execute("DELETE FROM transactions WHERE number = ?", (number,))
        keys.forget(self._views, number)
        self._numbering.forget(transaction_id)
        provider, kind, _ = transaction_id.split(":", 2)
        return shared_hash.settle(self._views, number, provider, kind, hashes)


@contextmanager
def opened(views: Path, facts: Path) -> Iterator[ViewsWriter]:
    """A ViewsWriter for a while; what fails about its files is raised as StoreError.

    Views that turn out to be damaged are thrown away, so that the next try makes them anew.
    """
    try:
        writer = ViewsWriter(views, facts)
        try:
            yield writer
        finally:
            writer.close()
    except (Error, OSError) as error:
        if is_damage(error):
            views_file.discard_if_damaged(views)
        raise StoreError(
            "The views cannot be written.",
            cause=f"SQLite says: {error}.",
            remedy="Look at free space and rights of the data folder; nothing received is lost.",
        ) from error


def counterparty(direction: str, sender: str, receiver: str) -> str:
    """Whom a list shows: the one on the other side."""
    return (receiver or sender) if direction == "out" else (sender or receiver)


def _amount(money: Money | None) -> tuple[str, str]:
    """An amount as it is shown, the provider's own text when it is no number; and its asset."""
    return (money.amount or money.raw, money.asset) if money else ("", "")
