"""The projector follows the facts: as a thread, by hand, from zero, and past what fails."""

import json
import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

import pytest

from app.core.asked import meanings
from app.core.delivery import Outcome, Source
from app.core.errors import StoreError
from app.core.event import Event
from app.core.timeline import fold
from app.projector import projector as module
from app.projector import slices
from app.projector.projector import Projector
from app.providers import PROVIDERS
from app.store.sqlite import connect_writer
from app.store.views import ViewsWriter, opened

if TYPE_CHECKING:
    from tests.projector.conftest import House


def quote(key: str, event: str = "quote.created", **data: str) -> bytes:
    return json.dumps({"event.type": event, "data": {"id": key} | data}).encode()


def collection(key: str, status: str, **data: str) -> bytes:
    found = {"id": key, "currency": "USD", "amount": "100.00", "status": status} | data
    return json.dumps({"event.type": "collection", "data": found}).encode()


def crypto(key: str, tx_hash: str, provider_kind: str = "CRYPTO_DEPOSIT") -> bytes:
    details = {"amount": "5", "asset": "MXNB", "crypto_tx_hash": tx_hash}
    payload = {
        "type": provider_kind,
        "id": key,
        "status": "COMPLETE",
        "updated_at": "2026-11-21T10:00:00Z",
        provider_kind.lower(): details,
    }
    return json.dumps({"event": "TRANSACTION", "payload": payload}).encode()


def wait(condition: Callable[[], bool], seconds: float = 10) -> None:
    pause = threading.Event()
    for _ in range(int(seconds / 0.005)):
        if condition():
            return
        pause.wait(0.005)
    raise AssertionError("it did not come to pass in time")


# --- by hand --------------------------------------------------------------------------------------


def test_a_slice_is_told_as_it_is_committed(house: "House") -> None:
    for number in range(slices.SLICE + 5):
        house.send("just_wallet", collection(f"k{number}", "pending"))
    house.keep("just_wallet", b"not json")
    changes = house.catch_up()
    assert [one.last_delivery for one in house.told] == [200, 206]
    assert len(changes.transactions) == 205
    assert (changes.projected, changes.unreadable, changes.last_delivery) == (True, 1, 206)
    house.told.clear()
    assert not house.catch_up().transactions
    assert house.told == []


def test_a_test_event_is_shown_and_not_counted(house: "House") -> None:
    house.keep("just_wallet", collection("real", "pending"))
    house.keep("just_wallet", collection("test", "pending"), origin=Source.TEST)
    house.catch_up()
    with house.reader() as reader:
        assert reader.stats().transactions == 1
        assert {row.source for row in reader.feed_page()} == {"webhook", "test"}
        assert reader.transaction("test").entries[0].source == "test"


def test_quarantine_has_no_meaning_until_it_is_believed(house: "House") -> None:
    one = house.keep("just_wallet", collection("a", "success"), Outcome.QUARANTINED)
    house.catch_up()
    with house.reader() as reader:
        assert (reader.stats().transactions, reader.stats().quarantined) == (0, 1)
    house.admit(one)
    changes = house.catch_up()
    assert changes.transactions == {"just_wallet:collection:a"}
    with house.reader() as reader:
        assert (reader.stats().transactions, reader.stats().quarantined) == (1, 0)
        first = reader.transaction("a").row.first_received_at
        assert first == reader.delivery(one).received_at, "its original arrival"
    house.admit(one, Outcome.QUARANTINED)
    assert house.catch_up().transactions == {"just_wallet:collection:a"}
    with house.reader() as reader:
        assert (reader.stats().transactions, reader.stats().quarantined) == (0, 1)
        assert reader.feed_page()[0].transaction_id == ""
    assert house.computed() == house.rebuilt()


def test_an_unknown_provider_waits_for_a_version_that_knows_it(house: "House") -> None:
    house.keep("a_sixth", b"{}")
    house.catch_up()
    with house.reader() as reader:
        assert reader.delivery(1).unreadable == "This version knows no provider a_sixth."


def test_the_feed_grows_at_its_end_only(house: "House") -> None:
    """A repeat of a delivery that is far from projected must not come before its elders."""
    for number in range(500):
        house.send("just_wallet", collection(f"k{number}", "pending"))
    house.keep("just_wallet", collection("k499", "pending"))
    house.keep("just_wallet", collection("k3", "pending"))
    with opened(house.views, house.facts, meanings(PROVIDERS)) as writer:
        highest: list[int] = []
        while changes := slices.project_slice(writer, PROVIDERS, 100):
            with house.reader() as reader:
                count, newest = reader.feed_count(), reader.feed_page(limit=1)[0].delivery_id
            assert count == newest == changes.last_delivery
            highest.append(newest)
    assert highest == [100, 200, 300, 400, 500]
    assert house.computed() == house.rebuilt()


