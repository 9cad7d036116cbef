"""The named, read-only questions to the store; each answers with rows of store/rows.py."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from app.core.alerts import AlertState
from app.core.annotations import Marks, delivery_of, subject_of
from app.core.errors import Cancelled
from app.core.event import Kind
from app.core.query import EVERYTHING, Query
from app.store import (
    backfills,
    bodies,
    deliveries,
    differing,
    figures,
    flights,
    inbox,
    inside,
    news,
    people,
    searching,
    transactions,
    usual,
    waiting,
)
from app.store.backfills import BackfillRow
from app.store.differing import DifferenceRow, OpenDifferences
from app.store.figure_rows import (
    AckStep,
    AckTimes,
    Arrived,
    FinalTimeRow,
    FlightRow,
    RejectionRow,
    Stats,
    StatusCount,
    StepTime,
)
from app.store.filtered_reader import FilteredReader
from app.store.rows import (
    AlertRow,
    AttemptRow,
    ConnectionHealth,
    DeliveryDetail,
    FeedRow,
    FieldRow,
    InboxCounts,
    LookupHit,
    MatchRow,
    NewsRow,
    NoteRow,
    TransactionDetail,
    TransactionRow,
)
from app.store.same import same_fact


class Reader(FilteredReader):
    """One read-only connection to views.db with facts.db attached; for one thread at a time."""

    # --- deliveries ---------------------------------------------------------------------------

    def feed_rows(self, delivery_ids: Iterable[int]) -> list[FeedRow]:
        """These deliveries as they stand now, oldest first."""
        return people.with_marks(self._rows, deliveries.feed_rows(self._rows, delivery_ids))

    def feed_rows_of(self, transaction_ids: Iterable[str]) -> list[FeedRow]:
        """All deliveries of these transactions, oldest first."""
        return people.with_marks(self._rows, deliveries.feed_rows_of(self._rows, transaction_ids))

    def values_of(
        self, delivery_ids: Iterable[int], paths: Sequence[str]
    ) -> dict[int, dict[str, str]]:
        """What stands at these places of the bodies of deliveries."""
        return bodies.values_of(self._rows, delivery_ids, paths)

    def values_of_transactions(
        self, numbers: Iterable[int], paths: Sequence[str]
    ) -> dict[int, dict[str, str]]:
        """The same for transactions: what stands in the newest delivery of each."""
        return bodies.values_of_transactions(self._rows, numbers, paths)

    def paths_of(self, delivery_id: int) -> list[str]:
        """Every place of a delivery's body that holds a value."""
        return bodies.paths_of(self._rows, delivery_id)

    def paths_of_transaction(self, number: int) -> list[str]:
        """The same of the newest delivery of a transaction."""
        return bodies.paths_of_transaction(self._rows, number)

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
        found = deliveries.delivery(self._rows, delivery_id)
        if not found.body_is_intact:
            self._changed(delivery_id)
        return found

    def arrivals(self, delivery_id: int) -> tuple[AttemptRow, ...]:
        """Each arrival of a delivery, the first one first."""
        return deliveries.arrivals(self._rows, delivery_id)

    def deliveries_of(self, transaction_id: str) -> list[int]:
        """The ids of a transaction's deliveries, oldest arrival first."""
        rows = self._rows(
            "SELECT DISTINCT delivery_id FROM events WHERE transaction_number ="
            " (SELECT number FROM transactions WHERE transaction_id = ?) ORDER BY 1",
            (transaction_id,),
        )
        return [row["delivery_id"] for row in rows]

    # --- transactions -------------------------------------------------------------------------

    def transactions_numbered(self, numbers: Iterable[int]) -> list[TransactionRow]:
        """The transactions of these numbers as they stand now."""
        return people.with_marks(self._rows, transactions.numbered(self._rows, numbers))

    def transaction(self, transaction_id: str) -> TransactionDetail:
        """All of one transaction, by its id or by the provider's own; raises NotFound."""
        row = transactions.one(self._rows, transaction_id)
        return self._asked(lambda store: transactions.detail(store, row, self._tell))

    def step_times(
        self, provider: str, kind: str, rail: str, rest: Callable[[], object] = lambda: None
    ) -> tuple[StepTime, ...]:
        """How long the steps of the like of a transaction usually take.

        It reads many bodies; now and then comes a `rest`, in which others may do something.
        """
        return self._asked(
            lambda store: usual.step_times(store, provider, kind, rail, self._tell, rest)
        )

    def lookup(
        self, text: str, limit: int = 50, is_wanted: Callable[[], bool] = lambda: True
    ) -> list[LookupHit]:
        """The transactions that answer a pasted text, best first, each with the reason.

        As soon as the answer is wanted no more it is nothing.
        """
        # A paste may hold half of a surrogate pair, which no key can hold.
        sought = text.encode("utf-8", "replace").decode("utf-8")
        try:
            return self._patiently(lambda store: searching.lookup(store, sought, limit), is_wanted)
        except Cancelled:
            return []

    def unindexed(self) -> int:
        """How many transactions are not found by what stands inside them yet."""
        return max(0, self._asked(inside.left) - searching.MOST_UNINDEXED)

    # --- what needs a person ------------------------------------------------------------------

    def alerts(self, now: datetime, *, kind: str = "", provider: str = "") -> list[AlertRow]:
        """What is open: a line for all that share a cause, most urgent first, then newest."""
        return self._asked(lambda store: inbox.open_lines(store, now, self._tell, kind, provider))

    def alert_members(
        self, line: AlertRow, now: datetime, *, before: int | None = None, limit: int = 50
    ) -> list[AlertRow]:
        """The alerts of one open line, newest first, those older than number `before`."""
        return self._asked(lambda store: inbox.members(store, line, now, self._tell, before, limit))

    def alerts_acted_on(
        self, state: AlertState, now: datetime, *, kind: str = "", provider: str = ""
    ) -> list[AlertRow]:
        """What people acknowledged, snoozed or resolved, newest first."""
        return self._asked(lambda store: inbox.acted(store, state, now, self._tell, kind, provider))

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

    # --- what was asked of the providers ------------------------------------------------------

    def backfills(self, provider: str = "", limit: int = 20) -> list[BackfillRow]:
        """How the newest runs ended, of one provider or of all; newest first."""
        return backfills.latest(self._rows, provider, limit)

    def is_kept(self, provider: str, fingerprint: str) -> bool:
        """Whether a fact of a provider is in the store."""
        known = same_fact("?1", "?2")
        statement = f"SELECT 1 FROM facts.deliveries d WHERE {known} LIMIT 1"  # noqa: S608
        return bool(self._rows(statement, (provider, fingerprint)))

    def unfinished(self, provider: str) -> Mapping[Kind, Sequence[str]]:
        """The keys of a provider's newest transactions that are not final, by kind."""
        return backfills.unfinished(self._rows, provider)

    def made_between(
        self,
        provider: str,
        environment: str,
        kinds: Iterable[Kind],
        since: datetime,
        until: datetime,
    ) -> set[str]:
        """The transactions of these kinds that a provider made in [since, until]."""
        return backfills.made_between(self._rows, provider, environment, kinds, since, until)

    def differences(self, provider: str = "", limit: int = 200) -> list[DifferenceRow]:
        """Where webhooks and answers do not agree: what nobody accepted first, oldest first."""
        return self._asked(lambda store: differing.differences(store, provider, limit, self._tell))

    def open_differences(self) -> list[OpenDifferences]:
        """How many of each provider nobody accepted."""
        return self._asked(differing.open_counts)

    # --- figures ------------------------------------------------------------------------------

    def stats(self) -> Stats:
        """The whole store in figures."""
        return figures.stats(self._numbers())

    # Spans of time are to the quarter of an hour; of a query counts what a figure can answer
    # (store/rollups.py).

    def counts_by_status(
        self, since: datetime, until: datetime, query: Query = EVERYTHING
    ) -> list[StatusCount]:
        """Transactions first seen in [since, until), by provider and status."""
        return figures.counts_by_status(self._rows, since, until, query)

    def deliveries_over_time(
        self, since: datetime, until: datetime, width: timedelta, query: Query = EVERYTHING
    ) -> list[Arrived]:
        """Deliveries in [since, until) by provider and status, in columns of `width`.

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
