"""A click on a figure opens a list of exactly what was counted there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar
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
from app.ui.widgets.charts_data import AGES
from app.ui.widgets.charts_frame import ChartPanel
from app.ui.widgets.charts_more import AnswersPanel, FlightsPanel, RejectionsPanel
from app.ui.widgets.charts_panels import BarsPanel, FinalsPanel, TimePanel
from app.ui.widgets.charts_questions import (
    ANSWERS,
    ARRIVALS,
    FINALS,
    FLIGHTS,
    REJECTIONS,
    STATES,
    Found,
    Part,
    Wanted,
)
from app.ui.widgets.charts_spans import Span, looking_back
from app.ui.widgets.charts_time import TimeChart
from app.wiring.filling import fill
from tests.store.conftest import Store

T = TypeVar("T")
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
def wanted(
    request: pytest.FixtureRequest, span: tuple[Span, tuple[datetime, datetime] | None]
) -> Wanted:
    query: Query = parse_filter(request.param, PROVIDERS)
    return Wanted(span[0], span[1], query)


@pytest.fixture
def counted(reader: Reader, wanted: Wanted, qtbot: QtBot) -> Counted:
    return Counted(reader, wanted, qtbot)


def asked(reader: Reader, part: Part[T], wanted: Wanted) -> T:
    return part.ask(reader, part.of(wanted), NOW)


class Counted:
    """How many rows the list behind a click on a panel has."""

    def __init__(self, reader: Reader, wanted: Wanted, qtbot: QtBot) -> None:
        self._reader, self._wanted, self._qtbot = reader, wanted, qtbot
        self._lists: list[int] = []

    def shown(self, panel: ChartPanel[T]) -> T:
        """What the store answers to a panel, and that is shown in it."""
        self._qtbot.addWidget(panel)
        panel.list_asked.connect(self._count)
        figures = asked(self._reader, panel.part, self._wanted)
        panel.show_found(Found(panel.part, panel.part.of(self._wanted), figures))
        return figures

    def last(self) -> int:
        """Of what was clicked last."""
        return self._lists.pop()

    def _count(self, behind: Behind, wanted: Wanted, ignored: tuple[str, ...]) -> None:
        text = filter_behind(behind, wanted.window, wanted.query, ignored, MEXICO)
        query = parse_filter(text, PROVIDERS)
        ask = self._reader.feed_matching
        if behind.page == "transactions":
            ask = self._reader.transactions_matching
        self._lists.append(ask(query, NOW, limit=100_000).count)


def test_a_segment_of_a_bar(counted: Counted) -> None:
    panel = BarsPanel()
    for bar in counted.shown(panel):
        for status, count in bar.segments:
            panel._bars.chosen.emit(bar.provider, status)
            assert counted.last() == count, (bar.provider, status)


def test_a_column_of_time(wanted: Wanted, counted: Counted, dressed: object) -> None:
    display = Display("America/Mexico_City")
    panel = TimePanel(TimeChart(display), display)
    for place, total in enumerate(counted.shown(panel).totals):
        if total:
            panel.time.chosen.emit((wanted.span.start(place), wanted.span.start(place + 1)))
            assert counted.last() == total


def test_a_row_of_times_to_final(counted: Counted) -> None:
    panel = FinalsPanel()
    for row in counted.shown(panel):
        panel._rows.opened.emit(row.provider, row.rail)
        assert counted.last() == row.count, (row.provider, row.rail)


def test_money_of_an_age(counted: Counted) -> None:
    panel = FlightsPanel()
    for asset, ages in counted.shown(panel).items():
        panel._choose(asset)
        for one in ages:
            if one.count:
                panel._bars.chosen.emit(one.age)
                assert counted.last() == one.count, (asset, one.age)


def test_a_column_of_our_answers(reader: Reader, counted: Counted) -> None:
    """Answers are counted, deliveries are listed: some arrived, and were answered, again."""
    again = sum(row.attempts - 1 for row in reader.feed_page(limit=10_000))
    panel = AnswersPanel()
    for one in counted.shown(panel).columns:
        if one.count:
            panel._answers.chosen.emit(one)
            assert abs(counted.last() - one.count) <= again, (one.low, one.high)


def test_a_cause_of_rejections(counted: Counted) -> None:
    panel = RejectionsPanel()
    for place, row in enumerate(counted.shown(panel)[:8]):
        panel._bars.chosen.emit(str(place))
        assert counted.last() == row.count, row.cause


def test_there_is_something_to_click(reader: Reader) -> None:
    """Each kind of figure has something in the month, or the tests above say nothing."""
    wanted = Wanted(spans()[0][0])
    assert asked(reader, STATES, wanted)
    assert any(asked(reader, ARRIVALS, wanted).totals)
    assert asked(reader, FINALS, wanted)
    assert asked(reader, REJECTIONS, wanted)
    assert asked(reader, ANSWERS, wanted).count
    flights = asked(reader, FLIGHTS, wanted).values()
    assert {one.age for ages in flights for one in ages if one.count} & {*AGES[1:]}
