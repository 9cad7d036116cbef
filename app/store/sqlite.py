"""Loads the one SQLite library of the process and opens connections with the store's settings.

Two SQLite libraries in one process break each other's locks (sqlite.org/howtocorrupt.html), so
everything that speaks SQL takes it from here.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from app.store.packing import unpacked

if TYPE_CHECKING:
    import sqlite3  # noqa: TID251 - the types only; pysqlite3 ships none
else:
    try:
        import pysqlite3 as sqlite3
    except ImportError:  # no wheel for this machine
        import sqlite3  # noqa: TID251

Connection = sqlite3.Connection


class Row(Protocol):
    """One row of an answer, its columns by name."""

    def __getitem__(self, column: str, /) -> Any: ...

    def __iter__(self) -> Iterator[Any]: ...


Error = sqlite3.Error
# What is wrong with one statement or its values; the file itself is sound.
OWN_ERRORS = (
    sqlite3.DataError,
    sqlite3.IntegrityError,
    sqlite3.InterfaceError,
    sqlite3.ProgrammingError,
)


def is_damage(error: BaseException) -> bool:
    """Whether it says that a file is no database (any more): no other error has just this class."""
    return type(error) is sqlite3.DatabaseError


VERSION: str = sqlite3.sqlite_version

# Of a value that is neither number nor text the library asks whether it wants to be something else,
# and learns by two exceptions that it does not: a microsecond for each, unless it is told so here.
sqlite3.register_adapter(bytes, bytes.__bytes__)
sqlite3.register_adapter(type(None), lambda none: none)

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def connect_writer(
    path: Path, *, synchronous: str, checkpoint_pages: int, patience: float = 2.0
) -> Connection:
    """The one writing connection of a file; its transactions are begun by `transaction`.

    It waits `patience` seconds for another program that holds the file. Beyond `checkpoint_pages`
    in its log a commit also writes to the file itself.
    """
    # Its owner's alone under any umask, and so its logs; what is wrong here, SQLite says.
    with suppress(OSError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL, 0o600))
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    return _with_pragmas(
        connection,
        f"busy_timeout={int(patience * 1000)}",
        "journal_mode=WAL",
        f"synchronous={synchronous}",
        f"wal_autocheckpoint={checkpoint_pages}",
        "foreign_keys=ON",
        "trusted_schema=OFF",
        "cell_size_check=ON",
        "fullfsync=ON",  # heeded by macOS only
        "checkpoint_fullfsync=ON",
        "mmap_size=0",
    )


def connect_reader(path: Path, *, facts: Path | None = None) -> Connection:
    """A read-only connection, with a second file attached under the name `facts`."""
    connection = sqlite3.connect(
        _read_only(path), uri=True, isolation_level=None, check_same_thread=False
    )
    _with_pragmas(connection, "busy_timeout=2000", "trusted_schema=OFF", "wal_autocheckpoint=0")
    if facts is not None:
        try:
            connection.execute("ATTACH DATABASE ? AS facts", (_read_only(facts),))
        except Error:
            connection.close()
            raise
    return _with_pragmas(connection, "query_only=ON", "mmap_size=0")


def connect_memory() -> Connection:
    """An empty database that is gone when it is closed."""
    return sqlite3.connect(":memory:", isolation_level=None)


def _with_pragmas(connection: Connection, *pragmas: str) -> Connection:
    connection.row_factory = sqlite3.Row
    connection.create_function("unpacked", 3, unpacked, deterministic=True)
    try:
        for pragma in pragmas:
            connection.execute(f"PRAGMA {pragma}")
    except Error:
        connection.close()
        raise
    return connection


def identity(path: Path) -> tuple[int, int] | None:
    """What tells a file from another of its name; None when there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def checkpoint(connection: Connection, mode: str) -> None:
    """Bring the log into the file: PASSIVE waits for nobody, TRUNCATE for every reader."""
    connection.execute(f"PRAGMA wal_checkpoint({mode})")


def checkpoint_from(connection: Connection, pages: int) -> None:
    """Beyond so many pages in its log a commit also writes to the file itself."""
    connection.execute(f"PRAGMA wal_autocheckpoint={pages:d}")


def _read_only(path: Path) -> str:
    return f"{path.absolute().as_uri()}?mode=ro"


@contextmanager
def transaction(connection: Connection) -> Iterator[Connection]:
    """BEGIN IMMEDIATE … COMMIT, or ROLLBACK when anything is raised."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield connection
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def micros(moment: datetime) -> int:
    """A moment as the store keeps it: microseconds since 1970, UTC."""
    since = moment - _EPOCH
    return (since.days * 86_400 + since.seconds) * 1_000_000 + since.microseconds


def moment(stored: int) -> datetime:
    """A stored moment as an aware UTC datetime."""
    return _EPOCH + timedelta(0, 0, stored)


def micros_or_none(at: datetime | None) -> int | None:
    return None if at is None else micros(at)


def moment_or_none(stored: int | None) -> datetime | None:
    return None if stored is None else moment(stored)
