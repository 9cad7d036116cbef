"""Money that is under way: what is older than an hour is kept summed, the rest is looked at."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal

from app.core.amounts import parse_amount
from app.core.query import Query
from app.store.deliveries import Ask
from app.store.figure_rows import FlightRow
from app.store.rollups import (
    FLIGHT_ANSWERS,
    QUARTER,
    SECOND,
    filter_condition,
    pieces,
)
from app.store.sqlite import micros, moment
from app.store.tallies import EXACT

# Ages of money in flight: up to how many seconds, and its name.
AGES = ((60, "under 1 min"), (600, "1–10 min"), (3600, "10–60 min"))
OLDEST = "over 1 h"
EVER = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)

_BEGUN = "coalesce(created_at, first_received_at)"
_YOUNG = f"""SELECT provider, asset, amount, count(*) AS count, CASE
        WHEN {_BEGUN} > ? THEN 0 WHEN {_BEGUN} > ? THEN 1 WHEN {_BEGUN} > ? THEN 2 ELSE 3 END AS age
    FROM transactions INDEXED BY transactions_under_way
    WHERE is_final = 0 AND is_money = 1 AND is_counted = 1
    AND {_BEGUN} >= ? AND {_BEGUN} < ? AND """  # noqa: S608 - our own words

Sums = dict[tuple[str, str, str], tuple[Decimal, int]]


def money_in_flight(
    ask: Ask, now: datetime, begun: tuple[datetime, datetime], query: Query
) -> list[FlightRow]:
    """What is not final and began in a span of time, by provider, asset and age."""
    since, until = begun
    quarter = QUARTER * SECOND
    border = moment(micros(now - timedelta(hours=1)) // quarter * quarter)
    filtered = filter_condition(query, FLIGHT_ANSWERS)
    sums: Sums = {}
    if since < (end := min(until, border)):
        _add_old(sums, ask, (since, end), filtered)
    if (start := max(since, border)) < until:
        _add_young(sums, ask, now, (start, until), filtered)
    return [
        FlightRow(provider, asset, age, f"{total:f}", count)
        for (provider, asset, age), (total, count) in sorted(sums.items())
        if count
    ]


def _add_old(
    sums: Sums, ask: Ask, span: tuple[datetime, datetime], filtered: tuple[str, list[object]]
) -> None:
    condition, values = filtered
    for piece in pieces(*span):
        rows = ask(
            f"""SELECT provider, asset, count, amount FROM flights
            WHERE level = ? AND slot >= ? AND slot < ? AND {condition}""",  # noqa: S608
            (piece.level, piece.first, piece.end, *values),
        )
        for row in rows:
            place = row["provider"], row["asset"], OLDEST
            amount = EXACT.multiply(Decimal(row["amount"]), piece.sign)
            _add(sums, place, amount, row["count"] * piece.sign)


def _add_young(
    sums: Sums,
    ask: Ask,
    now: datetime,
    span: tuple[datetime, datetime],
    filtered: tuple[str, list[object]],
) -> None:
    limits = [micros(now) - seconds * SECOND for seconds, _ in AGES]
    names = [*(name for _, name in AGES), OLDEST]
    rows = ask(
        f"{_YOUNG} {filtered[0]} GROUP BY provider, asset, amount, age",
        (*limits, *map(micros, span), *filtered[1]),
    )
    for row in rows:
        amount = parse_amount(row["amount"])
        if amount is not None:
            total = EXACT.multiply(amount, Decimal(row["count"]))
            _add(sums, (row["provider"], row["asset"], names[row["age"]]), total, row["count"])


def _add(sums: Sums, place: tuple[str, str, str], amount: Decimal, count: int) -> None:
    total, known = sums.get(place, (Decimal(0), 0))
    sums[place] = EXACT.add(total, amount), known + count
