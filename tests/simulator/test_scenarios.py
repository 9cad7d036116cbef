"""Holds the demo to what it promises to show, read by the providers' own code."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from random import Random

import pytest

from app.core.event import Event, IdKind, Kind, Status
from app.core.reading import compact
from app.providers import PROVIDERS
from app.simulator.scenarios import (
    HISTORY,
    LOOKING_BACK,
    RARE,
    SINGLE,
    WEIGHTS,
    history,
    parade,
    single,
    steady,
)
from app.simulator.story import Clock, Step, Story

NOW = datetime(2026, 11, 21, 12, 30, tzinfo=UTC)
SEEDS = range(20)
EVERY_STORY = [*WEIGHTS, *RARE]


def read(step: Step) -> Event:
    (event,) = PROVIDERS[step.provider].parse(compact(step.body))
    return event


def lives(steps: Iterable[Step]) -> dict[str, list[Event]]:
    """The events of each transaction in the order of delivery, forged ones left out."""
    found: dict[str, list[Event]] = defaultdict(list)
    for step in sorted(steps, key=lambda step: step.after):
        if not step.forged:
            event = read(step)
            found[event.transaction_id].append(event)
    return found


@pytest.fixture(params=SEEDS)
def shown(request: pytest.FixtureRequest) -> Sequence[Step]:
    return parade(Random(request.param), NOW)


@pytest.fixture
def told(shown: Sequence[Step]) -> dict[str, list[Event]]:
    return lives(shown)


@pytest.mark.parametrize("story", EVERY_STORY)
def test_every_story_is_read_without_a_flag(story: Story) -> None:
    for seed in SEEDS:
        for step in story(Random(seed), Clock(NOW)):
            event = read(step)
            assert set(event.flags) <= {"no_id"}, event
            assert step.tail in PROVIDERS[step.provider].tails
            if event.kind is not Kind.OTHER:
                assert not event.unknown_fields, event.unknown_fields
            if event.money is not None:
                assert event.money.amount, event.money


@pytest.mark.parametrize("make", [history, parade, steady])
def test_same_seed_gives_the_same_world(make: type) -> None:
    assert make(Random(5), NOW) == make(Random(5), NOW)
    assert make(Random(5), NOW) != make(Random(6), NOW)


def test_history_is_there_at_once_and_lies_in_the_last_hours() -> None:
    for seed in SEEDS:
        steps = history(Random(seed), NOW)
        assert HISTORY <= len(steps) < HISTORY + 10
        assert {step.after for step in steps} == {0.0}
        times = [event.occurred_at for event in map(read, steps) if event.occurred_at]
        assert all(NOW - LOOKING_BACK <= at + timedelta(seconds=1) <= NOW for at in times)
        assert max(times) - min(times) > timedelta(hours=2)
        assert {step.provider for step in steps} == set(PROVIDERS)


def test_parade_shows_every_provider_within_twenty_seconds(shown: Sequence[Step]) -> None:
    assert {step.provider for step in shown} == set(PROVIDERS)
    assert all(0 <= step.after <= 20 for step in shown)


def test_creation_goes_on_to_a_final_status(told: dict[str, list[Event]]) -> None:
    whole = [life for life in told.values() if not life[0].is_final and life[-1].is_final]
    assert {life[0].provider for life in whole} == {"juno", "bitso", "yuno", "just_wallet"}


def test_middle_is_skipped(told: dict[str, list[Event]]) -> None:
    words = [[event.provider_status for event in life] for life in told.values()]
    assert ["PENDING", "COMPLETE"] in words
    assert ["COMPLETE"] in words


def test_same_bytes_come_again(shown: Sequence[Step]) -> None:
    bodies = [compact(step.body) for step in shown]
    assert len(bodies) - len(set(bodies)) == 2


def test_later_status_comes_first(told: dict[str, list[Event]]) -> None:
    times = [
        [event.updated_at for event in life if event.updated_at is not None]
        for life in told.values()
        if life[0].kind is Kind.REDEMPTION
    ]
    assert any(life != sorted(life) for life in times)


def test_one_is_stuck(told: dict[str, list[Event]]) -> None:
    stuck = [
        life
        for life in told.values()
        if life[0].kind is Kind.ISSUANCE and not any(event.is_final for event in life)
    ]
    assert [event.status for life in stuck for event in life] == [
        Status.PENDING,
        Status.IN_PROGRESS,
    ]


def test_failures_say_why(told: dict[str, list[Event]]) -> None:
    failed = [life[-1] for life in told.values() if life[-1].status is Status.FAILED]
    reasons = {
        event.provider: dict(event.facts).get("failure_reason")
        for event in failed
        if event.kind in (Kind.WITHDRAWAL, Kind.REDEMPTION)
    }
    assert reasons["juno"]
    assert "(" in (reasons["bitso"] or "")


def test_ends_are_taken_back(told: dict[str, list[Event]]) -> None:
    ends = {
        life[-1].provider: life[-1].status
        for life in told.values()
        if len(life) > 1 and life[-2].status is Status.COMPLETE
    }
    assert ends["yuno"] is Status.REVERSED
    assert ends["just_wallet"] is Status.REFUNDED


def test_complete_with_a_reason_to_fail_is_compensated(shown: Sequence[Step]) -> None:
    events = [read(step) for step in shown]
    back = next(one for one in events if "origin_wid" in dict(one.facts))
    facts = dict(back.facts)
    gone = [
        one
        for one in events
        if one.transaction_key == facts["origin_wid"] and one.provider_status == "complete"
    ]
    assert [one.status for one in gone] == [Status.FAILED]
    assert back.money == gone[0].money
    assert facts["clave_rastreo_origen"] == gone[0].reference


def test_same_money_is_at_two_providers(told: dict[str, list[Event]]) -> None:
    hashes: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for life in told.values():
        for one in life[-1].identifiers:
            if one.kind is IdKind.TX_HASH and life[-1].money:
                hashes[one.key].add((life[-1].provider, life[-1].money.amount))
    (shared,) = [places for places in hashes.values() if len(places) > 1]
    assert {provider for provider, _ in shared} == {"juno", "bitso"}
    assert len({amount for _, amount in shared}) == 1


def test_strangers_try_and_the_unknown_comes(
    shown: Sequence[Step], told: dict[str, list[Event]]
) -> None:
    assert {step.provider for step in shown if step.forged} == {"bitso", "just_wallet"}
    kinds = {life[-1].kind for life in told.values()}
    assert {Kind.OTHER, Kind.QUOTE, Kind.ONBOARDING, Kind.ENTITY, Kind.ACCOUNT} <= kinds


def test_incoming_transfer_goes_to_its_own_path(shown: Sequence[Step]) -> None:
    tails = {step.tail for step in shown if read(step).kind is Kind.INCOMING_TRANSFER}
    assert tails == {"v1/banking/transfers"}


@pytest.mark.parametrize("provider", SINGLE)
def test_test_event_is_one_ended_transaction(provider: str) -> None:
    step = single(Random(1), NOW, provider)
    event = read(step)
    assert (step.provider, step.after) == (provider, 0.0)
    assert event.is_final
    assert event.occurred_at is not None
    assert event.occurred_at <= NOW


def test_test_events_exist_for_every_provider() -> None:
    assert set(SINGLE) == set(PROVIDERS)


def test_no_story_names_a_real_person_or_place_by_mistake() -> None:
    """Mail goes to example.com only."""
    rng = Random(3)
    bodies = b"".join(compact(step.body) for _ in range(200) for step in steady(rng, NOW))
    assert set(re.findall(rb"@([\w.]+)", bodies)) == {b"example.com"}
