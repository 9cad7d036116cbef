"""Every order of arrival of every provider's life cycle folds to the same state."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import combinations, permutations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.event import Entry, Event, Kind, Money, Order, Recorded, Status, Transaction
from app.core.timeline import fold
from app.providers import PROVIDERS

NOON = datetime(2026, 2, 1, 12, tzinfo=UTC)
HASH = "0xfb98c58faf63d17ce0fd5d41e82c3ae2f9b3721f2c1e369c17b379b4b59fe062"


def minute(number: int) -> str:
    return (NOON + timedelta(minutes=number)).strftime("%Y-%m-%dT%H:%M:%SZ")


def juno() -> list[dict[str, Any]]:
    """An issuance: some steps told twice, the hash known only at the end, then refunded."""
    steps: list[tuple[str, int, dict[str, Any]]] = [
        ("PENDING", 0, {}),
        ("IN_PROGRESS", 1, {}),
        ("IN_PROGRESS", 2, {"external_fiat_id": "TESTSPEI671271752263456670"}),
        ("IN_PROGRESS", 3, {"deposit_sender_name": "Ana"}),
        ("PENDING", 3, {}),
        ("COMPLETE", 4, {"crypto_tx_hash": HASH}),
        ("COMPLETE", 5, {"crypto_tx_hash": HASH, "refunded": True}),
    ]
    return [
        {
            "event": "TRANSACTION",
            "payload": {
                "type": "ISSUANCE",
                "id": "d441f9db-e2df-4ca5-9dab-7526efdcea86",
                "status": status,
                "created_at": minute(0),
                "updated_at": minute(updated),
                "issuance": {
                    "amount": "100.000000",
                    "asset": "MXN",
                    "method": "SPEI",
                    "deposit_sender_clabe": "646180115400230775",
                    **more,
                },
            },
        }
        for status, updated, more in steps
    ]


def bitso() -> list[dict[str, Any]]:
    """A withdrawal that was complete and then failed; no event has a time of its own."""
    steps: list[tuple[str, dict[str, Any]]] = [
        ("pending", {}),
        ("pending", {"concepto": "again"}),
        ("processing", {}),
        ("processing", {"clave_de_rastreo": "MBAN01002305170088"}),
        ("complete", {"clave_de_rastreo": "MBAN01002305170088", "cep_link": None}),
        ("complete", {"cep_link": "https://www.banxico.org.mx/cep/go?i=90710"}),
        ("complete", {"fail_reason": "Cuenta bloqueada (Blocked Account)"}),
    ]
    return [
        {
            "event": "withdrawal",
            "payload": {
                "wid": "p4u8d7f0768ee91d3b33bee6483132i8",
                "status": status,
                "created_at": "2026-02-01T12:00:00+00:00",
                "currency": "mxn",
                "asset": "mxn",
                "amount": "120",
                "network": "spei",
                "method": "praxis",
                "details": {"beneficiary_clabe": "058597055078586891", **details},
            },
        }
        for status, details in steps
    ]


def yuno() -> list[dict[str, Any]]:
    """A payment with a chargeback that was won: its status goes forth and back."""
    steps = [
        ("payment.purchase", "CREATED", "CREATED", 0),
        ("payment.purchase", "PENDING", "IN_PROCESS", 1),
        ("payment.purchase", "PENDING", "AUTHORIZED", 1),
        ("payment.capture", "SUCCEEDED", "CAPTURED", 2),
        ("payment.chargeback", "IN_DISPUTE", "IN_DISPUTE", 3),
        ("payment.chargeback", "CHARGEBACK", "LOST", 4),
        ("payment.chargeback", "SUCCEEDED", "APPROVED", 5),
    ]
    return [
        {
            "type": "payment",
            "type_event": type_event,
            "account_id": "550e8400-e29b-41d4-a716-446655440000",
            "retry": 0,
            "version": 2,
            "data": {
                "payment": {
                    "id": "7b1a1dee-0000-4000-8000-000000000001",
                    "status": status,
                    "sub_status": sub_status,
                    "merchant_order_id": "order-1",
                    "amount": {"currency": "MXN", "value": 250},
                    "created_at": minute(0),
                    "updated_at": minute(updated),
                }
            },
        }
        for type_event, status, sub_status, updated in steps
    ]


def juicyway() -> list[dict[str, Any]]:
    """A session told with and without its time."""
    steps: list[tuple[str, str, dict[str, Any]]] = [
        ("payment.session.created", "pending", {"date": minute(0)}),
        ("payment.session.created", "pending", {}),
        ("payment.session.captured", "captured", {"date": minute(1)}),
        ("payment.session.captured", "captured", {}),
        ("payment.session.failed", "failed", {"date": minute(2)}),
        ("payment.session.succeeded", "success", {"date": minute(3)}),
        ("payment.session.succeeded", "success", {}),
    ]
    return [
        {
            "event": name,
            "checksum": "0" * 64,
            "data": {
                "id": "pay_1",
                "reference": "TXN-123456",
                "amount": 10000,
                "currency": "NGN",
                "status": status,
                **more,
            },
        }
        for name, status, more in steps
    ]


def just_wallet() -> list[dict[str, Any]]:
    """A payout whose sample says completed_at already while it is pending."""
    steps: list[tuple[str, dict[str, Any]]] = [
        ("pending", {"completed_at": minute(0)}),
        ("initiated", {"completed_at": minute(0)}),
        ("processing", {"completed_at": minute(1)}),
        ("processing", {"completed_at": None}),
        ("completed", {"completed_at": minute(2)}),
        ("reversed", {"completed_at": minute(2)}),
        ("refunded", {"completed_at": minute(3)}),
    ]
    return [
        {
            "event.type": "payout",
            "data": {
                "id": "e32a4bb3-7553-4731-962c-d42092123c19",
                "status": status,
                "amount": "50.00",
                "currency": "USD",
                "created_at": minute(0),
                **more,
            },
        }
        for status, more in steps
    ]


LIVES = {
    "juno": (juno, Status.REFUNDED, ()),
    "bitso": (bitso, Status.FAILED, ("same_id_other_body", "two_finals")),
    "yuno": (yuno, Status.COMPLETE, ()),
    "juicyway": (juicyway, Status.COMPLETE, ("two_finals",)),
    "just_wallet": (just_wallet, Status.REFUNDED, ()),
}


def facts(name: str) -> list[tuple[Event, str]]:
    provider = PROVIDERS[name]
    bodies = [json.dumps(body).encode() for body in LIVES[name][0]()]
    return [(one, provider.fingerprint(body)) for body in bodies for one in provider.parse(body)]


def arrived(order: Sequence[tuple[Event, str]]) -> list[Recorded]:
    """The facts as they arrive one second after the other."""
    return [
        Recorded(event, number, fingerprint, NOON + timedelta(seconds=number))
        for number, (event, fingerprint) in enumerate(order, 1)
    ]


def meaning(state: Transaction) -> tuple[object, ...]:
    """The state without what can only tell when things arrived."""
    return (
        *(state.status, state.provider_status, state.is_final, state.money, state.charge),
        *(state.created_at, state.occurred_at, state.rail, state.direction, state.sender),
        *(state.receiver, state.reference, state.identifiers, state.facts, state.flags),
        *(state.transaction_id, state.provider, state.kind, state.key, state.is_money),
        frozenset(entry.event for entry in state.entries),
    )


@pytest.mark.parametrize("name", LIVES)
def test_every_order_of_seven_events_is_one_state(name: str) -> None:
    _, status, flags = LIVES[name]
    life = facts(name)
    assert len(life) == 7
    expected = fold(arrived(life))
    assert (expected.status, expected.flags) == (status, flags)
    for order in permutations(life):
        state = fold(arrived(order))
        assert meaning(state) == meaning(expected)
        assert len(state.entries) == state.attempts == 7


@pytest.mark.parametrize("name", LIVES)
def test_every_order_with_repeats_is_one_state(name: str) -> None:
    """Four events, three of them told again: each order of the seven arrivals."""
    life = facts(name)[-4:]
    expected = meaning(fold(arrived(life)))
    for order in set(permutations((0, 1, 2, 3, 1, 2, 3))):
        state = fold(arrived([life[place] for place in order]))
        assert meaning(state) == expected
        assert (len(state.entries), state.attempts) == (4, 7)


@pytest.mark.parametrize("name", LIVES)
def test_what_was_never_delivered_changes_nothing_of_the_end(name: str) -> None:
    """All but what says the end may be lost, whatever it was."""
    life = facts(name)
    whole = fold(arrived(life))
    end = [fact for fact in life if outcome(fact[0]) == outcome(whole)]
    others = [fact for fact in life if fact not in end]
    assert end
    for count in range(len(others) + 1):
        for kept in combinations(others, count):
            assert outcome(fold(arrived([*kept, *end]))) == outcome(whole)


def outcome(one: Event | Transaction) -> tuple[object, ...]:
    return one.status, one.provider_status, one.is_final, one.occurred_at


@pytest.mark.parametrize("name", LIVES)
def test_a_late_repeat_of_any_event_changes_nothing(name: str) -> None:
    life = facts(name)
    expected = meaning(fold(arrived(life)))
    for fact in life:
        assert meaning(fold(arrived([*life, fact, fact]))) == expected
        assert meaning(fold(arrived([fact, *life]))) == expected


# --- any events at all ----------------------------------------------------------------------------

times = st.none() | st.integers(0, 4).map(lambda number: NOON + timedelta(minutes=number))
events = st.builds(
    Event,
    provider=st.just("p"),
    kind=st.just(Kind.PAYOUT),
    transaction_key=st.just("k"),
    event_type=st.sampled_from(["a", "b"]),
    status=st.sampled_from(Status),
    provider_status=st.sampled_from(["x", "y"]),
    rank=st.integers(0, 3),
    is_final=st.booleans(),
    order=st.sampled_from(Order),
    money=st.none() | st.sampled_from([Money("1", "MXN", "1"), Money("", "MXN", "one")]),
    created_at=times,
    updated_at=times,
    facts=st.lists(st.sampled_from([("l", "1"), ("l", "2")]), max_size=2).map(tuple),
    flags=st.lists(st.sampled_from(["bad_time", "odd"]), max_size=1).map(tuple),
)


@settings(max_examples=300)
@given(st.lists(events, min_size=1, max_size=7, unique=True), st.data())
def test_any_events_in_any_order_with_repeats(life: list[Event], data: st.DataObject) -> None:
    told = [(event, f"f{number}") for number, event in enumerate(life)]
    repeats = data.draw(st.lists(st.sampled_from(told), max_size=4))
    order = data.draw(st.permutations([*told, *repeats]))
    there, here = fold(arrived(told)), fold(arrived(order))
    assert meaning(there) == meaning(here)
    assert sorted(map(_arrivals, here.entries)) == sorted(
        1 + [fact[1] for fact in repeats].count(fingerprint) for _, fingerprint in told
    )
    assert here.attempts == len(told) + len(repeats)


def _arrivals(entry: Entry) -> int:
    return entry.duplicates + 1


@given(st.lists(events, min_size=1, max_size=7), st.data())
def test_the_order_of_the_list_is_nothing(life: list[Event], data: st.DataObject) -> None:
    """The same arrivals, handed over in another order, give the very same transaction."""
    there = arrived([(event, f"f{number}") for number, event in enumerate(life)])
    assert fold(data.draw(st.permutations(there))) == fold(there)
