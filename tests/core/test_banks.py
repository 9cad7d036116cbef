"""Bank codes of three and five digits, and CLABEs, against a small table."""

from __future__ import annotations

import pytest

from app.core.banks import Banks, abm_code, bank_of, parse_banks

BANKS = parse_banks(
    '{"source": "a list", "date": "2026-11-21", "banks": {"012": "BBVA México", "710": "NVIO",'
    ' "001": "Banco de México"}}'
)


def test_the_table_says_where_it_comes_from() -> None:
    assert (BANKS.source, BANKS.date) == ("a list", "2026-11-21")
    assert dict(BANKS.names) == {"012": "BBVA México", "710": "NVIO", "001": "Banco de México"}


@pytest.mark.parametrize(
    ("code", "abm"),
    [
        ("012", "012"),
        (12, "012"),
        (40012, "012"),
        ("40012", "012"),
        ("90710", "710"),
        (2001, "001"),
        (1, "001"),
        ("", ""),
        ("400123", ""),
        ("4001x", ""),
        (-1, ""),
        ("٠١٢", ""),
    ],
)
def test_three_digits_of_any_code(code: str | int, abm: str) -> None:
    assert abm_code(code) == abm


def test_names() -> None:
    assert BANKS.name(40012) == BANKS.label("012") == "BBVA México"
    assert BANKS.name("90710") == "NVIO"
    assert BANKS.name(2001) == "Banco de México"


def test_an_unknown_bank_is_its_code() -> None:
    assert BANKS.name(40329) == ""
    assert BANKS.label(40329) == "40329"
    assert Banks().label("012") == "012"
    assert Banks() == Banks({}, "", "")


@pytest.mark.parametrize(
    ("clabe", "bank"),
    [
        ("710969000000401454", "NVIO"),
        ("012180001234567890", "BBVA México"),
        ("012***************", "BBVA México"),
        ("646180115400230775", "646"),
        ("*****0606032******", ""),
        ("0121800012345678", ""),
    ],
)
def test_bank_of_a_clabe(clabe: str, bank: str) -> None:
    assert bank_of(clabe, BANKS) == bank
