"""The filter language: what a person types into a filter box, as a tree the store can run.

    provider:bitso,juno status:pending amount>10000 -flag:regress or "maria lópez"

Spaces mean *and*, `or` between them *or* (and binds tighter), a leading `-` *not*, commas one of
several values, `*` at an end of an identifier any beginning or ending. Words without a field are
searched in all. docs/filters.md describes every field.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from difflib import get_close_matches

from app.core.errors import BadFilter
from app.core.query_fields import FIELDS, PATH, WrongValue, bare_day, path_value

MOST_TERMS = 50  # a filter is typed by a person; more is a mistake or an attack
LONGEST = 2_000  # characters
_LONGEST_FIELD = 2 * max(map(len, FIELDS))

_CAUSES = {
    "or": "It needs a condition on both sides.",
    "nothing": "There is nothing to search for.",
    "many": "A filter has at most {0} conditions.",
    "long": "A filter has at most {0} characters.",
    "field": "There is no such field. Fields: {0}.",
    "near field": "There is no such field. Did you mean {0}?",
    "operator": "The field takes {0}.",
    "missing": "After {0} a value is missing.",
    "one of": "It is none of {0}.",
    "number": "An amount is written 10000 or 10000.50.",
    "span": "A time span is written 30s, 15m, 24h, 7d or 2w.",
    "short span": "The time of an answer is written 500ms or 2s.",
    "day": "A day is written 2026-01-31, a time 2026-01-31T14:05.",
    "path": "It is written path:payload.details.clave=885364.",
    "clabe": "A CLABE has 18 digits; those that are not known are written *.",
    "star": "A * stands at the beginning or the end, beside something else.",
}


@dataclass(frozen=True, slots=True)
class Term:
    """One condition. `field` is "" for free text; `op` is one of `:` `~` `>` `<` `>=` `<=`.

    `values` are normalised (lower-case words, seconds for ages, ISO times for dates) but for free
    text and identifiers; several mean any of them. `text` is what was typed, for the chip.
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

    def only(self) -> Term | None:
        """The one condition of a filter that has just one."""
        is_one = len(self.groups) == 1 and len(self.groups[0]) == 1
        return self.groups[0][0] if is_one else None


EVERYTHING = Query()


@dataclass(frozen=True, slots=True)
class Word:
    """A piece of a filter's text with its place in it; right or wrong, whole or half typed."""

    start: int
    end: int
    text: str
    field: str = ""
    op: str = ""
    value: str = ""
    negated: bool = False

    @property
    def is_or(self) -> bool:
        return self.text.lower() == "or"


_TOKEN = re.compile(
    r"""(?P<minus>-?)(?:(?P<field>[A-Za-z][A-Za-z_]*)(?P<op>>=|<=|[:~><]))?
        (?P<value>"[^"]*"?|[^\s"]*(?:=?"[^"]*"?)?)""",
    re.VERBOSE,
)


def words(text: str) -> tuple[Word, ...]:
    """The pieces of a filter as they are typed; never fails."""
    found: list[Word] = []
    position = 0
    while position < len(text):
        match = None if text[position].isspace() else _TOKEN.match(text, position)
        if match is None or match.end() == position:
            position += 1
            continue
        found.append(
            Word(
                position,
                match.end(),
                match[0],
                (match["field"] or "").lower(),
                match["op"] or "",
                match["value"],
                bool(match["minus"]),
            )
        )
        position = match.end()
    return tuple(found)


def parse_filter(text: str, providers: Iterable[str]) -> Query:
    """The tree of a filter; raises BadFilter, whose problem names the word that is wrong."""
    if len(text) > LONGEST:
        raise wrong(text, "long", str(LONGEST))
    # No body holds a NUL or half of a surrogate pair; SQLite would stumble over them.
    text = text.replace("\0", "\ufffd").encode("utf-8", "replace").decode("utf-8")
    known = frozenset(providers)
    groups: list[tuple[Term, ...]] = []
    group: list[Term] = []
    count = 0
    for word in words(text):
        if word.is_or:
            groups.append(_closed(group))
            group = []
            continue
        group.append(_term(word, known))
        count += 1
        if count > MOST_TERMS:
            raise wrong(word.text, "many", str(MOST_TERMS))
    if not groups and not group:
        return EVERYTHING
    return Query((*groups, _closed(group)))


def _closed(group: list[Term]) -> tuple[Term, ...]:
    if not group:
        raise wrong("or", "or")
    return tuple(group)


def _term(word: Word, providers: frozenset[str]) -> Term:
    value = word.value.strip('"') if '"' in word.value else word.value
    if not word.field:
        if not value.strip():
            raise wrong(word.text, "nothing")
        return Term("", ":", (" ".join(value.split()),), word.negated, word.text)
    return Term(word.field, word.op, _values(word, value, providers), word.negated, word.text)


def _meant(field: str) -> str:
    """The field that was mistyped, "" where none is near: its first or last letter is right."""
    if len(field) > _LONGEST_FIELD:
        return ""
    likely = [one for one in FIELDS if one[0] == field[0] or one[-1] == field[-1]]
    return next(iter(get_close_matches(field, likely, 1)), "")


def _values(word: Word, value: str, providers: frozenset[str]) -> tuple[str, ...]:
    field = FIELDS.get(word.field)
    if field is None:
        if near := _meant(word.field):
            raise wrong(word.text, "near field", f"{near}{word.op}")
        raise wrong(word.text, "field", ", ".join(sorted(FIELDS)))
    if word.op not in field.ops:
        raise wrong(word.text, "operator", " ".join(field.ops))
    if not value:
        raise wrong(word.text, "missing", word.field + word.op)
    try:
        if word.field == PATH:
            return path_value(word.value)
        parts = value.split(",") if field.many else [value]
        if not all(part.strip() for part in parts):
            raise wrong(word.text, "missing", word.field + word.op)
        return tuple(field.read(part, word.op, providers) for part in parts)
    except WrongValue as error:
        raise wrong(word.text, error.reason, error.detail) from None


def wrong(word: str, reason: str, detail: str = "") -> BadFilter:
    """The error that names a wrong word and says why."""
    return BadFilter(word, _CAUSES[reason].format(detail))


def condition(field: str, *values: str, op: str = ":", negated: bool = False) -> str:
    """A condition as it is typed, its values quoted where they need it."""
    said = ",".join(values)
    quoted = f'"{said.replace(chr(34), "")}"' if re.search(r'[\s"]', said) or not said else said
    return f"{'-' * negated}{field}{op if field else ''}{quoted}"


def since(term: Term, now: datetime) -> datetime:
    """The moment a `since:` or `age` term speaks of, seen from `now`."""
    return (now - timedelta(seconds=int(term.values[0]))).astimezone(UTC)


def moment(term: Term, now: datetime) -> datetime:
    """The moment of a `from:` or `to:` term in UTC; a bare day is read in the zone of `now`.

    `to:` a day means to its end.
    """
    value = datetime.fromisoformat(term.values[0])
    if term.field == "to" and bare_day(term.values[0]):
        value += timedelta(days=1)
    aware = value if value.tzinfo else value.replace(tzinfo=now.tzinfo)
    return aware.astimezone(UTC)
