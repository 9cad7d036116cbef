"""What is written into facts.db: a delivery, its further arrivals, later verdicts, answers sent."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import datetime

from app.core.changes import ChangeSet
from app.core.delivery import Delivery, Outcome, Receipt, Request, Verdict
from app.core.errors import NotFound
from app.store.sqlite import Connection, micros

QUARANTINE_LIMIT = 64 * 1024 * 1024  # bytes of bodies; beyond it the oldest are let go
_TRIM_EVERY = 64  # quarantined deliveries; summing the ring for each one would make it slow

_VERDICT = "outcome, basis, scheme, key_id, form, weak, reason, expected, received"
_INSERT = f"""INSERT INTO deliveries (provider, environment, origin, tail, headers, body, sha256,
    fingerprint, peer, source, address_check, received_at, {_VERDICT})
    VALUES ({", ".join("?" * 21)})"""  # noqa: S608 - names of our own
_ADMIT = f"""INSERT INTO admissions (delivery_id, decided_at, twin_id, {_VERDICT})
    VALUES ({", ".join("?" * 12)})"""  # noqa: S608
# The newest verdict on a delivery `d`.
_STANDING = """coalesce((SELECT a.outcome FROM admissions a WHERE a.delivery_id = d.id
    ORDER BY a.id DESC LIMIT 1), d.outcome)"""
_KNOWN = f"""SELECT d.id, d.sha256 FROM deliveries d
    WHERE d.provider = ? AND d.fingerprint = ? AND {_STANDING} = ? AND d.id <> ?
    ORDER BY d.id LIMIT 1"""  # noqa: S608
_IN_QUARANTINE = f"""SELECT d.id, length(d.body) AS bytes FROM deliveries d
    WHERE d.outcome <> 'trusted' AND length(d.body) > 0 AND {_STANDING} = 'quarantined'
    ORDER BY d.id DESC"""  # noqa: S608


@dataclass(slots=True)
class Group:
    """What a group of work changed, told after COMMIT."""

    at: datetime
    deliveries: int = 0
    attempts: int = 0
    quarantined: int = 0
    last_delivery: int = 0
    written: set[str] = field(default_factory=set)

    def changes(self) -> ChangeSet | None:
        if not (self.deliveries or self.attempts or self.written):
            return None
        return ChangeSet(
            deliveries=self.deliveries,
            attempts=self.attempts,
            last_delivery=self.last_delivery,
            quarantined=self.quarantined,
            written=frozenset(self.written),
        )


def keep(facts: Connection, group: Group, delivery: Delivery) -> Receipt:
    """A delivery seen for the first time as a row of its own, any other as one more attempt."""
    request, outcome = delivery.request, delivery.verdict.outcome
    # A forged copy must not hide the genuine one: only the like of its standing counts as known.
    known = facts.execute(
        _KNOWN, (request.provider, delivery.fingerprint, str(outcome), 0)
    ).fetchone()
    if known is not None:
        differs = known["sha256"] != delivery.sha256
        return _repeat(facts, group, known["id"], request, request.body if differs else None)
    cursor = facts.execute(
        _INSERT,
        (
            request.provider,
            delivery.environment,
            str(delivery.origin),
            request.tail,
            headers_as_text(request.headers),
            request.body,
            delivery.sha256,
            delivery.fingerprint,
            request.peer,
            request.source,
            str(request.address),
            micros(request.received_at),
            *_row(delivery.verdict),
        ),
    )
    delivery_id = cursor.lastrowid or 0
    group.deliveries += 1
    group.last_delivery = delivery_id
    if outcome is Outcome.QUARANTINED:
        group.quarantined += 1
        if delivery_id % _TRIM_EVERY == 0:
            trim_quarantine(facts, group)
    return Receipt(delivery_id, 1, group.at)


def headers_as_text(headers: tuple[tuple[bytes, bytes], ...]) -> str:
    """Headers as JSON; latin-1 keeps every byte as one character."""
    pairs = [[name.decode("latin-1"), value.decode("latin-1")] for name, value in headers]
    return json.dumps(pairs, separators=(",", ":"))


def headers_from_text(text: str) -> tuple[tuple[bytes, bytes], ...]:
    return tuple(
        (name.encode("latin-1"), value.encode("latin-1")) for name, value in json.loads(text)
    )


def _row(verdict: Verdict) -> tuple[object, ...]:
    return (
        str(verdict.outcome),
        str(verdict.basis),
        verdict.scheme,
        verdict.key_id,
        verdict.form,
        int(verdict.weak),
        verdict.reason,
        verdict.expected,
        verdict.received,
    )


def _repeat(
    facts: Connection, group: Group, delivery_id: int, request: Request, body: bytes | None
) -> Receipt:
    number = _next_number(facts, delivery_id)
    facts.execute(
        "INSERT INTO attempts (delivery_id, number, received_at, peer, body)"
        " VALUES (?, ?, ?, ?, ?)",
        (delivery_id, number, micros(request.received_at), request.peer, body),
    )
    group.attempts += 1
    return Receipt(delivery_id, number, group.at)


def _next_number(facts: Connection, delivery_id: int) -> int:
    (highest,) = facts.execute(
        "SELECT max(number) FROM attempts WHERE delivery_id = ?", (delivery_id,)
    ).fetchone()
    return (highest or 1) + 1


def admit(facts: Connection, group: Group, delivery_id: int, verdict: Verdict) -> Receipt:
    """A later verdict on a kept delivery, appended, since facts never change.

    When its genuine copy has arrived meanwhile, it becomes one more attempt of that one. Raises
    NotFound for a delivery that is not kept (any more).
    """
    row = facts.execute(
        "SELECT provider, fingerprint, received_at, peer FROM deliveries WHERE id = ?",
        (delivery_id,),
    ).fetchone()
    if row is None:
        raise NotFound(f"There is no delivery {delivery_id}.")
    twin = None
    if verdict.is_trusted:
        twin = facts.execute(
            _KNOWN, (row["provider"], row["fingerprint"], str(Outcome.TRUSTED), delivery_id)
        ).fetchone()
    receipt = Receipt(delivery_id, 1, group.at)
    if twin is not None:
        number = _next_number(facts, twin["id"])
        facts.execute(
            "INSERT INTO attempts (delivery_id, number, received_at, peer) VALUES (?, ?, ?, ?)",
            (twin["id"], number, row["received_at"], row["peer"]),
        )
        receipt = Receipt(twin["id"], number, group.at)
    facts.execute(
        _ADMIT,
        (delivery_id, micros(group.at), None if twin is None else twin["id"], *_row(verdict)),
    )
    group.attempts += 1
    return receipt


def acknowledge(
    facts: Connection, group: Group, receipt: Receipt, at: datetime, status: int
) -> None:
    """When an arrival was answered, and with which status."""
    facts.execute(
        "INSERT INTO acknowledgements (delivery_id, number, at, status) VALUES (?, ?, ?, ?)",
        (receipt.delivery_id, receipt.attempt, micros(at), status),
    )


def trim_quarantine(facts: Connection, group: Group, limit: int = QUARANTINE_LIMIT) -> None:
    """Let go of the oldest quarantined bodies beyond the limit, and keep count of them.

    That something came, when, from where and why it failed stays.
    """
    kept, gone = 0, []
    for row in facts.execute(_IN_QUARANTINE):
        kept += row["bytes"]
        if kept > limit:
            gone.append((row["id"],))
    if gone:
        facts.executemany("UPDATE deliveries SET body = x'', headers = '[]' WHERE id = ?", gone)
        facts.execute(
            """INSERT INTO dropped (id, count, last_at) VALUES (1, ?, ?) ON CONFLICT (id)
            DO UPDATE SET count = count + excluded.count, last_at = excluded.last_at""",
            (len(gone), micros(group.at)),
        )
