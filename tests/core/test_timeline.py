"""The fold: what decides, what is united, what contradicts; see also test_timeline_orders."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from app.core.event import (
    Event,
    Identifier,
    IdKind,
    Kind,
    Money,
    Order,
    Recorded,
    Status,
    Transaction,
)
from app.core.timeline import SEVERITY, fold

NOON = datetime(2025, 8, 4, 12, tzinfo=UTC)
RANKS = {
    Status.PENDING: 0,
    Status.IN_PROGRESS: 1,
    Status.UNKNOWN: 1,
    Status.REVERSED: 3,
    Status.REFUNDED: 3,
}


def at(minute: float) -> datetime:
    return NOON + timedelta(minutes=minute)


def event(status: Status = Status.PENDING, minute: float | None = None, **more: Any) -> Event:
    """An event that happened at a minute past noon; without one only its rank orders it."""
    rank = RANKS.get(status, 2)
    plain = Event(
        provider="juno",
        kind=Kind.ISSUANCE,
        transaction_key="k",
        event_type="TRANSACTION",
        status=status,
        provider_status=status.upper(),
        rank=rank,
        is_final=rank >= 2,
        order=Order.RANK if minute is None else Order.UPDATED_AT,
        updated_at=None if minute is None else at(minute),
    )
    return replace(plain, **more)


def record(one: Event, arrival: int = 0, fingerprint: str = "", **more: Any) -> Recorded:
    return Recorded(one, arrival, fingerprint or f"f{arrival}", at(100 + arrival), **more)


def folded(*events: Event) -> Transaction:
    """The fold of events that arrived in the order given; the reverse order must say the same."""
    there = fold([record(one, place) for place, one in enumerate(events)])
    back = fold(
        [
            Recorded(one, 99 - place, f"f{place}", at(200 - place))
            for place, one in enumerate(events)
        ]
    )
    assert (there.status, there.provider_status, there.money, there.facts, there.flags) == (
        (back.status, back.provider_status, back.money, back.facts, back.flags)
    )
    return there


P, I, C, F = Status.PENDING, Status.IN_PROGRESS, Status.COMPLETE, Status.FAILED  # noqa: E741
U, X, E = Status.UNKNOWN, Status.CANCELLED, Status.EXPIRED
R, B = Status.REVERSED, Status.REFUNDED


def test_one_event() -> None:
    only = event(
        P,
        1,
        created_at=at(0),
        money=Money("1.00", "MXN", "1.00"),
        charge=Money("2", "USD", "2"),
        rail="SPEI",
        direction="in",
        sender="ana",
        receiver="eva",
        reference="ref",
        identifiers=(Identifier(IdKind.ID, "k", "k", "payload.id"),),
        facts=(("note", "hi"),),
        flags=("odd",),
    )
    state = fold([record(only, 7, "f", source="backfill", attempts=3)])
    assert state.transaction_id == "juno:issuance:k"
    assert (state.provider, state.kind, state.key) == ("juno", Kind.ISSUANCE, "k")
    assert (state.status, state.provider_status, state.is_final) == (P, "PENDING", False)
    assert state.money == Money("1.00", "MXN", "1.00")
    assert state.charge == Money("2", "USD", "2")
    assert (state.created_at, state.occurred_at, state.finalised_at) == (at(0), at(1), None)
    assert state.first_received_at == state.last_received_at == at(107)
    assert (state.rail, state.direction) == ("SPEI", "in")
    assert (state.sender, state.receiver, state.reference) == ("ana", "eva", "ref")
    assert state.identifiers == only.identifiers
    assert (state.facts, state.flags) == ((("note", "hi"),), ("odd",))
    assert (state.attempts, state.is_money) == (3, True)
    (entry,) = state.entries
    assert (entry.event, entry.delivery_id, entry.received_at) == (only, 7, at(107))
    assert (entry.source, entry.duplicates) == ("backfill", 2)


def test_no_event_is_a_mistake() -> None:
    with pytest.raises(IndexError):
        fold([])


def test_what_is_no_money_says_so() -> None:
    assert not fold([record(event(kind=Kind.QUOTE))]).is_money


# --- what decides ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("events", "status"),
    [
        ([event(P, 1), event(C, 2)], C),
        ([event(C, 2), event(P, 1)], C),
        ([event(C, 1), event(P, 2)], P),  # the provider's newest word is its word
        ([event(C, 1), event(R, 2)], R),
        ([event(R, 1), event(C, 2)], C),  # a chargeback that was won
        ([event(P, 1), event(I, 1)], I),
        ([event(C, 1), event(I, 1)], C),
        ([event(C, 1), event(F, 1)], F),
        ([event(C, 1), event(F, 1, rank=1)], C),  # rank before severity
        ([event(U, 2), event(C, 1)], U),
    ],
)
def test_the_newest_provider_time_decides_then_rank(events: list[Event], status: Status) -> None:
    assert folded(*events).status is status


@pytest.mark.parametrize(
    ("events", "status"),
    [
        ([event(C), event(P), event(I)], C),
        ([event(I), event(P)], I),
        ([event(C), event(R)], R),
        ([event(F), event(C)], F),
        ([event(C), event(X)], C),
        ([event(X), event(E)], X),
        ([event(C), event(E)], C),
        ([event(B), event(R)], R),
        ([event(B), event(F)], B),
        ([event(I), event(U)], U),
        ([event(U), event(C)], C),
        ([event(P, created_at=at(9)), event(C, created_at=at(1))], C),  # creation orders nothing
        ([event(P, updated_at=at(9)), event(C, updated_at=at(1))], C),  # nor a time on its own
    ],
)
def test_without_a_time_the_rank_decides_then_severity(events: list[Event], status: Status) -> None:
    assert folded(*events).status is status


def test_every_status_has_a_severity() -> None:
    assert sorted(SEVERITY, key=SEVERITY.__getitem__) == [P, I, U, E, X, C, F, B, R]


def test_ties_fall_by_content_not_by_arrival() -> None:
    one = Recorded(event(C, 1, provider_status="DONE"), 1, "aa", at(1))
    other = Recorded(event(C, 1, provider_status="FINE"), 2, "bb", at(2))
    late = replace(one, delivery_id=3, received_at=at(3))
    assert fold([one, other]).provider_status == "FINE"
    assert fold([late, other]).provider_status == "FINE"
    assert fold([other, late]).provider_status == "FINE"


@pytest.mark.parametrize(
    "changes",
    [
        ({"event_type": "a"}, {"event_type": "b"}),
        ({"provider_status": "a"}, {"provider_status": "b"}),
        ({"money": Money("1", "MXN", "1")}, {"money": Money("2", "MXN", "2")}),
        ({}, {"money": Money("1", "MXN", "1")}),
    ],
)
def test_two_events_of_one_body_have_an_order_too(changes: tuple[dict[str, Any], ...]) -> None:
    less, more = (event(C, 1, **change) for change in changes)
    for first, second in ((less, more), (more, less)):
        state = fold([record(first, 1, "same"), record(second, 2, "same")])
        assert (state.provider_status, state.money) == (more.provider_status, more.money)
        assert len(state.entries) == 2


@pytest.mark.parametrize(
    ("timeless", "status"),
    [
        (event(C, order=Order.UPDATED_AT), C),
        (event(I, order=Order.UPDATED_AT), I),
        (event(P, order=Order.UPDATED_AT), P),
        (event(F), F),
    ],
)
def test_an_event_without_its_time_counts_if_it_goes_further(
    timeless: Event, status: Status
) -> None:
    """The provider's time was bad or missing, so only its rank can speak for it."""
    state = folded(timeless, event(I, 1), event(P, 2))
    assert state.status is status
    assert state.occurred_at == (at(2) if status is P else None)


