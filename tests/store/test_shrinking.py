"""What is kept is made smaller later, and is the same to whoever reads it."""

import shutil
import threading
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from app.core.delivery import Outcome
from app.core.query import parse_filter
from app.providers import PROVIDERS
from app.store import facts as module
from app.store import shrinking
from app.store.facts import FactsWriter
from app.store.keeping import KNOWN
from app.store.packing import NUMBER, kept_by
from app.store.sqlite import connect_writer
from tests.store.conftest import Store

if TYPE_CHECKING:
    from app.store.rows import DeliveryDetail

ROOT = Path(__file__).parents[2]
DICTIONARIES = ROOT / "resources" / "dictionaries"
OLD = ROOT / "tests" / "samples" / "stores" / "before-packing.db"

# Kept bytes depend on them: none of these may ever change. A better one has the next number.
DIGESTS = {
    "bitso-1.txt": "a7f6ca5d2572371e",
    "juicyway-1.txt": "b64a9b175a8fb878",
    "juno-1.txt": "f48a5014b22a642c",
    "just_wallet-1.txt": "b90fd42fce7f7f10",
    "yuno-1.txt": "561db6ae067c0243",
}


def shrink(store: Store, newest: int = 0) -> int:
    """All but the newest; how many were looked at."""
    looked = 0
    while news := store.writer.run(lambda facts: shrinking.shrink(facts, 7, newest)).result(10):
        looked += news
    return looked


def seen(store: Store, count: int) -> "list[DeliveryDetail]":
    store.project()
    with store.reader() as reader:
        return [reader.delivery(number) for number in range(1, count + 1)]


def packed(store: Store) -> list[int]:
    return [int(str(row[0])) for row in store.rows("SELECT packing FROM deliveries ORDER BY id")]


def body(number: int) -> bytes:
    return b'{"event":"TRANSACTION","payload":{"id":"%d","status":"PENDING"}}' % number


@pytest.mark.parametrize("fingerprint", [sha256(body(1)).hexdigest(), "0123456789abcdef" * 4])
def test_a_repeat_of_what_is_packed_is_known(store: Store, fingerprint: str) -> None:
    other = f"{fingerprint[:8]}{fingerprint[:7:-1]}"  # the index cannot tell it apart
    first = store.keep(body(1), provider="juno", fingerprint=fingerprint)
    before = seen(store, 1)
    shrink(store)
    assert seen(store, 1) == before, "its fingerprint too"
    assert store.keep(body(1), provider="juno", fingerprint=fingerprint).attempt == 2
    assert store.keep(body(2), provider="juno", fingerprint=other).delivery_id != first.delivery_id
    assert store.keep(body(1), provider="bitso", fingerprint=fingerprint).attempt == 1
    with store.reader() as reader:
        assert reader.is_kept("juno", fingerprint)
        assert reader.is_kept("juno", other)
        assert not reader.is_kept("yuno", fingerprint)


def test_repeats_are_found_by_the_index(store: Store) -> None:
    store.keep(body(1))
    asked = ("juno", "f", "trusted", 0, "webhook")
    steps = [str(row[3]) for row in store.rows(f"EXPLAIN QUERY PLAN {KNOWN}", *asked)]
    assert "SEARCH d USING INDEX deliveries_by_beginning (<expr>=?)" in steps


def test_what_is_packed_is_read_as_it_came(store: Store) -> None:
    bodies = [body(1), b"", bytes(range(256)), body(2) * 50, b"\xff\xfe not utf-8"]
    for provider in ("juno", "bitso", "yuno", "juicyway", "just_wallet", "a_sixth"):
        for one in bodies:
            store.keep(one + provider.encode() if one else one, provider=provider)
    count = len(packed(store))
    before = seen(store, count)
    assert shrink(store) == count
    assert packed(store).count(NUMBER) == count - len(bodies), "all that there is a dictionary for"
    assert seen(store, count) == before
    assert all(one.body_is_intact for one in before)
    assert shrink(store) == 0


def test_what_is_packed_is_smaller_and_gives_its_pages_back(store: Store) -> None:
    for number in range(300):
        store.send(body(number) + b"x" * 900)
    store.settle()
    pages = "SELECT page_count - freelist_count FROM pragma_page_count, pragma_freelist_count"
    ((before,),) = store.rows(pages)
    shrink(store)
    ((after,),) = store.rows(pages)
    assert int(str(after)) * 2 < int(str(before))


