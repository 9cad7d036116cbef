"""Pages and long lists are made in steps, and the window has its turn between any two of them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.ui import making
from app.ui.making import Steps, Turns, laid_out
from app.ui.pages.transactions import TransactionsPage
from app.ui.window import MainWindow

AHEAD = ("transactions", "charts", "connections", "settings")
WAIT = 60_000  # milliseconds: a machine may be busy
_MOST = 90  # widgets: some ten milliseconds


class Others(QObject):
    """Whoever else wants a turn of the event loop."""

    def __init__(self) -> None:
        super().__init__()
        self.turns = 0
        timer = QTimer(self, interval=0)
        timer.timeout.connect(self._turn)
        timer.start()

    def _turn(self) -> None:
        self.turns += 1


def noting(others: Others, noted: list[int], count: int) -> Steps:
    for _ in range(count):
        noted.append(others.turns)
        yield


def test_between_two_steps_others_have_their_turn(qtbot: QtBot) -> None:
    others, noted = Others(), list[int]()
    turns = Turns(others)
    turns.begin(noting(others, noted, 5))
    assert not noted, "the first step waits for its turn too"
    qtbot.waitUntil(lambda: not turns.is_under_way(), timeout=WAIT)
    assert len(set(noted)) == len(noted) == 5


def test_two_under_way_never_take_a_step_in_the_same_turn(qtbot: QtBot) -> None:
    """Ten milliseconds of one and ten of the other would be felt as one halt."""
    others, noted = Others(), list[int]()
    first, second = Turns(others), Turns(others)
    whose = list[int]()
    first.begin(map(whose.append, (1 for _ in noting(others, noted, 20))))
    second.begin(map(whose.append, (2 for _ in noting(others, noted, 20))))
    qtbot.waitUntil(lambda: len(noted) == 40, timeout=WAIT)
    first.forget()
    second.forget()
    assert len(set(noted)) == 40
    assert set(whose[:4]) == {1, 2}, "and neither waits until the other is done"


def test_whoever_needs_all_of_it_has_it_at_once(qtbot: QtBot) -> None:
    others, noted = Others(), list[int]()
    turns = Turns(others)
    turns.begin(noting(others, noted, 5))
    qtbot.waitUntil(lambda: bool(noted), timeout=WAIT)
    turns.finish()
    assert len(noted) == 5


def test_what_is_begun_later_takes_the_place_of_what_was_left(qtbot: QtBot) -> None:
    others, first, second = Others(), list[int](), list[int]()
    turns = Turns(others)
    turns.begin(noting(others, first, 100_000))
    qtbot.waitUntil(lambda: bool(first), timeout=WAIT)
    taken = len(first)
    turns.begin(noting(others, second, 3))
    qtbot.waitUntil(lambda: len(second) == 3, timeout=WAIT)
    assert len(first) == taken


@pytest.mark.parametrize("name", AHEAD)
def test_no_step_of_a_page_makes_much_of_it(window: MainWindow, name: str) -> None:
    """However fast a computer is: what one step makes is what a person may have to wait for."""
    many, most = len(QApplication.allWidgets()), 0
    for _ in window.stack._steps(name):
        now = len(QApplication.allWidgets())
        many, most = now, max(most, now - many)
    assert 0 < most <= _MOST


@pytest.mark.parametrize("name", AHEAD)
def test_a_page_made_ahead_is_dressed_and_laid_out_before_it_is_shown(
    window: MainWindow, name: str
) -> None:
    window.stack.make(name)
    page = window.stack.pages[name]
    assert not page.isVisible()
    parts = [one for one in page.findChildren(QWidget) if one.window() is window]
    assert all(one.testAttribute(Qt.WidgetAttribute.WA_WState_Polished) for one in parts)
    seen = [one for one in parts if one.isVisibleTo(page)]
    waiting = [one for one in seen if one.testAttribute(Qt.WidgetAttribute.WA_PendingResizeEvent)]
    assert len(waiting) < len(seen) / 5, "hardly anything waits to be placed"
    assert page.size() == window.stack.size()
    window.show_page(name)
    assert page.isVisible()


def test_who_asks_for_a_page_that_is_being_made_has_it_at_once(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.stack.make_soon("attention")
    window.stack.make_rest()
    assert not {"connections", "settings"} & set(window.stack.pages)
    window.stack.make_soon("attention")  # which leaves the others to be made
    qtbot.waitUntil(lambda: "connections" in window.stack._begun, timeout=WAIT)
    window.show_page("connections")
    page = window.stack.pages["connections"]
    assert page.isVisible()
    assert window.rail.focus_chosen() is window.rail._buttons["connections"]
    qtbot.waitUntil(lambda: len(window.stack.pages) == len(window.stack.entries()), timeout=WAIT)
    assert window.stack.pages["connections"] is page
    assert window.stack.currentWidget() is page


def test_what_somebody_may_come_to_later_is_made_once_all_pages_are(
    window: MainWindow, qtbot: QtBot
) -> None:
    seen: list[int] = []
    window.stack.whole.connect(lambda: seen.append(len(_lines(window))))
    window.stack.make_rest()
    qtbot.waitUntil(lambda: bool(seen) and len(_lines(window)) > 20, timeout=WAIT)
    assert seen == [0]


def _lines(window: MainWindow) -> list[QWidget]:
    page = window.stack.pages["transactions"]
    assert isinstance(page, TransactionsPage)
    return page.listing.inspector.body.facts.findChildren(QWidget)


def test_nothing_is_made_while_the_charts_are_read(window: MainWindow, qtbot: QtBot) -> None:
    """An import on another thread has the interpreter, for which each call of Qt would wait."""
    whole = QSignalSpy(window.stack.whole)
    window.stack._is_reading = True  # somebody reads them, and is not done
    window.stack.make_rest()
    qtbot.wait(100)
    assert set(window.stack._begun) <= {"feed", "attention"}, "what is asked for soon, and shown"
    window.stack._read(None)
    qtbot.waitUntil(lambda: whole.count() == 1, timeout=WAIT)
    assert "charts" in window.stack.pages


def test_the_charts_are_read_once_nothing_is_made_soon(window: MainWindow, qtbot: QtBot) -> None:
    window.stack.make_soon("attention")
    assert not window.stack._is_reading
    qtbot.waitUntil(lambda: window.stack._is_reading, timeout=WAIT)
    assert "attention" in window.stack.pages


def test_a_page_knows_how_large_its_parts_are_before_it_is_placed(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each is asked in a step of its own: the page would ask all of them in one."""

    class Part(QWidget):
        asked = 0

        def sizeHint(self) -> QSize:
            self.asked += 1
            return QSize(40, 20)

    monkeypatch.setattr(making, "_TOGETHER", 0.0)
    page, holder, part = QWidget(), QWidget(), Part()
    qtbot.addWidget(page)
    QVBoxLayout(page).addWidget(holder)
    QVBoxLayout(holder).addWidget(part)
    steps = laid_out(page, QSize(300, 200))
    for _ in range(6):  # three are dressed, and three asked
        next(steps)
    known = part.asked
    for _ in steps:
        pass
    assert known == part.asked > 0
    assert part.width() > 200


