"""What the lists say while an answer is still being looked for and deliveries pour in."""

import threading
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.core.errors import Cancelled
from app.store import filtered, filtered_few
from app.store.reader import Reader
from app.ui.models import feed_reading, transactions_reading
from app.ui.pages.feed import FeedPage
from app.ui.pages.transactions import TransactionsPage
from app.ui.widgets.live_rows import LiveRows
from app.ui.window import MainWindow
from tests.ui.conftest import rows_of

Arrive = Callable[..., list[int]]
Page = FeedPage | TransactionsPage
KEY = Qt.Key


class Gate:
    """Holds the rest of an answer back, until it is opened or nobody wants the rest."""

    def __init__(self) -> None:
        self.events: list[str] = []
        self._opened = threading.Event()

    def open(self) -> None:
        self._opened.set()

    def pass_by(self, is_wanted: Callable[[], bool]) -> None:
        self.events.append("looking")
        while not self._opened.wait(0.01):
            if not is_wanted():
                self.events.append("withdrawn")
                raise Cancelled("The question was withdrawn.")


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Iterator[Gate]:
    """First pages look at two rows, and whatever is older is behind this gate."""
    made = Gate()
    monkeypatch.setattr(filtered, "_FIRST", 2)
    for module in (feed_reading, transactions_reading):
        monkeypatch.setattr(module, "_AT_ONCE", 0.0)
        monkeypatch.setattr(module, "piece", _gated(made, module.piece))
    yield made
    made.open()


def _gated(gate: Gate, piece: Callable[..., Any]) -> Callable[..., Any]:
    def gated(*asked: Any) -> Any:
        is_wanted = next(one for one in asked if callable(one) and one.__name__ == "<lambda>")
        gate.pass_by(is_wanted)
        return piece(*asked)

    return gated


@pytest.fixture(params=["feed", "transactions"])
def page(request: pytest.FixtureRequest, window: MainWindow, arrive: Arrive, qtbot: QtBot) -> Page:
    """Five issuances, the oldest two of them complete, the others not."""
    window.show_page(request.param)
    found = window.page(request.param)
    assert isinstance(found, FeedPage | TransactionsPage)
    arrive(2)
    arrive(3, first=2, status="PENDING")
    qtbot.waitUntil(lambda: says(found) == "5 / 5")
    return found


def says(page: Page) -> str:
    return page.listing.filters._count.text()


def shown(page: Page) -> str:
    """Which of the states of a list stands in its place."""
    panel = page.listing.panel
    states = ("_table", "empty", "nothing", "_looking", "_stopped")
    return next(name.strip("_") for name in states if getattr(panel, name) is panel.shown())


def type_filter(page: Page, text: str, qtbot: QtBot) -> None:
    page.listing.focus_filter()
    qtbot.keyClicks(page.listing.filters.field, text)


def test_rows_come_in_while_older_ones_are_looked_for(
    gate: Gate, page: Page, arrive: Arrive, qtbot: QtBot
) -> None:
    type_filter(page, "status:complete", qtbot)
    qtbot.waitUntil(lambda: says(page) == "0+ / 5")
    assert shown(page) == "looking", "nothing was found yet, which is not nothing"
    arrive(1, first=5)
    qtbot.waitUntil(lambda: says(page) == "1+ / 6")
    assert shown(page) == "table"
    arrive(2, first=6, status="PENDING")
    qtbot.waitUntil(lambda: says(page) == "1+ / 8")
    assert page.listing.filters.is_running()
    gate.open()
    qtbot.waitUntil(lambda: says(page) == "3 / 8")
    assert not page.listing.filters.is_running()


def test_what_was_stopped_says_so_and_goes_on_with_what_comes_in(
    gate: Gate, page: Page, arrive: Arrive, qtbot: QtBot
) -> None:
    type_filter(page, "status:complete", qtbot)
    qtbot.waitUntil(lambda: gate.events == ["looking"])
    qtbot.waitUntil(lambda: shown(page) == "looking")
    qtbot.keyClick(page.listing.filters.field, KEY.Key_Escape)
    assert shown(page) == "stopped"
    qtbot.waitUntil(lambda: gate.events == ["looking", "withdrawn"])
    arrive(1, first=5)
    qtbot.waitUntil(lambda: says(page) == "1+ / 6")
    assert shown(page) == "table"
    assert not page.listing.filters.is_running()


