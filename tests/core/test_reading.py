"""Hostile JSON is refused with a sentence, and honest JSON is written back byte for byte."""

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.errors import Unreadable
from app.core.reading import (
    JsonObject,
    JsonValue,
    Number,
    all_at,
    at,
    compact,
    items,
    leaves,
    member,
    raw_slice,
    read_json,
    read_value,
    text,
    truth,
)

SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-(10**63), 10**63)
    | st.text(st.characters(exclude_categories=["Cs"]))
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner),
    max_leaves=20,
)
OBJECTS = st.dictionaries(st.text(st.characters(exclude_categories=["Cs"]), max_size=8), VALUES)


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        (b"", "not valid JSON"),
        (b"{", "not valid JSON"),
        (b'{"a":1}x', "not valid JSON"),
        (b'{"a":01}', "not valid JSON"),
        (b'{"a":"\n"}', "not valid JSON"),
        (b"\xef\xbb\xbf{}", "not valid JSON"),
        (b"[]", "no object"),
        (b"null", "no object"),
        (b'{"a":"\xff"}', "not valid UTF-8"),
        (b'{"a":"\xed\xa0\x80"}', "not valid UTF-8"),
        (b'{"a":1,"b":{"c":1,"c":1}}', "stands twice"),
        (b'{"a":1,"\\u0061":2}', "stands twice"),
        (b'{"a":NaN}', "is none"),
        (b'{"a":-Infinity}', "is none"),
        (b'{"a":' + b"9" * 65 + b"}", "too long"),
        (b'{"a":' + b"9" * 5_000 + b"}", "too long"),
        (b'{"a":0.' + b"9" * 5_000 + b"}", "too long"),
        (b'{"a":1e999999999999999999999}', "too large"),
        (b'{"a":"\\ud800"}', "surrogate"),
        (b'{"\\uDFFF":[]}', "surrogate"),
        (b"[" * 100_000, "deeper than 32"),
        (b'{"a":' * 33 + b"1" + b"}" * 33, "deeper than 32"),
    ],
    ids=lambda value: value[:24] if isinstance(value, bytes) else value,
)
def test_a_body_that_nobody_can_be_sure_of_is_unreadable(body: bytes, problem: str) -> None:
    with pytest.raises(Unreadable, match=problem) as caught:
        read_json(body)
    assert caught.value.remedy
    assert len(caught.value.sentences()) < 300


def test_a_doubled_key_is_named_briefly_and_in_ascii() -> None:
    key = "ñ\x1b" * 1_000
    body = json.dumps({key: 1})[:-1] + "," + json.dumps({key: 2})[1:]
    with pytest.raises(Unreadable) as caught:
        read_json(body.encode())
    assert caught.value.cause.isascii()
    assert caught.value.cause.isprintable()


def test_what_is_within_the_limits_is_read() -> None:
    assert read_json(b'{"a":' * 32 + b"1" + b"}" * 32)
    assert read_json(b'{"a":"' + b"[{" * 100 + b'"}') == {"a": "[{" * 100}
    assert read_json(b'{"a":-' + b"9" * 64 + b"}") == {"a": -int("9" * 64)}
    assert read_json(b'{"a":"\\ud83d\\ude00"}') == {"a": "😀"}
    assert read_value(b"[1]") == [1]


@pytest.mark.parametrize("sent", ["1.50", "100.000000", "1e2", "1E+2", "1e9999999", "-0", "-0.0"])
def test_a_number_keeps_the_text_it_was_sent_as(sent: str) -> None:
    body = b'{"amount":' + sent.encode() + b"}"
    value = read_json(body)
    assert value["amount"] == Decimal(sent)
    assert str(value["amount"]) == text(value, "amount") == sent
    assert compact(value) == body


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_unreadable_and_nothing_else(body: bytes) -> None:
    raw_slice(body, "payload")
    try:
        value = read_json(body)
    except Unreadable:
        return
    assert read_json(compact(value)) == value


@given(st.text(st.sampled_from('{}[]",:\\ab0-.eu \n'), max_size=60))
def test_anything_that_looks_like_json_is_read_or_unreadable(body: str) -> None:
    raw_slice(body.encode(), "a")
    try:
        value = read_json(body.encode())
    except Unreadable:
        return
    assert read_json(compact(value)) == value


# --- writing back -----------------------------------------------------------------------------


@given(VALUES)
def test_compact_is_json_without_white_space(value: JsonValue) -> None:
    assert compact(value) == json.dumps(value, separators=(",", ":"), ensure_ascii=False).encode(
        "utf-8", "surrogatepass"
    )
    assert compact(value, ascii=True) == json.dumps(value, separators=(",", ":")).encode()
    assert compact(value, ascii=True, spaced=True) == json.dumps(value).encode()
    assert (
        compact(value, ascii=True, sort="deep")
        == json.dumps(value, separators=(",", ":"), sort_keys=True).encode()
    )


