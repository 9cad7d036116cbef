"""What is counted by time: the same as counting the rows, whatever the span and the filter."""

import json
import random
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.delivery import Outcome
from app.core.query import parse_filter
from app.providers import PROVIDERS
from app.store.figures import percentiles, step_percentiles
from app.store.reader import Reader
from app.store.rollups import (
    ANSWERS,
    LEVELS_OF,
    QUARTER,
    WATCH,
    Figure,
    pieces,
    short,
    unanswered,
)
from app.store.sqlite import micros
from app.store.tallies import general

if TYPE_CHECKING:
    from tests.store.conftest import Store

START = datetime(2026, 11, 1, 6, tzinfo=UTC)  # midnight in Mexico
LENGTH = timedelta(days=9)
SPANS = (
    (START, START + LENGTH),
    (START + timedelta(hours=5, minutes=45), START + timedelta(days=6, hours=1)),
    (START + timedelta(days=2), START + timedelta(days=2, hours=3)),
)
LONG = (
    (START - timedelta(days=150), START + LENGTH),
    (START - timedelta(days=149, hours=4), START + timedelta(days=4)),
    (START + timedelta(days=3), START + timedelta(days=300)),
)
FILTERS = (
    "",
    "provider:juno",
    "-provider:juno status:failed",
    "kind:deposit asset:mx*",
    "provider:juno or provider:just_wallet asset:usd",
    "env:production kind:collection",
)
ASSETS = ("MXN", "USD", "MXNB")
STATUSES = {"just_wallet": ("pending", "success", "failed"), "juno": ("PENDING", "COMPLETE")}


class Story:
    """A store with some hundred deliveries, and what a person would count in them."""

    def __init__(self, folder: Path, make: "Callable[[], Store]") -> None:
        dice = random.Random(5)  # the same story every time
        self.store = make()
        for number in range(300):
            provider = dice.choice(["juno", "just_wallet"])
            at = START + dice.random() * LENGTH
            status = dice.choice(STATUSES[provider])
            body = _body(provider, number % 200, status, dice.choice(ASSETS), at, dice)
            outcome = dice.choice([Outcome.TRUSTED] * 9 + [Outcome.QUARANTINED])
            receipt = self.store.keep(body, outcome, provider=provider, at=at)
            took = timedelta(milliseconds=dice.choice([0.4, 3, 12, 800, 2_400, 5_000, 9_000]))
            self.store.writer.acknowledged(receipt, at + took, 200)
        self.store.settle()
        self.store.project()

    def deliveries(self, since: datetime, until: datetime) -> list[dict[str, object]]:
        return self._rows(
            "SELECT * FROM feed WHERE received_at >= ? AND received_at < ?", since, until
        )

    def states(self, column: str, since: datetime, until: datetime) -> list[dict[str, object]]:
        where = f"{column} >= ? AND {column} < ?"
        return self._rows(f"SELECT * FROM transactions WHERE {where}", since, until)

    def _rows(self, statement: str, since: datetime, until: datetime) -> list[dict[str, object]]:
        with self.store.reader() as reader:
            rows = reader._rows(statement, (micros(since), micros(until)))
            return [dict(row) for row in rows]


def _body(
    provider: str, number: int, status: str, asset: str, at: datetime, dice: random.Random
) -> bytes:
    begun = (at - timedelta(seconds=dice.choice([1, 40, 61.7, 7_000]))).isoformat()
    if provider == "juno":
        payload = {
            "id": f"d441f9db-e2df-4ca5-9dab-{number:012d}",
            "type": "ISSUANCE",
            "status": status,
            "created_at": begun,
            "updated_at": at.isoformat(),
            "issuance": {"amount": f"{dice.random() * 100:.6f}", "asset": asset, "method": "SPEI"},
        }
        return json.dumps({"event": "TRANSACTION", "payload": payload}).encode()
    data = {
        "id": f"k{number}",
        "currency": asset,
        "amount": f"{dice.random() * 100:.2f}",
        "status": status,
        "created_at": begun,
        "updated_at": at.isoformat(),
    }
    return json.dumps({"event.type": "collection", "data": data}).encode()


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Story]:
    from tests.store.conftest import Store

    def make() -> Store:
        store = Store(tmp_path_factory.mktemp("story"))
        store.writer.start()
        return store

    told = Story(tmp_path_factory.mktemp("other"), make)
    yield told
    told.store.writer.stop()


