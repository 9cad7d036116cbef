"""Keeps the projector's process running, and speaks for it to the rest of Acuse.

What a delivery means takes a fifth of a millisecond of Python. In a process of its own that time is
nobody else's: neither an acknowledgement nor the window waits for the interpreter meanwhile.
"""

from __future__ import annotations

import logging
import os
import subprocess
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from pathlib import Path

from app.config.program import program, without_secrets
from app.core.changes import ChangeSet
from app.core.errors import StoreError
from app.projector.messages import Failed, Logged, Message, Order, Sign, decoded
from app.store.views_file import prepare

FIRST_WAIT, LONGEST_WAIT = 0.1, 30.0  # seconds before it is started again, doubled each time
STEADY = 60.0  # seconds after which its end has nothing to do with the one before
_TOLD_AFTER = 3  # ends in a row: before that nobody need know
# A console of its own would open a window; the priority is what os.nice is elsewhere.
_ON_WINDOWS = getattr(subprocess, "CREATE_NO_WINDOW", 0) | getattr(
    subprocess, "BELOW_NORMAL_PRIORITY_CLASS", 0
)

_log = logging.getLogger("acuse.projector")


class ProjectorProcess:
    """The process that keeps views.db abreast of facts.db, from `start` to `stop`.

    The listener is called on a thread of this class after each COMMIT over there. `failed` is told
    why it stands still, once a cause, and "" when it goes on. A process that ended is started
    again; what it had not committed is done again.
    """

    def __init__(
        self,
        facts: Path,
        views: Path,
        *,
        listener: Callable[[ChangeSet], None],
        failed: Callable[[str], None] = lambda reason: None,
    ) -> None:
        self._facts, self._views = facts, views
        self._listener, self._failed = listener, failed
        self._reason = ""  # why it stands still, as was told
        self._thread = threading.Thread(target=self._keep_running, name="projector")
        self._ended = threading.Event()
        self._guard = threading.Lock()  # of all below
        self._process: subprocess.Popen[bytes] | None = None
        self._listens = False
        self._orders: list[Order] = []  # for when it listens again
        self._renewal: Future[None] | None = None

    def start(self) -> None:
        """Begin to project what is there and what comes; raises StoreError.

        Once it returns, views.db is there to be read, also when the process takes its time.
        """
        prepare(self._views, self._facts)
        self._thread.start()

    def stop(self, timeout: float = 5) -> None:
        """Have it finish the slice at hand and end; may be called more than once."""
        self._ended.set()
        with self._guard:
            self._send(Order.STOP)
        if self._thread.ident is None:
            return
        self._thread.join(timeout)
        if self._thread.is_alive():
            _log.warning("The projector did not end within %.0f s and is ended", timeout)
            with self._guard:
                if self._process is not None:
                    self._process.kill()
            self._thread.join(timeout)

    def wake(self) -> None:
        """There is something new in facts.db; callable from any thread, waits for nothing."""
        self._order(Order.WAKE)

    def doubt(self) -> None:
        """Somebody could not read the views: have them looked through; callable like `wake`."""
        self._order(Order.DOUBT)

    def rebuild(self) -> None:
        """Have all computed again and wait for it; raises StoreError."""
        with self._guard:
            if self._reason:
                raise StoreError("The views were not computed anew.", cause=self._reason)
            renewal = self._renewal = self._renewal or Future()
        self._order(Order.ANEW)
        if self._ended.is_set():
            self._settle("Acuse ends.")
        renewal.result()

    # --- orders -----------------------------------------------------------------------------------

    def _order(self, order: Order) -> None:
        """One order at a time is on its way: nobody can be held up by a pipe that is full."""
        with self._guard:
            if self._listens:
                self._listens = False
                self._send(order)
            elif order not in self._orders:
                self._orders.append(order)

    def _send(self, *orders: Order) -> None:
        if self._process is not None and self._process.stdin is not None:
            with suppress(OSError):  # it has ended, which its own thread notices
                os.write(self._process.stdin.fileno(), b"".join(orders))

    # --- the thread -------------------------------------------------------------------------------

    def _keep_running(self) -> None:
        ends, began = 0, time.monotonic()
        while not self._ended.is_set():
            how = self._run()
            if self._ended.is_set():
                break
            ends = ends + 1 if time.monotonic() - began < STEADY else 1
            _log.warning("The projector ended (%s); it is started again", how)
            if ends >= _TOLD_AFTER:
                self._stands_still(f"Its process ended {ends} times in a row ({how}).")
            self._settle(f"Its process ended ({how}).")
            self._ended.wait(min(FIRST_WAIT * 2 ** (ends - 1), LONGEST_WAIT))
            began = time.monotonic()
        self._settle("Acuse ends.")

    def _run(self) -> str:
        """One process from its start to its end; how it ended."""
        try:
            process = self._started()
        except OSError as error:
            return error.strerror or str(error)
        if process is None:
            return ""
        assert process.stdin is not None
        assert process.stdout is not None
        with process.stdout as told:
            try:
                for line in told:
                    self._hear(decoded(line))
            except Exception:
                _log.exception("A mistake of our own")
                process.kill()
        with self._guard:
            self._process, self._listens = None, False
        process.stdin.close()
        return f"status {process.wait()}"

    def _started(self) -> subprocess.Popen[bytes] | None:
        with self._guard:
            if self._ended.is_set():
                return None
            self._process = subprocess.Popen(  # noqa: S603 - ourselves, no shell
                [*program(), "projector", str(self._facts), str(self._views)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,  # last words go to the log
                env=without_secrets(os.environ),
                creationflags=_ON_WINDOWS,
            )
            return self._process

    def _hear(self, message: Message) -> None:
        if isinstance(message, ChangeSet):
            self._listener(message)
        elif isinstance(message, Logged):
            logging.getLogger(message.name).log(message.level, "%s", message.text)
        elif isinstance(message, Failed):
            self._stands_still(message.reason)
        elif message is Sign.ANEW:
            self._settle("")
        else:
            self._heard()

    def _heard(self) -> None:
        with self._guard:
            if self._orders:
                self._send(*self._orders)
                self._orders.clear()
            else:
                self._listens = True

    def _stands_still(self, reason: str) -> None:
        with self._guard:
            before, self._reason = self._reason, reason
        if reason != before:
            self._failed(reason)
        if reason:
            self._settle(reason)

    def _settle(self, cause: str) -> None:
        """Whoever waits for the rebuild hears of it, with what stood in its way."""
        with self._guard:
            renewal, self._renewal = self._renewal, None
        if renewal is None:
            return
        if cause:
            renewal.set_exception(StoreError("The views were not computed anew.", cause=cause))
        else:
            renewal.set_result(None)
