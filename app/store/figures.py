"""The questions whose answer is a figure, from the tallies wherever one is kept."""

from __future__ import annotations

import json
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import accumulate
from typing import Any, TypeVar

from app.core.query import Query
from app.store.deliveries import Ask
from app.store.figure_rows import (
    AckStep,
    AckTimes,
    Arrived,
    FinalTimeRow,
    RejectionRow,
    Stats,
    StatusCount,
)
from app.store.rollups import (
    ANSWERS,
    HOUR,
    LEVELS_OF,
    MINUTE_ANSWERS,
    QUARTER,
    SECOND,
    WATCH,
    WEEK,
    Figure,
    filter_condition,
    pieces,
)
from app.store.rows import ConnectionHealth, MatchRow
from app.store.sqlite import micros, moment

N = TypeVar("N", int, float)
T = TypeVar("T")
Words = tuple[str, str]  # a provider, and what a figure's word says

_MIXES = "(SELECT json_group_array(json_array(mix, provider, word)) FROM mixes)"
# Two numbers in one, the first above the second: one column is sorted in half of the time.
_HIGH, _LOW = 40, (1 << 40) - 1


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
    found = _counted(ask, Figure.STATES, since, until, query)
    return [StatusCount(*words, sum(steps.values())) for words, steps in found.items()]


def deliveries_over_time(
    ask: Ask, since: datetime, until: datetime, width: timedelta, query: Query
) -> list[Arrived]:
    seconds = int(width.total_seconds())
    begin, end = micros(since) // SECOND, micros(until) // SECOND
    counted = _by_minutes if seconds < QUARTER else _by_slots
    found = counted(ask, begin, end, seconds, query)
    return [Arrived(*words, tuple(counts)) for words, counts in sorted(found.items())]


