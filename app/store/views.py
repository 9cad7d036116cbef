"""The one writer of views.db: what the projector computes, with how far it has come.

Every delivery is projected as a whole and again whenever something about it changes, so that
projecting all from zero gives the same rows as projecting as things came.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path

from app.core.alerts import Alert
from app.core.asked import Meaning
from app.core.event import Transaction
from app.store import (
    alerting,
    feeding,
    history,
    hours,
    inside,
    keys,
    shared_hash,
    transacting,
    unlisted,
    views_file,
    waiting,
)
from app.store.catalogue import Catalogue
from app.store.feeding import Reading
from app.store.lives import Life, Lives
from app.store.meanings import teller
from app.store.mixes import Mixes
from app.store.numbering import move, number_by
from app.store.sqlite import (
    Error,
    Row,
    checkpoint_from,
    connect_reader,
    identity,
    is_damage,
    micros,
    transaction,
)
from app.store.tallies import Standing, State, Tallies
from app.store.waiting import STREAMS, PendingDelivery


class ViewsWriter:
    """Owns the writing connection of views.db and a reading one of facts.db; one thread's."""

    def __init__(self, views: Path, facts: Path, meaning: Meaning) -> None:
        """Open both, what cannot serve as views made anew; raises sqlite.Error or OSError."""
        self._tallies, self._mixes, self._catalogue = Tallies(), Mixes(), Catalogue()
        self._paths = views, facts
        self._facts = connect_reader(facts)
        self.begins_at = alerting.begins_at(self._facts)  # before it, alerts are history
        try:
            self._views = views_file.open_views(views, self._facts)
            self._lives = Lives(self._views, teller(self._facts, meaning))
        except BaseException:
            self._facts.close()
            raise
        self._files = self._found()
        self._log_pages = views_file.CHECKPOINT_PAGES

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
        try:
            with transaction(self._views):
                self._tallies = Tallies()
                self._catalogue.begin()
                self._lives.trim()
                yield
                self._catalogue.write(self._views)
                self._tallies.write(self._views, self._mixes)
        except BaseException:
            self._mixes.clear()
            self._lives.clear()  # they stand as they were meant to be, not as they are
            raise

    def bring_in_from(self, pages: int) -> None:
        """Have a commit bring the log into the file once it is so long."""
        if pages != self._log_pages:
            checkpoint_from(self._views, pages)
            self._log_pages = pages

    def reset(self) -> None:
        """Forget everything that was computed."""
        self._mixes.clear()
        self._lives.clear()
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

    def arrivals(self) -> int:
        """A number that changes with each arrival."""
        return waiting.arrivals(self._facts)

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

    def unlisted_among(self, transaction_ids: Iterable[str]) -> set[str]:
        """Those of these transactions that a provider once did not list."""
        return unlisted.among(self._views, transaction_ids)

    def deliveries(self, delivery_ids: Iterable[int]) -> list[PendingDelivery]:
        """Deliveries as they stand now, oldest first."""
        return waiting.deliveries(self._facts, delivery_ids)

    def advance(self, cursors: Mapping[str, int]) -> None:
        """Note how far the facts are projected, in the same transaction as the projection."""
        self._views.executemany("INSERT OR REPLACE INTO cursors VALUES (?, ?)", cursors.items())

    def index(self, limit: int = inside.BATCH) -> int:
        """Make the next transactions findable by what stands inside; how many they were."""
        with transaction(self._views):
            return inside.fill(self._views, partial(waiting.bodies, self._facts), limit)

    # --- deliveries ---------------------------------------------------------------------------

    def save_deliveries(self, read: Sequence[Reading]) -> set[str]:
        """Feed rows and events in place of what there was; gives the transactions of both."""
        known = feeding.known(self._views, [one.delivery.delivery_id for one in read])
        about = feeding.transactions_of(self._views, known)
        touched = {id_ for ids in about.values() for id_ in ids}
        lives = {
            life.transaction_id: life
            for life in self._lives.of(
                touched | {event.transaction_id for one in read for event in one.kept}
            )
        }
        for delivery_id, transaction_ids in about.items():
            for id_ in transaction_ids:
                lives[id_].forget(delivery_id)
        for one in read:
            for position, event in enumerate(one.kept):
                lives[event.transaction_id].add(one.delivery, position, event)
        feeding.forget_events(self._views, about)
        for life in lives.values():
            self._number(life)
        numbers = {id_: life.number for id_, life in lives.items()}
        feeding.save(self._views, read, numbers)
        for one in read:
            self._count(one, known.get(one.delivery.delivery_id))
        return touched | {event.transaction_id for one in read for event in one.events}

    def _number(self, life: Life) -> None:
        """Number a transaction by its first event; one without stays what it was until it goes."""
        first = life.first()
        if first is None:
            return
        number = number_by(*first)
        if life.number is not None and life.number != number:
            move(self._views, life.number, number)
            life.keys = ()
        life.number = number

    def _count(self, one: Reading, known: Row | None) -> None:
        """A delivery in the figures and in the catalogue."""
        delivery, at = one.delivery, micros(one.delivery.received_at)
        if known is not None:
            self._tallies.count_delivery(Standing.of(known), -1)
        self._tallies.count_delivery(feeding.standing(one), 1)
        hours.with_one(self._tallies.hours, at, delivery.delivery_id)
        if one.events and one.is_counted:
            self._catalogue.count(
                self._views,
                delivery.delivery_id,
                at,
                one.events[0],
                is_new=known is None,
            )
        elif known is not None and known["is_counted"] and known["transaction_number"]:
            self._catalogue.forget(self._views, delivery.delivery_id)

    # --- transactions -------------------------------------------------------------------------

    def lives(self, transaction_ids: Collection[str]) -> list[Life]:
        """Transactions as they stand, with all their events."""
        return self._lives.of(transaction_ids)

    def sharing(self, transaction_ids: Collection[str]) -> set[str]:
        """Transactions that may be about the same money as these."""
        numbers = (life.number for life in self._lives.of(transaction_ids))
        return history.sharing_any(self._views, [one for one in numbers if one is not None])

    def save_transactions(self, folded: Sequence[tuple[Life, Transaction, bool]]) -> set[str]:
        """The states of transactions, their search keys and their places in the figures.

        With each goes whether it is counted. Gives the others whose flags changed by it.
        """
        news: list[tuple[int, keys.Row]] = []
        settling: list[tuple[Life, Sequence[keys.Row]]] = []
        for life, state, is_counted in folded:
            if life.counted is not None:
                self._tallies.count_state(life.counted, -1)
            life.counted = State.of_state(state) if is_counted else None
            if life.counted is not None:
                self._tallies.count_state(life.counted, 1)
            wanted = keys.of(state)
            is_shared = shared_hash.FLAG in life.flags
            if keys.hashes(life.keys) != keys.hashes(wanted):
                settling.append((life, wanted))
                is_shared = False
            elif list(life.keys) != wanted:
                news += self._renewed(life, wanted)
            life.flags = shared_hash.flagged(state.flags, is_shared)
        numbered = [(_number(life), life, state, counted) for life, state, counted in folded]
        transacting.save(
            self._views,
            [
                transacting.row(number, state, life.flags, is_counted=counted)
                for number, life, state, counted in numbered
            ],
        )
        inside.want(self._views, [number for number, *_ in numbered])
        keys.save(self._views, news)
        changed: set[str] = set()
        for life, wanted in settling:
            before = keys.hashes(life.keys)
            keys.save(self._views, self._renewed(life, wanted))
            changed |= self._settle(life, before | keys.hashes(wanted))
        return changed

    def _renewed(self, life: Life, wanted: Sequence[keys.Row]) -> list[tuple[int, keys.Row]]:
        number = _number(life)
        if life.keys:
            keys.forget(self._views, number)
        life.keys = wanted
        return [(number, row) for row in wanted]

    def _settle(self, life: Life, hashes: Collection[str]) -> set[str]:
        """See who shares a hash that a transaction came to or left; gives those of new flags."""
        provider, kind, _ = life.transaction_id.split(":", 2)
        number = _number(life)
        flags = shared_hash.settle(self._views, number, provider, kind, hashes)
        for transaction_id, its_flags in flags.items():
            if known := self._lives.known(transaction_id):
                known.flags = its_flags
        return flags.keys() - {life.transaction_id}

    def forget_transactions(self, lives: Iterable[Life]) -> set[str]:
        """Remove transactions that no event speaks of any more.

        Gives the others whose flags changed by it.
        """
        changed: set[str] = set()
        for life in lives:
            if life.number is None:
                continue
            if life.counted is not None:
                self._tallies.count_state(life.counted, -1)
                life.counted = None
            hashes = keys.hashes(life.keys)
            transacting.forget(self._views, life.number)
            keys.forget(self._views, life.number)
            life.keys, life.flags = (), ()
            changed |= self._settle(life, hashes)
            life.number = None
        return changed

    # --- alerts -------------------------------------------------------------------------------

    def save_alerts(self, found: Iterable[tuple[Life, Sequence[Alert]]]) -> None:
        """What is wrong with transactions now."""
        for life, alerts in found:
            if life.alerts or alerts:
                alerting.forget(self._views, self._tallies, life.transaction_id, life.alerts)
                life.alerts = alerting.add(self._views, self._tallies, alerts)

    def save_delivery_alerts(self, found: Mapping[str, Sequence[Alert]]) -> None:
        """What is wrong with deliveries now."""
        known = alerting.known(self._views, found)
        for subject, alerts in found.items():
            if subject in known or alerts:
                alerting.forget(self._views, self._tallies, subject, known.get(subject, ()))
                alerting.add(self._views, self._tallies, alerts)


def _number(life: Life) -> int:
    """The number of a transaction that has events."""
    assert life.number is not None
    return life.number


@contextmanager
def opened(views: Path, facts: Path, meaning: Meaning) -> Iterator[ViewsWriter]:
    """A ViewsWriter for a while; what fails about its files is raised as StoreError.

    Views that turn out to be damaged are thrown away, so that the next try makes them anew.
    """
    with views_file.alone(views):
        try:
            writer = ViewsWriter(views, facts, meaning)
            try:
                yield writer
            finally:
                writer.close()
        except (Error, OSError) as error:
            if is_damage(error):
                views_file.discard_if_damaged(views)
            raise
