"""Holds what is made up to the formats it imitates."""

import re
from datetime import UTC, datetime
from random import Random
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.amounts import parse_amount
from app.core.clabe import clabe_check_digit_ok
from app.simulator import people

NOW = datetime(2026, 11, 21, 12, 30, tzinfo=UTC)
seeds = st.integers(0, 2**32).map(Random)


@given(seeds, st.sampled_from(["", *people.BANKS]))
def test_clabe_has_eighteen_digits_and_the_right_last_one(rng: Random, bank: str) -> None:
    made = people.clabe(rng, bank)
    assert re.fullmatch(r"[0-9]{18}", made)
    assert made.startswith(bank)
    assert clabe_check_digit_ok(made)


@given(seeds, st.sampled_from([2, 6]))
def test_amount_is_an_exact_decimal_text(rng: Random, places: int) -> None:
    made = people.amount(rng, places=places)
    assert re.fullmatch(rf"[1-9][0-9]*\.[0-9]{{{places}}}", made)
    assert str(parse_amount(made)) == made


@given(seeds)
def test_ids_and_hashes_have_their_shape(rng: Random) -> None:
    assert UUID(people.uuid(rng)).version == 4
    assert re.fullmatch(r"0x[0-9a-f]{64}", people.tx_hash(rng))
    assert re.fullmatch(r"0x[0-9a-f]{40}", people.address(rng))
    assert re.fullmatch(r"[0-9a-f]{32}", people.hex_id(rng))


@given(seeds)
def test_clave_de_rastreo_fits_the_bank_and_the_day(rng: Random) -> None:
    assert re.fullmatch(r"MBAN0126112100\d{10}", people.rastreo(rng, "012180", NOW))
    assert re.fullmatch(r"20261121NVIO\d{12}", people.rastreo(rng, "710", NOW))


@given(seeds)
def test_cep_link_leads_to_banxico(rng: Random) -> None:
    assert re.fullmatch(
        r"https://www\.banxico\.org\.mx/cep/go\?i=90710&s=\d{8}&d=[\w%.-]+", people.cep_link(rng)
    )


@pytest.mark.parametrize(("clabe", "code"), [("012180", 40012), ("710969", 90710)])
def test_bank_is_told_by_its_code_of_five_digits(clabe: str, code: int) -> None:
    assert people.banxico_code(clabe) == code


@given(seeds)
def test_names_have_letters_that_ascii_lacks_now_and_then(rng: Random) -> None:
    assert any(not people.person(rng).isascii() for _ in range(50))
    assert people.party(rng)
