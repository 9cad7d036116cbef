"""How long an acknowledgement takes while the window is open and a million deliveries are stored.

    python -m tests.benchmarks.live DIR --rate 500 --seconds 30

DIR is a data directory, filled before by `main.py demo --fill`; a copy of it is used. The whole of
Acuse runs on it, its window drawn but not shown, and another process posts so many deliveries a
second over 32 connections: while the window and all its pages are made, and then while it is there.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.ui.book import Book

RATE, SECONDS = 500, 30
GOALS = (3.0, 25.0)  # milliseconds: p50, p99


@dataclass(frozen=True, slots=True)
class Waited:
    """So many deliveries, and what they waited for their answers, in milliseconds."""

    count: int
    p50: float
    p99: float
    worst: float

    @classmethod
    def of(cls, seconds: Sequence[float]) -> Waited:
        ordered = sorted(one * 1000 for one in seconds)
        p50, p99 = (ordered[int(len(ordered) * share)] for share in (0.5, 0.99))
        return cls(len(ordered), p50, p99, ordered[-1])

    def __str__(self) -> str:
        return f"{self.p50:.1f} / {self.p99:.1f} / {self.worst:.1f} ms"


@dataclass(frozen=True, slots=True)
class Live:
    """While the window was made, and while it was there."""

    making: Waited
    live: Waited


def measure(folder: Path, rate: int = RATE, seconds: int = SECONDS) -> Live:
    """In a process of its own, for Qt and the store are of that process."""
    environ = {"QT_QPA_PLATFORM": "offscreen", **os.environ}
    words = (str(folder), "--rate", str(rate), "--seconds", str(seconds))
    command = [sys.executable, "-m", "tests.benchmarks.live", *words]
    said = subprocess.run(command, env=environ, capture_output=True, text=True, check=True).stdout
    told = json.loads(said.splitlines()[-1])
    return Live(Waited(**told["making"]), Waited(**told["live"]))


def chapter(one: Live, stored: int) -> Iterator[str]:
    """For the document."""
    yield (
        f"With the window open and {stored:,} deliveries stored, {RATE} a second for {SECONDS} s,"
        f" each over a kept connection: {one.live} (p50 / p99 / worst of {one.live.count:,}); the"
        f" goal is {GOALS[0]:g} / {GOALS[1]:g}. Before, while the window and all its pages were"
        f" made: {one.making} (of {one.making.count:,}).\n"
    )


def _is_made(book: Book) -> bool:
    """Whether every page is there, and the two lists know all their places."""
    from app.ui.pages.feed import FeedPage
    from app.ui.pages.transactions import TransactionsPage

    lists = [one for one in book.pages.values() if isinstance(one, FeedPage | TransactionsPage)]
    return len(book.pages) == len(book.entries()) and all(one.is_whole() for one in lists)


def _run(folder: Path, rate: int, seconds: float) -> Live:
    from PySide6.QtCore import QEventLoop
    from PySide6.QtWidgets import QApplication

    from app.config.secrets import variable
    from app.engine.hands import actions, reader_of
    from app.engine.messages import Begin
    from app.engine.process import Engine
    from app.ui.ask import Ask
    from app.ui.bridge import Bridge
    from app.ui.garbage import Collector
    from app.ui.run import get_ahead
    from app.ui.stage import Stage
    from app.wiring import Choices
    from tests.benchmarks import bodies, traffic

    provider = "just_wallet"
    secrets = {variable(provider, "webhook_secret"): bodies.SECRET}
    engine = Engine(Begin(Choices(folder, port=0), secrets))
    engine.start()
    try:
        assert engine.started()
        gc.freeze()  # as app/cli/running.py does
        (url,) = (one.local_url for one in engine.state.callbacks if one.provider == provider)
        app = QApplication(sys.argv[:1])
        live = QEventLoop.ProcessEventsFlag.WaitForMoreEvents
        is_sent = threading.Event()
        engine.listen(lambda changes: is_sent.set())
        with actions(engine) as known:
            with traffic.pouring(url, rate) as making:
                is_sent.wait()
                collector = Collector()
                bridge, ask = Bridge(zone="America/Mexico_City"), Ask(reader_of(engine))
                engine.listen(bridge.notify)
                stage = Stage(app, ask, bridge, known)
                get_ahead(stage, collector)
                stage.window.resize(1440, 900)
                stage.window.show()
                while not _is_made(stage.window.stack):
                    app.processEvents(live)
            with traffic.pouring(url, rate) as waits:
                ends_at = time.monotonic() + seconds
                while time.monotonic() < ends_at:
                    app.processEvents(live)
            stage.window.close()
            bridge.close()
            ask.close()
            collector.close()
        return Live(Waited.of(making), Waited.of(waits))
    finally:
        engine.stop()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rate", type=int, default=RATE)
    parser.add_argument("--seconds", type=float, default=SECONDS)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=chosen.folder.parent) as name:
        copy = Path(name, "data")
        shutil.copytree(chosen.folder, copy)
        os.sync()  # no answer waits for what the copy has yet to write
        print(json.dumps(asdict(_run(copy, chosen.rate, chosen.seconds))))


if __name__ == "__main__":
    main()
