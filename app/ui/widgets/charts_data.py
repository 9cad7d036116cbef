"""What the charts show: the answers of the store put into figures, rows and points. No Qt."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Context, Decimal
from functools import reduce
from typing import Protocol

from app.core.amounts import format_amount, parse_amount
from app.core.event import Status
from app.providers import PROVIDERS
from app.store.rows import AckTimes, FinalTimeRow, FlightRow, StatusCount, TimeBucket

# The order of the segments of a bar: what is done, what is under way, what went wrong.
STATUS_ORDER = (
    Status.COMPLETE,
    Status.IN_PROGRESS,
    Status.PENDING,
    Status.FAILED,
    Status.REVERSED,
    Status.REFUNDED,
    Status.CANCELLED,
    Status.EXPIRED,
    Status.UNKNOWN,
)
OPEN = frozenset({Status.PENDING, Status.IN_PROGRESS, Status.UNKNOWN})
# Sums keep every digit: amounts have up to 30 before and 18 behind the point.
_EXACT = Context(prec=100)
AGES = ("under 1 min", "1–10 min", "10–60 min", "over 1 h")


class Questions(Protocol):
    """What the charts ask the store; app.store.reader.Reader answers."""

    def counts_by_status(self, since: datetime, until: datetime) -> list[StatusCount]: ...
    def deliveries_over_time(
        self, since: datetime, until: datetime, width: timedelta
    ) -> list[TimeBucket]: ...
    def money_in_flight(self, now: datetime) -> list[FlightRow]: ...
    def time_to_final(self, since: datetime, until: datetime) -> list[FinalTimeRow]: ...
    def ack_times(self, last: int = ...) -> AckTimes: ...


@dataclass(frozen=True, slots=True)
class Span:
    """How far back the charts look, and how wide one bucket of the time chart is."""

    length: timedelta
    width: timedelta

    def window(self, now: datetime) -> tuple[datetime, datetime]:
        """From the start of the first bucket to the end of the one that `now` is in."""
        seconds = self.width.total_seconds()
        end = datetime.fromtimestamp((now.timestamp() // seconds + 1) * seconds, now.tzinfo)
        return end - self.length, end


SPANS: Mapping[str, Span] = {
    "15min": Span(timedelta(minutes=15), timedelta(minutes=1)),
    "1h": Span(timedelta(hours=1), timedelta(minutes=1)),
    "24h": Span(timedelta(hours=24), timedelta(minutes=15)),
    "7d": Span(timedelta(days=7), timedelta(hours=2)),
    "30d": Span(timedelta(days=30), timedelta(hours=8)),
}


@dataclass(frozen=True, slots=True)
class Point:
    """One bucket of the time chart, whatever the provider, with each provider's share."""

    start: datetime
    total: int
    by_provider: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Bar:
    """One provider's transactions by status, in the order of STATUS_ORDER, none of them zero."""

    provider: str
    segments: tuple[tuple[str, int], ...]

    @property
    def total(self) -> int:
        return sum(count for _, count in self.segments)


@dataclass(frozen=True, slots=True)
class Flight:
    """Money of one asset and age that has not arrived; `share` is of the asset's largest."""

    asset: str
    age: str
    amount: str  # plain decimal text
    count: int
    share: float


@dataclass(frozen=True, slots=True)
class Charts:
    """Everything the page shows, of one moment."""

    span: Span
    until: datetime
    bars: tuple[Bar, ...]
    points: tuple[Point, ...]
    flights: Mapping[str, tuple[Flight, ...]]  # by asset, the one with most transactions first
    finals: tuple[FinalTimeRow, ...]  # the one with most transactions first
    acks: AckTimes

    @property
    def is_empty(self) -> bool:
        return not self.bars and not any(point.total for point in self.points)

    def count(self, *statuses: str) -> int:
        """Transactions of all providers in these statuses."""
        pairs = (pair for bar in self.bars for pair in bar.segments)
        return sum(count for status, count in pairs if status in statuses)

    def fitting(self) -> str:
        """The shortest of SPANS, as long as this one or shorter, that holds all that arrived."""
        first = next((point.start for point in self.points if point.total), self.until)
        needed = self.until - first - self.span.width  # the first bucket may have begun empty
        names = (name for name, span in SPANS.items() if span.length >= needed)
        return next(names, "30d")

    @property
    def final_count(self) -> int:
        return sum(bar.total for bar in self.bars) - self.count(*OPEN)