def test_an_event_without_its_time_does_not_go_before_one_of_its_rank() -> None:
    state = folded(event(C, 1), event(F, order=Order.UPDATED_AT))
    assert state.status is C
    assert state.flags == ("two_finals",)


def test_of_events_without_time_the_furthest_counts() -> None:
    lost: dict[str, Any] = {"order": Order.UPDATED_AT}
    assert folded(event(C, **lost), event(P, **lost), event(P, 1)).status is C
    assert folded(event(C, **lost), event(F, **lost), event(P, 1)).status is F


# --- repeats --------------------------------------------------------------------------------------


def test_repeats_of_a_fact_are_attempts_of_its_first_arrival() -> None:
    fact = event(C, 1)
    arrivals = [
        Recorded(fact, 12, "f", at(12), attempts=2),
        Recorded(fact, 10, "f", at(10), attempts=3, source="webhook"),
        Recorded(fact, 11, "f", at(10)),
    ]
    for events in (arrivals, arrivals[::-1]):
        state = fold(events)
        assert state.attempts == 6
        (entry,) = state.entries
        assert (entry.delivery_id, entry.received_at, entry.duplicates) == (10, at(10), 5)
        assert state.first_received_at == state.last_received_at == at(10)
        assert state.flags == ()


def test_the_same_meaning_in_another_body_is_another_fact() -> None:
    state = fold([record(event(C, 1), 1, "a"), record(event(C, 1), 2, "b", source="backfill")])
    assert len(state.entries) == state.attempts == 2
    assert state.flags == ()


# --- what is united -------------------------------------------------------------------------------


