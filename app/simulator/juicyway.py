"""Juicyway's events: payment sessions that succeed or fail, with their checksum in the body."""

from __future__ import annotations

from random import Random

from app.core.reading import JsonObject
from app.simulator import people
from app.simulator.story import Clock, Step, seconds


def session(rng: Random, clock: Clock, *, failed: bool = False) -> list[Step]:
    """A payment session's one event; the amount is in minor units."""
    name = people.person(rng).title()
    data: JsonObject = {
        "amount": rng.randint(5_000, 9_000_000),
        "currency": rng.choice(("NGN", "USD", "CAD")),
        "customer": {
            "email": f"{people.hex_id(rng)[:8]}@example.com",
            "first_name": name.split()[0],
            "last_name": name.split()[-1],
        },
        "date": seconds(clock.at(0)),
        "description": "Order payment",
        "id": people.uuid(rng),
        "mode": "live",
        "payment_method": {"type": rng.choice(("bank_account", "card", "crypto_address"))},
        "reference": f"TXN-{people.digits(rng, 8)}",
        "status": "failed" if failed else "success",
    }
    event = f"payment.session.{'failed' if failed else 'succeeded'}"
    return [Step("juicyway", {"event": event, "data": data})]


def failed_session(rng: Random, clock: Clock) -> list[Step]:
    """A payment session that fails."""
    return session(rng, clock, failed=True)
