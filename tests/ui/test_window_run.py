"""From the first widget to the last: probe, being asked to stop, mistakes."""

import gc
import sys
import threading
import weakref
from collections import deque
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QSystemTrayIcon, QWidget
from pytestqt.qtbot import QtBot

from app.core.changes import ChangeSet
from app.ui import language
from app.ui.actions import Actions
from app.ui.ask import Ask
from app.ui.book import Book
from app.ui.bridge import Bridge
from app.ui.garbage import Collector
from app.ui.pages.settings import SettingsPage
from app.ui.run import get_ahead, run_window
from app.ui.stage import Stage
from app.ui.window import MainWindow

Kept = Any
Listener = Callable[[ChangeSet], None]


class Litter:
    """Only itself holds it."""

    itself: object = None


def spared_litter(collector: Collector) -> "weakref.ref[Litter]":
    one = Litter()
    one.itself = one
    gone = weakref.ref(one)
    del one
    collector.spare()
    return gone


def windows() -> list[MainWindow]:
    return [one for one in QApplication.topLevelWidgets() if isinstance(one, MainWindow)]


def test_the_probe_ends_after_the_first_repaint(
    kept: Kept, actions: Actions, dressed: QApplication
) -> None:
    heard: list[Listener] = []
    code = run_window(kept.open, actions, heard.append, demo=True, offscreen_probe=True)
    assert code == 0
    heard[0](ChangeSet(deliveries=1))  # what comes after the end does no harm
    assert windows() == []


@pytest.mark.parametrize("delay", [0, 300])
def test_it_ends_when_it_is_asked_to(
    kept: Kept, actions: Actions, dressed: QApplication, delay: int
) -> None:
    stop = threading.Event()
    QTimer.singleShot(delay, stop.set)
    assert run_window(kept.open, actions, lambda _: None, stop=stop) == 0


def test_it_ends_by_itself_after_the_given_seconds(
    kept: Kept, actions: Actions, dressed: QApplication
) -> None:
    assert run_window(kept.open, actions, lambda _: None, seconds=0.2) == 0


