"""The filter language: what a person types into a filter box, as a tree the store can run.

    provider:bitso,juno status:pending amount>10000 -flag:regress or "maria lópez"

Spaces mean *and*, `or` between them *or* (and binds tighter), a leading `-` *not*, commas one of
several values, `*` at an end any beginning or ending. Words without a field are searched in all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from types import MappingProxyType

from app.core.errors import BadFilter
from app.core.event import FAMILIES, Kind, Status

MOST_TERMS = 50  # a filter is typed by a person; more is a mistake or an attack


@dataclass(frozen=True, slots=True)
class Term:
    """One condition. `field` is "" for free text; `op` is one of `:` `~` `>` `<` `>=` `<=`.

    `values` are normalised (lower-case words, seconds for ages, ISO times for dates); several mean
    any of them. `text` is what was typed, for the chip.
    """

    field: str
    op: str
    values: tuple[str, ...]
    negated: bool
    text: str


@dataclass(frozen=True, slots=True)
class Query:
    """A filter: any of the groups, each all of its terms. No group: everything matches."""

    groups: tuple[tuple[Term, ...], ...] = ()

    @property
    def is_empty(self) -> bool:
        return not self.groups


_TOKEN = re.compile(
    r"""(?P<minus>-?)(?:(?P<field>[A-Za-z][A-Za-z_]*)(?P<op>>=|<=|[:~><]))?
        (?P<value>"[^"]*"?|[^\s"]*(?:=?"[^"]*"?)?)""",
    re.VERBOSE,
)
_DURATION = re.compile(r"([0-9]{1,6})(s|m|min|h|d|w)")
_SECONDS = {"s": 1, "m": 60, "min": 60, "h": 3600, "d": 86_400, "w": 604_800}
_NUMBER = re.compile(r"-?[0-9]{1,30}(\.[0-9]{1,18})?")
_PATH = re.compile(r'([^=\s"]{1,200})=(.*)', re.DOTALL)


def parse_filter(text: str, providers: frozenset[str]) -> Query:
    """The tree of a filter; raises BadFilter, whose problem names the word that is wrong."""
    groups: list[tuple[Term, ...]] = []
    group: list[Term] = []
    position = count = 0
    while position < len(text):
        if text[position].isspace():
            position += 1
            continue
        match = _TOKEN.match(text, position)
        if match is None or match.end() == position:
            raise _wrong(text[position : position + 20], "A quotation mark must open a word.")
        position = match.end()
        if match[0].lower() == "or":
            groups.append(_closed(group))
            group = []
            continue
        group.append(_term(match, providers))
        count += 1
        if count > MOST_TERMS:
            raise _wrong(match[0], f"A filter has at most {MOST_TERMS} conditions.")
    if not groups and not group:
        return Query()
    return Query((*groups, _closed(group)))


def _closed(group: list[Term]) -> tuple[Term, ...]:
    if not group:
        raise _wrong("or", "It needs a condition on both sides.")
    return tuple(group)


def _term(match: re.Match[str], providers: frozenset[str]) -> Term:
    typed = match[0]
    negated = bool(match["minus"])
    field, op = (match["field"] or "").lower(), match["op"] or ""
    value = match["value"].strip('"') if '"' in match["value"] else match["value"]
    if not field:
        if not value:
            raise _wrong(typed, "There is nothing to search for.")
        return Term("", ":", (value.casefold(),), negated, typed)
    if field == "path":
        return Term(field, ":", _path(typed, match["value"]), negated, typed)
    reader = FIELDS.get(field)
    if reader is None:
        raise _wrong(
            typed, f"There is no field {field}. Fields: {', '.join(sorted(FIELDS))}, path."
        )
    if op not in reader.ops:
        raise _wrong(typed, f"The field {field} takes {' '.join(reader.ops)}.")
    if not value:
        raise _wrong(typed, f"After {field}{op} a value is missing.")
    parts = value.split(",") if reader.many else [value]
    return Term(
        field, op, tuple(reader.read(typed, part, providers) for part in parts), negated, typed
    )


def _path(typed: str, value: str) -> tuple[str, ...]:
    found = _PATH.fullmatch(value)
    if found is None or not found[2].strip('"'):
        raise _wrong(typed, "It is written path:payload.details.clave=885364.")
    return found[1], found[2].strip('"').casefold()