def test_times() -> None:
    events = [event(C, 5, created_at=at(1)), event(P, 2, created_at=at(0)), event(I, 3)]
    state = fold([record(one, place) for place, one in enumerate(events)])
    assert (state.created_at, state.occurred_at) == (at(0), at(5))
    assert (state.first_received_at, state.last_received_at) == (at(100), at(102))
    assert state.finalised_at == at(5)
    assert folded(event(P)).created_at is None


def test_the_final_state_dates_from_its_first_event() -> None:
    events = [event(C, 3), event(C, 5, facts=(("cep_link", "x"),)), event(P, 1)]
    assert folded(*events).finalised_at == at(3)
    assert folded(event(C, 3), event(R, 5), event(R, 6)).finalised_at == at(5)
    assert folded(event(C, 3), event(C, 1, is_final=False)).finalised_at == at(3)


def test_without_a_time_the_final_state_dates_from_its_arrival() -> None:
    """Bitso's created_at is when the withdrawal was made, not when it ended."""
    created: dict[str, Any] = {"created_at": at(0)}
    events = [event(P, **created), event(C, **created), event(I, **created)]
    assert fold([record(one, place) for place, one in enumerate(events)]).finalised_at == at(101)
    assert folded(event(C, updated_at=at(7), **created)).finalised_at == at(7)


def test_not_final_has_no_end() -> None:
    assert folded(event(C, 1), event(P, 2)).finalised_at is None


def test_texts_come_from_the_deciding_event_then_from_the_newest_that_has_them() -> None:
    state = folded(
        event(C, 3, rail="SPEI", sender="new"),
        event(P, 1, rail="old", direction="in", receiver="first", reference="r1"),
        event(I, 2, rail="older", receiver="second", reference="r2"),
    )
    assert (state.rail, state.sender) == ("SPEI", "new")
    assert (state.direction, state.receiver, state.reference) == ("in", "second", "r2")
    assert (folded(event()).rail, folded(event()).sender) == ("", "")


def test_money_comes_from_the_deciding_event_then_from_the_newest_that_has_it() -> None:
    one, two = Money("1", "MXN", "1"), Money("1.0", "MXN", "1.0")
    state = folded(event(C, 3), event(P, 1, money=one, charge=two), event(I, 2, money=two))
    assert (state.money, state.charge) == (two, two)
    timeless = event(C, order=Order.UPDATED_AT, money=one)
    assert folded(timeless, event(P, 1, money=two)).money == one
    assert folded(event()).money is None


def test_identifiers_and_facts_are_united_oldest_first() -> None:
    one = Identifier(IdKind.ID, "A", "a", "first")
    again = Identifier(IdKind.ID, "a", "a", "second")
    other = Identifier(IdKind.TX_HASH, "a", "a", "third")
    state = folded(
        event(C, 2, identifiers=(again, other), facts=(("x", "1"), ("x", "2"))),
        event(P, 1, identifiers=(one,), facts=(("x", "1"), ("y", "1"))),
    )
    assert state.identifiers == (one, other)
    assert state.facts == (("x", "1"), ("y", "1"), ("x", "2"))


def test_entries_stand_oldest_first() -> None:
    events = [
        event(C, 3),
        event(I, 2),
        event(P, 2),
        event(P, order=Order.UPDATED_AT, created_at=at(1)),
        event(P, provider_status="no time"),
    ]
    state = fold([record(one, place) for place, one in enumerate(events)])
    assert [entry.delivery_id for entry in state.entries] == [3, 2, 1, 0, 4]


def test_entries_of_one_time_and_rank_stand_as_they_arrived() -> None:
    events = [record(event(P, 1), 5, "a"), record(event(P, 1), 3, "b"), record(event(P, 1), 4, "c")]
    assert [entry.delivery_id for entry in fold(events).entries] == [3, 4, 5]
    together = [Recorded(event(P, 1), number, "x" * number, at(0)) for number in (2, 1)]
    assert [entry.delivery_id for entry in fold(together).entries] == [1, 2]


# --- contradictions -------------------------------------------------------------------------------


def clabe(key: str, path: str = "payload.clabe", kind: IdKind = IdKind.CLABE) -> dict[str, Any]:
    return {"identifiers": (Identifier(kind, key, key, path),)}


def money(amount: str, asset: str = "MXN") -> dict[str, Any]:
    return {"money": Money(amount, asset, amount or "x")}


