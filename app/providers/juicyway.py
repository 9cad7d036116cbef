"""Juicyway, formerly Spend Juice: payment sessions.

By docs.juicyway.com/webhooks, /payments/initialize-payment and /payment-transactions/list-payments,
read 2026-11. A delivery is `{"event":"payment.session.succeeded","checksum":"HEX","data":{…}}`: it
carries its checksum in the body, keyed with the business id, which is an identifier and no secret.
Its pages write the checksum's JSON in four ways (facts 4.2), so all of them are tried.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from types import MappingProxyType

from app.core.amounts import money
from app.core.delivery import Basis, Outcome, Request, Trust, Verdict
from app.core.errors import Unreadable
from app.core.event import Event, Identifier, IdKind, Kind, Money, Order, Status
from app.core.identifiers import identifier
from app.core.provider import (
    CredentialSpec,
    Environment,
    OptionSpec,
    OutboundCall,
    Provider,
    Sign,
    same_bytes,
)
from app.core.reading import (
    JsonObject,
    JsonValue,
    Sort,
    compact,
    member,
    raw_slice,
    read_json,
    text,
)
from app.core.shaping import Field, Fields, state, transaction_key
from app.core.signing import Candidate, hmac_digest, hmac_match
from app.core.times import parse_time
from app.core.verdicts import refused, secret, unconfigured, wrong_address
from app.providers import juicyway_lists

NAME = "juicyway"
SCHEME = "hmac-sha256-hex in the body"
NO_YES = (False, True)

# --- verification ---------------------------------------------------------------------------------

ANY_FORM, EXACT = "any", "exact data"
SORTS: Mapping[str, Sort] = MappingProxyType(
    {"sorted": "deep", "sorted at the top": "top", "as sent": "as sent"}
)
# Each way of writing the data by its name: order of keys, spaces, \uXXXX, \/.
WRITINGS: Mapping[str, tuple[Sort, bool, bool, bool]] = MappingProxyType(
    {
        f"{order}, {'spaced' if spaced else 'compact'}"
        + (" \\uXXXX" if ascii_ else "")
        + (" \\/" if slash else ""): (sort, spaced, ascii_, slash)
        for (order, sort), spaced, ascii_, slash in product(SORTS.items(), NO_YES, NO_YES, NO_YES)
    }
)
FORM = OptionSpec(
    name="form",
    label="Way of writing the data",
    values=(ANY_FORM, EXACT, *WRITINGS),
    default=ANY_FORM,
    help="Juicyway's pages write the checksum's JSON in several ways; take any, or one only.",
)


def verify(request: Request, trust: Trust) -> Verdict:
    """Believe a delivery by the checksum in its body: weak, for its key is no secret."""
    if elsewhere := wrong_address(request):
        return elsewhere
    key = secret(trust.credentials.get("business_id", "").strip())
    if not key:
        return unconfigured("The business id is not entered here.", scheme=SCHEME)
    try:
        body = read_json(request.body)
    except Unreadable as error:
        reason = f"The checksum cannot be read. {error.problem}"
        return refused(reason, scheme=SCHEME)
    event, checksum = body.get("event"), body.get("checksum")
    if not isinstance(checksum, str) or not checksum:
        return refused("The body has no checksum.", scheme=SCHEME)
    if not isinstance(event, str) or "data" not in body:
        return refused("The body has no event or no data to check.", scheme=SCHEME)
    received = checksum.encode()
    form = trust.options.get(FORM.name) or ANY_FORM
    match = hmac_match(key, candidates(request.body, body, event, form), received)
    if match is None:
        reason = f"The checksum ({len(checksum)} characters) fits no way of writing the data."
        expected = hmac_digest(key, _message(event, compact(body["data"], sort="deep"))).upper()
        return refused(reason, scheme=SCHEME, expected=expected, received=received)
    return Verdict(
        Outcome.TRUSTED,
        Basis.SIGNATURE,
        SCHEME,
        form=match.form,
        weak=True,
        received=match.received,
    )


MOST_REWRITTEN = 64 * 1024  # bytes; to write a longer body 24 times would keep the answer waiting


def candidates(
    raw: bytes, body: JsonObject, event: str, only: str = ANY_FORM
) -> Iterator[Candidate]:
    """What the checksum may cover: the event, a bar, and the data in up to 25 byte forms.

    Each form comes once, under its first name; `raw` holds the body that `body` was read from.
    `only` names the one form that this connection takes, should it take no other.
    """
    seen: set[bytes] = set()
    for form, data in _forms(raw, body["data"], only):
        if data not in seen:
            seen.add(data)
            yield form, _message(event, data)


def _message(event: str, data: bytes) -> bytes:
    return event.encode() + b"|" + data


def _forms(raw: bytes, data: JsonValue, only: str) -> Iterator[Candidate]:
    if only in (ANY_FORM, EXACT):
        yield EXACT, raw_slice(raw, "data") or b""
    if only == ANY_FORM and len(raw) > MOST_REWRITTEN:
        return
    for form, (sort, spaced, ascii_, slash) in WRITINGS.items():
        if only in (ANY_FORM, form):
            yield form, compact(data, sort=sort, spaced=spaced, ascii=ascii_, escape_slash=slash)


# --- meaning --------------------------------------------------------------------------------------

# The webhook says success or failed; the rest are words of the payments API (facts 4.3).
STATUSES: Mapping[str, Status] = MappingProxyType(
    {
        "pending": Status.PENDING,
        "processing": Status.IN_PROGRESS,
        "captured": Status.IN_PROGRESS,
        "success": Status.COMPLETE,
        "succeeded": Status.COMPLETE,
        "settled": Status.COMPLETE,
        "failed": Status.FAILED,
        "cancelled": Status.CANCELLED,
        "canceled": Status.CANCELLED,
        "expired": Status.EXPIRED,
    }
)

FIELDS = Fields(
    (
        Field("event"),
        Field("checksum"),
        Field("data.id", IdKind.ID),
        Field("data.reference", IdKind.EXTERNAL_REF),
        Field("data.correlation_id", IdKind.ID),
        Field("data.amount"),
        Field("data.currency"),
        Field("data.status"),
        Field("data.date"),
        Field("data.created_at"),
        Field("data.updated_at"),
        Field("data.description", fact="description"),
        Field("data.mode", fact="mode"),
        Field("data.customer.id", IdKind.ID, "sender"),
        Field("data.customer.email", IdKind.OTHER, "sender", "customer_email"),
        Field("data.customer.first_name"),
        Field("data.customer.last_name"),
        Field("data.payment_method.type"),
        Field("data.payment_method.id", IdKind.ID),
        Field("data.failure_reason", fact="failure_reason"),
        Field("data.message", fact="failure_reason"),
    ),
    opaque=("data.customer", "data.payment_method", "data.metadata", "data.order"),
)


def parse(body: bytes) -> Sequence[Event]:
    """The one event of a delivery; raises Unreadable. An event nobody knows is of kind other."""
    envelope = read_json(body)
    data = member(envelope, "data")
    event_type = text(envelope, "event")
    kind = _kind(event_type.casefold())
    said = event_type.rpartition(".")[2] if kind is not Kind.OTHER else ""
    word = text(data, "status") or said
    found = state(word, STATUSES)
    shape = FIELDS.shape(envelope, _customer_identifier(data))
    amount = _money(data)
    created_at, created_flag = parse_time(text(data, "created_at"))
    raw_time = text(data, "updated_at") or text(data, "date")
    updated_at, updated_flag = parse_time(raw_time)
    key = text(data, "id") or text(data, "reference")
    flags = {
        created_flag,
        updated_flag,
        "" if amount is None or amount.amount else "bad_amount",
        "" if key else "no_id",
        "" if _agree(said, found.status) else "event_mismatch",
    }
    event = Event(
        provider=NAME,
        kind=kind,
        transaction_key=transaction_key(key, lambda: same_bytes(body)),
        event_type=event_type,
        status=found.status,
        provider_status=word,
        rank=found.rank,
        is_final=found.is_final,
        order=Order.UPDATED_AT,
        money=amount,
        created_at=created_at,
        updated_at=updated_at,
        raw_time=raw_time or text(data, "created_at"),
        rail=text(data, "payment_method.type").upper(),
        direction="in" if kind is not Kind.OTHER else "",
        sender=_customer(data) or text(data, "customer.email"),
        reference=text(data, "reference"),
        identifiers=shape.identifiers,
        facts=shape.facts,
        unknown_fields=shape.unknown_fields,
        places=shape.places,
        flags=tuple(sorted(flags - {""})),
    )
    return (event,)


def _kind(event: str) -> Kind:
    if event.startswith("payment.session."):
        return Kind.PAYMENT_SESSION
    return Kind.PAYMENT if event.startswith("payment.") else Kind.OTHER


def _agree(said: str, status: Status) -> bool:
    """Whether the event's last word and the status beside it mean the same, as far as known."""
    meant = STATUSES.get(said.casefold())
    return meant is None or status in (meant, Status.UNKNOWN)


