"""Filled stores to measure on: made once, the same each time."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

from app.core.asked import meanings
from app.providers import PROVIDERS
from app.store.reader import Reader
from app.wiring import fill, rebuild

UNTIL = datetime(2026, 11, 21, tzinfo=UTC)


def ready(folder: Path, count: int) -> float:
    """See that there is a store of so many deliveries; how many a second were made, 0 if none."""
    if (folder / "facts.db").exists():
        if not (folder / "views.db").exists():
            rebuild(folder)
        return 0.0
    print(f"Filling a store of {count:,} deliveries in {folder}", file=sys.stderr)
    folder.mkdir(parents=True)
    started = perf_counter()
    fill(folder, count, UNTIL, lambda what, done, total: None)
    return count / (perf_counter() - started)


def reader(folder: Path) -> Reader:
    return Reader(folder / "views.db", folder / "facts.db", meanings(PROVIDERS))
