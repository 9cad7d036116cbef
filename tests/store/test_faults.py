"""When the disk or the file fails nobody is told 'kept', and it goes on by itself afterwards."""

import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from app.core.errors import StoreError
from app.store import keeping, room
from app.store.facts import FactsWriter
from app.store.sqlite import Connection, connect_writer

if TYPE_CHECKING:
    from tests.store.conftest import Store


def pages(store: "Store", limit: int) -> None:
    """Have the disk be full at so many pages, for the writer's present connection."""
    store.writer.run(lambda facts: facts.execute(f"PRAGMA max_page_count={limit}").fetchone())
    store.settle()


def trouble(store: "Store") -> str:
    """What the writer says of itself."""
    return said.sentences() if (said := store.writer.trouble) else ""


def until(is_so: Callable[[], object]) -> None:
    give_up = time.monotonic() + 20
    while not is_so():
        assert time.monotonic() < give_up, "it never came to that"
        time.sleep(0.01)


def test_a_full_disk_refuses_and_loses_nothing(store: "Store") -> None:
    for number in range(20):
        store.keep(b"%0900d" % number)
    pages(store, 1)  # SQLite takes the present size where that is more
    futures = [store.send(b"%09000d" % number) for number in range(50)]
    failures = [future.exception(10) for future in futures]
    refused = [error for error in failures if error is not None]
    assert refused
    assert all(isinstance(error, StoreError) for error in refused)
    kept = [future for future in futures if future.exception(0) is None]
    assert store.rows("SELECT count(*) FROM deliveries") == [(20 + len(kept),)]


def test_a_group_fails_as_a_whole(store: "Store") -> None:
    reached, go_on = threading.Event(), threading.Event()

    def hold_and_fill(facts: Connection) -> None:
        facts.execute("PRAGMA max_page_count=1").fetchone()
        reached.set()
        assert go_on.wait(10)

    store.keep(b"first")
    holding = store.writer.run(hold_and_fill)
    assert reached.wait(10)
    futures = [store.send(b"%09000d" % number) for number in range(40)]
    go_on.set()
    assert holding.exception(10) is None
    assert {type(future.exception(10)) for future in futures} == {StoreError}
    assert "full" in str(futures[0].exception(0).cause)  # type: ignore[union-attr]
    assert store.rows("SELECT body FROM deliveries") == [(b"first",)]


def test_it_goes_on_once_there_is_room(store: "Store") -> None:
    store.keep(b"first")
    pages(store, 1)
    assert "full" in store.refusal(b"x" * 100_000)
    # The connection was opened anew, and with it went the limit.
    assert store.keep(b"x" * 100_000).delivery_id == 2
    assert store.keep(b"first").attempt == 2


def test_a_file_that_another_program_holds_is_refused_then_taken(store: "Store") -> None:
    store.keep(b"first")
    other = connect_writer(store.facts, synchronous="FULL", checkpoint_pages=1000)
    other.execute("BEGIN IMMEDIATE")
    assert "locked" in store.refusal(b"second")
    other.execute("ROLLBACK")
    other.close()
    assert store.keep(b"second").delivery_id == 2


def test_it_learns_of_the_end_of_trouble_though_nothing_arrives(store: "Store") -> None:
    store.keep(b"first")
    assert trouble(store) == ""
    other = connect_writer(store.facts, synchronous="FULL", checkpoint_pages=1000)
    other.execute("BEGIN IMMEDIATE")
    store.refusal(b"second")
    assert "locked" in trouble(store)
    other.execute("ROLLBACK")
    other.close()
    until(lambda: not trouble(store))


def test_a_disk_that_keeps_us_waiting_is_named(store: "Store") -> None:
    go_on = threading.Event()
    holding = store.writer.run(lambda facts: go_on.wait(30))
    until(lambda: trouble(store))
    assert "too slow" in trouble(store)
    go_on.set()
    assert holding.result(10)
    until(lambda: not trouble(store))


