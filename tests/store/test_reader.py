"""What the store answers when a page, a row, a transaction or a delivery is asked for."""

import json
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from app.core.asked import meanings
from app.core.delivery import Outcome
from app.core.errors import NotFound, StoreError
from app.providers import PROVIDERS
from app.store import ring
from app.store.reader import Reader
from app.store.sqlite import Connection, connect_writer

if TYPE_CHECKING:
    from tests.store.conftest import Store

QUARANTINED = Outcome.QUARANTINED


def issuance(key: str, status: str = "COMPLETE", *, at: str = "15:20:14", **other: Any) -> bytes:
    payload = {
        "type": "ISSUANCE",
        "id": key,
        "status": status,
        "external_ref": f"order-{key}",
        "created_at": "2026-11-21T10:00:00Z",
        "updated_at": f"2026-11-21T{at}Z",
        "issuance": {
            "network": "ARBITRUM",
            "amount": "100.000000",
            "asset": "MXN",
            "method": "SPEI",
            "deposit_sender_clabe": "646180115400230775",
            "deposit_sender_name": "José Núñez",
        }
        | other,
    }
    return json.dumps({"event": "TRANSACTION", "payload": payload}).encode()


def funding(key: str, status: str = "complete", **details: str) -> bytes:
    payload = {
        "fid": key,
        "status": status,
        "created_at": "2026-11-21T10:00:00+00:00",
        "currency": "mxn",
        "amount": "100.00",
        "asset": "mxn",
        "network": "spei",
        "details": details,
    }
    return json.dumps({"event": "funding", "payload": payload}).encode()


@pytest.fixture
def reader(store: "Store") -> Iterator[Reader]:
    """A reader of a store of ten deliveries of Juno and five of Bitso, one of them forged."""
    for number in range(10):
        status = "COMPLETE" if number % 2 else "PENDING"
        store.keep(issuance(f"j{number}", status), at=store.clock + timedelta(minutes=number))
    for number in range(4):
        store.keep(funding(f"b{number}"), provider="bitso")
    store.keep(funding("forged"), QUARANTINED, provider="bitso")
    store.project()
    with store.reader() as reader:
        yield reader


def ids(rows: Any) -> list[int]:
    return [row.delivery_id for row in rows]


# --- feed -----------------------------------------------------------------------------------------


def test_pages_join_without_gap_or_overlap(reader: Reader) -> None:
    seen, before = [], None
    while page := reader.feed_page(before=before, limit=4):
        seen += ids(page)
        before = page[-1].delivery_id
    assert seen == list(range(15, 0, -1))


def test_what_is_new_comes_oldest_first(reader: Reader) -> None:
    assert ids(reader.feed_after(12)) == [13, 14, 15]
    assert ids(reader.feed_after(0, 2)) == [1, 2]
    assert reader.feed_after(15) == []
    assert reader.feed_count() == 15


def test_named_rows_come_oldest_first(reader: Reader) -> None:
    assert ids(reader.feed_rows([7, 3, 99])) == [3, 7]
    assert ids(reader.feed_rows_of(["juno:issuance:j4", "bitso:funding:b0", "none"])) == [5, 11]
    assert reader.feed_rows([]) == []


def test_a_row_says_what_arrived(reader: Reader) -> None:
    (row,) = reader.feed_rows([2])
    shown = (row.provider, row.kind, row.event_type, row.status, row.provider_status)
    assert shown == ("juno", "issuance", "TRANSACTION", "complete", "COMPLETE")
    assert (row.amount, row.asset, row.rail) == ("100.000000", "MXN", "SPEI")
    assert (row.counterparty, row.reference) == ("646180115400230775", "order-j1")
    assert (row.transaction_id, row.attempts, row.flags) == ("juno:issuance:j1", 1, ())
    assert (row.standing, row.basis, row.source) == ("trusted", "signature", "webhook")
    (forged,) = reader.quarantine()
    assert (forged.standing, forged.basis, forged.status) == ("quarantined", "failed", "")


def test_quarantine_holds_what_awaits_its_key(store: "Store") -> None:
    store.keep(b"1", QUARANTINED)
    store.keep(b"2")
    store.keep(b"3", Outcome.AWAITING_KEY)
    store.project()
    with store.reader() as reader:
        assert ids(reader.quarantine()) == [3, 1]
        assert ids(reader.quarantine(1)) == [3]


# --- transactions ---------------------------------------------------------------------------------