def _money(data: JsonObject) -> Money | None:
    """Amounts count minor units: 10000 NGN are 100 naira (facts 4.2)."""
    raw = text(data, "amount")
    return money(raw, text(data, "currency"), minor_units=True) if raw else None


def _customer(data: JsonObject) -> str:
    names = (text(data, f"customer.{name}").strip() for name in ("first_name", "last_name"))
    return " ".join(filter(None, names))


def _customer_identifier(data: JsonObject) -> Iterator[Identifier]:
    """First and last name as one, as people ask for it."""
    if found := identifier(IdKind.NAME, _customer(data), "data.customer.first_name", "sender"):
        yield found


# --- calls ----------------------------------------------------------------------------------------


def preview_registration(
    callback_url: str, *, api: str = "", events: Sequence[str] = ()
) -> OutboundCall:
    """The request that would set the account's callbacks; to be shown, never sent by us.

    It replaces the whole list of URLs and belongs to the settings that hold `require_mfa`, and no
    way to read them first is documented (facts 4.3).
    """
    body = json.dumps({"webhook_urls": [callback_url]}, separators=(",", ":")).encode()
    purpose = f"Make {callback_url} the account's only callback."
    return OutboundCall("PATCH", "/accounts/settings", body, Sign.PLAIN, purpose=purpose)


PROVIDER = Provider(
    name=NAME,
    title="Juicyway",
    environments=MappingProxyType(
        {
            "production": Environment("production", "https://api.spendjuice.com"),
            "sandbox": Environment("sandbox", "https://api-sandbox.spendjuice.com"),
        }
    ),
    credentials=(
        CredentialSpec(
            "business_id",
            "Business id",
            "The id of your business in Juicyway's dashboard; it keys the checksum.",
            required_to_verify=True,
        ),
        CredentialSpec("api_key", "API key", "Made in the dashboard: test_… or live_…."),
    ),
    options=(FORM,),
    verify=verify,
    fingerprint=same_bytes,  # nothing in a body tells one attempt from another
    parse=parse,
    calls=MappingProxyType({"preview": preview_registration}),
    listings=juicyway_lists.LISTINGS,
    notes=(
        "The checksum's key is the business id, which is no secret: whoever knows it can forge.",
        "Keep the callback URL secret and enter Juicyway's source addresses if it tells you them.",
        "Amounts are sent in minor units: 10000 NGN are 100.00 NGN.",
        "In the sandbox, successful payments stay pending and only failures are sent.",
        "Registering replaces all callback URLs of the account, so Acuse shows the request only.",
    ),
)
