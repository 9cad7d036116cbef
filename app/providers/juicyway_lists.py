"""What can be read back from Juicyway: payments, newest first, by cursor (facts 4.3).

By docs.juicyway.com/payment-transactions/list-payments, read 2026-11.
"""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote, urlencode

from app.core.asked import objects_at
from app.core.event import Kind
from app.core.provider import Listing, OutboundCall, Page, Sign, Span
from app.core.reading import JsonObject, JsonValue, member, text

PAGE = 100  # the most that one page may hold


def _page_of(span: Span, cursor: str) -> OutboundCall:
    parameters = {
        "limit": str(PAGE),
        "created_after": span.since.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "created_before": span.until.strftime("%Y-%m-%dT%H:%M:%SZ"),
        **({"after": cursor} if cursor else {}),
    }
    return _get(f"/payments?{urlencode(parameters)}", "List payments.")


def _some(keys: Sequence[str]) -> OutboundCall:
    return _get(f"/payments/{quote(keys[0], safe='')}", "Ask for one payment.")


def _get(path: str, purpose: str) -> OutboundCall:
    return OutboundCall("GET", path, sign=Sign.PLAIN, idempotent=True, purpose=purpose)


def _page(answer: JsonValue, cursor: str) -> Page:
    return Page(objects_at(answer, ("data",)), text(answer, "pagination.after"))


def _envelope(answer: JsonObject) -> JsonObject:
    """A payment as the session's event: what is listed wraps the payment in a member of its own."""
    payment = {**answer, **member(answer, "payment")}
    payment.pop("payment", None)
    return {"event": f"payment.session.{text(payment, 'status') or 'unknown'}", "data": payment}


LISTINGS = (
    Listing(
        "payments",
        frozenset({Kind.PAYMENT_SESSION}),
        _page,
        _envelope,
        page_of=_page_of,
        some=_some,
    ),
)
