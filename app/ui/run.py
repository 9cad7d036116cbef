"""Runs the window on the main thread, from the first widget to the last."""

from __future__ import annotations

import sys
import threading
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from types import TracebackType

from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtWidgets import QApplication

from app.core.changes import ChangeSet
from app.store.reader import Reader
from app.ui import mistakes
from app.ui.actions import Actions
from app.ui.ask import Ask
from app.ui.bridge import Bridge
from app.ui.garbage import Collector
from app.ui.leaving import Application
from app.ui.presence import Presence
from app.ui.stage import Stage
from app.ui.summoned import Summoned

_LISTENS_EVERY = 200  # milliseconds: Python hears a signal only when Python code runs
_AHEAD_AFTER = 1_500  # milliseconds: by then a start is over
_PROBE_WITHIN = 20_000  # milliseconds in which a window must have been painted


def run_window(
    open_reader: Callable[[], Reader],
    actions: Actions,
    listen: Callable[[Callable[[ChangeSet], None]], None],
    *,
    demo: bool = False,
    offscreen_probe: bool = False,
    seconds: float | None = None,
    stop: threading.Event | None = None,
    address: str = "",
    lookup: str = "",
    shown: Callable[[], None] = lambda: None,
) -> int:
    """Show the window until it is closed, or for some seconds; the exit code.

    `listen` is given the callable that takes ChangeSets from any thread. Call it on the main
    thread. With `offscreen_probe` the window is closed after its first repaint, and the code is 1
    when there was none; with `seconds` it is closed after so many. Whoever
    hears Ctrl+C sets `stop`: an exception raised inside of Qt's own code would end the process.
    At `address` a second start calls this window; `lookup` is looked up at once; `shown` is called
    once it was painted.
    """
    app = QApplication.instance() or Application(sys.argv[:1])
    assert isinstance(app, QApplication)
    app.setApplicationName("Acuse")
    app.setDesktopFileName("acuse")  # whose icon in the dock carries the count
    collector = Collector()
    bridge = Bridge(zone=actions.settings().time_zone)
    bridge.display.set_private(actions.settings().start_private)
    bridge.display.set_relative(actions.recall("relative") is True)
    ask = Ask(open_reader)
    stage = Stage(app, ask, bridge, actions, demo=demo)
    presence = Presence(app, ask, bridge, actions, demo=demo)
    presence.attend(stage.window)
    stage.renewed.connect(presence.attend)
    get_ahead(stage, collector)
    listen(bridge.notify)
    if address:
        Summoned(address, stage).called.connect(stage.summon)
    try:
        with _mistakes_shown(stage, actions), _ended_by(stop, presence):
            if offscreen_probe:
                stage.window.painted.connect(presence.end)
                QTimer.singleShot(_PROBE_WITHIN, presence, lambda: app.exit(1))
            if seconds is not None:
                QTimer.singleShot(int(seconds * 1000), presence, presence.end)
            stage.window.painted.connect(shown)
            stage.window.show()
            if lookup:
                stage.window.open_lookup(lookup)
            return app.exec()
    finally:
        bridge.close()
        ask.close()
        presence.close()
        stage.close()
        for one in (stage, presence):
            one.deleteLater()
            QCoreApplication.sendPostedEvents(one, QEvent.Type.DeferredDelete)
        collector.close()
        app.setQuitOnLastWindowClosed(True)  # not before: its quitting would end the next run


def get_ahead(stage: Stage, collector: Collector) -> None:
    """Have every page of each window made before somebody asks for it, once it stands."""

    def make() -> None:
        stage.window.stack.whole.connect(collector.spare)
        stage.window.stack.make_rest()

    timer = QTimer(stage, singleShot=True, interval=_AHEAD_AFTER)
    timer.timeout.connect(make)
    stage.renewed.connect(collector.look_again)
    stage.renewed.connect(lambda _: timer.start())
    timer.start()


@contextmanager
def _ended_by(stop: threading.Event | None, presence: Presence) -> Iterator[None]:
    """Close the window as a click would, once it is asked for."""
    listening = QTimer(interval=_LISTENS_EVERY)
    listening.timeout.connect(lambda: presence.end() if stop and stop.is_set() else None)
    listening.start()
    try:
        yield
    finally:
        listening.stop()


@contextmanager
def _mistakes_shown(stage: Stage, actions: Actions) -> Iterator[None]:
    """What nobody caught is told in the window, now and at the next start."""
    before = sys.excepthook

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        before(kind, error, trace)
        actions.remember("mistake", mistakes.report(error, datetime.now(UTC)))
        details = "".join(traceback.format_exception(kind, error, trace))
        stage.window.show_mistake(f"{kind.__name__}: {error}", details)

    sys.excepthook = hook
    try:
        yield
    finally:
        sys.excepthook = before
