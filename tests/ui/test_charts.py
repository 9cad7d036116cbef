"""The charts: exact figures, one question a second, and everything reachable without a mouse."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QDate, QPoint, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QPushButton,
    QTableWidget,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.core.changes import ChangeSet
from app.core.delivery import AddressCheck
from app.core.query import parse_filter
from app.providers import PROVIDERS
from app.store.figure_rows import (
    AckStep,
    Arrived,
    FinalTimeRow,
    FlightRow,
    RejectionRow,
    StatusCount,
)
from app.ui import language
from app.ui.ask import Ask
from app.ui.bridge import Bridge
from app.ui.making import whole
from app.ui.pages.charts import ChartsPage
from app.ui.pages.feed import FeedPage
from app.ui.pages.transactions import TransactionsPage
from app.ui.widgets import charts_data
from app.ui.widgets.card import FigureCard
from app.ui.widgets.charts_bars import StatusBars
from app.ui.widgets.charts_columns import Columns
from app.ui.widgets.charts_data import Answers, Bar, Flight
from app.ui.widgets.charts_figures import Figures
from app.ui.widgets.charts_lists import BarRow, BarRows
from app.ui.widgets.charts_more import cause_words
from app.ui.widgets.charts_questions import (
    ANSWERS,
    FINALS,
    FLIGHTS,
    PARTS,
    STATES,
    Arrivals,
    Found,
    Wanted,
)
from app.ui.widgets.charts_range import DaysSheet
from app.ui.widgets.charts_rows import FinalTimes
from app.ui.widgets.charts_saving import save_picture
from app.ui.widgets.charts_spans import RANGES, between, looking_back
from app.ui.widgets.charts_textures import PATTERNS, paint_texture
from app.ui.widgets.charts_time import TimeChart
from app.ui.widgets.parts import ElidedLabel
from tests.ui.cutting import cut_off

if TYPE_CHECKING:
    from app.ui.window import MainWindow
    from tests.ui.conftest import Kept

NOW = datetime(2026, 11, 21, 15, 7, 30, tzinfo=UTC)
Arrive = Callable[..., list[int]]
SAMPLES = Path(__file__).parents[1] / "samples"


@pytest.fixture
def page(ask: Ask, bridge: Bridge, qtbot: QtBot) -> ChartsPage:
    made = whole(ChartsPage(ask, bridge))
    qtbot.addWidget(made)
    made.resize(1240, 820)
    return made


def cells(table: QTableWidget, row: int) -> list[str]:
    items = (table.item(row, column) for column in range(table.columnCount()))
    return [item.text() for item in items if item is not None]


def words(page: ChartsPage) -> str:
    return "\n".join(one.text() for one in page.findChildren(QLabel) if one.isVisible())


def button_of(page: QWidget, text: str) -> QPushButton:
    return next(one for one in page.findChildren(QPushButton) if one.text().strip() == text)


def tool_of(page: QWidget, name: str) -> QToolButton:
    return next(one for one in page.findChildren(QToolButton) if one.accessibleName() == name)


def bars_of(page: ChartsPage) -> StatusBars:
    return page.findChildren(StatusBars)[0]


# --- figures without a window ---------------------------------------------------------------------


ZONE = ZoneInfo("America/Mexico_City")


def test_a_span_ends_with_the_column_that_now_is_in() -> None:
    span = looking_back("24h", NOW, ZONE)
    assert span.until == datetime(2026, 11, 21, 15, 15, tzinfo=UTC)
    assert span.until - span.since == timedelta(hours=24)
    assert span.columns == 96


@pytest.mark.parametrize("name", ["30d", "90d", "1y"])
def test_days_end_at_midnight_in_the_zone(name: str) -> None:
    span = looking_back(name, NOW, ZONE)
    if span.width >= timedelta(days=1):
        assert span.until.astimezone(ZONE) == datetime(2026, 11, 22, tzinfo=ZONE)
    assert int(span.since.timestamp()) % 21_600 == int(span.until.timestamp()) % 21_600 == 0


@given(
    st.dates(date(2020, 1, 1), date(2030, 1, 1)),
    st.integers(-800, 800),
    st.sampled_from(["UTC", "America/Mexico_City", "Asia/Kathmandu", "America/Cancun"]),
)
def test_days_of_ones_own_are_all_within(first: date, days: int, zone: str) -> None:
    last = first + timedelta(days=days)
    span = between(first, last, ZoneInfo(zone))
    early, late = sorted((first, last))
    assert span.since <= datetime.combine(early, time(), ZoneInfo(zone))
    assert span.until >= datetime.combine(late + timedelta(days=1), time(), ZoneInfo(zone))
    assert 1 <= span.columns <= 125
    assert span.since.timestamp() % 21_600 == 0


@pytest.mark.parametrize("name", RANGES)
def test_every_column_is_there_even_when_nothing_arrived(name: str) -> None:
    span = looking_back(name, NOW, ZONE)
    counts = [0] * span.columns
    counts[3] = 7
    some = Arrived("juno", "complete", tuple(counts)), Arrived("bitso", "complete", tuple(counts))
    found = Arrivals(some, span.columns)
    assert found.totals[:5] == [0, 0, 0, 14, 0]
    assert found.by(lambda part: part.provider) == {"juno": counts, "bitso": counts}
    assert found.by(lambda part: part.status) == {"complete": found.totals}
    assert len(Arrivals((), span.columns).totals) == span.columns


def test_our_answers_are_counted_against_both_limits() -> None:
    steps = [AckStep(*pair) for pair in ((0.4, 1), (3, 5), (1_900, 2), (2_000, 3), (5_000, 4))]
    found = charts_data.answers(steps)
    assert (found.count, found.p50, found.p99, found.worst) == (15, 1_900, 5_000, 5_000)
    assert (found.over(2_000), found.over(5_000)) == (7, 4)
    assert sum(one.count for one in found.columns) == 15
    assert charts_data.answers([]).count == 0


def test_bars_keep_the_order_of_providers_and_of_statuses() -> None:
    found = charts_data.bars(
        [
            StatusCount("bitso", "failed", 1),
            StatusCount("juno", "failed", 2),
            StatusCount("juno", "complete", 5),
            StatusCount("bitso", "a new word", 3),
            StatusCount("yuno", "complete", 0),
        ]
    )
    assert [bar.provider for bar in found] == ["juno", "bitso"]
    assert found[0].segments == (("complete", 5), ("failed", 2))
    assert found[1].segments == (("failed", 1), ("a new word", 3))


def test_money_is_added_to_the_last_digit_and_never_across_assets() -> None:
    huge = "123456789012345678901234567890.000000000000000001"
    found = charts_data.flights(
        [
            FlightRow("juno", "MXN", "under 1 min", huge, 1),
            FlightRow("bitso", "MXN", "under 1 min", "0.000000000000000001", 2),
            FlightRow("bitso", "MXN", "over 1 h", "1", 1),
            FlightRow("yuno", "USD", "over 1 h", "5.10", 1),
        ]
    )
    assert list(found) == ["MXN", "USD"]
    assert found["MXN"][0].amount == "123456789012345678901234567890.000000000000000002"
    assert [row.count for row in found["MXN"]] == [3, 0, 0, 1]
    assert charts_data.total(found["USD"]) == ("5.10", 1)


def test_a_sum_has_no_zeros_behind_the_cents() -> None:
    rows = [FlightRow("juno", "MXN", "over 1 h", text, 1) for text in ("28700.000000", "0.25")]
    assert charts_data.flights(rows)["MXN"][3].amount == "28700.25"
    assert charts_data.flights(rows[:1])["MXN"][3].amount == "28700.00"
    xrp = charts_data.flights([FlightRow("bitso", "XRP", "over 1 h", "0.1234567800", 1)])
    assert xrp["XRP"][3].amount == "0.12345678"
    jpy = charts_data.flights([FlightRow("yuno", "JPY", "over 1 h", "100", 1)])
    assert jpy["JPY"][3].amount == "100"


@pytest.mark.parametrize(
    ("age", "name"),
    [(timedelta(minutes=2), "1h"), (timedelta(minutes=40), "1h"), (timedelta(hours=5), "24h")],
)
def test_a_new_store_is_shown_by_the_range_that_fits_it(age: timedelta, name: str) -> None:
    span = looking_back("24h", NOW, ZONE)
    totals = [0] * span.columns
    totals[span.place(NOW - age)] = 1
    assert charts_data.fitting(totals, span) == name


# --- the page -------------------------------------------------------------------------------------


def offered(page: ChartsPage) -> dict[str, QPushButton]:
    return {one.text(): one for one in page._empty.findChildren(QPushButton) if one.isVisible()}


def test_an_empty_store_says_so_and_offers_the_first_steps(page: ChartsPage, qtbot: QtBot) -> None:
    page.show()
    qtbot.waitUntil(lambda: "Nothing has arrived yet" in words(page))
    assert list(offered(page)) == ["Connect a provider"]
    with qtbot.waitSignal(page.open_page) as asked:
        offered(page)["Connect a provider"].click()
    assert asked.args == ["first-steps"]


def test_where_nothing_arrived_lately_it_offers_to_look_back(
    page: ChartsPage, kept: Kept, qtbot: QtBot
) -> None:
    kept.issuance(1, at=NOW - timedelta(days=90))
    kept.project()
    page.show()
    qtbot.waitUntil(lambda: "Nothing arrived in this span of time" in words(page))
    assert list(offered(page)) == ["Look back a year"]
    offered(page)["Look back a year"].click()
    qtbot.waitUntil(lambda: not offered(page))
    assert page._stack.currentWidget() is page._content


def test_the_pointer_is_told_the_zone_on_the_axis_too(
    page: ChartsPage, two_times: TimeChart
) -> None:
    column, axis = two_times._tip(0), two_times._tip(-1)
    assert column.splitlines()[-1] == axis == "CDMX · UTC−6"
    assert "in all" in column


def test_the_figures_of_a_store(page: ChartsPage, arrive: Arrive, qtbot: QtBot) -> None:
    arrive(3)
    arrive(1, first=10, status="FAILED")
    arrive(2, first=20, status="PENDING")
    page.show()
    qtbot.waitUntil(lambda: "75.0 %" in words(page) and page.is_whole())
    shown = words(page)
    assert "3 of 4 final" in shown
    assert "200.00" in shown
    assert "2 transactions" in shown
    assert "Deliveries per minute" in shown  # a new store is shown by minutes
    assert "Juno: Complete 3, Pending 2, Failed 1" in bars_of(page).accessibleDescription()


def test_a_chosen_range_is_left_alone(page: ChartsPage, arrive: Arrive, qtbot: QtBot) -> None:
    arrive(1)
    page.choose_range("7d")
    page.show()
    qtbot.waitUntil(lambda: "Deliveries per 2 hours" in words(page))


def test_what_arrives_shows_by_itself(page: ChartsPage, arrive: Arrive, qtbot: QtBot) -> None:
    arrive(1)
    page.show()
    qtbot.waitUntil(lambda: "1 of 1 final" in words(page))
    arrive(1, first=5)
    qtbot.waitUntil(lambda: "2 of 2 final" in words(page))


def test_the_store_is_asked_at_most_once_a_second(
    page: ChartsPage, bridge: Bridge, ask: Ask, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    real = Ask.ask

    def noted(*given: Any, **how: Any) -> None:
        asked.append(given)
        real(*given, **how)

    monkeypatch.setattr(Ask, "ask", noted)
    page.show()
    assert len(asked) == len(PARTS)
    for _ in range(10):
        bridge.notify(ChangeSet(deliveries=1))
        qtbot.wait(30)
    assert len(asked) == len(PARTS)
    page.hide()
    qtbot.wait(1_100)
    assert len(asked) == len(PARTS)


def test_a_click_on_a_bar_asks_for_the_list_behind_it(
    page: ChartsPage, arrive: Arrive, qtbot: QtBot
) -> None:
    arrive(2)
    arrive(2, first=10, status="FAILED")
    page.show()
    qtbot.waitUntil(lambda: len(list(bars_of(page).segments())) == 2)
    bars = bars_of(page)
    failed = next(part for part in bars.segments() if part.status == "failed")
    spot = QPoint(round(failed.left + failed.width / 2), 15)
    with qtbot.waitSignal(page.filter_asked) as asked:
        QTest.mouseClick(bars, Qt.MouseButton.LeftButton, pos=spot)
    page_name, text = asked.args
    assert page_name == "transactions"
    assert text.startswith("provider:juno status:failed counted:yes ")


def test_the_list_behind_a_figure_shows_just_that(
    window: MainWindow, arrive: Arrive, qtbot: QtBot
) -> None:
    arrive(3)
    arrive(2, first=10, status="FAILED")
    charts = window.page("charts")
    assert isinstance(charts, ChartsPage)
    qtbot.waitUntil(lambda: "3 of 5 final" in words(charts))
    bars_of(charts).chosen.emit("juno", "failed")
    shown = window.page("transactions")
    assert isinstance(shown, TransactionsPage)
    assert shown.isVisible()
    assert shown.listing.filters.text().startswith("provider:juno status:failed counted:yes ")
    qtbot.waitUntil(lambda: shown.model.count() == 2)
    charts.filter_asked.emit("feed", "provider:juno status:complete")
    feed = window.page("feed")
    assert isinstance(feed, FeedPage)
    assert feed.listing.filters.text() == "provider:juno status:complete"
    qtbot.waitUntil(lambda: feed.model.rowCount() == 3)


def test_bars_are_reached_by_keyboard(page: ChartsPage, arrive: Arrive, qtbot: QtBot) -> None:
    arrive(2)
    arrive(1, first=10, status="FAILED")
    page.show()
    qtbot.waitUntil(lambda: len(list(bars_of(page).segments())) == 2)
    bars = bars_of(page)
    QTest.keyClick(bars, Qt.Key.Key_Right)
    QTest.keyClick(bars, Qt.Key.Key_Right)
    with qtbot.waitSignal(page.filter_asked) as asked:
        QTest.keyClick(bars, Qt.Key.Key_Return)
    page_name, text = asked.args
    assert page_name == "transactions"
    assert text.startswith("provider:juno status:failed counted:yes ")


def test_one_failure_among_thousands_is_still_seen(qtbot: QtBot) -> None:
    bars = StatusBars()
    qtbot.addWidget(bars)
    bars.resize(500, 60)
    bars.show_bars(
        charts_data.bars(
            [StatusCount("juno", "complete", 90_000), StatusCount("juno", "failed", 1)]
        )
    )
    assert min(part.width for part in bars.segments()) >= 4


def test_every_chart_is_also_a_table_and_its_figures_are_those_of_the_deliveries(
    page: ChartsPage, arrive: Arrive, kept: Kept, qtbot: QtBot
) -> None:
    arrive(2)
    arrive(1, first=5, status="PENDING")
    kept.deliver(b"{}", "bitso", address=AddressCheck.REFUSED)
    kept.writer.run(lambda facts: None).result(10)  # our answer to it is noted by then
    kept.project()
    page.show()
    qtbot.waitUntil(lambda: "2 of 2 final" in words(page) and page.is_whole())
    button_of(page, "Show as table").click()
    tables = {one.accessibleName(): one for one in page.findChildren(QTableWidget)}
    assert cells(tables["Status by provider"], 0) == ["Juno", "2", "1", "3"]
    assert cells(tables["Deliveries over time"], 0)[-1] == "4"
    finals = [one for one in tables.values() if one.columnCount() == 5 and one.isVisible()]
    assert cells(finals[0], 0)[:3] == ["Juno · SPEI", "2", "50 s"]
    assert cells(tables["In flight by age"], 0)[1:] == ["100.00", "MXN", "1"]
    answers = tables["Our own answers"]
    assert sum(int(cells(answers, row)[-1]) for row in range(answers.rowCount())) == 4
    assert cells(tables["Rejections by cause"], 0)[0] == (
        "Bitso · The source address … is not one of the provider's"
    )
    assert all(table.isVisible() for table in tables.values() if table.rowCount())


def test_causes_are_said_in_the_language_of_the_window(qapp: QApplication) -> None:
    row = RejectionRow("bitso", "The source address … is not one of the provider's", 1)
    try:
        assert language.install(qapp, "es") == "es"
        assert "The source" not in cause_words(row)
        assert cause_words(RejectionRow("juno", "quarantined", 1)) == "Juno · Cuarentena"
    finally:
        language.install(qapp, "en")
    assert cause_words(row) == f"Bitso · {row.cause}"


@pytest.mark.parametrize("spoken", ["en", "es"])
def test_figures_are_named_and_remarked_whole_in_a_small_window(
    dressed: QApplication, qtbot: QtBot, spoken: str
) -> None:
    wanted = Wanted(looking_back("30d", NOW, UTC))
    flights = {
        asset: [Flight(asset, "under 1 min", "386112.98", 8, 1.0)] for asset in ("MXN", "USD")
    }
    states = [Bar("juno", (("complete", 653), ("failed", 74), ("refunded", 7)))]
    finals = [FinalTimeRow("bitso", "SPEI", 199, 12, 5_520, 7_000)]
    answers = Answers((), 2_517, 3.0, 8.0, 14.0)
    language.install(dressed, spoken)
    try:
        shown = Figures()
        qtbot.addWidget(shown)
        shown.resize(932, 120)  # of a window of 1,024
        shown.show()
        qtbot.waitExposed(shown)
        bare = shown.sizeHint().height()
        for part, figures in (
            (FLIGHTS, flights),
            (STATES, states),
            (FINALS, finals),
            (ANSWERS, answers),
        ):
            shown.show_found(Found(part, wanted, figures))
        qtbot.waitUntil(lambda: not cut_off(shown))
        assert shown.columns() == 5
        named = [one for one in shown.findChildren(ElidedLabel) if one.whole()]
        assert len(named) == 5
        assert [one.text() for one in named] == [one.whole() for one in named]
        tops = {card._figure.mapTo(shown, QPoint()).y() for card in shown.findChildren(FigureCard)}
        assert len(tops) == 1, "however many lines are below them"
        high = shown.sizeHint().height()
        shown.say_renewing(FLIGHTS)
        QApplication.processEvents()
        assert shown.sizeHint().height() == high, "and what is below them stays where it is"
        assert high == bare, "also where remarks are shorter"
    finally:
        language.install(dressed, "en")


def test_one_chart_is_shown_as_a_table_by_keyboard(
    page: ChartsPage, arrive: Arrive, qtbot: QtBot
) -> None:
    arrive(1)
    page.show()
    qtbot.waitUntil(lambda: "1 of 1 final" in words(page))
    tool = tool_of(page, "Show as table: Status by provider")
    tool.setFocus()
    QTest.keyClick(tool, Qt.Key.Key_Space)
    tables = {one.accessibleName(): one for one in page.findChildren(QTableWidget)}
    assert tables["Status by provider"].isVisible()
    assert not tables["Deliveries over time"].isVisible()


def chart_of(page: ChartsPage) -> TimeChart:
    return page.findChildren(TimeChart)[0]


@pytest.fixture
def two_times(page: ChartsPage, kept: Kept, bridge: Bridge, qtbot: QtBot) -> TimeChart:
    """Three deliveries two hours ago and one now, in a chart of a day."""
    now = datetime.now(UTC)
    for number in range(3):
        kept.issuance(number, "FAILED", at=now - timedelta(hours=2))
    kept.issuance(9, "COMPLETE", at=now)
    bridge.notify(kept.project())
    page.choose_range("24h")
    page.show()
    qtbot.waitUntil(lambda: "1 of 4 final" in words(page) and bool(chart_of(page)._totals))
    return chart_of(page)


def test_the_pointer_has_only_the_columns_beside_it_painted(
    two_times: TimeChart, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A hand moves it sixty times a second, and there may be three hundred columns."""
    qtbot.wait(50)  # all is painted
    painted: list[slice] = []
    usual = Columns._seen

    def noted(self: Columns, exposed: QRectF, left: float, each: float) -> slice:
        painted.append(usual(self, exposed, left, each))
        return painted[-1]

    monkeypatch.setattr(Columns, "_seen", noted)
    QTest.mouseMove(two_times, two_times.column_centre(40).toPoint())
    qtbot.waitUntil(lambda: bool(painted))
    assert painted[0].start <= 40 < painted[0].stop
    painted.clear()
    QTest.mouseMove(two_times, two_times.column_centre(41).toPoint())
    qtbot.waitUntil(lambda: bool(painted))
    assert sum(one.stop - one.start for one in painted) <= 12
    painted.clear()
    two_times.repaint()
    two_times._redraw()
    qtbot.waitUntil(lambda: slice(0, 96) in painted)


