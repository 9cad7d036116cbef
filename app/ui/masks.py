"""How accounts, names and references are shortened for a list, and hidden by the privacy screen."""

from __future__ import annotations

import re

from app.core.banks import Banks, bank_of
from app.core.clabe import MASK, clabe_check_digit_ok
from app.core.plain import plain

DOTS = "•••"
_CLABE = re.compile(r"[0-9]{18}")
_CLABE_MASK = re.compile(r"[0-9*]{18}")
_CHAIN = re.compile(r"[0-9A-Za-z*]{20,}")
_ACCOUNT = re.compile(r"[0-9*xX•]{4,}")
_HARMLESS = re.compile(
    r"-?[0-9]{1,9}([.][0-9]{1,18})?|[0-9]{4}-[0-9]{2}-[0-9]{2}([T ][0-9:.,Z+-]+)?"
    r"|[A-Z]+(_[A-Z]+){0,4}|true|false|null"
)
_PERSONAL = re.compile(
    r"name|nombre|holder|titular|owner|person|client|customer|beneficiar|sender|receiver|recipient"
    r"|payer|payee|account|clabe|card|phone|tel|mail|document|rfc|curp|address|concept|description",
    re.IGNORECASE,
)
_ACCOUNT_LIKE = re.compile(r"[0-9*]{10,}|(0x)?[0-9A-Za-z]{25,}")
_LONG = 18  # characters of a code that are still shown whole


def counterparty(text: str, banks: Banks, *, is_private: bool = False) -> str:
    """Whom a payment is with, in the room of a column: "STP ••• 0775", "0xc0ff…9D54"."""
    compact = text.replace(" ", "")
    if _CLABE.fullmatch(compact):
        bank = bank_of(compact, banks)
        return f"{bank} {DOTS}" if is_private else f"{bank} {DOTS} {compact[-4:]}"
    if MASK in compact and _CLABE_MASK.fullmatch(compact):
        return DOTS if is_private else f"{DOTS} {_visible(compact)} {DOTS}".rstrip()
    if MASK in compact and _CHAIN.fullmatch(compact):
        return DOTS if is_private else f"{DOTS}{_visible(compact)[:8]}{DOTS}"
    if _ACCOUNT.fullmatch(compact):
        return DOTS if is_private else f"{DOTS} {compact[-4:]}"
    if _CHAIN.fullmatch(compact):
        return f"{compact[:4]}{DOTS}" if is_private else shortened(compact)
    return initials(text) if is_private else plain(text)


def has_wrong_digit(text: str) -> bool:
    """Whether this is a whole CLABE whose check digit is wrong."""
    compact = text.replace(" ", "")
    return bool(_CLABE.fullmatch(compact)) and not clabe_check_digit_ok(compact)


def shortened(text: str, head: int = 6, tail: int = 4) -> str:
    """A long code with its middle left out: "0xfb98…e062"."""
    shown = plain(text)
    if len(shown) <= max(_LONG, head + tail + 1):
        return shown
    return f"{shown[:head]}…{shown[-tail:]}"


def initials(text: str) -> str:
    """A name that can no longer be read: "S••• N•••"."""
    return " ".join(f"{word[:1]}{DOTS}" for word in plain(text).split())


def private(text: str, key: str = "") -> str:
    """A value of a body behind the privacy screen; `key` is what it is called there.

    Only what is plainly no person's (amounts, times, words of the provider) stays.
    """
    if not text or (_HARMLESS.fullmatch(text) and not _PERSONAL.search(key)):
        return plain(text)
    return hidden(text) if any(sign.isdigit() for sign in text) else initials(text)


def reference(text: str) -> str:
    """A reference behind the privacy screen: its words are hidden, its numbers stay."""
    return " ".join(_part(word) for word in plain(text).split())


def _part(word: str) -> str:
    if not any(sign.isdigit() for sign in word):
        return initials(word)
    return hidden(word) if _ACCOUNT_LIKE.fullmatch(word) else word


def hidden(text: str) -> str:
    """A value of which only the last four characters are left."""
    return f"{DOTS}{plain(text)[-4:]}" if len(text) > 6 else DOTS


def grouped_clabe(text: str) -> str:
    """A CLABE the way people read it: bank, plaza, account, check digit."""
    compact = text.replace(" ", "")
    if len(compact) != 18:
        return plain(text)
    return f"{compact[:3]} {compact[3:6]} {compact[6:17]} {compact[17]}"


def _visible(mask: str) -> str:
    runs = [run for run in mask.split(MASK) if run]
    return max(runs, key=len, default="")
