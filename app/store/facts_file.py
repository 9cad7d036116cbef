"""The file facts.db as its writer has it open; after a failure nothing of that is believed."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from app.store import keeping, shrinking
from app.store.failing import as_store_error, vanished
from app.store.room import Room
from app.store.sqlite import (
    Connection,
    Error,
    checkpoint,
    connect_writer,
    identity,
    transaction,
)

CHECKPOINT_PAGES = 1000  # 4 MB of log: a commit that brings in more keeps its senders waiting
PATIENCE = 0.6  # seconds for another program that holds the file

_log = logging.getLogger("acuse.store")


class FactsFile:
    """The writing connection, opened when it is needed; its writer's thread's alone."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._connection: Connection | None = None
        self._identity: tuple[int, int] | None = None  # that the connection writes: device, inode
        self._room = Room(path.parent)
        self.last = 0  # the newest delivery that somebody was told is kept

    def opened(self) -> Connection:
        """The connection; opened anew it must still show what was reported as kept."""
        if self._connection is None:
            if self._identity is not None and identity(self._path) is None:
                raise vanished(self._path)  # and no empty one is put in its place
            self._connection = connect_writer(
                self._path,
                synchronous="FULL",
                checkpoint_pages=CHECKPOINT_PAGES,
                patience=PATIENCE,
            )
            self._identity = identity(self._path)
            if self.last:
                keeping.check_tail(self._connection, self.last)
        return self._connection

    @contextmanager
    def group(self) -> Iterator[Connection]:
        """One transaction that is on disk at its end; raises StoreError."""
        try:
            self._room.demand(time.monotonic())
            with transaction(self.opened()) as facts:
                yield facts
            if identity(self._path) != self._identity:
                raise vanished(self._path)
        except Exception as error:
            # After a failed fsync the kernel may have dropped the pages, so nothing of this
            # connection is believed any more (the "fsyncgate" of 2018): open anew.
            self.close()
            raise as_store_error(error) from error

    def shrink(self, may_go_on: Callable[[], bool]) -> None:
        """Make what is kept smaller as long as nothing else is to be done."""
        try:
            while self._connection is not None and may_go_on():
                with transaction(self._connection) as facts:
                    if not shrinking.shrink(facts):
                        return
        except Exception as error:  # it stays as it is, and nothing is lost
            self.close()
            _log.warning("The store was not made smaller: %s", error)

    def bring_in(self, mode: str) -> None:
        """Bring the log into the file: PASSIVE waits for nobody, TRUNCATE for every reader."""
        if self._connection is not None:
            try:
                checkpoint(self._connection, mode)
            except Error as error:  # the log stays as it is; nothing is lost
                _log.warning("The log of the store was not brought in: %s", error)

    def close(self) -> None:
        """Close as it is."""
        if self._connection is not None:
            connection, self._connection = self._connection, None
            connection.close()
