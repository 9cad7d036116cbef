"""Another language or theme without a restart: all is new, and nobody loses their place."""

from __future__ import annotations

import threading
import weakref
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from app.config.settings import Settings
from app.ui import language, theme
from app.ui.actions import Actions
from app.ui.ask import Ask
from app.ui.bridge import Bridge
from app.ui.pages.feed import FeedPage
from app.ui.pages.settings import SettingsPage
from app.ui.stage import Stage
from app.ui.widgets.tables import RowTable
from app.ui.window import MainWindow

Arrive = Callable[..., list[int]]
LEFT = Qt.MouseButton.LeftButton
PAGES = {
    "feed": ("Live feed", "En vivo"),
    "transactions": ("Transactions", "Transacciones"),
    "charts": ("Charts", "Gráficas"),
    "attention": ("Attention", "Atención"),
    "connections": ("Connections", "Conexiones"),
    "settings": ("Settings", "Ajustes"),
}


@pytest.fixture
def stage(ask: Ask, bridge: Bridge, actions: Actions, dressed: QApplication) -> Iterator[Stage]:
    settings: list[Settings] = [replace(actions.settings(), language="en", theme="light")]
    acting = replace(actions, settings=lambda: settings[-1], save_settings=settings.append)
    made = Stage(dressed, ask, bridge, acting)
    made.window.resize(1440, 900)
    made.window.show()
    yield made
    made.close()
    made.deleteLater()
    language.install(dressed, "en")


def settings_of(stage: Stage) -> SettingsPage:
    page = stage.window.page("settings")
    assert isinstance(page, SettingsPage)
    return page


def feed_of(stage: Stage) -> FeedPage:
    page = stage.window.page("feed")
    assert isinstance(page, FeedPage)
    return page


def speak(stage: Stage, qtbot: QtBot, words: str) -> MainWindow:
    """Press a language or a theme on the settings page; the window that went."""
    before = stage.window
    pressed = next(
        one for one in settings_of(stage).findChildren(QPushButton) if one.text().strip() == words
    )
    qtbot.mouseClick(pressed, LEFT)
    qtbot.waitUntil(lambda: stage.window is not before and not isValid(before), timeout=20_000)
    qtbot.waitExposed(stage.window)
    return before


