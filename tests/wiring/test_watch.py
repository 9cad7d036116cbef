"""The store is looked through in the background, goes on after a start, and tells what it finds."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from app.store import upkeep
from app.store.sqlite import connect_reader
from app.wiring import watch as module
from app.wiring.watch import Watch
from tests.store.conftest import START, Store


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    monkeypatch.setattr(module, "PAUSE", 0.001)
    monkeypatch.setattr(module, "BUSY", 0.01)
    monkeypatch.setattr(module, "SLICE", 10)
    store = Store(tmp_path)
    store.writer.start()
    yield store
    store.writer.stop()


def wait(is_so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 20
    while not is_so():
        assert time.monotonic() < deadline
        threading.Event().wait(0.005)


def job(store: Store, statement: str) -> None:
    store.writer.run(lambda facts: facts.execute(statement)).result(10)


def fill(store: Store, count: int = 95) -> None:
    for number in range(count):
        store.send(b'{"number":%d}' % number)
    store.settle()


def test_it_finds_damage_and_ends_its_round(store: Store) -> None:
    fill(store)
    job(store, "UPDATE deliveries SET body = x'00' WHERE id IN (17, 94)")
    watch = Watch(store.facts, store.writer, store.now)
    watch.start()
    try:
        wait(lambda: watch.condition().checked_at is not None)
    finally:
        watch.stop()
    assert watch.condition().damaged == (17, 94)
    assert watch.condition().trouble == ""


def test_it_goes_on_where_it_had_come_to(store: Store) -> None:
    fill(store)
    job(store, "UPDATE deliveries SET body = x'00' WHERE id IN (17, 94)")
    store.writer.run(lambda facts: upkeep.note(facts, upkeep.CHECKED, 50)).result(10)
    watch = Watch(store.facts, store.writer, store.now)
    watch.start()
    try:
        wait(lambda: watch.condition().checked_at is not None)
        assert watch.condition().damaged == (94,)
        store.clock = START + timedelta(days=8)  # the next round is a whole one
        wait(lambda: watch.condition().damaged == (17, 94))
    finally:
        watch.stop()


def test_it_notes_how_far_it_has_come(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "NOTED_EVERY", 20)
    monkeypatch.setattr(module, "PAUSE", 0.02)
    fill(store, 2000)
    watch = Watch(store.facts, store.writer, store.now)
    watch.start()
    try:
        with closing(connect_reader(store.facts)) as facts:
            wait(lambda: upkeep.number(facts, upkeep.CHECKED) >= 20)
            assert upkeep.time(facts, upkeep.ROUND_ENDED) is None
    finally:
        watch.stop()


def test_what_is_mended_is_noticed_at_the_end_of_a_round(store: Store) -> None:
    fill(store, 3)
    job(store, "UPDATE deliveries SET body = 'x' WHERE id = 2")
    watch = Watch(store.facts, store.writer, store.now)
    watch.start()
    try:
        wait(lambda: watch.condition().checked_at is not None)
        assert watch.condition().damaged == (2,)
        job(store, "UPDATE deliveries SET body = '{\"number\":1}' WHERE id = 2")
        store.clock = START + timedelta(days=8)
        wait(lambda: watch.condition().damaged == ())
    finally:
        watch.stop()


def test_an_opened_delivery_is_noted_once(store: Store) -> None:
    fill(store, 3)
    job(store, "UPDATE deliveries SET body = 'x' WHERE id = 2")
    watch = Watch(store.facts, store.writer, store.now)
    store.told.clear()
    for _ in range(5):
        watch.doubt(2)
    store.settle()
    assert [changes.written for changes in store.told] == [frozenset({"damage"})]
    assert watch.condition().damaged == (2,)


def test_a_damaged_file_is_told(store: Store) -> None:
    fill(store, 400)
    store.writer.stop()
    size = store.facts.stat().st_size
    with open(store.facts, "r+b") as file:
        file.seek(size // 2 // 4096 * 4096)
        file.write(b"\xa5" * 8192)
    store.writer = store.new_writer()
    store.writer.start()
    told: list[str] = []
    watch = Watch(store.facts, store.writer, store.now, told.append)
    watch.start()
    try:
        wait(lambda: bool(told))
    finally:
        watch.stop()
    assert watch.trouble
