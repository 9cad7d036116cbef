"""Yuno's life cycles: banking transfers out and in, payments, payouts, onboardings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from random import Random

from app.core.reading import JsonObject
from app.simulator import people
from app.simulator.story import Clock, Step, micros, offsets, seconds

ACCOUNT = "550e8400-e29b-41d4-a716-446655440000"
INCOMING = "v1/banking/transfers"  # incoming transfers go below the merchant's base URL
BANKS = ("Bank of America", "Citibank NA", "BBVA México", "Banorte", "Wells Fargo")
DECLINES = ("INSUFFICIENT_FUNDS", "DO_NOT_HONOR", "STOLEN_CARD")
FAILURES = ("ACCOUNT_CLOSED", "INVALID_ROUTING_NUMBER", "COMPLIANCE_REJECTED")


def _step(type_: str, event: str, data: JsonObject, after: float) -> Step:
    body: JsonObject = {
        "type": type_,
        "type_event": event,
        "account_id": ACCOUNT,
        "retry": 0,
        "version": 2,
        "data": data,
    }
    return Step("yuno", body, after)


def tried_again(steps: Sequence[Step]) -> list[Step]:
    """The last delivery is sent again; only its number of retries is another."""
    last = steps[-1]
    again = replace(last, body={**last.body, "retry": 1}, after=last.after + 0.9, is_new=False)
    return [*steps, again]


def transfer(
    rng: Random, clock: Clock, words: Sequence[str] = ("PENDING", "PROCESSING", "COMPLETED")
) -> list[Step]:
    """Money goes out by a bank."""
    common: JsonObject = {
        "id": f"xfer_{people.uuid(rng)}",
        "source_account_id": f"acct_{people.uuid(rng)}",
        "account_id": ACCOUNT,
        "merchant_transfer_id": people.reference(rng),
        "direction": "OUTGOING",
        "destination_account": {
            "account_number_last_4": people.digits(rng, 4),
            "account_name": people.party(rng),
            "bank_name": rng.choice(BANKS),
        },
        "amount": {"value": Decimal(people.amount(rng, 50, 20_000)), "currency": "USD"},
        "payment_rail": rng.choice(("ACH_STANDARD", "ACH_SAME_DAY", "WIRE", "RTP")),
        "description": rng.choice(("Supplier payment", "Payroll", "Invoice settlement")),
        "created_at": micros(clock.at(0)),
    }
    steps = []
    for word, after in zip(words, offsets(rng, len(words)), strict=True):
        data: JsonObject = {**common, "status": word, "updated_at": micros(clock.at(after))}
        if word == "FAILED":
            data["failure_reason"] = rng.choice(FAILURES)
        steps.append(_step("banking", f"banking.transfer.{word.lower()}", data, after))
    return steps


def reversed_transfer(rng: Random, clock: Clock) -> list[Step]:
    """Completed, and then taken back."""
    return transfer(rng, clock, ("PENDING", "COMPLETED", "REVERSED"))


def failed_transfer(rng: Random, clock: Clock) -> list[Step]:
    """The bank refuses."""
    return transfer(rng, clock, ("PENDING", "PROCESSING", "FAILED"))


def incoming(rng: Random, clock: Clock) -> list[Step]:
    """Money comes in: a bare object without an envelope, on a path of its own."""
    common: JsonObject = {
        "id": f"xfer_{people.uuid(rng)}",
        "destination_account_id": f"acct_{people.uuid(rng)}",
        "account_id": ACCOUNT,
        "provider": {
            "account_id": f"bank_account_{people.digits(rng, 6)}",
            "transfer_id": f"incoming_{people.digits(rng, 8)}",
        },
        "direction": "INCOMING",
        "sender": {
            "account_number_last_4": people.digits(rng, 4),
            "routing_number": people.digits(rng, 9),
            "account_name": people.party(rng),
            "bank_name": rng.choice(BANKS),
        },
        "amount": {"value": rng.randint(100, 30_000), "currency": "USD"},
        "payment_rail": rng.choice(("ACH_STANDARD", "WIRE", "RTP")),
        "description": f"Invoice {people.digits(rng, 5)}",
        "created_at": seconds(clock.at(0)),
    }
    words = ("PENDING", "COMPLETED")
    return [
        Step(
            "yuno",
            {**common, "status": word, "updated_at": seconds(clock.at(after))},
            after,
            tail=INCOMING,
        )
        for word, after in zip(words, offsets(rng, 2), strict=True)
    ]


def payment(rng: Random, clock: Clock, *, declined: bool = False) -> list[Step]:
    """A card payment, approved or declined."""
    end = ("DECLINED", "DECLINED") if declined else ("SUCCEEDED", "APPROVED")
    words = (("PENDING", "IN_PROCESS"), end)
    key = people.uuid(rng)
    value = Decimal(people.amount(rng, 50, 9_000))
    common: JsonObject = {
        "id": key,
        "country": "MX",
        "order_id": people.uuid(rng),
        "merchant_order_id": people.reference(rng),
        "idempotency_key": people.uuid(rng),
        "created_at": micros(clock.at(0)),
    }
    steps = []
    for (status, sub_status), after in zip(words, offsets(rng, 2), strict=True):
        captured = value if status == "SUCCEEDED" else 0
        transaction: JsonObject = {
            "id": people.uuid(rng),
            "type": "PURCHASE",
            "status": status,
            "response_code": rng.choice(DECLINES) if status == "DECLINED" else status,
        }
        state: JsonObject = {
            "status": status,
            "sub_status": sub_status,
            "amount": {"currency": "MXN", "value": value, "refunded": 0, "captured": captured},
            "transactions": transaction,
            "updated_at": micros(clock.at(after)),
        }
        steps.append(_step("payment", "payment.purchase", {"payment": {**common, **state}}, after))
    return steps


def declined_payment(rng: Random, clock: Clock) -> list[Step]:
    """A card payment that the bank declines."""
    return payment(rng, clock, declined=True)


def payout(rng: Random, clock: Clock) -> list[Step]:
    """A payout in Brazil."""
    common: JsonObject = {
        "id": people.uuid(rng),
        "merchant_reference": people.reference(rng),
        "country": "BR",
        "amount": {"currency": "BRL", "value": Decimal(people.amount(rng, 20, 5_000))},
        "beneficiary": {"first_name": "ANA", "last_name": "SOUZA"},
        "created_at": micros(clock.at(0)),
    }
    return [
        _step(
            "payout",
            "payout.payout",
            {**common, "status": word, "updated_at": micros(clock.at(after))},
            after,
        )
        for word, after in zip(("PENDING", "SUCCEEDED"), offsets(rng, 2), strict=True)
    ]


def onboarding(rng: Random, clock: Clock) -> list[Step]:
    """A customer is taken on: the entity, its onboarding, its account. No money moves."""
    entity, account = f"ent_{people.uuid(rng)}", f"acct_{people.uuid(rng)}"
    name = people.person(rng)
    key = f"onb_{people.uuid(rng)}"
    words = (
        ("entity.created", {"id": entity, "name": name, "status": "CREATED"}),
        ("onboarding.created", {"id": key, "entity_id": entity, "status": "CREATED"}),
        ("onboarding.pending", {"id": key, "entity_id": entity, "status": "PENDING"}),
        ("onboarding.succeeded", {"id": key, "entity_id": entity, "status": "SUCCEEDED"}),
        ("account.activated", {"id": account, "entity_id": entity, "status": "ACTIVE"}),
    )
    created = micros(clock.at(0))
    return [
        _step(
            "banking",
            f"banking.{event}",
            {**members, "created_at": created, "updated_at": micros(clock.at(after))},
            after,
        )
        for (event, members), after in zip(words, offsets(rng, len(words)), strict=True)
    ]
