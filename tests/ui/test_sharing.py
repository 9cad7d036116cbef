"""List, timeline and inspector in one view: side by side, stacked, and as they were left."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.ui.actions import Actions
from app.ui.ask import Ask
from app.ui.bridge import Bridge
from app.ui.pages.transactions import TransactionsPage
from app.ui.widgets.inspector import Inspector
from app.ui.window import MainWindow
from tests.ui.conftest import rows_of

Arrive = Callable[..., list[int]]
Open = Callable[[int], TransactionsPage]


@pytest.fixture
def opened(ask: Ask, bridge: Bridge, actions: Actions, arrive: Arrive, qtbot: QtBot) -> Open:
    """A window of some width with one transaction chosen; opened again it is as it was left."""

    def opened(width: int) -> TransactionsPage:
        window = MainWindow(ask, bridge, actions)
        qtbot.addWidget(window)
        window.resize(width, 900)
        window.show()
        qtbot.waitExposed(window)
        page = window.page("transactions")
        assert isinstance(page, TransactionsPage)
        arrive(1)
        qtbot.waitUntil(lambda: len(rows_of(page.model)) == 1)
        page.listing.table.choose(0)
        qtbot.waitUntil(lambda: page.listing.inspector.found() is not None)
        return page

    return opened


def left_of(widget: QWidget, page: TransactionsPage) -> int:
    return widget.mapTo(page, widget.rect().topLeft()).x()


def in_three(inspector: Inspector) -> bool:
    return inspector.tabs.tabText(0) == "Summary"


def test_a_wide_window_has_three_parts(opened: Open) -> None:
    page = opened(1900)
    inspector = page.listing.inspector
    assert in_three(inspector)
    parts = (page.listing.table, inspector.body.timeline, inspector.tabs)
    lefts = [left_of(part, page) for part in parts]
    assert lefts == sorted(set(lefts))
    assert all(part.isVisible() for part in parts)


def test_a_narrow_one_stacks_them(opened: Open) -> None:
    page = opened(900)
    inspector = page.listing.inspector
    assert page.listing._splitter.orientation() == Qt.Orientation.Vertical
    assert inspector.body.timeline.isVisible()


def test_f4_switches_and_is_remembered(opened: Open, qtbot: QtBot) -> None:
    page = opened(1300)
    splitter = page.listing._splitter
    assert splitter.orientation() == Qt.Orientation.Horizontal
    assert not in_three(page.listing.inspector)
    qtbot.keyClick(page.window(), Qt.Key.Key_F4)
    assert splitter.orientation() == Qt.Orientation.Vertical
    qtbot.waitUntil(lambda: in_three(page.listing.inspector))
    assert opened(1300).listing._splitter.orientation() == Qt.Orientation.Vertical


def test_the_room_that_was_given_is_remembered(opened: Open, qtbot: QtBot) -> None:
    splitter: Any = opened(1440).listing._splitter
    splitter.setSizes([600, splitter.width() - 600 - splitter.handleWidth()])
    splitter.splitterMoved.emit(600, 1)
    wanted = splitter.sizes()[1]
    again = opened(1440).listing._splitter
    qtbot.waitUntil(lambda: abs(again.sizes()[1] - wanted) <= 2)


def test_the_timeline_keeps_the_keyboard_in_both(opened: Open, qtbot: QtBot) -> None:
    page = opened(1900)
    inspector = page.listing.inspector
    inspector.tabs.setCurrentIndex(2)
    inspector.focus_timeline()
    assert inspector.tabs.currentIndex() == 2
    page.window().resize(1300, 900)
    page.listing.inspector.setMaximumWidth(400)
    qtbot.waitUntil(lambda: not in_three(inspector))
    inspector.focus_timeline()
    assert inspector.tabs.currentIndex() == 0
