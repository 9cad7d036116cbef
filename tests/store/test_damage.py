"""A body that is not the one that came is noticed, whichever of its bits has turned."""

import random
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from app.core.alerts import AlertKind
from app.core.asked import meanings
from app.providers import PROVIDERS
from app.store import damage, shrinking
from app.store.reader import Reader
from app.store.sqlite import Connection, connect_reader, connect_writer
from tests.store.conftest import START

if TYPE_CHECKING:
    from tests.store.conftest import Store

SAMPLES = sorted(
    file
    for file in (Path(__file__).parents[1] / "samples").glob("*/*.json")
    if not file.name.endswith(".expected.json")
)


def fill(store: "Store", packed: bool = True) -> int:
    """Every sample there is, the older half of them packed; how many."""
    bodies = dict.fromkeys((file.parent.name, file.read_bytes()) for file in SAMPLES)
    for provider, body in bodies:
        store.keep(body, provider=provider, fingerprint=str(len(body)) + body.hex()[:40])
    newest = len(bodies) // 2
    while packed and store.writer.run(lambda facts: shrinking.shrink(facts, 50, newest)).result(10):
        pass
    return len(bodies)


def harmed(kept: bytes, bit: int) -> bytes:
    body = bytearray(kept)
    body[bit // 8] ^= 1 << bit % 8
    return bytes(body)


def opened(store: "Store") -> Connection:
    return connect_writer(store.facts, synchronous="OFF", checkpoint_pages=4000)


BODY = "unpacked(body, provider, packing)"


def test_every_flipped_bit_of_every_body_is_noticed(store: "Store") -> None:
    """One bit of each of a few hundred bodies at a time, plain and packed ones, forty times."""
    fill(store)
    store.writer.stop()
    chosen = random.Random(6)
    tried = same = 0
    with closing(opened(store)) as facts:
        kept = {
            row["id"]: (row["body"], row["whole"])
            for row in facts.execute(
                f"SELECT id, body, {BODY} AS whole FROM deliveries WHERE length(body) > 0"
            )
        }
        for _ in range(40):
            turned = [
                (harmed(body, chosen.randrange(len(body) * 8)), number)
                for number, (body, _) in kept.items()
            ]
            facts.execute("BEGIN")
            facts.executemany("UPDATE deliveries SET body = ? WHERE id = ?", turned)
            # The last bits of a packed body may be padding, which nobody reads.
            changed = [
                row["id"]
                for row in facts.execute(f"SELECT id, {BODY} AS body FROM deliveries ORDER BY id")
                if row["id"] in kept and row["body"] != kept[row["id"]][1]
            ]
            assert list(damage.look(facts, 0, 10_000).damaged) == changed
            tried += len(turned)
            same += len(turned) - len(changed)
            facts.execute("ROLLBACK")
        assert damage.look(facts, 0, 10_000).damaged == ()
    assert tried > 4_000
    assert same < tried / 100


@pytest.mark.parametrize("is_packed", [False, True])
def test_each_bit_of_one_body(store: "Store", is_packed: bool) -> None:
    body = b'{"event":"TRANSACTION","payload":{"id":"1","status":"PENDING","amount":"1200.50"}}'
    store.keep(body)
    if is_packed:
        store.writer.run(lambda facts: shrinking.shrink(facts, 9, 0)).result(10)
    store.writer.stop()
    with closing(opened(store)) as facts:
        (kept,) = facts.execute("SELECT body FROM deliveries").fetchone()
        assert (len(kept) < len(body)) is is_packed
        for bit in range(len(kept) * 8):
            facts.execute("UPDATE deliveries SET body = ?", (harmed(kept, bit),))
            (now,) = facts.execute(f"SELECT {BODY} FROM deliveries").fetchone()
            assert (now == body) == (not damage.look(facts, 0, 9).damaged)
            assert now != body or is_packed


def test_a_look_goes_on_where_the_last_one_ended(store: "Store") -> None:
    for number in range(7):
        store.keep(b"%d" % number)
    store.writer.run(
        lambda facts: facts.execute("UPDATE deliveries SET body = x'00' WHERE id IN (3, 7)")
    ).result(10)
    with closing(connect_reader(store.facts)) as facts:
        looks, last = [], 0
        while (looked := damage.look(facts, last, 3)).last is not None:
            looks.append(looked)
            last = looked.last
    assert [(one.last, one.damaged) for one in looks] == [(3, (3,)), (6, ()), (7, (7,))]


def test_the_other_body_of_a_repeat_is_watched_too(store: "Store") -> None:
    store.keep(b"one", fingerprint="same")
    store.keep(b"eno", fingerprint="same")
    with closing(connect_reader(store.facts)) as facts:
        assert damage.look(facts, 0, 9).damaged == ()
        store.writer.run(lambda facts: facts.execute("UPDATE attempts SET body = x'00'")).result(10)
        assert damage.look(facts, 0, 9).damaged == (1,)


def test_what_was_let_go_is_not_damaged(store: "Store") -> None:
    store.keep(b"one")
    store.writer.run(lambda facts: facts.execute("UPDATE deliveries SET body = NULL")).result(10)
    with closing(connect_reader(store.facts)) as facts:
        assert damage.look(facts, 0, 9).damaged == ()


def settle(store: "Store") -> int:
    return store.writer.run(lambda facts: damage.settle(facts, [1], START)).result(10)


def test_damage_is_noted_once_and_so_is_its_end(store: "Store") -> None:
    store.keep(b"one")
    assert settle(store) == 0
    store.writer.run(lambda facts: facts.execute("UPDATE deliveries SET body = 'no'")).result(10)
    assert (settle(store), settle(store)) == (1, 0)
    with closing(connect_reader(store.facts)) as facts:
        assert damage.damaged(facts) == [1]
        store.writer.run(lambda facts: facts.execute("UPDATE deliveries SET body = 'one'"))
        assert (settle(store), settle(store)) == (1, 0)
        assert damage.damaged(facts) == []
    assert len(store.rows("SELECT id FROM damages")) == 2


def test_a_damaged_delivery_needs_a_person_and_means_nothing(store: "Store") -> None:
    body = next(file for file in SAMPLES if file.parent.name == "juno").read_bytes()
    store.keep(body, provider="juno")
    store.project()
    with store.reader() as reader:
        before = reader.transactions_page()
        assert before
    spoiled = body.replace(b"0", b"9")
    assert spoiled != body
    store.writer.run(
        lambda facts: facts.execute("UPDATE deliveries SET body = ?", (spoiled,))
    ).result(10)
    settle(store)
    store.project()
    with store.reader() as reader:
        assert reader.transactions_page() == []
        (line,) = reader.alerts(START)
        assert (line.kind, line.count) == (AlertKind.DAMAGED, 1)
        assert reader.feed_page()[0].standing == "unreadable"
        assert "SHA-256" in reader.delivery(1).unreadable
    store.writer.run(lambda facts: facts.execute("UPDATE deliveries SET body = ?", (body,)))
    settle(store)
    store.project()
    with store.reader() as reader:
        assert reader.transactions_page() == before
        assert reader.alerts(START) == []


def test_whoever_opens_a_damaged_delivery_tells_of_it(store: "Store") -> None:
    store.keep(b"one")
    store.keep(b"two")
    store.writer.run(
        lambda facts: facts.execute("UPDATE deliveries SET body = 'x' WHERE id = 2")
    ).result(10)
    store.project()
    told: list[int] = []
    with Reader(store.views, store.facts, meanings(PROVIDERS), changed=told.append) as reader:
        reader.delivery(1)
        assert told == []
        assert not reader.delivery(2).body_is_intact
    assert told == [2]
