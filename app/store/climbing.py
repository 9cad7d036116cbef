"""Brings facts.db to the schema of this version, after a copy of it was put aside."""

from __future__ import annotations

from pathlib import Path

from app.store import backup, schema
from app.store.sqlite import Connection


def climb(path: Path, facts: Connection) -> None:
    """Climb what is still to be climbed; raises StoreTooNew, BackupFailed, sqlite.Error.

    The copy of the last climb is kept, those of earlier ones are let go.
    """
    schema.demand_known(facts)
    steps = schema.pending(facts)
    if steps and _holds_something(facts):
        before = path.with_name(f"{path.stem}-before-{steps[0]}.db")
        if not before.exists():
            with backup.whole(before) as part:
                backup.copy(path, part)
        for other in path.parent.glob(f"{path.stem}-before-*.db"):
            if other != before:
                other.unlink()
    schema.apply(facts)


def _holds_something(facts: Connection) -> bool:
    known = facts.execute("SELECT 1 FROM sqlite_master WHERE name = 'deliveries'").fetchone()
    return bool(known and facts.execute("SELECT 1 FROM deliveries LIMIT 1").fetchone())