def charts(reader: Questions, span: Span, now: datetime) -> Charts:
    """Ask the store for everything the page shows; runs on a reader's thread."""
    since, until = span.window(now)
    return Charts(
        span=span,
        until=until,
        bars=bars(reader.counts_by_status(since, until)),
        points=points(reader.deliveries_over_time(since, until, span.width), since, until, span),
        flights=flights(reader.money_in_flight(now)),
        finals=tuple(sorted(reader.time_to_final(since, until), key=lambda row: -row.count)),
        acks=reader.ack_times(),
    )


def bars(counts: Iterable[StatusCount]) -> tuple[Bar, ...]:
    """One bar a provider, in the order in which the providers are listed everywhere."""
    found: dict[str, dict[str, int]] = {}
    for one in counts:
        statuses = found.setdefault(one.provider, {})
        statuses[one.status] = statuses.get(one.status, 0) + one.count
    rank: dict[str, int] = {status: place for place, status in enumerate(STATUS_ORDER)}
    made = (
        Bar(
            provider,
            tuple(
                (status, statuses[status])
                for status in sorted(statuses, key=lambda word: rank.get(word, len(rank)))
                if statuses[status]
            ),
        )
        for provider, statuses in found.items()
    )
    order = {provider: place for place, provider in enumerate(PROVIDERS)}
    shown = (bar for bar in made if bar.total)
    return tuple(sorted(shown, key=lambda bar: (order.get(bar.provider, len(order)), bar.provider)))


def points(
    buckets: Iterable[TimeBucket], since: datetime, until: datetime, span: Span
) -> tuple[Point, ...]:
    """Every bucket of the window, also those in which nothing arrived."""
    shares: dict[int, dict[str, int]] = {}
    for bucket in buckets:
        place = (bucket.start - since) // span.width
        share = shares.setdefault(place, {})
        share[bucket.provider] = share.get(bucket.provider, 0) + bucket.count
    length = (until - since) // span.width
    return tuple(
        Point(since + place * span.width, sum(share.values()), share)
        for place in range(length)
        for share in (shares.get(place, {}),)
    )


def flights(rows: Sequence[FlightRow]) -> Mapping[str, tuple[Flight, ...]]:
    """Money in flight by asset and age; assets are never added to each other."""
    sums: dict[str, dict[str, tuple[Decimal, int]]] = {}
    for row in rows:
        ages = sums.setdefault(row.asset, {})
        amount, count = ages.get(row.age, (Decimal(0), 0))
        added = _EXACT.add(amount, parse_amount(row.amount) or Decimal(0))
        ages[row.age] = (added, count + row.count)
    weight = {asset: sum(count for _, count in ages.values()) for asset, ages in sums.items()}
    order = sorted(sums, key=lambda asset: (-weight[asset], asset))
    return {asset: tuple(_ages(asset, sums[asset])) for asset in order}


def _ages(asset: str, ages: Mapping[str, tuple[Decimal, int]]) -> Iterable[Flight]:
    largest = max((amount for amount, _ in ages.values()), default=Decimal(0))
    for age in AGES:
        amount, count = ages.get(age, (Decimal(0), 0))
        share = float(amount / largest) if largest > 0 else 0.0
        yield Flight(asset, age, _shortest(amount), count, share)


def total(flights: Iterable[Flight]) -> tuple[str, int]:
    """The amount as people read it, and the number of transactions."""
    rows = tuple(flights)
    amount = reduce(_EXACT.add, (Decimal(row.amount) for row in rows), Decimal(0))
    return format_amount(_shortest(amount)), sum(row.count for row in rows)


def _shortest(amount: Decimal) -> str:
    """A sum is our own figure: exact, but without the zeros behind the cents."""
    whole, _, fraction = f"{amount:f}".partition(".")
    fraction = fraction.rstrip("0")
    return f"{whole}.{fraction.ljust(2, '0')}" if fraction or "." in f"{amount:f}" else whole
