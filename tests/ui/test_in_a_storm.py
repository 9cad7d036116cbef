"""After a storm, whatever was done meanwhile, each list shows just what the store holds, once."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from random import Random
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.core.query import Query, parse_filter
from app.projector import projector
from app.projector.projector import Projector
from app.providers import PROVIDERS
from app.store.reader import Reader
from app.ui.bridge import Bridge
from app.ui.models.places import Places
from app.ui.pages.feed import FeedPage
from app.ui.pages.transactions import TransactionsPage
from app.ui.window import MainWindow

Kept = Any
DELIVERIES = 1_200
PAYMENTS = 500
FILTER = "status:failed"
WAIT = 60_000  # milliseconds: a machine may be busy


class Storm:
    """Deliveries as they come from many at once, and what is made of them."""

    def __init__(self, kept: Kept, bridge: Bridge) -> None:
        self._kept, self._rng = kept, Random(7)
        self._projector = Projector(kept.facts, kept.views, PROVIDERS, listener=bridge.notify)
        self._threads = [
            threading.Thread(target=self._projector.run),
            threading.Thread(target=self._deliver),
        ]
        self.is_over = False

    def begin(self) -> None:
        for thread in self._threads:
            thread.start()

    def end(self) -> None:
        self._projector.stop()
        for thread in self._threads:
            thread.join()

    def _deliver(self) -> None:
        for _ in range(DELIVERIES):
            number = self._rng.randrange(PAYMENTS)
            self._kept.issuance(number, self._rng.choice(("IN_PROGRESS", "COMPLETE", "FAILED")))
            self._projector.wake()
        self.is_over = True


@pytest.fixture
def storm(kept: Kept, bridge: Bridge, monkeypatch: pytest.MonkeyPatch) -> Iterator[Storm]:
    monkeypatch.setattr(projector, "TOGETHER", 0.0)  # a commit for every few of them
    asked = Reader._asked

    def slowly(reader: Reader, question: Callable[[Any], Any]) -> Any:
        """Between any two questions something is committed."""
        try:
            return asked(reader, question)
        finally:
            time.sleep(0.005)

    monkeypatch.setattr(Reader, "_asked", slowly)
    made = Storm(kept, bridge)
    yield made
    made.end()


def test_the_feed_shows_each_delivery_once(
    window: MainWindow, storm: Storm, kept: Kept, qtbot: QtBot
) -> None:
    page = window.page("feed")
    assert isinstance(page, FeedPage)
    storm.begin()
    while not storm.is_over:
        for text in ("", FILTER):
            page.listing.filters.set_text(text)
            qtbot.wait(150)
            qtbot.keyClick(page.listing.table, Qt.Key.Key_P)  # holds, and goes on
            qtbot.wait(150)
            qtbot.keyClick(page.listing.table, Qt.Key.Key_P)
            qtbot.wait(150)
    for text in ("", FILTER):
        page.listing.filters.set_text(text)
        compare(qtbot, page.model.places, partial(feed_of, kept, text))


def test_the_feed_that_only_follows_shows_each_delivery_once(
    window: MainWindow, storm: Storm, kept: Kept, qtbot: QtBot
) -> None:
    page = window.page("feed")
    assert isinstance(page, FeedPage)
    storm.begin()
    qtbot.waitUntil(lambda: storm.is_over, timeout=WAIT)
    compare(qtbot, page.model.places, partial(feed_of, kept, ""))


def test_the_transactions_show_each_once(
    window: MainWindow, storm: Storm, kept: Kept, qtbot: QtBot
) -> None:
    page = window.page("transactions")
    assert isinstance(page, TransactionsPage)
    storm.begin()
    while not storm.is_over:
        for text in ("", FILTER):
            page.listing.filters.set_text(text)
            qtbot.wait(300)
    for text in ("", FILTER):
        page.listing.filters.set_text(text)
        compare(qtbot, page.model.places, partial(transactions_of, kept, text), sorted)


def test_transactions_that_come_to_fit_are_added_once(
    window: MainWindow, storm: Storm, kept: Kept, qtbot: QtBot
) -> None:
    page = window.page("transactions")
    assert isinstance(page, TransactionsPage)
    page.listing.filters.set_text(FILTER)
    storm.begin()
    qtbot.waitUntil(lambda: storm.is_over, timeout=WAIT)

    def holds_all() -> None:  # and some that fitted once: a row that changes stays where it is
        found = keys_of(page.model.places)
        assert len(found) == len(set(found)), "a row stands twice"
        assert set(transactions_of(kept, FILTER)) <= set(found)

    qtbot.waitUntil(holds_all, timeout=WAIT)


def keys_of(places: Places) -> list[int]:
    return places.keys(0, len(places) - 1)


def compare(
    qtbot: QtBot,
    places: Places,
    wanted: Callable[[], list[int]],
    ordered: Callable[[list[int]], list[int]] = list,
) -> None:
    qtbot.waitUntil(lambda: ordered(keys_of(places)) == ordered(wanted()), timeout=WAIT)


def feed_of(kept: Kept, text: str) -> list[int]:
    with kept.open() as reader:
        return [row.delivery_id for row in reader.feed_after(0, DELIVERIES, query(text))][::-1]


def transactions_of(kept: Kept, text: str) -> list[int]:
    with kept.open() as reader:
        found = reader.transaction_keys(before=None, limit=PAYMENTS, query=query(text))
        return [number for _, number in found.places]


def query(text: str) -> Query:
    return parse_filter(text, PROVIDERS)
