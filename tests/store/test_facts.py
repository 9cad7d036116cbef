"""What the writer promises: a receipt only for what is on disk, groups, order, an orderly end."""

import threading
import time
from concurrent.futures import Future
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from app.core.changes import ChangeSet
from app.core.delivery import Outcome, Receipt
from app.core.errors import StoreError
from app.store import facts as facts_module
from app.store.facts import LARGEST_GROUP, FactsWriter
from app.store.sqlite import Connection

if TYPE_CHECKING:
    from tests.store.conftest import Store


def held(store: "Store") -> tuple[threading.Event, Future[None]]:
    """Hold the writer's thread until the event is set, so that work gathers behind it."""
    reached, go_on = threading.Event(), threading.Event()

    def wait(facts: Connection) -> None:
        reached.set()
        assert go_on.wait(10)

    future = store.writer.run(wait)
    assert reached.wait(10)
    return go_on, future


def test_a_receipt_says_what_is_on_disk(store: "Store") -> None:
    receipt = store.keep(b'{"a":1}', headers=((b"host", b"caf\xe9"), (b"host", b"b")))
    assert (receipt.delivery_id, receipt.attempt, receipt.is_repeat) == (1, 1, False)
    assert store.rows("SELECT provider, body, headers, peer, outcome, basis FROM deliveries") == [
        (
            "juno",
            b'{"a":1}',
            '[["host","caf\\u00e9"],["host","b"]]',
            "203.0.113.9",
            "trusted",
            "signature",
        )
    ]


def test_the_same_again_is_an_attempt(store: "Store") -> None:
    store.keep(b"{}")
    later = store.clock + timedelta(seconds=3)
    assert store.keep(b"{}", at=later).attempt == 2
    assert store.keep(b"{}").attempt == 3
    assert store.rows("SELECT number, body FROM attempts") == [(2, None), (3, None)]
    assert store.rows("SELECT count(*) FROM deliveries") == [(1,)]


def test_a_repeat_in_other_bytes_keeps_them(store: "Store") -> None:
    store.keep(b'{"retry":1}', fingerprint="f")
    store.keep(b'{"retry":2}', fingerprint="f")
    assert store.rows("SELECT body FROM attempts") == [(b'{"retry":2}',)]


def test_providers_do_not_share_fingerprints(store: "Store") -> None:
    assert not store.keep(b"{}", provider="juno").is_repeat
    assert not store.keep(b"{}", provider="bitso").is_repeat


def test_what_waits_is_one_commit(store: "Store") -> None:
    go_on, _ = held(store)
    futures = [store.send(b"%d" % number) for number in range(LARGEST_GROUP + 10)]
    assert not any(future.done() for future in futures)
    go_on.set()
    receipts = [future.result(10) for future in futures]
    assert [receipt.delivery_id for receipt in receipts] == list(range(1, LARGEST_GROUP + 11))
    assert [one.deliveries for one in store.told] == [LARGEST_GROUP, 10]
    assert store.told[-1].last_delivery == LARGEST_GROUP + 10
    assert {receipt.stored_at for receipt in receipts[:LARGEST_GROUP]} == {receipts[0].stored_at}


def test_repeats_within_one_group_are_seen(store: "Store") -> None:
    go_on, _ = held(store)
    futures = [store.send(b"{}") for _ in range(5)]
    go_on.set()
    assert [future.result(10).attempt for future in futures] == [1, 2, 3, 4, 5]


def test_the_listener_is_told_after_the_future_is_answered(store: "Store") -> None:
    answered: list[bool] = []
    futures: list[Future[Receipt]] = []
    writer = FactsWriter(
        store.folder / "other.db",
        listener=lambda changes: answered.append(all(one.done() for one in futures)),
        now=store.now,
    )
    writer.start()
    gate = threading.Event()
    writer.run(lambda facts: gate.wait(10))
    futures.append(writer.deliver(store.delivery(b"{}")))
    gate.set()
    futures[0].result(10)
    writer.stop()
    assert answered == [True]


