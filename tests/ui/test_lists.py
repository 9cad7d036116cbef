"""What a person does with a list: choose its columns, copy its rows, come back to it."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFont, QFontMetrics, QGuiApplication
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from app.core.saved_filters import Layout, layout_from_plain
from app.store.rows import FeedRow
from app.ui import shortcuts, theme
from app.ui.actions import Actions
from app.ui.ask import Ask
from app.ui.bridge import Bridge
from app.ui.cells import Cell, Shown
from app.ui.columns import Choice, chosen, feed_columns
from app.ui.copied import Shape, copied
from app.ui.making import whole
from app.ui.models.places import Since
from app.ui.pages.feed import FeedPage
from app.ui.widgets.columns import fitted
from app.ui.widgets.columns_sheet import ColumnsSheet
from app.ui.widgets.own_window import OwnWindow
from app.ui.widgets.row_painter import ASSET_ROOM, PAD
from app.ui.widgets.toast import Toast
from app.ui.window import MainWindow
from tests.ui.conftest import rows_of

Arrive = Callable[..., list[int]]
KEY = Qt.Key
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
DEFAULT = [one.name for one in chosen(feed_columns(), Choice())]


@pytest.fixture
def page(window: MainWindow, qtbot: QtBot) -> FeedPage:
    found = window.page("feed")
    assert isinstance(found, FeedPage)
    qtbot.waitUntil(lambda: found.listing.filters._count.text() == "0 / 0")
    return found


def names(page: FeedPage) -> list[str]:
    return [one.name for one in page.listing.table.columns()]


def has_rows(page: FeedPage, count: int) -> Callable[[], bool]:
    return lambda: len(rows_of(page.model)) == count


def sheet(page: FeedPage, qtbot: QtBot) -> ColumnsSheet:
    page.listing.table.setFocus()
    qtbot.keyClick(page.listing.table, KEY.Key_L, CTRL | SHIFT)
    found = page.window().findChild(ColumnsSheet)
    assert isinstance(found, ColumnsSheet)
    return found


# --- columns --------------------------------------------------------------------------------------


def test_columns_are_chosen_and_ordered_by_keys_and_stay_over_a_restart(
    page: FeedPage, ask: Ask, bridge: Bridge, actions: Actions, arrive: Arrive, qtbot: QtBot
) -> None:
    arrive(1)
    qtbot.waitUntil(has_rows(page, 1))
    assert names(page) == DEFAULT
    dialog = sheet(page, qtbot)
    dialog.list.setFocus()
    dialog.list.setCurrentRow(DEFAULT.index("rail"))
    qtbot.keyClick(dialog.list, KEY.Key_Space)
    dialog.list.setCurrentRow(DEFAULT.index("status"))
    for _ in range(4):
        qtbot.keyClick(dialog.list, KEY.Key_Up, ALT)
    qtbot.keyClick(dialog, KEY.Key_Return)
    wanted = ["status", *(one for one in DEFAULT if one not in ("status", "rail"))]
    assert names(page) == wanted
    assert not page.listing.table.isColumnHidden([c.name for c in page.model.columns].index("age"))
    again = whole(FeedPage(ask, bridge, actions))
    qtbot.addWidget(again)
    assert names(again) == wanted
    again.listing.columns.choose(Choice())
    assert names(again) == DEFAULT


def test_any_field_of_the_bodies_becomes_a_column(
    page: FeedPage, arrive: Arrive, qtbot: QtBot
) -> None:
    arrive(3)
    qtbot.waitUntil(has_rows(page, 3))
    dialog = sheet(page, qtbot)
    qtbot.waitUntil(lambda: dialog.path.completer() is not None)
    offered = dialog.path.completer().model()
    paths = [offered.index(place, 0).data() for place in range(offered.rowCount())]
    assert "payload.issuance.deposit_sender_name" in paths
    qtbot.keyClicks(dialog.path, "payload.external_ref")
    qtbot.keyClick(dialog.path, KEY.Key_Return)
    qtbot.keyClick(dialog, KEY.Key_Return)
    assert names(page)[-1] == "path:payload.external_ref"
    last = len(page.model.columns) - 1

    def shown() -> list[str]:
        return [str(page.model.index(place, last).data()) for place in range(3)]

    qtbot.waitUntil(lambda: shown() == ["user-ref-00002", "user-ref-00001", "user-ref-00000"])
    arrive(1, first=3)
    qtbot.waitUntil(lambda: page.model.index(0, last).data() == "user-ref-00003")
    page.listing.columns.choose(Choice())
    assert len(page.model.columns) == last


def test_a_column_drawn_wider_by_hand_stays_so(
    page: FeedPage, actions: Actions, arrive: Arrive, qtbot: QtBot
) -> None:
    arrive(1)
    titles = page.listing.table.titles()
    qtbot.waitUntil(titles.isVisible)
    place = [one.name for one in page.model.columns].index("provider")
    edge = titles.sectionViewportPosition(place) + titles.sectionSize(place) - 1
    wanted = titles.sectionSize(place) + 40
    view = titles.viewport()
    qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=QPoint(edge, 10))
    qtbot.mouseMove(view, QPoint(edge + 20, 10))
    qtbot.mouseMove(view, QPoint(edge + 40, 10))
    qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=QPoint(edge + 40, 10))
    assert titles.sectionSize(place) == wanted
    kept = layout_from_plain(actions.recall("layout:feed"))
    assert kept == Layout(widths=(("provider", wanted),))
    page.window().resize(1300, 900)
    assert titles.sectionSize(place) == wanted


def test_columns_that_are_moved_keep_the_selection(
    page: FeedPage, arrive: Arrive, qtbot: QtBot
) -> None:
    arrive(5)
    qtbot.waitUntil(has_rows(page, 5))
    page.listing.table.choose(2)
    page.listing.columns.choose(Choice(("reference", "amount", "path:payload.id"), {}))
    assert page.listing.table.current_place() == 2
    assert names(page) == ["reference", "amount", "path:payload.id"]


def test_columns_that_are_known_no_more_are_left_out() -> None:
    wide = Choice.of(Layout(("status",), (("status", 1_000_000), ("rail", 1))))
    assert wide.widths == {"status": 2_000, "rail": 24}
    assert [one.name for one in chosen(feed_columns(), Choice(("gone",)))] == DEFAULT


def test_default_columns_leave_and_chosen_ones_stay_where_room_is_short() -> None:
    columns = chosen(feed_columns(), Choice())
    assert "age" not in fitted(columns, 700, {})
    every = fitted(columns, 700, {}, keeps_all=True)
    assert set(every) == set(DEFAULT)
    assert fitted(columns, 2_000, {"rail": 300})["rail"] == 300


def test_a_narrow_list_says_kinds_and_millions_whole(dressed: QApplication) -> None:
    """Of 1024 pixels, the inspector leaves so many to the list."""
    widths = fitted(chosen(feed_columns(), Choice()), 566, {})
    said = QFontMetrics(theme.ui_font(13)).horizontalAdvance("Transf. recibida")
    assert widths["type"] - PAD - 3 >= said
    bold = QFontMetrics(theme.ui_font(13, QFont.Weight.DemiBold))
    digits = bold.horizontalAdvance("99,999,999.99")
    assert widths["amount"] - PAD - 3 - ASSET_ROOM >= digits


# --- copying --------------------------------------------------------------------------------------


def test_many_rows_are_copied_as_they_stand(page: FeedPage, arrive: Arrive, qtbot: QtBot) -> None:
    arrive(6)
    qtbot.waitUntil(has_rows(page, 6))
    table = page.listing.table
    table.choose(1)
    table.setFocus()
    qtbot.keyClick(table, KEY.Key_Down, SHIFT)
    qtbot.keyClick(table, KEY.Key_Down, SHIFT)
    qtbot.keyClick(table, KEY.Key_C, CTRL)
    lines = QGuiApplication.clipboard().text().split("\n")
    assert [line.split("\t")[-1] for line in lines] == [f"user-ref-0000{n}" for n in (4, 3, 2)]
    qtbot.keyClick(table, KEY.Key_A, CTRL)
    page.listing.copies.copy(Shape.JSON)
    objects = json.loads(QGuiApplication.clipboard().text())
    assert [one["reference"] for one in objects] == [f"user-ref-0000{n}" for n in range(5, -1, -1)]
    assert objects[0]["amount"] == "100.00\u00a0MXN"


def test_rows_that_were_never_seen_are_copied_too(
    page: FeedPage, arrive: Arrive, qtbot: QtBot
) -> None:
    arrive(260)
    page.reload()
    qtbot.waitUntil(lambda: page.listing.filters._count.text() == "260 / 260")
    page.listing.table.selectAll()
    page.listing.copies.copy(Shape.CSV)
    clipboard = QGuiApplication.clipboard()
    qtbot.waitUntil(lambda: clipboard.text().count("\r\n") == 261)


def test_copied_texts_do_no_harm_where_they_are_pasted() -> None:
    columns = chosen(feed_columns(), Choice(("reference", "counterparty")))
    row = Shown(1, {"reference": Cell("=cmd|calc"), "counterparty": Cell("[a](http://b) | *c*")})
    assert copied(Shape.CSV, columns, [row]).splitlines()[1] == "'=cmd|calc,[a](http://b) | *c*"
    assert copied(Shape.MARKDOWN, columns, [row]).splitlines()[2] == (
        "| =cmd\\|calc | \\[a\\]\\(http://b\\) \\| \\*c\\* |"
    )
    assert copied(Shape.TEXT, columns, [row]) == "=cmd|calc\t[a](http://b) | *c*"


# --- seeking --------------------------------------------------------------------------------------


def test_the_next_problem_is_found_however_far_it_is(
    page: FeedPage, kept: Any, arrive: Arrive, qtbot: QtBot
) -> None:
    (problem,) = arrive(1, status="FAILED")
    arrive(900, first=1)
    page.reload()
    qtbot.waitUntil(lambda: page.listing.filters._count.text() == "901 / 901")
    table = page.listing.table
    table.choose(0)
    table.setFocus()
    qtbot.keyClick(table, KEY.Key_E)
    qtbot.waitUntil(lambda: page.model.places.key(table.current_place()) == problem)
    qtbot.keyClick(table, KEY.Key_U)
    toast = page.window().findChild(Toast)
    qtbot.waitUntil(lambda: toast is None or "None among" in toast.text())
    assert table.current_place() == 900


def test_the_menu_of_a_row_copies_what_is_asked_for_most(
    page: FeedPage, arrive: Arrive, qtbot: QtBot
) -> None:
    arrive(1)
    qtbot.waitUntil(has_rows(page, 1))
    table = page.listing.table
    table.choose(0)
    qtbot.waitUntil(lambda: page.listing.inspector.found() is not None)
    table.customContextMenuRequested.emit(table.visualRect(page.model.index(0, 0)).center())
    (menu,) = (one for one in page.listing.findChildren(QMenu) if one.isVisible())
    offered = {one.text(): one for one in menu.actions()}
    # In groups, and with the keys that do the same.
    keys = [one for one in offered if "\t" in one]
    assert keys[:4] == [
        "Copy answer for the customer\tCtrl+Shift+C",
        "Copy id\tY",
        "Copy as text\tCtrl+C",
        "Copy as Markdown\tCtrl+Shift+M",
    ]
    assert sum(one.isSeparator() for one in menu.actions()) == 4
    offered["Copy CLABE"].trigger()
    assert QGuiApplication.clipboard().text() == "646180115400230775"
    offered["Copy tx hash"].trigger()
    assert QGuiApplication.clipboard().text().startswith("0x")
    menu.close()


def test_a_row_opens_in_a_window_of_its_own_to_be_compared(
    page: FeedPage, window: MainWindow, arrive: Arrive, qtbot: QtBot
) -> None:
    arrive(2)
    qtbot.waitUntil(has_rows(page, 2))
    table = page.listing.table
    table.choose(0)
    table.setFocus()
    qtbot.waitUntil(lambda: page.listing.inspector.found() is not None)
    qtbot.keyClick(table, KEY.Key_Return, CTRL)
    (apart,) = window.findChildren(OwnWindow)
    qtbot.waitUntil(lambda: apart.inspector.found() is not None)
    first = apart.inspector.wanted()
    table.choose(1)
    qtbot.waitUntil(lambda: page.listing.inspector.wanted() != first)
    assert apart.inspector.wanted() == first, "it stays while others are looked at"
    qtbot.keyClick(apart, KEY.Key_Escape)
    qtbot.waitUntil(lambda: not window.findChildren(OwnWindow))


# --- coming back ----------------------------------------------------------------------------------


def lines(page: FeedPage) -> list[str]:
    """The list as it stands: references, and the line between what is new and what is not."""
    model = page.model
    found = [model.places.at(place) for place in range(model.rowCount())]
    rows = [model.row(place) for place in range(model.rowCount())]
    return [
        "---" if isinstance(one, Since) else row.reference[-1] if isinstance(row, FeedRow) else ""
        for one, row in zip(found, rows, strict=True)
    ]


def test_a_line_stands_above_what_was_seen(
    page: FeedPage, window: MainWindow, arrive: Arrive, qtbot: QtBot
) -> None:
    arrive(3)
    qtbot.waitUntil(lambda: lines(page) == ["2", "1", "0"])
    window.show_page("transactions")
    arrive(2, first=3)
    qtbot.waitUntil(lambda: page.model.count() == 5)
    window.show_page("feed")
    assert lines(page) == ["4", "3", "---", "2", "1", "0"]
    arrive(1, first=5)
    qtbot.waitUntil(lambda: lines(page) == ["5", "4", "3", "---", "2", "1", "0"])
    window.show_page("transactions")
    window.show_page("feed")
    assert lines(page) == ["5", "4", "3", "2", "1", "0"]


def test_what_is_new_is_unread_until_it_is_opened_or_all_is_marked_as_read(
    page: FeedPage, window: MainWindow, arrive: Arrive, qtbot: QtBot
) -> None:
    arrive(3)
    qtbot.waitUntil(lambda: lines(page) == ["2", "1", "0"])
    said = page.listing.head.subtitle
    assert said.text() == "3 deliveries"
    window.show_page("transactions")
    arrive(3, first=3)
    qtbot.waitUntil(lambda: page.model.count() == 6)
    window.show_page("feed")

    def unread() -> list[int]:
        is_unread = page.model.unopened()
        return [place for place in range(page.model.rowCount()) if is_unread(place)]

    assert unread() == [0, 1, 2]
    assert said.text().startswith("6 deliveries · 3")
    spoken = page.model.index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.endswith("unread")
    page.listing.table.choose(1)
    assert unread() == [0, 2]
    assert said.text().startswith("6 deliveries · 2")
    everything = next(one for one in shortcuts.reachable(window) if one.objectName() == "all-read")
    everything.activated.emit()
    assert not unread()
    assert said.text() == "6 deliveries"
    assert "---" not in lines(page)
    assert not everything.can()


def test_the_line_is_there_after_a_restart(
    page: FeedPage,
    window: MainWindow,
    arrive: Arrive,
    kept: Any,
    ask: Ask,
    bridge: Bridge,
    actions: Actions,
    qtbot: QtBot,
) -> None:
    arrive(2)
    qtbot.waitUntil(lambda: page.model.count() == 2)
    window.hide()
    arrive(2, first=2)
    again = whole(FeedPage(ask, bridge, actions))
    qtbot.addWidget(again)
    qtbot.waitUntil(lambda: lines(again) == ["3", "2", "---", "1", "0"])


def test_marks_are_shown_in_their_rows(
    page: FeedPage, actions: Actions, arrive: Arrive, qtbot: QtBot
) -> None:
    arrive(1)
    qtbot.waitUntil(has_rows(page, 1))
    (row,) = rows_of(page.model)
    actions.mark("label", {row.transaction_id: "4"})
    actions.mark("mark", {row.transaction_id: "1"})

    def words() -> list[str]:
        shown = page.model.shown(0)
        return [one.words for one in shown.badges] if shown else []

    qtbot.waitUntil(lambda: words() == ["label 4: Green", "marked"])
