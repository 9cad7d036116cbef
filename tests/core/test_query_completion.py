"""What is offered while a filter is typed."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.errors import BadFilter
from app.core.query import parse_filter
from app.core.query_completion import EXAMPLES, begins_field, complete
from app.core.query_fields import FIELDS

KNOWN = {"provider": ("juno", "bitso"), "asset": ("mxn", "mxnb")}


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ("pro", ["provider:"]),
        ("-pro", ["-provider:"]),
        ("provider:", ["provider:juno", "provider:bitso"]),
        ("provider:j", ["provider:juno"]),
        ("provider:juno", []),
        ("provider:juno,", ["provider:juno,bitso"]),
        ("status:in", ["status:in_progress"]),
        ("x asset:MX", ["asset:mxn", "asset:mxnb"]),
        ("amount", ["amount:", "amount>", "amount<", "amount>=", "amount<="]),
        ("clabe", ["clabe:", "clabe~"]),
        ("age>", ["age>15m", "age>1h", "age>24h"]),
        ("colour:", []),
        ("status:failed ", []),
        ('"fail', []),
    ],
)
def test_what_may_come_next(text: str, offered: list[str]) -> None:
    assert list(complete(text, len(text), KNOWN).texts) == offered


def test_the_word_under_the_cursor_is_completed() -> None:
    found = complete("sta amount>5", 2, KNOWN)
    assert (found.start, found.end, "status:" in found.texts) == (0, 3, True)


def test_an_empty_filter_offers_fields() -> None:
    assert complete("", 0, KNOWN).texts[:3] == ("provider:", "kind:", "status:")


def test_every_field_has_words_or_an_example_and_each_parses() -> None:
    for name, field in FIELDS.items():
        values = (
            *KNOWN.get(name, ()),
            *field.words,
            *([EXAMPLES[name]] if name in EXAMPLES else []),
        )
        values = tuple(filter(None, values))
        assert values or name in ("rail", "tag")
        for value in values:
            parse_filter(f"{name}{field.ops[0]}{value}", KNOWN["provider"])


@given(st.text(max_size=30), st.integers(0, 30))
def test_no_text_breaks_it(text: str, cursor: int) -> None:
    at = min(cursor, len(text))
    found = complete(text, at, KNOWN)
    assert 0 <= found.start <= at <= found.end <= len(text)
    for one in found.texts:
        with contextlib.suppress(BadFilter):  # a field without a value yet
            parse_filter(one, KNOWN["provider"])


@pytest.mark.parametrize("text", ["st", "-prov", "id", "status:failed am", "-", "REF"])
def test_a_word_may_still_become_a_field(text: str) -> None:
    assert begins_field(text, len(text))


@pytest.mark.parametrize(
    "text", ["", "x ", "status:", "status:f", "maria", "646180", "0xfb", '"to', "idx"]
)
def test_a_word_can_become_no_field_any_more(text: str) -> None:
    assert not begins_field(text, len(text))
