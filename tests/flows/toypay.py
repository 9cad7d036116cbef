"""Toypay: a provider that nobody has, written by docs/adding-a-provider.md.

By toypay.example/webhooks, read never. A delivery is
`{"kind":"payout","id":"…","state":"paid","amount":"10.00","asset":"MXN","clabe":"…","at":"…"}` with
`X-Toy-Signature`: hex HMAC-SHA256 of the body.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from app.core.amounts import money
from app.core.delivery import Basis, Outcome, Request, Trust, Verdict
from app.core.event import Event, IdKind, Kind, Order, Status
from app.core.provider import CredentialSpec, Environment, Provider
from app.core.reading import read_json, text
from app.core.shaping import Field, Fields, state
from app.core.signing import hmac_match
from app.core.times import parse_time

STATUSES = {"open": Status.PENDING, "paid": Status.COMPLETE, "lost": Status.FAILED}
FIELDS = Fields(
    (
        Field("kind"),
        Field("id", IdKind.ID),
        Field("state"),
        Field("amount"),
        Field("asset"),
        Field("clabe", IdKind.CLABE, "receiver"),
        Field("at"),
    )
)


def verify(request: Request, trust: Trust) -> Verdict:
    """HMAC over the body as it came."""
    secret = trust.credentials.get("webhook_secret", "")
    if not secret:
        reason = "The webhook secret was not entered."
        return Verdict(Outcome.UNCONFIGURED, Basis.FAILED, reason=reason)
    received = request.header("x-toy-signature") or b""
    match = hmac_match(secret.encode(), [("raw body", request.body)], received)
    if match is None:
        reason = "The signature fits no byte form of the body."
        return Verdict(Outcome.QUARANTINED, Basis.FAILED, "hmac-sha256-hex", reason=reason)
    return Verdict(Outcome.TRUSTED, Basis.SIGNATURE, "hmac-sha256-hex", form=match.form)


def fingerprint(body: bytes) -> str:
    """The same bytes are the same fact."""
    return hashlib.sha256(body).hexdigest()


def parse(body: bytes) -> Sequence[Event]:
    """The one event of a delivery; raises Unreadable."""
    payload = read_json(body)
    shape = FIELDS.shape(payload)
    found = state(text(payload, "state"), STATUSES)
    at, flag = parse_time(text(payload, "at"))
    return (
        Event(
            provider="toypay",
            kind=Kind.PAYOUT,
            transaction_key=text(payload, "id"),
            event_type=text(payload, "kind"),
            status=found.status,
            provider_status=text(payload, "state"),
            rank=found.rank,
            is_final=found.is_final,
            order=Order.UPDATED_AT,
            money=money(text(payload, "amount"), text(payload, "asset")),
            updated_at=at,
            raw_time=text(payload, "at"),
            direction="out",
            receiver=text(payload, "clabe"),
            identifiers=shape.identifiers,
            unknown_fields=shape.unknown_fields,
            places=shape.places,
            flags=(flag,) if flag else (),
        ),
    )


PROVIDER = Provider(
    name="toypay",
    title="Toypay",
    environments={"production": Environment("production", "https://api.toypay.example")},
    credentials=(CredentialSpec("webhook_secret", "Webhook secret", "In the dashboard.", True),),
    options=(),
    verify=verify,
    fingerprint=fingerprint,
    parse=parse,
)