# --- what fails -----------------------------------------------------------------------------------


def with_parse(
    name: str, parse: Callable[[bytes], Sequence[Event]]
) -> "MappingProxyType[str, object]":
    return MappingProxyType(dict(PROVIDERS) | {name: replace(PROVIDERS[name], parse=parse)})


def test_a_body_that_breaks_our_code_is_parked_and_the_others_go_on(house: "House") -> None:
    def parse(body: bytes) -> Sequence[Event]:
        if b"poison" in body:
            raise ZeroDivisionError("the body says: poison")
        return PROVIDERS["just_wallet"].parse(body)

    house.providers = with_parse("just_wallet", parse)  # type: ignore[assignment]
    for number in range(6):
        name = "poison" if number in (1, 4) else "good"
        house.keep("just_wallet", collection(f"{name}{number}", "pending"))
    changes = house.catch_up()
    assert changes.unreadable == 2
    with house.reader() as reader:
        assert reader.stats().transactions == 4
        reasons = {reader.delivery(one).unreadable for one in (2, 5)}
    (reason,) = reasons
    assert "ZeroDivisionError" in reason
    assert "says" not in reason
    live = house.computed()
    assert live == house.rebuilt()
    house.providers = PROVIDERS
    assert house.projector().rebuild().unreadable == 0
    with house.reader() as reader:
        assert reader.stats().unreadable == 0
        assert reader.stats().transactions == 6


