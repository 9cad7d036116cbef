"""The frame: pages, keys that work everywhere, and what the bars say."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.core.errors import StoreError
from app.ui import theme
from app.ui.ask import Ask
from app.ui.bridge import Bridge
from app.ui.pages.feed import FeedPage
from app.ui.widgets.mini_window import MiniWindow
from app.ui.widgets.page_area import PageArea
from app.ui.widgets.rail import NARROW, WIDE
from app.ui.window import MainWindow

Kept = Any
Arrive = Callable[..., list[int]]
KEY, CONTROL, SHIFT = Qt.Key, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
PAGES = ("feed", "transactions", "charts", "attention", "connections", "settings")


def has_rows(page: Any, count: int) -> bool:
    return bool(page.model.rowCount() == count)


def has_found(page: Any) -> bool:
    return page.listing.inspector.found() is not None


@pytest.mark.parametrize(("number", "name"), list(enumerate(PAGES, 1)))
def test_each_page_has_its_key(window: MainWindow, qtbot: QtBot, number: int, name: str) -> None:
    qtbot.keyClick(window, getattr(KEY, f"Key_{number}"), CONTROL)
    assert window.stack.currentWidget() is window._pages[name]
    chosen = window.rail.focus_chosen()
    assert chosen is window.rail._buttons[name]


def test_a_page_is_made_when_it_is_first_shown(window: MainWindow) -> None:
    assert "charts" not in window._pages
    first = window.page("charts")
    assert window.page("charts") is first


def test_the_other_pages_are_made_ahead_one_by_one(window: MainWindow, qtbot: QtBot) -> None:
    """To make one takes a tenth of a second, to show it a third of that; see test_making.py."""
    made, whole = QSignalSpy(window.stack.made), QSignalSpy(window.stack.whole)
    missing = set(PAGES) - set(window._pages)
    window.stack.make_rest()
    assert made.count() == 0
    qtbot.waitUntil(lambda: whole.count() == 1, timeout=60_000)
    assert set(window._pages) == set(PAGES)
    assert made.count() == len(missing)
    assert window.stack.currentWidget() is window._pages["feed"]


def test_a_click_on_the_rail_shows_the_page(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.mouseClick(window.rail._buttons["transactions"], Qt.MouseButton.LeftButton)
    assert window.stack.currentWidget() is window._pages["transactions"]


def test_the_lookup_opens_over_everything_and_esc_closes_it(
    window: MainWindow, qtbot: QtBot
) -> None:
    qtbot.keyClick(window, KEY.Key_K, CONTROL)
    assert window.lookup.isVisible()
    qtbot.keyClick(QApplication.focusWidget(), KEY.Key_Escape)
    assert not window.lookup.isVisible()


def test_the_clipboard_is_looked_up(window: MainWindow, qtbot: QtBot) -> None:
    QApplication.clipboard().setText("646180115400230775")
    qtbot.keyClick(window, KEY.Key_V, CONTROL | SHIFT)
    assert window.lookup.text() == "646180115400230775"


def test_f6_goes_round_the_parts_of_the_window(
    window: MainWindow, arrive: Arrive, qtbot: QtBot
) -> None:
    seen: list[QWidget | None] = []
    arrive(2)
    qtbot.waitUntil(lambda: window.page("feed").listing.table.isVisible())  # type: ignore[attr-defined]
    for _ in range(12):
        qtbot.keyClick(QApplication.focusWidget() or window, KEY.Key_F6)
        seen.append(QApplication.focusWidget())
    parts = list(dict.fromkeys(seen))
    assert len(parts) >= 4
    assert seen[: len(parts)] == seen[len(parts) : 2 * len(parts)]
    qtbot.keyClick(QApplication.focusWidget(), KEY.Key_F6, SHIFT)
    assert QApplication.focusWidget() is seen[-2]


def test_f4_puts_the_inspector_below_and_beside(window: MainWindow, qtbot: QtBot) -> None:
    splitter = window.page("feed").listing._splitter  # type: ignore[attr-defined]
    assert splitter.orientation() == Qt.Orientation.Horizontal
    qtbot.keyClick(window, KEY.Key_F4)
    assert splitter.orientation() == Qt.Orientation.Vertical
    qtbot.keyClick(window, KEY.Key_F4)
    assert splitter.orientation() == Qt.Orientation.Horizontal


def test_z_and_x_change_how_everything_is_shown(
    window: MainWindow, bridge: Bridge, arrive: Arrive, qtbot: QtBot
) -> None:
    arrive(1)
    table = window.page("feed").listing.table  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: table.isVisible())
    table.setFocus()
    assert window.top._zone.text().strip() == "CDMX · UTC−6"
    qtbot.keyClick(table, KEY.Key_Z)
    assert window.top._zone.text().strip() == "UTC"
    qtbot.keyClick(table, KEY.Key_X)
    assert bridge.display.is_private
    assert window.top._privacy.isChecked()
    qtbot.mouseClick(window.top._privacy, Qt.MouseButton.LeftButton)
    assert not bridge.display.is_private


def test_the_foot_says_how_we_are_doing(window: MainWindow, arrive: Arrive, qtbot: QtBot) -> None:
    foot = window.foot
    assert foot._receiving.whole() == "Receiving on 127.0.0.1:8787"
    arrive(3)
    qtbot.waitUntil(lambda: foot._total.whole().startswith("3 deliveries · "))
    assert foot._acks.whole() == "Acknowledged in 3 ms (p99 3 ms)"
    assert foot._last.whole() == "Last delivery just now" or foot._last.whole().endswith(" ago")
    assert foot._quarantine.whole() == "Quarantine 0"


def test_an_error_says_problem_cause_and_remedy(window: MainWindow, ask: Ask) -> None:
    ask.troubled.emit(StoreError("It broke.", cause="The disk is full.", remedy="Make room."))
    assert window.notice.words().split("\n") == [
        "It broke.",
        "The disk is full.",
        "Make room.",
        "Code: store",
    ]


def test_a_mistake_of_ours_is_owned(window: MainWindow) -> None:
    window.show_mistake("KeyError: 'x'", "Traceback …")
    assert window.notice.words().startswith("Acuse made a mistake\nKeyError: 'x'.")


def test_it_fits_a_small_screen(window: MainWindow, arrive: Arrive, qtbot: QtBot) -> None:
    arrive(30)
    for name in PAGES:
        window.page(name)
        window.resize(1024, 700)
        assert (window.width(), window.height()) == (1024, 700), name
    assert window.rail.width() == NARROW
    window.resize(1440, 900)
    assert window.rail.width() == WIDE


def test_everything_that_takes_the_keyboard_has_a_name(
    window: MainWindow, arrive: Arrive, qtbot: QtBot
) -> None:
    arrive(2)
    for name in ("feed", "transactions"):
        page = window.page(name)
        qtbot.waitUntil(partial(has_rows, page, 2))
        page.listing.table.choose(0)  # type: ignore[attr-defined]
        qtbot.waitUntil(partial(has_found, page))
    kinds = (QAbstractButton, QLineEdit, QPlainTextEdit, QComboBox)
    for name in ("feed", "transactions"):
        for one in [*window.page(name).findChildren(QWidget), window.top, window.rail]:
            if isinstance(one, kinds) and one.focusPolicy() != Qt.FocusPolicy.NoFocus:
                words = one.accessibleName() or getattr(one, "text", str)()
                is_inner = one.objectName().startswith("qt_") or isinstance(one.parent(), QLineEdit)
                is_put_away = one.isHidden()  # with what it said; see fact_line.py
                assert words.strip() or is_inner or is_put_away, (name, one)


@pytest.mark.parametrize("scheme", ["dark", "light"])
def test_the_theme_changes_under_an_open_window(
    window: MainWindow, arrive: Arrive, qtbot: QtBot, qapp: QApplication, scheme: str
) -> None:
    arrive(3)
    feed = window.page("feed")
    qtbot.waitUntil(lambda: feed.model.count() == 3)  # type: ignore[attr-defined]
    feed.listing.table.choose(0)  # type: ignore[attr-defined]
    palette = theme.apply(qapp, scheme)
    qtbot.wait(20)
    picture = window.grab().toImage()
    colours = {picture.pixelColor(x, 500).name() for x in range(0, picture.width(), 3)}
    assert palette.panel in colours
    assert palette.window in colours
    theme.apply(qapp, "light")


def test_a_message_keeps_its_distance_from_the_bar_and_leaves_no_gap(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.notice.hide()
    QApplication.processEvents()
    edge = window.top.geometry().bottom() + 1
    qtbot.waitUntil(lambda: window.stack.y() == edge)
    window.notice.say("notice", "Something")
    qtbot.waitUntil(lambda: window.notice.y() == edge + 12)
    assert window.stack.y() > window.notice.geometry().bottom()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_that_opens_gives_the_keyboard_to_what_is_read(
    window: MainWindow, qtbot: QtBot, name: str
) -> None:
    """Not to whatever button comes first, which would look as if it were chosen."""
    window.activateWindow()
    qtbot.mouseClick(window.rail._buttons[name], Qt.MouseButton.LeftButton)
    page = window.page(name)
    focused = window.focusWidget()
    assert focused is not None
    assert page.isAncestorOf(focused), focused
    is_next_step = focused.property("kind") == "primary"  # where there is nothing to read yet
    assert is_next_step or not isinstance(focused, QAbstractButton)


def test_a_page_of_buttons_gives_the_keyboard_to_none_that_nobody_went_to(
    window: MainWindow, qtbot: QtBot
) -> None:
    """A ring round the first button says that Enter presses it."""
    window.page("feed").findChild(QPushButton).setFocus()  # type: ignore[union-attr]
    for name in ("connections", "settings"):
        window.show_page(name)
        qtbot.waitUntil(lambda: isinstance(window.focusWidget(), PageArea))
    chosen = window.page("settings").findChild(QCheckBox)
    assert chosen is not None
    chosen.setFocus()
    window.show_page("connections")
    qtbot.waitUntil(lambda: isinstance(window.focusWidget(), PageArea))
    window.show_page("settings")
    qtbot.waitUntil(chosen.hasFocus)  # where somebody was, they come back to


def test_the_export_gives_its_words_up_where_room_is_short(
    window: MainWindow, qtbot: QtBot
) -> None:
    page = window.page("feed")
    assert isinstance(page, FeedPage)
    export = next(
        one for one in page.findChildren(QPushButton) if one.accessibleName() == "Export…"
    )
    window.resize(1440, 900)
    QCoreApplication.processEvents()
    assert export.text().strip() == "Export…"
    wide, high = export.width(), export.height()
    page.listing.head.subtitle.setText("9,999,999,999 deliveries " * 20)
    QCoreApplication.processEvents()
    qtbot.waitUntil(lambda: export.width() < wide)
    assert export.text() == ""
    assert export.height() == high == page.follow.height()


def test_the_mini_window_says_what_came_last_and_names_nobody(
    window: MainWindow, arrive: Arrive, qtbot: QtBot
) -> None:
    qtbot.keyClick(window, KEY.Key_T, CONTROL)
    mini = window.findChild(MiniWindow)
    assert mini is not None

    def said() -> list[str]:
        return [one.text() for one in mini.findChildren(QLabel) if one.isVisible()]

    qtbot.waitUntil(lambda: "No delivery yet" in said())
    arrive(2, status="FAILED")
    qtbot.waitUntil(lambda: said().count("Juno · Issuance") == 2)
    assert "100.00 MXN" in said()
    assert not any("0775" in words for words in said())
    attention = next(one for one in mini.findChildren(QPushButton) if "Attention" in one.text())
    attention.click()
    assert window.stack.shown() == "attention"
    qtbot.keyClick(mini, KEY.Key_T, CONTROL)
    qtbot.waitUntil(lambda: window.findChild(MiniWindow) is None)
