"""The one writer of facts.db: deliveries in, a receipt out only after COMMIT.

What waits is written as one group, so that the price of a durable commit is paid once for many.
"""

from __future__ import annotations

import logging
import queue
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, TypeAlias, TypeVar

from app.core.changes import ChangeSet
from app.core.delivery import Delivery, Receipt, Verdict
from app.core.errors import StoreError
from app.store import climbing, keeping, together
from app.store.facts_file import FactsFile
from app.store.failing import as_store_error, outcome_of, undoable
from app.store.keeping import Group
from app.store.second_copy import SecondCopy
from app.store.sqlite import Connection, Error, micros

T = TypeVar("T")

LARGEST_GROUP = 256
IDLE = 0.5  # seconds without work until the log is brought into the file
SLOW = 1.0  # seconds after which somebody is told that a group is not on disk yet

_Work: TypeAlias = "tuple[Callable[[Connection, Group], Any], Future[Any]]"

_Answers: TypeAlias = tuple[Sequence[tuple[Receipt, int]], datetime]
Kept: TypeAlias = Sequence[Receipt | Exception]

_log = logging.getLogger("acuse.store")


class FactsWriter:
    """Owns the writing connection of facts.db and the thread that uses it.

    The listener is called on that thread, after COMMIT and once the futures of the group are
    answered; it must be quick.
    """

    def __init__(
        self,
        path: Path,
        *,
        listener: Callable[[ChangeSet], None],
        now: Callable[[], datetime],
    ) -> None:
        self._path = path
        self._file = FactsFile(path)
        self._listener = listener
        self._now = now
        self._waiting: queue.SimpleQueue[_Work | None] = queue.SimpleQueue()
        self._answers: deque[_Answers] = deque()  # they go along with the next group
        self._is_resting = False
        self._door = threading.Lock()  # nothing is put behind the sentinel
        self._is_open = False
        self._thread: threading.Thread | None = None
        self._copy: SecondCopy | None = None
        self._writing_since: float | None = None
        self._trouble: StoreError | None = None

    def start(self) -> None:
        """Open the file, bring its schema up to date and begin to write; raises StoreError."""
        try:
            facts = self._file.opened()
            climbing.climb(self._path, facts)
            self._file.last = keeping.last_delivery(facts)
        except (Error, StoreError) as error:
            self._file.close()
            raise as_store_error(error) from error
        self._is_open = True
        self._thread = threading.Thread(target=self._write, name="facts writer")
        self._thread.start()

    def stop(self, timeout: float = 5) -> None:
        """Write what waits, then close; may be called more than once."""
        with self._door:
            if self._is_open:
                self._is_open = False
                self._waiting.put(None)
        if self._thread is not None:
            self._thread.join(timeout)

    @property
    def trouble(self) -> StoreError | None:
        """Why nothing can be kept at this moment, None when it can; from memory."""
        since = self._writing_since
        if since is not None and time.monotonic() - since > SLOW:
            return StoreError(
                "The disk is too slow.",
                cause="The store has been waiting for it for more than a second.",
                remedy="Look what else keeps it busy; what arrives is refused and sent again.",
            )
        return self._trouble

    def deliver(self, delivery: Delivery) -> Future[Receipt]:
        """Keep a delivery; the future holds its receipt once it is on disk, or a StoreError."""
        return self._enqueue(lambda facts, group: keeping.keep(facts, group, delivery))

    def deliver_all(self, deliveries: Sequence[Delivery]) -> Future[Kept]:
        """Keep what arrived together: a receipt for each, or what is wrong with it alone."""
        return self._enqueue(lambda facts, group: together.keep_all(facts, group, deliveries))

    def admit(self, delivery_id: int, verdict: Verdict) -> Future[Receipt]:
        """Judge a delivery anew; what is now trusted counts from its original arrival on."""
        return self._enqueue(
            undoable(lambda facts, group: keeping.admit(facts, group, delivery_id, verdict))
        )

    def acknowledged(self, receipt: Receipt, at: datetime, status: int) -> None:
        """Note when an arrival was answered and how.

        It is written with the next group, or when there is nothing else to do: nobody waits for it,
        and a commit of its own would keep the next delivery waiting.
        """
        self.acknowledged_all(((receipt, status),), at)

    def acknowledged_all(self, answers: Sequence[tuple[Receipt, int]], at: datetime) -> None:
        """The same for arrivals that were answered together."""
        with self._door:
            if not self._is_open:
                return
            self._answers.append((answers, at))
        if self._is_resting:
            self._enqueue(lambda facts, group: None)

    def run(
        self, job: Callable[[Connection], T], *, name: str = "", about: Iterable[str] = ()
    ) -> Future[T]:
        """A rare piece of writing; the listener is told `name`, and `about` which subjects."""
        subjects = frozenset(about)

        def work(facts: Connection, group: Group) -> T:
            result = job(facts)
            if name:
                group.written.add(name)
            group.about |= subjects
            return result

        return self._enqueue(undoable(work))

    def copy_to(self, copy: SecondCopy | None) -> Future[None]:
        """Have every arrival from now on copied there, or nowhere."""

        def change(facts: Connection, group: Group) -> None:
            was, self._copy = self._copy, copy
            if was is not None:
                was.close()

        return self._enqueue(change)

    def _enqueue(self, work: Callable[[Connection, Group], T]) -> Future[T]:
        future: Future[T] = Future()
        with self._door:
            if self._is_open:
                self._waiting.put((work, future))
                return future
        future.set_exception(StoreError("The store is closed.", remedy="Start Acuse again."))
        return future

    # --- the thread -----------------------------------------------------------------------------

    def _write(self) -> None:
        going = True
        while going:
            group, going = self._take()
            if group or self._answers:
                self._commit(group)
        self._file.bring_in("TRUNCATE")
        self._file.close()
        if self._copy is not None:
            self._copy.close()

    def _take(self) -> tuple[list[_Work], bool]:
        """What waits, at least one piece, and whether there may be more."""
        item = self._next()
        group: list[_Work] = []
        while item is not None:
            group.append(item)
            if len(group) == LARGEST_GROUP:
                return group, True
            try:
                item = self._waiting.get_nowait()
            except queue.Empty:
                return group, True
        return group, False

    def _next(self) -> _Work | None:
        """The next piece of work, and while there is none what is done only then."""
        while True:
            try:
                return self._waiting.get(timeout=IDLE)
            except queue.Empty:
                if self._trouble is not None:
                    self._look_for_the_end()
                elif self._answers:
                    self._commit(())
                else:
                    self._file.shrink(self._waiting.empty)
                    self._file.bring_in("PASSIVE")
                    self._is_resting = True
                    if not self._answers:  # one that came before did not wake us
                        return self._waked()
                    self._is_resting = False

    def _waked(self) -> _Work | None:
        item = self._waiting.get()
        self._is_resting = False
        return item

    def _look_for_the_end(self) -> None:
        """Write something that changes nothing, to learn whether the trouble is over."""
        try:
            with self._group() as facts:
                (version,) = facts.execute("PRAGMA user_version").fetchone()
                facts.execute(f"PRAGMA user_version={version:d}")
        except StoreError:
            return  # it is what it was

    def _commit(self, waiting: Sequence[_Work]) -> None:
        works = [work for work in waiting if work[1].set_running_or_notify_cancel()]
        try:
            group = Group(self._now())
            with self._group() as facts:
                outcomes = [outcome_of(facts, group, work) for work, _ in works]
                together.acknowledge(facts, self._taken_answers())
                if self._copy is not None:
                    self._copy.keep(facts, group)
        except Exception as error:
            failure = as_store_error(error)
            for _, future in works:
                future.set_exception(failure)
            return
        self._file.last = max(self._file.last, group.last_delivery)
        for (_, future), outcome in zip(works, outcomes, strict=True):
            if isinstance(outcome, Exception):
                future.set_exception(outcome)
            else:
                future.set_result(outcome)
        if changes := group.changes():
            self._tell(changes)

    def _taken_answers(self) -> list[together.Answered]:
        taken = [self._answers.popleft() for _ in range(len(self._answers))]
        return [
            (receipt, stored, status)
            for answers, at in taken
            for stored in (micros(at),)
            for receipt, status in answers
        ]

    @contextmanager
    def _group(self) -> Iterator[Connection]:
        """One transaction that is on disk at its end; raises StoreError, and keeps the reason."""
        self._writing_since = time.monotonic()
        try:
            with self._file.group() as facts:
                yield facts
            self._trouble = None
        except StoreError as error:
            self._trouble = error
            raise
        finally:
            self._writing_since = None

    def _tell(self, changes: ChangeSet) -> None:
        try:
            self._listener(changes)
        except Exception:  # whoever only looks on must not stop the writing
            _log.exception("A listener of the store failed")