def test_the_next_key_withdraws_what_is_still_looked_for(
    gate: Gate, page: Page, arrive: Arrive, qtbot: QtBot
) -> None:
    type_filter(page, "status:complete", qtbot)
    qtbot.waitUntil(lambda: gate.events == ["looking"])
    qtbot.keyClicks(page.listing.filters.field, ",pending")
    qtbot.waitUntil(lambda: "withdrawn" in gate.events)  # the next may look meanwhile
    arrive(1, first=5)
    gate.open()
    qtbot.waitUntil(lambda: says(page) == "6 / 6")


def test_what_changes_before_the_first_answer_is_not_lost(
    page: Page, arrive: Arrive, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    is_read, goes_on = threading.Event(), threading.Event()
    reading = feed_reading if isinstance(page, FeedPage) else transactions_reading
    first_page = reading.first_page

    def slowly(*asked: Any) -> Any:
        found = first_page(*asked)
        is_read.set()
        goes_on.wait(30)
        return found

    monkeypatch.setattr(reading, "first_page", slowly)
    type_filter(page, "asset:mxn", qtbot)
    qtbot.waitUntil(is_read.is_set)
    with qtbot.waitSignal(page._bridge.changed):
        arrive(1, first=5)
    goes_on.set()
    qtbot.waitUntil(lambda: says(page) == "6 / 6")


def test_a_filter_that_was_stopped_before_any_answer_shows_nothing_of_the_last_one(
    page: Page, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    goes_on = threading.Event()
    reading = feed_reading if isinstance(page, FeedPage) else transactions_reading
    first_page = reading.first_page

    def slowly(*asked: Any) -> Any:
        goes_on.wait(30)
        return first_page(*asked)

    monkeypatch.setattr(reading, "first_page", slowly)
    type_filter(page, "status:complete", qtbot)
    qtbot.keyClick(page.listing.filters.field, KEY.Key_Escape)  # the suggestions
    if page.listing.filters.is_running():
        qtbot.keyClick(page.listing.filters.field, KEY.Key_Escape)
    assert shown(page) == "stopped"
    assert says(page) == "0+ / 5"
    goes_on.set()


@pytest.mark.parametrize("page", ["transactions"], indirect=True)
def test_what_needs_attention_stays_in_its_order_however_long_it_is_looked_for(
    gate: Gate, page: Page, arrive: Arrive, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    arrive(3, first=5, status="FAILED")
    qtbot.waitUntil(lambda: says(page) == "8 / 8")
    monkeypatch.setattr(filtered_few, "_AT_FIRST", 1)
    type_filter(page, "status:complete,failed", qtbot)
    qtbot.waitUntil(lambda: says(page) == "1+ / 8")
    assert references(page) == ["7"], "the most urgent is there already"
    page.listing.table.choose(1)
    arrive(1, first=8, status="FAILED")
    arrive(1, first=9)
    gate.open()
    qtbot.waitUntil(lambda: says(page) == "7 / 10")
    qtbot.waitUntil(lambda: references(page) == ["8", "7", "6", "5", "9", "1", "0"])
    row = page.model.row(page.listing.table.current_place())
    assert row is not None
    assert row.reference.endswith("7"), "what was chosen stays so"


def test_the_rows_of_an_answer_are_not_read_once_more(
    page: Page, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    read: list[Sequence[int]] = []
    usual = LiveRows.read

    def counted(self: Any, reader: Reader, keys: Sequence[int], paths: Sequence[str]) -> Any:
        read.append(keys)
        return usual(self, reader, keys, paths)

    monkeypatch.setattr(LiveRows, "read", counted)
    type_filter(page, "status:complete", qtbot)
    qtbot.waitUntil(lambda: says(page) == "2 / 5" and page.is_whole())
    assert all(page.model.row(place) for place in range(page.model.rowCount()))
    assert read == []


def references(page: Page) -> list[str]:
    return [row.reference[-1] for row in rows_of(page.model)]
