"""What the attention page asks the store; all of it runs on a reader's thread."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.core.alerts import AlertState
from app.core.annotations import delivery_of
from app.store.reader import Reader
from app.store.rows import AlertRow, InboxCounts
from app.ui.widgets.attention_head import Narrowed
from app.ui.widgets.attention_lines import Key, Line

_MOST_AT_ONCE = 100_000  # deliveries of a line that are verified again


@dataclass(frozen=True, slots=True)
class Inbox:
    """One answer of the store."""

    lines: tuple[AlertRow, ...]
    counts: InboxCounts
    members: dict[Key, tuple[AlertRow, ...]]


def read(reader: Reader, wanted: Narrowed, now: datetime, expanded: dict[Key, int]) -> Inbox:
    """What is listed, the members of what is expanded, and the counts; on a reader's thread."""
    counts = reader.alert_counts(now)
    if wanted.state is not AlertState.OPEN:
        kind, provider = wanted.kind, wanted.provider
        rows = reader.alerts_acted_on(wanted.state, now, kind=kind, provider=provider)
        return Inbox(tuple(rows), counts, {})
    found = reader.alerts(now, kind=wanted.kind, provider=wanted.provider)
    rows = [row for row in found if wanted.holds(row)]
    members = {
        Line(row).key: tuple(reader.alert_members(row, now, limit=expanded[Line(row).key]))
        for row in rows
        if Line(row).key in expanded
    }
    return Inbox(tuple(rows), counts, members)


def deliveries(reader: Reader, rows: Sequence[AlertRow], now: datetime) -> list[int]:
    """The deliveries of these lines, oldest first."""
    found: set[int] = set()
    for row in rows:
        many = row.count > 1 and not row.subject
        members = reader.alert_members(row, now, limit=_MOST_AT_ONCE) if many else [row]
        found.update(delivery_of(one.example) for one in members)
    return sorted(found)