def test_a_listener_that_fails_does_not_stop_the_writing(
    store: "Store", caplog: pytest.LogCaptureFixture
) -> None:
    def fail(changes: ChangeSet) -> None:
        raise RuntimeError("the window is gone")

    writer = FactsWriter(store.folder / "other.db", listener=fail, now=store.now)
    writer.start()
    for number in range(3):
        assert writer.deliver(store.delivery(b"%d" % number)).result(10)
    writer.stop()
    assert len(caplog.records) == 3


def test_an_acknowledgement_belongs_to_its_arrival(store: "Store") -> None:
    first, second = store.keep(b"{}"), store.keep(b"{}")
    store.writer.acknowledged(first, store.clock, 200)
    store.writer.acknowledged(second, store.clock, 200)
    store.settle()
    assert store.rows("SELECT delivery_id, number, status FROM acknowledgements") == [
        (1, 1, 200),
        (1, 2, 200),
    ]


def test_an_acknowledgement_needs_no_commit_of_its_own(
    store: "Store", monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(facts_module, "IDLE", 60)
    said: list[str] = []
    store.writer.run(lambda facts: facts.set_trace_callback(said.append)).result(10)
    for number in range(3):
        store.writer.acknowledged(store.keep(b"%d" % number), store.clock, 200)
    store.writer.run(lambda facts: facts.set_trace_callback(None)).result(10)
    assert said.count("COMMIT") == 1 + 3
    store.settle()
    assert store.rows("SELECT count(*) FROM acknowledgements") == [(3,)]


def test_the_last_acknowledgement_waits_for_no_other_delivery(
    store: "Store", monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(facts_module, "IDLE", 0.01)
    receipt = store.keep()
    for number in range(1, 4):
        store.writer.acknowledged(receipt, store.clock, 200)
        deadline = time.monotonic() + 20
        while store.rows("SELECT count(*) FROM acknowledgements") != [(number,)]:
            assert time.monotonic() < deadline
        until_at_rest(store)


def until_at_rest(store: "Store") -> None:
    deadline = time.monotonic() + 20
    while not store.writer._is_resting:
        assert time.monotonic() < deadline


def test_an_acknowledgement_before_the_end_is_written(store: "Store") -> None:
    store.writer.acknowledged(store.keep(), store.clock, 200)
    store.writer.stop()
    assert store.rows("SELECT count(*) FROM acknowledgements") == [(1,)]
    store.writer.acknowledged(Receipt(1, 1, store.clock), store.clock, 200)
    assert store.rows("SELECT count(*) FROM acknowledgements") == [(1,)], "it is closed"


def test_a_job_that_fails_takes_nobody_with_it(store: "Store") -> None:
    def job(facts: Connection) -> None:
        facts.execute("UPDATE quarantine SET dropped = 99")
        raise KeyError("mine")

    go_on, _ = held(store)
    before, failing, after = store.send(b"1"), store.writer.run(job), store.send(b"2")
    go_on.set()
    assert before.result(10).delivery_id == 1
    assert after.result(10).delivery_id == 2
    assert isinstance(failing.exception(10), KeyError)
    assert store.rows("SELECT dropped FROM quarantine") == [(0,)]


def test_a_statement_that_breaks_a_rule_of_the_schema_takes_nobody_with_it(store: "Store") -> None:
    go_on, _ = held(store)
    failing = store.writer.run(
        lambda facts: facts.execute("INSERT INTO quarantine VALUES (2,0,0,0)")
    )
    kept = store.send(b"1")
    go_on.set()
    assert isinstance(failing.exception(10), StoreError)
    assert kept.result(10).delivery_id == 1


def test_text_that_no_store_can_hold_is_refused_alone(store: "Store") -> None:
    go_on, _ = held(store)
    hostile = store.send(b"{}", fingerprint="\ud800")
    kept = store.send(b"1")
    go_on.set()
    assert isinstance(hostile.exception(10), UnicodeEncodeError)
    assert kept.result(10).delivery_id == 1


def test_what_was_cancelled_before_its_turn_is_not_written(store: "Store") -> None:
    go_on, _ = held(store)
    given_up, kept = store.send(b"1"), store.send(b"2")
    assert given_up.cancel()
    go_on.set()
    assert kept.result(10).delivery_id == 1
    assert store.rows("SELECT body FROM deliveries") == [(b"2",)]


def test_written_names_are_told(store: "Store") -> None:
    store.writer.run(lambda facts: None, name="notes").result(10)
    store.settle()
    assert [one.written for one in store.told] == [frozenset({"notes"})]


def test_the_end_writes_what_waits(store: "Store") -> None:
    futures = [store.send(b"%d" % number) for number in range(600)]
    store.writer.stop()
    assert [future.result(0).delivery_id for future in futures] == list(range(1, 601))
    assert not list(store.folder.glob("*-wal"))
    assert store.rows("SELECT count(*) FROM deliveries") == [(600,)]


def test_stopping_twice_is_stopping_once(store: "Store") -> None:
    store.writer.stop()
    store.writer.stop()


def test_a_writer_that_never_started_stops(store: "Store") -> None:
    store.new_writer().stop()


def test_a_closed_store_refuses(store: "Store") -> None:
    store.writer.stop()
    assert "closed" in store.refusal()


def test_everyone_is_answered_when_it_stops_under_load(store: "Store") -> None:
    futures: list[Future[Receipt]] = []
    is_over = threading.Event()

    def load() -> None:
        number = 0
        while not is_over.is_set():
            futures.append(store.send(b"%d" % number))
            number += 1
            if number % 100 == 0:
                futures[-1].exception(10)

    thread = threading.Thread(target=load)
    thread.start()
    store.settle()
    store.writer.stop()
    is_over.set()
    thread.join(10)
    kept = [future.result(1) for future in futures if future.exception(1) is None]
    refused = [future for future in futures if future.exception(1) is not None]
    assert kept
    assert all(isinstance(future.exception(0), StoreError) for future in refused)
    assert store.rows("SELECT count(*) FROM deliveries") == [(len(kept),)]


def test_a_restart_goes_on_where_it_was(store: "Store") -> None:
    store.keep(b"1")
    store.restart()
    assert store.keep(b"1").attempt == 2
    assert store.keep(b"2").delivery_id == 2
    store.restart()
    assert store.keep(b"1").attempt == 3


def test_idle_moments_bring_the_log_into_the_file(store: "Store") -> None:
    store.keep(b"x" * 100_000)
    deadline = threading.Event()
    for _ in range(100):
        if store.facts.stat().st_size > 100_000:
            break
        deadline.wait(0.05)
    assert store.facts.stat().st_size > 100_000


def test_no_commit_has_to_bring_in_a_long_log(store: "Store") -> None:
    for start in range(0, 2_000, 50):
        for future in [store.send(b"%06000d" % (start + number)) for number in range(50)]:
            future.result(10)
    log = store.facts.with_name("facts.db-wal").stat().st_size
    assert log < 8_000_000, "its senders wait while a commit brings in so much"


def test_an_unusable_folder_is_a_store_error(store: "Store") -> None:
    writer = FactsWriter(store.folder / "none" / "facts.db", listener=print, now=store.now)
    with pytest.raises(StoreError, match="cannot be written"):
        writer.start()
    writer.stop()


@pytest.mark.parametrize("outcome", [Outcome.QUARANTINED, Outcome.AWAITING_KEY])
def test_what_is_not_trusted_is_kept_all_the_same(store: "Store", outcome: Outcome) -> None:
    assert store.keep(b"{}", outcome).delivery_id == 1
    assert store.rows("SELECT outcome FROM deliveries") == [(outcome.value,)]
    assert store.told[-1].quarantined == (outcome is Outcome.QUARANTINED)
