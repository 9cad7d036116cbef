"""Bodies whose bytes are no longer those that came: found by their SHA-256, and noted.

`damages` grows at its end: one row when a body is found changed, one when it is whole again; the
newest counts. The projector reads it as it reads every list of the facts.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from app.store.sqlite import Connection, Row, micros

_BODIES = """SELECT d.id, unpacked(CAST(d.body AS BLOB), d.provider, d.packing) AS body, d.sha256
    FROM deliveries d WHERE d.body IS NOT NULL"""
# Those of the repeats that came with other bytes; of before there was a digest, none is known.
_REPEATS = """SELECT delivery_id AS id, CAST(body AS BLOB) AS body, sha256 FROM attempts
    WHERE sha256 IS NOT NULL AND body IS NOT NULL"""
_NOTED = "SELECT is_damaged FROM damages WHERE delivery_id = ? ORDER BY id DESC LIMIT 1"
_LAST = "SELECT max(id) FROM (SELECT id FROM deliveries WHERE id > ? ORDER BY id LIMIT ?)"


@dataclass(frozen=True, slots=True)
class Looked:
    """How far a look went, None where there was nothing left, and what it found changed."""

    last: int | None
    damaged: tuple[int, ...] = ()


def look(facts: Connection, after: int, limit: int) -> Looked:
    """Hold the next deliveries and their repeats against their digests."""
    (last,) = facts.execute(_LAST, (after, limit)).fetchone()
    if last is None:
        return Looked(None)
    rows = facts.execute(f"{_BODIES} AND d.id > ? AND d.id <= ?", (after, last)).fetchall()
    rows += facts.execute(
        f"{_REPEATS} AND delivery_id > ? AND delivery_id <= ?", (after, last)
    ).fetchall()
    return Looked(last, tuple(sorted({row["id"] for row in rows if not _is_whole(row)})))


def settle(facts: Connection, delivery_ids: Iterable[int], at: datetime) -> int:
    """A job of the facts writer: note what these deliveries are now; how many that changed."""
    changed = 0
    for one in delivery_ids:
        is_damaged = not all(map(_is_whole, _rows_of(facts, one)))
        noted = facts.execute(_NOTED, (one,)).fetchone()
        if is_damaged != bool(noted and noted["is_damaged"]):
            facts.execute(
                "INSERT INTO damages (delivery_id, is_damaged, at) VALUES (?, ?, ?)",
                (one, int(is_damaged), micros(at)),
            )
            changed += 1
    return changed


def damaged(facts: Connection) -> list[int]:
    """The deliveries that are noted as damaged, oldest first."""
    rows = facts.execute(
        "SELECT delivery_id FROM damages WHERE id IN"
        " (SELECT max(id) FROM damages GROUP BY delivery_id) AND is_damaged ORDER BY 1"
    )
    return [row["delivery_id"] for row in rows]


def _rows_of(facts: Connection, delivery_id: int) -> list[Row]:
    own = facts.execute(f"{_BODIES} AND d.id = ?", (delivery_id,)).fetchall()
    return own + facts.execute(f"{_REPEATS} AND delivery_id = ?", (delivery_id,)).fetchall()


def _is_whole(row: Row) -> bool:
    return bool(sha256(row["body"]).digest() == row["sha256"])
