"""From the start of the process until it receives, and until its window is painted:

    python -m tests.benchmarks.starting [STORE]

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
from collections.abc import Iterator, Sequence
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


def measure(program_name: str, program: Sequence[str], store: Path | None) -> list[Started]:
    """On an empty store, and on a copy of a full one after a kill in the midst of deliveries."""
    found = []
    with tempfile.TemporaryDirectory(dir=store.parent if store else None) as name:
        empty = Path(name) / "empty"
        _start(program, empty)  # which makes the store
        words = f"{program_name}, empty store"
        found.append(_starts(words, RECEIVING, program, empty, is_killed=False))
        if store:
            full = Path(name) / "full"
            copy = ("cp", "-r", "--reflink=auto", str(store), str(full))
            subprocess.run(copy, check=True)
            words = f"{program_name}, after `kill -9` while deliveries came to a full store"
            found.append(_starts(words, AFTER_KILL, program, full, is_killed=True))
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


def chapter(found: Sequence[Started]) -> Iterator[str]:
    """For docs/benchmarks.md."""
    yield "\n## Start\n"
    yield (
        f"From the start of the process, {TIMES} times each: median seconds (least to most), and"
        " seconds of a processor until then.\n"
    )
    yield "| program and store | goal | until it receives | goal | until its window is painted |"
    yield "|---|---|---|---|---|"
    for one in found:
        goal = f"{one.goal:.1f} | {_cell(one.receiving)} | {SHOWN:.1f} | {_cell(one.shown)}"
        yield f"| {one.name} | {goal} |"
    yield ""


def _cell(moments: Sequence[Moment]) -> str:
    middle, clocks = median(moments), sorted(one.clock for one in moments)
    span = f"{clocks[0]:.2f} to {clocks[-1]:.2f}"
    return f"{middle.clock:.2f} ({span}), processor {middle.processor:.2f}"


def measured(store: Path | None) -> list[Started]:
    """From source, and as the frozen program where `make package` made it."""
    frozen = ROOT / "dist" / "acuse" / "acuse"
    found = measure("source", SOURCE, store)
    return [*found, *measure("frozen", (str(frozen),), store)] if frozen.exists() else found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("store", type=Path, nargs="?")
    for line in chapter(measured(parser.parse_args().store)):
        print(line)


if __name__ == "__main__":
    main()
