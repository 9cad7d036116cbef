"""Makes what is kept smaller, later: bodies and headers are packed when nobody waits for a write.

A delivery is written as it came, since its sender waits; much later it is written again, packed, in
its own place. The newest stay as they came, for they are read most.
"""

from __future__ import annotations

from app.store.packing import NUMBER, kept_by
from app.store.sqlite import Connection, Row

BATCH = 50  # deliveries: a few milliseconds in which another one would have to wait
NEWEST = 1000  # deliveries that are left as they came

# The quarantine counts bytes, so whatever was ever in doubt stays as it is.
_NEXT = """SELECT d.* FROM deliveries d WHERE d.id > :last AND d.id <= :until
    AND d.packing = 0 AND d.outcome = 'trusted' AND d.body IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM admissions a WHERE a.delivery_id = d.id)"""


def shrink(facts: Connection, batch: int = BATCH, newest: int = NEWEST) -> int:
    """Pack the next deliveries, within a transaction of the caller's; how many were looked at."""
    (last,) = facts.execute("SELECT last FROM packed").fetchone()
    (highest,) = facts.execute("SELECT coalesce(max(id), 0) FROM deliveries").fetchone()
    until: int = min(last + batch, highest - newest)
    if until <= last:
        return 0
    rows = facts.execute(_NEXT, {"last": last, "until": until}).fetchall()
    packed = [
        {
            **dict(row),
            "packing": NUMBER,
            "fingerprint": "" if _is_digest(row) else row["fingerprint"],
            "headers": packer.pack(row["headers"].encode()),
            "body": packer.pack(row["body"]),
        }
        for row in rows
        if (packer := kept_by(row["provider"], NUMBER)) is not None
    ]
    # All go before any comes back, so that pages are given up and filled anew.
    facts.executemany("DELETE FROM deliveries WHERE id = ?", [(one["id"],) for one in packed])
    if packed:
        names = list(packed[0])
        facts.executemany(
            f"INSERT INTO deliveries ({', '.join(names)})"  # noqa: S608 - the table's own columns
            f" VALUES ({', '.join(f':{name}' for name in names)})",
            packed,
        )
    facts.execute("UPDATE packed SET last = ?", (until,))
    return until - int(last)


def _is_digest(row: Row) -> bool:
    """Whether the fingerprint says no more than the digest beside it (store/same.py)."""
    return bool(row["fingerprint"] == row["sha256"].hex())
