"""The one writer of facts.db: deliveries in, a receipt out only after COMMIT.

What waits is written as one group, so that the price of a durable commit is paid once for many.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from datetime import datetime
from pathlib import Path
from typing import Any, TypeAlias, TypeVar

from app.core.changes import ChangeSet
from app.core.delivery import Delivery, Receipt, Verdict
from app.core.errors import StoreError
from app.store import keeping, schema
from app.store.keeping import Group
from app.store.sqlite import Connection, Error, connect_writer, transaction

T = TypeVar("T")

LARGEST_GROUP = 256

_Work: TypeAlias = "tuple[Callable[[Connection, Group], Any], Future[Any]]"


class FactsWriter:
    """Owns the writing connection of facts.db and the thread that uses it.

    The listener is called on that thread, after COMMIT and once the futures of the group are
    answered; it must be quick and must not raise.
    """

    def __init__(
        self,
        path: Path,
        *,
        listener: Callable[[ChangeSet], None],
        now: Callable[[], datetime],
    ) -> None:
        self._path = path
        self._listener = listener
        self._now = now
        self._waiting: queue.SimpleQueue[_Work | None] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None
        self._connection: Connection | None = None

    def start(self) -> None:
        """Open the file, bring its schema up to date and begin to write; raises StoreError."""
        try:
            self._connection = connect_writer(self._path, synchronous="FULL")
            schema.apply(schema.FACTS, self._connection)
        except Error as error:
            self._close()
            raise _store_error(error) from error
        except StoreError:
            self._close()
            raise
        self._thread = threading.Thread(target=self._write, name="facts writer")
        self._thread.start()

    def stop(self, timeout: float = 5) -> None:
        """Write what waits, then close; may be called more than once."""
        if self._thread is not None:
            self._waiting.put(None)
            self._thread.join(timeout)
            self._thread = None

    @property
    def queue_length(self) -> int:
        """How much waits to be written."""
        return self._waiting.qsize()

    def deliver(self, delivery: Delivery) -> Future[Receipt]:
        """Keep a delivery; the future holds its receipt once it is on disk, or a StoreError."""
        return self._enqueue(lambda facts, group: keeping.keep(facts, group, delivery))

    def admit(self, delivery_id: int, verdict: Verdict) -> Future[Receipt]:
        """Judge a delivery anew; what is now trusted counts from its original arrival on."""
        return self._enqueue(lambda facts, group: keeping.admit(facts, group, delivery_id, verdict))

    def acknowledged(self, receipt: Receipt, at: datetime, status: int) -> None:
        """Note when an arrival was answered and how; it is written with the next group."""
        self._enqueue(lambda facts, group: keeping.acknowledge(facts, group, receipt, at, status))

    def run(self, job: Callable[[Connection], T], *, name: str = "") -> Future[T]:
        """A rare piece of writing; `name` is told to the listener as what was written."""

        def work(facts: Connection, group: Group) -> T:
            result = job(facts)
            group.written.add(name)
            return result

        return self._enqueue(work)

    def _enqueue(self, work: Callable[[Connection, Group], T]) -> Future[T]:
        future: Future[T] = Future()
        if self._thread is None:
            future.set_exception(StoreError("The store is closed.", remedy="Start Acuse again."))
        else:
            self._waiting.put((work, future))
        return future

    # --- the thread -----------------------------------------------------------------------------

    def _write(self) -> None:
        going = True
        while going:
            group, going = self._take()
            if group:
                self._commit(group)
        self._close()

    def _take(self) -> tuple[list[_Work], bool]:
        """What waits, at least one piece, and whether there may be more."""
        group: list[_Work] = []
        item = self._waiting.get()
        while item is not None:
            group.append(item)
            if len(group) == LARGEST_GROUP:
                return group, True
            try:
                item = self._waiting.get_nowait()
            except queue.Empty:
                return group, True
        return group, False

    def _commit(self, works: list[_Work]) -> None:
        group = Group(self._now())
        try:
            with transaction(self._open()) as facts:
                outcomes = [_outcome(facts, group, work) for work, _ in works]
        except Error as error:
            # After a failed fsync the kernel may have dropped the pages, so nothing of this
            # connection is believed any more (the "fsyncgate" of 2018): open anew.
            self._close()
            failure = _store_error(error)
            for _, future in works:
                future.set_exception(failure)
            return
        for (_, future), outcome in zip(works, outcomes, strict=True):
            if isinstance(outcome, Exception):
                future.set_exception(outcome)
            else:
                future.set_result(outcome)
        if changes := group.changes():
            self._listener(changes)

    def _open(self) -> Connection:
        if self._connection is None:
            self._connection = connect_writer(self._path, synchronous="FULL")
        return self._connection

    def _close(self) -> None:
        if self._connection is not None:
            connection, self._connection = self._connection, None
            connection.close()


def _outcome(facts: Connection, group: Group, work: Callable[[Connection, Group], Any]) -> Any:
    """What a piece of work gave, or what it raised, which undoes nothing of the others."""
    facts.execute("SAVEPOINT work")
    try:
        result = work(facts, group)
    except Error:
        raise  # the store itself: the whole group is refused
    except Exception as refusal:
        facts.execute("ROLLBACK TO work")
        result = refusal
    facts.execute("RELEASE work")
    return result


def _store_error(error: Error) -> StoreError:
    return StoreError(
        "The store cannot be written.",
        cause=f"SQLite says: {error}.",
        remedy="Look at free space and rights of its folder; it goes on by itself once it can.",
    )
