"""The fields of the filter language: what each takes, and how its values are read.

Parser, completion and documentation derive from the one table FIELDS.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from types import MappingProxyType

from app.core.event import FAMILIES, Kind, Status

PATH = "path"
ANYTHING = "*"  # as the value of a path: the field is there

# What a transaction may be flagged with; see core.timeline, core.differences and store.shared_hash.
FLAGS = (
    "regress",
    "two_finals",
    "amount_changed",
    "clabe_changed",
    "same_id_other_body",
    "same_hash",
    "bad_amount",
    "bad_time",
    "no_offset",
    "no_id",
    "event_mismatch",
    "missing_here",
    "missing_there",
    "status_differs",
    "amount_differs",
)
STANDINGS = ("trusted", "quarantined", "awaiting_key", "unreadable")
HAS = ("note", "mark", "label", "tag", "hash", "amount", "rail")
ENVIRONMENTS = ("production", "sandbox", "stage")

_DURATION = re.compile(r"([0-9]{1,6})(s|m|min|h|d|w)")
_SHORT = re.compile(r"([0-9]{1,6})(ms|s)")
_SECONDS = {"s": 1, "m": 60, "min": 60, "h": 3600, "d": 86_400, "w": 604_800}
_LONGEST_SPAN = 100 * 366 * 86_400
_NUMBER = re.compile(r"-?[0-9]{1,30}(\.[0-9]{1,18})?")
_PATH = re.compile(r'([^=\s"]{1,200})=(.*)', re.DOTALL)
_YEARS = range(1971, 2200)  # those that any zone can hold


class WrongValue(Exception):
    """A value that its field cannot take; `reason` is a key of the sentences in core.query."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.detail = detail


Read = Callable[[str, str, frozenset[str]], str]  # the value, the operator, the providers


@dataclass(frozen=True, slots=True)
class Field:
    """How a field is written; `words` are those that it knows, for completion."""

    read: Read
    ops: tuple[str, ...] = (":",)
    many: bool = True
    words: tuple[str, ...] = ()


def _word(value: str, op: str, providers: frozenset[str]) -> str:
    return value.casefold()


def _identifier(value: str, op: str, providers: frozenset[str]) -> str:
    """Identifiers keep their case: base58 hashes differ by it."""
    inner = value.removeprefix("*").removesuffix("*")
    if not inner.strip() or "*" in inner:
        raise WrongValue("star")
    return value


def _clabe(value: str, op: str, providers: frozenset[str]) -> str:
    if op == ":":
        return _identifier(value, op, providers)
    digits = re.sub(r"[ -]", "", value)
    if not re.fullmatch(r"[0-9*]{18}", digits) or digits == "*" * 18:
        raise WrongValue("clabe")
    return digits


def _provider(value: str, op: str, providers: frozenset[str]) -> str:
    return _one_of(_joined(value), providers)


def _among(*allowed: str) -> Read:
    """A reader of words that are all known."""
    return lambda value, op, providers: _one_of(_joined(value), allowed)


def _environment(value: str, op: str, providers: frozenset[str]) -> str:
    """A beginning is enough: prod is production."""
    known = [one for one in ENVIRONMENTS if one.startswith(value.casefold())]
    return known[0] if len(known) == 1 else _one_of(value.casefold(), ENVIRONMENTS)


def _joined(value: str) -> str:
    return value.casefold().replace(" ", "_").replace("-", "_")


def _yes_no(value: str, op: str, providers: frozenset[str]) -> str:
    word = {"sí": "yes", "si": "yes"}.get(value.casefold(), value.casefold())
    return _one_of(word, ("yes", "no"))


def _one_of(value: str, allowed: Iterable[str]) -> str:
    if value not in allowed:
        raise WrongValue("one of", ", ".join(sorted(allowed)))
    return value


def _number(value: str, op: str, providers: frozenset[str]) -> str:
    digits = value.replace("_", "")
    if not _NUMBER.fullmatch(digits):
        raise WrongValue("number")
    return f"{Decimal(digits):f}"


def _span(value: str, op: str, providers: frozenset[str]) -> str:
    """Seconds."""
    found = _DURATION.fullmatch(value.lower())
    seconds = int(found[1]) * _SECONDS[found[2]] if found else _LONGEST_SPAN + 1
    if seconds > _LONGEST_SPAN:
        raise WrongValue("span")
    return str(seconds)


def _short_span(value: str, op: str, providers: frozenset[str]) -> str:
    """Microseconds."""
    found = _SHORT.fullmatch(value.lower())
    if found is None:
        raise WrongValue("short span")
    return str(int(found[1]) * (1_000 if found[2] == "ms" else 1_000_000))


def _text(value: str, op: str, providers: frozenset[str]) -> str:
    return value


def _day(value: str, op: str, providers: frozenset[str]) -> str:
    """An ISO day or time; without an offset it means the window's time zone."""
    try:
        found = datetime.fromisoformat(value)
    except ValueError:
        raise WrongValue("day") from None
    if found.year not in _YEARS:
        raise WrongValue("day")
    return value


def bare_day(value: str) -> bool:
    """Whether a moment was written as a day without a time."""
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def path_value(value: str) -> tuple[str, ...]:
    """The path and the text that shall stand there."""
    found = _PATH.fullmatch(value)
    if found is None or not found[2].strip('"'):
        raise WrongValue("path")
    return found[1], found[2].strip('"').casefold()


_KINDS = tuple(sorted({*map(str, Kind), *FAMILIES}))
_COMPARE = (":", ">", "<", ">=", "<=")
_ORDER = (">", "<", ">=", "<=")
_YES_NO = ("yes", "no")

FIELDS: Mapping[str, Field] = MappingProxyType(
    {
        "provider": Field(_provider),
        "kind": Field(_among(*_KINDS), words=_KINDS),
        "status": Field(_among(*Status), words=tuple(map(str, Status))),
        "final": Field(_yes_no, many=False, words=_YES_NO),
        "amount": Field(_number, _COMPARE, many=False),
        "asset": Field(_word),
        "rail": Field(_word),
        "clabe": Field(_clabe, (":", "~")),
        "tx": Field(_identifier),
        "ref": Field(_identifier),
        "rastreo": Field(_identifier),
        "id": Field(_identifier),
        "age": Field(_span, _ORDER, many=False, words=("15m", "1h", "24h")),
        "flag": Field(_among(*FLAGS), words=FLAGS),
        "standing": Field(_among(*STANDINGS), words=STANDINGS),
        "verified": Field(_yes_no, many=False, words=_YES_NO),
        "env": Field(_environment, words=ENVIRONMENTS),
        "since": Field(_span, many=False, words=("1h", "24h", "7d")),
        "from": Field(_day, many=False),
        "to": Field(_day, many=False),
        "arrived": Field(_day, _ORDER, many=False),
        "begun": Field(_day, _ORDER, many=False),
        "ended": Field(_day, _ORDER, many=False),
        "took": Field(_span, _ORDER, many=False, words=("15m", "1h", "24h")),
        "answered": Field(_short_span, _ORDER, many=False, words=("500ms", "2s", "5s")),
        "cause": Field(_text, many=False),
        "money": Field(_yes_no, many=False, words=_YES_NO),
        "counted": Field(_yes_no, many=False, words=_YES_NO),
        "has": Field(_among(*HAS), words=HAS),
        "tag": Field(_word),
        PATH: Field(_word, many=False),
    }
)
