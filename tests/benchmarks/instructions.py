"""What work costs in the processor's own instructions, also inside C: callgrind counts them.

Steps of Python and SQLite say nothing of json, zlib, hashes and signatures. Callgrind simulates a
processor, so a busy machine changes nothing but the time it takes.
"""

from __future__ import annotations

import ctypes
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from app.store.asking import IsWanted
from app.store.sqlite import Connection
from tests.benchmarks.counting import Cost, work

ROOT = Path(__file__).parents[2]
_MARKS = Path(__file__).with_name("marks.c")
_LIBRARY, _PART = "marks.so", "callgrind"
_TOTALS = re.compile(r"^totals: (\d+)", re.MULTILINE)
_PATIENCE = 1_500  # seconds: it takes one, and a busy machine many


class Instructions:
    """Counts what all threads of this process do, when it runs under callgrind."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._marks = _marks(folder)
        self._reference = _reference(folder)
        self._total = 0
        self._is_counting = False

    @contextmanager
    def counting(self) -> Iterator[None]:
        self._count(True)
        try:
            yield
        finally:
            self._count(False)

    def _count(self, is_counting: bool) -> None:
        self._is_counting = is_counting
        self._marks.count() if is_counting else self._marks.stop()

    def watch(self, connection: Connection) -> None:
        """What SQLite does is counted like all else."""

    def questions(self, ask: Callable[[IsWanted], None]) -> None:
        """So it is here."""

    def so_far(self) -> Cost:
        """In those of the reference; to look itself is not counted."""
        was_counting = self._is_counting
        self._count(False)
        self._total += _told(self._folder)
        self._count(was_counting)
        return Cost(instructions=self._total / self._reference)


@cache
def _marks(folder: Path) -> ctypes.PyDLL:
    return ctypes.PyDLL(str(folder / _LIBRARY))


def _told(folder: Path) -> int:
    """What was counted since this was last asked."""
    _marks(folder).tell()
    newest = max(folder.glob(f"{_PART}.*"), key=lambda file: int(file.suffix[1:]))
    found = _TOTALS.search(newest.read_text())
    assert found
    return int(found[1])


@cache
def _reference(folder: Path) -> int:
    """The instructions of a fixed piece of work."""
    work()
    _told(folder)
    _marks(folder).count()
    work()
    _marks(folder).stop()
    return _told(folder)


def under_callgrind(folder: Path, command: Sequence[str]) -> str:
    """What a Python program that counts with these says; its parts are left in the folder."""
    made = ("cc", "-shared", "-fPIC", "-O2", "-o", str(folder / _LIBRARY), str(_MARKS))
    valgrind = (
        "valgrind",
        "--tool=callgrind",
        "--instr-atstart=no",
        f"--callgrind-out-file={folder / _PART}",
    )
    try:
        subprocess.run(made, check=True)
        done = subprocess.run(
            [*valgrind, sys.executable, *command],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": "0"},
            capture_output=True,
            text=True,
            timeout=_PATIENCE,
        )
    except (FileNotFoundError, subprocess.CalledProcessError) as error:
        raise RuntimeError(
            "Counting instructions needs valgrind and a C compiler: `.ci/setup dev`, as root, "
            "or `apt-get install valgrind gcc libc6-dev`."
        ) from error
    assert done.returncode == 0, done.stderr
    return done.stdout
