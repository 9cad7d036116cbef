"""What the charts show: the answers of the store put into figures, rows and points. No Qt."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Context, Decimal
from functools import reduce
from itertools import pairwise

from app.core.amounts import format_amount, parse_amount
from app.core.event import Status
from app.core.query import Query
from app.providers import PROVIDERS
from app.store.figure_rows import AckStep, FlightRow, StatusCount
from app.store.figures import step_percentiles
from app.store.rollups import ANSWERS, Figure, unanswered
from app.ui.widgets.charts_spans import RANGES, Span

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
ACK_SLOW, ACK_LIMIT = 2_000.0, 5_000.0  # ms: Juno and Bitso give up after five seconds
_EDGES = (1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 500.0, 1_000.0, ACK_SLOW, ACK_LIMIT)
AGES = ("under 1 min", "1–10 min", "10–60 min", "over 1 h")


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
class Answered:
    """How many of our answers took from `low` to below `high` milliseconds."""

    low: float
    high: float
    count: int


@dataclass(frozen=True, slots=True)
class Answers:
    """Our own time to the acknowledgement, in milliseconds."""

    columns: tuple[Answered, ...]
    count: int = 0
    p50: float = 0.0
    p99: float = 0.0
    worst: float = 0.0

    def over(self, limit: float) -> int:
        """How many took as long as this or longer."""
        return sum(one.count for one in self.columns if one.low >= limit)


def counted(bars: Iterable[Bar], *statuses: str) -> int:
    """Transactions of all providers in these statuses."""
    pairs = (pair for bar in bars for pair in bar.segments)
    return sum(count for status, count in pairs if status in statuses)


def ended(bars: Sequence[Bar]) -> int:
    """Transactions that will not change any more."""
    return sum(bar.total for bar in bars) - counted(bars, *OPEN)


def fitting(totals: Sequence[int], span: Span) -> str:
    """The shortest of RANGES, as long as this one or shorter, that holds all that arrived."""
    first = next((place for place, total in enumerate(totals) if total), span.columns)
    needed = span.until - span.start(first) - span.width  # the first column may have begun empty
    return next((name for name, (length, _) in RANGES.items() if length >= needed), "1y")


def not_applied(query: Query, *figures: Figure) -> tuple[str, ...]:
    """The conditions of a filter that at least one of these figures does not know."""
    found = (text for figure in figures for text in unanswered(query, ANSWERS[figure]))
    return tuple(dict.fromkeys(found))


def answers(steps: Sequence[AckStep]) -> Answers:
    """Columns from a tenth of a millisecond to ten seconds; the limits are edges of columns."""
    if not steps:
        return Answers(())
    edges = (0.0, *_EDGES, float("inf"))
    found = tuple(
        Answered(low, high, sum(one.count for one in steps if low <= one.milliseconds < high))
        for low, high in pairwise(edges)
    )
    p50, _, p99 = step_percentiles([(one.milliseconds, one.count) for one in steps])
    count = sum(one.count for one in steps)
    return Answers(found, count, p50, p99, steps[-1].milliseconds)


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


def added(counts: Sequence[Sequence[int]], columns: int) -> list[int]:
    """Column by column."""
    return [sum(one) for one in zip(*counts, strict=True)] if counts else [0] * columns


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
