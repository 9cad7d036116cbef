"""A click on a figure opens a list of exactly what was counted there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from pytestqt.qtbot import QtBot

from app.core.asked import meanings
from app.core.delivery import Outcome, Source
from app.core.query import Query, parse_filter
from app.providers import PROVIDERS
from app.store.reader import Reader
from app.ui.display import Display
from app.ui.widgets.charts_behind import Behind, filter_behind
from app.ui.widgets.charts_data import AGES, Charts, Wanted, charts
from app.ui.widgets.charts_frame import ChartPanel
from app.ui.widgets.charts_more import AnswersPanel, FlightsPanel, RejectionsPanel
from app.ui.widgets.charts_panels import BarsPanel, FinalsPanel, TimePanel
from app.ui.widgets.charts_spans import Span, looking_back
from app.ui.widgets.charts_time import TimeChart
from app.wiring.filling import fill
from tests.store.conftest import Store

MEXICO = ZoneInfo("America/Mexico_City")
NOW = datetime(2026, 11, 21, 12, 7, 30, tzinfo=UTC)
FILTERS = (
    "",
    "provider:juno,bitso -kind:quote",
    "asset:mxn or provider:yuno",
    "env:prod clabe:6461* or status:complete",
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Weeks of traffic, and what no figure counts."""
    folder = tmp_path_factory.mktemp("charts")
    fill(folder, 1_500, NOW - timedelta(seconds=20), lambda *_: None)
    store = Store(folder)
    store.writer.start()
    store.keep(b"{}", Outcome.QUARANTINED, provider="bitso", at=NOW - timedelta(minutes=3))
    test = store.keep(b'{"a":1}', provider="juno", at=NOW, origin=Source.TEST)
    store.writer.acknowledged(test, NOW + timedelta(seconds=3), 200)
    store.writer.stop()
    store.project()
    return folder


@pytest.fixture(scope="module")
def reader(folder: Path) -> Iterator[Reader]:
    with Reader(folder / "views.db", folder / "facts.db", meanings(PROVIDERS)) as reader:
        yield reader


def spans() -> list[tuple[Span, tuple[datetime, datetime] | None]]:
    month, hour = looking_back("30d", NOW, MEXICO), looking_back("1h", NOW, MEXICO)
    marked = (NOW - timedelta(days=3, minutes=7), NOW - timedelta(hours=1, minutes=1))
    return [(month, None), (month, marked), (hour, None)]


@pytest.fixture(params=[0, 1, 2], ids=["month", "marked", "hour"])
def span(request: pytest.FixtureRequest) -> tuple[Span, tuple[datetime, datetime] | None]:
    number: int = request.param
    return spans()[number]


@pytest.fixture(params=FILTERS)
def found(
    request: pytest.FixtureRequest,
    reader: Reader,
    span: tuple[Span, tuple[datetime, datetime] | None],
) -> Charts:
    query: Query = parse_filter(request.param, PROVIDERS)
    return charts(reader, Wanted(span[0], span[1], query), NOW)


@pytest.fixture
def counted(reader: Reader, found: Charts, qtbot: QtBot) -> Counted:
    return Counted(reader, found, qtbot)


class Counted:
    """How many rows the list behind a click on a panel has."""

    def __init__(self, reader: Reader, found: Charts, qtbot: QtBot) -> None:
        self._reader, self._found, self._qtbot = reader, found, qtbot
        self._lists: list[int] = []

    def show(self, panel: ChartPanel) -> None:
        self._qtbot.addWidget(panel)
        panel.list_asked.connect(self._count)
        panel.show_charts(self._found)

    def last(self) -> int:
        """Of what was clicked last."""
        return self._lists.pop()

    def _count(self, behind: Behind, ignored: tuple[str, ...]) -> None:
        wanted = self._found.wanted
        text = filter_behind(behind, wanted.window, wanted.query, ignored, MEXICO)
        query = parse_filter(text, PROVIDERS)
        ask = self._reader.feed_matching
        if behind.page == "transactions":
            ask = self._reader.transactions_matching
        self._lists.append(ask(query, NOW, limit=100_000).count)


def test_a_segment_of_a_bar(found: Charts, counted: Counted) -> None:
    panel = BarsPanel()
    counted.show(panel)
    for bar in found.bars:
        for status, count in bar.segments:
            panel._bars.chosen.emit(bar.provider, status)
            assert counted.last() == count, (bar.provider, status)


def test_a_column_of_time(found: Charts, counted: Counted, dressed: object) -> None:
    display = Display("America/Mexico_City")
    panel = TimePanel(TimeChart(display), display)
    counted.show(panel)
    for point in found.points:
        if point.total:
            panel.time.chosen.emit((point.start, point.start + found.span.width))
            assert counted.last() == point.total


def test_a_row_of_times_to_final(found: Charts, counted: Counted) -> None:
    panel = FinalsPanel()
    counted.show(panel)
    for row in found.finals:
        panel._rows.opened.emit(row.provider, row.rail)
        assert counted.last() == row.count, (row.provider, row.rail)


def test_money_of_an_age(found: Charts, counted: Counted) -> None:
    panel = FlightsPanel()
    counted.show(panel)
    for asset, ages in found.flights.items():
        panel._choose(asset)
        for one in ages:
            if one.count:
                panel._bars.chosen.emit(one.age)
                assert counted.last() == one.count, (asset, one.age)


def test_a_column_of_our_answers(reader: Reader, found: Charts, counted: Counted) -> None:
    """Answers are counted, deliveries are listed: some arrived, and were answered, again."""
    again = sum(row.attempts - 1 for row in reader.feed_page(limit=10_000))
    panel = AnswersPanel()
    counted.show(panel)
    for one in found.answers.columns:
        if one.count:
            panel._answers.chosen.emit(one)
            assert abs(counted.last() - one.count) <= again, (one.low, one.high)


def test_a_cause_of_rejections(found: Charts, counted: Counted) -> None:
    panel = RejectionsPanel()
    counted.show(panel)
    for place, row in enumerate(found.rejections[:8]):
        panel._bars.chosen.emit(str(place))
        assert counted.last() == row.count, row.cause


def test_there_is_something_to_click(reader: Reader) -> None:
    """Each kind of figure has something in the month, or the tests above say nothing."""
    found = charts(reader, Wanted(spans()[0][0]), NOW)
    assert found.bars
    assert found.finals
    assert found.rejections
    assert found.answers.count
    assert {one.age for ages in found.flights.values() for one in ages if one.count} & {*AGES[1:]}
