"""The figures that are kept up to date with every row, so that no question has to count."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from app.core.event import Transaction
from app.store.sqlite import Connection, Row, micros

MINUTE = 60_000_000  # microseconds
HOUR = 60 * MINUTE

_Keys: TypeAlias = tuple[int | str, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """What the figures count of one delivery."""

    provider: str
    standing: str
    attempts: int
    received_at: int
    is_counted: bool  # not so a test event of our own, or the twin of a genuine delivery

    @classmethod
    def of(cls, row: Row) -> Standing:
        return cls(
            row["provider"],
            row["standing"],
            row["attempts"],
            row["received_at"],
            bool(row["is_counted"]),
        )


@dataclass(slots=True)
class Tallies:
    """What one slice adds to the figures and takes from them; written once, at its end."""

    numbers: Counter[_Keys] = field(default_factory=Counter)
    arrivals: Counter[_Keys] = field(default_factory=Counter)  # by minute and provider
    states: Counter[_Keys] = field(default_factory=Counter)  # by hour, provider and status

    def count_delivery(self, one: Standing, sign: int) -> None:
        self.numbers["feed",] += sign
        self.numbers[f"feed:{one.provider}",] += sign
        if one.is_counted:
            self.numbers["deliveries",] += sign
            self.numbers["attempts",] += sign * one.attempts
            self.numbers[f"standing:{one.provider}:{one.standing}",] += sign
            self.arrivals[one.received_at // MINUTE, one.provider] += sign

    def add_state(self, state: Transaction) -> None:
        at = micros(state.first_received_at)
        self._count_state(state.provider, str(state.status), at, 1)

    def take_state(self, row: Row) -> None:
        self._count_state(row["provider"], row["status"], row["first_received_at"], -1)

    def _count_state(self, provider: str, status: str, at: int, sign: int) -> None:
        self.numbers["transactions",] += sign
        self.numbers[f"status:{provider}:{status}",] += sign
        self.states[at // HOUR, provider, status] += sign

    def write(self, views: Connection) -> None:
        """Add it all up; a figure that comes to nothing leaves no row."""
        _add(views, "numbers", ("name",), self.numbers)
        _add(views, "arrivals", ("minute", "provider"), self.arrivals)
        _add(views, "states", ("hour", "provider", "status"), self.states)


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