def test_the_pointer_has_only_the_bar_below_it_painted(
    page: ChartsPage, kept: Kept, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept.issuance(1, "COMPLETE")
    kept.issuance(2, "FAILED")
    kept.deliver((SAMPLES / "bitso" / "funding-complete.json").read_bytes(), "bitso")
    kept.project()
    page.show()
    qtbot.waitUntil(page.is_whole)
    bars = bars_of(page)
    assert {one.provider for one in bars.segments()} == {"juno", "bitso"}
    qtbot.wait(50)
    painted: list[str] = []
    usual = StatusBars._paint_bar

    def noted(self: StatusBars, painter: QPainter, parts: Any, top: float) -> None:
        painted.append(parts[0].provider)
        usual(self, painter, parts, top)

    monkeypatch.setattr(StatusBars, "_paint_bar", noted)
    part = next(one for one in bars.segments() if one.provider == "juno")
    spot = bars._rect(part, bars._top(part.row)).center().toPoint()
    QTest.mouseMove(bars, spot)
    qtbot.waitUntil(lambda: bool(painted))
    assert set(painted) == {"juno"}
    painted.clear()
    for step in range(1, 6):
        QTest.mouseMove(bars, spot + QPoint(step, 0))
        qtbot.wait(20)
    assert not painted, "it is the same part still"


def test_a_drag_narrows_every_figure_and_esc_widens_them(
    page: ChartsPage, two_times: TimeChart, qtbot: QtBot
) -> None:
    left = two_times.column_centre(84).toPoint()
    right = two_times.column_centre(92).toPoint()
    QTest.mousePress(two_times, Qt.MouseButton.LeftButton, pos=left)
    QTest.mouseMove(two_times, (left + right) / 2)
    QTest.mouseMove(two_times, right)
    QTest.mouseRelease(two_times, Qt.MouseButton.LeftButton, pos=right)
    qtbot.waitUntil(lambda: "0 of 3 final" in words(page))
    assert "Juno: Failed 3" in bars_of(page).accessibleDescription()
    with qtbot.waitSignal(page.filter_asked) as asked:
        bars_of(page).chosen.emit("juno", "failed")
    since, until = (re.split("<|>=", word)[1] for word in asked.args[1].split()[3:])
    assert datetime.fromisoformat(until) - datetime.fromisoformat(since) == timedelta(minutes=135)
    QTest.keyClick(two_times, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: "1 of 4 final" in words(page))


def test_another_range_lets_go_of_what_was_marked(
    page: ChartsPage, two_times: TimeChart, qtbot: QtBot
) -> None:
    page.mark((datetime.now(UTC) - timedelta(hours=3), datetime.now(UTC) - timedelta(hours=1)))
    qtbot.waitUntil(lambda: "0 of 3 final" in words(page))
    assert any(one.text().strip().startswith("Only ") for one in visible_buttons(page))
    page.choose_range("7d")
    qtbot.waitUntil(lambda: "1 of 4 final" in words(page))
    assert not any(one.text().strip().startswith("Only ") for one in visible_buttons(page))


def visible_buttons(page: QWidget) -> list[QPushButton]:
    return [one for one in page.findChildren(QPushButton) if one.isVisible()]


def test_time_is_marked_by_keyboard(page: ChartsPage, two_times: TimeChart, qtbot: QtBot) -> None:
    two_times.setFocus()
    QTest.keyClick(two_times, Qt.Key.Key_End)
    QTest.keyClick(two_times, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: "1 of 1 final" in words(page))
    page.escape()
    qtbot.waitUntil(lambda: "1 of 4 final" in words(page))


def test_a_click_on_a_column_asks_for_its_deliveries(
    page: ChartsPage, two_times: TimeChart, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(page.filter_asked) as asked:
        spot = two_times.column_centre(95).toPoint()
        QTest.mouseClick(two_times, Qt.MouseButton.LeftButton, pos=spot)
    name, text = asked.args
    assert name == "feed"
    query = parse_filter(text, frozenset(PROVIDERS))
    assert [term.field for term in query.groups[0]] == ["counted", "arrived", "arrived"]


def test_columns_by_status_and_their_words(
    page: ChartsPage, two_times: TimeChart, qtbot: QtBot
) -> None:
    button_of(page, "Status").click()
    two_times.setFocus()
    QTest.keyClick(two_times, Qt.Key.Key_End)
    assert "1 in all (Complete 1)" in words(page)


def test_days_of_ones_own(page: ChartsPage, two_times: TimeChart, qtbot: QtBot) -> None:
    button_of(page, "From–to…").click()
    sheet = page.findChildren(DaysSheet)[0]
    sheet.first.setDate(QDate(2020, 1, 1))
    sheet.last.setDate(QDate(2020, 1, 3))
    button_of(sheet, "Show these days").click()
    qtbot.waitUntil(lambda: "Nothing arrived in this span of time" in words(page))


def test_a_filter_narrows_what_it_can_and_says_what_it_cannot(
    page: ChartsPage, two_times: TimeChart, qtbot: QtBot
) -> None:
    page.set_filter("status:failed")
    qtbot.waitUntil(lambda: "0 of 3 final" in words(page))
    assert "Not narrowed by status:failed: this is counted without it." in words(page)
    page.set_filter("colour:red")
    assert "cannot be understood at “colour:red”" in words(page)
    assert "0 of 3 final" in words(page)  # the last result stays
    page.escape()
    qtbot.waitUntil(lambda: "1 of 4 final" in words(page))


def test_pictures_are_saved_and_copied_and_not_blank(
    page: ChartsPage, two_times: TimeChart, ask: Ask, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "charts.png"
    save_picture(page, ask, page._sheet, str(file))
    qtbot.waitUntil(lambda: file.exists() and not QImage(str(file)).isNull())
    assert colours(QImage(str(file))) > 20
    tool_of(page, "Copy as a picture: Status by provider").click()
    copied = QGuiApplication.clipboard().image()
    assert colours(copied) > 5
    assert copied.width() < QImage(str(file)).width()


def colours(image: QImage) -> int:
    spots = ((x, y) for x in range(0, image.width(), 3) for y in range(0, image.height(), 3))
    return len({image.pixel(x, y) for x, y in spots})


def test_a_picture_that_cannot_be_saved_is_said(
    page: ChartsPage, two_times: TimeChart, ask: Ask, qtbot: QtBot, tmp_path: Path
) -> None:
    save_picture(page, ask, page._sheet, str(tmp_path / "nowhere" / "charts.png"))
    qtbot.waitUntil(lambda: "could not be written" in words(page))


# --- its parts ------------------------------------------------------------------------------------


def test_times_to_final_are_a_table_that_grows_and_shrinks(qtbot: QtBot) -> None:
    table = FinalTimes()
    qtbot.addWidget(table)
    rows = [
        FinalTimeRow("juno", "SPEI", 1204, 40, 180, 540),
        FinalTimeRow("yuno", "ACH\u202e", 240, 21_600, 79_200, 172_800),
    ]
    table.show_rows(rows)
    assert cells(table, 0)[:5] == ["Juno · SPEI", "1,204", "40 s", "3 min", "9 min"]
    assert cells(table, 1)[0] == "Yuno · ACH⟨U+202E⟩"
    table.show_rows(rows[:1])
    assert table.rowCount() == 1
    assert not table.grab().isNull()
    table.show_rows([FinalTimeRow("juno", "SPEI", 3, 0, 0, 0)])
    assert not table.grab().isNull(), "all of them were final at once"


def test_ages_are_told_to_a_screen_reader_and_open_their_list(qtbot: QtBot) -> None:
    rows = [
        BarRow("1–10 min", "310,200.00 MXN · 11", 1.0, "in_progress", "1–10 min"),
        BarRow("over 1 h", "none", 0.0, "failed", ""),
    ]
    bars = BarRows("In flight")
    qtbot.addWidget(bars)
    bars.resize(500, 90)
    bars.show_rows(rows)
    bars.show()
    assert "1–10 min: 310,200.00 MXN · 11; over 1 h: none" in bars.accessibleDescription()
    with qtbot.waitSignal(bars.chosen) as asked:
        QTest.mouseClick(bars, Qt.MouseButton.LeftButton, pos=bars.row_centre(0).toPoint())
    assert asked.args == ["1–10 min"]
    with qtbot.assertNotEmitted(bars.chosen):
        QTest.mouseClick(bars, Qt.MouseButton.LeftButton, pos=bars.row_centre(1).toPoint())
    with qtbot.waitSignal(bars.chosen):
        QTest.keyClick(bars, Qt.Key.Key_Up)
        QTest.keyClick(bars, Qt.Key.Key_Return)


def test_statuses_and_providers_differ_by_texture_alone(dressed: QApplication) -> None:
    textures = [PATTERNS.get(status) for status in charts_data.STATUS_ORDER]
    assert len(set(textures)) == len(textures)
    pictures = set()
    for provider in PROVIDERS:
        image = QImage(32, 32, QImage.Format.Format_Grayscale8)
        painter = QPainter(image)
        paint_texture(painter, QRectF(0, 0, 32, 32), provider)
        painter.end()
        first = image.pixelColor(0, 0).value()
        grey = [abs(image.pixelColor(x, y).value() - first) for x in range(16) for y in range(16)]
        pictures.add(tuple(value > 8 for value in grey))
    assert len(pictures) == len(PROVIDERS)
