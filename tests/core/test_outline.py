"""A body as a tree: nothing read twice, nothing recursive, and what is no JSON is no tree."""

import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.outline import Difference, differences, leaves, outline

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


def test_every_token_stays_as_it_was_sent() -> None:
    nodes = outline('{"a": 1.10, "b": {"c": [1, "x", {"d": null}], "e": {}}, "a": "\\u00f1"}')
    assert list(leaves(nodes)) == [
        ("a", "1.10"),
        ("b.c.0", "1"),
        ("b.c.1", '"x"'),
        ("b.c.2.d", "null"),
        ("b.e", "{}"),
        ("a", '"\\u00f1"'),
    ]


@pytest.mark.parametrize(
    "text", ["", "1", '"x"', '{"a":1', '{"a":1}}', "[1,2] 3", "]", "{}{}", "[}", "{]"]
)
def test_what_is_no_object_or_list_is_no_tree(text: str) -> None:
    assert not outline(text)


@given(st.lists(VALUES) | st.dictionaries(st.text(), VALUES))
def test_it_has_a_leaf_for_each_value(value: object) -> None:
    def count(one: object) -> int:
        inner = one.values() if isinstance(one, dict) else one if isinstance(one, list) else ()
        return sum(map(count, inner)) if inner else 1

    nodes = outline(json.dumps(value))
    assert len([*leaves(nodes)]) == count(value)


@pytest.mark.parametrize(
    "text", ["[" * 90_000 + "]" * 90_000, "[" + ",".join("1" * 90_000) + "]", '{"a":' * 9_000]
)
def test_hostile_bodies_take_no_time(text: str) -> None:
    begun = time.monotonic()
    list(leaves(outline(text)))
    differences(text, text)
    assert time.monotonic() - begun < 10


def test_a_body_of_too_many_tokens_is_text() -> None:
    assert not outline("[" + ",".join("1" * 110_000) + "]")


def test_the_differences_have_their_paths() -> None:
    before = '{"p": {"status": "PENDING", "gone": 1, "x": [1, 2]}, "d": 1, "d": 2}'
    after = '{"p": {"status": "COMPLETE", "new": {}, "x": [1, 3]}, "d": 1, "d": 5}'
    assert differences(before, after) == [
        Difference("p.status", '"PENDING"', '"COMPLETE"'),
        Difference("p.new", "", "{}"),
        Difference("p.x.1", "2", "3"),
        Difference("d (2)", "2", "5"),
        Difference("p.gone", "1", ""),
    ]
    assert differences(before, before) == []
    assert differences(before, "no JSON") is None


def test_a_name_that_cannot_be_unescaped_is_shown_as_it_was_sent() -> None:
    """The tree of such a body is still worth a look: it is kept, marked unreadable."""
    assert list(leaves(outline('{"\\q": 1}'))) == [("\\q", "1")]
