"""A copy of facts.db that SQLite writes whole, and that bears its name only once it was checked.

Never a copy of the file: while it is written to, half of what it holds stands in its log.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.core.errors import AcuseError, Cancelled, StoreError
from app.store import damage
from app.store.sqlite import Connection, Error, connect_reader, moment

Progress = Callable[[str, int, int], None]  # what is done, how much of it, and of how much
IsCancelled = Callable[[], bool]

COPYING, CHECKING = "Copying", "Checking"  # bytes, deliveries
_STEPS = 20_000  # of SQLite between two looks at how far it is
_SLICE = 500  # deliveries checked between two looks
_SPARE = 16 * 1024 * 1024  # bytes to be left free beside the copy


class BackupFailed(AcuseError):
    """A backup could not be written, or a file is none that can be restored."""

    code = "backup"


@dataclass(frozen=True, slots=True)
class Contents:
    """What a store holds, all of it read and checked."""

    deliveries: int
    oldest: datetime | None
    newest: datetime | None
    size: int  # bytes
    damaged: tuple[int, ...] = ()  # deliveries whose bodies were changed before it was copied


def quietly(what: str, done: int, total: int) -> None:
    """Nobody waits to hear how far it is."""


def never() -> bool:
    """Nobody can stop it."""
    return False


def back_up(
    facts: Path, target: Path, progress: Progress = quietly, is_cancelled: IsCancelled = never
) -> Contents:
    """Write a checked copy while deliveries arrive; raises BackupFailed, Cancelled, leaves nothing.

    What is in the copy is the store of the moment at which the copying began.
    """
    if not facts.exists():
        raise BackupFailed("There is nothing to back up.", cause="Nothing was received yet.")
    if _is_ours(target, facts):
        raise BackupFailed(
            "A backup cannot take the place of the store.", remedy="Choose another name."
        )
    with whole(target) as part:
        copy(facts, part, progress, is_cancelled)
        return check(part, progress, is_cancelled)


@contextmanager
def whole(target: Path) -> Iterator[Path]:
    """A file to write beside the target, which takes its name at the end or is gone."""
    part = target.with_name(f"{target.name}.part")
    try:
        part.unlink(missing_ok=True)
        os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        yield part
        settle(part)
        os.replace(part, target)
        settle(target.parent)
    except OSError as error:
        raise BackupFailed(
            f"The file {target} cannot be written.",
            cause=f"The system says: {error.strerror or error}.",
            remedy="Choose another folder.",
        ) from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def copy(
    source: Path, part: Path, progress: Progress = quietly, is_cancelled: IsCancelled = never
) -> None:
    """Have SQLite write a store anew into an empty file; raises BackupFailed, Cancelled."""
    _demand_room(source, part)

    def told() -> int:
        progress(COPYING, min(part.stat().st_size, total), total)
        return is_cancelled()

    try:
        with closing(connect_reader(source)) as store:
            total = _size(store)
            store.execute("PRAGMA query_only=OFF")  # it forbids the writing of a copy, too
            store.set_progress_handler(told, _STEPS)
            store.execute("VACUUM INTO ?", (str(part),))
    except Error as error:
        if is_cancelled():
            raise Cancelled("The backup was stopped.") from None
        raise BackupFailed(
            "The store could not be copied.",
            cause=f"SQLite says: {error}.",
            remedy="Look at free space; if the store is damaged, restore a backup.",
        ) from error


def check(file: Path, progress: Progress = quietly, is_cancelled: IsCancelled = never) -> Contents:
    """Read a store that nobody writes whole: its structure, and each body against its digest.

    Raises BackupFailed, Cancelled.
    """
    try:
        with closing(connect_reader(file)) as store:
            store.set_progress_handler(is_cancelled, _STEPS)
            _demand_store(store, file)
            (said,) = store.execute("PRAGMA integrity_check(1)").fetchone()
            if said != "ok":
                raise _no_store(file, f"SQLite says: {said}.")
            return _contents(store, file, progress, is_cancelled)
    except Error as error:
        if is_cancelled():
            raise Cancelled("The check was stopped.") from None
        raise _no_store(file, f"SQLite says: {error}.") from error


def _contents(
    store: Connection, file: Path, progress: Progress, is_cancelled: IsCancelled
) -> Contents:
    count, oldest, newest = store.execute(
        "SELECT count(*), min(received_at), max(received_at) FROM deliveries"
    ).fetchone()
    damaged: list[int] = []
    done, last = 0, 0
    while (looked := damage.look(store, last, _SLICE)).last is not None:
        damaged += looked.damaged
        last = looked.last
        done = min(done + _SLICE, count)
        progress(CHECKING, done, count)
        if is_cancelled():
            break
    if is_cancelled():
        raise Cancelled("The check was stopped.")
    first, latest = (None if at is None else moment(at) for at in (oldest, newest))
    return Contents(count, first, latest, file.stat().st_size, tuple(damaged))


def settle(path: Path) -> None:
    """Have a file, or the names in a folder, on disk."""
    if path.is_dir() and os.name == "nt":
        return  # Windows keeps names without being asked
    opened = os.open(path, os.O_RDONLY if os.name != "nt" else os.O_RDWR)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


# --- when it was ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Noted:
    """The last backup: when, where to, and what it held."""

    at: datetime
    file: str
    deliveries: int


def note(path: Path, noted: Noted) -> None:
    """Remember the last backup; whoever makes one need not own the store."""
    told = {"at": noted.at.isoformat(), "file": noted.file, "deliveries": noted.deliveries}
    fresh = path.with_suffix(".new")
    with open(fresh, "w", encoding="utf-8", opener=_private) as file:
        json.dump(told, file)
    os.replace(fresh, path)


def noted(path: Path) -> Noted | None:
    """The last backup, None when there was none or nobody can tell."""
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        return Noted(datetime.fromisoformat(told["at"]), str(told["file"]), int(told["deliveries"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


# --- what stands in the way -----------------------------------------------------------------------


def _demand_room(source: Path, part: Path) -> None:
    wanted = sum(
        file.stat().st_size
        for file in (source, source.with_name(f"{source.name}-wal"))
        if file.exists()
    )
    free = shutil.disk_usage(part.parent).free
    if free < wanted + _SPARE:
        raise BackupFailed(
            f"There is not enough room in {part.parent}.",
            cause=f"The copy may need {wanted >> 20} MB, and {free >> 20} MB are free.",
            remedy="Choose another disk.",
        )


def _demand_store(store: Connection, file: Path) -> None:
    if not store.execute("SELECT 1 FROM sqlite_master WHERE name = 'deliveries'").fetchone():
        raise _no_store(file, "It holds no deliveries of Acuse.")


def _no_store(file: Path, cause: str) -> StoreError:
    return StoreError(
        f"The file {file.name} is no whole store of Acuse.",
        cause=cause,
        remedy="Choose another backup; nothing was changed.",
    )


def _is_ours(target: Path, facts: Path) -> bool:
    folder = facts.parent
    return target.absolute().parent.resolve() == folder.resolve() and target.name in {
        f"{name}{ending}"
        for name in (facts.name, "views.db")
        for ending in ("", "-wal", "-shm", ".restored")
    }


def _size(store: Connection) -> int:
    (pages,) = store.execute("PRAGMA page_count").fetchone()
    (size,) = store.execute("PRAGMA page_size").fetchone()
    return int(pages * size)
