"""What is written into facts.db: a delivery, its further arrivals, later verdicts, answers sent."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from json.encoder import encode_basestring_ascii as _quoted
from typing import Any

from app.core.changes import ChangeSet
from app.core.delivery import Delivery, Outcome, Receipt, Request, Source, Verdict
from app.core.errors import NotFound, StoreError
from app.store import ring
from app.store.same import FINGERPRINT, same_fact
from app.store.sqlite import Connection, micros

_TAIL = 64  # deliveries that are read again after the file had to be opened anew

_VERDICT = "outcome, basis, scheme, key_id, form, weak, reason, expected, received"
_COLUMNS = (
    "provider, environment, origin, tail, headers, body, sha256, fingerprint, peer, source,"
    f" address_check, received_at, {_VERDICT}"
).split(", ")
INTO = f"deliveries ({', '.join(_COLUMNS)})"
_INSERT = f"INSERT INTO {INTO} VALUES ({', '.join('?' * 21)})"  # noqa: S608 - names of our own
_ADMIT = f"""INSERT INTO admissions (delivery_id, decided_at, twin_id, {_VERDICT})
    VALUES ({", ".join("?" * 12)})"""  # noqa: S608
# The newest verdict on a delivery `d`.
_STANDING = """coalesce((SELECT a.outcome FROM admissions a WHERE a.delivery_id = d.id
    ORDER BY a.id DESC LIMIT 1), d.outcome)"""
_AS_IT_STANDS = f"""SELECT d.provider, {FINGERPRINT} AS fingerprint, d.origin,
    d.received_at, d.peer, {_STANDING} AS standing, (SELECT a.twin_id FROM admissions a
        WHERE a.delivery_id = d.id ORDER BY a.id DESC LIMIT 1) AS twin_id
    FROM deliveries d WHERE d.id = ? AND d.body IS NOT NULL"""  # noqa: S608
KNOWN = f"""SELECT d.id, d.sha256 FROM deliveries d
    WHERE {same_fact("?1", "?2")} AND {_STANDING} = ?3 AND d.id <> ?4
    AND (d.origin = 'test') = (?5 = 'test') AND d.body IS NOT NULL ORDER BY d.id LIMIT 1"""  # noqa: S608


@dataclass(slots=True)
class Group:
    """What a group of work changed, told after COMMIT."""

    at: datetime
    deliveries: int = 0
    attempts: int = 0
    quarantined: int = 0
    last_delivery: int = 0
    written: set[str] = field(default_factory=set)
    about: set[str] = field(default_factory=set)
    arrived: list[tuple[Delivery, Receipt]] = field(default_factory=list)  # for a second copy

    def changes(self) -> ChangeSet | None:
        if not (self.deliveries or self.attempts or self.written):
            return None
        return ChangeSet(
            deliveries=self.deliveries,
            attempts=self.attempts,
            last_delivery=self.last_delivery,
            quarantined=self.quarantined,
            written=frozenset(self.written),
            about=frozenset(self.about),
        )


def last_delivery(facts: Connection) -> int:
    """The id of the newest delivery, 0 when there is none."""
    (last,) = facts.execute("SELECT max(id) FROM deliveries").fetchone()
    return last or 0


def check_tail(facts: Connection, last: int) -> None:
    """Read the newest deliveries up to `last` again; raises StoreError when any is not whole."""
    rows = facts.execute(
        "SELECT id, unpacked(body, provider, packing) AS body, sha256 FROM deliveries"
        " WHERE id <= ? ORDER BY id DESC LIMIT ?",
        (last, _TAIL),
    ).fetchall()
    whole = all(
        row["body"] is None or sha256(row["body"]).digest() == row["sha256"] for row in rows
    )
    if not rows or rows[0]["id"] != last or not whole:
        raise StoreError(
            "The store no longer holds what it had kept.",
            cause=f"Delivery {last} or one shortly before it cannot be read again.",
            remedy="Stop Acuse and look at the disk; what arrives is refused, so it is sent again.",
        )


def keep(facts: Connection, group: Group, delivery: Delivery) -> Receipt:
    """A delivery seen for the first time as a row of its own, any other as one more attempt."""
    request, outcome = delivery.request, delivery.verdict.outcome
    # A forged copy must not hide the genuine one, nor a test a real one: only its like is known.
    known = facts.execute(
        KNOWN, (request.provider, delivery.fingerprint, str(outcome), 0, str(delivery.origin))
    ).fetchone()
    if known is not None and delivery.origin in (Source.BACKFILL, Source.IMPORT):
        return Receipt(known["id"], 2, group.at)  # nobody sent it again: we asked or read it again
    if known is None:
        receipt, size = _insert(facts, group, delivery), len(request.body)
    else:
        other = request.body if known["sha256"] != delivery.sha256 else None
        receipt, size = _repeat(facts, group, known["id"], request, other), len(other or b"")
    group.arrived.append((delivery, receipt))
    if outcome is Outcome.QUARANTINED:
        ring.grow(facts, size, group.at)
    return receipt


def _insert(facts: Connection, group: Group, delivery: Delivery) -> Receipt:
    delivery_id = facts.execute(_INSERT, values(delivery)).lastrowid or 0
    group.deliveries += 1
    group.quarantined += delivery.verdict.outcome is Outcome.QUARANTINED
    group.last_delivery = delivery_id
    return Receipt(delivery_id, 1, group.at)


def values(delivery: Delivery) -> tuple[object, ...]:
    """A delivery as the values of a row."""
    request = delivery.request
    return (
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
    )


def row_of(delivery: Delivery) -> dict[str, Any]:
    """A delivery as the columns of a row, for a copy of it elsewhere."""
    return dict(zip(_COLUMNS, values(delivery), strict=True))


def headers_as_text(headers: tuple[tuple[bytes, bytes], ...]) -> str:
    """Headers as JSON; latin-1 keeps every byte as one character."""
    pairs = [
        f"[{_quoted(name.decode('latin-1'))},{_quoted(value.decode('latin-1'))}]"
        for name, value in headers
    ]
    return f"[{','.join(pairs)}]"


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
        "INSERT INTO attempts (delivery_id, number, received_at, peer, body, sha256)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        (
            delivery_id,
            number,
            micros(request.received_at),
            request.peer,
            body,
            None if body is None else sha256(body).digest(),
        ),
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
    row = facts.execute(_AS_IT_STANDS, (delivery_id,)).fetchone()
    if row is None:
        raise NotFound(f"The delivery {delivery_id} is not kept.")
    was, twin_id = row["standing"], row["twin_id"]
    receipt = Receipt(twin_id or delivery_id, 1, group.at)
    if verdict.is_trusted and was != Outcome.TRUSTED:
        twin = facts.execute(
            KNOWN,
            (
                row["provider"],
                row["fingerprint"],
                str(Outcome.TRUSTED),
                delivery_id,
                row["origin"],
            ),
        ).fetchone()
        if twin is not None:
            twin_id, number = twin["id"], _next_number(facts, twin["id"])
            facts.execute(
                "INSERT INTO attempts (delivery_id, number, received_at, peer) VALUES (?, ?, ?, ?)",
                (twin_id, number, row["received_at"], row["peer"]),
            )
            group.attempts += 1
            receipt = Receipt(twin_id, number, group.at)
    facts.execute(
        _ADMIT,
        (
            delivery_id,
            micros(group.at),
            twin_id if verdict.is_trusted else None,
            *_row(verdict),
        ),
    )
    if (was == Outcome.QUARANTINED) != (verdict.outcome is Outcome.QUARANTINED):
        size = ring.size_of(facts, delivery_id)
        ring.grow(facts, -size if was == Outcome.QUARANTINED else size, group.at)
    group.written.add("verdicts")
    return receipt
