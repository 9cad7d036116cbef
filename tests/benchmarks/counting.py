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
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from functools import cache
from types import FrameType
from typing import Any, Protocol

from app.store import asking
from app.store.asking import IsWanted
from app.store.sqlite import Connection


@dataclass(slots=True)
class Cost:
    """Steps of both machines, and the processor's instructions beneath them."""

    python: float = 0
    sqlite: float = 0
    instructions: float = 0

    def less(self, other: Cost, times: int) -> Cost:
        """What came on top of another, for each of so many times."""
        return Cost(
            round((self.python - other.python) / times, 6),
            round((self.sqlite - other.sqlite) / times, 1),
            round((self.instructions - other.instructions) / times, 6),
        )


class Meter(Protocol):
    """Counts while it is asked to."""

    def counting(self) -> AbstractContextManager[None]:
        """Count what this thread, and those begun meanwhile, do."""

    def watch(self, connection: Connection) -> None:
        """Count what a connection does from now on."""

    def questions(self, ask: Callable[[IsWanted], None]) -> None:
        """Count what SQLite does for a reader, if that takes asking once more."""

    def so_far(self) -> Cost:
        """What was counted."""


class Steps:
    """Counts the steps of both machines."""

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
        connection.set_progress_handler(self._step, 1)

    def questions(self, ask: Callable[[IsWanted], None]) -> None:
        usual, asking.STEPS = asking.STEPS, 1
        try:
            ask(lambda: not self._step())
        finally:
            asking.STEPS = usual

    def _step(self) -> bool:
        """One step of SQLite, as a progress handler and as a question whether to go on."""
        self._sqlite += 1
        return False

    def so_far(self) -> Cost:
        """Python's are told in steps of the reference."""
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


_STEP = Steps._step.__code__


def work() -> None:
    """The measure: a little of everything."""
    kept: dict[str, int] = {}
    for number in range(100):
        text = json.dumps({"number": number, "text": f"{number:08}"}, sort_keys=True)
        kept[hashlib.sha256(text.encode()).hexdigest()] = len([one for one in text if one > "a"])
    assert sum(value for value in kept.values() if value > 1)


@cache
def reference() -> int:
    """The steps of a fixed piece of work."""
    work()  # what is only done the first time is no measure
    meter = Steps()
    with meter.counting():
        work()
    return sum(meter._steps.values())
