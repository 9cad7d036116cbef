"""Bitso: fundings, withdrawals, payins, payouts, intents, SPEI payments, QR codes.

By docs.bitso.com/bitso-payouts-funding/docs/webhooks (deprecated, its payloads remain valid) and
/webhooks-overview, /webhook-event-payloads, /payload-*, read 2026-11. A delivery is
`{"event":"funding","payload":{…}}`. No time of the event is sent, so rank puts events in order.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from types import MappingProxyType

from app.core import redelivery
from app.core.amounts import money
from app.core.event import Event, Kind, Money, Order, Status
from app.core.provider import Environment, OptionSpec, OutboundCall, Provider, Sign, same_bytes
from app.core.reading import JsonObject, member, read_json, text
from app.core.shaping import RANKS, State, state, transaction_key
from app.core.times import parse_time
from app.providers import bitso_lists, bitso_service
from app.providers.bitso_fields import FIELDS, RECEIVERS, REFERENCES, SENDERS

NAME = "bitso"

KINDS: Mapping[str, tuple[Kind, str]] = MappingProxyType(  # event: its kind and direction
    {
        "funding": (Kind.FUNDING, "in"),
        "withdrawal": (Kind.WITHDRAWAL, "out"),
        "payin": (Kind.PAYIN, "in"),
        "payout": (Kind.PAYOUT, "out"),
        "payin_intent": (Kind.PAYIN_INTENT, "in"),
        "payment_intent": (Kind.PAYMENT_INTENT, "in"),
        "spei_payment": (Kind.SPEI_PAYMENT, "in"),
        "dynamic_qr_code": (Kind.DYNAMIC_QR, "in"),
        "spei_account_validation": (Kind.ACCOUNT_VALIDATION, ""),
    }
)

# No page shows their bodies, so nothing can be said about their ids (facts 2.4).
UNDOCUMENTED = frozenset({"dynamic_qr_code", "spei_account_validation"})

# Older events say "complete", newer ones "COMPLETED"; case differs from page to page (facts 2.4).
STATUSES: Mapping[str, Status] = MappingProxyType(
    {
        "created": Status.PENDING,
        "pending": Status.PENDING,
        "processing": Status.IN_PROGRESS,
        "in_progress": Status.IN_PROGRESS,
        "complete": Status.COMPLETE,
        "completed": Status.COMPLETE,
        "paid": Status.COMPLETE,
        "failed": Status.FAILED,
        "cancelled": Status.CANCELLED,
        "canceled": Status.CANCELLED,
        "expired": Status.EXPIRED,
    }
)

# The id of what an event is about, in the order in which the names are tried.
KEYS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"funding": ("fid",), "withdrawal": ("wid",), "spei_payment": ("payment_id",)}
)
OTHER_KEYS = ("id", "fid", "wid", "payment_id", "qr_id", "validation_id")

RAILS = {"RP": "RIPPLE"}  # Bitso's short word for a network


def parse(body: bytes) -> Sequence[Event]:
    """The one event of a delivery; raises Unreadable. An event nobody knows is of kind other."""
    envelope = read_json(body)
    payload = member(envelope, "payload")
    event_type = text(envelope, "event")
    meant = _meant(event_type.casefold(), payload)
    kind, direction = KINDS.get(meant, (Kind.OTHER, ""))
    shape = FIELDS.shape(envelope)
    found = _state(kind, payload)
    amount = _money(kind, payload)
    key = _first(payload, KEYS.get(meant, (f"{meant}_id", *OTHER_KEYS)))
    created_at, created_flag = parse_time(text(payload, "created_at"))
    updated_at, updated_flag = parse_time(text(payload, "updated_at"))
    flags = {
        created_flag,
        updated_flag,
        "" if amount is None or amount.amount else "bad_amount",
        "" if key else "no_id",
        "" if meant == event_type.casefold() else "event_mismatch",
    }
    event = Event(
        provider=NAME,
        kind=kind,
        transaction_key=transaction_key(key, lambda: same_bytes(body)),
        event_type=event_type,
        status=found.status,
        provider_status=text(payload, "status"),
        rank=found.rank,
        is_final=found.is_final,
        order=Order.RANK,
        money=amount,
        created_at=created_at,
        updated_at=updated_at,
        raw_time=text(payload, "updated_at") or text(payload, "created_at"),
        rail=_rail(kind, payload),
        direction=direction,
        sender=_first(payload, SENDERS),
        receiver=_first(payload, RECEIVERS),
        reference=_first(payload, REFERENCES),
        identifiers=shape.identifiers,
        facts=shape.facts,
        unknown_fields=shape.unknown_fields,
        places=shape.places,
        flags=tuple(sorted(flags - {""})),
    )
    return (event,)


def _meant(event: str, payload: JsonObject) -> str:
    """What a delivery is about. The event's name is not signed, the payload is: where its only id
    is a funding's, it is a funding, whatever stands beside it.
    """
    if event not in KINDS or event in UNDOCUMENTED:
        return event
    ids = [name for name in ("fid", "wid", "payment_id", "id") if text(payload, name)]
    return {"fid": "funding", "wid": "withdrawal"}.get(ids[0], event) if len(ids) == 1 else event


def _state(kind: Kind, payload: JsonObject) -> State:
    """The state by Bitso's word, corrected by what the payload says beside it (facts 2.4).

    A withdrawal that was complete may still turn out failed, with or without a new word, and never
    the other way round: there the failure ranks after the end. A payin that was refunded is no
    longer where COMPLETED says it is.
    """
    found = state(text(payload, "status"), STATUSES)
    if found.status is Status.COMPLETE and text(payload, "details.fail_reason"):
        found = State(Status.FAILED, RANKS[Status.FAILED])
    if found.status is Status.FAILED and kind in (Kind.WITHDRAWAL, Kind.PAYOUT):
        return State(Status.FAILED, RANKS[Status.FAILED] + 1)
    if found.status is Status.COMPLETE and member(payload, "refund"):
        return State(Status.REFUNDED, RANKS[Status.REFUNDED])
    return found


def _money(kind: Kind, payload: JsonObject) -> Money | None:
    """The amount; a SPEI payment names no asset, for SPEI moves pesos only."""
    raw, asset = text(payload, "amount"), _first(payload, ("asset", "currency"))
    if kind is Kind.SPEI_PAYMENT:
        asset = asset or "MXN"
    return money(raw, asset) if raw else None


def _rail(kind: Kind, payload: JsonObject) -> str:
    if kind is Kind.SPEI_PAYMENT:
        return "SPEI"
    word = _first(payload, ("network", "type", "method")).upper()
    return RAILS.get(word, word)


def _first(payload: JsonObject, paths: Sequence[str]) -> str:
    return next(filter(None, (text(payload, path) for path in paths)), "")


# --- calls ----------------------------------------------------------------------------------------

V3_LEGACY = "v3-legacy"


def register(callback_url: str, *, api: str = "v4", events: Sequence[str] = ()) -> OutboundCall:
    """Subscribe a callback URL: by v4 to the chosen events, by v3 to all (it has no choice)."""
    if api == V3_LEGACY:
        body = json.dumps({"callback_url": callback_url}, separators=(",", ":")).encode()
        purpose = f"Register {callback_url} for every event."
        return OutboundCall("POST", "/api/v3/webhooks/", body, Sign.BITSO, purpose=purpose)
    return bitso_service.register(callback_url, events=tuple(events) or ("funding", "withdrawal"))


def redeliver(path: str, event: str, since: datetime, until: datetime) -> OutboundCall:
    """Have events of up to three days that were not taken sent once more, or counted.

    It is the path that tells one from the other; it must be one, and of this host.
    """
    if not re.fullmatch(r"/[A-Za-z0-9_./-]{1,200}", path) or "//" in path or ".." in path:
        raise ValueError(f"a path begins with a slash and has no query, unlike {path[:80]!a}")
    body = {
        "from_date": since.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "to_date": until.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "event": event,
        "delivered": False,
        "limit": redelivery.MOST,
    }
    return OutboundCall(
        "POST",
        path,
        json.dumps(body, separators=(",", ":")).encode(),
        Sign.BITSO,
        purpose=f"Have events of {event} sent again.",
    )


PROVIDER = Provider(
    name=NAME,
    title="Bitso",
    environments=MappingProxyType(
        {
            **bitso_service.environments("https://api.bitso.com", "https://stage.bitso.com"),
            # its source addresses are not published
            "sandbox": Environment("sandbox", "https://sandbox.bitso.com"),
        }
    ),
    credentials=bitso_service.credentials("Bitso under Profile, API"),
    options=(
        bitso_service.SIGNATURE_OPTION,
        OptionSpec(
            name="registration_api",
            label="Registration by",
            values=("v4", V3_LEGACY),
            default="v4",
            help="v3 is deprecated: it takes every event and can neither list nor delete.",
        ),
        bitso_lists.OPTION,
        redelivery.PREVIEW_PATH,
        redelivery.PATH,
    ),
    verify=bitso_service.verify,
    fingerprint=same_bytes,  # nothing in a body tells one attempt from another
    parse=parse,
    calls=MappingProxyType({**bitso_service.calls(register), "redeliver": redeliver}),
    listings=bitso_lists.LISTINGS,
    read_answer=bitso_service.read_answer,
    retries_4xx=False,
    notes=(
        "Bitso tries again after 5xx and time-outs only: what was answered 4xx never comes again.",
        "Juno and Bitso send from the same addresses, so an address alone cannot tell them apart.",
        "A complete withdrawal may still fail; the money then comes back as a funding of its own.",
        "Each event has one subscription: delete the old one before registering another URL.",
        "A signature covers the payload only, not the name of the event beside it.",
    ),
)