def test_closed_into_the_tray_it_goes_on_until_it_is_asked_to_end(
    kept: Kept, actions: Actions, dressed: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", staticmethod(lambda: True))
    actions.remember("tray-explained", True)
    stop = threading.Event()
    seen: list[bool] = []

    def close() -> None:
        windows()[0].close()
        QTimer.singleShot(300, look)

    def look() -> None:
        seen.append(windows()[0].isVisible())
        stop.set()

    QTimer.singleShot(200, close)
    assert run_window(kept.open, actions, lambda _: None, stop=stop) == 0
    assert seen == [False]
    assert windows() == []


def test_a_mistake_is_shown_and_told_to_the_hook_before(
    kept: Kept, actions: Actions, dressed: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    shown: list[str] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, error, trace: told.append(kind.__name__))

    def look() -> None:
        shown.append(windows()[0].notice.words())
        QApplication.exit(0)

    def fail() -> None:
        QTimer.singleShot(50, look)
        raise KeyError("ours")

    QTimer.singleShot(200, fail)
    assert run_window(kept.open, actions, lambda _: None) == 0
    assert told == ["KeyError"]
    assert shown[0].startswith("Acuse made a mistake\nKeyError: 'ours'.")


def test_a_mistake_is_reported_at_the_next_start_without_what_was_received(
    kept: Kept, actions: Actions, dressed: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "excepthook", lambda *_: None)

    def fail() -> None:
        QTimer.singleShot(50, QApplication.exit)
        raise KeyError("646180115400230775")

    QTimer.singleShot(100, fail)
    run_window(kept.open, actions, lambda _: None)
    report = str(actions.recall("mistake"))
    assert "KeyError" in report
    assert "fail" in report
    assert "646180115400230775" not in report

    def look() -> None:
        notice = windows()[0].notice
        assert notice.words().startswith("Acuse made a mistake the last time it ran")
        buttons = {one.text(): one for one in notice.findChildren(QPushButton)}
        buttons["Copy the report"].click()
        buttons["Delete it"].click()
        QApplication.exit(0)

    QTimer.singleShot(200, look)
    run_window(kept.open, actions, lambda _: None)
    assert QApplication.clipboard().text() == report
    assert actions.recall("mistake") is None


def test_the_language_is_switched_while_it_runs(
    kept: Kept, actions: Actions, dressed: QApplication
) -> None:
    settings = [replace(actions.settings(), language="en")]
    acting = replace(actions, settings=lambda: settings[-1], save_settings=settings.append)
    titles: list[str] = []

    def speak() -> None:
        page = windows()[0].page("settings")
        assert isinstance(page, SettingsPage)
        titles.append(page.title())
        page.looks.choose_language("es")
        look()

    def look() -> None:
        (shown,) = windows()
        if SettingsPage.title() == titles[0] or not shown.isVisible():
            QTimer.singleShot(50, look)
            return
        titles.append(SettingsPage.title())
        stop.set()

    stop = threading.Event()
    QTimer.singleShot(100, speak)
    try:
        assert run_window(kept.open, acting, lambda _: None, stop=stop, seconds=60) == 0
    finally:
        language.install(dressed, "en")
    assert titles == ["Settings", "Ajustes"]
    assert windows() == []


def test_what_a_whole_window_is_made_of_is_not_looked_through_again(
    ask: Ask, bridge: Bridge, actions: Actions, dressed: QApplication, qtbot: QtBot
) -> None:
    """It cannot be garbage, and a look through all of it holds the window up."""
    gc.unfreeze()  # what an earlier test spared would hide what is spared here
    collector = Collector()
    stage = Stage(dressed, ask, bridge, actions)
    get_ahead(stage, collector)
    try:
        names = {entry.name for entry in Book.entries()}
        qtbot.waitUntil(lambda: set(stage.window.stack.pages) == names, timeout=30_000)
        assert gc.get_freeze_count() > 0
        gone = spared_litter(collector)
        stage.renewed.emit(stage.window)
        qtbot.waitUntil(lambda: gone() is None, timeout=30_000)
        assert gc.get_freeze_count() > 0
    finally:
        stage.close()
        stage.deleteLater()
        QCoreApplication.sendPostedEvents(stage, QEvent.Type.DeferredDelete)
        collector.close()
    assert gc.get_freeze_count() == 0


def test_old_garbage_is_found_in_the_end(qtbot: QtBot) -> None:
    """What was spared is looked through once in a while, or nothing of it would ever go."""
    clock = [0.0]
    collector = Collector(lambda: clock[0])
    try:
        gone = spared_litter(collector)
        clock[0] = 3_599.0
        collector.look()
        assert gone() is not None
        clock[0] = 3_600.0
        collector.look()
        assert gone() is None
    finally:
        collector.close()


def test_nothing_is_looked_through_whole_while_somebody_uses_the_window(qtbot: QtBot) -> None:
    """It halts the window for longer than a person should feel."""
    clock = [0.0]
    window = QWidget()
    qtbot.addWidget(window)
    collector = Collector(lambda: clock[0])
    try:
        window.show()
        window.activateWindow()
        qtbot.waitUntil(lambda: QGuiApplication.focusWindow() is window.windowHandle())
        gone = spared_litter(collector)
        clock[0] = 3_700.0
        QTest.keyClick(window.windowHandle(), Qt.Key.Key_A)
        collector.look()
        assert gone() is not None
        clock[0] += 301.0
        collector.look()
        assert gone() is None
    finally:
        collector.close()


def test_no_look_goes_through_more_than_it_can_in_a_moment(qtbot: QtBot) -> None:
    """A list that is scrolled makes a hundred thousand objects a second, and lets as many go."""
    gone_through: list[int] = []

    def heard(phase: str, told: dict[str, int]) -> None:
        if phase == "start":
            younger = range(told["generation"] + 1)
            gone_through.append(sum(len(gc.get_objects(one)) for one in younger))

    collector = Collector(lambda: 0.0)
    collector.spare()
    kept: deque[list[list[int]]] = deque(maxlen=5)
    gc.callbacks.append(heard)
    try:
        for _ in range(30):
            kept.append([[one] for one in range(3_000)])
            collector.look()
        assert len(gone_through) == 30
        assert max(gone_through) < 25_000
    finally:
        gc.callbacks.remove(heard)
        collector.close()


def test_what_was_under_way_at_the_first_look_is_not_spared_as_garbage(qtbot: QtBot) -> None:
    """It would stay for an hour, and at 500 deliveries a second that is much."""
    collector = Collector(lambda: 0.0)
    try:
        litter = Litter()
        litter.itself, gone = litter, weakref.ref(litter)
        for _ in range(2 * gc.get_threshold()[1] + 1):
            gc.collect(0)  # it is not young any more
        del litter
        collector.look()
        assert gone() is None
        assert gc.get_freeze_count() > 0
    finally:
        collector.close()


def test_garbage_is_collected_on_the_main_thread_alone(
    kept: Kept, actions: Actions, dressed: QApplication
) -> None:
    """On another, a widget that only a cycle holds would end Qt."""
    where: list[threading.Thread] = []

    def heard(phase: str, _: dict[str, int]) -> None:
        where.append(threading.current_thread())

    def litter() -> None:
        for _ in range(20_000):
            cycle: list[object] = []
            cycle.append(cycle)

    def begin() -> None:
        gc.callbacks.append(heard)
        thread = threading.Thread(target=litter)
        thread.start()
        thread.join()

    was_on = gc.isenabled()
    QTimer.singleShot(100, begin)
    try:
        run_window(kept.open, actions, lambda _: None, seconds=1.5)
    finally:
        gc.callbacks.remove(heard)
    assert where
    assert set(where) == {threading.main_thread()}
    assert gc.isenabled() == was_on
