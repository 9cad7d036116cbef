"""Keeps the engine running, and speaks for it to the window.

Receiving and keeping take a fifth of a core of Python at 200 deliveries a second. In a process of
its own that time is not the window's, which would wait for the interpreter at each call of Qt's.
"""

from __future__ import annotations

import logging
import queue
import subprocess
import threading
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import replace
from itertools import count
from typing import Any, TypeAlias

from app.config import logs
from app.core.changes import ChangeSet
from app.core.errors import AcuseError
from app.engine import ahead
from app.engine.messages import (
    Answered,
    Begin,
    BreakOff,
    Call,
    Doubt,
    Line,
    NotStarted,
    Progress,
    Raised,
    Started,
    State,
)
from app.engine.silence import BEATS_EVERY, DOUBTED_AFTER, GIVEN_UP_AFTER, Silence
from app.projector.messages import Logged
from app.projector.process import FIRST_WAIT, LONGEST_WAIT, STEADY

STOPS_WITHIN = 30.0  # seconds: each of its parts has a limit of its own
_MOST_UNLOGGED = 200  # lines for the log while there is nobody who writes it
_LOOKS_EVERY = 0.1  # seconds between two looks whether somebody still wants an answer

Listener: TypeAlias = Callable[[ChangeSet], None]
_Reply: TypeAlias = Progress | Answered | Raised

_log = logging.getLogger("acuse.engine")


class EngineEnded(AcuseError):
    """The process that receives is not there at this moment."""

    code = "engine-ended"


