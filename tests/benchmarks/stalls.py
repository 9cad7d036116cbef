"""Measures how long the window keeps a person waiting while deliveries pour in.

    QT_QPA_PLATFORM=offscreen python -m tests.benchmarks.stalls DIR --rate 200 --seconds 600

DIR holds facts.db and views.db, filled before by `main.py demo --fill`; it is written to. A timer
of the main thread says how long it was held up, first while the lists are read, then while
somebody scrolls, drags the scroll bar and selects, with so many deliveries a second arriving.
"""

from __future__ import annotations

import argparse
import gc
import random
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from app.ui import theme
from app.ui.ask import Ask
from app.ui.bridge import Bridge
from app.ui.pages.feed import FeedPage
from app.ui.pages.transactions import TransactionsPage
from app.ui.window import MainWindow
from tests.ui.conftest import Kept, stand_in

_TICK = 2  # milliseconds
_PATIENCE = 60.0  # seconds for one answer
_BURSTS = 10  # a second


class Stalls:
    """How long the main thread was away from its event loop, and what of it was its own work."""

    def __init__(self) -> None:
        self._wall, self._own = time.perf_counter(), time.thread_time()
        self._waits: list[tuple[float, float]] = []
        self._timer = QTimer(interval=_TICK)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def _tick(self) -> None:
        wall, own = time.perf_counter(), time.thread_time()
        self._waits.append(((wall - self._wall) * 1000 - _TICK, (own - self._own) * 1000))
        self._wall, self._own = wall, own

    def say(self, what: str) -> None:
        """The figures since the last saying."""
        for name, values in zip(("wall", "own work"), zip(*self._waits, strict=True), strict=False):
            ordered = sorted(values)
            p99 = ordered[int(len(ordered) * 0.99)]
            print(f"{what}: stall {name} p99 {p99:.1f} ms, max {ordered[-1]:.1f} ms", flush=True)
        self._waits.clear()


def pour(kept: Kept, bridge: Bridge, rate: int, stop: threading.Event) -> None:
    """Deliver, project and announce until it is time to stop."""
    number = int(time.time()) % 1_000_000 * 1_000
    while not stop.wait(1 / _BURSTS):
        for _ in range(rate // _BURSTS):
            kept.issuance(number := number + 1)
        bridge.notify(kept.project())


def waited(app: QApplication, is_done: Callable[[], bool]) -> float:
    """How long something took, in milliseconds."""
    began = time.perf_counter()
    while not is_done() and time.perf_counter() - began < _PATIENCE:
        app.processEvents()
    return (time.perf_counter() - began) * 1000


def use(app: QApplication, page: FeedPage | TransactionsPage, seconds: float) -> list[float]:
    """Scroll, drag and select for a while; how long each jump took to show its rows."""
    table, ends_at = page.listing.table, time.monotonic() + seconds
    bar, jumps = table.verticalScrollBar(), []
    while time.monotonic() < ends_at:
        bar.setValue(random.randrange(max(bar.maximum(), 1)))
        jumps.append(waited(app, lambda: not page.model.unread(*table.seen())))
        table.mark(table.seen()[0])
        for _ in range(40):
            bar.setValue(bar.value() + 61)
            app.processEvents()
    return jumps


def main() -> None:
    """Run it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rate", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=60)
    chosen = parser.parse_args()
    gc.freeze()  # as app/cli/running.py does
    app = QApplication(sys.argv[:1])
    theme.apply(app, "light")
    kept, bridge = Kept(chosen.folder), Bridge(zone="America/Mexico_City")
    ask, stop = Ask(kept.open), threading.Event()
    window = MainWindow(ask, bridge, stand_in(kept, bridge))
    window.resize(1440, 900)
    window.show()
    stalls = Stalls()
    pouring = threading.Thread(target=pour, args=(kept, bridge, chosen.rate, stop))
    pouring.start()
    for name in ("feed", "transactions"):
        page = window.page(name)
        assert isinstance(page, (FeedPage, TransactionsPage))
        shown = waited(app, lambda page=page: bool(page.model.row(0) or page.model.row(1)))  # type: ignore[misc]
        whole = waited(app, lambda page=page: page.listing.filters.isVisible() and page.is_whole())  # type: ignore[misc]
        print(f"{name}: first rows {shown:.0f} ms, {page.model.count():,} places {whole:.0f} ms")
        stalls.say(f"{name}, reading")
        jumps = sorted(use(app, page, chosen.seconds / 2))
        print(f"{name}: jump p50 {jumps[len(jumps) // 2]:.0f} ms, max {jumps[-1]:.0f} ms")
        stalls.say(f"{name}, in use")
    stop.set()
    pouring.join()
    bridge.close()
    ask.close()
    window.close()
    kept.close()


if __name__ == "__main__":
    main()
