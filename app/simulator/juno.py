"""Juno's life cycles: issuances, redemptions, crypto in and out, conversions."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from app.core.reading import JsonObject
from app.simulator import people
from app.simulator.story import Clock, Step, micros, offsets

NETWORKS = ("ARBITRUM", "ARBITRUM", "ETHEREUM")
FAILURES = (
    "Receiver account is blocked",
    "The beneficiary bank rejected the transfer: cuenta inexistente",
    "Deposit amount is below the minimum",
)
FULL = ("PENDING", "IN_PROGRESS", "COMPLETE")


def life(
    rng: Random, clock: Clock, kind: str, words: Sequence[str], common: JsonObject, end: JsonObject
) -> list[Step]:
    """One transaction through these statuses; `end` is known only once it is complete."""
    key, reference = people.uuid(rng), people.reference(rng)
    created = micros(clock.at(0))
    steps = []
    for word, after in zip(words, offsets(rng, len(words)), strict=True):
        details: JsonObject = {**common, **(end if word == "COMPLETE" else {})}
        if word == "FAILED":
            details["failure_reason"] = rng.choice(FAILURES)
        payload: JsonObject = {
            "type": kind,
            "id": key,
            "status": word,
            "external_ref": reference,
            "created_at": created,
            "updated_at": micros(clock.at(after + 0.25)),
            kind.lower(): details,
        }
        steps.append(Step("juno", {"event": "TRANSACTION", "payload": payload}, after))
    return steps


def issuance(rng: Random, clock: Clock, words: Sequence[str] = FULL) -> list[Step]:
    """Pesos come in by SPEI and are minted."""
    sender = people.clabe(rng)
    common: JsonObject = {
        "network": rng.choice(NETWORKS),
        "amount": people.amount(rng, places=6),
        "method": "SPEI",
        "asset": "MXN",
        "deposit_sender_clabe": sender,
        "deposit_sender_name": people.party(rng),
        "deposit_receiver_clabe": people.clabe(rng, "710"),
        "refunded": False,
        "crypto_source_address": people.address(rng),
        "external_fiat_id": people.rastreo(rng, sender, clock.at(0)),
    }
    end: JsonObject = {
        "crypto_destination_address": people.address(rng),
        "crypto_tx_hash": people.tx_hash(rng),
    }
    return life(rng, clock, "ISSUANCE", words, common, end)


def stuck_issuance(rng: Random, clock: Clock) -> list[Step]:
    """It goes in progress and is never heard of again."""
    return issuance(rng, clock, FULL[:2])


def redemption(rng: Random, clock: Clock, words: Sequence[str] = FULL) -> list[Step]:
    """Tokens are burnt and pesos go out by SPEI."""
    receiver = people.clabe(rng)
    account: JsonObject = {
        "clabe": receiver,
        "external_fiat_id": people.rastreo(rng, "710", clock.at(0)),
    }
    common: JsonObject = {
        "network": rng.choice(NETWORKS),
        "amount": people.amount(rng, places=6),
        "method": "SPEI",
        "asset": "MXN",
        "refunded": False,
        "receiver_account": {"type": "MEXICAN_BANK_ACCOUNT", "mexican_bank_account": account},
    }
    return life(rng, clock, "REDEMPTION", words, common, {})


def failed_redemption(rng: Random, clock: Clock) -> list[Step]:
    """The bank at the other end refuses."""
    return redemption(rng, clock, ("PENDING", "IN_PROGRESS", "FAILED"))


def crypto(
    rng: Random, clock: Clock, kind: str, amount: str, tx_hash: str, network: str
) -> list[Step]:
    """MXNB over a chain, in or out."""
    common: JsonObject = {
        "network": network,
        "amount": amount,
        "asset": "MXNB",
        "crypto_source_address": people.address(rng),
        "crypto_destination_address": people.address(rng),
    }
    words = FULL if kind == "CRYPTO_WITHDRAWAL" else FULL[1:]
    return life(rng, clock, kind, words, common, {"crypto_tx_hash": tx_hash})


def crypto_deposit(rng: Random, clock: Clock) -> list[Step]:
    """MXNB come in over a chain."""
    return crypto(
        rng, clock, "CRYPTO_DEPOSIT", people.amount(rng, places=6), people.tx_hash(rng), "ARBITRUM"
    )


def conversion(rng: Random, clock: Clock) -> list[Step]:
    """MXN and MXNB against each other; its body is documented nowhere."""
    common: JsonObject = {
        "amount": people.amount(rng, places=6),
        "asset": rng.choice(("MXN", "MXNB")),
        "network": "ARBITRUM",
    }
    return life(rng, clock, "CONVERSION", FULL[1:], common, {})