@pytest.mark.skipif(sys.platform == "win32", reason="a file in use stays where it is there")
def test_a_file_that_vanished_is_refused_until_it_is_back(store: "Store") -> None:
    store.keep(b"first")
    parts = list(store.folder.glob("facts.db*"))
    for path in parts:
        path.rename(path.with_name("away-" + path.name))
    assert "gone" in store.refusal(b"second")
    assert "gone" in store.refusal(b"second"), "no empty store is put in its place"
    assert not store.facts.exists()
    for path in sorted(parts, reverse=True):
        path.with_name("away-" + path.name).rename(path)
    until(lambda: not trouble(store))
    again = store.keep(b"second")
    assert (again.delivery_id, again.attempt) == (2, 2), "it was written, but nobody was told so"
    assert store.rows("SELECT body FROM deliveries LIMIT 1") == [(b"first",)]


def test_a_store_that_lost_what_it_had_kept_refuses_all(store: "Store") -> None:
    for number in range(3):
        store.keep(b"%d" % number)
    other = connect_writer(store.facts, synchronous="FULL", checkpoint_pages=1000)
    other.execute("DELETE FROM deliveries WHERE id = 3")
    pages(store, 1)
    store.refusal(b"x" * 100_000)
    assert "no longer holds" in store.refusal(b"4")
    other.execute(
        "INSERT INTO deliveries SELECT 3, provider, environment, origin, tail, headers,"
        " x'', sha256, fingerprint, peer, source, address_check, received_at, outcome, basis,"
        " scheme, key_id, form, weak, reason, expected, received, packing"
        " FROM deliveries WHERE id = 2"
    )
    assert "Delivery 3" in store.refusal(b"4"), "its bytes are not those that were kept"
    other.execute(
        "UPDATE deliveries SET body = (SELECT body FROM deliveries WHERE id = 2) WHERE id = 3"
    )
    other.close()
    assert store.keep(b"4").delivery_id == 4


def test_the_tail_of_an_empty_store_is_not_what_was_kept(tmp_path: Path) -> None:
    facts = connect_writer(tmp_path / "facts.db", synchronous="FULL", checkpoint_pages=1000)
    facts.execute(
        "CREATE TABLE deliveries (id INTEGER PRIMARY KEY, provider, body, packing, sha256)"
    )
    with pytest.raises(StoreError, match="no longer holds"):
        keeping.check_tail(facts, 1)
    facts.close()


def test_a_file_that_is_no_store_is_a_store_error(store: "Store") -> None:
    broken = store.folder / "broken.db"
    broken.write_bytes(b"this is no database" * 1000)
    writer = FactsWriter(broken, listener=print, now=store.now)
    with pytest.raises(StoreError, match="damaged") as caught:
        writer.start()
    assert "main.py restore" in caught.value.remedy
    assert broken.read_bytes().startswith(b"this is no database")


def test_an_error_of_ours_answers_everyone_and_goes_on(store: "Store") -> None:
    times = iter([None])

    def now() -> object:
        for _ in times:
            raise RuntimeError("no clock")
        return store.now()

    writer = FactsWriter(store.folder / "other.db", listener=print, now=now)  # type: ignore[arg-type]
    writer.start()
    error = writer.deliver(store.delivery(b"{}")).exception(10)
    assert isinstance(error, StoreError)
    assert "no clock" in error.cause
    assert writer.deliver(store.delivery(b"{}")).result(10).delivery_id == 1
    writer.stop()


def test_a_disk_that_is_nearly_full_refuses_until_there_is_room(
    store: "Store", monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room, "_EVERY", 0)
    store.keep(b"first")
    monkeypatch.setattr(room, "LEAST", 1 << 62)
    assert "nearly full" in store.refusal(b"second")
    assert store.writer.trouble is not None
    monkeypatch.setattr(room, "LEAST", 1)
    assert store.keep(b"second").delivery_id == 2
    assert store.writer.trouble is None
