"""The real program as the torture sees it: a process that serves, and a provider that posts."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

from app.config import settings as config
from app.config import settings_file
from app.config.paths import Paths
from app.providers import PROVIDERS

ROOT = Path(__file__).parents[2]


@dataclass
class Served:
    """`main.py serve` on a data directory of its own."""

    data: Path
    process: subprocess.Popen[str]
    port: int
    reading: threading.Thread

    def path(self, provider: str) -> str:
        return config.callback_path(provider, settings_file.load(Paths(self.data), PROVIDERS))

    @property
    def memory(self) -> int:
        """Bytes that it holds in memory."""
        return int(psutil.Process(self.process.pid).memory_info().rss)

    @property
    def connections(self) -> int:
        """Peers that it holds a socket for."""
        here = psutil.Process(self.process.pid).net_connections("tcp")
        return sum(one.status != psutil.CONN_LISTEN for one in here)

    def end(self, number: int = signal.SIGTERM) -> int:
        """Stop it, unless it has stopped; its exit status."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGCONT)
            self.process.send_signal(number)
        status = self.process.wait(30)
        self.reading.join()
        return status


def launch(
    data: Path, *, more: Mapping[str, str] | None = None, before: Sequence[str] = (), port: int = 0
) -> subprocess.Popen[str]:
    """Begin to start it, with `more` in its environment."""
    environ = {
        "PATH": os.environ["PATH"],
        "HOME": str(data.parent),
        "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring",
        **(more or {}),
    }
    command = before or (sys.executable, "main.py")
    return subprocess.Popen(
        [*command, "serve", "--port", str(port), "--data-dir", str(data)],
        cwd=ROOT,
        env=environ,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def once_it_serves(data: Path, process: subprocess.Popen[str]) -> Served:
    """Wait until it receives; raises DoesNotServe with what it said when it ends instead."""
    assert process.stdout is not None
    found = re.search(r"http://127\.0\.0\.1:(\d+)", process.stdout.readline())
    if not found:
        _, said = process.communicate()
        raise DoesNotServe(said)
    reading = threading.Thread(target=process.communicate)
    reading.start()
    return Served(data, process, int(found[1]), reading)


class DoesNotServe(Exception):
    """It ended at its start; the sentences that it said."""


@contextmanager
def serving(data: Path, more: Mapping[str, str] | None = None) -> Iterator[Served]:
    served = once_it_serves(data, launch(data, more=more))
    try:
        yield served
    finally:
        served.end()


# --- a provider ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of one delivery: a status, 0 where nothing was answered, and how long it took."""

    status: int
    seconds: float
    at: float  # time.monotonic() when it was answered


def body(name: str, size: int = 1200) -> bytes:
    """A Juno issuance of this name, of about the usual size."""
    shell = {
        "event": "TRANSACTION",
        "payload": {"id": name, "type": "ISSUANCE", "status": "COMPLETE", "amount": "1.50"},
    }
    shell["payload"]["note"] = "n" * max(0, size - len(json.dumps(shell)))  # type: ignore[index]
    return json.dumps(shell).encode()


def post(port: int, path: str, content: bytes, patience: float = 10.0) -> Answer:
    """Deliver once over a connection of its own."""
    head = (
        f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Type: application/json\r\n"
        f"Content-Length: {len(content)}\r\nConnection: close\r\n\r\n"
    )
    began = time.monotonic()
    status = 0
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=patience) as peer:
            peer.sendall(head.encode() + content)
            answer = peer.recv(1000)
            if answer.startswith(b"HTTP/1.1 "):
                status = int(answer[9:12])
    except OSError:
        pass
    now = time.monotonic()
    return Answer(status, now - began, now)


def percentile(answers: Sequence[Answer], share: float) -> float:
    """Within how many seconds this share of the answers came."""
    ordered = sorted(answer.seconds for answer in answers)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]
