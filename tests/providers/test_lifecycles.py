"""Whole lives of Yuno's, Juicyway's and Just Wallet's objects end alike in every order."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.event import Recorded
from app.core.timeline import fold
from app.providers import PROVIDERS

START = datetime(2026, 11, 21, 12, tzinfo=UTC)


def at(minute: int) -> str:
    return f"2026-11-20T10:{minute:02}:00Z"


def yuno(kind: str, event: str, place: str, *states: str) -> list[Any]:
    """An object that goes through these states ("SUCCEEDED/APPROVED"), a minute each."""
    bodies = []
    for minute, word in enumerate(states):
        status, _, sub_status = word.partition("/")
        found = {"id": "one", "status": status, "created_at": at(0), "updated_at": at(minute)}
        found |= {"sub_status": sub_status} if sub_status else {}
        data = {place: found} if place else found
        bodies.append({"type": kind, "type_event": event, "data": data})
    return bodies


def payment(*states: str) -> list[Any]:
    return yuno("payment", "payment.purchase", "payment", *states)


def juicyway(*states: str) -> list[Any]:
    return [
        {
            "event": "payment.session.succeeded"
            if word == "settled"
            else f"payment.session.{word}",
            "data": {
                "id": "one",
                "status": word,
                "date": at(minute),
                "amount": 1,
                "currency": "NGN",
            },
        }
        for minute, word in enumerate(states)
    ]


def just_wallet(event: str, clock: str, *states: str, step: int = 1) -> list[Any]:
    return [
        {
            "event.type": event,
            "data": {"id": "one", "status": word, "created_at": at(0), clock: at(step * minute)},
        }
        for minute, word in enumerate(states)
    ]


def quote(*events: str) -> list[Any]:
    return [{"event.type": event, "data": {"id": "one"}} for event in events]


LIVES: dict[str, tuple[str, list[Any], str, set[str]]] = {  # provider, bodies, end, flags
    "payment": ("yuno", payment("CREATED", "PENDING/AUTHORIZED", "SUCCEEDED/CAPTURED"),
        "complete", set()),
    "payment refunded": ("yuno", payment("READY_TO_PAY", "SUCCEEDED/APPROVED",
        "SUCCEEDED/PARTIALLY_REFUNDED", "REFUNDED/PENDING_PROVIDER_CONFIRMATION",
        "REFUNDED/REFUNDED"), "refunded", set()),
    "chargeback lost": ("yuno", payment("CREATED", "SUCCEEDED/APPROVED", "IN_DISPUTE/RECEIVED",
        "IN_DISPUTE/PENDING_REVIEW", "CHARGEBACK/LOST"), "reversed", set()),
    "chargeback won": ("yuno", payment("CREATED", "PENDING/IN_PROCESS", "SUCCEEDED/APPROVED",
        "IN_DISPUTE/RECEIVED", "IN_DISPUTE/PENDING_REVIEW", "SUCCEEDED/APPROVED"),
        "complete", set()),
    "refund that failed": ("yuno", payment("SUCCEEDED/APPROVED",
        "REFUNDED/PENDING_PROVIDER_CONFIRMATION", "SUCCEEDED/REFUND_RETRY_IN_PROCESS"),
        "complete", set()),
    "back after the end": ("yuno", payment("CREATED", "SUCCEEDED/APPROVED", "PENDING/IN_PROCESS"),
        "in_progress", {"regress"}),
    "transfer reversed": ("yuno", yuno("banking", "banking.transfer.any", "", "PENDING",
        "PROCESSING", "COMPLETED", "REVERSED"), "reversed", set()),
    "payout": ("yuno", yuno("payout", "payout.payout", "", "CREATED", "PENDING", "DECLINED"),
        "failed", set()),
    "enrollment taken back": ("yuno", yuno("enrollment", "enrollment.update", "payment_method",
        "CREATED", "READY_TO_ENROLL", "ENROLL_IN_PROCESS", "ENROLLED", "UNENROLLED"),
        "reversed", set()),
    "onboarding blocked for a while": ("yuno", yuno("onboarding", "onboarding.any", "", "CREATED",
        "PENDING", "UNDER_REVIEW", "SUCCEEDED", "BLOCKED", "UNBLOCKED"), "complete", set()),
    "account": ("yuno", yuno("banking", "banking.account.updated", "", "CREATED", "ACTIVATED",
        "ACTIVE", "CLOSED"), "cancelled", set()),
    "subscription": ("yuno", yuno("subscription", "subscription.any", "subscription", "CREATED",
        "TRIALING", "ACTIVE", "PAST_DUE", "ACTIVE", "PAUSED", "CANCELED"), "cancelled", set()),
    "session settled": ("juicyway", juicyway("pending", "captured", "settled"), "complete", set()),
    "session failed": ("juicyway", juicyway("pending", "failed"), "failed", set()),
    "wallet payout": ("just_wallet", just_wallet("payout", "completed_at", "pending", "initiated",
        "processing", "completed", "reversed"), "reversed", set()),
    "wallet payout whose time stands still": ("just_wallet", just_wallet("payout", "completed_at",
        "pending", "processing", "completed", "refunded", step=0), "refunded", set()),
    "wallet collection": ("just_wallet", just_wallet("collection", "updated_at", "pending",
        "success"), "complete", set()),
    "quote": ("just_wallet", quote("quote_creation.success", "quote_funding.success"),
        "complete", set()),
    "quote funded at the second attempt": ("just_wallet", quote("quote_creation.success",
        "quote_funding.failed", "quote_funding.success"), "complete", {"two_finals"}),
}  # fmt: skip


def recorded(provider: str, bodies: Sequence[Any]) -> list[Recorded]:
    """The events as they would be stored, in this order of arrival."""
    known = PROVIDERS[provider]
    return [
        Recorded(event, number, known.fingerprint(body), START + timedelta(seconds=number))
        for number, body in enumerate(json.dumps(one).encode() for one in bodies)
        for event in known.parse(body)
    ]


def end_of(provider: str, bodies: Sequence[Any]) -> tuple[Any, ...]:
    """All of a transaction that must not depend on the order of arrival."""
    found = fold(recorded(provider, bodies))
    return (
        found.transaction_id,
        found.status,
        found.provider_status,
        found.is_final,
        found.money,
        found.occurred_at,
        set(found.flags),
        set(found.identifiers),
    )


@pytest.mark.parametrize("life", LIVES.values(), ids=LIVES)
def test_every_order_of_a_life_ends_alike(life: tuple[str, list[Any], str, set[str]]) -> None:
    provider, bodies, status, flags = life
    found = fold(recorded(provider, bodies))
    assert (found.status, set(found.flags)) == (status, flags)
    ends = [end_of(provider, order) for order in permutations(bodies)]
    assert all(end == ends[0] for end in ends)


@given(st.data(), st.sampled_from(sorted(LIVES)))
def test_repeats_and_losses_before_the_end_change_nothing(data: st.DataObject, name: str) -> None:
    provider, bodies, status, _ = LIVES[name]
    kept = data.draw(st.lists(st.sampled_from(bodies), max_size=6))
    order = data.draw(st.permutations([*kept, bodies[-1]]))
    assert fold(recorded(provider, order)).status == status
