"""What work costs without a clock: the steps of Python's and of SQLite's machine.

A busy machine changes neither. Python's steps are told in those of a fixed piece of work, since
each version of Python takes others for the same.
"""

from __future__ import annotations

import hashlib
import json
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from types import FrameType
from typing import Any

from app.store.sqlite import Connection


@dataclass(slots=True)
class Cost:
    """Steps of both machines."""

    python: float
    sqlite: float

    def less(self, other: Cost, times: int) -> Cost:
        """What came on top of another, for each of so many times."""
        python, sqlite = self.python - other.python, self.sqlite - other.sqlite
        return Cost(round(python / times, 6), round(sqlite / times, 1))


class Meter:
    """Counts what this thread, and those begun while it counts, do."""

    def __init__(self) -> None:
        self._steps: Counter[int] = Counter()  # by thread
        self._sqlite = 0

    @contextmanager
    def counting(self) -> Iterator[None]:
        before = sys.gettrace(), threading.gettrace()
        threading.settrace(self._enter)
        sys.settrace(self._enter)
        try:
            yield
        finally:
            sys.settrace(before[0])
            threading.settrace(before[1])

    def watch(self, connection: Connection) -> None:
        """Count what a connection does from now on."""
        connection.set_progress_handler(self.step, 1)

    def step(self) -> bool:
        """One step of SQLite, as a progress handler and as a question whether to go on."""
        self._sqlite += 1
        return False

    def so_far(self) -> Cost:
        """What was counted, Python's in steps of the reference."""
        return Cost(sum(self._steps.values()) / reference(), self._sqlite)

    def _enter(self, frame: FrameType, event: str, told: Any) -> Callable[..., Any] | None:
        if frame.f_code is _STEP:
            return None
        frame.f_trace_opcodes = True
        frame.f_trace_lines = False
        return self._opcode

    def _opcode(self, frame: FrameType, event: str, told: Any) -> Callable[..., Any]:
        if event == "opcode":
            self._steps[threading.get_ident()] += 1
        return self._opcode


_STEP = Meter.step.__code__


def _work() -> None:
    """The measure: a little of everything."""
    kept: dict[str, int] = {}
    for number in range(100):
        text = json.dumps({"number": number, "text": f"{number:08}"}, sort_keys=True)
        kept[hashlib.sha256(text.encode()).hexdigest()] = len([one for one in text if one > "a"])
    assert sum(value for value in kept.values() if value > 1)


@cache
def reference() -> int:
    """The steps of a fixed piece of work."""
    _work()  # what is only done the first time is no measure
    meter = Meter()
    with meter.counting():
        _work()
    return sum(meter._steps.values())
