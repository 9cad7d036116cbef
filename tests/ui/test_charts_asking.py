"""Each chart asks for its own figures: in view first, withdrawn by the next key, drawn when new."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel, QScrollArea
from pytestqt.qtbot import QtBot

from app.core.changes import ChangeSet
from app.store.reader import Reader
from app.ui.ask import Ask
from app.ui.bridge import Bridge
from app.ui.making import whole
from app.ui.pages.charts import _TOGETHER as _MOST_AT_ONCE
from app.ui.pages.charts import ChartsPage
from app.ui.widgets.charts_asking import Inquiry
from app.ui.widgets.charts_frame import ChartPanel
from app.ui.widgets.charts_panels import BarsPanel, TimePanel
from app.ui.widgets.charts_questions import ANSWERS, ARRIVALS, PARTS, REJECTIONS, Found, Part
from app.ui.widgets.charts_sheet import ChartsSheet
from app.ui.widgets.parts import label

if TYPE_CHECKING:
    from tests.ui.conftest import Kept

Come = list[Found[Any]]


@pytest.fixture
def page(ask: Ask, bridge: Bridge, kept: Kept, qtbot: QtBot) -> ChartsPage:
    """Three failed payments two hours ago and one complete now, looked at in a chart of a day."""
    now = datetime.now(UTC)
    for number in range(3):
        kept.issuance(number, "FAILED", at=now - timedelta(hours=2))
    kept.issuance(9, "COMPLETE", at=now)
    kept.project()
    made = whole(ChartsPage(ask, bridge))
    qtbot.addWidget(made)
    made.resize(1240, 440)
    made.choose_range("24h")
    made.show()
    qtbot.waitUntil(made.is_whole)
    return made


@pytest.fixture
def come(page: ChartsPage) -> Come:
    """The answers from now on, in the order in which they come."""
    found: Come = []
    page._inquiry.found.connect(found.extend)
    return found


@contextmanager
def held_up(ask: Ask) -> Iterator[None]:
    """The store is slow for a while."""
    goes_on = threading.Event()
    for _ in range(2):  # as many as answer at once
        ask.ask(lambda reader: goes_on.wait(60), lambda _: None, at_once=True)
    try:
        yield
    finally:
        goes_on.set()


def words(page: ChartsPage) -> list[str]:
    return [one.text() for one in page.findChildren(QLabel) if one.isVisible()]


def drawn(monkeypatch: pytest.MonkeyPatch, panel: type[ChartPanel[Any]]) -> list[Found[Any]]:
    """What a panel draws from now on."""
    found: list[Found[Any]] = []
    usual = panel.draw

    def noted(self: ChartPanel[Any], one: Found[Any]) -> None:
        found.append(one)
        usual(self, one)

    monkeypatch.setattr(panel, "draw", noted)
    return found


def test_what_is_in_view_is_asked_first(
    page: ChartsPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Part[Any]] = []
    usual = Inquiry._put

    def noted(self: Inquiry, part: Part[Any], *given: Any) -> None:
        asked.append(part)
        usual(self, part, *given)

    monkeypatch.setattr(Inquiry, "_put", noted)
    page.reload()
    assert asked == list(PARTS)
    asked.clear()
    bar = page.findChildren(QScrollArea)[0].verticalScrollBar()
    bar.setValue(bar.maximum())
    page.reload()
    assert asked[:2] == [ANSWERS, REJECTIONS]
    assert set(asked) == set(PARTS)
    qtbot.waitUntil(page.is_whole)


def test_the_next_key_withdraws_what_is_under_way(
    page: ChartsPage, come: Come, ask: Ask, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    usual: Callable[..., Any] = Reader.time_to_final

    def noted(*given: Any, **how: Any) -> Any:
        asked.append(given)
        return usual(*given, **how)

    monkeypatch.setattr(Reader, "time_to_final", noted)
    with held_up(ask):
        for text in ("s", "status:failed", "status:complete"):
            page.set_filter(text)
    qtbot.waitUntil(page.is_whole)
    assert len(asked) == 1, "the store is not even asked for the others"
    assert len(come) == len(PARTS)
    assert {str(one.wanted.query.groups[0][0].text) for one in come} == {"status:complete"}
    assert "1 of 1 final" in words(page)


def test_old_figures_stand_until_the_new_ones_come_and_say_so_after_a_while(
    page: ChartsPage, ask: Ask, qtbot: QtBot
) -> None:
    with held_up(ask):
        page.set_filter("status:failed")
        assert "1 of 4 final" in words(page)
        assert "Counting…" not in words(page)
        qtbot.waitUntil(lambda: "Counting…" in words(page))
        assert "25.0 %" in words(page)
        assert not page.is_answered()
    qtbot.waitUntil(page.is_whole)
    assert "0 of 3 final" in words(page)
    assert "Counting…" not in words(page)
    assert page.is_answered()


def test_what_is_seen_is_drawn_at_one_go(page: ChartsPage, qtbot: QtBot) -> None:
    handed: list[list[Found[Any]]] = []
    page._inquiry.found.connect(handed.append)
    page._inquiry._gathering.setInterval(60_000)
    page.set_filter("status:failed")
    qtbot.waitUntil(page.is_answered)
    assert {one.part for one in handed[0]} >= set(filter(page._sheet.shows, PARTS))


def test_no_turn_draws_much_of_it(
    page: ChartsPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another span changes each panel: to draw and paint all of them keeps a key waiting."""
    turns: list[int] = [0]
    usual = ChartsSheet.show_found

    def noted(self: ChartsSheet, found: Found[Any]) -> None:
        turns[-1] += 1
        time.sleep(_MOST_AT_ONCE)
        usual(self, found)

    monkeypatch.setattr(ChartsSheet, "show_found", noted)
    others = QTimer(page, interval=0)
    others.timeout.connect(lambda: turns.append(0))
    others.start()
    page.choose_range("1h")
    qtbot.waitUntil(page.is_whole)
    assert sum(turns) >= len(PARTS)
    assert max(turns) == 1


