"""What the connections page asks the store; all of it runs on a reader's thread."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.store.backfills import BackfillRow
from app.store.differing import OpenDifferences
from app.store.reader import Reader
from app.store.rows import ConnectionHealth, NewsRow


@dataclass(frozen=True, slots=True)
class Known:
    """What the store knows of all connections."""

    health: list[ConnectionHealth]
    news: list[NewsRow]
    asked: Mapping[str, BackfillRow]  # the newest run of each provider
    differing: Mapping[str, OpenDifferences]


def read(reader: Reader) -> Known:
    """All of it."""
    newest = {one.provider: one for one in reversed(reader.backfills(limit=100))}
    differing = {one.provider: one for one in reader.open_differences()}
    return Known(reader.connection_health(), reader.news(), newest, differing)
