"""Normal forms: two texts that mean the same identifier have the same key."""

from __future__ import annotations

import re
import unicodedata

from app.core.event import IdKind

# A mask of base58 may show nothing but hex digits: without 0x only the length tells.
_HEX = re.compile(
    r"(?:0[xX])?([0-9a-fA-F]+)|0[xX]([0-9a-fA-F*]+)"
    r"|([0-9a-fA-F*]{40}|[0-9a-fA-F*]{64})"
)

_WORDS = frozenset({IdKind.ID, IdKind.EXTERNAL_REF, IdKind.DIGEST, IdKind.OTHER})
_ACCOUNTS = frozenset({IdKind.CLABE, IdKind.CLABE_MASK, IdKind.CARD, IdKind.ACCOUNT})
_ON_CHAIN = frozenset({IdKind.TX_HASH, IdKind.ADDRESS, IdKind.ADDRESS_MASK})


def normal_form(kind: IdKind, value: str) -> str:
    """The key under which an identifier is kept and looked up; "" when nothing is left.

    Numbers of accounts lose spaces and dashes, hex loses `0x` and its capitals, base58 keeps its
    case, references lose leading zeros, names lose accents and case.
    """
    text = cleaned(value)
    if kind is IdKind.NAME:
        return without_accents(text).casefold()
    if kind in _WORDS:
        return text.casefold()
    text = text.replace(" ", "")
    if kind in _ON_CHAIN:
        return _hex_key(text)
    if kind in _ACCOUNTS:
        text = text.replace("-", "")
    return without_leading_zeros(text.upper()) if kind is IdKind.REFERENCE else text.upper()


def cleaned(text: str) -> str:
    """Compatible forms made one (full-width digits), invisible signs dropped, gaps one space."""
    if text.isascii() and text.isprintable():
        if " " not in text:  # nearly all
            return text
    else:
        plain = unicodedata.normalize("NFKC", text)
        text = "".join(sign for sign in plain if sign.isspace() or _is_visible(sign))
    return " ".join(text.split())


def _is_visible(sign: str) -> bool:
    return unicodedata.category(sign) not in ("Cc", "Cf")


def without_accents(text: str) -> str:
    """José Núñez as Jose Nunez, so that a name is found however it was typed."""
    if text.isascii():
        return text
    parts = unicodedata.normalize("NFD", text)
    return "".join(sign for sign in parts if not unicodedata.combining(sign))


def without_leading_zeros(text: str) -> str:
    """A numeric reference sent as a number has lost them; any other text stays unchanged."""
    return (text.lstrip("0") or "0") if text.isascii() and text.isdigit() else text


def _hex_key(text: str) -> str:
    match = _HEX.fullmatch(text)
    return "".join(match.groups("")).lower() if match else text
