"""The quarantine as a ring: so many bytes of bodies, then the oldest are let go and counted.

That something came, when, from where and why it failed stays; only its bytes go.
"""

from __future__ import annotations

from datetime import datetime

from app.store.sqlite import Connection, micros

LIMIT = 64 * 1024 * 1024  # bytes
# So much is let go at once: each time the ring is full, it is searched from its oldest end.
SLACK = LIMIT // 8

# Whatever a delivery `d` holds, with the bodies of its attempts that differed.
_SIZE = """length(d.body) + (SELECT coalesce(sum(length(t.body)), 0) FROM attempts t
    WHERE t.delivery_id = d.id)"""
_OLDEST = f"""SELECT d.id, {_SIZE} AS size FROM deliveries d
    WHERE d.outcome <> 'trusted' AND d.body IS NOT NULL AND coalesce((SELECT a.outcome
        FROM admissions a WHERE a.delivery_id = d.id ORDER BY a.id DESC LIMIT 1), d.outcome
    ) = 'quarantined' ORDER BY d.id"""  # noqa: S608 - texts of our own


def size_of(facts: Connection, delivery_id: int) -> int:
    """The bytes of a delivery and its attempts."""
    row = facts.execute(
        f"SELECT {_SIZE} FROM deliveries d WHERE d.id = ?",  # noqa: S608
        (delivery_id,),
    ).fetchone()
    return int(row[0] or 0)


def grow(facts: Connection, size: int, at: datetime) -> None:
    """So many bytes came into quarantine, or left it; what no longer fits is let go."""
    (held,) = facts.execute(
        "UPDATE quarantine SET bytes = bytes + ? WHERE id = 1 RETURNING bytes", (size,)
    ).fetchone()
    if held > LIMIT:
        _let_go(facts, held - LIMIT + SLACK, at)


def count(facts: Connection) -> None:
    """Count anew how full the quarantine is, after deliveries were brought in or taken away."""
    held = sum(row["size"] or 0 for row in facts.execute(_OLDEST))
    facts.execute("UPDATE quarantine SET bytes = ? WHERE id = 1", (held,))


def _let_go(facts: Connection, wanted: int, at: datetime) -> None:
    gone: list[tuple[int]] = []
    freed = 0
    for row in facts.execute(_OLDEST):
        if freed >= wanted:
            break
        freed += row["size"]
        gone.append((row["id"],))
    facts.executemany("UPDATE deliveries SET body = NULL, headers = '[]' WHERE id = ?", gone)
    facts.executemany("UPDATE attempts SET body = NULL WHERE delivery_id = ?", gone)
    facts.execute(
        "UPDATE quarantine SET bytes = bytes - ?, dropped = dropped + ?, dropped_at = ?"
        " WHERE id = 1",
        (freed, len(gone), micros(at)),
    )
