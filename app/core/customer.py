"""The sentence a customer gets about a payment: masked, and without a promise before the end."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

from app.core.amounts import format_amount, parse_amount
from app.core.event import Identifier, IdKind, Status

LANGUAGES = ("es", "en")

_ASSET = re.compile(r"[A-Z0-9]{2,10}")
_CODE = re.compile(r"[0-9A-Za-z-]{6,128}")
_DIGITS = re.compile(r"[0-9]{1,20}")
CONTRADICTIONS = frozenset(
    {"regress", "two_finals", "amount_changed", "clabe_changed", "same_id_other_body"}
)
# What a customer can find on their own receipt; anything else is ours and stays with us.
_NAMED_BY = (IdKind.RASTREO, IdKind.TX_HASH, IdKind.REFERENCE)


@dataclass(frozen=True, slots=True)
class Words:
    """The templates of one language."""

    nouns: Mapping[str, str]  # by kind: "Su depósito"
    outcomes: Mapping[str, str]  # by status, with {what} and {when}
    references: Mapping[str, str]  # by kind of identifier, with {code}
    amount: str
    when: str
    zones: Mapping[str, str]
    zone: str
    months: Sequence[str]
    review: str  # of what contradicts itself


@dataclass(frozen=True, slots=True)
class Told:
    """What of a transaction may be said to a customer."""

    kind: str
    status: str
    is_final: bool
    amount: str = ""
    asset: str = ""
    at: datetime | None = None  # when it got where it is
    identifiers: Sequence[Identifier] = ()
    flags: Sequence[str] = ()


def parse_words(text: str) -> Mapping[str, Words]:
    """The templates by language, from the text of resources/answers.json."""
    return {language: Words(**table) for language, table in json.loads(text).items()}


def answer(told: Told, words: Words, zone: tzinfo) -> str:
    """One sentence to paste into a chat; while the state may still change it states no outcome."""
    what = words.nouns.get(told.kind) or words.nouns["other"]
    amount = parse_amount(told.amount)
    if amount is not None and _ASSET.fullmatch(told.asset):
        money = f"{format_amount(told.amount)} {told.asset}"
        what = words.amount.format(what=what, money=money)
    what += _reference(told.identifiers, words)
    return _outcome(told, words).format(what=what, when=_when(told, words, zone))


def is_settled(told: Told) -> bool:
    """Whether an outcome may be stated: final, known, and not contradicted."""
    is_known = told.status not in (Status.PENDING, Status.IN_PROGRESS, Status.UNKNOWN)
    return told.is_final and is_known and not CONTRADICTIONS.intersection(told.flags)


def masked(code: str) -> str:
    """A reference of which a customer recognises both ends: "2023…940"."""
    return f"{code[:4]}…{code[-3:]}" if len(code) > 9 else f"…{code[-3:]}"


def _outcome(told: Told, words: Words) -> str:
    if is_settled(told):
        return words.outcomes[told.status]
    if told.is_final or told.status not in (Status.PENDING, Status.IN_PROGRESS):
        return words.review
    return words.outcomes[told.status]


def _when(told: Told, words: Words, zone: tzinfo) -> str:
    if told.at is None or not is_settled(told):
        return ""
    local = told.at.astimezone(zone)
    name = words.zones.get(str(getattr(zone, "key", "")))
    day = f"{local.day} {words.months[local.month - 1]} {local.year}"
    shift = f"UTC{local:%z}"[:6]
    return words.when.format(day=day, time=f"{local:%H:%M}", zone=name or words.zone.format(shift))


def _reference(identifiers: Sequence[Identifier], words: Words) -> str:
    for kind in _NAMED_BY:
        form = _DIGITS if kind is IdKind.REFERENCE else _CODE
        for one in identifiers:
            if one.kind is kind and form.fullmatch(one.value):
                return words.references[kind].format(code=masked(one.value))
    return ""
