"""The questions about transactions: a page of them, one whole, all of them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from app.core.annotations import NONE
from app.core.errors import NotFound
from app.core.event import Recorded
from app.core.timeline import fold
from app.store import history
from app.store.deliveries import Ask
from app.store.meanings import Tell
from app.store.rows import EntryRow, RelatedRow, TransactionDetail, TransactionRow
from app.store.sqlite import Connection, Row, moment_or_none

# In the order of a TransactionRow, which is made of thousands of them.
COLUMNS = """t.transaction_id, t.provider, t.kind, t.status, t.provider_status,
    t.is_final, t.amount, t.asset, t.rail, t.direction, t.counterparty, t.reference,
    t.created_at, t.occurred_at, t.first_received_at, t.last_received_at, t.attempts, t.flags,
    t.number"""
_COUNT = len(COLUMNS.split(","))
_IS_FINAL, _FLAGS, _MARKS = map(TransactionRow._fields.index, ("is_final", "flags", "marks"))
_TIMES = [place for place, name in enumerate(TransactionRow._fields) if name.endswith("_at")]
ROWS = f"SELECT {COLUMNS} FROM transactions t"  # noqa: S608 - words of our own
_NEWEST_FIRST = "ORDER BY t.last_received_at DESC, t.number DESC"
_WHOLE = f"""SELECT {COLUMNS}, t.charge, t.charge_asset, t.sender, t.receiver, t.finalised_at
    FROM transactions t"""  # noqa: S608


def numbered(ask: Ask, numbers: Iterable[int]) -> list[TransactionRow]:
    """The transactions of these numbers as they stand now."""
    statement = f"{ROWS} WHERE t.number IN (SELECT value FROM json_each(?))"  # noqa: S608
    return [transaction_row(row) for row in ask(statement, (json.dumps(list(numbers)),))]


def in_order(store: Connection, numbers: Sequence[int]) -> list[TransactionRow]:
    """The same, in the order of their numbers here."""
    statement = (
        f"SELECT {COLUMNS} FROM json_each(?) wanted CROSS JOIN transactions t"  # noqa: S608
        " ON t.number = wanted.value ORDER BY wanted.id"
    )
    return [transaction_row(row) for row in store.execute(statement, (json.dumps(numbers),))]


def rows_of(ask: Ask, transaction_ids: Sequence[str]) -> list[TransactionRow]:
    """These transactions as they stand now, most recently active first."""
    where = "t.transaction_id IN (SELECT value FROM json_each(?))"
    statement = f"{ROWS} WHERE {where} {_NEWEST_FIRST}"
    rows = ask(statement, (json.dumps(transaction_ids),))
    return [transaction_row(row) for row in rows]


def one(ask: Ask, wanted: str) -> Row:
    """A transaction by its id, or by the provider's own; raises NotFound."""
    rows = ask(f"{_WHOLE} WHERE t.transaction_id = ?", (wanted,)) or ask(
        f"{_WHOLE} WHERE t.key = ? {_NEWEST_FIRST} LIMIT 1", (wanted,)
    )
    if not rows:
        raise NotFound(
            f"There is no transaction {wanted}.",
            remedy="Look it up by any identifier: lookup finds CLABEs, hashes and references.",
        )
    return rows[0]


def detail(store: Connection, row: Row, tell: Tell) -> TransactionDetail:
    """All of one transaction; raises NotFound when its deliveries are gone."""
    records = history.records(store, row["number"], tell)
    if not records:
        raise NotFound(f"What told of transaction {row['transaction_id']} is gone.")
    state = fold(records)
    return TransactionDetail(
        row=transaction_row(row),
        charge=row["charge"],
        charge_asset=row["charge_asset"],
        sender=row["sender"],
        receiver=row["receiver"],
        finalised_at=moment_or_none(row["finalised_at"]),
        identifiers=state.identifiers,
        facts=state.facts,
        entries=_entries(store, records),
        related=_related(store, dict(history.evidence(store, state, tell))),
    )


def _entries(store: Connection, records: Sequence[Recorded]) -> tuple[EntryRow, ...]:
    """The timeline as the fold puts it, each line with its arrival."""
    ids = json.dumps([record.delivery_id for record in records])
    bases = dict(
        map(
            tuple,
            store.execute(
                "SELECT delivery_id, basis FROM feed"
                " WHERE delivery_id IN (SELECT value FROM json_each(?))",
                (ids,),
            ),
        )
    )
    ordered = sorted(
        records,
        key=lambda one: (
            one.event.occurred_at or one.received_at,
            one.event.rank,
            one.received_at,
            one.delivery_id,
        ),
    )
    return tuple(_entry(record, bases.get(record.delivery_id, "")) for record in ordered)


def _entry(record: Recorded, basis: str) -> EntryRow:
    event = record.event
    return EntryRow(
        source=record.source,
        status=str(event.status),
        provider_status=event.provider_status,
        event_type=event.event_type,
        occurred_at=event.occurred_at,
        raw_time=event.raw_time,
        received_at=record.received_at,
        delivery_id=record.delivery_id,
        duplicates=record.attempts - 1,
        basis=basis,
        flags=event.flags,
    )


def _related(store: Connection, evidence: dict[str, str]) -> tuple[RelatedRow, ...]:
    def ask(statement: str, values: Sequence[object]) -> list[Row]:
        return store.execute(statement, values).fetchall()

    return tuple(
        RelatedRow(
            row.transaction_id,
            row.provider,
            row.kind,
            row.status,
            row.amount,
            row.asset,
            evidence[row.transaction_id],
        )
        for row in rows_of(ask, list(evidence))
    )


def transaction_row(row: Row) -> TransactionRow:
    """A row that begins with COLUMNS."""
    values = [*row][:_COUNT]
    values[_IS_FINAL] = bool(values[_IS_FINAL])
    values[_FLAGS] = tuple(values[_FLAGS].split())
    for place in _TIMES:
        values[place] = moment_or_none(values[place])
    values.insert(_MARKS, NONE)
    return TransactionRow._make(values)
