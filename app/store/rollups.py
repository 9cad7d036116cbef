"""What is counted as it is projected, by time and by what a filter may name.

A quarter of an hour is the finest; coarser slots are kept beside it, so that a year is read as
quickly as a day. Six hours are among them, so that a day can begin at midnight in Mexico (UTC−6).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from app.core.event import FAMILIES
from app.core.query import Query, Term
from app.store.sqlite import micros

SECOND = 1_000_000  # microseconds
QUARTER = 900  # seconds
HOUR = 3600
WATCH = 6 * HOUR
DAY = 24 * HOUR
WEEK = 7 * DAY
MONTH = 4 * WEEK
SEASON = 3 * MONTH
LEVELS = (QUARTER, WATCH, WEEK)  # of what is not said otherwise


class Figure(StrEnum):
    """What is counted; `word` and `step` of its rows mean different things.

    One letter each, for it stands in every row.
    """

    ARRIVALS = "a"  # deliveries; word: status, or the standing of what has none
    STATES = "s"  # transactions by their first arrival; word: status
    FINALS = "f"  # finished money by its end; word: rail, step: ms to the end
    ACKS = "k"  # our answers by arrival; step: tenths of a millisecond
    REJECTIONS = "r"  # deliveries that were not taken in; word: cause


# In columns every slot is read, and a column begins at any hour where the clock is not Mexico's.
# Of what is kept by steps a slot has as many rows as there are steps, however long it is: a full
# year of weeks has 100,000, of seasons and what they lack or have too much a fifth of that.
_BY_STEPS = (QUARTER, WATCH, DAY, WEEK, MONTH, SEASON)
LEVELS_OF: Mapping[Figure, tuple[int, ...]] = MappingProxyType(
    {
        Figure.ARRIVALS: (QUARTER, HOUR, WATCH, WEEK),
        Figure.STATES: LEVELS,
        Figure.FINALS: _BY_STEPS,
        Figure.ACKS: _BY_STEPS,
        Figure.REJECTIONS: LEVELS,
    }
)

# The fields of a filter that the rows of a figure can answer, and their columns.
_COMMON = {"provider": "provider", "kind": "kind", "asset": "asset"}
ANSWERS: Mapping[Figure, Mapping[str, str]] = MappingProxyType(
    {
        Figure.ARRIVALS: {**_COMMON, "env": "environment", "status": "word"},
        Figure.STATES: {**_COMMON, "status": "word"},
        Figure.FINALS: {**_COMMON, "rail": "word"},
        Figure.ACKS: {"provider": "provider", "env": "environment"},
        Figure.REJECTIONS: {"provider": "provider", "env": "environment"},
    }
)
FLIGHT_ANSWERS: Mapping[str, str] = MappingProxyType(_COMMON)
MINUTE_ANSWERS: Mapping[str, str] = MappingProxyType({"provider": "provider", "status": "status"})


def places(at: int) -> Iterator[tuple[int, int]]:
    """The level and slot of a moment (microseconds), for each level."""
    return ((level, at // (level * SECOND)) for level in LEVELS)


class Piece(NamedTuple):
    """Slots of one level, from `first` to before `end`, that are added or taken away."""

    level: int
    first: int
    end: int
    sign: int


def pieces(since: datetime, until: datetime, levels: Sequence[int] = LEVELS) -> list[Piece]:
    """What makes up [since, until), to the quarter of an hour, with as few slots as possible.

    Where most of a week is wanted, it is the week without the rest: six days of the left end are
    read as one slot and four, not as twenty-four.
    """
    quarter = QUARTER * SECOND
    first, end = micros(since) // quarter, -(-micros(until) // quarter)
    return [*_cover(first * QUARTER, end * QUARTER, levels[::-1], 1)]


def _cover(start: int, end: int, levels: Sequence[int], sign: int) -> Iterator[Piece]:
    """As much as possible by the first level, what it lacks or has too much by the finer ones."""
    if start > end:
        start, end, sign = end, start, -sign
    if start == end:
        return
    level, *finer = levels
    inner, inner_end = (_nearest(at, level) if finer else at for at in (start, end))
    if finer and end - start < level:
        yield from _cover(start, end, finer, sign)
        return
    yield from _cover(start, inner, finer, sign)
    yield Piece(level, inner // level, inner_end // level, sign)
    yield from _cover(inner_end, end, finer, sign)


def _nearest(at: int, level: int) -> int:
    """The beginning of a slot that is nearest."""
    return (at + level // 2) // level * level


def short(value: int) -> int:
    """A number cut by less than a tenth: 1234 is 1200, 2345 is 2200, 6789 is 6500."""
    unit = 1
    while value // unit >= 100:
        unit *= 10
    digits = value // unit
    grain = 1 if digits < 20 else 2 if digits < 50 else 5
    return digits // grain * grain * unit


# --- filters --------------------------------------------------------------------------------------


def unanswered(query: Query, columns: Mapping[str, str]) -> tuple[str, ...]:
    """The conditions of a filter that these columns cannot answer, as they were typed."""
    terms = (term for group in query.groups for term in group)
    return tuple(dict.fromkeys(term.text for term in terms if not _is_answered(term, columns)))


def filter_condition(query: Query, columns: Mapping[str, str]) -> tuple[str, list[object]]:
    """What of a filter these columns can answer; the rest is let go."""
    groups: list[str] = []
    values: list[object] = []
    for group in query.groups:
        parts = [_term(term, columns[term.field]) for term in group if _is_answered(term, columns)]
        if not parts:  # nothing of this alternative can be told: it holds for all
            return "1", []
        groups.append(" AND ".join(condition for condition, _ in parts))
        values += [value for _, found in parts for value in found]
    return (f"({' OR '.join(groups)})" if groups else "1"), values


def _is_answered(term: Term, columns: Mapping[str, str]) -> bool:
    return term.op == ":" and term.field in columns


def _term(term: Term, column: str) -> tuple[str, Sequence[object]]:
    wanted = [one for value in term.values for one in _meant(term.field, value)]
    condition = " OR ".join([f"lower({column}) LIKE ? ESCAPE '\\'"] * len(wanted))
    return f"{'NOT ' if term.negated else ''}({condition})", wanted


def _meant(field: str, value: str) -> list[str]:
    """The patterns of one value; a family of kinds stands for each of them."""
    if field == "kind" and value in FAMILIES:
        return sorted(_pattern(str(kind)) for kind in FAMILIES[value])
    return [_pattern(value.lower())]


def _pattern(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return escaped.replace("*", "%")
