"""The bank table that is shipped."""

from __future__ import annotations

import re
from datetime import date

import pytest

from app.config.banks import load_banks


def test_every_code_has_three_digits_and_a_name() -> None:
    banks = load_banks()
    assert len(banks.names) >= 95
    for code, name in banks.names.items():
        assert re.fullmatch(r"[0-9]{3}", code), code
        assert name == name.strip() != ""


def test_the_table_is_dated_and_read_once() -> None:
    banks = load_banks()
    assert "banxico.org.mx" in banks.source
    assert date.fromisoformat(banks.date).year >= 2026
    assert load_banks() is banks


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("002", "Banamex"),
        ("012", "BBVA México"),
        ("014", "Santander"),
        ("072", "Banorte"),
        ("646", "STP"),
        ("710", "NVIO"),
        ("722", "Mercado Pago"),
        ("728", "Spin by OXXO"),
        (40012, "BBVA México"),
        (90710, "NVIO"),
        (2001, "Banco de México"),
        (40329, ""),
    ],
)
def test_banks_that_operators_meet(code: str | int, name: str) -> None:
    assert load_banks().name(code) == name
