"""What the charts ask the store, part by part: each is drawn when its answer comes. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Generic, Protocol, TypeVar

from app.core.query import EVERYTHING, Query
from app.store.figure_rows import (
    AckStep,
    Arrived,
    FinalTimeRow,
    FlightRow,
    RejectionRow,
    Stats,
    StatusCount,
)
from app.ui.widgets import charts_data
from app.ui.widgets.charts_data import Answers, Bar, Flight
from app.ui.widgets.charts_spans import Span

T = TypeVar("T")
Times = tuple[datetime, datetime]


class Questions(Protocol):
    """What the charts ask the store; app.store.reader.Reader answers."""

    def counts_by_status(
        self, since: datetime, until: datetime, query: Query = ...
    ) -> list[StatusCount]: ...
    def deliveries_over_time(
        self, since: datetime, until: datetime, width: timedelta, query: Query = ...
    ) -> list[Arrived]: ...
    def money_in_flight(
        self, now: datetime, begun: tuple[datetime, datetime] = ..., query: Query = ...
    ) -> list[FlightRow]: ...
    def time_to_final(
        self, since: datetime, until: datetime, query: Query = ...
    ) -> list[FinalTimeRow]: ...
    def answers(self, since: datetime, until: datetime, query: Query = ...) -> list[AckStep]: ...
    def rejections(
        self, since: datetime, until: datetime, query: Query = ...
    ) -> list[RejectionRow]: ...
    def stats(self) -> Stats: ...


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the page is asked to show. `brush` narrows every figure but the time chart's own."""

    span: Span
    brush: Times | None = None
    query: Query = EVERYTHING

    @property
    def window(self) -> Times:
        """From when to when figures are taken."""
        return self.brush or (self.span.since, self.span.until)


@dataclass(frozen=True, slots=True, eq=False)
class Part(Generic[T]):
    """One question of the page: `ask` runs on a reader's thread."""

    name: str
    ask: Callable[[Questions, Wanted, datetime], T]
    is_empty: Callable[[T], bool]  # whether there is nothing to draw
    is_marked: bool = True  # the marked time narrows it

    def of(self, wanted: Wanted) -> Wanted:
        """As much of what is wanted as makes a difference here."""
        return wanted if self.is_marked else replace(wanted, brush=None)


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    """The answer to one question."""

    part: Part[T]
    wanted: Wanted
    figures: T


@dataclass(frozen=True, slots=True)
class Arrivals:
    """What arrived in every column of a span, by provider and status."""

    parts: tuple[Arrived, ...]
    columns: int
    is_new: bool = False  # nothing was ever delivered

    @property
    def totals(self) -> list[int]:
        """Of each column."""
        return charts_data.added([part.counts for part in self.parts], self.columns)

    def by(self, key: Callable[[Arrived], str]) -> dict[str, list[int]]:
        """Of each column, by what tells the parts apart."""
        found: dict[str, list[tuple[int, ...]]] = {}
        for part in self.parts:
            found.setdefault(key(part), []).append(part.counts)
        return {one: charts_data.added(counts, self.columns) for one, counts in found.items()}


def _states(reader: Questions, wanted: Wanted, now: datetime) -> tuple[Bar, ...]:
    return charts_data.bars(reader.counts_by_status(*wanted.window, wanted.query))


def _flights(reader: Questions, wanted: Wanted, now: datetime) -> Mapping[str, tuple[Flight, ...]]:
    begun = {"begun": wanted.brush} if wanted.brush else {}
    return charts_data.flights(reader.money_in_flight(now, query=wanted.query, **begun))


def _answers(reader: Questions, wanted: Wanted, now: datetime) -> Answers:
    return charts_data.answers(reader.answers(*wanted.window, wanted.query))


def _arrivals(reader: Questions, wanted: Wanted, now: datetime) -> Arrivals:
    span = wanted.span
    found = reader.deliveries_over_time(span.since, span.until, span.width, wanted.query)
    is_new = not found and not reader.stats().deliveries
    return Arrivals(tuple(found), span.columns, is_new)


def _finals(reader: Questions, wanted: Wanted, now: datetime) -> tuple[FinalTimeRow, ...]:
    """The one with most transactions first."""
    found = reader.time_to_final(*wanted.window, wanted.query)
    return tuple(sorted(found, key=lambda row: -row.count))


def _rejections(reader: Questions, wanted: Wanted, now: datetime) -> tuple[RejectionRow, ...]:
    """The most frequent first."""
    found = reader.rejections(*wanted.window, wanted.query)
    return tuple(sorted(found, key=lambda row: -row.count))


STATES = Part("states", _states, lambda bars: not bars)
FLIGHTS = Part("flights", _flights, lambda flights: not flights)  # by asset, the commonest first
ANSWERS = Part("answers", _answers, lambda answers: not answers.count)
ARRIVALS = Part(
    "arrivals",
    _arrivals,
    lambda found: not any(any(part.counts) for part in found.parts),
    is_marked=False,
)
FINALS = Part("finals", _finals, lambda rows: not rows)
REJECTIONS = Part("rejections", _rejections, lambda rows: not rows)

# Two are asked at a time: the two that take longest side by side, the quick ones behind them.
PARTS: tuple[Part[Any], ...] = (FINALS, ARRIVALS, STATES, FLIGHTS, ANSWERS, REJECTIONS)