def test_a_fold_that_breaks_our_code_parks_what_broke_it(
    house: "House", monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(records: Sequence[object], **_: object) -> object:
        if len(records) > 1:
            raise RuntimeError("two are too many")
        return fold(records)  # type: ignore[arg-type]

    monkeypatch.setattr(slices, "judged", broken)
    house.keep("just_wallet", collection("a", "pending"))
    house.keep("just_wallet", collection("b", "pending"))
    house.keep("just_wallet", collection("a", "success"))
    house.catch_up()
    with house.reader() as reader:
        assert [row.standing for row in reader.feed_page()] == ["unreadable", "trusted", "trusted"]
        assert reader.transaction("a").row.status == "pending"
    house.keep("just_wallet", collection("b", "success"))
    house.catch_up()
    with house.reader() as reader:
        assert reader.delivery(4).standing == "unreadable", "also when it comes alone"
    assert house.computed() == house.rebuilt()


def test_a_lost_facts_file_is_a_store_error(house: "House") -> None:
    with pytest.raises(StoreError, match="cannot be written"):
        Projector(house.folder / "none.db", house.views, PROVIDERS, listener=print).catch_up()


# --- for as long as it runs -----------------------------------------------------------------------


def test_it_follows_what_comes(house: "House") -> None:
    house.keep("just_wallet", collection("early", "pending"))
    with house.following() as projector:
        wait(lambda: bool(house.told))
        for number in range(20):
            house.keep("just_wallet", collection(f"k{number}", "pending"))
            projector.wake()
            wait(lambda: house.told[-1].last_delivery == number + 2)  # noqa: B023
    assert house.failures == [""]
    assert house.computed() == house.rebuilt()


def test_what_comes_one_upon_the_other_is_written_together(
    house: "House", monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "TOGETHER", 1.0)
    with house.following() as projector:
        house.keep("just_wallet", collection("first", "pending"))
        projector.wake()
        wait(lambda: bool(house.told))
        for number in range(20):
            house.keep("just_wallet", collection(f"k{number}", "pending"))
            projector.wake()
            house.pause()
        wait(lambda: house.told[-1].last_delivery == 21)
    assert len(house.told) <= 3, "the first, what came while it was written, and the rest"


def test_what_may_be_done_later_is_done_though_there_is_always_news(
    house: "House", monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "TOGETHER", 0.0)
    monkeypatch.setattr(module, "INDEX_EVERY", 0.3)
    batches: list[int] = []
    usual = ViewsWriter.index

    def index(writer: ViewsWriter) -> int:
        batches.append(usual(writer))
        if batches[-1]:  # before the first delivery nobody holds the projector yet
            projector.wake()
        return batches[-1]

    monkeypatch.setattr(ViewsWriter, "index", index)
    with house.following() as projector:
        for number in range(40):
            house.keep("just_wallet", collection(f"k{number}", "pending"))
            projector.wake()
            wait(lambda: bool(house.told) and house.told[-1].last_delivery == number + 1)  # noqa: B023
        wait(lambda: sum(batches) == 40)
    assert len([one for one in batches if one]) < 20, "not one by one"


def test_a_stop_at_once_is_an_end(house: "House") -> None:
    for _ in range(20):
        with house.following():
            pass


def test_it_stands_still_while_the_file_is_held_and_goes_on_by_itself(
    house: "House", monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "RETRY_AFTER", 0.05)
    house.catch_up()
    holder = connect_writer(house.views, synchronous="NORMAL", checkpoint_pages=1000)
    holder.execute("BEGIN IMMEDIATE")
    house.keep("just_wallet", collection("a", "pending"))
    with house.following():
        wait(lambda: bool(house.failures))
        assert "locked" in house.failures[0]
        holder.execute("ROLLBACK")
        holder.close()
        wait(lambda: house.failures[-1] == "")
    assert [one != "" for one in house.failures] == [True, False]
    with house.reader() as reader:
        assert reader.stats().transactions == 1


def test_a_mistake_of_ours_is_said_once_and_tried_again(
    house: "House", monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "RETRY_AFTER", 0.01)
    tries: list[int] = []

    def broken(*_: object) -> None:
        tries.append(1)
        raise RuntimeError("ours")

    monkeypatch.setattr(module, "project_slice", broken)
    with house.following():
        wait(lambda: len(tries) > 3)
    assert house.failures == ["A mistake of ours: RuntimeError('ours')."]


def test_a_stop_does_not_wait_for_what_may_be_done_later(
    house: "House", monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, released = threading.Event(), threading.Event()

    def index(writer: object) -> int:
        begun.set()
        assert released.wait(10)
        return 1

    monkeypatch.setattr("app.store.views.ViewsWriter.index", index)
    with house.following() as projector:
        assert begun.wait(10)
        projector.stop()
        released.set()


def test_only_one_at_a_time_writes_the_views(
    house: "House", monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.store.views_file.PATIENCE", 0.01)
    with house.following() as projector:
        wait(lambda: bool(house.failures))
        with pytest.raises(StoreError, match="cannot be written"):
            house.catch_up()
        projector.stop()
    house.catch_up()


# --- what only several transactions show ----------------------------------------------------------


def flags(house: "House") -> dict[str, bool]:
    with house.reader() as reader:
        rows = reader.transactions_page()
    return {row.transaction_id.rpartition(":")[2]: "same_hash" in row.flags for row in rows}


def test_one_hash_in_two_deposits_is_flagged_on_both(house: "House") -> None:
    house.keep("juno", crypto("a", "0x" + "ab" * 32))
    house.keep("juno", crypto("other", "0x" + "cd" * 32))
    house.keep("juno", crypto("out", "0x" + "ab" * 32, "CRYPTO_WITHDRAWAL"))
    house.catch_up()
    assert flags(house) == {"a": False, "other": False, "out": False}
    house.keep("juno", crypto("b", "AB" * 32))
    changes = house.catch_up()
    assert flags(house) == {"a": True, "b": True, "other": False, "out": False}
    assert changes.transactions == {"juno:crypto_deposit:a", "juno:crypto_deposit:b"}
    house.keep("juno", crypto("c", "0x" + "ab" * 32))
    assert house.catch_up().transactions == {"juno:crypto_deposit:c"}
    assert flags(house)["c"]
    assert house.computed() == house.rebuilt()


def test_a_flag_goes_with_what_it_was_for(house: "House") -> None:
    house.keep("juno", crypto("a", "0x" + "ab" * 32))
    second = house.keep("juno", crypto("b", "0x" + "ab" * 32), Outcome.QUARANTINED)
    house.catch_up()
    house.admit(second)
    house.catch_up()
    assert flags(house) == {"a": True, "b": True}
    house.admit(second, Outcome.QUARANTINED)
    assert house.catch_up().transactions == {"juno:crypto_deposit:a", "juno:crypto_deposit:b"}
    assert flags(house) == {"a": False}
    assert house.computed() == house.rebuilt()


def test_whoever_may_be_about_the_same_money_is_told(house: "House") -> None:
    house.keep("juno", crypto("a", "0x" + "ab" * 32))
    house.catch_up()
    house.keep("juno", crypto("out", "0x" + "ab" * 32, "CRYPTO_WITHDRAWAL"))
    assert house.catch_up().related >= {"juno:crypto_deposit:a"}
