"""Asks the store and runs jobs on other threads; answers come back on the main thread."""

from __future__ import annotations

import contextlib
import itertools
import os
import queue
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

from app.core.errors import AcuseError
from app.store.reader import Reader
from app.ui.errors import Errors
from app.ui.making import Turns
from app.ui.undo import Undo

T = TypeVar("T")
Failed = Callable[[AcuseError], None]

_READERS = 2
_PROMPT = 2  # one for the charts alone would keep the other core waiting
_WORKERS = 2
_RUNNERS = 4  # an export, a backup, and still a provider that does not answer
_ALL = -1  # an audience that no new window ends
_TOGETHER = 0.002  # seconds for answers before what they change is painted
_NICER = 5  # a third of the main thread's share of a core that both want
_PATIENCE = 3.0  # seconds that close() waits for what is under way


@dataclass(frozen=True, slots=True)
class _Task:
    run: Callable[[Any], Any]  # given a Reader, or None for a job
    then: Callable[[Any], None]
    failed: Failed | None
    audience: int  # see Ask.renew


@dataclass(frozen=True, slots=True)
class _Answer:
    number: int  # the task's
    value: Any = None
    error: BaseException | None = None


class Ask(QObject):
    """Four threads with a Reader each, two for jobs that soon end, and four for all others.

    `troubled` tells of errors that nobody else takes care of. An exception that is no AcuseError
    is a mistake of ours: it is raised on the main thread, where the excepthook shows it. `undo` is
    the one history of what people write, `errors` the list of what went wrong in this run.

    What is asked is mostly a closure of a widget. It stays with the main thread, and the others
    know it by its number: were one of them the last to let go of a widget, it would end there.
    """

    troubled = Signal(object)  # AcuseError
    _answered = Signal()

    def __init__(self, open_reader: Callable[[], Reader], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._answered.connect(self._hear, Qt.ConnectionType.QueuedConnection)
        self._is_closed = False
        self._audience = 0
        self._numbers = itertools.count()
        self._tasks: dict[int, _Task] = {}
        self._answers: deque[_Answer] = deque()
        self._turns = Turns(self, together=_TOGETHER)
        patient = partial(_giving_way, open_reader)
        self._readers = _Pool("reader", _READERS, patient, self._run, self._hand_over)
        self._prompt = _Pool("reader-at-once", _PROMPT, open_reader, self._run, self._hand_over)
        nothing = contextlib.nullcontext
        self._workers = _Pool("worker", _WORKERS, nothing, self._run, self._hand_over)
        self._runners = _Pool("errand", _RUNNERS, nothing, self._run, self._hand_over)
        self.errors = Errors(self)
        self.undo = Undo(self._work_for_all, self)
        self.undo.troubled.connect(self.troubled)

    def ask(
        self,
        question: Callable[[Reader], T],
        then: Callable[[T], None],
        failed: Failed | None = None,
        *,
        at_once: bool = False,
    ) -> None:
        """Put a question to the store; `then` gets the answer on the main thread.

        All that it reads is of one moment, however many questions of the reader's it takes.
        What somebody has just typed is asked `at_once`: of readers that nothing else keeps busy.
        Such a question is short, or ends when the next one is typed.
        """
        pool = self._prompt if at_once else self._readers
        self._put(pool, _Task(partial(_at_one_moment, question), then, failed, self._audience))

    def work(
        self, job: Callable[[], T], then: Callable[[T], None], failed: Failed | None = None
    ) -> None:
        """Run a job that soon ends: what is written, a setting, how the store is.

        `then` gets its result on the main thread.
        """
        self._put(self._workers, _Task(lambda _: job(), then, failed, self._audience))

    def errand(
        self, job: Callable[[], T], then: Callable[[T], None], failed: Failed | None = None
    ) -> None:
        """The same for a job that takes its time or leaves the machine: no other waits for it."""
        self._put(self._runners, _Task(lambda _: job(), then, failed, self._audience))

    def is_busy(self) -> bool:
        """Whether an answer is still to come."""
        return bool(self._tasks)

    def renew(self) -> None:
        """Let the answers under way go: the window that asked makes room for another.

        Jobs are still done to their end, and what people wrote can still be taken back.
        """
        self._audience += 1
        self.undo.renew()

    def close(self) -> None:
        """Answer nothing more and let the threads end; may be called twice."""
        self._is_closed = True
        for pool in (self._readers, self._prompt, self._workers, self._runners):
            pool.close()

    def _work_for_all(
        self, job: Callable[[], Any], then: Callable[[Any], None], failed: Failed | None = None
    ) -> None:
        self._put(self._workers, _Task(lambda _: job(), then, failed, _ALL))

    def _put(self, pool: _Pool, task: _Task) -> None:
        if not self._is_closed:
            number = next(self._numbers)
            self._tasks[number] = task
            pool.put(number)

    def _run(self, number: int, resource: Any) -> Any:
        return self._tasks[number].run(resource)

    def _hand_over(self, answer: _Answer) -> None:
        self._answers.append(answer)
        del answer  # the frames of an error hold widgets as well
        # While the application ends, the C++ half may be gone before a slow job is done.
        if not self._is_closed:
            with contextlib.suppress(RuntimeError):
                self._answered.emit()

    @Slot()
    def _hear(self) -> None:
        if not self._turns.is_under_way():
            self._turns.begin_in_turn(map(self._deliver, self._left()))

    def _left(self) -> Iterator[_Answer]:
        while self._answers:
            yield self._answers.popleft()

    def _deliver(self, answer: _Answer) -> None:
        task = self._tasks.pop(answer.number)
        if self._is_closed or task.audience not in (_ALL, self._audience):
            return
        if answer.error is None:
            task.then(answer.value)
            return
        if not isinstance(answer.error, AcuseError):
            raise answer.error
        self.errors.note(answer.error)
        if task.failed is not None:
            task.failed(answer.error)
        else:
            self.troubled.emit(answer.error)


def _at_one_moment(question: Callable[[Reader], T], reader: Reader) -> T:
    with reader.snapshot():
        return question(reader)


def _giving_way(open_reader: Callable[[], Reader]) -> Reader:
    """A reader for a thread that lets the main thread have a core first, where a thread can.

    Whoever scrolls through a million rows waits for a core longer than for anything else.
    """
    if sys.platform == "linux":  # elsewhere it would be the whole process
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), os.nice(0) + _NICER)
    return open_reader()