class Engine:
    """The process that does everything but show, from `start` to `stop`.

    One that ended is started again; what it had acknowledged is on disk. One that stands still
    without an end is ended.
    """

    def __init__(self, begin: Begin) -> None:
        self._begin = begin
        self.data_dir = begin.choices.data_dir
        self._listeners: tuple[Listener, ...] = ()
        self._thread = threading.Thread(target=self._keep_running, name="engine")
        self._watching = threading.Thread(target=self._watch, name="engine-watch")
        self._ended = threading.Event()
        self._first: Future[bool] = Future()
        self._state: State | None = None
        self._standstill = ""  # why nothing is received, whatever it said of itself before
        self._silence = Silence()
        self._is_given_up = False
        self._refusal = ""  # why the latest one did not start
        self._guard = threading.Lock()  # of all below
        self._process: subprocess.Popen[bytes] | None = None
        self._line: Line | None = None
        self._replies: dict[int, queue.SimpleQueue[_Reply]] = {}
        self._numbers = count(1)
        self._unlogged: deque[Logged] = deque(maxlen=_MOST_UNLOGGED)

    # --- start and stop ---------------------------------------------------------------------------

    def start(self, told: Callable[[bool], None] = lambda _: None) -> None:
        """Begin to start; `started` waits for it, and `told` hears of it on another thread."""
        self._told = told
        self._unlog = logs.log_to(_Told(self._log))
        self._thread.start()

    def started(self) -> bool:
        """Wait until it has started; whether it receives. Raises what stands in the way."""
        return self._first.result()

    def stop(self) -> None:
        """Have it end in order; idempotent."""
        self._ended.set()
        if self._thread.ident is None:
            return
        with self._guard:
            line = self._line
        if line is not None:
            line.hang_up(STOPS_WITHIN)  # by which it knows that it is to end
        self._thread.join(STOPS_WITHIN)
        if self._thread.is_alive():
            _log.warning("The engine did not end within %.0f s and is ended", STOPS_WITHIN)
            with self._guard:
                if self._process is not None:
                    self._process.kill()
            self._thread.join()
        if self._watching.ident is not None:
            self._watching.join()
        self._unlog()

    # --- what the window asks for -----------------------------------------------------------------

    @property
    def state(self) -> State:
        """How it stands, from memory; not before it has `started`."""
        state = self._state
        assert state is not None
        if not (why := self._standstill):
            return state
        return replace(state, receiver=replace(state.receiver, listening=False, error=why))

    def listen(self, listener: Listener) -> None:
        """Have a callable told of every change, on the thread that hears of it."""
        self._listeners = (*self._listeners, listener)

    def call(self, name: str, *arguments: object) -> Any:
        """One of its `Actions`; waits for the answer, raises what it raises or EngineEnded."""
        return self._answer(Call(next(self._numbers), name, arguments))

    def watched(
        self,
        name: str,
        *arguments: object,
        tell: Callable[..., None],
        is_unwanted: Callable[[], bool],
    ) -> Any:
        """The same for one that tells its progress and can be broken off; both are called here."""
        return self._answer(
            Call(next(self._numbers), name, arguments, is_watched=True), tell, is_unwanted
        )

    def doubt(self, delivery_id: int | None = None) -> None:
        """Somebody could not read the views, or opened a delivery that is not what came."""
        with suppress(EngineEnded):
            self._tell(Doubt(delivery_id))

    def _log(self, line: Logged) -> None:
        try:
            self._tell(line)
        except EngineEnded:
            self._unlogged.append(line)

    def _answer(
        self,
        call: Call,
        tell: Callable[..., None] = lambda *_: None,
        is_unwanted: Callable[[], bool] | None = None,
    ) -> Any:
        replies: queue.SimpleQueue[_Reply] = queue.SimpleQueue()
        with self._guard:
            self._replies[call.number] = replies
        try:
            self._tell(call)
            while True:
                reply = _next(replies, _LOOKS_EVERY if is_unwanted else None)
                if isinstance(reply, Answered):
                    return reply.value
                if isinstance(reply, Raised):
                    raise reply.error
                if reply is not None:
                    tell(*reply.values)
                if is_unwanted and is_unwanted():
                    is_unwanted = None
                    self._tell(BreakOff(call.number))
        finally:
            with self._guard:
                self._replies.pop(call.number, None)

    def _tell(self, message: object) -> None:
        line = self._line
        try:
            if line is None:
                raise BrokenPipeError
            line.tell(message)
        except OSError as error:
            raise _gone() from error

    # --- the thread -------------------------------------------------------------------------------

    def _keep_running(self) -> None:
        ends, began = 0, time.monotonic()
        while True:
            how = self._run()
            if self._ended.is_set() or not self._has_begun():
                break
            ends = ends + 1 if time.monotonic() - began < STEADY else 1
            _log.warning("The engine ended (%s); it is started again", how)
            self._stands_still(self._refusal or f"The part of Acuse that receives ended ({how}).")
            self._ended.wait(min(FIRST_WAIT * 2 ** (ends - 1), LONGEST_WAIT))
            began = time.monotonic()
        if not self._first.done():
            self._first.set_exception(_not_started(how))

    def _has_begun(self) -> bool:
        """Whether it has ever started; what could not is told and not tried again."""
        return self._first.done() and self._first.exception() is None

    def _run(self) -> str:
        """One process from its start to its end; how it ended."""
        try:
            started = self._started()
        except OSError as error:
            return error.strerror or str(error)
        if started is None:
            return ""
        process, line = started
        try:
            while (message := line.hear()) is not None:
                self._hear(message)
        except Exception:
            _log.exception("A mistake of our own")
            process.kill()
        with self._guard:
            self._silence.end()
            self._line = self._process = None
            waiting = list(self._replies.items())
        line.hang_up(STOPS_WITHIN)
        for number, replies in waiting:
            replies.put(Raised(number, _gone()))
        with process:  # which closes what it held of it
            status = process.wait()
        if self._is_given_up:
            self._is_given_up = False
            _log.warning("The engine said nothing for %.0f s", GIVEN_UP_AFTER * BEATS_EVERY)
        return f"status {status}"

    def _started(self) -> tuple[subprocess.Popen[bytes], Line] | None:
        with self._guard:
            if self._ended.is_set():
                return None
            process = ahead.taken()
            assert process.stdout is not None
            assert process.stdin is not None
            line = Line(process.stdout, process.stdin)
            with suppress(OSError):  # it has ended, which is heard at once
                line.tell(self._begin)
            self._process, self._line = process, line  # from now on others may tell
            return process, line

    def _hear(self, message: object) -> None:
        self._silence.hear()
        if self._standstill and not isinstance(message, NotStarted):
            self._stands_still("")
        if isinstance(message, ChangeSet):
            self._announce(message)
        elif isinstance(message, State):
            self._state = message
        elif isinstance(message, Progress | Answered | Raised):
            with self._guard:
                replies = self._replies.get(message.number)
            if replies is not None:
                replies.put(message)
        elif isinstance(message, Started) and self._first.done():
            self._silence.begin()
            self._refusal = ""
            for _ in range(len(self._unlogged)):
                self._log(self._unlogged.popleft())  # it may have ended again
            _log.info("The engine is there again")
            self._announce(_EVERYTHING)
        elif isinstance(message, Started):
            self._silence.begin()
            self._watching.start()
            self._keep_port()
            self._told(message.is_receiving)
            self._first.set_result(message.is_receiving)
        elif isinstance(message, NotStarted) and self._first.done():
            self._refusal = _words(message.error)
        elif isinstance(message, NotStarted):
            self._first.set_exception(message.error)

    def _keep_port(self) -> None:
        """Whoever comes after it must receive where this one does: others know the address."""
        choices = self._begin.choices
        if choices.port == 0:
            port = self.state.receiver.port
            self._begin = replace(self._begin, choices=replace(choices, port=port))

    def _stands_still(self, why: str) -> None:
        """Also with "", when it goes on."""
        self._standstill = why
        self._announce(ChangeSet(written=frozenset({"receiver"})))

    def _watch(self) -> None:
        while not self._ended.wait(BEATS_EVERY):
            with self._guard:
                looks = self._silence.look()
                if looks >= GIVEN_UP_AFTER and self._process is not None:
                    self._is_given_up = True
                    self._process.kill()  # which its own thread notices
            if looks == DOUBTED_AFTER:
                # Not into the log, which the engine writes: its pipe may be full.
                self._stands_still("The part of Acuse that receives does not answer.")

    def _announce(self, changes: ChangeSet) -> None:
        for listener in self._listeners:
            try:
                listener(changes)
            except Exception:  # whoever only looks on must not stop the hearing
                _log.exception("A listener of the engine failed")


class _Told(logging.Handler):
    """The log has one writer."""

    def __init__(self, tell: Callable[[Logged], None]) -> None:
        super().__init__()
        self._tell = tell

    def emit(self, record: logging.LogRecord) -> None:
        self._tell(Logged(record.levelno, record.name, self.format(record)))


# What may be another when there is another engine.
_EVERYTHING = ChangeSet(
    projected=True, written=frozenset({"settings", "secrets", "tunnel", "probe", "store"})
)


def _words(error: Exception) -> str:
    return error.sentences() if isinstance(error, AcuseError) else f"The system says: {error}."


def _next(replies: queue.SimpleQueue[_Reply], patience: float | None) -> _Reply | None:
    try:
        return replies.get(timeout=patience)
    except queue.Empty:
        return None


def _gone() -> EngineEnded:
    return EngineEnded(
        "The part of Acuse that receives is not there at this moment.",
        cause="Its process has ended.",
        remedy="It is started again by itself; try again in a moment.",
    )


def _not_started(how: str) -> EngineEnded:
    return EngineEnded(
        "The part of Acuse that receives did not start.",
        cause=f"Its process ended ({how}).",
        remedy="Look into the log, and start Acuse again.",
    )
