"""Just Wallet's events: payouts, fundings (its collections) and quotes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from random import Random

from app.core.reading import JsonObject, JsonValue
from app.simulator import people
from app.simulator.story import Clock, Step, offsets


def _time(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.000000Z")


def _step(event: str, data: JsonObject, after: float = 0.0) -> Step:
    return Step("just_wallet", {"event.type": event, "data": data}, after)


def payout(
    rng: Random, clock: Clock, words: Sequence[str] = ("pending", "processing", "completed")
) -> list[Step]:
    """Money goes out to a recipient's bank."""
    common: JsonObject = {
        "id": people.uuid(rng),
        "recipient_id": people.uuid(rng),
        "bank_id": people.uuid(rng),
        "rail": "LOCAL",
        "currency": "USD",
        "amount": people.amount(rng, 20, 5_000),
        "charge": f"{rng.randint(0, 9)}.{people.digits(rng, 2)}",
    }
    created = _time(clock.at(0))
    return [
        _step(
            "payout",
            {
                **common,
                "status": word,
                "created_at": created,
                "completed_at": _time(clock.at(after)),
            },
            after,
        )
        for word, after in zip(words, offsets(rng, len(words)), strict=True)
    ]


def refunded_payout(rng: Random, clock: Clock) -> list[Step]:
    """Completed, and then given back."""
    return payout(rng, clock, ("pending", "completed", "refunded"))


def failed_payout(rng: Random, clock: Clock) -> list[Step]:
    """It fails; Just Wallet says no reason."""
    return payout(rng, clock, ("pending", "initiated", "failed"))


def collection(rng: Random, clock: Clock) -> list[Step]:
    """Money comes in; the table calls it collection, the deliveries call it funding."""
    common: JsonObject = {
        "id": people.uuid(rng),
        "currency": "USD",
        "amount": people.amount(rng, 50, 20_000),
        "charge": "0.00",
        "created_at": _time(clock.at(0)),
    }
    return [
        _step("funding", {**common, "status": word, "updated_at": _time(clock.at(after))}, after)
        for word, after in zip(("pending", "success"), offsets(rng, 2), strict=True)
    ]


def quotes(rng: Random, clock: Clock) -> list[Step]:
    """Quotes made and funded, and the ways in which they fail: with a text, with no id at all."""
    key, short = people.uuid(rng), people.uuid(rng)
    amount = rng.randint(200, 4_000)
    charge = amount // 95
    price: JsonObject = {"amount": amount, "charge": charge, "total": amount + charge}
    made: JsonObject = {
        "id": key, "funded": False, "mode": "live", "quote": {"USD": price}, "errors": None,
    }  # fmt: skip
    funded: JsonObject = {"id": key, "funded": True, "mode": "live", "errors": None}
    words = f"Insufficient USD, Not enough funds to process {amount + charge} USD"
    unfunded: JsonObject = {"id": short, "funded": False, "mode": "live", "errors": words}
    wrong: JsonValue = ["amount field is required for a recipient"]
    events: tuple[tuple[str, JsonValue, JsonObject], ...] = (
        ("quote_creation.success", [people.uuid(rng)], made),
        ("quote_funding.success", None, funded),
        ("quote_funding.failed", None, unfunded),
        ("quote_creation.failed", None, {"errors": {people.uuid(rng): wrong}}),
    )
    return [
        Step("just_wallet", {"event.type": event, "meta": meta, "data": data}, after)
        for (event, meta, data), after in zip(events, offsets(rng, 4), strict=True)
    ]