class Dressing(QObject):
    """Counts how often Qt dresses a widget of a window anew."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self._window, self.count = window, 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.StyleChange and isinstance(watched, QWidget):
            self.count += watched.window() is self._window
        return False


def words_of(widget: QWidget) -> set[str]:
    return {one.text() for one in widget.findChildren(QLabel)}


def test_every_page_speaks_the_other_language_and_back(stage: Stage, qtbot: QtBot) -> None:
    for name in PAGES:
        stage.window.page(name)
    for words, place in (("Español", 1), ("English", 0)):
        speak(stage, qtbot, words)
        for name, titles in PAGES.items():
            shown = words_of(stage.window.page(name))
            assert titles[place] in shown, name
            assert titles[1 - place] not in shown, name


def test_other_colours_are_those_of_a_window_made_anew(
    stage: Stage, dressed: QApplication, qtbot: QtBot
) -> None:
    for name in PAGES:
        stage.window.page(name)
        stage.window.show_page(name)  # shown once, a page is dressed
    before, many = stage.window, len(stage.window.findChildren(QWidget))
    dressing = Dressing(before)
    dressed.installEventFilter(dressing)
    assert not theme.current().is_dark
    speak(stage, qtbot, "Dark")
    dressed.removeEventFilter(dressing)
    assert theme.current().is_dark
    assert stage.window.stack.currentWidget() is settings_of(stage)
    chosen = QApplication.focusWidget()
    assert isinstance(chosen, QPushButton)
    assert chosen.text().strip() == "Dark"
    assert chosen.isChecked()
    assert 0 < dressing.count < many / 5  # the frame that stands meanwhile, and not its pages
    speak(stage, qtbot, "Light")


def test_the_place_is_kept(
    stage: Stage, arrive: Arrive, qtbot: QtBot, bridge: Bridge, ask: Ask
) -> None:
    ids = arrive(6)
    feed = feed_of(stage)
    feed.listing.filters.set_text("provider:juno")
    qtbot.waitUntil(lambda: feed.model.place_of(ids[2]) >= 0 and feed.is_whole())
    feed.listing.table.choose(feed.model.place_of(ids[2]))
    feed.pause.click()
    notes = feed.listing.inspector.notes
    qtbot.waitUntil(lambda: feed.listing.inspector.found() is not None)
    field = notes.findChild(QPlainTextEdit)
    assert isinstance(field, QPlainTextEdit)
    field.setPlainText("Asked Ana about it, and")
    size = stage.window.size()
    speak(stage, qtbot, "Español")
    assert stage.window.size() == size
    assert stage.window.stack.currentWidget() is settings_of(stage)
    chosen = QApplication.focusWidget()
    assert isinstance(chosen, QPushButton)
    assert chosen.text() == "Español"
    anew = feed_of(stage)
    qtbot.waitUntil(lambda: anew.model.place_of(ids[2]) >= 0)
    qtbot.waitUntil(lambda: anew.model.places.key(anew.listing.table.current_place()) == ids[2])
    assert anew.listing.filters.text() == "provider:juno"
    assert anew.pause.isChecked()
    going_on = anew.listing.inspector.notes.findChild(QPlainTextEdit)
    assert isinstance(going_on, QPlainTextEdit)
    qtbot.waitUntil(lambda: going_on.toPlainText() == "Asked Ana about it, and")
    anew.pause.click()
    more = arrive(3)
    qtbot.waitUntil(lambda: anew.model.place_of(more[-1]) >= 0)


def test_what_arrives_meanwhile_is_there(stage: Stage, arrive: Arrive, qtbot: QtBot) -> None:
    arrive(2)
    feed = feed_of(stage)
    qtbot.waitUntil(lambda: feed.model.count() == 2)
    before = stage.window
    settings_of(stage).looks.choose_language("es")
    arrive(5)
    qtbot.waitUntil(lambda: stage.window is not before, timeout=20_000)
    more = arrive(1)
    anew = feed_of(stage)
    qtbot.waitUntil(lambda: anew.model.place_of(more[-1]) >= 0)
    assert anew.model.count() == 8


def test_nothing_of_the_window_before_is_left(stage: Stage, arrive: Arrive, qtbot: QtBot) -> None:
    arrive(3)
    for name in PAGES:
        stage.window.page(name)
    threads = threading.active_count()
    gone = [weakref.ref(one) for one in stage.window.findChildren(RowTable)]
    assert gone
    speak(stage, qtbot, "Español")
    windows = [one for one in QApplication.topLevelWidgets() if isinstance(one, MainWindow)]
    assert windows == [stage.window]
    assert all(one() is None or not isValid(one()) for one in gone)
    arrive(2)  # it is told to nobody who is not there: the excepthook of pytest-qt would say so
    assert threading.active_count() <= threads


def test_what_people_wrote_can_be_taken_back_after_it(stage: Stage, ask: Ask, qtbot: QtBot) -> None:
    """A step under way belongs to no window."""
    may_end, done, back = threading.Event(), list[str](), list[Any]()
    told: list[str] = []
    ask.undo.do("Mark", lambda: may_end.wait(20), back.append, lambda _: told.append("told"))
    ask.work(lambda: may_end.wait(20), lambda _: done.append("answered"))
    speak_now = stage.window
    stage.renew()
    may_end.set()
    qtbot.waitUntil(lambda: ask.undo.next_undo() == "Mark")
    assert stage.window is not speak_now
    ask.undo.undo()
    qtbot.waitUntil(lambda: back == [True])
    assert told == []
    assert done == []
