"""Larger, smaller, denser rows: everything follows, nothing is cut off, and it is remembered."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPoint, QPointF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from app.ui import theme
from app.ui.actions import Actions
from app.ui.ask import Ask
from app.ui.bridge import Bridge
from app.ui.pages.feed import FeedPage
from app.ui.pages.settings import SettingsPage
from app.ui.stage import Stage
from app.ui.widgets import charts_tables, toast
from app.ui.widgets.charts_rows import FinalTimes
from app.ui.widgets.filters_field import FilterField
from app.ui.widgets.parts import Pill
from app.ui.widgets.receiver_bar import ReceiverBar
from app.ui.widgets.tables import RowTable
from app.ui.zoom import STEPS, stepped, zoom_of
from tests.ui.cutting import cut_off

KEY, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier
PAGES = ("feed", "transactions", "charts", "attention", "connections", "settings")


@pytest.fixture
def stage(ask: Ask, bridge: Bridge, actions: Actions, dressed: QApplication) -> Iterator[Stage]:
    made = Stage(dressed, ask, bridge, actions)
    made.window.resize(1440, 900)
    made.window.show()
    yield made
    made.close()
    made.deleteLater()
    theme.measure(dressed, 1.0, is_compact=False)
    theme.apply(dressed, "light")


def table_of(stage: Stage) -> RowTable:
    page = stage.window.page("feed")
    assert isinstance(page, FeedPage)
    return page.listing.table


def anew(stage: Stage, qtbot: QtBot, act: Callable[[], object]) -> None:
    """Do what makes the window anew, and wait for it."""
    before = stage.window
    act()
    qtbot.waitUntil(lambda: stage.window is not before, timeout=20_000)
    qtbot.waitExposed(stage.window)


@pytest.mark.parametrize("key", [KEY.Key_Plus, KEY.Key_Equal])
def test_the_keys_make_everything_larger_and_smaller(
    stage: Stage, actions: Actions, qtbot: QtBot, key: Qt.Key
) -> None:
    words = QFontMetrics(stage.window.font()).height()
    row = table_of(stage).verticalHeader().defaultSectionSize()
    for _ in range(2):
        anew(stage, qtbot, lambda: QTest.keyClick(stage.window, key, CTRL))
    assert zoom_of(actions) == 125
    assert QFontMetrics(stage.window.font()).height() >= words * 1.2
    assert table_of(stage).verticalHeader().defaultSectionSize() == round(row * 1.25)
    anew(stage, qtbot, lambda: QTest.keyClick(stage.window, KEY.Key_Minus, CTRL))
    assert zoom_of(actions) == 110
    anew(stage, qtbot, lambda: QTest.keyClick(stage.window, KEY.Key_0, CTRL))
    assert zoom_of(actions) == 100
    assert table_of(stage).verticalHeader().defaultSectionSize() == row


def turn(widget: QWidget, modifier: Qt.KeyboardModifier) -> bool:
    """One notch of the wheel; whether the widget kept it, or Qt gives it to what is behind."""
    spot = QPointF(widget.rect().center())
    event = QWheelEvent(
        spot,
        widget.mapToGlobal(spot),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        modifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, event)
    return event.isAccepted()


def test_ctrl_and_the_wheel_zoom_and_the_wheel_alone_does_not(
    stage: Stage, actions: Actions, arrive: Callable[..., list[int]], qtbot: QtBot
) -> None:
    arrive(60)
    table = table_of(stage)
    qtbot.waitUntil(lambda: table.verticalScrollBar().maximum() > 0)
    table.verticalScrollBar().setValue(100)
    assert turn(table.viewport(), Qt.KeyboardModifier.NoModifier)
    assert not turn(table.viewport(), CTRL)
    turn(stage.window, Qt.KeyboardModifier.NoModifier)
    assert zoom_of(actions) == 100
    anew(stage, qtbot, lambda: turn(stage.window, CTRL))
    assert zoom_of(actions) == 110


def test_rows_are_comfortable_or_compact(stage: Stage, qtbot: QtBot) -> None:
    assert table_of(stage).verticalHeader().defaultSectionSize() == 31
    page = stage.window.page("settings")
    compact = next(one for one in page.findChildren(QPushButton) if one.text() == "Compact")
    anew(stage, qtbot, lambda: qtbot.mouseClick(compact, Qt.MouseButton.LeftButton))
    assert table_of(stage).verticalHeader().defaultSectionSize() == 24


def test_the_size_chosen_in_the_settings_is_that_of_the_next_start(
    stage: Stage, ask: Ask, bridge: Bridge, actions: Actions, dressed: QApplication, qtbot: QtBot
) -> None:
    page = stage.window.page("settings")
    assert isinstance(page, SettingsPage)
    box = page.looks.size_box
    box.setFocus()
    anew(stage, qtbot, lambda: QTest.keyClick(box, KEY.Key_Down))
    assert theme.zoom() == 1.1
    theme.measure(dressed, 1.0, is_compact=False)
    again = Stage(dressed, ask, bridge, actions)
    assert theme.zoom() == 1.1
    again.close()


def test_rows_of_figures_are_as_high_as_their_words_need(
    dressed: QApplication, qtbot: QtBot
) -> None:
    theme.measure(dressed, 2.0, is_compact=False)
    theme.apply(dressed, "light")
    try:
        for made in (charts_tables.table("Numbers"), FinalTimes()):
            qtbot.addWidget(made)
            assert made.verticalHeader().defaultSectionSize() == 62
    finally:
        theme.measure(dressed, 1.0, is_compact=False)
        theme.apply(dressed, "light")


@pytest.mark.parametrize(("zoom", "side"), [(0.8, 13), (1.0, 16), (2.0, 32)])
def test_the_icon_of_a_filter_is_as_large_as_its_words_need(
    dressed: QApplication, qtbot: QtBot, zoom: float, side: int
) -> None:
    theme.measure(dressed, zoom, is_compact=False)
    theme.apply(dressed, "light")
    try:
        field = FilterField()
        qtbot.addWidget(field)
        field.resize(600, field.sizeHint().height())
        field.show()
        qtbot.waitExposed(field)
        within = field.height() // 4  # of the frame
        before_text = field.cursorRect().center().x() - 2
        ground = (picture := field.grab().toImage()).pixelColor(within, within)
        inked = [
            x
            for x in range(within, before_text)
            if any(picture.pixelColor(x, y) != ground for y in range(within, 3 * within))
        ]
        # A funnel is drawn in twenty-two of its twenty-four parts.
        assert inked[-1] - inked[0] + 1 == pytest.approx(side * 22 / 24, abs=2)
    finally:
        theme.measure(dressed, 1.0, is_compact=False)
        theme.apply(dressed, "light")


@pytest.mark.parametrize("width", [1200, 420])
def test_a_long_message_is_whole_in_a_narrow_window(
    dressed: QApplication, qtbot: QtBot, width: int
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(width, 300)
    window.show()
    qtbot.waitExposed(window)
    said = (
        "Copied: Your deposit of 11,850.00 MXN with clave de rastreo 2026…774 "
        "was completed on 21 Nov 2026 at 20:44 (UTC−6)."
    )
    for words in (said, "Saved", said):
        toast.say(window, words)
        shown = window.findChild(toast.Toast)
        assert shown is not None
        assert window.rect().contains(shown.geometry())
        assert shown.height() >= shown.heightForWidth(shown.width())
        assert shown.wordWrap() or shown.width() >= shown.sizeHint().width()
        assert (shown.width() < width / 2) == (words == "Saved")


def test_the_steps_end() -> None:
    assert stepped(STEPS[-1], 1) == STEPS[-1]
    assert stepped(STEPS[0], -1) == STEPS[0]
    assert stepped(100, 1) == 110


@pytest.mark.parametrize(
    ("percent", "size"),
    [(80, QSize(1440, 900)), (150, QSize(1440, 900)), (200, QSize(1024, 700))],
)
def test_nothing_is_cut_off_at_another_size(
    stage: Stage,
    actions: Actions,
    arrive: Callable[..., list[int]],
    qtbot: QtBot,
    percent: int,
    size: QSize,
) -> None:
    arrive(5, status="FAILED")
    actions.remember("zoom", percent)
    stage.renew()
    stage.window.resize(size)
    found = {}
    for name in PAGES:
        stage.window.show_page(name)
        QApplication.processEvents()
        try:
            qtbot.waitUntil(lambda: not cut_off(stage.window), timeout=3_000)
        except QtBot.TimeoutError:
            found[name] = cut_off(stage.window)
    assert found == {}
    assert stage.window.size() == size


def test_nothing_is_cut_off_of_a_page_that_was_made_ahead(
    stage: Stage, arrive: Callable[..., list[int]], qtbot: QtBot
) -> None:
    arrive(5, status="FAILED")
    stage.window.resize(QSize(1440, 900))
    with qtbot.waitSignal(stage.window.stack.whole, timeout=60_000):
        stage.window.stack.make_rest()
    found = {}
    for name in PAGES:
        stage.window.show_page(name)
        QApplication.processEvents()
        try:
            qtbot.waitUntil(lambda: not cut_off(stage.window), timeout=3_000)
        except QtBot.TimeoutError:
            found[name] = cut_off(stage.window)
    assert found == {}


@pytest.mark.parametrize("url", ["", "https://hooks.of-a-rather-long-company-name.example.com"])
def test_the_receiver_stands_in_several_lines_where_one_has_no_room(
    stage: Stage, actions: Actions, qtbot: QtBot, url: str
) -> None:
    actions.remember("zoom", 200)
    stage.renew()
    stage.window.resize(QSize(1024, 700))
    stage.window.show_page("connections")
    (bar,) = stage.window.findChildren(ReceiverBar)
    bar.show_state(actions.receiver_state(), url)
    (area,) = (one for one in stage.window.page("connections").findChildren(QScrollArea))
    qtbot.waitUntil(lambda: area.horizontalScrollBar().maximum() == 0)
    qtbot.waitUntil(lambda: not cut_off(bar))
    pill, button = bar.findChildren(Pill)[0], bar._button
    assert button.mapTo(bar, QPoint()).y() > pill.mapTo(bar, QPoint()).y() + pill.height()
    stage.window.resize(QSize(2600, 900))
    qtbot.waitUntil(
        lambda: abs(button.mapTo(bar, QPoint()).y() - pill.mapTo(bar, QPoint()).y()) < 30
    )


def test_a_small_window_scrolls_to_the_inspector(
    stage: Stage, actions: Actions, arrive: Callable[..., list[int]], qtbot: QtBot
) -> None:
    arrive(5)
    actions.remember("zoom", 200)
    stage.renew()
    stage.window.resize(QSize(1024, 700))
    table = table_of(stage)
    qtbot.waitUntil(lambda: table.model().rowCount() == 5)
    table.choose(1)
    inspector = stage.window.page("feed").listing.inspector  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: inspector.found() is not None)
    assert inspector.height() >= theme.px(230)
    assert inspector.visibleRegion().boundingRect().height() < inspector.height()
    table.setFocus()
    QTest.keyClick(table, KEY.Key_Return)
    qtbot.waitUntil(lambda: inspector.tabs.tabBar().visibleRegion().boundingRect().height() > 0)
