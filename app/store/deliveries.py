"""The questions about deliveries: the feed, and one delivery whole."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from typing import TypeAlias

from app.core.annotations import NONE
from app.core.errors import NotFound
from app.store.rows import AttemptRow, DeliveryDetail, FeedRow
from app.store.same import FINGERPRINT
from app.store.sqlite import Row, moment, moment_or_none

Ask: TypeAlias = Callable[[str, Sequence[object]], list[Row]]

WITH_TRANSACTION = "LEFT JOIN transactions t ON t.number = f.transaction_number"
# In the order of a FeedRow, which is made of thousands of them.
_COLUMNS = """f.delivery_id, f.received_at, f.provider, f.kind, f.event_type, f.status,
    f.provider_status, f.amount, f.asset, f.rail, f.counterparty, f.reference,
    coalesce(t.transaction_id, ''), f.attempts, coalesce(t.flags, ''), f.standing, f.basis,
    f.source"""
_AT, _FLAGS = FeedRow._fields.index("received_at"), FeedRow._fields.index("flags")
FEED_ROWS = f"SELECT {_COLUMNS} FROM feed f {WITH_TRANSACTION}"  # noqa: S608 - words of our own
BODY = "unpacked(d.body, d.provider, d.packing)"  # of a delivery `d`, as it came
_DETAIL = f"""SELECT d.provider, d.environment, d.tail, d.sha256, d.peer,
    unpacked(d.headers, d.provider, d.packing) AS headers,
    unpacked(CAST(d.body AS BLOB), d.provider, d.packing) AS body,
    d.source, d.address_check, d.received_at, {FINGERPRINT} AS fingerprint, d.origin,
    coalesce(a.outcome, d.outcome) AS standing,
    coalesce(a.basis, d.basis) AS basis, coalesce(a.scheme, d.scheme) AS scheme,
    coalesce(a.key_id, d.key_id) AS key_id, coalesce(a.form, d.form) AS form,
    coalesce(a.weak, d.weak) AS weak, coalesce(a.reason, d.reason) AS reason,
    coalesce(a.expected, d.expected) AS expected, coalesce(a.received, d.received) AS received,
    f.standing AS projected, coalesce(f.unreadable, '') AS unreadable
    FROM facts.deliveries d LEFT JOIN feed f ON f.delivery_id = d.id
    LEFT JOIN facts.admissions a ON a.id = (
        SELECT max(id) FROM facts.admissions WHERE delivery_id = d.id)
    WHERE d.id = ?"""  # noqa: S608 - words of our own
_ATTEMPTS = """SELECT a.received_at, a.peer, k.at, coalesce(k.status, 0) AS status FROM (
        SELECT id AS delivery_id, 1 AS number, received_at, peer FROM facts.deliveries
        WHERE id = ?1 UNION ALL
        SELECT delivery_id, number, received_at, peer FROM facts.attempts
        WHERE delivery_id = ?1) a
    LEFT JOIN facts.acknowledgements k USING (delivery_id, number) ORDER BY a.number"""


def feed_rows(ask: Ask, delivery_ids: Iterable[int]) -> list[FeedRow]:
    """These deliveries, oldest first."""
    where = " WHERE f.delivery_id IN (SELECT value FROM json_each(?)) ORDER BY f.delivery_id"
    return _feed(ask, where, (json.dumps(list(delivery_ids)),))


def feed_rows_of(ask: Ask, transaction_ids: Iterable[str]) -> list[FeedRow]:
    """All deliveries of these transactions, oldest first."""
    where = """ WHERE f.delivery_id IN (SELECT e.delivery_id FROM transactions own
        JOIN events e ON e.transaction_number = own.number
        WHERE own.transaction_id IN (SELECT value FROM json_each(?))) ORDER BY f.delivery_id"""
    return _feed(ask, where, (json.dumps(list(transaction_ids)),))


def quarantine(ask: Ask, limit: int) -> list[FeedRow]:
    rows = ask(
        f"""SELECT {_COLUMNS} FROM feed f INDEXED BY feed_in_quarantine {WITH_TRANSACTION}
        WHERE f.standing IN ('quarantined', 'awaiting key')
        ORDER BY f.delivery_id DESC LIMIT ?""",  # noqa: S608 - words of our own
        (limit,),
    )
    return [feed_row(row) for row in rows]


def _feed(ask: Ask, ending: str, values: Sequence[object]) -> list[FeedRow]:
    return [feed_row(row) for row in ask(FEED_ROWS + ending, values)]


def like(text: str) -> str:
    """A text within a LIKE pattern, none of its signs a wildcard."""
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def feed_row(row: Row) -> FeedRow:
    """A row of FEED_ROWS."""
    values = [*row, NONE]
    values[_AT] = moment(values[_AT])
    values[_FLAGS] = tuple(values[_FLAGS].split())
    return FeedRow._make(values)


def delivery(ask: Ask, delivery_id: int) -> DeliveryDetail:
    rows = ask(_DETAIL, (delivery_id,))
    if not rows:
        raise NotFound(f"There is no delivery {delivery_id}.")
    row = rows[0]
    events = ask(
        "SELECT t.transaction_id FROM events e JOIN transactions t"
        " ON t.number = e.transaction_number WHERE e.delivery_id = ? ORDER BY e.position",
        (delivery_id,),
    )
    body = row["body"]
    return DeliveryDetail(
        delivery_id=delivery_id,
        provider=row["provider"],
        environment=row["environment"],
        path_tail=row["tail"],
        headers=_headers(row["headers"]),
        body=body or b"",
        sha256=row["sha256"].hex(),
        body_is_intact=body is None or hashlib.sha256(body).digest() == row["sha256"],
        peer=row["peer"],
        source_address=row["source"],
        address_check=row["address_check"],
        received_at=moment(row["received_at"]),
        fingerprint=row["fingerprint"],
        origin=row["origin"],
        standing=row["projected"] or row["standing"],
        basis=row["basis"],
        scheme=row["scheme"],
        key_id=row["key_id"],
        form=row["form"],
        weak=bool(row["weak"]),
        reason=row["reason"],
        expected=row["expected"],
        received=row["received"],
        unreadable=row["unreadable"],
        transaction_ids=tuple(dict.fromkeys(event["transaction_id"] for event in events)),
        attempts=arrivals(ask, delivery_id),
        body_is_kept=body is not None,
    )


def _headers(kept: str | bytes) -> tuple[tuple[str, str], ...]:
    """Headers as they came; none where their bytes are damaged."""
    try:
        return tuple((name, value) for name, value in json.loads(kept))
    except ValueError:
        return ()


def arrivals(ask: Ask, delivery_id: int) -> tuple[AttemptRow, ...]:
    """Each arrival of a delivery, the first one first."""
    return tuple(
        AttemptRow(
            moment(row["received_at"]), row["peer"], moment_or_none(row["at"]), row["status"]
        )
        for row in ask(_ATTEMPTS, (delivery_id,))
    )
