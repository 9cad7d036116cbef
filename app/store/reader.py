"""The named, read-only questions to the store; each answers with rows of store/rows.py."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Self

from app.core.errors import NotFound, StoreError
from app.core.event import Identifier, IdKind
from app.store import figures, searching
from app.store.documents import event_from_text
from app.store.rows import (
    AckTimes,
    AttemptRow,
    ConnectionHealth,
    DeliveryDetail,
    EntryRow,
    FeedRow,
    FinalTimeRow,
    FlightRow,
    LookupHit,
    RelatedRow,
    Stats,
    StatusCount,
    TimeBucket,
    TransactionDetail,
    TransactionRow,
)
from app.store.sqlite import Error, Row, connect_reader, micros, moment, moment_or_none

_FEED = """SELECT f.*, coalesce(t.flags, '') AS flags FROM feed f
    LEFT JOIN transactions t ON t.transaction_id = f.transaction_id"""
_HOLDS = """f.reference || ' ' || f.counterparty || ' ' || f.transaction_id || ' ' || f.amount
    || ' ' || f.event_type || ' ' || f.provider_status LIKE ? ESCAPE '\\'"""
_VERDICT = (
    *("outcome", "basis", "scheme", "key_id", "form", "weak"),
    *("reason", "expected", "received"),
)


class Reader:
    """One read-only connection to views.db with facts.db attached; for one thread at a time."""

    def __init__(self, views: Path, facts: Path) -> None:
        """Open both; raises StoreError."""
        self._paths = views, facts
        try:
            self._store = connect_reader(views, facts=facts)
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

    def _rows(self, statement: str, values: Sequence[object] = ()) -> list[Row]:
        try:
            return self._store.execute(statement, values).fetchall()
        except Error as error:
            raise _unreadable(error) from error

    # --- feed ---------------------------------------------------------------------------------

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
        conditions = _equal("f", provider=provider, status=status, standing=standing)
        if before is not None:
            conditions.append(("f.delivery_id < ?", before))
        if text:
            conditions.append((_HOLDS, f"%{_escaped(text)}%"))
        where = f" WHERE {' AND '.join(c for c, _ in conditions)}" if conditions else ""
        return self._feed(
            f"{_FEED}{where} ORDER BY f.delivery_id DESC LIMIT ?",
            (*(value for _, value in conditions), limit),
        )

    def feed_after(self, delivery_id: int, limit: int = 200) -> list[FeedRow]:
        """Deliveries newer than `delivery_id`, oldest first."""
        return self._feed(
            f"{_FEED} WHERE f.delivery_id > ? ORDER BY f.delivery_id LIMIT ?", (delivery_id, limit)
        )

    def feed_rows(self, delivery_ids: Iterable[int]) -> list[FeedRow]:
        """These deliveries as they stand now, oldest first."""
        wanted = json.dumps(list(delivery_ids))
        return self._feed(
            f"{_FEED} WHERE f.delivery_id IN (SELECT value FROM json_each(?)) ORDER BY 1",  # noqa: S608
            (wanted,),
        )

    def feed_rows_of(self, transaction_ids: Iterable[str]) -> list[FeedRow]:
        """All deliveries of these transactions, oldest first."""
        wanted = json.dumps(list(transaction_ids))
        return self._feed(
            f"{_FEED} WHERE f.transaction_id IN (SELECT value FROM json_each(?)) ORDER BY 1",  # noqa: S608
            (wanted,),
        )

    def feed_count(self) -> int:
        """How many rows the whole feed has."""
        return self._numbers().get("feed", 0)

    def quarantine(self, limit: int = 500) -> list[FeedRow]:
        """Deliveries that are quarantined or await a key, newest first."""
        return self._feed(
            f"{_FEED} WHERE f.standing IN ('quarantined', 'awaiting key')"
            " ORDER BY f.delivery_id DESC LIMIT ?",
            (limit,),
        )

    def _feed(self, statement: str, values: Sequence[object]) -> list[FeedRow]:
        return [_feed_row(row) for row in self._rows(statement, values)]

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
        conditions: list[tuple[str, object]] = _equal("t", provider=provider, status=status)
        if final is not None:
            conditions.append(("t.is_final = ?", int(final)))
        values = [value for _, value in conditions]
        where = [condition for condition, _ in conditions]
        if before is not None:
            where.append("(t.last_received_at, t.transaction_id) < (?, ?)")
            values += [micros(before[0]), before[1]]
        clause = f" WHERE {' AND '.join(where)}" if where else ""
        rows = self._rows(
            f"SELECT t.* FROM transactions t{clause}"  # noqa: S608
            " ORDER BY t.last_received_at DESC, t.transaction_id DESC LIMIT ?",
            (*values, limit),
        )
        return [_transaction_row(row) for row in rows]

    def transaction_rows(self, transaction_ids: Iterable[str]) -> list[TransactionRow]:
        """These transactions as they stand now, most recently active first."""
        rows = self._rows(
            "SELECT * FROM transactions WHERE transaction_id IN (SELECT value FROM json_each(?))"
            " ORDER BY last_received_at DESC, transaction_id DESC",
            (json.dumps(list(transaction_ids)),),
        )
        return [_transaction_row(row) for row in rows]

    def transaction(self, transaction_id: str) -> TransactionDetail:
        """All of one transaction, by its id or by the provider's own; raises NotFound."""
        rows = self._rows(
            "SELECT * FROM transactions WHERE transaction_id = ?", (transaction_id,)
        ) or self._rows(
            "SELECT * FROM transactions WHERE key = ? ORDER BY last_received_at DESC LIMIT 1",
            (transaction_id,),
        )
        if not rows:
            raise NotFound(
                f"There is no transaction {transaction_id}.",
                remedy="Look it up by any identifier: lookup finds CLABEs, hashes and references.",
            )
        row = rows[0]
        return TransactionDetail(
            row=_transaction_row(row),
            charge=row["charge"],
            charge_asset=row["charge_asset"],
            sender=row["sender"],
            receiver=row["receiver"],
            finalised_at=moment_or_none(row["finalised_at"]),
            identifiers=self._identifiers(row["transaction_id"]),
            facts=tuple((name, value) for name, value in json.loads(row["facts"])),
            entries=self._entries(row["transaction_id"]),
            related=self._related(row["transaction_id"]),
        )

    def _identifiers(self, transaction_id: str) -> tuple[Identifier, ...]:
        rows = self._rows(
            "SELECT kind, value, key, path, role FROM identifiers WHERE transaction_id = ?",
            (transaction_id,),
        )
        return tuple(
            Identifier(IdKind(row["kind"]), row["value"], row["key"], row["path"], row["role"])
            for row in rows
        )

    def _entries(self, transaction_id: str) -> tuple[EntryRow, ...]:
        rows = self._rows(
            """SELECT e.document, f.delivery_id, f.received_at, f.source, f.attempts, f.basis
            FROM events e JOIN feed f USING (delivery_id) WHERE e.transaction_id = ?""",
            (transaction_id,),
        )
        read = [(event_from_text(row["document"]), row) for row in rows]
        read.sort(
            key=lambda pair: (
                pair[0].occurred_at or moment(pair[1]["received_at"]),
                pair[0].rank,
                pair[1]["received_at"],
                pair[1]["delivery_id"],
            )
        )
        return tuple(
            EntryRow(
                source=row["source"],
                status=str(event.status),
                provider_status=event.provider_status,
                event_type=event.event_type,
                occurred_at=event.occurred_at,
                raw_time=event.raw_time,
                received_at=moment(row["received_at"]),
                delivery_id=row["delivery_id"],
                duplicates=row["attempts"] - 1,
                basis=row["basis"],
                flags=event.flags,
            )
            for event, row in read
        )

    def _related(self, transaction_id: str) -> tuple[RelatedRow, ...]:
        rows = self._rows(
            """SELECT t.*, r.evidence FROM relations r
            JOIN transactions t ON t.transaction_id = r.other_id WHERE r.transaction_id = ?""",
            (transaction_id,),
        )
        return tuple(
            RelatedRow(
                row["transaction_id"],
                row["provider"],
                row["kind"],
                row["status"],
                row["amount"],
                row["asset"],
                row["evidence"],
            )
            for row in rows
        )

    def export_rows(self) -> Iterator[TransactionRow]:
        """Every transaction, oldest activity first, read as it is asked for."""
        try:
            for row in self._store.execute(
                "SELECT * FROM transactions ORDER BY last_received_at, transaction_id"
            ):
                yield _transaction_row(row)
        except Error as error:
            raise _unreadable(error) from error

    # --- deliveries ---------------------------------------------------------------------------

    def delivery(self, delivery_id: int) -> DeliveryDetail:
        """One delivery whole; raises NotFound."""
        rows = self._rows("SELECT * FROM facts.deliveries WHERE id = ?", (delivery_id,))
        if not rows:
            raise NotFound(f"There is no delivery {delivery_id}.")
        row = rows[0]
        later = self._rows(
            "SELECT * FROM facts.admissions WHERE delivery_id = ? ORDER BY id DESC LIMIT 1",
            (delivery_id,),
        )
        verdict = {name: (later or rows)[0][name] for name in _VERDICT}
        feed = self.feed_rows([delivery_id])
        unreadable = self._rows("SELECT unreadable FROM feed WHERE delivery_id = ?", (delivery_id,))
        return DeliveryDetail(
            delivery_id=delivery_id,
            provider=row["provider"],
            environment=row["environment"],
            path_tail=row["tail"],
            headers=tuple((name, value) for name, value in json.loads(row["headers"])),
            body=row["body"],
            sha256=row["sha256"].hex(),
            body_is_intact=hashlib.sha256(row["body"]).digest() == row["sha256"],
            peer=row["peer"],
            source_address=row["source"],
            address_check=row["address_check"],
            received_at=moment(row["received_at"]),
            fingerprint=row["fingerprint"],
            origin=row["origin"],
            standing=feed[0].standing if feed else verdict["outcome"],
            basis=verdict["basis"],
            scheme=verdict["scheme"],
            key_id=verdict["key_id"],
            form=verdict["form"],
            weak=bool(verdict["weak"]),
            reason=verdict["reason"],
            expected=verdict["expected"],
            received=verdict["received"],
            unreadable=unreadable[0]["unreadable"] if unreadable else "",
            transaction_ids=tuple(
                event["transaction_id"]
                for event in self._rows(
                    "SELECT transaction_id FROM events WHERE delivery_id = ? ORDER BY position",
                    (delivery_id,),
                )
            ),
            attempts=self._attempts(delivery_id),
        )

    def _attempts(self, delivery_id: int) -> tuple[AttemptRow, ...]:
        rows = self._rows(
            """SELECT a.received_at, a.peer, k.at, coalesce(k.status, 0) AS status FROM (
                SELECT id AS delivery_id, 1 AS number, received_at, peer FROM facts.deliveries
                WHERE id = ?1 UNION ALL
                SELECT delivery_id, number, received_at, peer FROM facts.attempts
                WHERE delivery_id = ?1) a
            LEFT JOIN facts.acknowledgements k USING (delivery_id, number) ORDER BY a.number""",
            (delivery_id,),
        )
        return tuple(
            AttemptRow(
                moment(row["received_at"]), row["peer"], moment_or_none(row["at"]), row["status"]
            )
            for row in rows
        )

    def deliveries_of(self, transaction_id: str) -> list[int]:
        """The ids of a transaction's deliveries, oldest arrival first."""
        rows = self._rows(
            "SELECT DISTINCT delivery_id FROM events WHERE transaction_id = ? ORDER BY 1",
            (transaction_id,),
        )
        return [row["delivery_id"] for row in rows]

    # --- lookup and figures -------------------------------------------------------------------

    def lookup(self, text: str, limit: int = 50) -> list[LookupHit]:
        """The transactions that answer a pasted text, best first, each with the reason."""
        try:
            return searching.lookup(self._store, text, limit)
        except Error as error:
            raise _unreadable(error) from error

    def stats(self) -> Stats:
        """The whole store in figures."""
        numbers = self._numbers()
        by_status: dict[str, dict[str, int]] = {}
        standings: dict[str, int] = {}
        for name, value in sorted(numbers.items()):
            group, _, rest = name.partition(":")
            provider, _, word = rest.partition(":")
            if group == "status" and value:
                by_status.setdefault(provider, {})[word] = value
            elif group == "standing":
                standings[word] = standings.get(word, 0) + value
        return Stats(
            deliveries=numbers.get("deliveries", 0),
            attempts=numbers.get("attempts", 0),
            transactions=numbers.get("transactions", 0),
            quarantined=standings.get("quarantined", 0),
            unreadable=standings.get("unreadable", 0),
            by_provider_status=by_status,
        )

    def _numbers(self) -> dict[str, int]:
        rows = self._rows("SELECT name, value FROM numbers WHERE name NOT LIKE 'cursor:%'")
        return {row["name"]: row["value"] for row in rows}

    def counts_by_status(self, since: datetime, until: datetime) -> list[StatusCount]:
        """Transactions first seen in [since, until), to the hour, by provider and status."""
        return figures.counts_by_status(self._rows, since, until)

    def deliveries_over_time(
        self, since: datetime, until: datetime, width: timedelta
    ) -> list[TimeBucket]:
        """Deliveries in [since, until) by provider, in buckets of `width` (whole minutes)."""
        return figures.deliveries_over_time(self._rows, since, until, width)

    def money_in_flight(self, now: datetime) -> list[FlightRow]:
        """What is not final, by provider, asset and age."""
        return figures.money_in_flight(self._rows, now)

    def time_to_final(self, since: datetime, until: datetime) -> list[FinalTimeRow]:
        """Seconds from creation to the end, for what ended in [since, until)."""
        return figures.time_to_final(self._rows, since, until)

    def ack_times(self, last: int = 1000) -> AckTimes:
        """How long our last answers took."""
        return figures.ack_times(self._rows, last)

    def connection_health(self) -> list[ConnectionHealth]:
        """What is known of each provider that ever delivered."""
        return figures.connection_health(self._rows, self._numbers())

    def store_size(self) -> int:
        """Bytes on disk of both files and their logs."""
        files = (Path(f"{path}{ending}") for path in self._paths for ending in ("", "-wal"))
        return sum(file.stat().st_size for file in files if file.exists())


