"""Lets go of old deliveries of a provider, when a person says so: looked at first, then in slices.

What goes: the deliveries with their repeats, answers, verdicts. What people wrote stays. The newest
delivery of all stays too, for by it the store knows that it still holds what it had kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from app.store import ring
from app.store.sqlite import Connection, micros, moment_or_none

DELETING = "Deleting"  # for whoever waits: deliveries looked at
SLICE = 25  # numbers looked at in one transaction: a millisecond or two

_OLD = """FROM deliveries WHERE provider = ? AND received_at < ?
    AND id < (SELECT max(id) FROM deliveries)"""
_FOLLOWERS = ("attempts", "admissions", "acknowledgements", "damages")


@dataclass(frozen=True, slots=True)
class Outlook:
    """What would go of one provider."""

    provider: str
    before: datetime
    deliveries: int
    kept: int
    oldest: datetime | None
    newest: datetime | None


def outlook(facts: Connection, limits: Mapping[str, datetime]) -> list[Outlook]:
    """What is older than these moments, by provider; reads the whole table."""
    return [_of(facts, provider, before) for provider, before in limits.items()]


def _of(facts: Connection, provider: str, before: datetime) -> Outlook:
    count, oldest, newest = facts.execute(
        f"SELECT count(*), min(received_at), max(received_at) {_OLD}",
        (provider, micros(before)),
    ).fetchone()
    (whole,) = facts.execute(
        "SELECT count(*) FROM deliveries WHERE provider = ?", (provider,)
    ).fetchone()
    span = moment_or_none(oldest), moment_or_none(newest)
    return Outlook(provider, before, int(count), int(whole - count), *span)


def let_go(facts: Connection, limits: Mapping[str, datetime], after: int) -> tuple[int, int | None]:
    """A job of the facts writer: the next slice; how many went, and where the one after begins.

    None where there is nothing further.
    """
    (newest,) = facts.execute("SELECT max(id) FROM deliveries").fetchone()
    if newest is None or after >= newest:
        return 0, None
    gone: list[tuple[int]] = []
    for provider, before in limits.items():
        rows = facts.execute(
            f"SELECT id {_OLD} AND id > ? AND id <= ?",
            (provider, micros(before), after, after + SLICE),
        )
        gone += [(row["id"],) for row in rows]
    if gone:
        _delete(facts, gone)
    return len(gone), after + SLICE


def _delete(facts: Connection, gone: Iterable[tuple[int]]) -> None:
    facts.execute("PRAGMA secure_delete=ON")  # their bytes go too, not only their names
    for table in _FOLLOWERS:
        facts.executemany(f"DELETE FROM {table} WHERE delivery_id = ?", gone)  # noqa: S608
    facts.executemany("DELETE FROM deliveries WHERE id = ?", gone)
    facts.execute("PRAGMA secure_delete=OFF")


def settle(facts: Connection) -> None:
    """A job of the facts writer, once all of them went."""
    ring.count(facts)