def _by_minutes(
    ask: Ask, begin: int, end: int, seconds: int, query: Query
) -> dict[Words, list[int]]:
    """What arrived in each column, by provider and status."""
    condition, values = filter_condition(query, MINUTE_ANSWERS)
    (rows,) = _at_once(
        ask,
        f"""SELECT json_group_array(json_array(place, provider, status, count)) FROM (
        SELECT (minute * 60 - ?) / ? AS place, provider, status, sum(count) AS count
        FROM arrivals WHERE minute >= ? AND minute < ? AND {condition}
        GROUP BY place, provider, status)""",  # noqa: S608 - our own names
        (begin, seconds, begin // 60, -(-end // 60), *values),
    )
    found: dict[Words, list[int]] = defaultdict(lambda: [0] * _columns(begin, end, seconds))
    for place, provider, status, count in rows:
        found[provider, status][place] += count
    return found


# Each column is counted for itself: to sort all of them together takes twice as long.
_COLUMNS = f"""WITH places (place) AS (
        SELECT 0 UNION ALL SELECT place + 1 FROM places WHERE place + 1 < ?)
    SELECT {_MIXES}, json_group_array(json((
        SELECT json_array(json_group_array(mix), json_group_array(count)) FROM (
            SELECT mix, sum(count) AS count FROM tallies
            WHERE figure = '{Figure.ARRIVALS}' AND level = {{level}}
            AND slot >= ? + place * ? AND slot < min(? + (place + 1) * ?, ?)
            AND {{among}} GROUP BY mix)))) FROM places"""  # noqa: S608 - our own names


def _by_slots(ask: Ask, begin: int, end: int, seconds: int, query: Query) -> dict[Words, list[int]]:
    """The same of what is kept by slots of the coarsest level that fits."""
    fitting = (one for one in (WATCH, HOUR) if not (seconds % one or begin % one or end % one))
    level = next(fitting, QUARTER)
    among, values = _among(query, Figure.ARRIVALS)
    columns, places = _columns(begin, end, seconds), (begin // level, seconds // level)
    words, counted = _at_once(
        ask,
        _COLUMNS.format(level=level, among=among),
        (columns, *places, *places, -(-end // level), *values),
    )
    found, by_mix = _by_words(words, lambda: [0] * columns)
    for place, (mixes, counts) in enumerate(counted):
        for mix, count in zip(mixes, counts, strict=True):
            by_mix[mix][place] += count
    return {words: counts for words, counts in found.items() if any(counts)}


def _columns(begin: int, end: int, seconds: int) -> int:
    return -(-(end - begin) // seconds)


def _counted(
    ask: Ask, figure: Figure, since: datetime, until: datetime, query: Query
) -> dict[Words, dict[int, int]]:
    """How often each step was in [since, until), to the quarter of an hour; all in order."""
    found = pieces(since, _rounded(ask, figure, since, until), LEVELS_OF[figure])
    if not found:
        return {}
    among, values = _among(query, figure)
    # One part a piece: of an OR over them SQLite would make one scan over the whole figure.
    piece = f"""SELECT (mix << {_HIGH}) + step AS packed, count * ? AS count FROM tallies
        WHERE figure = ? AND level = ? AND slot >= ? AND slot < ? AND {among}"""  # noqa: S608
    words, packed, counts = _at_once(
        ask,
        f"""SELECT {_MIXES}, json_group_array(packed), json_group_array(count) FROM (
        SELECT packed, sum(count) AS count FROM ({" UNION ALL ".join([piece] * len(found))})
        GROUP BY packed HAVING sum(count) <> 0)""",  # noqa: S608 - our own names
        [
            value
            for one in found
            for value in (one.sign, str(figure), one.level, one.first, one.end, *values)
        ],
    )
    steps, by_mix = _by_words(words, lambda: defaultdict[int, int](int))
    for one, count in zip(packed, counts, strict=True):
        by_mix[one >> _HIGH][one & _LOW] += count
    return {said: dict(sorted(steps[said].items())) for said in sorted(steps) if steps[said]}


def _at_once(ask: Ask, statement: str, values: Sequence[object]) -> list[Any]:
    """All in one row of JSON: from one row to the next the interpreter is waited for."""
    (row,) = ask(statement, values)
    return [json.loads(text) for text in row]


def _by_words(
    mixes: Iterable[tuple[int, str, str]], made: Callable[[], T]
) -> tuple[dict[Words, T], dict[int, T]]:
    """Where to count, by provider and word, and the same by the mixes that say these words.

    There are some hundred mixes and very many tallies: so SQLite compares numbers, and no words.
    """
    by_words: dict[Words, T] = defaultdict(made)
    return by_words, {mix: by_words[provider, word] for mix, provider, word in mixes}


def _among(query: Query, figure: Figure) -> tuple[str, list[object]]:
    """Lets through the tallies of the mixes that a filter lets through."""
    condition, values = filter_condition(query, ANSWERS[figure])
    if condition == "1":
        return condition, values
    return f"mix IN (SELECT mix FROM mixes WHERE {condition})", values  # noqa: S608


def _rounded(ask: Ask, figure: Figure, since: datetime, until: datetime) -> datetime:
    """Nothing being kept later, a span may as well end with a week or more, read at one go."""
    latest = "SELECT max(slot) AS slot FROM tallies WHERE figure = ? AND level = ?"
    (row,) = ask(latest, (str(figure), QUARTER))
    if row["slot"] is None or row["slot"] * QUARTER * SECOND >= micros(until):
        return until
    length = micros(until) - micros(since)
    fitting = [level for level in LEVELS_OF[figure] if level * SECOND <= length]
    slot = max([WEEK, *fitting]) * SECOND
    return moment(-(-micros(until) // slot) * slot)


def time_to_final(ask: Ask, since: datetime, until: datetime, query: Query) -> list[FinalTimeRow]:
    """By nearest rank; what was cut by less than a tenth is as exact as it is shown."""
    return [
        FinalTimeRow(
            provider,
            rail,
            sum(steps.values()),
            *(step / 1000 for step in step_percentiles(tuple(steps.items()))),
        )
        for (provider, rail), steps in _counted(ask, Figure.FINALS, since, until, query).items()
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
    found = Counter[int]()
    for steps in _counted(ask, Figure.ACKS, since, until, query).values():
        found.update(steps)
    return [AckStep(step / 10, count) for step, count in sorted(found.items())]


def rejections(ask: Ask, since: datetime, until: datetime, query: Query) -> list[RejectionRow]:
    found = _counted(ask, Figure.REJECTIONS, since, until, query)
    return [RejectionRow(*words, sum(steps.values())) for words, steps in found.items()]


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
