"""The charts: exact figures, one question a second, and everything reachable without a mouse."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QTableWidget
from pytestqt.qtbot import QtBot

from app.core.changes import ChangeSet
from app.store.rows import AckTimes, FinalTimeRow, FlightRow, StatusCount, TimeBucket
from app.ui.ask import Ask
from app.ui.bridge import Bridge
from app.ui.pages.charts import ChartsPage
from app.ui.widgets import charts_data
from app.ui.widgets.charts_bars import StatusBars
from app.ui.widgets.charts_data import SPANS
from app.ui.widgets.charts_rows import FinalTimes, Flights

NOW = datetime(2026, 11, 21, 15, 7, 30, tzinfo=UTC)
Arrive = Callable[..., list[int]]


@pytest.fixture
def page(ask: Ask, bridge: Bridge, qtbot: QtBot) -> ChartsPage:
    made = ChartsPage(ask, bridge)
    qtbot.addWidget(made)
    made.resize(1240, 820)
    return made


def cells(table: QTableWidget, row: int) -> list[str]:
    items = (table.item(row, column) for column in range(table.columnCount()))
    return [item.text() for item in items if item is not None]


def words(page: ChartsPage) -> str:
    return "\n".join(one.text() for one in page.findChildren(QLabel) if one.isVisible())


def bars_of(page: ChartsPage) -> StatusBars:
    return page.findChildren(StatusBars)[0]


# --- figures without a window ---------------------------------------------------------------------


def test_a_window_ends_with_the_bucket_that_now_is_in() -> None:
    since, until = SPANS["24h"].window(NOW)
    assert until == datetime(2026, 11, 21, 15, 15, tzinfo=UTC)
    assert until - since == timedelta(hours=24)


@pytest.mark.parametrize("name", SPANS)
def test_every_bucket_is_there_even_when_nothing_arrived(name: str) -> None:
    span = SPANS[name]
    since, until = span.window(NOW)
    bucket = TimeBucket(since + 3 * span.width, "juno", "complete", 7)
    found = charts_data.points(
        [bucket, TimeBucket(bucket.start, "bitso", "failed", 2)], since, until, span
    )
    assert len(found) == span.length // span.width
    assert [point.total for point in found[:5]] == [0, 0, 0, 9, 0]
    assert found[3].by_provider == {"juno": 7, "bitso": 2}


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


def test_pyqtgraph_is_not_imported_before_the_page_is_shown() -> None:
    program = "import sys, app.ui.pages.charts; sys.exit('pyqtgraph' in sys.modules)"
    root = Path(__file__).parents[2]
    assert subprocess.run([sys.executable, "-c", program], cwd=root, timeout=60).returncode == 0


@pytest.mark.parametrize(
    ("age", "name"),
    [
        (timedelta(minutes=2), "15min"),
        (timedelta(minutes=40), "1h"),
        (timedelta(hours=5), "24h"),
        (timedelta(hours=23), "24h"),
    ],
)
def test_a_new_store_is_shown_by_the_span_that_fits_it(age: timedelta, name: str) -> None:
    span = SPANS["24h"]
    since, until = span.window(NOW)
    start = since + (NOW - age - since) // span.width * span.width
    points = charts_data.points([TimeBucket(start, "juno", "complete", 1)], since, until, span)
    found = charts_data.Charts(span, until, (), points, {}, (), AckTimes(0, 0, 0, 0))
    assert found.fitting() == name


# --- the page -------------------------------------------------------------------------------------


def test_an_empty_store_says_so_and_offers_to_look_back(page: ChartsPage, qtbot: QtBot) -> None:
    page.show()
    qtbot.waitUntil(lambda: "Nothing arrived in this span of time" in words(page))
    buttons = {one.text(): one for one in page.findChildren(QPushButton) if one.isVisible()}
    buttons["Look back 30 days"].click()
    qtbot.waitUntil(lambda: not buttons["Look back 30 days"].isVisible())
    with qtbot.waitSignal(page.open_page) as asked:
        buttons["Open Connections"].click()
    assert asked.args == ["connections"]


def test_the_figures_of_a_store(page: ChartsPage, arrive: Arrive, qtbot: QtBot) -> None:
    arrive(3)
    arrive(1, first=10, status="FAILED")
    arrive(2, first=20, status="PENDING")
    page.show()
    qtbot.waitUntil(lambda: "75.0 %" in words(page))
    shown = words(page)
    assert "3 of 4 final" in shown
    assert "200.00" in shown
    assert "2 transactions" in shown
    assert "Deliveries per minute" in shown  # a new store is shown by minutes
    assert "Juno: Complete 3, Pending 2, Failed 1" in bars_of(page).accessibleDescription()


def test_a_chosen_span_is_left_alone(page: ChartsPage, arrive: Arrive, qtbot: QtBot) -> None:
    arrive(1)
    page.choose_span("7d")
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

    def noted(*given: Any) -> None:
        asked.append(given)
        real(*given)

    monkeypatch.setattr(Ask, "ask", noted)
    page.show()
    qtbot.waitUntil(lambda: len(asked) == 1)
    for _ in range(10):
        bridge.notify(ChangeSet(deliveries=1))
        qtbot.wait(30)
    assert len(asked) == 1
    page.hide()
    qtbot.wait(1_100)
    assert len(asked) == 1


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
    assert asked.args == ["juno", "failed"]


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
    assert asked.args == ["juno", "failed"]


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


def test_numbers_instead_of_pictures(page: ChartsPage, arrive: Arrive, qtbot: QtBot) -> None:
    arrive(2)
    page.show()
    qtbot.waitUntil(lambda: "2 of 2 final" in words(page))
    next(
        one for one in page.findChildren(QPushButton) if one.text().strip() == "Show as table"
    ).click()
    tables = {one.accessibleName(): one for one in page.findChildren(QTableWidget)}
    statuses = tables["Status by provider"]
    assert statuses.isVisible()
    assert cells(statuses, 0) == ["Juno", "2", "2"]
    times = tables["Deliveries over time"]
    assert times.isVisible()
    assert cells(times, 0)[-1] == "2"


def test_the_chart_of_time_is_read_by_keyboard(
    page: ChartsPage, arrive: Arrive, qtbot: QtBot
) -> None:
    from app.ui.widgets.charts_time import TimeChart

    arrive(3)
    page.show()
    qtbot.waitUntil(lambda: "3 of 3 final" in words(page))
    chart = page.findChildren(TimeChart)[0]
    chart.setFocus()
    QTest.keyClick(chart, Qt.Key.Key_End)
    assert "3 in all (Juno 3)" in words(page)


def test_the_picture_is_saved(
    page: ChartsPage, arrive: Arrive, qtbot: QtBot, tmp_path: Path
) -> None:
    arrive(1)
    page.show()
    qtbot.waitUntil(lambda: "1 of 1 final" in words(page))
    file = tmp_path / "charts.png"
    page.save_picture(str(file))
    qtbot.waitUntil(lambda: file.exists() and file.read_bytes()[:4] == b"\x89PNG")


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


def test_flights_are_told_to_a_screen_reader(qtbot: QtBot) -> None:
    flights = Flights()
    qtbot.addWidget(flights)
    found = charts_data.flights([FlightRow("juno", "MXN", "1–10 min", "310200.00", 11)])
    flights.show_flights(found["MXN"])
    assert "1–10 min: 310,200.00 MXN · 11" in flights.accessibleDescription()
    assert "over 1 h: none" in flights.accessibleDescription()
    assert not flights.grab().isNull()
