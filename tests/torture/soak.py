"""Delivers for hours to the real program behind its window, and looks whether anything grows:
`make soak`, or `python tests/torture/soak.py --minutes 30`.

This process is the provider: so many deliveries a second, signed, each a transaction of its own,
over connections that stay; what is refused is sent again. Every five seconds it writes down what
all processes of Acuse hold. The first third is warm-up. Afterwards it fails unless

- memory is flat: the straight line through its samples rises by less than 5 % until the end,
- either log of the store stayed below 64 MB,
- descriptors are constant: the fewest in the last fifth are no more than the fewest in the first,
  and there are never sixteen more (a reader is open for a moment),
- every delivery was acknowledged once it was sent again, and the store holds exactly those.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

sys.path.insert(0, str(Path(__file__).parents[2]))

from app.config import settings as config
from app.config import settings_file
from app.config.paths import Paths
from app.providers import PROVIDERS
from app.store.sqlite import connect_reader
from tests.benchmarks import bodies
from tests.torture.soaked import MB, Sample, Soaked, table

ROOT = Path(__file__).parents[2]
RATE = 500  # a second
CONNECTIONS = 64
AGAIN = 0.5  # seconds until what was refused is sent again
EVERY = 5.0  # seconds


class Watching:
    """Samples a process, its children and its store until told to stop."""

    def __init__(self, pid: int, data: Path, soaked: Soaked) -> None:
        self._main, self._data, self._soaked = psutil.Process(pid), data, soaked
        self._begun = time.monotonic()

    def look(self) -> Sample:
        memory = descriptors = threads = 0
        processor = 0.0
        for one in (self._main, *self._main.children(recursive=True)):
            with one.oneshot():
                times = one.cpu_times()
                memory += one.memory_info().rss
                descriptors += one.num_fds()
                threads += one.num_threads()
                processor += times.user + times.system
        sample = Sample(
            time.monotonic() - self._begun,
            memory,
            _size(self._data / "facts.db-wal"),
            _size(self._data / "views.db-wal"),
            descriptors,
            threads,
            processor,
        )
        self._soaked.samples.append(sample)
        return sample


def _size(file: Path) -> int:
    return file.stat().st_size if file.exists() else 0


class Provider:
    """One connection that delivers on a schedule of its own."""

    def __init__(self, port: int, path: str, soaked: Soaked, turn: int, rate: int) -> None:
        self._where, self._path, self._soaked = ("127.0.0.1", port), path, soaked
        self._turn, self._rate = turn, rate
        self._line = socket.create_connection(self._where, 30)
        self.thread = threading.Thread(target=self._run)
        self.stop = threading.Event()

    def _run(self) -> None:
        begun, number = time.monotonic(), self._turn
        while not self.stop.wait(max(0.0, begun + number / self._rate - time.monotonic())):
            while not self._is_acknowledged(number):
                self._soaked.refused += 1
                self.stop.wait(AGAIN)
            number += CONNECTIONS
        self._line.close()

    def _is_acknowledged(self, number: int) -> bool:
        asked = time.monotonic()
        try:
            self._line.sendall(self._request(number))
            answer = self._line.recv(4096)
        except OSError:
            answer = b""
        if not answer:
            self._line.close()
            self._line = socket.create_connection(self._where, 30)
        elif answer.startswith(b"HTTP/1.1 200"):
            self._soaked.waits.append(time.monotonic() - asked)
            return True
        return False

    def _request(self, number: int) -> bytes:
        signature, body = bodies.line(number).split(" ", 1)
        head = (
            f"POST {self._path} HTTP/1.1\r\nHost: 127.0.0.1:{self._where[1]}\r\n"
            f"Signature: {signature}\r\nContent-Type: application/json\r\n"
            f"Content-Length: {len(body)}\r\n\r\n"
        )
        return (head + body).encode()


@contextmanager
def _window(data: Path) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """The program with its window, and where it receives."""
    environ = {
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring",
        "HOME": str(data.parent),
        **{name: os.environ[name] for name in ("PATH", "DISPLAY") if name in os.environ},
        "ACUSE_JUST_WALLET_WEBHOOK_SECRET": bodies.SECRET,
    }
    command = [sys.executable, "main.py", "--port", "0", "--data-dir", str(data)]
    with subprocess.Popen(
        command, cwd=ROOT, env=environ, stdout=subprocess.PIPE, text=True
    ) as program:
        assert program.stdout is not None
        found = re.search(r"http://127\.0\.0\.1:(\d+)", program.stdout.readline())
        try:
            assert found, "it does not receive"
            yield program, int(found[1])
        finally:
            program.send_signal(signal.SIGTERM)
            program.wait(120)


def soak(data: Path, minutes: float, rate: int = RATE) -> Soaked:
    """Deliver so long, and give what was seen."""
    soaked = Soaked()
    with _window(data) as (program, port):
        path = config.callback_path("just_wallet", settings_file.load(Paths(data), PROVIDERS))
        watching = Watching(program.pid, data, soaked)
        crowd = [Provider(port, path, soaked, turn, rate) for turn in range(CONNECTIONS)]
        for one in crowd:
            one.thread.start()
        pause, ends_at = threading.Event(), time.monotonic() + minutes * 60
        while time.monotonic() < ends_at:
            pause.wait(EVERY)
            said(watching.look(), soaked)
        for one in crowd:
            one.stop.set()
            one.thread.join()
    soaked.kept, soaked.shown = _kept(data)
    return soaked


def _kept(data: Path) -> tuple[int, int]:
    counts = []
    for name, statement in (
        ("facts", "SELECT count(*) FROM deliveries"),
        ("views", "SELECT coalesce(max(delivery_id), 0) FROM feed"),
    ):
        reader = connect_reader(data / f"{name}.db")
        counts.append(int(reader.execute(statement).fetchone()[0]))
        reader.close()
    return counts[0], counts[1]


def said(sample: Sample, soaked: Soaked) -> None:
    print(
        f"{sample.second:6.0f} s  {sample.memory / MB:6.1f} MB  logs {sample.facts_log / MB:5.1f} "
        f"{sample.views_log / MB:5.1f} MB  {sample.descriptors} descriptors  {sample.threads} "
        f"threads  {len(soaked.waits):,} acknowledged",
        flush=True,
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=120)
    parser.add_argument("--rate", type=int, default=RATE)
    parser.add_argument("--folder", type=Path, default=ROOT / "build" / "soak")
    chosen = parser.parse_args()
    chosen.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=chosen.folder) as name:
        soaked = soak(Path(name) / "data", chosen.minutes, chosen.rate)
    samples = [[getattr(one, name) for name in Sample.__slots__] for one in soaked.samples]
    (chosen.folder / "samples.json").write_text(json.dumps([[*Sample.__slots__], *samples]))
    for words, figure in table(soaked).items():
        print(f"| {words} | {figure} |")
    complaints = soaked.complaints()
    print("Nothing grows." if not complaints else "\n".join(complaints))
    return bool(complaints)


if __name__ == "__main__":
    sys.exit(main())