class _Pool:
    """Threads that take tasks from one queue; each keeps what `opened` gave it."""

    def __init__(
        self,
        name: str,
        size: int,
        opened: Callable[[], contextlib.AbstractContextManager[Any]],
        run: Callable[[int, Any], Any],
        hand_over: Callable[[_Answer], None],
    ) -> None:
        self._opened = opened
        self._run, self._hand_over = run, hand_over
        self._numbers: queue.SimpleQueue[int | None] = queue.SimpleQueue()
        self._is_closed = False
        self._threads = [
            threading.Thread(target=self._serve, name=f"acuse-{name}-{number}", daemon=True)
            for number in range(size)
        ]

    def put(self, number: int) -> None:
        if not self._threads[0].ident:
            for thread in self._threads:
                thread.start()
        self._numbers.put(number)

    def close(self) -> None:
        if self._is_closed:
            return
        self._is_closed = True
        for _ in self._threads:
            self._numbers.put(None)
        deadline = time.monotonic() + _PATIENCE
        for thread in self._threads:
            if thread.ident:
                thread.join(max(0.0, deadline - time.monotonic()))

    def _serve(self) -> None:
        with contextlib.ExitStack() as held:
            opened: list[Any] = []
            for number in self._taken():
                self._hand_over(self._answer(number, held, opened))

    def _answer(self, number: int, held: contextlib.ExitStack, opened: list[Any]) -> _Answer:
        try:
            if not opened:
                opened.append(held.enter_context(self._opened()))
            return _Answer(number, self._run(number, opened[0]))
        except Exception as error:  # told on the main thread
            return _Answer(number, error=error)

    def _taken(self) -> Iterator[int]:
        while (number := self._numbers.get()) is not None:
            if not self._is_closed:
                yield number
