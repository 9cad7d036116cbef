"""Times: in the zone of whoever reads them, named on hover, and said as when or how long ago."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QPoint, Qt, QTimeZone
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from app.ui import texts
from app.ui.actions import Actions
from app.ui.bridge import Bridge
from app.ui.display import Display
from app.ui.pages.feed import FeedPage
from app.ui.widgets.facts import FactList
from app.ui.widgets.parts import ElidedLabel
from app.ui.widgets.zone_box import ZoneBox
from app.ui.window import MainWindow

Arrive = Callable[..., list[int]]
LEFT = Qt.MouseButton.LeftButton
ROLE = Qt.ItemDataRole
AT = datetime(2026, 7, 1, 18, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "words"),
    [
        ("America/Mexico_City", "CDMX · UTC−6"),
        ("Asia/Kathmandu", "Kathmandu · UTC+5:45"),
        ("Europe/Madrid", "Madrid · UTC+2"),
        ("Africa/Abidjan", "Abidjan · UTC+0"),
        ("UTC", "UTC"),
    ],
)
def test_a_zone_is_named_with_its_shift(zone: str, words: str) -> None:
    assert texts.zone_name(AT, ZoneInfo(zone)) == words


def test_hovering_names_the_zone_once() -> None:
    lines = texts.whole_moment(AT, ZoneInfo("Asia/Kathmandu")).split("\n")
    assert lines == [
        "2026-07-02 00:15:00.000000 +05:45",
        "Kathmandu · UTC+5:45",
        "2026-07-01 18:30:00.000000 UTC",
    ]
    assert texts.whole_moment(AT, UTC).count("\n") == 1
    assert texts.whole_moment(AT, timezone(timedelta(hours=1))).count("UTC") >= 2


def test_the_zone_of_the_system_is_the_default() -> None:
    system = bytes(QTimeZone.systemTimeZoneId().data()).decode()
    assert str(Display("").zone) in (system, "UTC")
    assert str(Display("Nowhere/Land").zone) == "UTC"


def test_cdmx_is_offered_first_and_any_zone_is_found_by_typing(qtbot: QtBot) -> None:
    box = ZoneBox()
    qtbot.addWidget(box)
    box.show()
    assert box.itemText(1) == "CDMX · America/Mexico City"
    assert box.findData("Asia/Kathmandu") > 0
    field = box.lineEdit()
    assert field is not None
    field.selectAll()
    qtbot.keyClicks(field, "cdmx")
    completer = box.completer()
    assert completer is not None
    assert completer.completionCount() == 1
    with qtbot.waitSignal(box.chosen) as heard:
        qtbot.keyClick(completer.popup(), Qt.Key.Key_Down)
        qtbot.keyClick(completer.popup(), Qt.Key.Key_Return)
    assert heard.args == ["America/Mexico_City"]


def test_what_is_typed_and_is_no_zone_gives_way(qtbot: QtBot) -> None:
    box = ZoneBox()
    qtbot.addWidget(box)
    box.show()
    box.show_zone("UTC")
    field = box.lineEdit()
    assert field is not None
    field.setText("the moon")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert isinstance(box, QComboBox)
    assert (box.currentText(), box.currentData()) == ("UTC", "UTC")


@pytest.fixture
def page(window: MainWindow, arrive: Arrive, qtbot: QtBot) -> FeedPage:
    arrive(2)
    found = window.page("feed")
    assert isinstance(found, FeedPage)
    qtbot.waitUntil(lambda: found.model.count() == 2 and found.model.row(1) is not None)
    return found


def shown(page: FeedPage) -> str:
    return str(page.model.index(1, 0).data(ROLE.DisplayRole))


def middle(page: FeedPage, name: str) -> QPoint:
    titles = page.listing.table.titles()
    place = [one.name for one in page.model.columns].index(name)
    left = titles.sectionViewportPosition(place) + titles.sectionSize(place) // 2
    return QPoint(left, titles.height() // 2)


def test_a_click_on_the_title_of_a_time_says_how_long_ago(
    page: FeedPage, window: MainWindow, actions: Actions, qtbot: QtBot
) -> None:
    titles = page.listing.table.titles().viewport()
    assert ":" in shown(page)
    qtbot.mouseClick(titles, LEFT, pos=middle(page, "provider"))
    assert ":" in shown(page)
    qtbot.mouseClick(titles, LEFT, pos=middle(page, "received"))
    assert shown(page) == "just now" or shown(page).endswith(" ago")
    hover = str(page.model.index(1, 0).data(ROLE.ToolTipRole))
    assert "CDMX · UTC−6" in hover
    assert actions.recall("relative") is True
    tip = page.model.headerData(0, Qt.Orientation.Horizontal, ROLE.ToolTipRole)
    assert tip == "A click says how long ago, or when"
    qtbot.mouseClick(titles, LEFT, pos=middle(page, "received"))
    assert ":" in shown(page)
    assert actions.recall("relative") is False


def test_a_title_that_is_dragged_is_not_clicked(page: FeedPage, qtbot: QtBot) -> None:
    titles = page.listing.table.titles().viewport()
    start = middle(page, "received")
    qtbot.mousePress(titles, LEFT, pos=start)
    qtbot.mouseMove(titles, start + QPoint(60, 0))
    qtbot.mouseRelease(titles, LEFT, pos=start + QPoint(60, 0))
    assert ":" in shown(page)


def test_shift_z_does_the_same_from_the_keyboard(page: FeedPage, qtbot: QtBot) -> None:
    page.listing.table.setFocus()
    qtbot.keyClick(page.listing.table, Qt.Key.Key_Z, Qt.KeyboardModifier.ShiftModifier)
    assert ":" not in shown(page)


def test_another_zone_is_in_force_at_once_in_list_and_inspector(
    page: FeedPage, bridge: Bridge, qtbot: QtBot
) -> None:
    inspector = page.listing.inspector
    page.listing.table.choose(1)
    qtbot.waitUntil(lambda: inspector.found() is not None)
    inspector.tabs.setCurrentIndex(1)
    facts = inspector.body.facts
    before = shown(page)

    def hovers(facts: FactList) -> str:
        return "\n".join(one.toolTip() for one in facts.findChildren(ElidedLabel))

    qtbot.waitUntil(lambda: "CDMX" in hovers(facts))
    bridge.display.choose_zone("Asia/Kathmandu")
    assert shown(page) != before
    qtbot.waitUntil(lambda: "Kathmandu · UTC+5:45" in hovers(facts))
    qtbot.waitUntil(lambda: "CDMX" not in hovers(facts))
