"""Check digits by vectors and by property, bank codes, masks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.clabe import (
    clabe_bank_code,
    clabe_check_digit,
    clabe_check_digit_ok,
    luhn_ok,
    mask_matches,
    possible_runs,
    visible_run,
)

GOOD = (
    "646180115400230775",
    "710969000000401454",
    "012610001967722183",
    "002320700708015728",
    "002000000000000008",
    "032180000118359719",
)
BITSO_MASK = "*****0606032******"

digits = st.text("0123456789", min_size=17, max_size=17)


@pytest.mark.parametrize("clabe", GOOD)
def test_right_check_digit(clabe: str) -> None:
    assert clabe_check_digit_ok(clabe)
    assert clabe_check_digit(clabe[:17]) == clabe_check_digit(clabe) == clabe[17]


@pytest.mark.parametrize(
    ("clabe", "right"), [("012180001234567890", "9"), ("710969000022222222", "6")]
)
def test_wrong_check_digit_of_published_samples(clabe: str, right: str) -> None:
    assert not clabe_check_digit_ok(clabe)
    assert clabe_check_digit(clabe) == right


@pytest.mark.parametrize(
    "text",
    [
        "",
        "0",
        GOOD[0][:17],
        GOOD[0] + "0",
        "64618011540023077x",
        " " + GOOD[0],
        "²" * 18,
        "６" * 18,
    ],
)
def test_what_is_no_clabe_has_no_right_check_digit(text: str) -> None:
    assert not clabe_check_digit_ok(text)


@given(digits, st.integers(0, 17), st.integers(1, 9))
def test_every_single_wrong_digit_is_caught(first: str, place: int, by: int) -> None:
    clabe = first + clabe_check_digit(first)
    wrong = str((int(clabe[place]) + by) % 10)
    assert clabe_check_digit_ok(clabe)
    assert not clabe_check_digit_ok(clabe[:place] + wrong + clabe[place + 1 :])


def test_a_swap_of_neighbours_that_differ_by_five_is_missed() -> None:
    first = "61" + "0" * 15
    swapped = "16" + "0" * 15
    assert clabe_check_digit(first) == clabe_check_digit(swapped)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("646180115400230775", "646"),
        ("646***************", "646"),
        ("64****************", ""),
        (BITSO_MASK, ""),
        ("6461801154002307", ""),
        ("6461801154002307750", ""),
        ("", ""),
    ],
)
def test_bank_code(text: str, code: str) -> None:
    assert clabe_bank_code(text) == code


@pytest.mark.parametrize(
    "card", ["4111111111111111", "5555555555554444", "6759649826438453", "6011000990139424"]
)
def test_luhn(card: str) -> None:
    assert luhn_ok(card)
    for place in range(16):
        wrong = str((int(card[place]) + 1) % 10)
        assert not luhn_ok(card[:place] + wrong + card[place + 1 :])


@pytest.mark.parametrize("text", ["", "0", "0" * 15, "0" * 17, "411111111111111x", "٠" * 16])
def test_luhn_of_what_is_no_card(text: str) -> None:
    assert not luhn_ok(text)


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        (BITSO_MASK, "646180606032123456", True),
        (BITSO_MASK, "646180606033123456", False),
        (BITSO_MASK, "64618060603212345", False),
        (BITSO_MASK, "6461806060321234567", False),
        (BITSO_MASK, "64618**********456", True),
        (BITSO_MASK, "*****1************", False),
        ("123", "123", True),
        ("123", "124", False),
        ("***", "123", True),
        ("", "", True),
    ],
)
def test_masks_agree_place_by_place(one: str, other: str, agree: bool) -> None:
    assert mask_matches(one, other) is agree
    assert mask_matches(other, one) is agree


@pytest.mark.parametrize(
    ("mask", "run"),
    [
        (BITSO_MASK, "0606032"),
        ("12**3456**7", "3456"),
        ("12**34", "34"),
        ("1234", "1234"),
        ("****", ""),
        ("", ""),
        ("*******LK5R5Am25ArfXFmqg**********", "LK5R5Am25ArfXFmqg"),
    ],
)
def test_visible_run(mask: str, run: str) -> None:
    assert visible_run(mask) == run


def test_possible_runs() -> None:
    assert possible_runs("12345") == {"123", "234", "345", "1234", "2345", "12345"}
    assert possible_runs("1234", 4) == {"1234"}
    assert possible_runs("12") == frozenset()


@given(digits, st.integers(0, 17), st.integers(3, 18))
def test_the_run_of_any_mask_is_among_the_possible_runs(first: str, start: int, size: int) -> None:
    full = first + clabe_check_digit(first)
    shown = full[start : start + size]
    mask = ("*" * start + shown).ljust(18, "*")
    assert mask_matches(mask, full)
    assert len(shown) < 3 or visible_run(mask) in possible_runs(full)