def test_pages_of_transactions_join(reader: Reader) -> None:
    seen: list[str] = []
    before: tuple[datetime, str] | None = None
    while page := reader.transactions_page(before=before, limit=3):
        seen += [row.transaction_id for row in page]
        before = (page[-1].last_received_at, page[-1].transaction_id)
    assert len(seen) == len(set(seen)) == 14
    assert seen[0] == "juno:issuance:j9"


def test_named_transactions(reader: Reader) -> None:
    rows = reader.transaction_rows(["juno:issuance:j1", "none"])
    assert [row.transaction_id for row in rows] == ["juno:issuance:j1"]


def test_a_transaction_whole(store: "Store") -> None:
    store.keep(issuance("one", "COMPLETE", at="15:20:14"))
    store.keep(issuance("one", "IN_PROGRESS", at="15:19:00"))
    store.keep(issuance("one", "COMPLETE", at="15:20:14"))
    store.project()
    with store.reader() as reader:
        detail = reader.transaction("juno:issuance:one")
        assert reader.transaction("one") == detail
        assert reader.deliveries_of("juno:issuance:one") == [1, 2]
    row = detail.row
    assert (row.status, row.provider_status, row.is_final) == ("complete", "COMPLETE", True)
    assert (row.amount, row.asset, row.attempts) == ("100.000000", "MXN", 3)
    assert detail.sender == "646180115400230775"
    assert detail.finalised_at == row.occurred_at
    assert [(entry.provider_status, entry.duplicates) for entry in detail.entries] == [
        ("IN_PROGRESS", 0),
        ("COMPLETE", 1),
    ]
    assert [entry.delivery_id for entry in detail.entries] == [2, 1]
    kinds = {one.kind.value for one in detail.identifiers}
    assert {"id", "external_ref", "clabe", "name"} <= kinds


def test_the_same_money_elsewhere_is_shown_with_its_evidence(store: "Store") -> None:
    clave = "2026112140014BMOV0000495448940"
    store.keep(issuance("one", external_fiat_id=clave))
    store.keep(funding("two", clave_rastreo=clave), provider="bitso")
    store.keep(funding("three", clave_rastreo="another-clave-de-rastreo"), provider="bitso")
    store.project()
    with store.reader() as reader:
        (related,) = reader.transaction("one").related
        assert related.transaction_id == "bitso:funding:two"
        assert related.evidence == "clave de rastreo + equal amount"
        assert [one.transaction_id for one in reader.transaction("two").related] == [
            "juno:issuance:one"
        ]
        assert reader.transaction("three").related == ()
    store.project()
    assert store.told[-1].related >= {"juno:issuance:one", "bitso:funding:two"}


def test_what_is_not_there_is_not_found(reader: Reader) -> None:
    with pytest.raises(NotFound):
        reader.transaction("none")
    with pytest.raises(NotFound):
        reader.delivery(99)


def test_a_snapshot_shows_nothing_that_came_later(store: "Store") -> None:
    store.keep(issuance("one"))
    store.project()
    with store.reader() as reader:
        with reader.snapshot():
            assert len(reader.transactions_page()) == 1
            store.keep(issuance("two"))
            store.project()
            assert len(reader.transactions_page()) == reader.feed_count() == 1
            with reader.snapshot():
                assert reader.feed_count() == 1
            assert reader.feed_count() == 1, "the inner one ended the outer one"
        assert len(reader.transactions_page()) == 2


def test_what_one_question_reads_is_of_one_moment(store: "Store") -> None:
    """Else an alert that ends between two statements of one would be missed by the second."""
    store.keep(issuance("one"))
    store.project()

    def counted_twice(found: Connection) -> tuple[int, int]:
        (before,) = found.execute("SELECT count(*) FROM transactions").fetchone()
        store.keep(issuance("two"))
        store.project()
        (after,) = found.execute("SELECT count(*) FROM transactions").fetchone()
        return before, after

    with store.reader() as reader:
        assert reader._asked(counted_twice) == (1, 1)
        assert len(reader.transactions_page()) == 2


def test_what_fails_within_a_snapshot_is_told_as_everywhere(store: "Store") -> None:
    store.keep(issuance("one"))
    store.project()
    with store.reader() as reader:
        with reader.snapshot(), pytest.raises(StoreError):
            reader._asked(lambda found: found.execute("SELECT nothing"))
        assert reader.feed_count() == 1


# --- one delivery ---------------------------------------------------------------------------------


