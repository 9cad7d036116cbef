"""Keeps a tunnel's command running: reads from its output that it is open, starts it again."""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import replace

from app.config.program import without_secrets
from app.core.tunnel import Plan, Stage, TunnelState

FIRST_WAIT, LONGEST_WAIT = 1.0, 60.0  # seconds before it is started again, doubled each time
_SHOWN = 40  # lines of its output that can be looked at
_LINES = 5  # of its last words, told when it ends
_LONGEST_LINE = 500
_PATIENCE = 5.0  # seconds that it has to end by itself

_log = logging.getLogger("acuse.tunnel")


class Tunnel:
    """One command, kept running from `start` to `stop`.

    `told` is called on the tunnel's thread whenever `state` has changed.
    """

    def __init__(
        self,
        plan: Plan,
        environ: Mapping[str, str],
        told: Callable[[TunnelState], None],
        *,
        first_wait: float = FIRST_WAIT,
    ) -> None:
        self._plan, self._told, self._first_wait = plan, told, first_wait
        self._environ = without_secrets(environ)
        self.lines: deque[str] = deque(maxlen=_SHOWN)  # of its output, the newest last
        self._ended = threading.Event()
        self._process: subprocess.Popen[str] | None = None
        self._guard = threading.Lock()
        self._thread = threading.Thread(target=self._keep_running, name="tunnel")
        self.state = TunnelState()

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """End the command and wait for it; idempotent."""
        self._ended.set()
        with self._guard:
            process = self._process
        if process is not None:
            _end(process)
        if self._thread.ident:
            self._thread.join()

    def _keep_running(self) -> None:
        wait = self._first_wait
        while not self._ended.is_set():
            was_open = self._run()
            wait = self._first_wait if was_open else min(wait * 2, LONGEST_WAIT)
            if self._ended.wait(wait):
                break
            self._tell(replace(self.state, restarts=self.state.restarts + 1))
        self._tell(TunnelState())

    def _run(self) -> bool:
        """One run of the command to its end; whether it was open at all."""
        self._tell(replace(self.state, stage=Stage.STARTING, url=""))
        last: deque[str] = deque(maxlen=_LINES)
        try:
            process = self._started()
        except OSError as error:
            self._wait_again(f"{self._plan.arguments[0]}: {error.strerror or error}.")
            return False
        if process is None:
            return False
        assert process.stdout is not None
        was_open = False
        with process.stdout as output:
            for line in output:
                last.append(line.strip()[:_LONGEST_LINE])
                self.lines.append(last[-1])
                was_open |= self._read(line)
        status = process.wait()
        with self._guard:
            self._process = None
        if not self._ended.is_set():
            said = " ".join(line for line in last if not line.startswith("debug1:"))
            self._wait_again(f"It ended with status {status}. {said}".strip())
        return was_open

    def _started(self) -> subprocess.Popen[str] | None:
        with self._guard:
            if self._ended.is_set():
                return None
            self._process = subprocess.Popen(  # noqa: S603 - the operator's own command, no shell
                self._plan.arguments,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                env=self._environ,
                text=True,
                errors="replace",
                start_new_session=sys.platform != "win32",  # so that its children end with it
            )
            return self._process

    def _read(self, line: str) -> bool:
        """Whether a line says that the tunnel is open, and where."""
        found = self._plan.opened.search(line[:10_000])
        if found is None:
            return False
        url = found[1].rstrip("/") if self._plan.opened.groups else ""
        if (self.state.stage, self.state.url) != (Stage.OPEN, url):
            self._tell(replace(self.state, stage=Stage.OPEN, url=url, error=""))
        return True

    def _wait_again(self, error: str) -> None:
        self._tell(replace(self.state, stage=Stage.WAITING, url="", error=error))

    def _tell(self, state: TunnelState) -> None:
        if state == self.state:
            return
        self.state = state
        _log.info("The tunnel is %s %s", state.stage, state.error or state.url)
        self._told(state)


def _end(process: subprocess.Popen[str]) -> None:
    """End a command with all it has started."""
    for number in (signal.SIGTERM, getattr(signal, "SIGKILL", signal.SIGTERM)):
        try:
            if sys.platform == "win32":
                process.terminate()
            else:
                os.killpg(process.pid, number)
            process.wait(_PATIENCE)
        except ProcessLookupError:
            return
        except subprocess.TimeoutExpired:
            continue
        return
