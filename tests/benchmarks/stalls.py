"""Measures how long the window keeps a person waiting while deliveries pour in.

    QT_QPA_PLATFORM=offscreen python -m tests.benchmarks.stalls DIR --rate 200 --seconds 600

DIR is a data directory, filled before by `main.py demo --fill`; it is written to. The whole of
Acuse runs on it, window, receiver and all, and another process posts so many deliveries a second.
A timer of the main thread says how long it was held up: while the newest rows come in and nobody
touches anything, then while somebody scrolls, drags the scroll bar, selects and goes from page to
page. `--why` tells where the main thread stood whenever it was late.
"""

from __future__ import annotations

import argparse
import gc
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psutil
from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop
from PySide6.QtWidgets import QApplication

from app.config.secrets import Secrets, variable
from app.ui.ask import Ask
from app.ui.book import Book
from app.ui.bridge import Bridge
from app.ui.garbage import Collector
from app.ui.pages.feed import FeedPage
from app.ui.pages.transactions import TransactionsPage
from app.ui.run import get_ahead
from app.ui.stage import Stage
from app.ui.window import MainWindow
from app.wiring import App, Choices
from tests.benchmarks import bodies, first_paint, traffic
from tests.benchmarks.watching import Watch, waited

_PATIENCE = 60.0  # seconds for one answer
_PROVIDER = "just_wallet"


def use(app: QApplication, page: FeedPage | TransactionsPage, seconds: float) -> list[float]:
    """Scroll, drag and select for a while; how long each jump took to show its rows."""
    table, ends_at = page.listing.table, time.monotonic() + seconds
    bar, jumps = table.verticalScrollBar(), []
    while time.monotonic() < ends_at:
        bar.setValue(random.randrange(max(bar.maximum(), 1)))
        jumps.append(_until(app, lambda: not page.model.unread(*table.seen())))
        table.mark(table.seen()[0])
        for _ in range(40):
            bar.setValue(bar.value() + 61)
            app.processEvents()
            time.sleep(0.001)
    bar.setValue(0)
    return jumps


def rest(app: QApplication, seconds: float) -> None:
    """Nobody touches anything."""
    ends_at = time.monotonic() + seconds
    while time.monotonic() < ends_at:
        app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)


def _until(app: QApplication, is_done: Callable[[], bool]) -> float:
    return waited(app.processEvents, is_done, _PATIENCE)


def run(app: QApplication, window: MainWindow, watch: Watch, chosen: argparse.Namespace) -> None:
    """All of it, one after the other."""
    part = chosen.seconds / 4
    for name in ("feed", "transactions"):
        page = window.page(name)
        assert isinstance(page, FeedPage | TransactionsPage)
        shown = _until(app, lambda page=page: bool(page.model.row(0) or page.model.row(1)))  # type: ignore[misc]
        whole = _until(app, lambda page=page: page.is_whole())  # type: ignore[misc]
        print(f"{name}: first rows {shown:.0f} ms, {page.model.count():,} places {whole:.0f} ms")
        _said(watch, f"{name}, reading")
        rest(app, part)
        _said(watch, f"{name}, following")
        jumps = sorted(use(app, page, part))
        print(f"{name}: jump p50 {jumps[len(jumps) // 2]:.0f} ms, max {jumps[-1]:.0f} ms")
        _said(watch, f"{name}, in use")


def _lived() -> float:
    """How long this process has been there, in milliseconds."""
    return (time.time() - psutil.Process().create_time()) * 1000


def _said(watch: Watch, name: str) -> None:
    watch.end().say(name)
    watch.late.say()


def main() -> None:
    """Run it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rate", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--why", action="store_true")
    parser.add_argument("--pages", action="store_true", help="only how soon each is painted")
    chosen = parser.parse_args()
    acuse = App(
        Choices(chosen.folder, port=0),
        Secrets({variable(_PROVIDER, "webhook_secret"): bodies.SECRET}),
        {},
    )
    acuse.start()
    try:
        acuse.receive()
        gc.freeze()  # as app/cli/running.py does
        _shown(acuse, chosen)
    finally:
        acuse.stop()


def _shown(acuse: App, chosen: argparse.Namespace) -> None:
    app = QApplication(sys.argv[:1])
    collector, watch = Collector(), Watch()
    bridge, ask = Bridge(zone="America/Mexico_City"), Ask(acuse.open_reader)
    acuse.listen(bridge.notify)
    stage = Stage(app, ask, bridge, acuse.actions())
    get_ahead(stage, collector)
    stage.window.resize(1440, 900)
    stage.window.painted.connect(
        lambda: print(f"window: painted {_lived():.0f} ms after its start")
    )
    stage.window.show()
    if chosen.why:
        watch.late.start()
    (url,) = (one.local_url for one in acuse.callbacks() if one.provider == _PROVIDER)
    try:
        with traffic.pouring(url, chosen.rate):
            _until(app, lambda: len(stage.window.stack.pages) == len(Book.entries()))
            _said(watch, "start")
            for first in first_paint.pages(app, stage.window, ask):
                first.say()
            _said(watch, "from page to page")
            if not chosen.pages:
                run(app, stage.window, watch, chosen)
    finally:
        watch.close()
        bridge.close()
        ask.close()
        stage.close()
        stage.deleteLater()
        QCoreApplication.sendPostedEvents(stage, QEvent.Type.DeferredDelete)
        collector.close()


if __name__ == "__main__":
    main()
