"""Proves to a provider who calls: pure functions from credentials and bytes to headers."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable, Mapping

from app.core.errors import SecretMissing
from app.core.provider import CredentialSpec, OutboundCall, Provider, Sign

# What each way of signing needs, by the names of the provider's CredentialSpecs.
NEEDED: Mapping[Sign, tuple[str, ...]] = {
    Sign.NONE: (),
    Sign.BITSO: ("api_key", "api_secret"),
    Sign.YUNO: ("public_api_key", "private_secret_key"),
    Sign.PLAIN: ("api_key",),
}


def sign(key: str, secret: str, nonce: str, method: str, path: str, body: bytes) -> str:
    """The Authorization of Bitso and Juno over exactly the bytes that are sent.

    `path` holds the query string; docs.bitso.com/bitso-api/docs/create-signed-requests.
    """
    message = f"{nonce}{method.upper()}{path}".encode("ascii") + body
    digest = hmac.new(secret.encode(), message, hashlib.sha256).hexdigest()
    return f"Bitso {key}:{nonce}:{digest}"


def nonce(milliseconds: int, digits: int) -> str:
    """A nonce of version 2: the time in 13 digits and six random ones.

    Calls may then arrive out of order; docs.bitso.com/bitso-api/docs/nonce-v2-rollout.
    """
    return f"{milliseconds:013d}{digits:06d}"


def headers(
    call: OutboundCall, path: str, secrets: Mapping[str, str], make_nonce: Callable[[], str]
) -> dict[str, str]:
    """The headers that sign one sending of a call; a second sending needs new ones."""
    match call.sign:
        case Sign.NONE:
            return {}
        case Sign.BITSO:
            key, secret = secrets["api_key"], secrets["api_secret"]
            value = sign(key, secret, make_nonce(), call.method, path, call.body)
            return {"Authorization": value}
        case Sign.YUNO:
            return {
                "public-api-key": secrets["public_api_key"],
                "private-secret-key": secrets["private_secret_key"],
            }
        case Sign.PLAIN:
            return {"Authorization": secrets["api_key"]}


def masked(call: OutboundCall) -> dict[str, str]:
    """The same headers with words where secrets stand, fit to be shown."""
    match call.sign:
        case Sign.NONE:
            return {}
        case Sign.BITSO:
            return {"Authorization": "Bitso <API key>:<nonce>:<signature>"}
        case Sign.YUNO:
            return {"public-api-key": "<public key>", "private-secret-key": "<private key>"}
        case Sign.PLAIN:
            return {"Authorization": "<API key>"}


def gather(
    provider: Provider, call: OutboundCall, secret: Callable[[str, str], str | None]
) -> dict[str, str]:
    """The credentials that a call needs; raises SecretMissing with where to find them."""
    return {name: _usable(provider, name, secret) for name in NEEDED[call.sign]}


def _usable(provider: Provider, name: str, secret: Callable[[str, str], str | None]) -> str:
    specs = {spec.name: spec for spec in provider.credentials}
    spec = specs.get(name) or CredentialSpec(name, name, "")
    value = (secret(provider.name, name) or "").strip()
    if not value:
        raise SecretMissing(
            f"The {spec.label} of {provider.title} is missing.",
            cause=spec.help,
            remedy=f"Enter it under Connections, or set {spec.variable(provider.name)}.",
        )
    if not value.isascii() or not value.isprintable():
        # It would break the header, and the library would quote it in its complaint.
        raise SecretMissing(
            f"The {spec.label} of {provider.title} cannot be used.",
            cause="It holds a line break or a character that is not ASCII.",
            remedy="Copy it again from the provider.",
        )
    return value
