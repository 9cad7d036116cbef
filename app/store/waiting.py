"""What the projector has yet to do: deliveries about which facts.db holds something new."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from app.store.same import FINGERPRINT
from app.store.sqlite import Connection, Row, moment
from app.store.unlisted import RUNS

# Everything in facts.db that changes what is shown is a growing list that is read to its end.
DELIVERIES = "deliveries"
STREAMS = (DELIVERIES, "attempts", "admissions", "damages")
_READ = (*STREAMS, RUNS)

_DELIVERIES = f"""SELECT d.id, d.provider, d.environment, d.origin, {FINGERPRINT} AS fingerprint,
    unpacked(CAST(d.body AS BLOB), d.provider, d.packing) AS body, d.sha256,
    d.received_at, coalesce(a.outcome, d.outcome) AS outcome, coalesce(a.basis, d.basis) AS basis,
    coalesce(a.reason, d.reason) AS reason, a.twin_id,
    1 + (SELECT count(*) FROM attempts t WHERE t.delivery_id = d.id) AS attempts,
    (SELECT m.is_damaged FROM damages m WHERE m.delivery_id = d.id
        ORDER BY m.id DESC LIMIT 1) AS is_damaged
    FROM deliveries d LEFT JOIN admissions a ON a.id = (
        SELECT max(id) FROM admissions WHERE delivery_id = d.id)
    WHERE d.id IN (SELECT value FROM json_each(?)) ORDER BY d.id"""  # noqa: S608 - words of our own


ANSWERS = "acknowledgements"
_ANSWERS = """SELECT k.id, k.at, d.provider, d.environment,
    coalesce(a.received_at, d.received_at) AS received_at
    FROM acknowledgements k JOIN deliveries d ON d.id = k.delivery_id
    LEFT JOIN attempts a ON a.delivery_id = k.delivery_id AND a.number = k.number
    WHERE k.id > ? ORDER BY k.id LIMIT ?"""


@dataclass(frozen=True, slots=True)
class PendingDelivery:
    """A delivery about which something is new, as it stands now."""

    delivery_id: int
    provider: str
    environment: str
    source: str
    body: bytes
    fingerprint: str
    received_at: datetime
    outcome: str
    basis: str
    reason: str  # why it is not believed
    attempts: int
    is_twin: bool  # its genuine copy carries the events
    is_intact: bool  # its body is the one that came
    is_damaged: bool  # the body of it or of a repeat was found changed


def waiting(
    facts: Connection, cursors: Mapping[str, int], limit: int
) -> tuple[list[int], dict[str, int]]:
    """The next deliveries, oldest first, and how far each list is read with them.

    What follows a delivery is read with it, so a repeat of one that is not reached yet can wait:
    the feed grows at its end only.
    """
    touched: set[int] = set()
    reached = dict(cursors)
    for stream in STREAMS:
        column = "id" if stream == DELIVERIES else "delivery_id"
        rows = facts.execute(
            f"SELECT id, {column} AS delivery_id FROM {stream} WHERE id > ? ORDER BY id LIMIT ?",  # noqa: S608
            (cursors[stream], limit),
        ).fetchall()
        reached[stream] = rows[-1]["id"] if rows else cursors[stream]
        touched.update(
            row["delivery_id"] for row in rows if row["delivery_id"] <= reached[DELIVERIES]
        )
    return sorted(touched), reached


def arrivals(facts: Connection) -> int:
    """A number that grows with each arrival."""
    (count,) = facts.execute(
        "SELECT coalesce((SELECT max(id) FROM deliveries), 0)"
        " + coalesce((SELECT max(id) FROM attempts), 0)"
    ).fetchone()
    return int(count)


def answers(facts: Connection, last: int, limit: int) -> list[Row]:
    """The next acknowledgements of ours after the one numbered `last`, oldest first."""
    return list(facts.execute(_ANSWERS, (last, limit)))


def is_behind(store: Connection) -> bool:
    """Whether `facts`, attached to the views, holds something that is not projected yet."""
    statement = " UNION ALL ".join(
        f"SELECT coalesce(max(id), 0) > coalesce((SELECT last FROM cursors"  # noqa: S608
        f" WHERE stream = '{stream}'), 0) AS is_behind FROM facts.{stream}"
        for stream in _READ
    )
    return any(row["is_behind"] for row in store.execute(statement))


def bodies(facts: Connection, delivery_ids: Iterable[int]) -> Iterator[bytes]:
    """The bodies of these deliveries, as far as they are kept."""
    for delivery_id in delivery_ids:
        row = facts.execute(
            "SELECT unpacked(body, provider, packing) AS body FROM deliveries WHERE id = ?",
            (delivery_id,),
        ).fetchone()
        if row is not None and row["body"] is not None:
            yield row["body"]


def is_ahead(views: Connection, facts: Connection) -> bool:
    """Whether the views know of more than these facts hold."""
    return any(
        row["last"]
        > facts.execute(f"SELECT coalesce(max(id), 0) FROM {row['stream']}").fetchone()[0]  # noqa: S608
        for row in views.execute("SELECT stream, last FROM cursors").fetchall()
        if row["stream"] in _READ
    )


def deliveries(facts: Connection, delivery_ids: Iterable[int]) -> list[PendingDelivery]:
    """Deliveries with their newest verdicts and the numbers of their arrivals, oldest first."""
    rows = facts.execute(_DELIVERIES, (json.dumps(list(delivery_ids)),))
    return [_pending(row) for row in rows]


def _pending(row: Row) -> PendingDelivery:
    body = row["body"]
    is_intact = body is None or sha256(body).digest() == row["sha256"]
    return PendingDelivery(
        delivery_id=row["id"],
        provider=row["provider"],
        environment=row["environment"],
        source=row["origin"],
        body=body or b"",
        fingerprint=row["fingerprint"],
        received_at=moment(row["received_at"]),
        outcome=row["outcome"],
        basis=row["basis"],
        reason=row["reason"],
        attempts=row["attempts"],
        is_twin=row["twin_id"] is not None,
        is_intact=is_intact,
        is_damaged=not is_intact or bool(row["is_damaged"]),
    )
