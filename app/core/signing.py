"""Signatures over candidate byte forms: constant time, on bytes, never raising on what came in."""

from __future__ import annotations

import base64
import binascii
import hmac
import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Literal, NamedTuple, TypeAlias

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hmac import HMAC
from cryptography.hazmat.primitives.serialization import load_der_public_key, load_pem_public_key

Candidate: TypeAlias = tuple[str, bytes]  # the name of a byte form and its bytes
Encoding: TypeAlias = Literal["hex", "base64"]


class Match(NamedTuple):
    """Which candidate form a signature fits, and the signature shortened for display."""

    form: str
    received: str


def same(a: bytes, b: bytes) -> bool:
    """Whether two secrets are equal, in a time that tells nothing of where they differ."""
    return hmac.compare_digest(a, b)


def shorten(digest: bytes | str) -> str:
    """The beginning of a digest, fit to be shown: printable, at most 12 characters, never whole."""
    text = digest.decode("ascii", "replace") if isinstance(digest, bytes) else digest
    shown = text[: min(8, len(text) // 2)]
    if not (shown.isascii() and shown.isalnum()):
        shown = "".join(letter if "!" <= letter <= "~" else "?" for letter in shown)
    return f"{shown}…" if text else ""


# --- HMAC -----------------------------------------------------------------------------------------


def hmac_digest(key: bytes, message: bytes, *, encoding: Encoding = "hex") -> bytes:
    """HMAC-SHA256 as text: lower-case hex or standard base64."""
    begun = _begun(key).copy()
    begun.update(message)
    digest = begun.finalize()
    return digest.hex().encode() if encoding == "hex" else base64.b64encode(digest)


@lru_cache(maxsize=64)
def _begun(key: bytes) -> HMAC:
    """One that has taken in its key, which is half of the work for a body of a kilobyte."""
    return HMAC(key, SHA256())


def hmac_match(
    key: bytes, candidates: Iterable[Candidate], received: bytes, *, encoding: Encoding = "hex"
) -> Match | None:
    """The first candidate whose HMAC-SHA256 is the one received; hex in either case.

    An empty key or an empty signature matches nothing.
    """
    if not key or not received:
        return None
    wanted = received.lower() if encoding == "hex" else received
    for form, message in candidates:
        if same(hmac_digest(key, message, encoding=encoding), wanted):
            return Match(form, shorten(received))
    return None


# --- RSA ------------------------------------------------------------------------------------------


def rsa_match(
    public_key: str, candidates: Iterable[Candidate], signature_b64: bytes
) -> Match | None:
    """The first candidate that an RSA PKCS#1 v1.5 SHA-256 signature in base64 fits.

    A key that cannot be read matches nothing; see `is_public_key`.
    """
    key = _load(public_key)
    signature = _canonical_base64(signature_b64)
    if key is None or signature is None:
        return None
    for form, message in candidates:
        try:
            key.verify(signature, message, PKCS1v15(), SHA256())
        except InvalidSignature:
            continue
        return Match(form, shorten(signature_b64))
    return None


def is_public_key(text: str) -> bool:
    """Whether a text is an RSA public key as PEM or base64 DER."""
    return _load(text) is not None


@lru_cache(maxsize=64)
def _load(text: str) -> RSAPublicKey | None:
    # An environment variable often holds a PEM with its line ends spelled out.
    plain = text.replace("\\r", "").replace("\\n", "\n").strip()
    try:
        if plain.startswith("-----BEGIN"):
            key = load_pem_public_key(plain.encode())
        else:
            der = base64.b64decode(re.sub(r"\s", "", plain), validate=True)
            key = load_der_public_key(der)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        return None
    return key if isinstance(key, RSAPublicKey) else None


def _canonical_base64(text: bytes) -> bytes | None:
    """The bytes of a base64 text, or None unless it is their one standard spelling."""
    try:
        raw = base64.b64decode(text)
    except (binascii.Error, ValueError):
        return None
    return raw if base64.b64encode(raw) == text else None
