"""The HTTP thread: listens where it is told to, and nowhere else."""

from __future__ import annotations

import asyncio
import errno
import socket
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from functools import partial

import psutil

from app.core.errors import AcuseError, PortInUse, SettingsError
from app.receiver.caller import Caller
from app.receiver.desk import Acknowledged, Deliver, Desk
from app.receiver.intake import Gate
from app.receiver.limits import Limits
from app.receiver.notices import Notices
from app.receiver.roster import Roster

_BACKLOG = 1024  # connections that the system keeps for us until we take them
_AT_ONCE = (
    64  # taken before those that are there are read: a crowd must not push out who has spoken
)
_ON_THE_WAY = 0.01  # seconds from the listening socket to a connection
_SEND_BUFFER = 16 * 1024  # answers are small: a peer that reads none of them is soon noticed


class Receiver:
    """Receives deliveries in a thread of its own.

    `make_gate` is given the port once it is known, and again at each `refresh`.
    """

    def __init__(
        self,
        host: str,
        port: int,
        *,
        make_gate: Callable[[int], Gate],
        deliver: Deliver,
        acknowledged: Acknowledged,
        now: Callable[[], datetime],
        limits: Limits | None = None,
    ) -> None:
        self._host = host
        self._wanted_port = port
        self._make_gate = make_gate
        self._limits = limits or Limits()
        self._notices = Notices()
        self._new_desk = partial(
            Desk, self._current_gate, deliver, acknowledged, now, self._limits, self._notices
        )
        self._gate: Gate | None = None
        self._end: Callable[[], object] | None = None  # has the loop stop, from any thread
        self._thread: threading.Thread | None = None
        self.port = port

    def start(self) -> None:
        """Listen; raises PortInUse or SettingsError. Nothing happens when it already does."""
        if self.is_listening:
            return
        listening = _listen(self._host, self._wanted_port)
        self.port = listening.getsockname()[1]
        self._gate = self._make_gate(self.port)
        is_ready = threading.Event()
        self._thread = threading.Thread(
            target=self._run, args=(listening, is_ready), name="receiver", daemon=True
        )
        self._thread.start()
        if not is_ready.wait(self._limits.stop_seconds):
            self.stop()
            raise AcuseError("The receiver did not start.", remedy="Look into the log.")

    def refresh(self) -> None:
        """Hold requests against the settings and secrets as they are now."""
        if self.is_listening:
            self._gate = self._make_gate(self.port)

    def stop(self, timeout: float = 6.0) -> bool:
        """Answer what has arrived, hang up; whether all was done in time. Idempotent."""
        thread, self._thread = self._thread, None
        if thread is None:
            return True
        if self._end is not None:
            with suppress(RuntimeError):  # it has ended by itself
                self._end()
        thread.join(timeout)
        return not thread.is_alive()

    @property
    def is_listening(self) -> bool:
        return self._thread is not None and self._thread.is_alive()

    @property
    def url(self) -> str:
        """Where it receives: "http://127.0.0.1:8787"."""
        return f"http://{f'[{self._host}]' if ':' in self._host else self._host}:{self.port}"

    def _current_gate(self) -> Gate:
        assert self._gate is not None  # set before the first request can arrive
        return self._gate

    # --- the thread -------------------------------------------------------------------------------

    def _run(self, listening: socket.socket, is_ready: threading.Event) -> None:
        asyncio.run(self._serve(listening, is_ready))

    async def _serve(self, listening: socket.socket, is_ready: threading.Event) -> None:
        loop, ended = asyncio.get_running_loop(), asyncio.Event()
        self._end = partial(loop.call_soon_threadsafe, ended.set)
        desk = self._new_desk()
        roster = Roster(self._limits, desk)
        server = await loop.create_server(
            lambda: Caller(desk, roster, self._limits, self._notices),
            sock=listening,
            backlog=_AT_ONCE,
        )
        listening.listen(_BACKLOG)  # it was made as short as what is taken at once
        is_ready.set()
        await ended.wait()
        # asyncio's server loses who is on the way in when it closes (Server._attach).
        with suppress(NotImplementedError):
            loop.remove_reader(listening)
        await asyncio.sleep(_ON_THE_WAY)
        server.close()
        await roster.empty(self._limits.stop_seconds)


# --- the socket -----------------------------------------------------------------------------------


def _listen(host: str, port: int) -> socket.socket:
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
    except OSError as error:
        raise _no_such_host(host, error) from error
    listening = socket.socket(family, kind, protocol)
    try:
        if sys.platform == "win32":
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:  # only lets us follow a connection that lingers, never a program that listens
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _SEND_BUFFER)
        listening.bind(address)
        listening.listen(_BACKLOG)
    except OSError as error:
        listening.close()
        raise _refused(host, port, error) from error
    listening.setblocking(False)
    return listening


def _refused(host: str, port: int, error: OSError) -> AcuseError:
    if error.errno == errno.EADDRINUSE:
        holder = _holder(port)
        return PortInUse(
            f"Port {port} is in use.",
            cause=f"{holder} listens on it." if holder else "Another program listens on it.",
            remedy="Close that program, or choose another port with --port and register the "
            "callbacks anew.",
        )
    if error.errno == errno.EACCES:
        return SettingsError(
            f"Port {port} cannot be opened.",
            cause="The system keeps it for privileged programs.",
            remedy="Choose a port from 1024 up with --port.",
        )
    return _no_such_host(host, error)


def _no_such_host(host: str, error: OSError) -> SettingsError:
    return SettingsError(
        f"The address {host!r} cannot be listened on.",
        cause=f"The system says: {error.strerror or error}.",
        remedy="Use an address of this machine, e.g. --host 127.0.0.1.",
    )


def _holder(port: int) -> str:
    """Who listens on a port: "python3 (process 4711)"; "" where the system does not tell."""
    try:
        for connection in psutil.net_connections("tcp"):
            here = connection.laddr and connection.laddr.port == port
            if here and connection.status == psutil.CONN_LISTEN and connection.pid:
                name = psutil.Process(connection.pid).name()
                return f"{name} (process {connection.pid})"
    except (psutil.Error, OSError, AttributeError):
        pass
    return ""