def test_the_newest_and_what_was_in_doubt_stay_as_they_came(store: Store) -> None:
    store.keep(body(1))
    store.keep(body(2), Outcome.QUARANTINED)
    admitted = store.keep(body(3), Outcome.AWAITING_KEY).delivery_id
    store.admit(admitted)
    doubted = store.keep(body(4)).delivery_id
    store.admit(doubted, Outcome.QUARANTINED)
    store.keep(body(5))
    store.keep(body(6))
    shrink(store, newest=1)
    assert packed(store) == [NUMBER, 0, 0, 0, NUMBER, 0]


def test_a_repeat_of_a_packed_delivery_is_one_more_attempt(store: Store) -> None:
    first = store.keep(body(1))
    shrink(store)
    again = store.keep(body(1))
    assert (again.delivery_id, again.attempt) == (first.delivery_id, 2)


def test_the_views_of_packed_deliveries_are_the_same(store: Store) -> None:
    samples = ROOT / "tests" / "samples" / "juno"
    for file in sorted(samples.glob("*.json")):
        if not file.name.endswith(".expected.json"):
            store.keep(file.read_bytes())
    store.project()
    query = parse_filter("path:payload.status=COMPLETE", frozenset(PROVIDERS))
    with store.reader() as reader:
        before = reader.transactions_page(), reader.feed_page()
        found = reader.feed_page(query=query)
        shrink(store)
        assert found
        assert reader.feed_page(query=query) == found
    for ending in ("", "-wal", "-shm"):
        store.views.with_name(f"views.db{ending}").unlink(missing_ok=True)
    store.project()
    with store.reader() as reader:
        assert (reader.transactions_page(), reader.feed_page()) == before


def test_the_writer_does_it_while_nothing_arrives(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shrinking.shrink, "__defaults__", (50, 0))
    monkeypatch.setattr(module, "IDLE", 0.01)
    store.restart()
    for number in range(120):
        store.send(body(number))
    store.settle()
    pause = threading.Event()
    for _ in range(2000):
        if set(packed(store)) == {NUMBER}:
            break
        pause.wait(0.005)
    assert set(packed(store)) == {NUMBER}
    assert store.keep(body(200)).attempt == 1


@pytest.mark.parametrize("place", [0, 10])
def test_a_flipped_bit_of_a_packed_body_is_noticed(store: Store, place: int) -> None:
    store.keep(body(1) * 3)
    shrink(store)
    store.writer.stop()
    facts = connect_writer(store.facts, synchronous="FULL", checkpoint_pages=1000)
    (kept,) = facts.execute("SELECT body FROM deliveries").fetchone()
    harmed = bytearray(kept)
    harmed[place] ^= 4
    facts.execute("UPDATE deliveries SET body = ?", (bytes(harmed),))
    facts.close()
    assert not seen(store, 1)[0].body_is_intact


def test_no_dictionary_that_bytes_depend_on_has_changed() -> None:
    found = {
        file.name: sha256(file.read_bytes()).hexdigest()[:16]
        for file in DICTIONARIES.iterdir()
        if not file.name.startswith("events-")  # of views, which can be made again
    }
    assert found == DIGESTS
    for name in DIGESTS:
        assert kept_by(name.partition("-")[0], 1) is not None


def test_a_store_of_before_climbs_and_is_made_smaller(tmp_path: Path) -> None:
    shutil.copy(OLD, tmp_path / "facts.db")
    store = Store(tmp_path)
    store.writer.start()
    try:
        count = len(packed(store))
        before = seen(store, count)
        assert count == 60
        assert all(one.body_is_intact and one.headers for one in before)
        assert shrink(store) == count
        assert NUMBER in packed(store)
        assert seen(store, count) == before
    finally:
        store.writer.stop()


def test_nothing_is_lost_when_it_fails_half_way(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(5):
        store.keep(body(number))
    before = store.rows("SELECT * FROM deliveries")

    def broken(provider: str, number: int) -> None:
        raise OSError("no such file")

    monkeypatch.setattr(shrinking, "kept_by", broken)
    failed = store.writer.run(lambda facts: shrinking.shrink(facts, 7, 0)).exception(10)
    assert isinstance(failed, OSError)
    assert store.rows("SELECT * FROM deliveries") == before
    assert isinstance(store.writer, FactsWriter)
