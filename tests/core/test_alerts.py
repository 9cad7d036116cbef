"""The rules: what needs a person, since when, and what never does."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as some

from app.core.alerts import REMARKS, AlertKind, Arrived, likeness, of_delivery, of_transaction
from app.core.differences import DIFFERENCES, MISSING_THERE
from app.core.event import Event, Kind, Order, Recorded, Status
from app.core.timeline import fold

START = datetime(2026, 11, 21, 12, tzinfo=UTC)
NEVER = datetime(1970, 1, 1, tzinfo=UTC)

FLAGS = ("regress", "two_finals", "same_hash", *sorted(REMARKS), *sorted(DIFFERENCES))


def record(
    number: int, status: Status = Status.PENDING, kind: Kind = Kind.WITHDRAWAL, **parts: Any
) -> Recorded:
    final = status is not Status.PENDING
    event = Event(
        provider="bitso",
        kind=kind,
        transaction_key="w1",
        event_type="withdrawal",
        status=status,
        provider_status=str(status).upper(),
        rank=2 if final else 0,
        is_final=final,
        order=Order.RANK,
        created_at=START,
    )
    made = Recorded(event, number, f"f{number}", START + timedelta(minutes=number))
    return replace(made, **parts)


def kinds(records: Sequence[Recorded], flags: Sequence[str] = ()) -> list[AlertKind]:
    return [one.kind for one in of_transaction(fold(records), flags, NEVER)]


def test_a_failed_payment_is_an_alert_since_the_failure_was_heard() -> None:
    (found,) = of_transaction(fold([record(1), record(2, Status.FAILED)]), (), NEVER)
    assert (found.kind, found.cause, found.number) == (AlertKind.FAILED, "withdrawal/FAILED", 2)
    assert found.since == START + timedelta(minutes=2)


def test_what_ends_well_or_moves_no_money_is_none() -> None:
    assert kinds([record(1), record(2, Status.COMPLETE)]) == []
    assert kinds([record(1, Status.FAILED, Kind.QUOTE)]) == []


def test_a_failure_that_was_learned_late_by_asking_is_history() -> None:
    late = START + timedelta(days=3)
    asked = record(1, Status.FAILED, source="backfill", received_at=late)
    assert kinds([asked]) == []
    assert kinds([replace(asked, received_at=START + timedelta(hours=3))]) == [AlertKind.FAILED]
    assert kinds([asked, record(2, Status.FAILED)]) == [AlertKind.FAILED]


def test_what_began_before_the_inbox_did_is_history() -> None:
    state = fold([record(1, Status.FAILED)])
    assert of_transaction(state, ("regress",), START + timedelta(hours=1)) == ()


@given(some.sets(some.sampled_from(FLAGS)))
def test_each_flag_is_said_once_and_remarks_never(flags: set[str]) -> None:
    found = of_transaction(fold([record(1)]), sorted(flags), NEVER)
    said = [flag for one in found for flag in one.cause.split(",")]
    assert sorted(said) == sorted(flags - REMARKS)
    different = {one.cause for one in found if one.kind is AlertKind.DIFFERENT}
    assert different == {",".join(sorted(flags & DIFFERENCES))} - {""}


def test_the_order_of_arrival_does_not_matter() -> None:
    told = [record(1), record(2, Status.FAILED), record(3, Status.COMPLETE), record(3)]
    found = {
        of_transaction(fold(order), ("two_finals",), NEVER)
        for order in itertools.permutations(told)
    }
    assert len(found) == 1


@given(some.sampled_from(["trusted", "quarantined", "awaiting key", "unreadable", "else"]))
def test_a_delivery_is_an_alert_by_its_standing(standing: str) -> None:
    found = of_delivery(Arrived(7, "juno", standing, "Because.", START))
    known = {"quarantined", "awaiting key", "unreadable"}
    assert [one.kind for one in found] == ([standing] if standing in known else [])
    assert all((one.subject, one.number, one.since) == ("delivery:7", 7, START) for one in found)


def test_reasons_that_differ_in_their_particulars_are_alike() -> None:
    first = "The source address 203.0.113.9 is not one of the provider's."
    assert likeness(first) == likeness(first.replace("203.0.113.9", "198.51.100.7"))
    assert likeness(first) == "The source address … is not one of the provider's."
    assert likeness('The key "a" is doubled.') == likeness('The key "b" is doubled.')


@given(some.text())
def test_any_reason_has_a_short_likeness(reason: str) -> None:
    assert len(likeness(reason)) <= 160


def test_what_a_provider_does_not_list_differs_since_it_was_asked() -> None:
    told = [record(1, Status.COMPLETE)]
    asked = START + timedelta(days=3)
    (found,) = of_transaction(fold(told), (MISSING_THERE,), NEVER, asked)
    assert found.kind is AlertKind.DIFFERENT
    assert found.since == asked
    (unasked,) = of_transaction(fold(told), (MISSING_THERE,), NEVER)
    assert unasked.since < asked
    failed = of_transaction(fold([record(1, Status.FAILED)]), (), NEVER, asked)
    assert all(one.since < asked for one in failed)
