"""Puts another store in the place of facts.db, which is moved aside and never deleted.

First a checked copy lies beside it under a name of its own; only then is the place taken, in steps
each of which can be the last one before a power cut: the next start goes on (`finish`).
"""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.core.errors import StoreError
from app.store import schema, views_file
from app.store.backup import (
    Contents,
    IsCancelled,
    Progress,
    check,
    copy,
    never,
    quietly,
    settle,
    whole,
)
from app.store.merging import Merged, merge
from app.store.sqlite import (
    Connection,
    Error,
    checkpoint,
    connect_reader,
    connect_writer,
    is_damage,
)

_LOGS = ("-wal", "-shm")


@dataclass(frozen=True, slots=True)
class Restored:
    """What came of it: where the store of before lies now, and what was brought over from it."""

    aside: Path | None
    merged: Merged


def prepared(facts: Path) -> Path:
    """Where a checked store waits to take the place of facts.db."""
    return facts.with_name(f"{facts.name}.restored")


def prepare(
    backup: Path, facts: Path, progress: Progress = quietly, is_cancelled: IsCancelled = never
) -> Contents:
    """Copy a backup beside the store, bring it to this version, check it whole.

    Raises BackupFailed, StoreTooNew, StoreError, Cancelled; then nothing has changed.
    """
    if not backup.is_file():
        raise StoreError(f"There is no file {backup}.", remedy="Choose a backup of Acuse.")
    with whole(prepared(facts)) as part:
        copy(backup, part, progress, is_cancelled)
        _climb(part)
        return check(part, progress, is_cancelled)


def make(facts: Path, fill: Callable[[Connection], object]) -> None:
    """Prepare a store that is filled from elsewhere; raises BackupFailed, sqlite.Error."""
    with whole(prepared(facts)) as part:
        _climb(part, fill)


def finish(facts: Path, views: Path, now: datetime) -> Restored | None:
    """If a store waits, let it take the place, with all that the present one holds beyond it.

    Only the holder of the lock may; raises StoreError. None when no store waits.
    """
    waiting = prepared(facts)
    if not waiting.exists():
        return None
    merged, is_there = Merged(), facts.exists()
    aside = facts.with_name(f"facts-{now:%Y%m%d-%H%M%S}.db")
    try:
        if is_there:
            with closing(_opened(waiting)) as target:
                schema.apply(target)
                merged = merge(facts, target)
                checkpoint(target, "TRUNCATE")
        _log_less(waiting)
        # By now all that can be read stands in the one that waits, also what was in a log.
        for ending in ("", *_LOGS):
            one = facts.with_name(facts.name + ending)
            if one.exists():
                one.rename(aside.with_name(aside.name + ending))
        views_file.discard(views)
        waiting.replace(facts)
        settle(facts.parent)
    except (OSError, Error) as error:
        raise _unfinished(facts, error) from error
    return Restored(aside if is_there else None, merged)


def objection(facts: Path, patience: float) -> str:
    """Why a store cannot be believed, "" when a look of so many seconds finds nothing."""
    deadline = time.monotonic() + patience
    try:
        with closing(connect_reader(facts)) as store:
            store.execute("SELECT max(id) FROM deliveries").fetchone()
            store.set_progress_handler(lambda: time.monotonic() > deadline, 2_000)
            (said,) = store.execute("PRAGMA quick_check(1)").fetchone()
            return "" if said == "ok" else str(said)
    except Error as error:
        return str(error) if is_damage(error) else ""


def _climb(part: Path, fill: Callable[[Connection], object] | None = None) -> None:
    """Bring a store that nobody else knows of to this version, in one file."""
    try:
        with closing(_opened(part)) as store:
            schema.apply(store)
            if fill is not None:
                fill(store)
            checkpoint(store, "TRUNCATE")
            store.execute("PRAGMA journal_mode=DELETE")
    except Error as error:
        raise StoreError(
            "The file is no store of Acuse.", cause=f"SQLite says: {error}."
        ) from error


def _opened(path: Path) -> Connection:
    return connect_writer(path, synchronous="FULL", checkpoint_pages=4000)


def _log_less(waiting: Path) -> None:
    """A log that was brought in wholly goes with its last connection; what is left is empty."""
    for ending in _LOGS:
        log = waiting.with_name(waiting.name + ending)
        if log.exists() and ending == "-wal" and log.stat().st_size:
            raise OSError(f"{log.name} is still in use")
        log.unlink(missing_ok=True)


def _unfinished(facts: Path, error: Exception) -> StoreError:
    return StoreError(
        "The backup could not take the place of the store.",
        cause=f"The system says: {error}.",
        remedy=f"Nothing was lost; what was restored waits in {prepared(facts).name}.",
    )
