"""The file views.db, one writer at a time: opened when it can serve, else made anew unasked.

It cannot when it was made with other tables, is damaged, or knows more than the facts do, as when
an older facts.db was put back: all it holds can be computed again.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock

from app.core.errors import StoreError
from app.store import views_tables, waiting
from app.store.sqlite import (
    Connection,
    Error,
    connect_reader,
    connect_writer,
    is_damage,
    transaction,
)

PATIENCE = 5.0  # seconds that another writer has to end
CHECKPOINT_PAGES = 4_000  # 16 MB: bringing in more at once makes the facts wait for the same disk

_log = logging.getLogger("acuse.store")


@contextmanager
def alone(views: Path) -> Iterator[None]:
    """Nobody else writes them meanwhile; what fails is raised as StoreError.

    Another writer, as one whose Acuse was just killed may still be, is waited for: what one keeps
    in mind the other would not know.
    """
    try:
        with FileLock(views.with_suffix(".lock"), mode=0o600, timeout=PATIENCE):
            yield
    except (Error, OSError) as error:
        raise StoreError(
            "The views cannot be written.",
            cause=f"SQLite says: {error}.",
            remedy="Look at free space and rights of the data folder; nothing received is lost.",
        ) from error


def prepare(views: Path, facts: Path) -> None:
    """See that there are views to be read, empty ones if need be; raises StoreError."""
    with alone(views):
        known = connect_reader(facts)
        try:
            open_views(views, known).close()
        finally:
            known.close()


def open_views(path: Path, facts: Connection) -> Connection:
    """The one writing connection, its tables those of this version; raises sqlite.Error, OSError.

    Readers of a file that was made anew notice it (store/reader.py).
    """
    if path.exists():
        reason = "it is damaged"
        try:
            views = _connect(path)
            reason = _objection(views, facts)
            if not reason:
                return views
            views.close()
        except Exception as error:
            if not is_damage(error):
                raise
        _log.warning("The views are computed anew: %s", reason)
        discard(path)
    return _made(path)


def discard_if_damaged(path: Path) -> None:
    """Remove the file unless every page of it can be read; takes its time on a large one."""
    if path.exists() and not _is_sound(path):
        _log.warning("The views are damaged and will be computed anew")
        discard(path)


def _is_sound(path: Path) -> bool:
    try:
        views = connect_reader(path)
        try:
            return bool(views.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok")
        finally:
            views.close()
    except Exception as error:
        return not is_damage(error)


def discard(path: Path) -> None:
    """Remove the file with what belongs to it; the facts stay untouched."""
    for ending in ("-wal", "-shm", ""):
        path.with_name(path.name + ending).unlink(missing_ok=True)


def _connect(path: Path) -> Connection:
    return connect_writer(path, synchronous="NORMAL", checkpoint_pages=CHECKPOINT_PAGES)


def _made(path: Path) -> Connection:
    views = _connect(path)
    try:
        with transaction(views):
            views_tables.create_views(views)
            views.execute(f"PRAGMA user_version = {views_tables.views_mark()}")
    except BaseException:
        views.close()
        raise
    return views


def _objection(views: Connection, facts: Connection) -> str:
    """Why a file cannot serve, "" when it can."""
    try:
        if views.execute("PRAGMA user_version").fetchone()[0] != views_tables.views_mark():
            return "another version made them"
        if waiting.is_ahead(views, facts):
            return "the facts are older than they"
        return ""
    except BaseException:
        views.close()
        raise
