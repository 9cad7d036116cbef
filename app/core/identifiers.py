"""What a person may ask for: identifiers with their normal form, found by name and by shape."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from app.core import shapes
from app.core.banks import bank_of
from app.core.clabe import MASK, clabe_check_digit_ok, mask_matches
from app.core.event import Identifier, IdKind
from app.core.normal import normal_form
from app.core.pasted import Found, classify
from app.core.reading import JsonValue, leaves

__all__ = [
    "Found",
    "bank_of",
    "clabe_check_digit_ok",
    "classify",
    "generic_identifiers",
    "identifier",
    "mask_matches",
    "normal_form",
]

LONGEST = 256  # characters; a longer text is no identifier, only payload
MOST = 500  # identifiers of one body; a hostile one may invent any number

_CLABE_MASK = re.compile(shapes.CLABE_MASK)
_MASKED = {IdKind.ADDRESS: IdKind.ADDRESS_MASK, IdKind.ADDRESS_MASK: IdKind.ADDRESS_MASK}
_ACCOUNTS = frozenset({IdKind.CLABE, IdKind.CLABE_MASK, IdKind.CARD, IdKind.ACCOUNT})


def identifier(kind: IdKind, value: JsonValue, path: str = "", role: str = "") -> Identifier | None:
    """An identifier as sent, with its key; None when there is nothing to ask for.

    A masked CLABE or address becomes a pattern; of any other masked account only the last digits
    that can be read are kept.
    """
    text = _text(value)
    if not text:
        return None
    key = normal_form(kind, text)
    if MASK in key:
        kind, key = _masked(kind, key)
    return Identifier(kind, text, key, path, role) if key else None


def _text(value: JsonValue) -> str:
    if isinstance(value, bool) or not isinstance(value, (str, int, Decimal)):
        return ""
    if isinstance(value, int) and value.bit_length() > 4 * LONGEST:
        return ""  # str() of an int beyond 4,300 digits raises
    text = str(value)
    return text if len(text) <= LONGEST else ""


def _masked(kind: IdKind, key: str) -> tuple[IdKind, str]:
    if kind in _ACCOUNTS:
        if _CLABE_MASK.fullmatch(key):
            return IdKind.CLABE_MASK, key
        shown = [run for run in key.split(MASK) if run]
        return IdKind.ACCOUNT, shown[-1] if shown else ""
    return _MASKED.get(kind, kind), key if key.strip(MASK) else ""


# --- found without knowing the payload --------------------------------------------------------

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_POSITION = re.compile(r"[0-9]+")
_TOKEN = re.compile(r"[!-~]{1,128}")  # one word of printable ASCII
_DIGITS = re.compile(r"[0-9*][0-9* \-]{2,33}")
_CHAIN = re.compile(r"[0-9A-Za-z*]{20,128}")

# What a value is when the name of its key says nothing; surest first.
_SHAPES = tuple(
    (re.compile(pattern), kind)
    for pattern, kind in (
        (shapes.UUID, IdKind.ID),
        (shapes.EVM_HASH, IdKind.TX_HASH),
        (shapes.BARE_HASH, IdKind.TX_HASH),
        (shapes.EVM_ADDRESS, IdKind.ADDRESS),
        (shapes.CLABE_MASK, IdKind.CLABE),
        (shapes.RASTREO, IdKind.RASTREO),
    )
)

# Proofs and secrets look like hashes; nobody asks for a payment by them.
_SECRET = frozenset({"checksum", "signature", "secret", "token", "password", "hmac", "nonce"})
_REF = frozenset({"ref", "refs", "reference", "references", "referencia"})
_OURS = frozenset({"external", "merchant", "client"})
_ID = frozenset({"id", "ids", "uuid", "fid", "wid", "oid", "folio"})
_ACCOUNT = frozenset({"account", "card", "iban", "pan", "last4", "cuenta", "tarjeta"})
_NAME = frozenset({"name", "nombre", "holder"})
_PERSON = frozenset({"beneficiary", "payer", "payee"})  # names only when nothing else is said
_NO_PERSON = frozenset({"bank", "method", "event", "type", "file", "host", "network", "currency"})
_SENDER = frozenset({"sender", "payer", "source", "from", "ordenante"})
_RECEIVER = frozenset(
    {"receiver", "receive", "beneficiary", "payee", "destination", "recipient", "to"}
)
_HAS_ROLE = _ACCOUNTS | {IdKind.ADDRESS, IdKind.ADDRESS_MASK, IdKind.NAME}


@dataclass(frozen=True, slots=True)
class Named:
    """What the keys that lead to a value say of it."""

    words: frozenset[str]
    role: str


def generic_identifiers(obj: JsonValue) -> tuple[Identifier, ...]:
    """Whatever looks like an identifier, by the name of its key and else by its own shape."""
    return likely((path, leaf, named(path)) for path, leaf in leaves(obj))


def named(path: str) -> Named | None:
    """What a path says of what stands there; None where no identifier is sought."""
    names = [step for step in path[-LONGEST:].split(".") if not _POSITION.fullmatch(step)]
    words = _words(names[-1]) if names else frozenset()
    return None if words & _SECRET else Named(words, _role(names))


def likely(
    places: Iterable[tuple[str, JsonValue, Named | None]],
) -> tuple[Identifier, ...]:
    """The identifiers among these values, each with its path and what that says."""
    found: dict[tuple[IdKind, str], Identifier] = {}
    for path, leaf, name in places:
        text = leaf if isinstance(leaf, str) and len(leaf) <= LONGEST else _text(leaf)
        if not text or name is None:
            continue
        kind = _kind_by_name(name.words, text) or _kind_by_shape(text)
        if kind is None:
            continue
        one = identifier(kind, text, path, name.role if kind in _HAS_ROLE else "")
        if one is not None:
            found.setdefault((one.kind, one.key), one)
        if len(found) == MOST:
            break
    return tuple(found.values())


@lru_cache(maxsize=2048)
def _words(name: str) -> frozenset[str]:
    """The words of a key: senderClabe, sender_clabe and Sender-CLABE are {sender, clabe}."""
    return frozenset(re.split(r"[^a-z0-9]+", _CAMEL.sub("_", name).lower()))


def _kind_by_name(words: frozenset[str], text: str) -> IdKind | None:
    if _names_a_person(words):
        return IdKind.NAME
    if not _TOKEN.fullmatch(text.replace(" ", "")):
        return None
    if any("clabe" in word for word in words) or (words & _ACCOUNT and not words & _ID):
        return _account(text) if _DIGITS.fullmatch(text) else None
    if " " in text:
        return None
    if any("hash" in word for word in words):
        return IdKind.TX_HASH if _CHAIN.fullmatch(text) else None
    if "rastreo" in words or words >= {"tracking", "key"} or words >= {"external", "fiat"}:
        return IdKind.RASTREO
    if "address" in words and _CHAIN.fullmatch(text):
        return IdKind.ADDRESS
    if words & _REF:
        return IdKind.EXTERNAL_REF if words & _OURS else IdKind.REFERENCE
    if words & _ID:
        return IdKind.EXTERNAL_REF if words & _OURS else IdKind.ID
    return IdKind.OTHER if words >= {"idempotency", "key"} else None


def _names_a_person(words: frozenset[str]) -> bool:
    if words & _NAME:
        return not words & (_NO_PERSON | _ID)
    return bool(words) and words <= _PERSON


def _account(text: str) -> IdKind:
    length = len(re.sub(r"[ \-]", "", text))
    return {18: IdKind.CLABE, 16: IdKind.CARD}.get(length, IdKind.ACCOUNT)


def _kind_by_shape(text: str) -> IdKind | None:
    if clabe_check_digit_ok(text):
        return IdKind.CLABE
    return next((kind for pattern, kind in _SHAPES if pattern.fullmatch(text)), None)


def _role(names: list[str]) -> str:
    """Whose it is, as the nearest key says that says anything."""
    for words in map(_words, reversed(names)):
        if words & _SENDER:
            return "sender"
        if words & _RECEIVER:
            return "receiver"
    return ""
