"""The questions whose answer is a figure, from the tallies wherever one is kept."""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import accumulate
from typing import Any, TypeVar

from app.core.query import Query
from app.store.deliveries import Ask
from app.store.rollups import (
    ANSWERS,
    MINUTE_ANSWERS,
    QUARTER,
    SECOND,
    WATCH,
    WEEK,
    Figure,
    filter_condition,
    pieces,
)
from app.store.rows import (
    AckStep,
    AckTimes,
    Arrived,
    ConnectionHealth,
    FinalTimeRow,
    MatchRow,
    RejectionRow,
    Stats,
    StatusCount,
)
from app.store.sqlite import micros, moment

N = TypeVar("N", int, float)
_MIXES = "SELECT mix, provider, word FROM mixes"


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


def counts_by_status(ask: Ask, since: datetime, until: datetime, query: Query) -> list[StatusCount]:
    rows = _counted(ask, Figure.STATES, "provider, word", since, until, query)
    return [StatusCount(provider, word, count) for provider, word, _, count in rows]


def deliveries_over_time(
    ask: Ask, since: datetime, until: datetime, width: timedelta, query: Query
) -> list[Arrived]:
    seconds = int(width.total_seconds())
    begin, end = micros(since) // SECOND, micros(until) // SECOND
    columns = -(-(end - begin) // seconds)
    ask_for = _by_minutes if seconds < QUARTER else _by_slots
    found: dict[tuple[str, str], list[int]] = {}
    for place, provider, status, count in ask_for(ask, begin, end, seconds, query):
        found.setdefault((provider, status), [0] * columns)[place] += count
    return [Arrived(*words, tuple(counts)) for words, counts in sorted(found.items())]


def _by_minutes(
    ask: Ask, begin: int, end: int, seconds: int, query: Query
) -> Iterable[tuple[int, str, str, int]]:
    """Place, provider, status and count of what arrived."""
    condition, values = filter_condition(query, MINUTE_ANSWERS)
    return _at_once(
        ask,
        "place, provider, status, count",
        f"""SELECT (minute * 60 - ?) / ? AS place, provider, status, sum(count) AS count
        FROM arrivals WHERE minute >= ? AND minute < ? AND {condition}
        GROUP BY place, provider, status""",  # noqa: S608 - our own names
        (begin, seconds, begin // 60, -(-end // 60), *values),
    )


# Each column is counted for itself: to sort all of them together takes twice as long.
_COLUMNS = f"""WITH likes AS MATERIALIZED (SELECT mix FROM mixes WHERE {{condition}}),
    places (place) AS (SELECT 0 UNION ALL SELECT place + 1 FROM places WHERE place + 1 < ?)
    SELECT place, (SELECT json_group_array(json_array(mix, count)) FROM (
        SELECT mix, sum(count) AS count FROM tallies
        WHERE figure = '{Figure.ARRIVALS}' AND level = {{level}} {{among}}
        AND slot >= ? + place * ? AND slot < min(? + (place + 1) * ?, ?) GROUP BY mix)) AS counts
    FROM places"""  # noqa: S608 - our own names


def _by_slots(
    ask: Ask, begin: int, end: int, seconds: int, query: Query
) -> Iterator[tuple[int, str, str, int]]:
    """The same of what is kept by slots of the coarsest level that fits."""
    level = QUARTER if any(one % WATCH for one in (seconds, begin, end)) else WATCH
    condition, values = filter_condition(query, ANSWERS[Figure.ARRIVALS])
    statement = _COLUMNS.format(condition=condition, level=level, among=_among(condition))
    places = (begin // level, seconds // level)
    given = (*values, -(-(end - begin) // seconds), *places, *places, -(-end // level))
    said = {row["mix"]: (row["provider"], row["word"]) for row in ask(_MIXES, ())}
    for place, counts in _at_once(ask, "place, json(counts)", statement, given):
        for mix, count in counts:
            yield place, *said[mix], count


def _at_once(ask: Ask, columns: str, statement: str, values: Sequence[object]) -> list[Any]:
    """The rows of a statement in one: from each to the next the interpreter is waited for."""
    (row,) = ask(
        f"SELECT json_group_array(json_array({columns})) AS rows FROM ({statement})",  # noqa: S608
        values,
    )
    return json.loads(row["rows"])  # type: ignore[no-any-return]


# Two numbers in one, the first above the second: one column is sorted in half of the time.
_HIGH, _LOW = 40, (1 << 40) - 1


def _likes(query: Query, figure: Figure, words: str) -> tuple[str, str, list[object]]:
    """The mixes that a filter lets through, each with the first one that says the same words.

    There are some hundred mixes and very many tallies: so numbers are compared, and no words. The
    second text lets through the tallies of these mixes, where not all are wanted.
    """
    condition, values = filter_condition(query, ANSWERS[figure])
    likes = f"""likes AS MATERIALIZED (SELECT mix, min(mix) OVER (PARTITION BY {words}) AS like
        FROM mixes WHERE {condition})"""  # noqa: S608 - our own names
    return likes, _among(condition), values


def _among(condition: str) -> str:
    """Lets through the tallies of the mixes that a filter lets through."""
    return "" if condition == "1" else "AND mix IN (SELECT mix FROM likes)"


def _counted(
    ask: Ask, figure: Figure, words: str, since: datetime, until: datetime, query: Query
) -> list[Any]:
    """Words, step and count of a figure in [since, until), to the quarter of an hour, in order."""
    found = pieces(since, _rounded(ask, figure, until))
    if not found:
        return []
    likes, among, values = _likes(query, figure, words)
    # One part a piece: of an OR over them SQLite would make one scan over the whole figure.
    piece = f"""SELECT (mix << {_HIGH}) + step AS packed, count FROM tallies
        WHERE figure = ? AND level = ? AND slot >= ? AND slot < ? {among}"""  # noqa: S608
    return _at_once(
        ask,
        f"{words}, step, count",
        f"""WITH {likes}, each AS MATERIALIZED (
        SELECT packed, sum(count) AS count FROM ({" UNION ALL ".join([piece] * len(found))})
        GROUP BY packed), found AS (
        SELECT like, packed & {_LOW} AS step, sum(count) AS count
        FROM each CROSS JOIN likes ON mix = packed >> {_HIGH} GROUP BY like, step)
        SELECT {words}, step, count FROM found JOIN mixes ON mix = like
        ORDER BY {words}, step""",  # noqa: S608 - our own names
        [*values, *(value for one in found for value in (str(figure), *one))],
    )


def _rounded(ask: Ask, figure: Figure, until: datetime) -> datetime:
    """Nothing being kept later, a span may as well end with a week, which is read at one go."""
    latest = "SELECT max(slot) AS slot FROM tallies WHERE figure = ? AND level = ?"
    (row,) = ask(latest, (str(figure), QUARTER))
    if row["slot"] is None or row["slot"] * QUARTER * SECOND >= micros(until):
        return until
    week = WEEK * SECOND
    return moment(-(-micros(until) // week) * week)


def time_to_final(ask: Ask, since: datetime, until: datetime, query: Query) -> list[FinalTimeRow]:
    """By nearest rank; what was cut by less than a tenth is as exact as it is shown."""
    steps: dict[tuple[str, str], list[tuple[int, int]]] = {}
    rows = _counted(ask, Figure.FINALS, "provider, word", since, until, query)
    for provider, rail, step, count in rows:
        steps.setdefault((provider, rail), []).append((step, count))
    return [
        FinalTimeRow(
            provider,
            rail,
            sum(count for _, count in found),
            *(step / 1000 for step in step_percentiles(found)),
        )
        for (provider, rail), found in steps.items()
    ]


def step_percentiles(steps: Sequence[tuple[N, int]]) -> tuple[N, N, N]:
    """p50, p95 and p99 by nearest rank of steps in order, each with its count."""
    ends = list(accumulate(count for _, count in steps))
    ranks = (-(-ends[-1] * share // 100) for share in (50, 95, 99))
    return tuple(steps[bisect_left(ends, rank)][0] for rank in ranks)  # type: ignore[return-value]


def percentiles(values: Sequence[float]) -> tuple[float, float, float]:
    """p50, p95 and p99 by nearest rank; zeros for nothing."""
    if not values:
        return 0.0, 0.0, 0.0
    ordered = sorted(values)
    return tuple(ordered[-(-len(ordered) * share // 100) - 1] for share in (50, 95, 99))  # type: ignore[return-value]


def answers(ask: Ask, since: datetime, until: datetime, query: Query) -> list[AckStep]:
    rows = _counted(ask, Figure.ACKS, "NULL", since, until, query)
    return [AckStep(step / 10, count) for _, step, count in rows]


def rejections(ask: Ask, since: datetime, until: datetime, query: Query) -> list[RejectionRow]:
    rows = _counted(ask, Figure.REJECTIONS, "provider, word", since, until, query)
    return [RejectionRow(provider, cause, count) for provider, cause, _, count in rows]


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