def _wrong(word: str, cause: str) -> BadFilter:
    return BadFilter(
        f"The filter cannot be understood at “{word[:40]}”.",
        cause=cause,
        remedy="Correct the word or remove it; the last result stays.",
    )


# --- the values of each field -------------------------------------------------------------------

_Read = Callable[[str, str, frozenset[str]], str]


@dataclass(frozen=True, slots=True)
class _Field:
    read: _Read
    ops: tuple[str, ...] = (":",)
    many: bool = True


def _word(typed: str, value: str, providers: frozenset[str]) -> str:
    return value.casefold()


def _as_sent(typed: str, value: str, providers: frozenset[str]) -> str:
    """Identifiers keep their case: base58 hashes differ by it."""
    return value


def _provider(typed: str, value: str, providers: frozenset[str]) -> str:
    name = value.casefold().replace("-", "_").replace(" ", "_")
    return _one_of(typed, name, providers)


def _kind(typed: str, value: str, providers: frozenset[str]) -> str:
    return _one_of(typed, value.casefold().replace(" ", "_"), {*Kind, *FAMILIES})


def _status(typed: str, value: str, providers: frozenset[str]) -> str:
    return _one_of(typed, value.casefold().replace(" ", "_").replace("-", "_"), {*Status})


def _yes_no(typed: str, value: str, providers: frozenset[str]) -> str:
    word = {"sí": "yes", "si": "yes"}.get(value.casefold(), value.casefold())
    return _one_of(typed, word, {"yes", "no"})


def _has(typed: str, value: str, providers: frozenset[str]) -> str:
    return _one_of(typed, value.casefold(), {"note", "mark", "tag", "hash", "amount"})


def _one_of(typed: str, value: str, allowed: frozenset[str] | set[str]) -> str:
    if value not in allowed:
        known = ", ".join(sorted(str(word) for word in allowed))
        raise _wrong(typed, f"It is none of {known}.")
    return value


def _number(typed: str, value: str, providers: frozenset[str]) -> str:
    digits = value.replace("_", "")
    if not _NUMBER.fullmatch(digits):
        raise _wrong(typed, "An amount is written 10000 or 10000.50.")
    return str(Decimal(digits))


def _age(typed: str, value: str, providers: frozenset[str]) -> str:
    """Seconds."""
    found = _DURATION.fullmatch(value.lower())
    if found is None:
        raise _wrong(typed, "A time span is written 30s, 15m, 24h, 7d or 2w.")
    return str(int(found[1]) * _SECONDS[found[2]])


def _day(typed: str, value: str, providers: frozenset[str]) -> str:
    """An ISO day or time; without an offset it means the window's time zone."""
    try:
        datetime.fromisoformat(value)
    except ValueError:
        raise _wrong(typed, "A day is written 2026-01-31, a time 2026-01-31T14:05.") from None
    return value


_COMPARE = (":", ">", "<", ">=", "<=")

FIELDS: Mapping[str, _Field] = MappingProxyType(
    {
        "provider": _Field(_provider),
        "kind": _Field(_kind),
        "status": _Field(_status),
        "final": _Field(_yes_no, many=False),
        "verified": _Field(_yes_no, many=False),
        "stuck": _Field(_yes_no, many=False),
        "amount": _Field(_number, _COMPARE, many=False),
        "asset": _Field(_word),
        "rail": _Field(_word),
        "clabe": _Field(_as_sent, (":", "~")),
        "tx": _Field(_as_sent),
        "ref": _Field(_as_sent),
        "rastreo": _Field(_as_sent),
        "id": _Field(_as_sent),
        "age": _Field(_age, (">", "<", ">=", "<="), many=False),
        "flag": _Field(_word),
        "env": _Field(_word),
        "since": _Field(_age, many=False),
        "from": _Field(_day, many=False),
        "to": _Field(_day, many=False),
        "has": _Field(_has),
    }
)


def since(term: Term, now: datetime) -> datetime:
    """The moment a `since:` or `age` term speaks of, seen from `now`."""
    return now - timedelta(seconds=int(term.values[0]))


def moment(term: Term, now: datetime) -> datetime:
    """The moment of a `from:` or `to:` term in UTC; a bare day is read in the zone of `now`."""
    value = datetime.fromisoformat(term.values[0])
    aware = value if value.tzinfo else value.replace(tzinfo=now.tzinfo)
    return aware.astimezone(UTC)
