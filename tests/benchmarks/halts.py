"""Why the main thread was away from its event loop: each stall by itself, with all that is known.

A stall is told with its own work, with what it waited for a core (the kernel counts that), with
looks of the garbage collector, and with where it stood whenever another thread looked. What is left
of its length is waiting for the interpreter or the disk.
"""

from __future__ import annotations

import gc
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from types import FrameType

LONG = 25.0  # milliseconds from which a stall is told
_LOOKS_EVERY = 0.003
_LATE = 0.009  # seconds without a tick from which a stack is worth a look
_DEEP = 9  # frames of a stack that are told


@dataclass(frozen=True, slots=True)
class Halt:
    """Milliseconds."""

    since: float  # the start of the phase
    wall: float
    own: float
    for_core: float  # ready to run, and no core was free
    taken: float  # by the host, of a core
    garbage: tuple[str, ...]
    stacks: tuple[tuple[str, int], ...]

    def __str__(self) -> str:
        head = (
            f"at {self.since / 1000:.1f} s: {self.wall:.0f} ms, own work {self.own:.0f},"
            f" waiting for a core {self.for_core:.0f}, taken by the host {self.taken:.0f}"
        )
        looks = [f"garbage: {one}" for one in self.garbage]
        stood = [f"{count}× {stack}" for stack, count in self.stacks]
        return "\n    ".join((head, *looks, *stood))


@dataclass(slots=True)
class _Since:
    """What happened since the last tick."""

    garbage: list[str] = field(default_factory=list)
    stacks: Counter[str] = field(default_factory=Counter)


class Halts:
    """Made on the main thread before anything else; `tick` is told by its timer."""

    def __init__(self) -> None:
        self._since = _Since()
        self._ended = threading.Event()
        self._ticked = self._began = time.perf_counter()
        self._collecting = 0.0
        self.found: list[Halt] = []
        self._thread = threading.Thread(target=self._look, name="late", daemon=True)
        gc.callbacks.append(self._collect)
        self._thread.start()

    def tick(self, wall: float, own: float, for_core: float, taken: float) -> None:
        """The main thread is at its event loop, so many milliseconds after it was last."""
        if wall > LONG:
            since = self._since
            self.found.append(
                Halt(
                    (self._ticked - self._began) * 1000,
                    wall,
                    own,
                    for_core,
                    taken,
                    tuple(since.garbage),
                    tuple(since.stacks.most_common(4)),
                )
            )
        self._since = _Since()
        self._ticked = time.perf_counter()

    def say(self) -> Iterator[str]:
        """Those of this phase, the longest first."""
        for one in sorted(self.found, key=lambda one: -one.wall):
            yield str(one)
        self.found.clear()
        self._began = time.perf_counter()

    def close(self) -> None:
        gc.callbacks.remove(self._collect)
        self._ended.set()
        self._thread.join()

    def _collect(self, phase: str, info: dict[str, int]) -> None:
        if phase == "start":
            self._collecting = time.perf_counter()
            return
        took = (time.perf_counter() - self._collecting) * 1000
        if took > 1:
            where = threading.current_thread().name
            told = f"generation {info['generation']} {took:.0f} ms, {info['collected']} ({where})"
            self._since.garbage.append(told)

    def _look(self) -> None:
        main = threading.main_thread().ident
        assert main is not None
        while not self._ended.wait(_LOOKS_EVERY):
            if time.perf_counter() - self._ticked > _LATE:
                self._since.stacks[_told(sys._current_frames().get(main))] += 1


def _told(frame: FrameType | None) -> str:
    told: list[str] = []
    while frame is not None and len(told) < _DEEP:
        code = frame.f_code
        told.append(f"{code.co_filename.rpartition('/')[2]}:{frame.f_lineno} {code.co_qualname}")
        frame = frame.f_back
    return "\n         < ".join(told)
