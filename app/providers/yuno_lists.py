"""What can be read back from Yuno: single payments and payouts, for it offers no list by date.

By openapi/payments and openapi/payouts of its docs (facts 3.4), read 2026-11.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from urllib.parse import quote

from app.core.asked import objects_at
from app.core.event import Kind
from app.core.provider import Listing, OutboundCall, Page, Sign
from app.core.reading import JsonObject, JsonValue


def _some(name: str) -> Callable[[Sequence[str]], OutboundCall]:
    def some(keys: Sequence[str]) -> OutboundCall:
        path = f"/v1/{name}/{quote(keys[0], safe='')}"
        return OutboundCall("GET", path, sign=Sign.YUNO, idempotent=True, purpose="Ask for one.")

    return some


def _page(answer: JsonValue, cursor: str) -> Page:
    """The object itself, or the list of those that share an order."""
    return Page((answer,) if isinstance(answer, dict) else objects_at(answer, ("",)))


def _payment(answer: JsonObject) -> JsonObject:
    return {"type": "payment", "type_event": "payment", "data": {"payment": answer}}


def _payout(answer: JsonObject) -> JsonObject:
    return {"type": "payout", "type_event": "payout", "data": answer}


LISTINGS = (
    Listing("payments", frozenset({Kind.PAYMENT}), _page, _payment, some=_some("payments")),
    Listing("payouts", frozenset({Kind.PAYOUT}), _page, _payout, some=_some("payouts")),
)
