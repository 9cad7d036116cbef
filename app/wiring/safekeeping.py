"""Backups of the store, and their way back into its place."""

from __future__ import annotations

import logging
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from app.config import settings_file
from app.config.lock import StoreLock
from app.config.paths import Paths
from app.config.settings import Settings
from app.core.errors import StoreError, StoreTooNew
from app.projector import offline
from app.providers import PROVIDERS
from app.store import backup, restoring, second_copy
from app.store.backup import Contents, IsCancelled, Noted, Progress, never, quietly
from app.store.facts import FactsWriter
from app.store.restoring import Restored

_GONE = "The store is gone."
_LOOK = 0.2  # seconds at a start for a look whether the store is damaged

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


def mend_at_start(paths: Paths, settings: Settings, now: datetime) -> Restored | None:
    """Build a store that is damaged or gone anew from its second copy; the lock is ours.

    Without a second copy it is left as it is; what cannot be opened is told by whoever opens it.
    """
    folder = Path(settings.copy_folder)
    if not settings.copy_folder or not second_copy.has_records(folder):
        return None
    trouble = "" if _is_there(paths.facts) else _GONE
    with suppress(OSError):
        trouble = trouble or paths.doubt.read_text(encoding="utf-8")
    trouble = trouble or restoring.objection(paths.facts, _LOOK)
    return rebuild_from_copy(paths, folder, now, trouble) if trouble else None


def bring_back(writer: FactsWriter, settings: Settings) -> None:
    """What was copied and acknowledged and is not in the store comes back; raises StoreError."""
    if settings.copy_folder:
        folder = Path(settings.copy_folder)
        try:
            merged = writer.run(lambda facts: second_copy.bring_back(facts, folder)).result()
        except OSError as error:
            _log.warning("The second copy cannot be read: %s", error)
            return
        if merged.deliveries or merged.attempts:
            _log.warning("%d deliveries came back from the second copy", merged.deliveries)


def rebuild_from_copy(paths: Paths, folder: Path, now: datetime, trouble: str) -> Restored:
    """Everything of the second copy, and what else can be read, in place of the present store."""
    _log.warning("The store is rebuilt from its second copy: %s", trouble)
    restoring.make(paths.facts, lambda target: second_copy.fill(target, folder))
    done = finish_restoring(paths, now)
    assert done is not None
    paths.doubt.unlink(missing_ok=True)
    return done


def mend(data_dir: Path, now: datetime, progress: Progress = quietly) -> Restored | None:
    """Check a store whole and rebuild it from its second copy if need be; None if there is none.

    Raises StoreInUse, SettingsError, and StoreError for a damaged one without a second copy.
    """
    paths = Paths(data_dir)
    paths.prepare()
    settings = settings_file.load(paths, PROVIDERS)
    folder = Path(settings.copy_folder) if settings.copy_folder else None
    lock = StoreLock(paths)
    lock.take()
    try:
        trouble = _trouble(paths, folder, progress)
        if not trouble:
            paths.doubt.unlink(missing_ok=True)
            return None
        if folder is None or not second_copy.has_records(folder):
            raise StoreError(
                "The store is damaged, and there is no second copy of it.",
                cause=trouble,
                remedy="Restore a backup; what can be read of the store is brought over.",
            )
        return rebuild_from_copy(paths, folder, now, trouble)
    finally:
        lock.release()


def _is_there(facts: Path) -> bool:
    """An empty file is a database to SQLite, and no store to us."""
    return facts.exists() and facts.stat().st_size > 0


def _trouble(paths: Paths, folder: Path | None, progress: Progress) -> str:
    if not _is_there(paths.facts):
        return _GONE
    try:
        offline.bring_up_to_date(paths, lambda: datetime.now(UTC))
        found = backup.check(paths.facts, progress)
    except StoreTooNew:
        raise
    except StoreError as error:
        return error.cause or error.problem
    if found.damaged:
        return f"{len(found.damaged)} deliveries are not what came."
    if folder is not None and not second_copy.ends_within(paths.facts, folder):
        return "What arrived last is not in the store."
    return ""
