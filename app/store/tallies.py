"""The figures that are kept up to date with every row, so that no question has to count."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Context, Decimal
from typing import TypeAlias

from app.core.amounts import parse_amount
from app.core.event import Transaction
from app.store import hours
from app.store.mixes import Mix, Mixes
from app.store.rollups import LEVELS_OF, QUARTER, SECOND, Figure, places, short
from app.store.sqlite import Connection, Row, micros, micros_or_none

MINUTE = 60 * SECOND

_Keys: TypeAlias = tuple[int | str, ...]
_ROLLUP = ("figure", "level", "slot", "mix", "step")
_FLIGHT = ("level", "slot", "provider", "kind", "asset")
EXACT = Context(prec=100)  # amounts have up to 30 digits before and 18 behind the point
_LONGEST = 120  # of a cause
_VARYING = re.compile(r"[0-9]+(?:[.:][0-9a-fA-F.:]*)?|'[^']*'|\"[^\"]*\"|“[^”]*”")


@dataclass(frozen=True, slots=True)
class Standing:
    """What the figures count of one delivery."""

    provider: str
    environment: str
    kind: str
    asset: str
    status: str
    standing: str
    cause: str  # why it was not taken in, "" when it was
    attempts: int
    received_at: int
    is_counted: bool  # not so a test event of our own, or the twin of a genuine delivery

    @classmethod
    def of(cls, row: Row) -> Standing:
        return cls(
            row["provider"],
            row["environment"],
            row["kind"],
            row["asset"],
            row["status"],
            row["standing"],
            row["cause"],
            row["attempts"],
            row["received_at"],
            bool(row["is_counted"]),
        )


@dataclass(frozen=True, slots=True)
class State:
    """What the figures count of one transaction."""

    provider: str
    kind: str
    asset: str
    amount: str
    rail: str
    status: str
    first_received_at: int
    begun_at: int
    finalised_at: int | None
    is_final: bool
    is_money: bool

    @classmethod
    def of(cls, row: Row) -> State:
        first = row["first_received_at"]
        return cls(
            row["provider"],
            row["kind"],
            row["asset"],
            row["amount"],
            row["rail"],
            row["status"],
            first,
            first if row["created_at"] is None else row["created_at"],
            row["finalised_at"],
            bool(row["is_final"]),
            bool(row["is_money"]),
        )

    @classmethod
    def of_state(cls, state: Transaction) -> State:
        first = micros(state.first_received_at)
        money = state.money
        return cls(
            state.provider,
            str(state.kind),
            money.asset if money else "",
            (money.amount or money.raw) if money else "",
            state.rail,
            str(state.status),
            first,
            first if state.created_at is None else micros(state.created_at),
            micros_or_none(state.finalised_at),
            state.is_final,
            state.is_money,
        )


@dataclass(slots=True)
class Tallies:
    """What one slice adds to the figures and takes from them; written once, at its end."""

    numbers: Counter[_Keys] = field(default_factory=Counter)
    arrivals: Counter[_Keys] = field(default_factory=Counter)  # by minute, provider and status
    # By figure, quarter of an hour, mix of words, and step.
    rollups: Counter[tuple[str, int, Mix, int]] = field(default_factory=Counter)
    flights: dict[_Keys, tuple[int, Decimal]] = field(default_factory=dict)
    alerts: Counter[_Keys] = field(default_factory=Counter)  # by kind, provider and cause
    hours: dict[int, hours.Span] = field(default_factory=dict)

    def count_delivery(self, one: Standing, sign: int) -> None:
        """Add a delivery, or take it away."""
        self.numbers["feed",] += sign
        self.numbers[f"feed:{one.provider}",] += sign
        if not one.is_counted:
            return
        self.numbers["deliveries",] += sign
        self.numbers["attempts",] += sign * one.attempts
        self.numbers[f"standing:{one.provider}:{one.standing}",] += sign
        word = one.status or one.standing
        self.arrivals[one.received_at // MINUTE, one.provider, word] += sign
        keys = (one.provider, one.environment, one.kind, one.asset)
        self._count(Figure.ARRIVALS, one.received_at, (*keys, word), 0, sign)
        if one.cause:
            self._count(Figure.REJECTIONS, one.received_at, (*keys, one.cause), 0, sign)

    def count_state(self, one: State, sign: int) -> None:
        """Add a transaction as it stands, or take it away."""
        self.numbers["transactions",] += sign
        self.numbers[f"status:{one.provider}:{one.status}",] += sign
        keys = (one.provider, "", one.kind, one.asset)
        self._count(Figure.STATES, one.first_received_at, (*keys, one.status), 0, sign)
        if not one.is_money:
            return
        if not one.is_final:
            self._count_flight(one, sign)
        # A provider's clock may run ahead of itself.
        if one.finalised_at is not None and one.finalised_at >= one.begun_at:
            step = short((one.finalised_at - one.begun_at) // 1000)
            self._count(Figure.FINALS, one.finalised_at, (*keys, one.rail), step, sign)

    def count_answer(self, provider: str, environment: str, received_at: int, at: int) -> None:
        """Add an acknowledgement of ours."""
        step = short(max(at - received_at, 0) // 100)
        self._count(Figure.ACKS, received_at, (provider, environment, "", "", ""), step, 1)

    def _count(self, figure: Figure, at: int, mix: Mix, step: int, sign: int) -> None:
        self.rollups[str(figure), at // (QUARTER * SECOND), mix, step] += sign

    def _count_flight(self, one: State, sign: int) -> None:
        amount = parse_amount(one.amount)
        if amount is None:
            return
        for level, slot in places(one.begun_at):
            keys = (level, slot, one.provider, one.kind, one.asset)
            count, total = self.flights.get(keys, (0, Decimal(0)))
            self.flights[keys] = count + sign, EXACT.add(total, sign * amount)

    def write(self, views: Connection, mixes: Mixes) -> None:
        """Add it all up; a figure that comes to nothing leaves no row."""
        _add(views, "numbers", ("name",), self.numbers)
        _add(views, "arrivals", ("minute", "provider", "status"), self.arrivals)
        _add(views, "tallies", _ROLLUP, self._on_all_levels(views, mixes))
        _add(views, "alert_counts", ("kind", "provider", "cause"), self.alerts)
        hours.add(views, self.hours)
        for keys, (count, amount) in self.flights.items():
            if count or amount:
                _add_flight(views, keys, count, amount)

    def _on_all_levels(self, views: Connection, mixes: Mixes) -> Counter[_Keys]:
        news = [(keys, count) for keys, count in self.rollups.items() if count]
        numbers = mixes.number(views, {mix for (_, _, mix, _), _ in news})
        counts: Counter[_Keys] = Counter()
        for (figure, quarter, mix, step), count in news:
            for level in LEVELS_OF[Figure(figure)]:
                counts[figure, level, quarter * QUARTER // level, numbers[mix], step] += count
        return counts


def general(reason: str) -> str:
    """A reason without what differs from one delivery to the next: numbers, addresses, names."""
    return _VARYING.sub("…", reason.partition(". ")[0])[:_LONGEST].rstrip(".")


def exact_text(amount: Decimal) -> str:
    """A sum as text, the same however it came to be."""
    text = f"{amount:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text) or "0"


def _add(
    views: Connection, table: str, columns: tuple[str, ...], changes: Mapping[_Keys, int]
) -> None:
    news = [(keys, change) for keys, change in changes.items() if change]
    marks = ", ".join("?" * (len(columns) + 1))
    views.executemany(
        f"INSERT INTO {table} VALUES ({marks}) ON CONFLICT ({', '.join(columns)})"  # noqa: S608
        " DO UPDATE SET count = count + excluded.count",
        [(*keys, change) for keys, change in news],
    )
    same = " AND ".join(f"{column} = ?" for column in columns)
    views.executemany(
        f"DELETE FROM {table} WHERE {same} AND count = 0",  # noqa: S608
        [keys for keys, change in news if change < 0],
    )


def _add_flight(views: Connection, keys: _Keys, count: int, amount: Decimal) -> None:
    same = " AND ".join(f"{column} = ?" for column in _FLIGHT)
    known = views.execute(f"SELECT count, amount FROM flights WHERE {same}", keys).fetchone()  # noqa: S608
    before, total = (known["count"], Decimal(known["amount"])) if known else (0, Decimal(0))
    if before + count:
        views.execute(
            "INSERT OR REPLACE INTO flights VALUES (?, ?, ?, ?, ?, ?, ?)",
            (*keys, before + count, exact_text(EXACT.add(total, amount))),
        )
    else:
        views.execute(f"DELETE FROM flights WHERE {same}", keys)  # noqa: S608
