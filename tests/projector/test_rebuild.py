"""All that is computed can be thrown away: computed again from zero it is the same, row by row."""

import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.core.asked import meanings
from app.core.delivery import Outcome, Source
from app.projector.slices import project_slice
from app.providers import PROVIDERS
from app.store.views import opened

if TYPE_CHECKING:
    from tests.projector.conftest import House

SAMPLES = Path(__file__).parent.parent / "samples"


def every_body() -> Iterator[tuple[str, bytes]]:
    for provider in PROVIDERS:
        for file in sorted((SAMPLES / provider).glob("*.json")):
            if not file.name.endswith(".expected.json"):
                yield provider, file.read_bytes()


BODIES = list(every_body())


def mixed_traffic(house: "House", chance: random.Random, count: int) -> None:
    """Deliveries of all providers: repeats, forgeries, tests, verdicts that come later."""
    waiting: list[int] = []
    for _ in range(count):
        provider, body = chance.choice(BODIES)
        outcome = chance.choices(list(Outcome)[:3], (8, 1, 1))[0]
        origin = Source.TEST if chance.random() < 0.05 else Source.WEBHOOK
        delivery_id = house.keep(provider, body, outcome, origin=origin)
        if outcome is not Outcome.TRUSTED:
            waiting.append(delivery_id)
        if waiting and chance.random() < 0.1:
            again = chance.choice(waiting)
            house.admit(again, chance.choice([Outcome.TRUSTED, Outcome.QUARANTINED]))
        if chance.random() < 0.1:
            house.catch_up()
            run_of_asking(house, chance)
    house.catch_up()


def run_of_asking(house: "House", chance: random.Random) -> None:
    """A provider did not list some transactions, and some again that it had not listed."""
    with house.reader() as reader:
        known = [row.transaction_id for row in reader.transactions_page(limit=20)]
        missing = [row.transaction.transaction_id for row in reader.differences()]
    house.asked(
        missing=tuple(chance.sample(known, min(2, len(known)))),
        found=tuple(chance.sample(missing, min(1, len(missing)))),
    )


@pytest.mark.parametrize("seed", range(3))
def test_rebuilt_is_live_over_mixed_traffic(house: "House", seed: int) -> None:
    mixed_traffic(house, random.Random(seed), 300)
    live = house.computed()
    assert {name for name, rows in live.items() if rows} == set(live)
    assert live == house.rebuilt()
    house.projector().rebuild()
    assert house.computed() == live


def test_every_sample_is_projected_once_whatever_the_slice(house: "House") -> None:
    for future in [house.send(provider, body) for provider, body in BODIES]:
        future.result(10)
    house.catch_up()
    live = house.computed()
    with opened(house.views, house.facts, meanings(PROVIDERS)) as writer:
        for limit in (1, 7):
            writer.reset()
            while project_slice(writer, PROVIDERS, limit):
                pass
            assert house.computed() == live
    with house.reader() as reader:
        stats = reader.stats()
        assert set(stats.by_provider_status) == set(PROVIDERS)
        assert stats.deliveries == reader.feed_count()
        assert stats.transactions == len(reader.transactions_page(limit=10_000))
        for row in reader.transactions_page(limit=10_000):
            assert reader.transaction(row.transaction_id).entries
            assert row.transaction_id in {
                hit.transaction_id for hit in reader.lookup(row.transaction_id)
            }


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(
            st.integers(0, 8),
            st.sampled_from(["trusted", "quarantined", "awaiting key", "admit", "undo", "project"]),
        ),
        max_size=20,
    ),
    st.integers(0, len(BODIES) - 9),
)
def test_rebuilt_is_live_over_every_story(
    new_house: "Callable[[], House]", story: list[tuple[int, str]], start: int
) -> None:
    house = new_house()
    known: dict[int, int] = {}
    for number, word in story:
        provider, body = BODIES[start + number]
        if word == "project":
            house.catch_up()
        elif word in ("admit", "undo"):
            if number in known:
                outcome = Outcome.TRUSTED if word == "admit" else Outcome.QUARANTINED
                house.admit(known[number], outcome)
        else:
            known[number] = house.keep(provider, body, Outcome(word))
    house.catch_up()
    assert house.computed() == house.rebuilt()
    house.writer.stop()


def test_rebuilding_while_deliveries_go_on_arriving(house: "House") -> None:
    mixed_traffic(house, random.Random(7), 50)
    projector = house.projector()
    futures = [house.send(provider, body) for provider, body in BODIES]
    projector.rebuild()
    for future in futures:
        future.result(10)
    house.catch_up()
    assert house.computed() == house.rebuilt()


def test_views_may_be_deleted(house: "House") -> None:
    mixed_traffic(house, random.Random(8), 30)
    live = house.computed()
    for ending in ("", "-wal", "-shm"):
        house.views.with_name(f"views.db{ending}").unlink(missing_ok=True)
    house.catch_up()
    assert house.computed() == live
