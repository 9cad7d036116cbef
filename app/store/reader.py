"""The named, read-only questions to the store; each answers with rows of store/rows.py."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta, tzinfo
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

from sqlite_utils import Database

from app.core.alerts import AlertState
from app.core.annotations import Marks, delivery_of, subject_of
from app.core.errors import StoreError
from app.core.event import Kind
from app.core.query import Query
from app.core.timeline import fold
from app.store import (
    backfills,
    deliveries,
    figures,
    flights,
    history,
    inbox,
    inside,
    news,
    people,
    places,
    searching,
    transactions,
    waiting,
)
from app.store.backfills import BackfillRow
from app.store.places import KeysRead
from app.store.rows import (
    AckStep,
    AckTimes,
    AlertRow,
    ConnectionHealth,
    DeliveryDetail,
    FeedRow,
    FieldRow,
    FinalTimeRow,
    FlightRow,
    InboxCounts,
    LookupHit,
    MatchRow,
    NewsRow,
    NoteRow,
    RejectionRow,
    Stats,
    StatusCount,
    TimeBucket,
    TransactionDetail,
    TransactionRow,
)
from app.store.sqlite import Connection, Error, Row, connect_reader, is_damage

T = TypeVar("T")

STEPS = 10_000  # of SQLite between two looks whether an answer is still wanted: about a millisecond
_Row = TypeVar("_Row", FeedRow, TransactionRow)
EVERYTHING = Query()


class Reader:
    """One read-only connection to views.db with facts.db attached; for one thread at a time."""

    def __init__(
        self, views: Path, facts: Path, damaged: Callable[[], None] = lambda: None
    ) -> None:
        """Open both; raises StoreError. `damaged` is told when a file turns out to be no store."""
        self._paths = views, facts
        self._damaged = damaged
        self._is_held = False
        self._open()

    def _open(self) -> None:
        views, facts = self._paths
        try:
            found = _identity(views)
            self._store = connect_reader(views, facts=facts)
            self._questions = Database(self._store, execute_plugins=False)
            self._views = found  # only now: what could not be opened is tried again
        except Error as error:
            raise _unreadable(error) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        self._store.close()

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Answer every question within it as of one moment; the logs grow meanwhile."""
        self._asked(lambda store: store.execute("BEGIN"))
        self._is_held = True
        try:
            yield
        finally:
            self._is_held = False
            self._store.rollback()

    def _rows(self, statement: str, values: Sequence[object] = ()) -> list[Row]:
        return self._asked(lambda _: list(self._questions.query(statement, values)))

    def _asked(self, question: Callable[[Connection], T]) -> T:
        # The views may have been made anew; a snapshot is of those that it began with.
        if not self._is_held and _identity(self._paths[0]) not in (self._views, None):
            self.close()
            self._open()
        try:
            return question(self._store)
        except Error as error:
            if is_damage(error):
                self._damaged()
            raise _unreadable(error) from error

    # --- deliveries ---------------------------------------------------------------------------

    def feed_page(
        self,
        *,
        before: int | None = None,
        limit: int = 200,
        provider: str = "",
        status: str = "",
        standing: str = "",
        text: str = "",
    ) -> list[FeedRow]:
        """Deliveries older than `before`, newest first."""
        return self._with_marks(
            deliveries.feed_page(
                self._rows, before, limit, text, provider=provider, status=status, standing=standing
            )
        )

    def feed_keys(
        self, before: int, zone: tzinfo, *, provider: str = "", status: str = "", text: str = ""
    ) -> KeysRead:
        """The ids of deliveries older than `before`, a stretch of the store at a time."""
        floor = max(before - places.SPAN, 0)
        keys = deliveries.feed_ids(
            self._rows, before, floor, text, provider=provider, status=status
        )
        return KeysRead(keys, tuple(self.days_of(keys, zone)), floor)

    def days_of(self, delivery_ids: Sequence[int], zone: tzinfo) -> list[places.Day]:
        """Where the days of these deliveries, newest first, begin."""
        return places.days_of(self._rows, delivery_ids, zone)

    def feed_after(self, delivery_id: int, limit: int = 200) -> list[FeedRow]:
        """Deliveries newer than `delivery_id`, oldest first."""
        return self._with_marks(deliveries.feed_after(self._rows, delivery_id, limit))

    def feed_rows(self, delivery_ids: Iterable[int]) -> list[FeedRow]:
        """These deliveries as they stand now, oldest first."""
        return self._with_marks(deliveries.feed_rows(self._rows, delivery_ids))

    def feed_rows_of(self, transaction_ids: Iterable[str]) -> list[FeedRow]:
        """All deliveries of these transactions, oldest first."""
        return self._with_marks(deliveries.feed_rows_of(self._rows, transaction_ids))

    def feed_count(self) -> int:
        """How many rows the whole feed has."""
        return self._numbers().get("feed", 0)

    def quarantine(self, limit: int = 500) -> list[FeedRow]:
        """Deliveries that are quarantined or await a key, newest first."""
        return deliveries.quarantine(self._rows, limit)

    def quarantine_let_go(self) -> int:
        """Of how many quarantined deliveries the bytes were let go, for want of room."""
        (row,) = self._rows("SELECT dropped FROM facts.quarantine")
        return int(row["dropped"])

    def delivery(self, delivery_id: int) -> DeliveryDetail:
        """One delivery whole; raises NotFound."""
        return deliveries.delivery(self._rows, delivery_id)

    def deliveries_of(self, transaction_id: str) -> list[int]:
        """The ids of a transaction's deliveries, oldest arrival first."""
        rows = self._rows(
            "SELECT DISTINCT delivery_id FROM events WHERE transaction_number ="
            " (SELECT number FROM transactions WHERE transaction_id = ?) ORDER BY 1",
            (transaction_id,),
        )
        return [row["delivery_id"] for row in rows]

    # --- transactions -------------------------------------------------------------------------

    def transactions_page(
        self,
        *,
        before: tuple[datetime, str] | None = None,
        limit: int = 200,
        provider: str = "",
        status: str = "",
        final: bool | None = None,
    ) -> list[TransactionRow]:
        """Transactions less recently active than `before` (time, id), most recent first."""
        return self._with_marks(
            transactions.page(self._rows, before, limit, final, provider=provider, status=status)
        )

    def transaction_keys(
        self,
        *,
        before: places.Place | None = None,
        limit: int = places.PIECE,
        provider: str = "",
        status: str = "",
        final: bool | None = None,
    ) -> list[places.Place]:
        """Where transactions stand below a place, most recently active first."""
        return transactions.keys(self._rows, before, limit, final, provider=provider, status=status)

    def transactions_numbered(self, numbers: Iterable[int]) -> list[TransactionRow]:
        """The transactions of these numbers as they stand now."""
        return self._with_marks(transactions.numbered(self._rows, numbers))

    def transaction_rows(self, transaction_ids: Iterable[str]) -> list[TransactionRow]:
        """These transactions as they stand now, most recently active first."""
        return self._with_marks(transactions.rows_of(self._rows, list(transaction_ids)))

    def transaction(self, transaction_id: str) -> TransactionDetail:
        """All of one transaction, by its id or by the provider's own; raises NotFound."""
        row = transactions.one(self._rows, transaction_id)
        return self._asked(
            lambda store: transactions.detail(
                self._rows,
                row,
                state := fold(history.records(store, row["number"])),
                history.evidence(store, state),
            )
        )

    def lookup(
        self, text: str, limit: int = 50, is_wanted: Callable[[], bool] = lambda: True
    ) -> list[LookupHit]:
        """The transactions that answer a pasted text, best first, each with the reason.

        As soon as the answer is wanted no more it is nothing.
        """
        # A paste may hold half of a surrogate pair, which no key can hold.
        sought = text.encode("utf-8", "replace").decode("utf-8")
        self._store.set_progress_handler(lambda: not is_wanted(), STEPS)
        try:
            return self._asked(lambda store: searching.lookup(store, sought, limit))
        except StoreError:
            if is_wanted():
                raise
            return []
        finally:
            self._store.set_progress_handler(None, 0)

    def unindexed(self) -> int:
        """How many transactions are not found by what stands inside them yet."""
        return max(0, self._asked(inside.left) - searching.MOST_UNINDEXED)

    # --- what needs a person ------------------------------------------------------------------

    def alerts(self, now: datetime, *, kind: str = "", provider: str = "") -> list[AlertRow]:
        """What is open: a line for all that share a cause, most urgent first, then newest."""
        return self._asked(lambda store: inbox.open_lines(store, now, kind, provider))

    def alert_members(
        self, line: AlertRow, now: datetime, *, before: int | None = None, limit: int = 50
    ) -> list[AlertRow]:
        """The alerts of one open line, newest first, those older than number `before`."""
        return self._asked(lambda store: inbox.members(store, line, now, before, limit))

    def alerts_acted_on(
        self, state: AlertState, now: datetime, *, kind: str = "", provider: str = ""
    ) -> list[AlertRow]:
        """What people acknowledged, snoozed or resolved, newest first."""
        return self._asked(lambda store: inbox.acted(store, state, now, kind, provider))

    def alert_counts(self, now: datetime) -> InboxCounts:
        """How many lines are open, acknowledged and snoozed."""
        return self._asked(lambda store: inbox.counts(store, now))

    # --- what people wrote --------------------------------------------------------------------

    def notes_of(self, subject: str) -> list[NoteRow]:
        """The notes about a transaction with those about its deliveries, or about a delivery."""
        return people.notes_of(self._rows, json.dumps(self._subjects(subject)))

    def marks_of(self, subjects: Iterable[str]) -> dict[str, Marks]:
        """Mark, label, tags and number of notes of these; those without any are left out."""
        return people.marks_of(self._rows, json.dumps(list(subjects)))

    def tags(self) -> list[str]:
        """Every tag in use, the most used first."""
        return people.tags(self._rows)

    def _subjects(self, subject: str) -> list[str]:
        if delivery_of(subject):
            return [subject]
        return [subject, *(subject_of("", one) for one in self.deliveries_of(subject))]

    def _with_marks(self, rows: list[_Row]) -> list[_Row]:
        return people.with_marks(self._rows, rows)

    # --- what was asked of the providers ------------------------------------------------------

    def backfills(self, provider: str = "", limit: int = 20) -> list[BackfillRow]:
        """How the newest runs ended, of one provider or of all; newest first."""
        return backfills.latest(self._rows, provider, limit)

    def is_kept(self, provider: str, fingerprint: str) -> bool:
        """Whether a fact of a provider is in the store."""
        statement = "SELECT 1 FROM facts.deliveries WHERE provider = ? AND fingerprint = ? LIMIT 1"
        return bool(self._rows(statement, (provider, fingerprint)))

    def unfinished(self, provider: str) -> Mapping[Kind, Sequence[str]]:
        """The keys of a provider's newest transactions that are not final, by kind."""
        return backfills.unfinished(self._rows, provider)

    def made_between(
        self, provider: str, kinds: Iterable[Kind], since: datetime, until: datetime
    ) -> set[str]:
        """The transactions of these kinds that a provider made in [since, until]."""
        return backfills.made_between(self._rows, provider, kinds, since, until)

    # --- figures ------------------------------------------------------------------------------

    def stats(self) -> Stats:
        """The whole store in figures."""
        return figures.stats(self._numbers())

    def _numbers(self) -> dict[str, int]:
        return {row["name"]: row["count"] for row in self._rows("SELECT name, count FROM numbers")}

    # Spans of time are to the quarter of an hour; of a query counts what a figure can answer
    # (store/rollups.py).

    def counts_by_status(
        self, since: datetime, until: datetime, query: Query = EVERYTHING
    ) -> list[StatusCount]:
        """Transactions first seen in [since, until), by provider and status."""
        return figures.counts_by_status(self._rows, since, until, query)

    def deliveries_over_time(
        self, since: datetime, until: datetime, width: timedelta, query: Query = EVERYTHING
    ) -> list[TimeBucket]:
        """Deliveries in [since, until) by provider and status, in buckets of `width`.

        A width is some minutes, some quarters of an hour, or some six hours.
        """
        return figures.deliveries_over_time(self._rows, since, until, width, query)

    def money_in_flight(
        self,
        now: datetime,
        begun: tuple[datetime, datetime] = flights.EVER,
        query: Query = EVERYTHING,
    ) -> list[FlightRow]:
        """What is not final, by provider, asset and age."""
        return flights.money_in_flight(self._rows, now, begun, query)

    def time_to_final(
        self, since: datetime, until: datetime, query: Query = EVERYTHING
    ) -> list[FinalTimeRow]:
        """From creation to the end, for what ended in [since, until)."""
        return figures.time_to_final(self._rows, since, until, query)

    def answers(self, since: datetime, until: datetime, query: Query = EVERYTHING) -> list[AckStep]:
        """How long our answers to what arrived in [since, until) took, the quickest first."""
        return figures.answers(self._rows, since, until, query)

    def rejections(
        self, since: datetime, until: datetime, query: Query = EVERYTHING
    ) -> list[RejectionRow]:
        """What arrived in [since, until) and was not taken in, by provider and cause."""
        return figures.rejections(self._rows, since, until, query)

    def ack_times(self, last: int = 1000) -> AckTimes:
        """How long our last answers took."""
        return figures.ack_times(self._rows, last)

    def connection_health(self) -> list[ConnectionHealth]:
        """What is known of each provider that ever delivered."""
        return figures.connection_health(self._rows, self._numbers())

    def fields_of(self, provider: str) -> list[FieldRow]:
        """Every path that a provider's bodies ever held, by event type."""
        return news.fields_of(self._rows, provider)

    def matches(self, provider: str, last: int = 1000) -> list[MatchRow]:
        """Which byte forms the signatures of the last deliveries fitted, most frequent first."""
        return figures.matches(self._rows, provider, last)

    def news(self) -> list[NewsRow]:
        """What this version does not know and no person has seen, oldest first."""
        return news.news(self._rows)

    def is_behind(self) -> bool:
        """Whether there are deliveries whose meaning is not known yet."""
        return self._asked(waiting.is_behind)

    def store_size(self) -> int:
        """Bytes on disk of both files and their logs."""
        files = (Path(f"{path}{ending}") for path in self._paths for ending in ("", "-wal"))
        return sum(file.stat().st_size for file in files if file.exists())


def _identity(path: Path) -> tuple[int, int] | None:
    """What tells a file from another of its name; None when there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _unreadable(error: Error) -> StoreError:
    return StoreError(
        "The store cannot be read.",
        cause=f"SQLite says: {error}.",
        remedy="If it stays so, stop Acuse and run: main.py rebuild.",
    )
