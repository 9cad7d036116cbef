"""What the store's questions about figures answer: frozen counts and times, ready for a chart."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Stats:
    """The store in figures. `by_provider_status` is {provider: {status: transactions}}."""

    deliveries: int
    attempts: int  # arrivals: every delivery's first one and its repeats
    transactions: int
    quarantined: int
    unreadable: int
    by_provider_status: dict[str, dict[str, int]]


@dataclass(frozen=True, slots=True)
class StatusCount:
    """How many transactions of a provider stand in a status."""

    provider: str
    status: str
    count: int


@dataclass(frozen=True, slots=True)
class Arrived:
    """Deliveries of a provider in a status over time: how many in each column of a span."""

    provider: str
    status: str  # or the standing of what has none
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class AckStep:
    """How many of our answers took as long as this, cut by less than a tenth."""

    milliseconds: float
    count: int


@dataclass(frozen=True, slots=True)
class RejectionRow:
    """Deliveries of a provider that were not taken in, and why, without what varies."""

    provider: str
    cause: str
    count: int


@dataclass(frozen=True, slots=True)
class FlightRow:
    """Money that has left but not arrived: not final, by provider, asset and age."""

    provider: str
    asset: str
    age: str  # "under 1 min", "1–10 min", "10–60 min", "over 1 h"
    amount: str
    count: int


@dataclass(frozen=True, slots=True)
class FinalTimeRow:
    """Seconds from creation to the final state of a provider and rail, cut by less than a tenth."""

    provider: str
    rail: str
    count: int
    p50: float
    p95: float
    p99: float


@dataclass(frozen=True, slots=True)
class StepTime:
    """Seconds from one status to the next, over so many transactions of one provider and rail."""

    before: str
    after: str
    count: int
    p50: float
    p95: float


@dataclass(frozen=True, slots=True)
class AckTimes:
    """Our own time from arrival to acknowledgement, in milliseconds, over the last arrivals."""

    count: int
    p50: float
    p99: float
    worst: float