def test_a_delivery_whole(store: "Store") -> None:
    first = store.keep(issuance("one"), headers=((b"host", b"a\xff"), (b"x-b", b"2")))
    second = store.keep(issuance("one"), at=store.clock + timedelta(seconds=9))
    answered = store.clock + timedelta(seconds=1)
    store.writer.acknowledged(first, answered, 200)
    store.writer.acknowledged(second, answered, 503)
    store.settle()
    store.project()
    with store.reader() as reader:
        detail = reader.delivery(1)
    assert detail.body == issuance("one")
    assert detail.headers == (("host", "aÿ"), ("x-b", "2"))
    assert detail.body_is_intact
    assert detail.transaction_ids == ("juno:issuance:one",)
    assert (detail.standing, detail.basis, detail.origin) == ("trusted", "signature", "webhook")
    assert [(one.acknowledged_at, one.answer) for one in detail.attempts] == [
        (answered, 200),
        (answered, 503),
    ]


def test_a_changed_body_is_noticed(store: "Store") -> None:
    store.keep(issuance("one"))
    store.writer.run(lambda facts: facts.execute("UPDATE deliveries SET body = x'7b7d'"))
    store.settle()
    store.project()
    with store.reader() as reader:
        assert not reader.delivery(1).body_is_intact


def test_a_later_verdict_is_the_one_that_is_shown(store: "Store") -> None:
    store.keep(issuance("one"), QUARANTINED)
    store.project()
    verdict = store.verdict(scheme="rsa-sha256", key_id="7", form="raw body")
    store.writer.admit(1, verdict).result(10)
    with store.reader() as reader:
        assert reader.delivery(1).standing == "quarantined", "as long as it is not projected"
    store.project()
    with store.reader() as reader:
        detail = reader.delivery(1)
    assert (detail.standing, detail.basis) == ("trusted", "signature")
    assert (detail.scheme, detail.key_id, detail.form) == ("rsa-sha256", "7", "raw body")


def test_what_quarantine_let_go_is_said(store: "Store", monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ring, "LIMIT", 1000)
    for number in range(8):
        store.keep(b"%0300d" % number, QUARANTINED)
    store.project()
    with store.reader() as reader:
        detail = reader.delivery(1)
        assert reader.quarantine_let_go() >= 5
        assert len(reader.quarantine()) == 8
    assert (detail.body, detail.body_is_kept, detail.body_is_intact) == (b"", False, True)


def test_a_delivery_shows_before_it_is_projected(store: "Store") -> None:
    store.project()
    store.keep(b"{}", QUARANTINED)
    with store.reader() as reader:
        detail = reader.delivery(1)
    assert (detail.standing, detail.unreadable, detail.transaction_ids) == ("quarantined", "", ())


# --- the reader itself ----------------------------------------------------------------------------


def test_a_missing_store_is_a_store_error(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="cannot be read"):
        Reader(tmp_path / "views.db", tmp_path / "facts.db", meanings(PROVIDERS))


def test_a_damaged_store_is_a_store_error(store: "Store") -> None:
    store.project()
    store.views.write_bytes(store.views.read_bytes()[:4096] + b"\xff" * 40_000)
    for ending in ("-wal", "-shm"):
        store.views.with_name(f"views.db{ending}").unlink(missing_ok=True)
    with pytest.raises(StoreError, match="cannot be read"):
        store.reader()


def test_a_question_that_cannot_be_answered_is_a_store_error(store: "Store") -> None:
    store.project()
    with store.reader() as reader:
        views = connect_writer(store.views, synchronous="NORMAL", checkpoint_pages=1000)
        for table in ("feed", "numbers", "transactions", "identifiers"):
            views.execute(f"DROP TABLE {table}")
        views.close()
        questions: list[Callable[[], object]] = [
            reader.feed_page,
            reader.stats,
            reader.transactions_page,
            lambda: reader.lookup("646180115400230775"),
            lambda: reader.transaction("a"),
        ]
        for question in questions:
            with pytest.raises(StoreError, match="cannot be read"):
                question()


def test_a_reader_sees_what_is_projected_meanwhile(store: "Store") -> None:
    store.project()
    with store.reader() as reader:
        assert reader.feed_count() == 0
        store.keep(issuance("one"))
        store.project()
        assert reader.feed_count() == 1
        assert reader.store_size() > 4096


def test_whether_something_waits_to_be_projected(store: "Store") -> None:
    store.project()
    writes: tuple[Callable[[], object], ...] = (
        lambda: store.keep(b"{}", QUARANTINED),
        lambda: store.keep(b"{}", QUARANTINED),
        lambda: store.admit(1),
    )
    with store.reader() as reader:
        assert not reader.is_behind()
        for write in writes:
            write()
            assert reader.is_behind()
            store.project()
            assert not reader.is_behind()
