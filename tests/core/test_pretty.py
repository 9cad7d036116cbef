"""A body is laid out without a single token of it being changed."""

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.pretty import pretty

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@pytest.mark.parametrize(
    ("text", "laid_out"),
    [
        ('{"a":1}', '{\n  "a": 1\n}'),
        ('{"a":{},"b":[]}', '{\n  "a": {},\n  "b": []\n}'),
        ("[1,[2]]", "[\n  1,\n  [\n    2\n  ]\n]"),
        ('{"n": 1.10e5, "n": 1}', '{\n  "n": 1.10e5,\n  "n": 1\n}'),
        ('{"a":"x{,}\\" y"}', '{\n  "a": "x{,}\\" y"\n}'),
    ],
)
def test_one_member_a_line(text: str, laid_out: str) -> None:
    assert pretty(text) == laid_out


@pytest.mark.parametrize("text", ["", "hello", '{"a":', "{]", "}{", '{"a" "', '"a"b"'])
def test_what_is_no_json_stays_as_it_is(text: str) -> None:
    assert pretty(text) == text


@given(VALUES.filter(lambda value: isinstance(value, list | dict)))
def test_only_white_space_between_tokens_changes(value: object) -> None:
    text = json.dumps(value)
    assert json.loads(pretty(text)) == value
    assert re.sub(r"\s", "", pretty(text)) == re.sub(r"\s", "", text)


def test_depth_does_not_make_a_body_endless() -> None:
    text = "[" * 500 + "]" * 500
    assert len(pretty(text)) < 500 * 2 * 140
