"""Terms taken apart and put together again, and the moments they speak of."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from app.core.errors import BadFilter
from app.core.query import LONGEST, Term, condition, moment, parse_filter, since
from app.core.query_fields import WrongValue, path_value

NOW = datetime(2026, 11, 21, 9, tzinfo=ZoneInfo("America/Mexico_City"))


def only(text: str) -> Term:
    found = parse_filter(text, ["juno", "bitso"]).only()
    assert found is not None
    return found


def test_a_filter_of_one_condition_is_that_condition() -> None:
    assert only("provider:juno").values == ("juno",)
    assert parse_filter("provider:juno status:failed", ["juno"]).only() is None
    assert parse_filter("a or b", []).only() is None
    assert parse_filter("", []).only() is None


@pytest.mark.parametrize(
    ("made", "text"),
    [
        (condition("provider", "juno", "bitso"), "provider:juno,bitso"),
        (condition("amount", "100", op=">", negated=True), "-amount>100"),
        (condition("", "maria"), "maria"),
        (condition("", "maría lópez"), '"maría lópez"'),
        (condition("tag", 'a "b" c'), 'tag:"a b c"'),
        (condition("", ""), '""'),
    ],
)
def test_a_condition_is_written_as_it_is_typed(made: str, text: str) -> None:
    assert made == text


def test_a_filter_that_nobody_types_is_refused() -> None:
    with pytest.raises(BadFilter) as caught:
        parse_filter("x" * (LONGEST + 1), [])
    assert str(LONGEST) in caught.value.cause


def test_a_day_is_that_of_whoever_asks() -> None:
    start = datetime(2026, 11, 20, 6, tzinfo=UTC)
    assert moment(only("from:2026-11-20"), NOW) == start
    assert moment(only("to:2026-11-20"), NOW) == start + timedelta(days=1)
    at = moment(only("to:2026-11-20T14:05"), NOW)
    assert at == datetime(2026, 11, 20, 20, 5, tzinfo=UTC)


def test_an_age_is_seen_from_now() -> None:
    assert since(only("since:2h"), NOW) == datetime(2026, 11, 21, 13, tzinfo=UTC)


def test_a_path_is_asked_for_with_what_stands_there() -> None:
    assert only("path:payload.fee=1.5").field == "path"
    assert path_value("payload.fee=1.5") == ("payload.fee", "1.5")
    for nothing in ("payload.fee", "payload.fee=", "=x", 'payload.fee=""'):
        with pytest.raises(WrongValue):
            path_value(nothing)
