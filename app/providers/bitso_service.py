"""What Juno and Bitso share: one company's webhook service sends, signs and registers for both.

Facts chapters 1.1, 2.1 and 2.3, read 2026-11. Bitso documents the signature
(docs.bitso.com/bitso-payouts-funding/docs/webhook-event-signatures); Juno has the same source
addresses, registration path and reply, so its deliveries are verified alike when they are signed.
Only the `payload` is signed: the `event` beside it is not covered.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType

from app.core.delivery import Basis, Outcome, Request, Trust, Verdict
from app.core.errors import DoubledHeader, Unreadable
from app.core.provider import Answer, CredentialSpec, Environment, OptionSpec, OutboundCall, Sign
from app.core.reading import JsonObject, JsonValue, at, compact, raw_slice, read_json, read_value
from app.core.signing import Candidate, is_public_key, rsa_match
from app.core.verdicts import refused, unconfigured, unsigned, wrong_address

SIGNATURE_HEADER = "x-bitso-webhook-event-signature"
KEY_ID_HEADER = "x-bitso-key-id"
SCHEME = "rsa-sha256"

PRODUCTION_ADDRESSES = ("52.15.91.227", "18.216.72.107", "18.219.140.132")
STAGE_ADDRESSES = ("3.129.233.228", "3.22.247.241", "3.134.133.168")


def environments(production: str, stage: str) -> dict[str, Environment]:
    """The two worlds of both, by their base URLs."""
    return {
        "production": Environment("production", production, PRODUCTION_ADDRESSES),
        "stage": Environment("stage", stage, STAGE_ADDRESSES),
    }


SIGNATURE_OPTION = OptionSpec(
    name="signature",
    label="Signature",
    values=("if present", "required", "off"),
    default="if present",
    help="Verify the RSA signature when a delivery has one, insist on it, or ignore it.",
)


def credentials(where: str) -> tuple[CredentialSpec, ...]:
    """The credentials of both; `where` names the place that makes API keys."""
    return (
        CredentialSpec("api_key", "API key", f"Made in {where}; needed to register callbacks."),
        CredentialSpec("api_secret", "API secret", "Shown once, together with the API key."),
        CredentialSpec(
            "public_key",
            "Webhook public key",
            "PEM or base64 DER from GET /v4/webhooks/public-key; used for any key id.",
        ),
    )


# --- verification ---------------------------------------------------------------------------------


def verify(request: Request, trust: Trust) -> Verdict:
    """Believe a delivery by its source address and, where it is signed, by its RSA signature."""
    if elsewhere := wrong_address(request):
        return elsewhere
    mode = trust.options.get("signature", SIGNATURE_OPTION.default)
    if mode == "off":
        return unsigned(request)
    try:
        signature, key_id = request.header(SIGNATURE_HEADER), request.header(KEY_ID_HEADER)
    except DoubledHeader as error:
        return refused(error.problem, scheme=SCHEME)
    if signature is not None:
        return _signed(request.body, signature, key_id or b"", trust.keys)
    if key_id is not None:
        return refused("A key id came without a signature.", scheme=SCHEME)
    if mode == "required":
        reason = "The connection requires a signature and the delivery has none."
        return refused(reason, scheme=SCHEME)
    return unsigned(request)


def _signed(body: bytes, signature: bytes, key_id: bytes, keys: Mapping[str, str]) -> Verdict:
    # A stranger chose the id: it is looked up and shown as plain printable text only.
    name = "".join(chr(byte) if 32 < byte < 127 else "?" for byte in key_id[:80])
    key = keys.get(name) or keys.get("")
    if not key:
        reason = f"The public key {name or 'of this delivery'} is not at hand yet."
        return Verdict(Outcome.AWAITING_KEY, Basis.FAILED, SCHEME, name, reason=reason)
    if not is_public_key(key):
        reason = "The public key at hand is neither PEM nor base64 DER of an RSA key."
        return unconfigured(reason, scheme=SCHEME)._replace(key_id=name)
    match = rsa_match(key, candidates(body), signature)
    if match is None:
        reason = f"The signature ({len(signature)} characters) fits no byte form of the body."
        return refused(reason, scheme=SCHEME, received=signature)._replace(key_id=name)
    return Verdict(
        Outcome.TRUSTED, Basis.SIGNATURE, SCHEME, name, form=match.form, received=match.received
    )


MOST_REWRITTEN = 64 * 1024  # bytes; to read and write a longer body would keep the answer waiting


def candidates(body: bytes) -> Iterator[Candidate]:
    """The byte forms a signature may cover, each once, the documented one first."""
    seen: set[bytes] = set()
    for form, message in _forms(body):
        if message not in seen:
            seen.add(message)
            yield form, message


def _forms(body: bytes) -> Iterator[Candidate]:
    payload: JsonValue
    try:
        payload = read_json(body).get("payload") if len(body) <= MOST_REWRITTEN else None
    except Unreadable:
        payload = None
    if isinstance(payload, dict):
        yield "compact payload", compact(payload)
    exact = raw_slice(body, "payload")
    if exact:
        yield "exact payload", exact
    if isinstance(payload, dict):
        yield "ASCII-escaped payload", compact(payload, ascii=True)
    yield "whole body", body


# --- calls ----------------------------------------------------------------------------------------


def register(callback_url: str, *, events: Sequence[str]) -> OutboundCall:
    """Subscribe a callback URL to events."""
    body = json.dumps(
        {"callback_url": callback_url, "events": list(events)}, separators=(",", ":")
    ).encode()
    purpose = f"Register {callback_url} for {', '.join(events)}."
    named = tuple(event.casefold() for event in events)
    return OutboundCall("POST", "/v4/webhooks", body, Sign.BITSO, purpose=purpose, events=named)


def list_callbacks() -> OutboundCall:
    """List every subscription of the account."""
    return OutboundCall(
        "GET", "/v4/webhooks", sign=Sign.BITSO, idempotent=True, purpose="List the subscriptions."
    )


def update(subscription: str, callback_url: str) -> OutboundCall:
    """Have one subscription lead to another URL; its event stays (facts 2.3; the verb is inferred:
    the page names an endpoint of its own without it).
    """
    body = json.dumps({"callback_url": callback_url}, separators=(",", ":")).encode()
    purpose = f"Have subscription {subscription} lead to {callback_url}."
    return OutboundCall("PATCH", _path(subscription), body, Sign.BITSO, purpose=purpose)


def delete(subscription: str) -> OutboundCall:
    """Delete one subscription by its number."""
    purpose = f"Delete subscription {subscription}."
    return OutboundCall("DELETE", _path(subscription), sign=Sign.BITSO, purpose=purpose)


def _path(subscription: str) -> str:
    if not (subscription.isascii() and subscription.isdigit()):
        raise ValueError(f"a subscription is a number, not {subscription!r}")
    return f"/v4/webhooks/{subscription}"


def public_keys() -> OutboundCall:
    """Fetch the public keys of webhook signatures; needs no credential."""
    return OutboundCall(
        "GET", "/v4/webhooks/public-key", idempotent=True, purpose="Fetch the public keys."
    )


def calls(register: Callable[..., OutboundCall]) -> Mapping[str, Callable[..., OutboundCall]]:
    """All that either can be asked; registering is the one thing they differ in."""
    return MappingProxyType(
        {
            "register": register,
            "list": list_callbacks,
            "update": update,
            "delete": delete,
            "keys": public_keys,
        }
    )


# --- answers --------------------------------------------------------------------------------------

MOST_SHOWN = 20_000
_LISTS = ("webhooks", "payload", "payload.webhooks", "payload.content", "payload.response")
_NAMES = {"keyId": "key_id", "publicKey": "public_key"}


def read_answer(status: int, body: bytes) -> Answer:
    """An answer of the service in any of its shapes: bare lists, wrapped ones, errors as text
    or as object, nothing at all, or something else than JSON.
    """
    raw = body[:MOST_SHOWN].decode("utf-8", "replace")
    try:
        value = read_value(body)
    except Unreadable:
        value = None
    refused = status >= 300 or status < 200 or at(value, "success") is False
    error = at(value, "error")
    message = _error(error) or _first_text(value, "message", "payload")
    if not message and value is None:
        message = raw.strip()[:200]
    return Answer(
        status=status,
        ok=not (refused or error),
        message=message,
        items=tuple(_item(entry) for entry in _entries(value)),
        raw=raw,
    )


def _error(error: JsonValue) -> str:
    if isinstance(error, dict):
        words = [_first_text(error, "message"), _first_text(error, "code")]
        return f"{words[0]} ({words[1]})" if all(words) else "".join(words)
    return error if isinstance(error, str) else ""


def _first_text(value: JsonValue, *paths: str) -> str:
    found = (at(value, path) for path in paths)
    return next((str(one) for one in found if isinstance(one, (str, int)) and one != ""), "")


def _entries(value: JsonValue) -> list[JsonObject]:
    """The objects an answer lists, wherever it keeps them."""
    places = (value, *(at(value, path) for path in _LISTS))
    found = next((place for place in places if isinstance(place, list)), [])
    return [entry for entry in found if isinstance(entry, dict)]


def _item(entry: JsonObject) -> Mapping[str, str]:
    scalars = (str, int)
    return {
        _NAMES.get(key, key): str(value)
        for key, value in entry.items()
        if isinstance(value, scalars) and not isinstance(value, bool)
    }
