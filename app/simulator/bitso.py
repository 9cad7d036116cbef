"""Bitso's life cycles: fundings and withdrawals by SPEI and by chain, payouts, what is new."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from random import Random

from app.core.reading import JsonObject, JsonValue
from app.simulator import people
from app.simulator.story import Clock, Step, micros, offsets

REASONS = (
    "Cuenta bloqueada (Blocked Account)",
    "Cuenta inexistente (Non-existent account)",
    "Tipo de cuenta no corresponde (Wrong account type)",
)
FULL = ("pending", "processing", "complete")


def _time(at: datetime) -> str:
    return at.replace(microsecond=0).isoformat()


def _spei(amount: str, created: datetime) -> JsonObject:
    return {
        "created_at": _time(created),
        "currency": "mxn",
        "method": "praxis",
        "method_name": "SPEI Transfer",
        "amount": amount,
        "asset": "mxn",
        "network": "spei",
        "protocol": "clabe",
        "integration": "praxis",
    }


def _funding_details(rng: Random, at: datetime, sender: str) -> JsonObject:
    return {
        "sender_name": people.party(rng),
        "sender_clabe": sender,
        "receive_clabe": people.clabe(rng, "710"),
        "sender_bank": people.banxico_code(sender),
        "clave": rng.randint(100_000, 9_999_999),
        "clave_rastreo": people.rastreo(rng, sender, at),
        "numeric_reference": people.digits(rng, 7),
        "concepto": rng.choice(people.CONCEPTS),
        "cep_link": rng.choice(("", people.cep_link(rng))),
        "deposit_type": "third_party",
    }


def funding(
    rng: Random, clock: Clock, words: Sequence[str] = ("pending", "complete")
) -> list[Step]:
    """Pesos come in by SPEI."""
    common = _spei(people.amount(rng), clock.at(0))
    details = _funding_details(rng, clock.at(0), people.clabe(rng))
    fid = people.hex_id(rng)
    return [
        _step("funding", {"fid": fid, "status": word, **common, "details": details}, after)
        for word, after in zip(words, offsets(rng, len(words)), strict=True)
    ]


def _step(event: str, payload: JsonObject, after: float) -> Step:
    return Step("bitso", {"event": event, "payload": payload}, after)


def withdrawal(
    rng: Random, clock: Clock, words: Sequence[str] = FULL, *, fail_reason: str = ""
) -> list[Step]:
    """Pesos go out by SPEI; a reason to fail comes with the last word, whatever that is."""
    common = _spei(people.amount(rng), clock.at(0))
    beneficiary = people.clabe(rng)
    wid = people.hex_id(rng)
    details: JsonObject = {
        "origin_id": people.reference(rng),
        "fecha_operacion": f"{clock.at(0):%Y%m%d}",
        "beneficiary_bank_code": str(people.banxico_code(beneficiary)),
        "clave_de_rastreo": people.rastreo(rng, "710", clock.at(0)),
        "huella_digital": people.hex_id(rng),
        "concepto": rng.choice(people.CONCEPTS),
        "beneficiary_name": people.person(rng),
        "beneficiary_clabe": beneficiary,
        "numeric_ref": people.digits(rng, 7),
    }
    steps = []
    for word, after in zip(words, offsets(rng, len(words)), strict=True):
        is_last = word == words[-1]
        end: JsonObject = {
            "cep_link": people.cep_link(rng) if is_last and not fail_reason else None,
            **({"fail_reason": fail_reason} if is_last and fail_reason else {}),
        }
        payload: JsonObject = {"wid": wid, "status": word, **common, "details": {**details, **end}}
        steps.append(_step("withdrawal", payload, after))
    return steps


def failed_withdrawal(rng: Random, clock: Clock) -> list[Step]:
    """The bank at the other end refuses, and Bitso says failed."""
    words = ("pending", "processing", "failed")
    return withdrawal(rng, clock, words, fail_reason=rng.choice(REASONS))


def compensated_withdrawal(rng: Random, clock: Clock) -> list[Step]:
    """Bitso says complete, but with a reason to fail; the money comes back as a funding."""
    steps = withdrawal(rng, clock, fail_reason=rng.choice(REASONS))
    payload = _object(steps[-1].body["payload"])
    sent = _object(payload["details"])
    after = steps[-1].after + rng.uniform(1.5, 3.0)
    at = clock.at(after)
    details: JsonObject = {
        "sender_name": "",
        "sender_clabe": "",
        "receive_clabe": people.clabe(rng, "710"),
        "clave_rastreo": people.rastreo(rng, "710", at),
        "clave_rastreo_origen": sent["clave_de_rastreo"],
        "origin_wid": payload["wid"],
        "origin_client_id": sent["origin_id"],
        "operation_date": f"{at:%Y%m%d}",
        "deposit_type": "FAIL_WITHDRAWAL_COMPENSATION",
    }
    back: JsonObject = {
        "fid": people.hex_id(rng),
        "status": "complete",
        **_spei(str(payload["amount"]), at),
        "details": details,
    }
    return [*steps, _step("funding", back, after)]


def _object(value: JsonValue) -> JsonObject:
    assert isinstance(value, dict)
    return value


def chain_funding(rng: Random, clock: Clock, amount: str, tx_hash: str, after: float) -> list[Step]:
    """MXNB come in over Arbitrum."""
    payload: JsonObject = {
        "fid": people.hex_id(rng),
        "status": "complete",
        "created_at": _time(clock.at(after)),
        "currency": "mxnb",
        "method": "arbitrum",
        "method_name": "MXNB on Arbitrum",
        "amount": amount,
        "asset": "mxnb",
        "network": "arbitrum",
        "protocol": "erc20",
        "integration": "bitgo-v2",
        "details": {"tx_hash": tx_hash, "funding_address": people.address(rng)},
    }
    return [_step("funding", payload, after)]


def xrp_withdrawal(rng: Random, clock: Clock) -> list[Step]:
    """XRP go out; the address is masked, as Bitso's own sample has it."""
    common: JsonObject = {
        "created_at": _time(clock.at(0)),
        "currency": "xrp",
        "method": "rp",
        "method_name": "Ripple",
        "amount": people.amount(rng, 20, 900, places=6),
        "asset": "xrp",
        "network": "rp",
        "protocol": "ripple",
        "integration": "rippled",
    }
    wid, tag = people.hex_id(rng), people.digits(rng, 8)
    details: JsonObject = {
        "address": f"*******{people.hex_id(rng)[:18]}****",
        "destination_tag": tag,
    }
    end: JsonObject = {"ripple_transaction_hash": f"{rng.getrandbits(256):064X}"}
    return [
        _step(
            "withdrawal",
            {
                "wid": wid,
                "status": word,
                **common,
                "details": {**details, **(end if word == "complete" else {})},
            },
            after,
        )
        for word, after in zip(FULL, offsets(rng, 3), strict=True)
    ]


def payout(rng: Random, clock: Clock) -> list[Step]:
    """A payout in Colombia, by the newer kind of event."""
    common: JsonObject = {
        "id": people.uuid(rng),
        "amount": f"{rng.randint(50, 900) * 1000}",
        "asset": "COP",
        "type": "CO_BREB",
        "external_ref": people.reference(rng),
        "created_at": micros(clock.at(0)),
    }
    words = ("PENDING", "PROCESSING", "COMPLETED")
    return [
        _step("payout", {**common, "status": word, "co_breb": {}}, after)
        for word, after in zip(words, offsets(rng, 3), strict=True)
    ]


def new_event(rng: Random, clock: Clock) -> list[Step]:
    """An event that nobody has documented yet."""
    payload: JsonObject = {
        "id": people.uuid(rng),
        "status": "SETTLED",
        "amount": people.amount(rng),
        "asset": "mxn",
        "receiver_clabe": people.clabe(rng, "710"),
        "clave_rastreo": people.rastreo(rng, "012", clock.at(0)),
        "created_at": _time(clock.at(0)),
    }
    return [_step("instant_settlement", payload, 0.0)]