def test_compact_has_the_forms_of_other_languages() -> None:
    value = read_json('{"b":{"z":1,"a":["/ñ",{"d":null,"c":true}]},"a":2.50}'.encode())
    assert compact(value, ascii=True, escape_slash=True) == (
        rb'{"b":{"z":1,"a":["\/\u00f1",{"d":null,"c":true}]},"a":2.50}'
    )
    assert compact(value, sort="top") == (
        '{"a":2.50,"b":{"z":1,"a":["/ñ",{"d":null,"c":true}]}}'.encode()
    )
    assert compact(value, sort="deep", spaced=True) == (
        '{"a": 2.50, "b": {"a": ["/ñ", {"c": true, "d": null}], "z": 1}}'.encode()
    )


# --- the exact bytes of a member ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (b'{"payload":{"a":1}}', b'{"a":1}'),
        (
            b'{"event":"x","payload" : {"a": [1, {"payload":2}]} ,"z":0}',
            b'{"a": [1, {"payload":2}]}',
        ),
        (b'{"payload":\n"},\\"{"}', b'"},\\"{"'),
        (b'{"payload":-1.50e2,"a":1}', b"-1.50e2"),
        (b'{"payl\\u006fad":null}', b"null"),
        (b'{"a":"payload","b":{"payload":1}}', None),
        (b'{"payload":1,"payload":2}', None),
        (b'{"payload":1,"payl\\u006fad":2}', None),
        (b'{"payl\\xoad":1}', None),
        (b"{}", None),
        (b"", None),
        (b'{"payload"', None),
        (b'{"payload":{"a":1', None),
        (b'"payload":1}', None),
        (b'["payload"]', None),
    ],
)
def test_the_raw_slice_is_the_value_as_it_stands(body: bytes, found: bytes | None) -> None:
    assert raw_slice(body, "payload") == found


@given(OBJECTS, st.booleans(), st.sampled_from([None, 1, "\t"]))
def test_the_raw_slice_of_each_member_reads_as_that_member(
    value: JsonObject, escaped: bool, indent: int | str | None
) -> None:
    body = json.dumps(value, ensure_ascii=escaped, indent=indent).encode("utf-8", "surrogatepass")
    for key, item in value.items():
        found = raw_slice(body, key)
        assert found is not None
        assert found == found.strip(b" \t\r\n")
        assert json.loads(found.decode("utf-8", "surrogatepass")) == item


# --- walking and taking out ---------------------------------------------------------------------

BODY: JsonObject = {
    "event.type": "payout",
    "a": {"b": ["x", {"c": Number("1.50")}, 7, True], "empty": {}, "none": None},
    "list": [],
}


def test_leaves_come_in_order_with_their_paths() -> None:
    assert list(leaves(BODY)) == [
        ("event.type", "payout"),
        ("a.b.0", "x"),
        ("a.b.1.c", Decimal("1.50")),
        ("a.b.2", 7),
        ("a.b.3", True),
        ("a.empty", {}),
        ("a.none", None),
        ("list", []),
    ]
    assert list(leaves("alone")) == [("", "alone")]


def test_leaves_of_a_deep_value_need_no_deep_stack() -> None:
    deep: JsonValue = "end"
    for _ in range(50_000):
        deep = [deep]
    assert [leaf for _, leaf in leaves(deep)] == ["end"]
    while isinstance(deep, list):  # taken apart level by level: freeing it at once would recurse
        deep = deep.pop()


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("event.type", "payout"),
        ("a.b.0", "x"),
        ("a.b.1.c", "1.50"),
        ("a.b.2", "7"),
        ("a.b.3", ""),
        ("a.b.9", ""),
        ("a.b.x", ""),
        ("a.b.²", ""),
        ("a.b", ""),
        ("a.none", ""),
        ("a.none.further", ""),
        ("missing", ""),
    ],
)
def test_text_is_what_stands_there_or_nothing(path: str, found: str) -> None:
    assert text(BODY, path) == found


def test_typed_getters_never_give_another_type() -> None:
    assert member(BODY, "a.b.1") == {"c": Decimal("1.50")}
    assert member(BODY, "a.b") == {}
    assert items(BODY, "a.b")[0] == "x"
    assert items(BODY, "a") == []
    assert truth(BODY, "a.b.3") is True
    assert truth(BODY, "a.b.2") is None
    assert at("no object", "a") is None


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("a.b", ["left"]),
        ("list.*.id", [1, None, "x"]),
        ("list.1.id", [None]),
        ("list.7.id", []),
        ("list.id", []),
        ("box.*", ["p", {"deep": 2}]),
        ("box.*.deep", [2]),
        ("box.q.none", []),
        ("box.p.deeper", []),
        ("missing.*", []),
    ],
)
def test_everything_at_a_path_is_found_whatever_a_step_is(
    path: str, found: list[JsonValue]
) -> None:
    body = read_json(
        b'{"a.b":"left","list":[{"id":1},{"id":null},{"id":"x"}],"box":{"p":"p","q":{"deep":2}}}'
    )
    assert all_at(body, path) == found