def test_a_page_is_painted_in_a_turn_after_it_is_shown(window: MainWindow, qtbot: QtBot) -> None:
    """Each of the two takes as long as the other."""
    window.stack.make("connections")
    stack = window.stack
    qtbot.waitUntil(lambda: stack.updatesEnabled())
    window.show_page("connections")
    page = stack.pages["connections"]
    assert page.isVisible()
    assert not stack.updatesEnabled()
    qtbot.waitUntil(lambda: page.updatesEnabled(), timeout=WAIT)
    window.show_page("connections")
    assert stack.updatesEnabled(), "it is there already"


def test_the_parts_of_a_page_are_painted_one_after_the_other(
    window: MainWindow, arrive: Callable[..., list[int]], qtbot: QtBot
) -> None:
    arrive(5)
    page = window.page("transactions")
    assert isinstance(page, TransactionsPage)
    table, inspector = page.listing.table.viewport(), page.listing.inspector
    qtbot.waitUntil(lambda: page.model.count() == 5 and table.isVisible(), timeout=WAIT)
    window.show_page("charts")
    qtbot.waitUntil(lambda: not window.stack.is_painting(), timeout=WAIT)
    painted: list[QWidget] = []
    for one in (page, table, inspector):
        Painted(one, painted)
    window.show_page("transactions")
    at_once = set[int]()
    while len(set(painted)) < 3:
        before = len(set(painted))
        QApplication.processEvents()
        at_once.add(len(set(painted)) - before)
    assert list(dict.fromkeys(painted)) == [page, table, inspector]
    assert at_once <= {0, 1}


def test_to_turn_to_the_same_page_twice_paints_it_no_sooner(
    window: MainWindow, arrive: Callable[..., list[int]], qtbot: QtBot
) -> None:
    arrive(5)
    window.page("transactions")
    window.show_page("charts")
    qtbot.waitUntil(lambda: not window.stack.is_painting(), timeout=WAIT)
    window.show_page("transactions")
    window.show_page("transactions")
    page = window.stack.pages["transactions"]
    assert isinstance(page, TransactionsPage)
    assert not window.stack.updatesEnabled()
    qtbot.waitUntil(lambda: not window.stack.is_painting(), timeout=WAIT)
    assert page.listing.inspector.updatesEnabled()


def test_whoever_turns_on_meanwhile_leaves_nothing_unpainted(
    window: MainWindow, qtbot: QtBot
) -> None:
    names = ("feed", "transactions", "connections")
    for name in (*names, *names, "feed"):
        window.show_page(name)
    qtbot.waitUntil(lambda: not window.stack.is_painting(), timeout=WAIT)
    for page in window.stack.pages.values():
        window.stack.setCurrentWidget(page)
        seen = [one for one in page.findChildren(QWidget) if one.isVisible()]
        assert seen
        assert all(one.updatesEnabled() for one in seen)


class Painted(QObject):
    """Notes when a widget is painted."""

    def __init__(self, widget: QWidget, noted: list[QWidget]) -> None:
        super().__init__(widget)
        self._widget, self._noted = widget, noted
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self._noted.append(self._widget)
        return False