@pytest.fixture
def reader(story: Story) -> Iterator[Reader]:
    with story.store.reader() as reader:
        yield reader


def holds(text: str, row: dict[str, object], word: str = "status") -> bool:
    """What the filters above mean, written down once more by hand."""
    status = row.get(word) or row.get("standing")
    tests = {
        "": True,
        "provider:juno": row["provider"] == "juno",
        "-provider:juno status:failed": row["provider"] != "juno" and status == "failed",
        "kind:deposit asset:mx*": row["kind"] in ("issuance", "collection")
        and str(row["asset"]).startswith("MX"),
        "provider:juno or provider:just_wallet asset:usd": row["provider"] == "juno"
        or row["asset"] == "USD",
        "env:production kind:collection": row.get("environment", "production") == "production"
        and row["kind"] == "collection",
    }
    return bool(tests[text])


@pytest.mark.parametrize("span", SPANS)
@pytest.mark.parametrize("text", FILTERS)
def test_every_figure_is_that_of_the_rows(
    text: str, span: tuple[datetime, datetime], story: Story, reader: Reader
) -> None:
    query = parse_filter(text, frozenset(PROVIDERS))
    rows = [row for row in story.deliveries(*span) if holds(text, row)]
    for width in (timedelta(seconds=QUARTER), timedelta(hours=2), timedelta(seconds=WATCH)):
        found = Counter[tuple[object, ...]]()
        for one in reader.deliveries_over_time(*span, width, query):
            for place, count in enumerate(one.counts):
                found[span[0] + place * width, one.provider, one.status] += count
        found = +found
        expected = Counter(
            (
                span[0] + (_at(row["received_at"]) - span[0]) // width * width,
                row["provider"],
                row["status"] or row["standing"],
            )
            for row in rows
        )
        assert found == expected
    states = [row for row in story.states("first_received_at", *span) if holds(text, row)]
    by_status = {
        (one.provider, one.status): one.count for one in reader.counts_by_status(*span, query)
    }
    assert by_status == Counter((row["provider"], row["status"]) for row in states)


