"""What an identifier in a filter is compared with."""

import pytest

from app.core.event import IdKind
from app.core.query_keys import Pattern, patterns, text_keys


@pytest.mark.parametrize(
    ("field", "value", "key", "is_meant"),
    [
        ("clabe", "646 180-1154 00230775", "646180115400230775", True),
        ("clabe", "646*", "646180115400230775", True),
        ("clabe", "*0775", "646180115400230775", True),
        ("clabe", "*1154*", "646180115400230775", True),
        ("clabe", "0775", "646180115400230775", False),
        ("tx", "0xABCD*", "abcdef", True),
        ("tx", "*CDef", "abCDef", True),  # a piece of base58 keeps its case
        ("ref", "*0042", "X0042", True),
        ("ref", "0042", "42", True),
        ("ref", "0042*", "0042", True),
        ("id", "D441F9DB", "d441f9db", True),
    ],
)
def test_a_value_means_a_key(field: str, value: str, key: str, is_meant: bool) -> None:
    assert any(one.matches(key) for one in patterns(field, value)) is is_meant


def test_a_field_may_ask_for_two_kinds_and_nothing_is_no_key() -> None:
    assert {one.kind for one in patterns("ref", "a1")} == {IdKind.EXTERNAL_REF, IdKind.REFERENCE}
    assert patterns("clabe", "**") == ()
    assert Pattern(IdKind.ID, "a") in patterns("id", "A")


def test_a_free_text_stands_in_every_form_it_may_have() -> None:
    assert {"0xab", "ab", "0XAB"} <= set(text_keys("0xAB"))
    assert {"maria lopez", "MARÍALÓPEZ"} <= set(text_keys("María López"))
    assert text_keys(" ") == ()
