"""How long a program that does nothing is kept waiting: what no window here can do better than.

    with idle.beside() as found: ...

It sleeps two milliseconds at a time in a process of its own, as the timer of the watch does, and
notes how much longer each of them took: for a core, or because the host of a virtual machine had
given all of its cores to others.
"""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import psutil

from tests.benchmarks.pouring import percentile

_NAP = 0.002  # seconds
_LONG = 33.0  # milliseconds, see watching.py


@contextmanager
def beside() -> Iterator[list[str]]:
    """For as long as this lasts; then a line of what it waited."""
    command, pipe = [sys.executable, "-m", "tests.benchmarks.idle"], subprocess.PIPE
    told, taken = list[str](), _taken()
    with subprocess.Popen(command, stdin=pipe, stdout=pipe) as process:
        yield told
        late = json.loads(process.communicate(timeout=30)[0])
    over = sum(one > _LONG for one in late)
    told.append(
        f"a program that does nothing: p99 {percentile(late, 0.99):.1f}, max {late[-1]:.1f} ms,"
        f" {over} over 33 ms; taken by the host {_share(taken, _taken()):.1%}"
    )


def _taken() -> tuple[float, float]:
    """Seconds that all cores had since the start, and those that the host gave to others."""
    times = psutil.cpu_times()
    return sum(times), getattr(times, "steal", 0.0)


def _share(before: tuple[float, float], after: tuple[float, float]) -> float:
    return (after[1] - before[1]) / (after[0] - before[0])


def main() -> None:
    over = threading.Event()

    def listen() -> None:
        sys.stdin.read()
        over.set()

    threading.Thread(target=listen, daemon=True).start()
    late = []
    while not over.is_set():
        began = time.perf_counter()
        time.sleep(_NAP)
        late.append((time.perf_counter() - began - _NAP) * 1000)
    print(json.dumps(sorted(late)))


if __name__ == "__main__":
    main()
