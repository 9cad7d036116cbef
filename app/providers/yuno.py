"""Yuno: payments, payouts, subscriptions, and bank transfers by Banking Connectivity.

By github.com/yuno-payments/yuno-docs (the source of docs.y.uno) docs/webhooks, openapi/webhooks
and reference/banking-connectivity, read 2026-11. What the older documentation calls "baas" is
called "banking" today; both are accepted. Nothing but the secret path is certain to protect a
callback: every further proof is one that the operator has set at Yuno and entered here.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from app.core.delivery import Basis, Outcome, Request, Trust, Verdict
from app.core.errors import DoubledHeader, Unreadable
from app.core.event import Event
from app.core.provider import CredentialSpec, Environment, OptionSpec, Provider
from app.core.reading import compact, read_json
from app.core.signing import hmac_digest, hmac_match, same
from app.core.verdicts import refused, secret, unsigned, wrong_address
from app.providers import yuno_calls, yuno_events, yuno_lists

NAME = yuno_events.NAME

BEARER_HEADER = OptionSpec(
    name="bearer_header",
    label="Bearer token header",
    values=(),
    default="Authorization",
    help="The header of the bearer token, as set in oauth2_authorization_name at Yuno.",
)

# --- verification ---------------------------------------------------------------------------------

SCHEME = "hmac-sha256-base64"
SIGNATURE_HEADER = "x-hmac-signature"
STATIC_HEADERS = {"x_api_key": "x-api-key", "x_secret": "x-secret"}  # credential: its header


def verify(request: Request, trust: Trust) -> Verdict:
    """Believe a delivery that passes every proof entered here; the secret path always counts."""
    if elsewhere := wrong_address(request):
        return elsewhere
    entered = {name: secret(value) for name, value in trust.credentials.items() if value.strip()}
    try:
        return _verify(request, entered, _static(trust, entered))
    except DoubledHeader as error:
        return refused(error.problem)


def _verify(request: Request, entered: Mapping[str, bytes], static: Mapping[str, str]) -> Verdict:
    for credential, header in static.items():
        if failed := _wrong_value(request, header, entered[credential]):
            return refused(failed, scheme=header)
    signature = request.header(SIGNATURE_HEADER)
    if key := entered.get("hmac_secret"):
        return _signed(request.body, key, signature, " + ".join((*static.values(), SCHEME)))
    unchecked = "It is signed, but no HMAC secret is entered here to check it with."
    reason = "" if signature is None else unchecked
    if not static:
        return unsigned(request, reason=reason)
    scheme = " + ".join(static.values())
    return Verdict(Outcome.TRUSTED, Basis.SHARED_VALUE, scheme, reason=reason)


def _static(trust: Trust, entered: Mapping[str, bytes]) -> dict[str, str]:
    """The credentials that are sent as they are, with their headers."""
    bearer = trust.options.get(BEARER_HEADER.name, "").strip() or BEARER_HEADER.default
    headers = STATIC_HEADERS | {"bearer_token": bearer}
    return {name: header for name, header in headers.items() if name in entered}


def _wrong_value(request: Request, header: str, wanted: bytes) -> str:
    """What is wrong with a header that must hold a value, in one sentence; "" when it does."""
    value = request.header(header) if header.isascii() else None
    if value is None:
        return f"The header {header} is missing."
    plain = value if header in STATIC_HEADERS.values() else _without_bearer(value)
    if same(plain, wanted.strip()):
        return ""
    return f"The header {header} ({len(value)} characters) does not hold the value entered here."


def _without_bearer(value: bytes) -> bytes:
    return value[7:] if value[:7].lower() == b"bearer " else value


def _signed(body: bytes, key: bytes, signature: bytes | None, scheme: str) -> Verdict:
    if signature is None:
        return refused(f"The header {SIGNATURE_HEADER} is missing.", scheme=SCHEME)
    match = hmac_match(key, (("raw body", body),), signature, encoding="base64")
    if match is None:
        reason = f"The {SIGNATURE_HEADER} ({len(signature)} characters) does not fit the body."
        expected = hmac_digest(key, body, encoding="base64")
        return refused(reason, scheme=SCHEME, expected=expected, received=signature)
    return Verdict(
        Outcome.TRUSTED, Basis.SIGNATURE, scheme, form=match.form, received=match.received
    )


# --- the same fact, and its meaning ---------------------------------------------------------------


def fingerprint(body: bytes) -> str:
    """A digest of the body without `retry`, which alone changes from one attempt to the next.

    Yuno's idempotency key is no help: it stays the same while a payment's status changes
    (facts 3.5). A body that cannot be read is its own digest.
    """
    try:
        value = read_json(body)
    except Unreadable:
        return hashlib.sha256(body).hexdigest()
    if isinstance(value.get("retry"), (int, str)):
        del value["retry"]
    return hashlib.sha256(compact(value)).hexdigest()


def parse(body: bytes) -> Sequence[Event]:
    """The one event of a delivery; raises Unreadable. An event nobody knows is of kind other."""
    return (yuno_events.event(read_json(body), lambda: fingerprint(body)),)


PROVIDER = Provider(
    name=NAME,
    title="Yuno",
    environments=MappingProxyType(
        {
            "production": Environment("production", "https://api.y.uno"),
            "production-eu": Environment("production-eu", "https://api.eu.y.uno"),
            "sandbox": Environment("sandbox", "https://api-sandbox.y.uno"),
        }
    ),
    credentials=(
        CredentialSpec("x_api_key", "x-api-key", "The value you set as API key of the webhook."),
        CredentialSpec("x_secret", "x-secret", "The value you set as secret of the webhook."),
        CredentialSpec("hmac_secret", "HMAC secret", "The HMAC client secret of the webhook."),
        CredentialSpec(
            "bearer_token", "Bearer token", "The token your OAuth2 endpoint gives to Yuno."
        ),
        CredentialSpec("public_api_key", "Public API key", "In the dashboard under Developers."),
        CredentialSpec(
            "private_secret_key", "Private secret key", "In the dashboard under Developers."
        ),
        CredentialSpec("account_id", "Account id", "In the dashboard under Developers, a UUID."),
    ),
    options=(BEARER_HEADER,),
    verify=verify,
    fingerprint=fingerprint,
    parse=parse,
    calls=MappingProxyType(
        {
            "register": yuno_calls.register,
            "list": yuno_calls.list_callbacks,
            "update": yuno_calls.update,
            "delete": yuno_calls.delete,
        }
    ),
    listings=yuno_lists.LISTINGS,
    read_answer=yuno_calls.read_answer,
    tails=("", "v1/banking/transfers", "v1/baas/transfers"),
    notes=(
        "Without x-api-key, x-secret, HMAC or bearer token only the secret URL protects you.",
        "All proofs that are entered here must pass; set the same ones at Yuno.",
        "Yuno takes nothing but 200 for an answer and tries seven times in about a week.",
        "Bank transfers that come in are sent to /v1/banking/transfers below your URL.",
        "Payouts, split and bank transfers cannot be subscribed to by API: ask Yuno for them.",
        "A payment may go back: a chargeback that is won returns to the status before.",
    ),
)
