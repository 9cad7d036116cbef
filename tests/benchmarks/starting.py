"""From the start of the process until it receives, and until its window is painted:

    python -m tests.benchmarks.starting [STORE] [--program dist/acuse/acuse]

Each start is a process of its own, and the last one of a store was killed while deliveries came.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

from app.config import settings as config
from app.config import settings_file
from app.config.paths import Paths
from app.providers import PROVIDERS
from tests.torture import served

ROOT = Path(__file__).parents[2]
SOURCE = (sys.executable, "main.py")
TIMES = 10
BEFORE_A_KILL = 200  # deliveries
RECEIVING, SHOWN, AFTER_KILL = 0.6, 1.0, 2.0  # goals in seconds


@dataclass(frozen=True, slots=True)
class Moment:
    """Seconds of the clock and of a processor from the start of the process."""

    clock: float
    processor: float


@dataclass(frozen=True, slots=True)
class Started:
    """The starts of one program on one store."""

    name: str
    goal: float  # until it receives
    receiving: Sequence[Moment]
    shown: Sequence[Moment]


def measure(store: Path | None = None, program: Sequence[str] = SOURCE) -> list[Started]:
    """On an empty store, and on a copy of a full one after a kill in the midst of deliveries."""
    found = []
    with tempfile.TemporaryDirectory(dir=store.parent if store else None) as name:
        empty = Path(name) / "empty"
        _start(program, empty)  # which makes the store
        found.append(_starts("empty store", RECEIVING, program, empty, is_killed=False))
        if store:
            full = Path(name) / "full"
            copy = ("cp", "-r", "--reflink=auto", str(store), str(full))
            subprocess.run(copy, check=True)
            name = "after `kill -9` while deliveries came, on the full store"
            found.append(_starts(name, AFTER_KILL, program, full, is_killed=True))
    return found


def _starts(
    name: str, goal: float, program: Sequence[str], data: Path, *, is_killed: bool
) -> Started:
    both = []
    for _ in range(TIMES):
        if is_killed:
            _start(program, data, deliveries=BEFORE_A_KILL)
        both.append(_start(program, data))
    receiving, shown = zip(*both, strict=True)
    return Started(name, goal, receiving, shown)


def _start(program: Sequence[str], data: Path, deliveries: int = 0) -> tuple[Moment, Moment]:
    """Once until the window is painted; with deliveries it is killed after them."""
    command = [*program, "--port", "0", "--json", "--data-dir", str(data)]
    begun = time.perf_counter()
    with subprocess.Popen(
        command, cwd=ROOT, env=_environ(data), stdout=subprocess.PIPE, text=True
    ) as process:
        receiving, shown = _reached(process, "receiving", begun), _reached(process, "shown", begun)
        if deliveries:
            port = int(receiving[1]["url"].rpartition(":")[2])
            path = config.callback_path("juno", settings_file.load(Paths(data), PROVIDERS))
            for number in range(deliveries):
                served.post(port, path, served.body(f"{begun}-{number}"))
        process.send_signal(signal.SIGKILL if deliveries else signal.SIGTERM)
        process.wait(60)
    return receiving[0], shown[0]


def _reached(
    process: subprocess.Popen[str], event: str, begun: float
) -> tuple[Moment, dict[str, str]]:
    assert process.stdout is not None
    said = json.loads(process.stdout.readline())
    clock, times = time.perf_counter() - begun, psutil.Process(process.pid).cpu_times()
    assert said["event"] == event, said
    return Moment(clock, times.user + times.system), said


def _environ(data: Path) -> dict[str, str]:
    return {
        "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen"),
        "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring",
        "HOME": str(data.parent),
        **{name: os.environ[name] for name in ("PATH", "DISPLAY") if name in os.environ},
    }


def median(moments: Sequence[Moment]) -> Moment:
    return Moment(
        statistics.median(one.clock for one in moments),
        statistics.median(one.processor for one in moments),
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("store", type=Path, nargs="?")
    parser.add_argument("--program", nargs="+", default=SOURCE)
    chosen = parser.parse_args()
    for one in measure(chosen.store, chosen.program):
        for event, moments in (("receiving", one.receiving), ("shown", one.shown)):
            middle, clocks = median(moments), sorted(moment.clock for moment in moments)
            print(
                f"{one.name}: {event} {middle.clock:.2f} s ({clocks[0]:.2f} to {clocks[-1]:.2f}),"
                f" {middle.processor:.2f} s of processor"
            )


if __name__ == "__main__":
    main()