def _equal(alias: str, **columns: str) -> list[tuple[str, object]]:
    return [(f"{alias}.{column} = ?", value) for column, value in columns.items() if value]


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def _feed_row(row: Row) -> FeedRow:
    return FeedRow(
        delivery_id=row["delivery_id"],
        received_at=moment(row["received_at"]),
        provider=row["provider"],
        kind=row["kind"],
        event_type=row["event_type"],
        status=row["status"],
        provider_status=row["provider_status"],
        amount=row["amount"],
        asset=row["asset"],
        rail=row["rail"],
        counterparty=row["counterparty"],
        reference=row["reference"],
        transaction_id=row["transaction_id"],
        attempts=row["attempts"],
        flags=tuple(row["flags"].split()),
        standing=row["standing"],
        basis=row["basis"],
        source=row["source"],
    )


def _transaction_row(row: Row) -> TransactionRow:
    return TransactionRow(
        transaction_id=row["transaction_id"],
        provider=row["provider"],
        kind=row["kind"],
        status=row["status"],
        provider_status=row["provider_status"],
        is_final=bool(row["is_final"]),
        amount=row["amount"],
        asset=row["asset"],
        rail=row["rail"],
        direction=row["direction"],
        counterparty=row["counterparty"],
        reference=row["reference"],
        created_at=moment_or_none(row["created_at"]),
        occurred_at=moment_or_none(row["occurred_at"]),
        first_received_at=moment(row["first_received_at"]),
        last_received_at=moment(row["last_received_at"]),
        attempts=row["attempts"],
        flags=tuple(row["flags"].split()),
    )


def _unreadable(error: Error) -> StoreError:
    return StoreError(
        "The store cannot be read.",
        cause=f"SQLite says: {error}.",
        remedy="If it stays so, stop Acuse and run: main.py rebuild.",
    )
