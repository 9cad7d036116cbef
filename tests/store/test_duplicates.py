"""Whatever order trusted and forged copies come in, each fact is kept once and counted rightly."""

from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.core.delivery import Outcome, Source

if TYPE_CHECKING:
    from tests.store.conftest import Store

TRUSTED, QUARANTINED, AWAITING = Outcome.TRUSTED, Outcome.QUARANTINED, Outcome.AWAITING_KEY


def standings(store: "Store") -> list[tuple[object, ...]]:
    """Each delivery's id, newest outcome and twin."""
    return store.rows(
        """SELECT d.id, coalesce(a.outcome, d.outcome), a.twin_id FROM deliveries d
        LEFT JOIN admissions a ON a.id = (SELECT max(id) FROM admissions WHERE delivery_id = d.id)
        ORDER BY d.id"""
    )


def test_a_forged_copy_does_not_hide_the_genuine_one(store: "Store") -> None:
    assert store.keep(b"{}", QUARANTINED).delivery_id == 1
    assert store.keep(b"{}", TRUSTED).delivery_id == 2
    assert store.keep(b"{}", QUARANTINED).delivery_id == 1
    assert store.keep(b"{}", TRUSTED).delivery_id == 2


def test_a_test_event_does_not_hide_a_real_one(store: "Store") -> None:
    assert store.keep(b"{}", origin=Source.TEST).delivery_id == 1
    assert not store.keep(b"{}").is_repeat
    assert store.keep(b"{}", origin=Source.BACKFILL).delivery_id == 2
    assert store.keep(b"{}", origin=Source.TEST).delivery_id == 1


def test_what_is_believed_later_keeps_its_arrival(store: "Store") -> None:
    store.keep(b"{}", QUARANTINED)
    facts = store.rows("SELECT * FROM deliveries")
    assert store.admit(1).delivery_id == 1
    assert store.rows("SELECT * FROM deliveries") == facts
    assert standings(store) == [(1, "trusted", None)]
    assert store.keep(b"{}", TRUSTED).attempt == 2
    assert store.told[-2].written == frozenset({"verdicts"})


def test_what_is_believed_later_joins_its_genuine_copy(store: "Store") -> None:
    store.keep(b"{}", QUARANTINED)
    store.keep(b"{}", TRUSTED)
    receipt = store.admit(1)
    assert (receipt.delivery_id, receipt.attempt) == (2, 2)
    assert standings(store) == [(1, "trusted", 2), (2, "trusted", None)]
    assert store.rows("SELECT delivery_id, number FROM attempts") == [(2, 2)]


def test_believing_twice_counts_once(store: "Store") -> None:
    store.keep(b"{}", QUARANTINED)
    store.keep(b"{}", TRUSTED)
    store.admit(1)
    assert store.admit(1).delivery_id == 2
    assert standings(store) == [(1, "trusted", 2), (2, "trusted", None)]
    assert store.rows("SELECT count(*) FROM attempts") == [(1,)]


def test_a_key_that_came_may_speak_against_a_delivery(store: "Store") -> None:
    store.keep(b"{}", AWAITING)
    store.admit(1, QUARANTINED)
    assert standings(store) == [(1, "quarantined", None)]
    assert store.keep(b"{}", QUARANTINED).attempt == 2


STORIES = st.lists(
    st.tuples(
        st.sampled_from(["trusted", "quarantined", "awaiting key", "admit", "restart"]),
        st.integers(0, 2),
    ),
    max_size=14,
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STORIES)
def test_every_story_of_arrivals_adds_up(
    make_store: "Callable[[], Store]", story: list[tuple[str, int]]
) -> None:
    store = make_store()
    arrivals: Counter[int] = Counter()
    believed: set[int] = set()
    for word, fact in story:
        body = b"%d" % fact
        if word == "restart":
            store.restart()
        elif word == "admit":
            ids = [row[0] for row in store.rows("SELECT id FROM deliveries WHERE body = ?", body)]
            for one in ids:
                store.admit(int(str(one)))
                believed.add(fact)
        else:
            store.keep(body, Outcome(word))
            arrivals[fact] += 1
            if word == "trusted":
                believed.add(fact)
    rows = store.rows("SELECT body, id FROM deliveries ORDER BY id")
    state = {one: (outcome, twin) for one, outcome, twin in standings(store)}
    for fact in range(3):
        mine = [one for body, one in rows if body == b"%d" % fact]
        leading = [one for one in mine if state[one] == ("trusted", None)]
        assert len(leading) == (fact in believed), "one trusted delivery a fact, no more"
        told = store.rows(
            "SELECT count(*) FROM attempts t JOIN deliveries d ON d.id = t.delivery_id"
            " WHERE d.body = ?",
            b"%d" % fact,
        )[0][0]
        twins = sum(1 for one in mine if state[one][1] is not None)
        assert len(mine) + int(str(told)) - twins == arrivals[fact]
    store.writer.stop()
