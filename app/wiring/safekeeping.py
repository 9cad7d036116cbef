"""Backups of the store, and their way back into its place."""

from __future__ import annotations

import logging
from datetime import datetime
from pathlib import Path

from app.config.lock import StoreLock
from app.config.paths import Paths
from app.projector import offline
from app.store import backup, restoring
from app.store.backup import Contents, IsCancelled, Noted, Progress, never, quietly
from app.store.restoring import Restored

_log = logging.getLogger("acuse.store")


def back_up(
    paths: Paths,
    target: Path,
    now: datetime,
    progress: Progress = quietly,
    is_cancelled: IsCancelled = never,
) -> Contents:
    """Write a checked copy of the store while deliveries arrive, and note that it was written.

    Raises BackupFailed, Cancelled.
    """
    contents = backup.back_up(paths.facts, target.absolute(), progress, is_cancelled)
    backup.note(paths.backup_note, Noted(now, str(target.absolute()), contents.deliveries))
    _log.info("Backed up %d deliveries", contents.deliveries)
    return contents


def back_up_at_rest(
    data_dir: Path, target: Path, now: datetime, progress: Progress = quietly
) -> Contents:
    """The same for a command, whether Acuse runs or not; an old store is brought up to date."""
    paths = Paths(data_dir)
    paths.prepare()
    lock = StoreLock(paths)
    if paths.facts.exists() and lock.try_take():
        try:
            offline.bring_up_to_date(paths, lambda: now)
        finally:
            lock.release()
    return back_up(paths, target, now, progress)


def restore(
    data_dir: Path, file: Path, now: datetime, progress: Progress = quietly
) -> tuple[Contents, Restored]:
    """Put a backup in the place of the store of a program that does not run.

    Raises StoreInUse, StoreError, BackupFailed.
    """
    paths = Paths(data_dir)
    paths.prepare()
    lock = StoreLock(paths)
    lock.take()
    try:
        contents = restoring.prepare(file.absolute(), paths.facts, progress)
        done = finish_restoring(paths, now)
        assert done is not None
        return contents, done
    finally:
        lock.release()


def finish_restoring(paths: Paths, now: datetime) -> Restored | None:
    """Let a store that was restored while Acuse ran take its place; the lock is ours."""
    done = restoring.finish(paths.facts, paths.views, now)
    if done is not None:
        _log.warning(
            "A backup took the place of the store; %d deliveries and %d repeats were brought over"
            " from the one before, which is %s",
            done.merged.deliveries,
            done.merged.attempts,
            done.aside or "not there",
        )
    return done