@pytest.mark.parametrize(("begin", "level"), [(START, WATCH), (START + timedelta(hours=1), 3600)])
def test_columns_are_read_from_the_coarsest_slots_that_fit(
    begin: datetime, level: int, story: Story, reader: Reader
) -> None:
    """A day begins at any hour: with UTC−7 in Hermosillo, with UTC−8 in Tijuana."""
    asked: list[str] = []
    reader._store.set_trace_callback(asked.append)
    end = begin + timedelta(days=6)
    found = reader.deliveries_over_time(begin, end, timedelta(days=1))
    reader._store.set_trace_callback(None)
    assert any(f"level = {level}\n" in one for one in asked)
    expected = Counter[datetime]()
    for row in story.deliveries(begin, end):
        expected[begin + (_at(row["received_at"]) - begin) // timedelta(days=1) * timedelta(1)] += 1
    counts = [sum(column) for column in zip(*(one.counts for one in found), strict=True)]
    assert counts == [expected[begin + timedelta(days=place)] for place in range(6)]


@pytest.mark.parametrize("span", [*SPANS, *LONG])
def test_percentiles_are_those_of_the_rows_cut_alike(
    span: tuple[datetime, datetime], story: Story, reader: Reader
) -> None:
    spans: dict[tuple[object, object], list[float]] = {}
    for row in story.states("finalised_at", *span):
        took = (int(str(row["finalised_at"])) - int(str(row["created_at"]))) // 1000
        if took >= 0:
            spans.setdefault((row["provider"], row["rail"]), []).append(short(took) / 1000)
    found = {
        (row.provider, row.rail): (row.count, row.p50, row.p95, row.p99)
        for row in reader.time_to_final(*span)
    }
    assert found == {key: (len(one), *percentiles(one)) for key, one in spans.items()}
    assert found


@pytest.mark.parametrize("span", [SPANS[0], LONG[0]])
def test_answers_and_rejections_are_counted_where_they_happened(
    span: tuple[datetime, datetime], story: Story, reader: Reader
) -> None:
    steps = {one.milliseconds: one.count for one in reader.answers(*span)}
    assert sum(steps.values()) == 300
    assert set(steps) == {0.4, 3.0, 12.0, 800.0, 2_400.0, 5_000.0, 9_000.0}
    juno = parse_filter("provider:juno amount>3", frozenset(PROVIDERS))
    assert sum(one.count for one in reader.answers(*SPANS[0], juno)) < 300
    refused = [row for row in story.deliveries(*SPANS[0]) if row["standing"] == "quarantined"]
    found = {(one.provider, one.cause): one.count for one in reader.rejections(*SPANS[0])}
    assert found == Counter((row["provider"], row["standing"]) for row in refused)
    assert found


def test_money_in_flight_of_any_span_is_that_of_the_rows(story: Story, reader: Reader) -> None:
    from decimal import Decimal

    now = START + LENGTH
    for since, until in (*SPANS, (now - timedelta(minutes=45), now)):
        expected: dict[tuple[object, object], Decimal] = {}
        begun = "coalesce(created_at, first_received_at)"
        for row in story.states(begun, since, until):
            if not row["is_final"] and row["is_money"]:
                key = (row["provider"], row["asset"])
                expected[key] = expected.get(key, Decimal(0)) + Decimal(str(row["amount"]))
        found: dict[tuple[object, object], Decimal] = {}
        for one in reader.money_in_flight(now, (since, until)):
            key = (one.provider, one.asset)
            found[key] = found.get(key, Decimal(0)) + Decimal(one.amount)
        assert found == expected
    everything = reader.money_in_flight(now)
    assert everything == reader.money_in_flight(now, (START - LENGTH, now + LENGTH))


def test_figures_look_at_what_they_count_alone(reader: Reader) -> None:
    """Money under way is a few of a million; words are compared once a mix, not once a tally."""
    asked: list[str] = []
    reader._store.set_trace_callback(asked.append)
    query = parse_filter("kind:deposit", frozenset(PROVIDERS))
    reader.money_in_flight(START + LENGTH, query=query)
    reader.deliveries_over_time(START, START + LENGTH, timedelta(seconds=WATCH), query)
    reader.time_to_final(START, START + LENGTH, query)
    reader._store.set_trace_callback(None)
    plans = [
        [str(row["detail"]) for row in reader._rows(f"EXPLAIN QUERY PLAN {statement}")]
        for statement in asked
    ]
    (young,) = (plan for plan in plans if any("transactions" in step for step in plan))
    assert any("transactions_under_way (<expr>>? AND <expr><?)" in step for step in young)
    counted = [plan for plan in plans if any("tallies" in step for step in plan)]
    over_time, latest, ends = counted
    assert any("COVERING INDEX" in step or "PRIMARY KEY" in step for step in latest), latest
    for plan in (over_time, ends):
        assert any(step.startswith("LIST SUBQUERY") for step in plan), plan  # none is correlated


def test_a_projection_from_zero_counts_the_same(story: Story, tmp_path: Path) -> None:
    from app.projector.projector import Projector
    from app.store.sqlite import connect_reader

    fresh = tmp_path / "fresh.db"
    Projector(story.store.facts, fresh, PROVIDERS, listener=lambda _: None).catch_up()
    for table in ("rollups", "flights", "arrivals"):
        one, other = connect_reader(fresh), connect_reader(story.store.views)
        rows = [
            sorted(tuple(row) for row in each.execute(f"SELECT * FROM {table}"))
            for each in (one, other)
        ]
        one.close()
        other.close()
        assert rows[0] == rows[1]
        assert rows[0]


# --- parts ----------------------------------------------------------------------------------------

quarters = st.integers(-100_000, 100_000)


@given(quarters, st.integers(0, 100_000), st.sampled_from(sorted(set(LEVELS_OF.values()))))
def test_pieces_cover_a_span_once(first: int, length: int, levels: tuple[int, ...]) -> None:
    since = datetime(2026, 1, 1, tzinfo=UTC) + first * timedelta(seconds=QUARTER)
    begin = micros(since) // (QUARTER * 1_000_000)
    found = pieces(since, since + length * timedelta(seconds=QUARTER), levels)
    steps = Counter[int]()  # how much more often is counted from a quarter on
    for piece in found:
        assert piece.level in levels
        steps[piece.first * piece.level // QUARTER] += piece.sign
        steps[piece.end * piece.level // QUARTER] -= piece.sign
    changes = {place: step for place, step in steps.items() if step}
    assert changes == ({begin: 1, begin + length: -1} if length else {})


@given(quarters, st.integers(0, 100_000), st.sampled_from(sorted(set(LEVELS_OF.values()))))
def test_a_span_is_read_from_few_slots(first: int, length: int, levels: tuple[int, ...]) -> None:
    since = datetime(2026, 1, 1, tzinfo=UTC) + first * timedelta(seconds=QUARTER)
    found = pieces(since, since + length * timedelta(seconds=QUARTER), levels)
    fine = sum(piece.end - piece.first for piece in found if piece.level != levels[-1])
    most_of_an_end = sum(coarse // level // 2 for level, coarse in pairwise(levels))
    assert fine <= 2 * most_of_an_end


@pytest.mark.parametrize("figure", [Figure.FINALS, Figure.ACKS])
def test_a_full_year_of_steps_is_not_read_week_by_week(figure: Figure) -> None:
    until = START + timedelta(hours=1, minutes=15)
    found = pieces(until - timedelta(days=364), until, LEVELS_OF[figure])
    assert sum(piece.end - piece.first for piece in found) < 30


@given(st.integers(0, 10**15))
def test_a_short_number_is_cut_by_less_than_a_tenth_and_keeps_the_order(value: int) -> None:
    assert short(value) <= value
    assert value < 20 or value - short(value) < value / 10
    assert short(value) <= short(value + 1)
    assert short(short(value)) == short(value)


@given(st.lists(st.integers(0, 99), min_size=1, max_size=50))
def test_percentiles_of_steps_are_those_of_the_values(values: list[int]) -> None:
    assert step_percentiles(sorted(Counter(values).items())) == percentiles(values)


def test_what_a_figure_cannot_answer_is_said() -> None:
    query = parse_filter("provider:juno amount>5 rail:spei status:failed", frozenset(PROVIDERS))
    assert unanswered(query, ANSWERS[Figure.ARRIVALS]) == ("amount>5", "rail:spei")
    assert unanswered(query, ANSWERS[Figure.FINALS]) == ("amount>5", "status:failed")


@pytest.mark.parametrize(
    ("reason", "cause"),
    [
        (
            "The source address 203.0.113.9 is not one of the provider's.",
            "The source address … is not one of the provider's",
        ),
        ("The header x-signature is missing.", "The header x-signature is missing"),
        ("It is no JSON. It ends at column 15.", "It is no JSON"),
    ],
)
def test_a_cause_has_nothing_that_varies(reason: str, cause: str) -> None:
    assert general(reason) == cause


def _at(value: object) -> datetime:
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=int(str(value)))
