"""The whole of Acuse with its window on a filled store, while another process posts deliveries."""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil
from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop
from PySide6.QtWidgets import QApplication

from app.config.secrets import variable
from app.engine.hands import actions, reader_of
from app.engine.messages import Begin
from app.engine.process import Engine
from app.ui.actions import Actions
from app.ui.ask import Ask
from app.ui.book import Book
from app.ui.bridge import Bridge
from app.ui.garbage import Collector
from app.ui.run import get_ahead
from app.ui.stage import Stage
from app.ui.window import MainWindow
from app.wiring import Choices
from tests.benchmarks import bodies, traffic
from tests.benchmarks.halts import Halts
from tests.benchmarks.watching import Watch, waited

PATIENCE = 60.0  # seconds for one answer
_PROVIDER = "just_wallet"


@dataclass(frozen=True, slots=True)
class Whole:
    """What a benchmark holds in its hands; `waits` are told once no more is posted."""

    app: QApplication
    window: MainWindow
    ask: Ask
    watch: Watch
    waits: list[float]  # seconds from a delivery to its answer

    def until(self, is_done: Callable[[], bool], patience: float = PATIENCE) -> float:
        """Let the window live until something is so; how many milliseconds that took.

        Between two events it sleeps, as a window does: the readers want the interpreter.
        """
        return waited(self._live, is_done, patience)

    def _live(self) -> None:
        self.app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)

    def rest(self, seconds: float) -> None:
        """Nobody touches anything."""
        ends_at = time.monotonic() + seconds
        while time.monotonic() < ends_at:
            self._live()

    def said(self, name: str) -> None:
        """How the main thread fared since the last time."""
        self.watch.end().say(name)
        for one in self.watch.halts.say() if self.watch.halts else ():
            print(one, flush=True)
        self.watch.begin()  # to say it was no work of the window's


@contextmanager
def opened(folder: Path, rate: int, *, why: bool = False) -> Iterator[Whole]:
    """Receiver, projector and window on a data directory, which is written to, each page made."""
    engine = Engine(
        Begin(Choices(folder, port=0), {variable(_PROVIDER, "webhook_secret"): bodies.SECRET})
    )
    engine.start()
    try:
        assert engine.started()
        gc.freeze()  # as app/cli/running.py does
        (url,) = (one.local_url for one in engine.state.callbacks if one.provider == _PROVIDER)
        with (
            actions(engine) as known,
            _shown(engine, known, why) as (app, stage, ask, watch),
            traffic.pouring(url, rate) as waits,
        ):
            whole = Whole(app, stage.window, ask, watch, waits)
            whole.until(lambda: len(stage.window.stack.pages) == len(Book.entries()))
            yield whole
    finally:
        engine.stop()


@contextmanager
def _shown(
    engine: Engine, known: Actions, why: bool
) -> Iterator[tuple[QApplication, Stage, Ask, Watch]]:
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    collector, watch = Collector(), Watch()
    bridge, ask = Bridge(zone="America/Mexico_City"), Ask(reader_of(engine))
    engine.listen(bridge.notify)
    stage = Stage(app, ask, bridge, known)
    get_ahead(stage, collector)
    stage.window.resize(1440, 900)
    stage.window.painted.connect(
        lambda: print(f"window: painted {_lived():.0f} ms after its start")
    )
    stage.window.painted.connect(watch.begin)  # nobody waits for a window that is not there yet
    stage.window.show()
    if why:
        watch.halts = Halts()
    try:
        yield app, stage, ask, watch
    finally:
        watch.close()
        bridge.close()
        ask.close()
        stage.close()
        stage.deleteLater()
        QCoreApplication.sendPostedEvents(stage, QEvent.Type.DeferredDelete)
        collector.close()


def _lived() -> float:
    """How long this process has been there, in milliseconds."""
    return (time.time() - psutil.Process().create_time()) * 1000
