"""The menu, the list of commands and the help say the same: the table, as far as it can be done."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QLabel, QMenu
from pytestqt.qtbot import QtBot

from app.ui import shortcuts
from app.ui.command_table import sections, table
from app.ui.pages.feed import FeedPage
from app.ui.widgets.commands import Commands
from app.ui.widgets.help import Help
from app.ui.widgets.menus import Menus
from app.ui.window import MainWindow

Arrive = Callable[..., list[int]]
KEY, CONTROL, SHIFT = Qt.Key, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
PAGES = ("feed", "transactions", "charts", "attention", "connections", "settings")


def entries(menu: QMenu) -> Iterator[QAction]:
    """All that can be chosen in a menu and in those within it."""
    for action in menu.actions():
        inner = action.menu()
        if isinstance(inner, QMenu):
            yield from entries(inner)
        elif not action.isSeparator():
            yield action


def words(action: QAction) -> str:
    return action.text().partition("\t")[0].replace("&&", "&")


@pytest.fixture
def page(window: MainWindow, arrive: Arrive, qtbot: QtBot) -> FeedPage:
    """The live feed with a row that is chosen and shown."""
    arrive(2)
    found = window.page("feed")
    assert isinstance(found, FeedPage)
    qtbot.waitUntil(lambda: found.model.row(1) is not None)
    found.listing.table.choose(1)
    qtbot.waitUntil(lambda: found.listing.inspector.found() is not None)
    return found


def test_every_action_is_in_the_menu_once(window: MainWindow) -> None:
    names = [one.name for one in table()]
    assert len(names) == len(set(names))
    for name in PAGES:
        window.show_page(name)
        window.menus.fill()
        assert len(window.menus.actions()) == len(sections())
        named = [one.objectName() for one in entries(window.menus) if one.objectName()]
        inner = {"page", "label"} - set(named)  # shown as a menu of their own where they are many
        assert sorted([*named, *inner]) == sorted(names)


def test_every_action_that_can_be_done_is_in_the_list_of_commands_and_enabled_in_the_menu(
    window: MainWindow, page: FeedPage
) -> None:
    done: set[str] = set()
    for name in PAGES:
        window.show_page(name)
        window.menus.fill()
        enabled = {words(one) for one in entries(window.menus) if one.isEnabled()}
        commands = Commands(window)
        rows = range(commands.list.topLevelItemCount())
        listed = [item.text(0) for row in rows if (item := commands.list.topLevelItem(row))]
        assert set(listed) == enabled
        done |= {one.objectName() for one in shortcuts.reachable(window)}
        commands.close()
    # Not here: nothing was taken back, no alert is open, no body is searched, all is read.
    left = {one.name for one in table()} - done
    of_alerts = {one.name for one in table() if one.name.startswith("alert-")}
    assert left <= {"undo", "redo", "hit", "hit-back", "explorer", "all-read", *of_alerts}


def test_each_action_has_a_key_or_its_place_in_the_menu_and_no_key_is_given_twice() -> None:
    everywhere = [key for one in table() for key in one.keys]
    assert len(everywhere) == len(set(everywhere))
    assert not any("Alt+" in key for key in everywhere)
    sequences = [shortcuts.native(key) for key in everywhere]
    assert len(set(sequences)) == len(sequences)


@pytest.mark.parametrize("name", PAGES)
def test_no_key_is_bound_twice_where_both_could_hear_it(window: MainWindow, name: str) -> None:
    window.show_page(name)
    heard = [
        (one.key().toString(), one.parent() if one.context() is CONTEXT else None)
        for one in shortcuts.bound(window)
        if one.is_shown(window) and not one.key().isEmpty()
    ]
    assert len(heard) == len(set(heard))


CONTEXT = Qt.ShortcutContext.WidgetShortcut


def test_an_action_about_a_row_waits_for_one(window: MainWindow, qtbot: QtBot) -> None:
    window.show_page("feed")
    window.menus.fill()
    now = {one.objectName(): one.isEnabled() for one in entries(window.menus)}
    assert not any(now[name] for name in ("copy-id", "mark", "note", "ask", "undo", "redo"))
    assert not now["alert-resolve"]
    assert all(now[name] for name in ("lookup", "filter", "help", "quit"))


def test_what_was_done_can_be_taken_back_from_the_menu(
    window: MainWindow, page: FeedPage, qtbot: QtBot
) -> None:
    undo = window._ask.undo
    choose(window, "mark")
    qtbot.waitUntil(lambda: bool(undo.next_undo()))
    choose(window, "undo")
    qtbot.waitUntil(lambda: bool(undo.next_redo()))


def choose(window: MainWindow, name: str) -> None:
    window.menus.fill()
    entry = next(one for one in entries(window.menus) if one.objectName() == name)
    assert entry.isEnabled()
    entry.trigger()


def test_f10_opens_it_and_the_arrows_go_through_it(
    window: MainWindow, page: FeedPage, qtbot: QtBot
) -> None:
    qtbot.keyClick(window, KEY.Key_F10)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, Menus)
    for key in (KEY.Key_Down, KEY.Key_Down, KEY.Key_Right):
        qtbot.keyClick(QApplication.activePopupWidget() or menu, key)
    inner = QApplication.activePopupWidget()
    assert isinstance(inner, QMenu)
    assert inner is not menu
    for _ in range(len(inner.actions())):  # the pages, within
        active = inner.activeAction()
        if active is not None and active.menu() is not None:
            break
        qtbot.keyClick(inner, KEY.Key_Down)
    qtbot.keyClick(inner, KEY.Key_Right)
    pages = QApplication.activePopupWidget()
    assert isinstance(pages, QMenu)
    qtbot.keyClick(pages, KEY.Key_Down)
    qtbot.keyClick(pages, KEY.Key_Return)
    assert QApplication.activePopupWidget() is None
    assert window.stack.currentWidget() is window._pages["transactions"]


def test_a_click_on_the_three_lines_opens_it_within_the_screen(
    window: MainWindow, qtbot: QtBot
) -> None:
    qtbot.mouseClick(window.top.menu, Qt.MouseButton.LeftButton)
    assert window.menus.isVisible()
    assert window.menus.geometry().right() <= window.geometry().right() + 1
    qtbot.keyClick(window.menus, KEY.Key_Escape)
    assert not window.menus.isVisible()


@pytest.mark.parametrize("size", [QSize(1440, 900), QSize(1024, 700)])
def test_f1_shows_sections_keys_and_what_can_be_done(
    window: MainWindow, page: FeedPage, qtbot: QtBot, size: QSize
) -> None:
    window.resize(size)
    qtbot.keyClick(window, KEY.Key_F1)
    shown = window.findChild(Help)
    assert shown is not None
    labels = {one.text() for one in shown.findChildren(QLabel)}
    assert {one.words for one in sections()} <= labels
    by_name = {one.objectName(): one.text() for one in shown.findChildren(QLabel)}
    assert by_name["mark"] == "Mark"
    assert by_name["alert-resolve"] == "(Attention: resolve)"
    assert {one.name for one in table()} <= by_name.keys()
    assert shown.width() < window.width()
    shown.close()
