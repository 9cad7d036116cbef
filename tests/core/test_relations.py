"""Which transactions belong together, and on what evidence."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from app.core.event import Event, Identifier, IdKind, Kind, Money, Order, Recorded, Status
from app.core.event import Transaction as Whole
from app.core.identifiers import normal_form
from app.core.relations import SHARED, related
from app.core.timeline import fold

NOON = datetime(2026, 2, 1, 12, tzinfo=UTC)
HASH = "0xfb98c58faf63d17ce0fd5d41e82c3ae2f9b3721f2c1e369c17b379b4b59fe062"
CLAVE = "2023051740014BMOV0000495448940"


def one(kind: IdKind, value: str, path: str = "payload.x") -> Identifier:
    return Identifier(kind, value, normal_form(kind, value), path)


def transaction(
    provider: str, kind: Kind, key: str, *identifiers: Identifier, **more: Any
) -> Whole:
    event = Event(
        provider=provider,
        kind=kind,
        transaction_key=key,
        event_type="x",
        status=Status.COMPLETE,
        provider_status="complete",
        rank=2,
        is_final=True,
        order=Order.RANK,
        identifiers=identifiers,
        **more,
    )
    return fold([Recorded(event, 1, "f", NOON)])


def pesos(amount: str, asset: str = "MXN") -> dict[str, Any]:
    return {"money": Money(amount, asset, amount)}


def both(a: Whole, b: Whole) -> str:
    """The evidence, which does not depend on who is asked."""
    assert related(a, b) == related(b, a)
    return related(a, b)


FAILED = transaction(
    "bitso",
    Kind.WITHDRAWAL,
    "P4U8",
    one(IdKind.ID, "P4U8", "payload.wid"),
    one(IdKind.RASTREO, CLAVE, "payload.details.clave_de_rastreo"),
    **pesos("120"),
)


@pytest.mark.parametrize(
    ("identifiers", "evidence"),
    [
        ([one(IdKind.ID, "p4u8", "payload.details.origin_wid")], "origin_wid"),
        (
            [one(IdKind.RASTREO, CLAVE.lower(), "payload.details.clave_rastreo_origen")],
            "clave_rastreo_origen",
        ),
        (
            [
                one(IdKind.RASTREO, CLAVE, "payload.details.clave_rastreo_origen"),
                one(IdKind.ID, "P4U8", "payload.details.origin_wid"),
            ],
            "clave_rastreo_origen + origin_wid",
        ),
        ([one(IdKind.ID, "P4U8", "payload.refund.payout_id")], "refund.payout_id"),
        ([one(IdKind.ID, "P4U8", "payload.refunded_withdrawal.wid")], "refunded_withdrawal.wid"),
        ([one(IdKind.ID, "P4U8", "origin_wid")], "origin_wid"),
        ([one(IdKind.RASTREO, CLAVE, "payload.details.clave_rastreo")], ""),
        ([one(IdKind.RASTREO, "MBAN1", "payload.details.clave_rastreo_origen")], ""),
        ([one(IdKind.EXTERNAL_REF, "P4U8", "payload.details.origin_id")], ""),
        ([one(IdKind.ID, "other", "payload.details.origin_wid")], ""),
        ([], ""),
    ],
)
def test_within_a_provider_one_names_the_other(
    identifiers: list[Identifier], evidence: str
) -> None:
    funding = transaction("bitso", Kind.FUNDING, "f1", *identifiers, **pesos("120"))
    assert both(funding, FAILED) == evidence


def test_both_may_name_each_other() -> None:
    intent = transaction("bitso", Kind.PAYIN_INTENT, "i", one(IdKind.ID, "p", "payload.payin_id"))
    payin = transaction("bitso", Kind.PAYIN, "p", one(IdKind.ID, "i", "payload.intent_id"))
    assert both(intent, payin) == "intent_id + payin_id"


def test_a_name_counts_only_within_its_provider() -> None:
    funding = transaction(
        "juno", Kind.ISSUANCE, "f1", one(IdKind.ID, "P4U8", "x.origin_wid"), **pesos("120")
    )
    assert both(funding, FAILED) == ""


def test_nothing_is_related_to_itself() -> None:
    again = transaction("bitso", Kind.WITHDRAWAL, "P4U8", one(IdKind.ID, "p4u8", "payload.wid"))
    assert both(FAILED, FAILED) == both(FAILED, again) == ""


def test_what_is_no_money_is_related_to_none() -> None:
    quote = transaction("just_wallet", Kind.QUOTE, "q", one(IdKind.ID, "p", "data.payout_id"))
    payout = transaction("just_wallet", Kind.PAYOUT, "p")
    assert both(quote, payout) == ""


@pytest.mark.parametrize(
    ("left", "right", "evidence"),
    [
        (pesos("100"), pesos("100.000000"), "tx hash + equal amount"),
        (pesos("100", "MXNB"), pesos("100", "MXN"), "tx hash + equal amount"),
        (pesos("100", "MXNB"), pesos("100", "MXNB"), "tx hash + equal amount"),
        (pesos("100"), pesos("100.01"), ""),
        (pesos("100", "USDC"), pesos("100", "MXN"), ""),
        (pesos("100"), {}, ""),
        ({}, {}, ""),
        (pesos(""), pesos(""), ""),
    ],
)
def test_one_hash_at_two_providers_needs_an_equal_amount(
    left: dict[str, Any], right: dict[str, Any], evidence: str
) -> None:
    bitso = transaction("bitso", Kind.WITHDRAWAL, "w", one(IdKind.TX_HASH, HASH), **left)
    juno = transaction(
        "juno", Kind.CRYPTO_DEPOSIT, "d", one(IdKind.TX_HASH, HASH[2:].upper()), **right
    )
    assert both(bitso, juno) == evidence


def test_one_clave_de_rastreo_at_two_providers() -> None:
    bitso = transaction("bitso", Kind.FUNDING, "w", one(IdKind.RASTREO, CLAVE), **pesos("5"))
    juno = transaction("juno", Kind.ISSUANCE, "w", one(IdKind.RASTREO, CLAVE), **pesos("5.0"))
    other = transaction("juno", Kind.ISSUANCE, "o", one(IdKind.RASTREO, "MBAN1"), **pesos("5"))
    assert both(bitso, juno) == "clave de rastreo + equal amount"
    assert both(bitso, other) == ""


def test_both_proofs_are_named() -> None:
    proofs = (one(IdKind.TX_HASH, HASH), one(IdKind.RASTREO, CLAVE), one(IdKind.NAME, "Ana"))
    bitso = transaction("bitso", Kind.FUNDING, "w", *proofs, **pesos("5"))
    juno = transaction("juno", Kind.ISSUANCE, "d", *proofs, **pesos("5"))
    assert both(bitso, juno) == "tx hash + clave de rastreo + equal amount"


def test_a_shared_name_or_reference_proves_nothing() -> None:
    shared = (one(IdKind.NAME, "Ana"), one(IdKind.REFERENCE, "1"), one(IdKind.ID, "x"))
    bitso = transaction("bitso", Kind.FUNDING, "w", *shared, **pesos("5"))
    juno = transaction("juno", Kind.ISSUANCE, "d", *shared, **pesos("5"))
    assert both(bitso, juno) == ""


def test_one_hash_may_carry_many() -> None:
    out = [
        transaction("bitso", Kind.WITHDRAWAL, key, one(IdKind.TX_HASH, HASH), **pesos("5"))
        for key in "ab"
    ]
    into = transaction("juno", Kind.CRYPTO_DEPOSIT, "d", one(IdKind.TX_HASH, HASH), **pesos("5"))
    assert [both(one_of, into) for one_of in out] == ["tx hash + equal amount"] * 2


def test_a_store_looks_for_hash_and_clave() -> None:
    assert {IdKind.TX_HASH, IdKind.RASTREO} == SHARED
