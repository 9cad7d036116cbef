"""What the store notes about its own care: how far it is checked, when it was last backed up."""

from __future__ import annotations

from datetime import datetime

from app.store.sqlite import Connection, micros, moment

CHECKED = "checked through"  # the delivery that the round at hand has reached
ROUND_ENDED = "checked whole at"
BACKED_UP = "backed up at"
BACKUP = "backed up to"


def note(facts: Connection, name: str, value: int | str) -> None:
    """Keep a value under a name; a job of the facts writer."""
    facts.execute("INSERT OR REPLACE INTO upkeep VALUES (?, ?)", (name, value))


def note_time(facts: Connection, name: str, at: datetime) -> None:
    note(facts, name, micros(at))


def number(facts: Connection, name: str) -> int:
    """The number kept under a name, 0 when there is none."""
    return int(_value(facts, name) or 0)


def text(facts: Connection, name: str) -> str:
    """The text kept under a name, "" when there is none."""
    return str(_value(facts, name) or "")


def time(facts: Connection, name: str) -> datetime | None:
    """The moment kept under a name."""
    kept = _value(facts, name)
    return None if kept is None else moment(int(kept))


def _value(facts: Connection, name: str) -> str | int | None:
    row = facts.execute("SELECT value FROM upkeep WHERE name = ?", (name,)).fetchone()
    return None if row is None else row["value"]
