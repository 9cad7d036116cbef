"""The questions that take a filter: pages of both lists, and how many rows they have."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, tzinfo

from app.core.query import EVERYTHING, Query
from app.store import filtered, filtered_few, inbox, people
from app.store.asking import Asking, IsWanted, always
from app.store.filtered import FOR_EVER
from app.store.places import PIECE, Day, KeysRead, Place, PlacesRead, days_of
from app.store.rollups import LEVELS, Figure
from app.store.rows import FeedPart, FeedRow, Matching, TransactionRow
from app.store.sqlite import Connection, micros

MOST_COUNTED = 10_000
SLICE = 0.1  # seconds that one of many questions for the rest of a list takes


class FilteredReader(Asking):
    """Answers under a filter of core.query; the clock may be handed in for those with times."""

    def words_in_use(self) -> dict[str, tuple[str, ...]]:
        """What the store holds for fields whose words the language does not know, by field."""
        assets = self._rows(
            "SELECT DISTINCT asset FROM rollups WHERE figure = ? AND level = ? AND asset <> ''"
            " ORDER BY asset",
            (Figure.STATES, LEVELS[-1]),
        )
        return {
            "asset": tuple(row["asset"].lower() for row in assets),
            "tag": tuple(people.tags(self._rows)),
        }

    # --- deliveries ---------------------------------------------------------------------------

    def feed_page(
        self,
        *,
        before: int | None = None,
        limit: int = 200,
        query: Query = EVERYTHING,
        now: datetime | None = None,
    ) -> list[FeedRow]:
        """Deliveries older than `before`, newest first; all that there are, however long it takes.

        `now` is what ages and days of the filter are seen from: by default this machine's clock.
        """
        return self.feed_part(before=before, limit=limit, query=query, now=now).rows

    def feed_part(
        self,
        *,
        before: int | None = None,
        limit: int = 200,
        query: Query = EVERYTHING,
        now: datetime | None = None,
        patience: float = FOR_EVER,
        is_wanted: IsWanted = always,
    ) -> FeedPart:
        """What of a page is found within `patience` seconds; raises Cancelled."""
        part = self._patiently(
            lambda store: filtered.feed_part(store, query, before, limit, _now(now), patience),
            is_wanted,
        )
        return replace(part, rows=people.with_marks(self._rows, part.rows))

    def feed_after(
        self,
        delivery_id: int,
        limit: int = 200,
        query: Query = EVERYTHING,
        now: datetime | None = None,
    ) -> list[FeedRow]:
        """Deliveries newer than `delivery_id`, oldest first."""
        rows = self._asked(
            lambda store: filtered.feed_after(store, query, delivery_id, limit, _now(now))
        )
        return people.with_marks(self._rows, rows)

    def feed_keys(
        self,
        before: int,
        zone: tzinfo,
        *,
        query: Query = EVERYTHING,
        now: datetime | None = None,
        patience: float = SLICE,
        is_wanted: IsWanted = always,
    ) -> KeysRead:
        """The ids of deliveries older than `before`, a stretch of the store at a time."""
        keys, floor = self._patiently(
            lambda store: filtered.feed_keys(store, query, before, _now(now), patience), is_wanted
        )
        return KeysRead(keys, tuple(self.days_of(keys, zone)), floor)

    def days_of(self, delivery_ids: Sequence[int], zone: tzinfo) -> list[Day]:
        """Where the days of these deliveries, newest first, begin."""
        return days_of(self._rows, delivery_ids, zone)

    def feed_newest(self) -> int:
        """The newest delivery of the feed, 0 when there is none."""
        (row,) = self._rows("SELECT coalesce(max(delivery_id), 0) AS newest FROM feed")
        return int(row["newest"])

    def feed_matching(
        self,
        query: Query,
        now: datetime | None = None,
        *,
        limit: int = MOST_COUNTED,
        patience: float = FOR_EVER,
        is_wanted: IsWanted = always,
    ) -> Matching:
        """How many deliveries a filter lets through: at most `limit` are counted, in this time."""
        known = filtered.known_count(self._numbers(), query)
        if known is not None:
            return Matching(known, True)
        return self._patiently(
            lambda store: filtered.feed_matching(store, query, limit, _now(now), patience),
            is_wanted,
        )

    # --- transactions -------------------------------------------------------------------------

    def transactions_page(
        self,
        *,
        before: tuple[datetime, str] | None = None,
        limit: int = 200,
        query: Query = EVERYTHING,
        now: datetime | None = None,
    ) -> list[TransactionRow]:
        """Transactions less recently active than `before` (time, id), most recent first."""
        rows = self._asked(
            lambda store: filtered.transactions_page(store, query, before, limit, _now(now))
        )
        return people.with_marks(self._rows, rows)

    def transaction_keys(
        self,
        *,
        before: Place | None = None,
        limit: int = PIECE,
        query: Query = EVERYTHING,
        now: datetime | None = None,
        patience: float = SLICE,
        is_wanted: IsWanted = always,
        first: Sequence[str] = (),
    ) -> PlacesRead:
        """Where transactions stand below a place, as many as are found in time.

        Some (their ids) may come `first`, whatever their place; there they are not left out.
        """
        return self._patiently(
            lambda store: filtered.transaction_keys(
                store, query, before, limit, _now(now), patience, first
            ),
            is_wanted,
        )

    def transactions_matching(
        self,
        query: Query,
        now: datetime | None = None,
        *,
        limit: int = MOST_COUNTED,
        patience: float = FOR_EVER,
        is_wanted: IsWanted = always,
    ) -> Matching:
        """How many transactions a filter lets through, as feed_matching."""
        if query.is_empty:
            return Matching(self._numbers().get("transactions", 0), True)
        return self._patiently(
            lambda store: filtered.transactions_matching(store, query, limit, _now(now), patience),
            is_wanted,
        )

    def urgent_transactions(
        self, limit: int, query: Query = EVERYTHING, now: datetime | None = None
    ) -> list[int]:
        """The numbers of those that need a person, the most urgent first."""

        def urgent(store: Connection) -> list[int]:
            moment = _now(now)
            ids = inbox.open_transactions(store, moment, limit)
            return filtered_few.numbers(store, query, ids, limit, moment, FOR_EVER)[0]

        return self._asked(urgent)

    def alerted_first(self, limit: int, now: datetime) -> list[str]:
        """The ids of transactions that need a person, the most urgent first."""
        return self._asked(lambda store: inbox.open_transactions(store, now, limit))

    def alerted(self, transaction_ids: Iterable[str], now: datetime) -> frozenset[str]:
        """Those of these transactions that there is an alert about."""
        rows = self._rows(
            "SELECT DISTINCT subject FROM alerts"
            " WHERE subject IN (SELECT value FROM json_each(?)) AND since <= ?",
            (json.dumps(list(transaction_ids)), micros(now)),
        )
        return frozenset(row["subject"] for row in rows)

    def transaction_rows(
        self,
        transaction_ids: Iterable[str],
        query: Query = EVERYTHING,
        now: datetime | None = None,
    ) -> list[TransactionRow]:
        """Those of these that a filter lets through now, most recently active first."""
        wanted = json.dumps(list(transaction_ids))
        rows = self._asked(lambda store: filtered_few.rows(store, query, wanted, _now(now)))
        return people.with_marks(self._rows, rows)


def _now(now: datetime | None) -> datetime:
    return datetime.now(UTC) if now is None else now
