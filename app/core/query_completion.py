"""What may come next in a filter that is being typed: fields, operators, values."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.core.query import words
from app.core.query_fields import FIELDS, PATH

MOST = 12
_STARTED = re.compile(r"(-?)(?:([A-Za-z_]+)(>=|<=|[:~><])(.*)|([A-Za-z_]*))", re.DOTALL)

# What a value of a field looks like, where its words cannot all be named.
EXAMPLES: Mapping[str, str] = {
    "amount": "10000",
    "clabe": "6461*",
    "tx": "0xfb98*",
    "ref": "user-ref-12345",
    "rastreo": "2023*",
    "id": "d441f9db*",
    "from": "2026-01-01",
    "to": "2026-01-31",
    "arrived": "2026-01-31T14:05",
    "begun": "2026-01-31T14:05",
    "ended": "2026-01-31T14:05",
    "cause": "*signature*",
    PATH: "payload.details.clave=885364",
}


@dataclass(frozen=True, slots=True)
class Completion:
    """What may stand in the place of the text from `start` to `end`, and an example of it."""

    start: int
    end: int
    texts: tuple[str, ...] = ()
    example: str = ""


def complete(text: str, cursor: int, known: Mapping[str, Sequence[str]]) -> Completion:
    """The endings of the word before the cursor; `known` are a field's words beside its own."""
    word = next((one for one in words(text) if one.start < cursor <= one.end), None)
    start = word.start if word else cursor
    end = word.end if word else cursor
    typed = _STARTED.fullmatch(text[start:cursor])
    if typed is None:
        return Completion(start, end)
    minus, field, op, value, begun = typed.groups()
    if field is None:
        if not minus and not begun and text.strip():
            return Completion(start, end)  # between two words nothing is asked for
        return Completion(start, end, _fields(minus, begun.lower()))
    field = field.lower()
    if field not in FIELDS:
        return Completion(start, end)
    return Completion(start, end, _values(minus, field, op, value, known), EXAMPLES.get(field, ""))


def begins_field(text: str, cursor: int) -> bool:
    """Whether the word that ends at the cursor may become the name of a field."""
    word = next((one for one in words(text) if one.end == cursor), None)
    if word is None:
        return False
    begun = word.text.removeprefix("-").lower()
    return any(name.startswith(begun) for name in FIELDS)


def _fields(minus: str, begun: str) -> tuple[str, ...]:
    named = [name for name in FIELDS if name.startswith(begun)]
    if len(named) == 1 and begun == named[0]:
        return tuple(f"{minus}{begun}{op}" for op in FIELDS[begun].ops)
    found = tuple(f"{minus}{name}{FIELDS[name].ops[0]}" for name in named)
    return found if begun or minus else found[:MOST]


def _values(
    minus: str, field: str, op: str, value: str, known: Mapping[str, Sequence[str]]
) -> tuple[str, ...]:
    before, comma, begun = value.rpartition(",") if FIELDS[field].many else ("", "", value)
    taken = set(before.split(","))
    every = dict.fromkeys((*known.get(field, ()), *FIELDS[field].words))
    fitting = [one for one in every if one.startswith(begun.lower()) and one not in taken]
    if fitting == [begun.lower()]:
        return ()
    return tuple(f"{minus}{field}{op}{before}{comma}{one}" for one in fitting[:MOST])
