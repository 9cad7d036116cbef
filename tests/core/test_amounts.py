"""Amounts are exact, bounded and plain; whatever else is sent is kept raw and never guessed."""

import time
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.amounts import EXPONENTS, format_amount, money, parse_amount
from app.core.event import Money
from app.core.reading import Number

PLAIN = st.from_regex(r"-?[0-9]{1,30}(\.[0-9]{1,18})?", fullmatch=True, alphabet="0123456789.-")
HOSTILE = [
    "",
    "-",
    ".5",
    "5.",
    "+5",
    "--5",
    "1e9999999",
    "1E3",
    "NaN",
    "sNaN",
    "Infinity",
    "-Infinity",
    "1_000",
    "1,000",
    " 1 ",
    "1 ",
    "1\n",
    "0x10",
    "١٢٣",
    "６４",
    "²",
    "1" * 31,
    "1" * 500,
    "1." + "0" * 19,
    "$5",
    "five",
    "<b>1</b>",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_what_is_no_plain_decimal_has_no_value(text: str) -> None:
    assert parse_amount(text) is None
    found = money(text, "USD")
    assert (found.amount, found.asset) == ("", "USD")
    assert found.raw == (text if len(text) <= 100 else text[:100] + "…")
    assert format_amount(text) == text


@given(PLAIN)
def test_parsing_and_writing_again_changes_no_digit(text: str) -> None:
    value = parse_amount(text)
    assert value is not None
    assert format(value, "f").lstrip("-0") == text.lstrip("-0")
    assert value.is_signed() == text.startswith("-")
    assert money(text, "USD") == Money(text, "USD", text)


@given(PLAIN)
def test_what_people_read_is_the_same_amount(text: str) -> None:
    shown = format_amount(text).replace(",", "")
    assert text.startswith(shown)
    assert not text.removeprefix(shown).strip("0")
    assert shown == text or len(shown.partition(".")[2]) >= 2


@given(st.text(max_size=60) | st.text(alphabet="0123456789.eE+-_ ", max_size=60))
def test_no_text_is_too_strange(text: str) -> None:
    value = parse_amount(text)
    assert money(text, text).amount == (text if value is not None else "")
    assert value is not None or format_amount(text) == text


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("20.15", Decimal("20.15")),
        (1458, Decimal(1458)),
        (-7, Decimal(-7)),
        (0, Decimal(0)),
        (Number("100.50"), Decimal("100.50")),
        (Decimal("0.001"), Decimal("0.001")),
        (10**30 - 1, Decimal(10**30 - 1)),
        (10**30, None),
        (-(10**60), None),
        (Number("1e9999999"), None),
        (Decimal("NaN"), None),
        (Decimal("1E+3"), None),
    ],
)
def test_numbers_are_read_like_texts(raw: str | int | Decimal, value: Decimal | None) -> None:
    assert parse_amount(raw) == value
    assert bool(money(raw, "USD").amount) == (value is not None)


def test_a_number_keeps_the_digits_it_was_sent_with() -> None:
    assert money(Number("100.500"), "mxn") == Money("100.500", "MXN", "100.500")


def test_a_text_that_is_no_amount_is_kept_up_to_100_characters() -> None:
    assert money("x" * 100, "USD").raw == "x" * 100
    assert money("x" * 101, "USD").raw == "x" * 100 + "…"
    assert money(10**30, "USD").raw == "an integer of more than 30 digits"


def test_hostile_numbers_cost_no_time() -> None:
    started = time.perf_counter()
    for raw in ("1e9999999", "9" * 1_000_000, 10**100_000):
        assert parse_amount(raw) is None
        assert len(money(raw, "USD").raw) <= 101
    assert time.perf_counter() - started < 0.5


# --- minor units ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("raw", "asset", "amount"),
    [
        (10000, "NGN", "100.00"),
        ("10000", "ngn", "100.00"),
        (1, "USD", "0.01"),
        (10, "USD", "0.10"),
        (0, "USD", "0.00"),
        (-5, "USD", "-0.05"),
        (-12345, "USD", "-123.45"),
        (500, "JPY", "500"),
        (-500, "JPY", "-500"),
        (5, "KWD", "0.005"),
        (123456, "BHD", "123.456"),
        ("9" * 30, "USD", "9" * 28 + ".99"),
        ("100.50", "USD", ""),
        ("100.00", "USD", ""),
        ("1e3", "USD", ""),
        (100, "USDT", ""),
        (100, "", ""),
    ],
)
def test_minor_units_move_the_point_by_the_currency(
    raw: str | int, asset: str, amount: str
) -> None:
    assert money(raw, asset, minor_units=True) == Money(amount, asset.upper(), str(raw))


@given(st.integers(-(10**29), 10**29), st.sampled_from(sorted(EXPONENTS)))
def test_minor_units_are_exact(count: int, asset: str) -> None:
    amount = money(count, asset, minor_units=True).amount
    assert Fraction(amount) == Fraction(count, 10 ** EXPONENTS[asset])


def test_every_exponent_is_of_one_currency() -> None:
    assert {EXPONENTS[one] for one in ("NGN", "USD", "MXN", "CAD", "EUR", "BRL", "COP")} == {2}
    assert {EXPONENTS[one] for one in ("JPY", "CLP", "KRW", "PYG")} == {0}
    assert {EXPONENTS[one] for one in ("KWD", "BHD", "TND")} == {3}
    assert all(len(one) == 3 and one.isupper() for one in EXPONENTS)
    assert len(EXPONENTS) == 155


def test_an_asset_is_cut_and_written_in_capitals() -> None:
    assert money("1", " mxn ").asset == "MXN"
    assert len(money("1", "x" * 5000).asset) == 100


# --- as people read it ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("0", "0"),
        ("12", "12"),
        ("123", "123"),
        ("1234", "1,234"),
        ("1234.50", "1,234.50"),
        ("-1234.50", "-1,234.50"),
        ("-123", "-123"),
        ("1234567", "1,234,567"),
        ("123456789012345678901234567890.123456789012345678",
         "123,456,789,012,345,678,901,234,567,890.123456789012345678"),
        ("0.000000000000000001", "0.000000000000000001"),
        ("007", "007"),
        ("100.000000", "100.00"),
        ("15253.120000", "15,253.12"),
        ("0.00012300", "0.000123"),
        ("1.5", "1.5"),
        ("1.0", "1.0"),
        ("1000", "1,000"),
    ],
)  # fmt: skip
def test_thousands_are_grouped_and_zeros_behind_the_cents_left_out(text: str, shown: str) -> None:
    assert format_amount(text) == shown