def test_a_part_that_takes_its_time_holds_up_no_other(
    page: ChartsPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    goes_on = threading.Event()
    usual: Callable[..., Any] = Reader.time_to_final

    def slow(*given: Any, **how: Any) -> Any:
        goes_on.wait(60)
        return usual(*given, **how)

    monkeypatch.setattr(Reader, "time_to_final", slow)
    try:
        page.set_filter("status:failed")
        qtbot.waitUntil(lambda: "0 of 3 final" in words(page))
        assert not page.is_answered()
    finally:
        goes_on.set()
    qtbot.waitUntil(page.is_answered)


def test_news_that_change_nothing_draw_nothing(
    page: ChartsPage,
    kept: Kept,
    bridge: Bridge,
    come: Come,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found = drawn(monkeypatch, BarsPanel)
    bridge.notify(ChangeSet(deliveries=1, projected=True))
    qtbot.waitUntil(lambda: len(come) == len(PARTS))
    assert found == []
    kept.issuance(10, "COMPLETE", at=datetime.now(UTC))
    bridge.notify(kept.project())
    qtbot.waitUntil(lambda: len(found) == 1)


def test_what_is_said_otherwise_is_drawn_although_its_figures_are_the_same(
    page: ChartsPage, bridge: Bridge, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = drawn(monkeypatch, TimePanel)
    bridge.display.toggle_utc()
    qtbot.waitUntil(lambda: len(found) == 1)


def test_marking_a_time_leaves_the_chart_it_is_marked_in(
    page: ChartsPage, come: Come, qtbot: QtBot
) -> None:
    now = datetime.now(UTC)
    page.mark((now - timedelta(hours=3), now - timedelta(hours=1)))
    qtbot.waitUntil(lambda: "0 of 3 final" in words(page))
    qtbot.waitUntil(page.is_whole)
    assert {one.part for one in come} == {*PARTS} - {ARRIVALS}


def test_a_filter_moves_nothing(page: ChartsPage, qtbot: QtBot) -> None:
    """Not even where it says more or less than before: nobody loses their place."""
    page.set_filter("amount>1 rail:spei")  # what charts do not know is said in a line of its own
    qtbot.waitUntil(page.is_whole)
    panels = page.findChildren(ChartPanel)
    places = [panel.geometry() for panel in panels]
    for text in ("provider:bitso", "", "amount>1", "status:failed"):
        page.set_filter(text)
        qtbot.waitUntil(page.is_whole)
        assert [panel.geometry() for panel in panels] == places, text


def test_a_page_that_comes_back_stands_as_it_stood(page: ChartsPage) -> None:
    """Nothing is laid out anew for it: its scroll bar was only hidden with it."""
    panels = page.findChildren(ChartPanel)
    places = [panel.geometry() for panel in panels]
    page.hide()
    page.show()
    assert [panel.geometry() for panel in panels] == places


def test_a_page_of_another_width_cuts_no_chart(page: ChartsPage, qtbot: QtBot) -> None:
    """Although no answer comes after it, at which charts take the room that they need."""
    panel = page.findChildren(BarsPanel)[0]
    layout = panel.layout()
    assert layout is not None
    long = label("many words " * 400, wrap=True)
    panel.body.addWidget(long)
    qtbot.waitUntil(long.isVisible)
    width = panel.width()
    page.resize(1100, 440)
    qtbot.waitUntil(lambda: panel.width() < width)
    qtbot.waitUntil(lambda: panel.height() >= layout.totalHeightForWidth(panel.width()))
    assert panel.minimumHeight() >= layout.totalHeightForWidth(panel.width())
