"""The questions whose answer is a figure, from the tallies wherever one is kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from decimal import Context, Decimal

from app.core.amounts import parse_amount
from app.store.deliveries import Ask
from app.store.rows import (
    AckTimes,
    ConnectionHealth,
    FinalTimeRow,
    FlightRow,
    MatchRow,
    Stats,
    StatusCount,
    TimeBucket,
)
from app.store.sqlite import micros, moment
from app.store.tallies import HOUR, MINUTE

SECOND = 1_000_000  # microseconds
MOST_SAMPLES = 100_000  # of finished transactions, newest first
# Ages of money in flight: up to how many seconds, and its name.
AGES = ((60, "under 1 min"), (600, "1–10 min"), (3600, "10–60 min"))
OLDEST = "over 1 h"
_EXACT = Context(prec=80)


def stats(numbers: Mapping[str, int]) -> Stats:
    by_status: dict[str, dict[str, int]] = {}
    standings: dict[str, int] = {}
    for name, count in sorted(numbers.items()):
        group, _, rest = name.partition(":")
        provider, _, word = rest.partition(":")
        if group == "status":
            by_status.setdefault(provider, {})[word] = count
        elif group == "standing":
            standings[word] = standings.get(word, 0) + count
    return Stats(
        deliveries=numbers.get("deliveries", 0),
        attempts=numbers.get("attempts", 0),
        transactions=numbers.get("transactions", 0),
        quarantined=standings.get("quarantined", 0),
        unreadable=standings.get("unreadable", 0),
        by_provider_status=by_status,
    )


def counts_by_status(ask: Ask, since: datetime, until: datetime) -> list[StatusCount]:
    rows = ask(
        """SELECT provider, status, sum(count) AS count FROM states
        WHERE hour >= ? AND hour < ? GROUP BY provider, status HAVING sum(count) > 0
        ORDER BY provider, status""",
        (micros(since) // HOUR, -(-micros(until) // HOUR)),
    )
    return [StatusCount(row["provider"], row["status"], row["count"]) for row in rows]


def deliveries_over_time(
    ask: Ask, since: datetime, until: datetime, width: timedelta
) -> list[TimeBucket]:
    minutes = max(1, width // timedelta(minutes=1))
    rows = ask(
        """SELECT minute / ?1 * ?1 AS start, provider, sum(count) AS count FROM arrivals
        WHERE minute >= ?2 AND minute < ?3 GROUP BY start, provider HAVING sum(count) > 0
        ORDER BY start, provider""",
        (minutes, micros(since) // MINUTE, -(-micros(until) // MINUTE)),
    )
    return [
        TimeBucket(moment(row["start"] * MINUTE), row["provider"], row["count"]) for row in rows
    ]


def money_in_flight(ask: Ask, now: datetime) -> list[FlightRow]:
    rows = ask(
        """SELECT provider, asset, amount, coalesce(created_at, first_received_at) AS since
        FROM transactions WHERE is_final = 0 AND is_money = 1 AND is_counted = 1""",
        (),
    )
    sums: dict[tuple[str, str, str], tuple[Decimal, int]] = {}
    for row in rows:
        amount = parse_amount(row["amount"])
        if amount is None:
            continue
        place = row["provider"], row["asset"], _age((micros(now) - row["since"]) / SECOND)
        total, count = sums.get(place, (Decimal(0), 0))
        sums[place] = _EXACT.add(total, amount), count + 1
    return [
        FlightRow(provider, asset, age, f"{total:f}", count)
        for (provider, asset, age), (total, count) in sorted(sums.items())
    ]


def _age(seconds: float) -> str:
    return next((name for limit, name in AGES if seconds < limit), OLDEST)


def time_to_final(ask: Ask, since: datetime, until: datetime) -> list[FinalTimeRow]:
    rows = ask(
        """SELECT provider, rail, finalised_at - coalesce(created_at, first_received_at) AS span
        FROM transactions WHERE finalised_at >= ? AND finalised_at < ? AND is_money = 1
        AND is_counted = 1 ORDER BY finalised_at DESC LIMIT ?""",
        (micros(since), micros(until), MOST_SAMPLES),
    )
    spans: dict[tuple[str, str], list[float]] = {}
    for row in rows:
        if row["span"] >= 0:  # a provider's clock may run ahead of itself
            spans.setdefault((row["provider"], row["rail"]), []).append(row["span"] / SECOND)
    return [
        FinalTimeRow(provider, rail, len(values), *percentiles(values))
        for (provider, rail), values in sorted(spans.items())
    ]


def percentiles(values: Sequence[float]) -> tuple[float, float, float]:
    """p50, p95 and p99 by nearest rank; zeros for nothing."""
    if not values:
        return 0.0, 0.0, 0.0
    ordered = sorted(values)
    return tuple(ordered[-(-len(ordered) * share // 100) - 1] for share in (50, 95, 99))  # type: ignore[return-value]


def ack_times(ask: Ask, last: int) -> AckTimes:
    rows = ask(
        """SELECT k.at - coalesce(a.received_at, d.received_at) AS span
        FROM facts.acknowledgements k JOIN facts.deliveries d ON d.id = k.delivery_id
        LEFT JOIN facts.attempts a ON a.delivery_id = k.delivery_id AND a.number = k.number
        ORDER BY k.id DESC LIMIT ?""",
        (last,),
    )
    times = [row["span"] / 1000 for row in rows]
    p50, _, p99 = percentiles(times)
    return AckTimes(len(times), p50, p99, max(times, default=0.0))


def connection_health(ask: Ask, numbers: Mapping[str, int]) -> list[ConnectionHealth]:
    providers = sorted(name.removeprefix("feed:") for name in numbers if name.startswith("feed:"))
    return [_health(ask, numbers, provider) for provider in providers]


_MATCHES = """SELECT coalesce(a.scheme, d.scheme) AS scheme, coalesce(a.form, d.form) AS form,
    count(*) AS count, max(f.received_at) AS last_at
    FROM (SELECT delivery_id, received_at FROM feed WHERE provider = ? AND standing <> 'quarantined'
        AND source = 'webhook' ORDER BY delivery_id DESC LIMIT ?) f
    JOIN facts.deliveries d ON d.id = f.delivery_id
    LEFT JOIN facts.admissions a ON a.id = (
        SELECT max(id) FROM facts.admissions WHERE delivery_id = f.delivery_id)
    GROUP BY 1, 2 HAVING coalesce(a.form, d.form) <> '' ORDER BY 3 DESC, 1, 2"""


def matches(ask: Ask, provider: str, last: int) -> list[MatchRow]:
    return [
        MatchRow(row["scheme"], row["form"], row["count"], moment(row["last_at"]))
        for row in ask(_MATCHES, (provider, last))
    ]


_LATEST = """SELECT f.received_at, f.basis, d.address_check,
    coalesce(a.scheme, d.scheme) AS scheme, coalesce(a.form, d.form) AS form,
    coalesce(a.weak, d.weak) AS weak
    FROM feed f JOIN facts.deliveries d ON d.id = f.delivery_id
    LEFT JOIN facts.admissions a ON a.id = (
        SELECT max(id) FROM facts.admissions WHERE delivery_id = f.delivery_id)
    WHERE f.provider = ? AND f.standing <> 'quarantined' ORDER BY f.delivery_id DESC LIMIT 1"""


def _health(ask: Ask, numbers: Mapping[str, int], provider: str) -> ConnectionHealth:
    latest = next(iter(ask(_LATEST, (provider,))), None)
    standings = {
        name.rpartition(":")[2]: count
        for name, count in numbers.items()
        if name.startswith(f"standing:{provider}:")
    }
    return ConnectionHealth(
        provider=provider,
        deliveries=sum(standings.values()),
        quarantined=standings.get("quarantined", 0),
        unreadable=standings.get("unreadable", 0),
        last_received_at=moment(latest["received_at"]) if latest else None,
        last_basis=latest["basis"] if latest else "",
        last_scheme=latest["scheme"] if latest else "",
        last_form=latest["form"] if latest else "",
        last_address_check=latest["address_check"] if latest else "",
        last_weak=bool(latest["weak"]) if latest else False,
    )
