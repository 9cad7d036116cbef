"""The table of commands: keys for every keyboard, a handler for each, the palette, letters."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from app.ui import shortcuts
from app.ui.actions import Actions
from app.ui.ask import Ask
from app.ui.bridge import Bridge
from app.ui.command_table import table
from app.ui.widgets.commands import Commands
from app.ui.window import MainWindow

Arrive = Callable[..., list[int]]
KEY, CONTROL, SHIFT = Qt.Key, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
PAGES = ("feed", "transactions", "charts", "attention", "connections", "settings")
# What needs Shift or AltGr on a Latin-American keyboard.
HARD = set("/?[]\\~")


def palette(window: MainWindow) -> Commands:
    found = window.findChild(Commands)
    assert found is not None
    return found


def shown(found: Commands) -> list[str]:
    rows = range(found.list.topLevelItemCount())
    items = [found.list.topLevelItem(row) for row in rows]
    return [item.text(0) for item in items if item is not None]


def test_every_command_has_a_handler_somewhere(window: MainWindow) -> None:
    for name in PAGES:
        window.page(name)
    handled = {one.objectName() for one in shortcuts.bound(window)}
    assert handled == {one.name for one in table()}


@pytest.mark.parametrize("name", ["feed", "transactions", "charts", "attention"])
def test_what_narrows_a_page_is_one_key_away(window: MainWindow, qtbot: QtBot, name: str) -> None:
    page = window.page(name)
    page.setFocus()
    qtbot.keyClick(window, KEY.Key_F, CONTROL)
    assert isinstance(window.focusWidget(), QLineEdit | QComboBox)


def test_a_latin_american_keyboard_has_every_key() -> None:
    for one in table():
        assert not any("Ctrl+Alt" in keys or "Meta" in keys for keys in one.keys), one.name
        is_easy = any(keys[-1] not in HARD for keys in one.keys)
        assert is_easy or not one.keys, one.name


def test_single_letters_act_in_lists_only() -> None:
    for one in table():
        letters = [keys for keys in one.keys if shortcuts.is_letter(keys) and keys.isalnum()]
        assert one.in_list or not letters, one.name


def test_a_command_is_found_by_its_words_and_done(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(window, KEY.Key_P, CONTROL | SHIFT)
    found = palette(window)
    assert len(shown(found)) > 15
    found.field.setText("COnnéct")
    assert shown(found) == ["Connections"]
    qtbot.keyClick(found.field, KEY.Key_Return)
    assert window.stack.currentWidget() is window._pages["connections"]


def test_the_palette_offers_what_the_page_can_do(
    window: MainWindow, arrive: Arrive, qtbot: QtBot
) -> None:
    arrive(1)
    rows = window.page("feed").listing.table  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: rows.isVisible())
    qtbot.keyClick(window, KEY.Key_P, CONTROL | SHIFT)
    found = palette(window)
    assert "Choose the columns" in shown(found)
    assert "Attention: resolve" not in shown(found)
    qtbot.keyClick(found.field, KEY.Key_Down)
    assert found.list.currentIndex().row() == 1
    qtbot.keyClick(found.field, KEY.Key_Escape)


def test_single_letters_can_be_turned_off(
    window: MainWindow, bridge: Bridge, arrive: Arrive, qtbot: QtBot
) -> None:
    arrive(1)
    settings = window.page("settings")
    settings.looks.letters.click()  # type: ignore[attr-defined]
    rows = window.page("feed").listing.table  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: rows.isVisible())
    rows.setFocus()
    qtbot.keyClick(rows, KEY.Key_X)
    assert not bridge.display.is_private
    settings.looks.letters.click()  # type: ignore[attr-defined]
    qtbot.keyClick(rows, KEY.Key_X)
    assert bridge.display.is_private


def test_the_window_comes_back_as_it_was_left(
    window: MainWindow, ask: Ask, bridge: Bridge, actions: Actions, qtbot: QtBot
) -> None:
    window.page("charts")
    window.resize(880, 600)
    qtbot.waitUntil(lambda: window._was_painted)
    window.close()
    again = MainWindow(ask, bridge, actions)
    qtbot.addWidget(again)
    assert (again.width(), again.height()) == (880, 600)
    assert again.stack.currentWidget() is again._pages["charts"]
    assert QApplication.activeModalWidget() is None
