"""What changed reaches the main thread: at once, then merged, from any thread."""

import threading

from PySide6.QtCore import QThread
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.core.changes import ChangeSet
from app.ui.bridge import Bridge


def heard(bridge: Bridge) -> list[ChangeSet]:
    told: list[ChangeSet] = []
    bridge.changed.connect(told.append)
    return told


def test_the_first_is_told_at_once_and_the_rest_in_one(bridge: Bridge, qtbot: QtBot) -> None:
    told = heard(bridge)
    bridge.notify(ChangeSet(projected=True, last_delivery=1))
    QApplication.processEvents()
    assert [one.last_delivery for one in told] == [1]
    for number in range(2, 52):
        bridge.notify(ChangeSet(deliveries=1, last_delivery=number))
        bridge.notify(ChangeSet(projected=True, last_delivery=number))
    QApplication.processEvents()
    assert len(told) == 1
    qtbot.waitUntil(lambda: len(told) == 2)
    assert told[1] == ChangeSet(deliveries=50, last_delivery=51, projected=True)


def test_what_is_stored_is_told_with_what_is_made_of_it(bridge: Bridge, qtbot: QtBot) -> None:
    """Else its own telling would hold up the one that has something to show."""
    told = heard(bridge)
    bridge.notify(ChangeSet(deliveries=1, last_delivery=1))
    QApplication.processEvents()
    assert told == []
    bridge.notify(ChangeSet(projected=True, last_delivery=1))
    QApplication.processEvents()
    assert told == [ChangeSet(deliveries=1, last_delivery=1, projected=True)]


def test_what_is_stored_is_told_also_when_nothing_is_made_of_it(
    bridge: Bridge, qtbot: QtBot
) -> None:
    told = heard(bridge)
    bridge.notify(ChangeSet(deliveries=1, last_delivery=1))
    qtbot.waitUntil(lambda: told == [ChangeSet(deliveries=1, last_delivery=1)])


def test_it_is_told_at_most_ten_times_a_second(bridge: Bridge, qtbot: QtBot) -> None:
    told = heard(bridge)
    is_over = threading.Event()

    def storm() -> None:
        while not is_over.wait(0.001):
            bridge.notify(ChangeSet(deliveries=1))

    thread = threading.Thread(target=storm)
    thread.start()
    qtbot.wait(550)
    is_over.set()
    thread.join()
    assert 3 <= len(told) <= 7
    assert sum(one.deliveries for one in told) > 50


def test_receivers_run_on_the_main_thread(bridge: Bridge, qtbot: QtBot) -> None:
    threads: list[QThread] = []
    bridge.changed.connect(lambda _: threads.append(QThread.currentThread()))
    thread = threading.Thread(target=bridge.notify, args=(ChangeSet(),))
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: bool(threads))
    assert threads == [bridge.thread()]


def test_after_close_nothing_is_heard_and_nobody_is_disturbed(bridge: Bridge) -> None:
    told = heard(bridge)
    bridge.notify(ChangeSet(deliveries=1))
    bridge.close()
    bridge.notify(ChangeSet(deliveries=1))
    QApplication.processEvents()
    assert told == []


def test_what_was_announced_before_it_closed_starts_nothing_any_more(bridge: Bridge) -> None:
    bridge.notify(ChangeSet(deliveries=1))
    bridge.close()
    QApplication.processEvents()
    assert not bridge._pause.isActive()
