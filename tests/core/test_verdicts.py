"""The verdicts that providers share never show a whole digest, and take any credential."""

from datetime import UTC, datetime

import pytest

from app.core.delivery import AddressCheck, Basis, Outcome, Request
from app.core.verdicts import refused, secret, unconfigured, unsigned, wrong_address


def test_a_refusal_shortens_both_digests() -> None:
    verdict = refused("It is wrong.", scheme="hmac", expected=b"a" * 64, received=b"\xff" * 64)
    assert (verdict.outcome, verdict.basis) == (Outcome.QUARANTINED, Basis.FAILED)
    assert (verdict.expected, verdict.received) == ("aaaaaaaa…", "????????…")
    assert (refused("It is wrong.").expected, refused("It is wrong.").received) == ("", "")


def test_a_missing_secret_is_our_fault() -> None:
    assert unconfigured("It is missing.", scheme="hmac").outcome is Outcome.UNCONFIGURED


@pytest.mark.parametrize("check", AddressCheck)
def test_without_a_signature_the_address_is_all_there_is(check: AddressCheck) -> None:
    now = datetime(2026, 11, 21, tzinfo=UTC)
    request = Request("any", "", (), b"", "203.0.113.9", "203.0.113.9", check, now)
    assert (unsigned(request).basis is Basis.ADDRESS) is (check is AddressCheck.ALLOWED)
    assert (wrong_address(request) is None) is (check is not AddressCheck.REFUSED)


def test_any_text_of_an_environment_variable_is_a_key() -> None:
    assert secret("clave-ñ") == "clave-ñ".encode()
    assert secret("\udcff") == b"\xff"
