"""Posts signed deliveries at an even rate, as a provider would, from a process of its own.

    python -m tests.benchmarks.pouring http://127.0.0.1:8787 --rate 500 --seconds 20

Each is due at its moment, whether or not those before it were answered, and its wait counts from
then: a server that halts is not forgiven for what could not be sent meanwhile. The id of each says
when it was due, so that whoever shows it can tell how late that was.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import hmac
import json
import selectors
import signal
import socket
import subprocess
import sys
import time
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from urllib.parse import urlsplit

from tests.benchmarks import bodies

ROOT = Path(__file__).parents[2]
CONNECTIONS = 64
_MARK = "poured-"
_PATIENCE = 30.0  # seconds for the answers to what was sent


@dataclass(frozen=True, slots=True)
class Poured:
    """How many were answered, and milliseconds from when each was due to its answer."""

    accepted: int
    refused: int
    unanswered: int
    p50: float
    p99: float
    worst: float


def due_of(transaction_id: str) -> float | None:
    """When a delivery that was poured was due, by the monotonic clock of this machine."""
    _, mark, nanoseconds = transaction_id.rpartition(_MARK)
    return int(nanoseconds) / 1e9 if mark else None


@contextmanager
def poured(url: str, rate: int, seconds: float) -> Iterator[subprocess.Popen[str]]:
    """A process that pours meanwhile; it is told to end when this does."""
    words = ("--rate", str(rate), "--seconds", str(seconds))
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.benchmarks.pouring", url, *words],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    with process:
        try:
            yield process
        finally:
            process.terminate()


def heard(process: subprocess.Popen[str]) -> Poured:
    """What it saw, once it has ended."""
    assert process.stdout is not None
    return Poured(**json.loads(process.stdout.read()))


def stopped(process: subprocess.Popen[str]) -> Poured:
    """What it saw so far; it pours no more."""
    process.send_signal(signal.SIGINT)
    return heard(process)


def percentile(ordered: Sequence[float], share: float) -> float:
    """The value below which that share of ordered ones lies."""
    return ordered[min(int(len(ordered) * share), len(ordered) - 1)] if ordered else 0.0


class Sender:
    """Kept connections, on each of which one request is on its way at a time."""

    def __init__(self, host: str, port: int) -> None:
        self._address = host, port
        self._host = f"{host}:{port}".encode()
        self._selector = selectors.DefaultSelector()
        self._idle: deque[socket.socket] = deque()
        self._due: dict[socket.socket, float] = {}
        self._heard: dict[socket.socket, bytes] = {}
        self.waits: list[float] = []
        self.refused = self.broken = 0
        for _ in range(CONNECTIONS):
            self._connect()

    @property
    def unanswered(self) -> int:
        return len(self._due) + self.broken

    @property
    def is_waiting(self) -> bool:
        return bool(self._due)

    def send(self, due: float) -> bool:
        """Post one delivery, unless every connection is taken."""
        if not self._idle:
            return False
        one = self._idle.popleft()
        self._due[one], self._heard[one] = due, b""
        with contextlib.suppress(OSError):  # it was closed, which is heard of
            one.sendall(_request(self._host, due))
        return True

    def listen(self, until: float) -> None:
        """Take answers until a moment, or until there is a connection to send on."""
        while True:
            left = until - time.monotonic()
            for key, _ in self._selector.select(max(left, 0)):
                assert isinstance(key.fileobj, socket.socket)
                self._hear(key.fileobj)
            if left <= 0 or self._idle:
                return

    def _connect(self) -> None:
        one = socket.create_connection(self._address)
        one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._selector.register(one, selectors.EVENT_READ)
        self._idle.append(one)

    def _hear(self, one: socket.socket) -> None:
        try:
            piece = one.recv(65_536)
        except OSError:
            piece = b""
        if not piece:
            self._closed(one)
            return
        self._heard[one] = answer = self._heard.get(one, b"") + piece
        if _is_whole(answer) and one in self._due:
            self.waits.append((time.monotonic() - self._due.pop(one)) * 1000)
            self.refused += not answer.startswith(b"HTTP/1.1 200 ")
            self._idle.append(one)

    def _closed(self, one: socket.socket) -> None:
        self._selector.unregister(one)
        one.close()
        self.broken += self._due.pop(one, None) is not None
        with contextlib.suppress(ValueError):
            self._idle.remove(one)
        self._connect()


def _is_whole(answer: bytes) -> bool:
    head, end, body = answer.partition(b"\r\n\r\n")
    length = head.lower().partition(b"content-length:")[2].partition(b"\r\n")[0]
    return bool(end) and len(body) >= int(length or 0)


def pour(url: str, rate: int, seconds: float) -> Poured:
    """Send them all and wait for the answers, or until Ctrl+C."""
    where = urlsplit(url)
    sender = Sender(where.hostname or "127.0.0.1", where.port or 80)
    began, number = time.monotonic(), 0
    count = int(rate * seconds)
    with contextlib.suppress(KeyboardInterrupt):
        while number < count:
            due = began + number / rate
            if due > time.monotonic():
                sender.listen(due)
            elif sender.send(due):
                number += 1
            else:
                sender.listen(due + _PATIENCE)
    end = time.monotonic() + _PATIENCE
    while sender.is_waiting and time.monotonic() < end:
        sender.listen(time.monotonic() + 0.05)
    ordered = sorted(sender.waits)
    return Poured(
        accepted=len(ordered) - sender.refused,
        refused=sender.refused,
        unanswered=sender.unanswered,
        p50=percentile(ordered, 0.5),
        p99=percentile(ordered, 0.99),
        worst=ordered[-1] if ordered else 0.0,
    )


def _request(host: bytes, due: float) -> bytes:
    body = _BODY.replace(_ID, f"{_MARK}{int(due * 1e9):016}".encode())
    signature = hmac.new(bodies.SECRET.encode(), body, hashlib.sha256).hexdigest()
    return (
        b"POST %s HTTP/1.1\r\nHost: %s\r\nContent-Type: application/json\r\nSignature: %s\r\n"
        b"Content-Length: %d\r\n\r\n%s"
        % (bodies.PATH.encode(), host, signature.encode(), len(body), body)
    )


_ID = bodies.line(0).partition('"id":"')[2].partition('"')[0].encode()
_BODY = bodies.line(0).partition(" ")[2].encode()


def main() -> None:
    """Pour, and say how it went as a line of JSON."""
    # Who is started in the background of a shell is started deaf to it.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("url", help="where Acuse receives, e.g. http://127.0.0.1:8787")
    parser.add_argument("--rate", type=int, default=500)
    parser.add_argument("--seconds", type=float, default=20)
    chosen = parser.parse_args()
    print(json.dumps(asdict(pour(chosen.url, chosen.rate, chosen.seconds))))


if __name__ == "__main__":
    main()