@pytest.mark.parametrize(
    ("events", "flags"),
    [
        ([event(P, 1), event(I, 2), event(C, 3)], ()),
        ([event(C, 1), event(P, 2)], ("regress",)),
        ([event(C, 1), event(I, 2)], ("regress",)),
        ([event(C, 1), event(I, 2), event(C, 3)], ("regress",)),
        ([event(F, 5), event(C, 1), event(I, 2), event(C, 3)], ("regress", "two_finals")),
        ([event(C, 1), event(P, 1)], ()),
        ([event(C, 1), event(P)], ()),
        ([event(C), event(P, 1)], ()),
        ([event(P, 2), event(C, order=Order.UPDATED_AT)], ()),
        ([event(C), event(P), event(I)], ()),
        ([event(C, 1), event(U, 2)], ()),
        ([event(U, 1), event(P, 2)], ()),
        ([event(C, 1), event(F, 2)], ("two_finals",)),
        ([event(C), event(F)], ("two_finals",)),
        ([event(X), event(E)], ("two_finals",)),
        ([event(C), event(F, is_final=False)], ()),
        ([event(C, 1), event(R, 2)], ()),
        ([event(R, 1), event(C, 2)], ()),
        ([event(C, 1), event(B, 2), event(R, 3)], ()),
        ([event(F, 1), event(B, 2)], ()),
        ([event(P, 1, **money("100")), event(C, 2, **money("100.00"))], ()),
        ([event(P, 1, **money("100")), event(C, 2, **money("100.01"))], ("amount_changed",)),
        ([event(P, 1, **money("100")), event(C, 2, **money("100", "USD"))], ("amount_changed",)),
        ([event(P, 1, **money("100")), event(C, 2)], ()),
        ([event(P, 1, **money("100")), event(C, 2, **money(""))], ("bad_amount",)),
        ([event(P, 1, **clabe("646180115400230775")), event(C, 2)], ()),
        (
            [event(P, 1, **clabe("646180115400230775")), event(C, 2, **clabe("1" * 18))],
            ("clabe_changed",),
        ),
        (
            [event(P, 1, **clabe("646180115400230775")), event(C, 2, **clabe("1" * 18, "other"))],
            (),
        ),
        (
            [
                event(P, 1, **clabe("646180115400230775")),
                event(C, 2, **clabe("*****0115400******", kind=IdKind.CLABE_MASK)),
            ],
            (),
        ),
        (
            [
                event(P, 1, **clabe("646180115400230775")),
                event(C, 2, **clabe("*****0606032******", kind=IdKind.CLABE_MASK)),
            ],
            ("clabe_changed",),
        ),
        (
            [
                event(P, 1, **clabe("1", kind=IdKind.ACCOUNT)),
                event(C, 2, **clabe("2", kind=IdKind.ACCOUNT)),
            ],
            (),
        ),
        ([event(P, 1, flags=("b", "a")), event(C, 2, flags=("a",))], ("a", "b")),
        ([event(P, order=Order.UPDATED_AT, raw_time="24:00:00")], ("bad_time",)),
        ([event(P, raw_time="x", created_at=at(0))], ()),
        ([event(P, 1, raw_time="x")], ()),
        # one step told twice and differently
        ([event(C, 1), event(C, 1, facts=(("a", "b"),))], ("same_id_other_body",)),
        ([event(C, 1), event(C, 2)], ()),
        (
            [event(P, order=Order.UPDATED_AT), event(C, 1), event(C, 1, facts=(("a", "b"),))],
            ("same_id_other_body",),
        ),
        ([event(C, 1), event(C, 1, provider_status="other")], ()),
        ([event(C, 1), event(C, 1, event_type="other")], ()),
        ([event(C, created_at=at(0)), event(C, created_at=at(0))], ("same_id_other_body",)),
        ([event(C, created_at=at(0)), event(C, created_at=at(1))], ()),
        ([event(C), event(C)], ()),
        (
            [
                event(C, created_at=at(0), updated_at=at(1)),
                event(C, created_at=at(0), updated_at=at(2)),
            ],
            (),
        ),
        (
            [
                event(C, order=Order.UPDATED_AT, created_at=at(0)),
                event(C, order=Order.UPDATED_AT, created_at=at(0), facts=(("a", "b"),)),
            ],
            (),
        ),
    ],
)
def test_contradictions_are_flagged(events: Sequence[Event], flags: tuple[str, ...]) -> None:
    assert folded(*events).flags == flags


def test_another_body_of_another_source_is_no_contradiction() -> None:
    told = [record(event(C, 1), 1), record(event(C, 1), 2, source="backfill")]
    assert fold(told).flags == ()


def test_a_flag_never_changes_what_is_said() -> None:
    state = folded(event(C, 1, **money("100")), event(P, 2, **money("99")))
    assert (state.status, state.money) == (P, Money("99", "MXN", "99"))
    assert [entry.event.status for entry in state.entries] == [C, P]


def test_what_names_nothing_is_found_by_its_digest() -> None:
    nameless = replace(event(), transaction_key="digest:0a1b2c3d4e5f6071")
    found = fold([record(nameless), record(nameless)]).identifiers
    assert Identifier(IdKind.DIGEST, "0a1b2c3d4e5f6071", "0a1b2c3d4e5f6071") in found
    assert all(one.kind is not IdKind.DIGEST for one in fold([record(event())]).identifiers)
