"""What a window does with its time: how late its timers come, what it paints, and why it waits."""

from __future__ import annotations

import os
import threading
import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import NamedTuple

import psutil
from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QPaintEvent

from app.ui.models.feed import FeedModel
from app.ui.widgets.tables import RowTable
from tests.benchmarks.halts import Halts

TICK = 2  # milliseconds
_LONG = 33  # milliseconds that nobody should wait
_SELF = psutil.Process()


@dataclass(frozen=True, slots=True)
class Waits:
    """Milliseconds."""

    p50: float
    p99: float
    worst: float

    @classmethod
    def of(cls, values: list[float]) -> Waits:
        ordered = sorted(values) or [0.0]
        last = len(ordered) - 1
        return cls(ordered[last // 2], ordered[int(last * 0.99)], ordered[-1])

    def __str__(self) -> str:
        return f"p50 {self.p50:.1f}, p99 {self.p99:.1f}, max {self.worst:.1f} ms"


@dataclass(frozen=True, slots=True)
class Phase:
    """How the main thread fared for a while."""

    seconds: float
    stalls: Waits  # on the clock
    own: Waits  # processor time of the main thread between two ticks
    over: int  # stalls beyond 33 ms
    ours: int  # of these, those beyond it without what the thread waited for a core to be free
    guests: int  # of these, those beyond it without what the host took of a core meanwhile
    during: Mapping[str, int]  # what was done in those beyond it
    main: float  # of one core, the main thread
    whole: float  # of one core, all threads of the process
    threads: Mapping[str, float]  # of one core, by the name of the thread
    repaints: float  # of the list, a second
    painting: float  # of the time, painting the list
    frame: Waits  # one repaint of the list
    shown: Waits  # from arrival to the end of the repaint that shows it

    def say(self, name: str) -> None:
        """On standard output."""
        print(f"--- {name}, {self.seconds:.0f} s")
        over = f"{self.over} over 33 ms, {self.ours} without the wait for a core,"
        over += f" {self.guests} without what the host took"
        print(f"stalls: {self.stalls}, {over}; own work: {self.own}")
        if any(self.during):
            print("over 33 ms while", ", ".join(f"{what} {n}" for what, n in self.during.items()))
        busy = ", ".join(f"{key} {part:.1%}" for key, part in self.threads.items() if part > 0.01)
        print(f"processor: main thread {self.main:.1%}, process {self.whole:.1%} ({busy})")
        print(f"{self.repaints:.1f} repaints a second, {self.painting:.1%}, each {self.frame}")
        print(f"shown after arrival: {self.shown}", flush=True)


class _Tick(NamedTuple):
    """What was between two ticks of the timer, in milliseconds."""

    wall: float
    own: float
    for_core: float
    taken: float  # by the host, of the core of which it took most
    doing: str


class _Core:
    """How long this thread was ready and had no core, in seconds, where the system tells."""

    def __init__(self) -> None:
        try:
            self._file: int | None = os.open("/proc/thread-self/schedstat", os.O_RDONLY)
        except OSError:
            self._file = None

    def waited(self) -> float:
        return int(os.pread(self._file, 80, 0).split()[1]) / 1e9 if self._file else 0.0

    def close(self) -> None:
        if self._file is not None:
            os.close(self._file)


class _Host:
    """How much of each core the host of a virtual machine gave to others, where the system tells.

    It looks on the clock like work of ours, and in the thread's own time too.
    """

    def __init__(self) -> None:
        try:
            self._file: int | None = os.open("/proc/stat", os.O_RDONLY)
        except OSError:
            self._file = None
        self._hertz = os.sysconf("SC_CLK_TCK") if self._file else 100

    def look(self) -> bytes:
        return os.pread(self._file, 1 << 16, 0) if self._file else b""

    def taken(self, before: bytes, now: bytes) -> float:
        """Milliseconds, to ten of them."""
        pairs = zip(self._steal(before), self._steal(now), strict=True)
        return max((b - a for a, b in pairs), default=0) * 1000 / self._hertz

    def close(self) -> None:
        if self._file is not None:
            os.close(self._file)

    @staticmethod
    def _steal(told: bytes) -> list[int]:
        cores = (line.split() for line in told.splitlines() if line.startswith(b"cpu"))
        return [int(fields[8]) for fields in cores if fields[0] != b"cpu"]


class Watch(QObject):
    """Made before the window, for it takes note of each repaint of a list."""

    def __init__(self) -> None:
        super().__init__()
        self.halts: Halts | None = None  # where it is asked why
        self.doing = ""  # what somebody does now, where that is to be told
        self._core, self._host = _Core(), _Host()
        self._usual = RowTable.paintEvent
        self._seen = 0  # the newest delivery that was painted
        self._timer = QTimer(self, interval=TICK)
        self._timer.timeout.connect(self._tick)
        self._timer.start()
        watch, usual = self, self._usual

        def painted(self: RowTable, event: QPaintEvent) -> None:
            began = time.perf_counter()
            usual(self, event)
            watch._painted(self, time.perf_counter() - began)

        RowTable.paintEvent = painted  # type: ignore[method-assign, assignment]
        self.begin()

    def begin(self) -> None:
        """Forget what was seen so far, and what this takes: it is no stall of the window."""
        self._waits: list[_Tick] = []
        self._frames: list[float] = []
        self._shown: list[float] = []
        self._spent = _by_thread()
        self._began = time.perf_counter(), time.thread_time(), time.process_time()
        self._last = (*self._began[:2], self._core.waited())
        self._looked = self._host.look()

    def end(self) -> Phase:
        """What was seen since, and begin again."""
        ended = time.perf_counter(), time.thread_time(), time.process_time()
        seconds, main, whole = (b - a for a, b in zip(self._began, ended, strict=True))
        stalls = [one.wall for one in self._waits]
        spent = _by_thread()
        phase = Phase(
            seconds=seconds,
            stalls=Waits.of(stalls),
            own=Waits.of([one.own for one in self._waits]),
            over=sum(wall > _LONG for wall in stalls),
            ours=sum(one.wall - one.for_core > _LONG for one in self._waits),
            guests=sum(one.wall - one.taken > _LONG for one in self._waits),
            during=Counter(one.doing for one in self._waits if one.wall > _LONG),
            main=main / seconds,
            whole=whole / seconds,
            threads={name: (spent[name] - self._spent.get(name, 0)) / seconds for name in spent},
            repaints=len(self._frames) / seconds,
            painting=sum(self._frames) / 1000 / seconds,
            frame=Waits.of(self._frames),
            shown=Waits.of(self._shown),
        )
        self.begin()
        return phase

    def close(self) -> None:
        self._timer.stop()
        self._core.close()
        self._host.close()
        if self.halts is not None:
            self.halts.close()
        RowTable.paintEvent = self._usual  # type: ignore[method-assign]

    def _tick(self) -> None:
        now = time.perf_counter(), time.thread_time(), self._core.waited()
        wall, own, waited = (b - a for a, b in zip(self._last, now, strict=True))
        before, self._looked = self._looked, self._host.look()
        taken = self._host.taken(before, self._looked) if wall * 1000 > _LONG else 0.0
        tick = _Tick(wall * 1000 - TICK, own * 1000, waited * 1000, taken, self.doing)
        self._waits.append(tick)
        if self.halts is not None:
            self.halts.tick(tick.wall, tick.own, tick.for_core, tick.taken)
            now = time.perf_counter(), time.thread_time(), now[2]
        self._last = now

    def _painted(self, table: RowTable, seconds: float) -> None:
        self._frames.append(seconds * 1000)
        model = table.model()
        if isinstance(model, FeedModel) and table.is_at_top():
            now, newest = datetime.now(UTC), model.places.newest
            for place in range(*table.seen()):
                row = model.row(place)
                if row is not None and row.delivery_id > self._seen > 0:
                    self._shown.append((now - row.received_at).total_seconds() * 1000)
            self._seen = max(self._seen, newest)


def _by_thread() -> dict[str, float]:
    """Seconds of processor time that each thread has taken, where the system tells."""
    names = {one.native_id: one.name for one in threading.enumerate()}
    try:
        return {
            names[one.id]: one.user_time + one.system_time
            for one in _SELF.threads()
            if one.id in names
        }
    except psutil.Error:
        return {}


def waited(process: Callable[[], None], is_done: Callable[[], bool], patience: float) -> float:
    """How long something took, in milliseconds."""
    began = time.perf_counter()
    while not is_done() and time.perf_counter() - began < patience:
        process()
    return (time.perf_counter() - began) * 1000
