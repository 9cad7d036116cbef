"""The values of Banxico's form, from what a provider sent."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from app.core.cep import Cep, cep_of
from app.core.event import Identifier, IdKind

MEXICO = ZoneInfo("America/Mexico_City")
AT = datetime(2025, 8, 2, 3, 0, tzinfo=UTC)  # still the 1st in Mexico
RASTREO = Identifier(IdKind.RASTREO, "MBAN01", "MBAN01")
SENDER = Identifier(IdKind.CLABE, "012180044451188599", "012180044451188599", "", "sender")
RECEIVER = Identifier(IdKind.CLABE, "710969000012345678", "710969000012345678", "", "receiver")


def card(
    *identifiers: Identifier,
    asset: str = "MXN",
    rail: str = "SPEI",
    amount: str = "100.00",
    **facts: str,
) -> Cep | None:
    return cep_of(
        asset=asset,
        amount=amount,
        rail=rail,
        at=AT,
        zone=MEXICO,
        identifiers=identifiers,
        facts=tuple(facts.items()),
    )


def test_a_spei_has_every_value() -> None:
    assert card(RASTREO, SENDER, RECEIVER, sender_bank="40012", numeric_reference="1712240") == Cep(
        date(2025, 8, 1), "MBAN01", "1712240", "40012", "710", RECEIVER.value, "100.00"
    )


def test_it_is_kept_for_45_days() -> None:
    found = card(RASTREO)
    assert found is not None
    assert found.until == date(2025, 9, 15)


@pytest.mark.parametrize(
    ("sent", "day"),
    [
        ("20250804", date(2025, 8, 4)),
        ("2025-08-04", date(2025, 8, 4)),
        ("0", date(2025, 8, 1)),
        ("", date(2025, 8, 1)),
        ("20251399", date(2025, 8, 1)),
    ],
)
def test_the_banking_day_counts_where_it_is_one(sent: str, day: date) -> None:
    found = card(RASTREO, fecha_operacion=sent)
    assert found is not None
    assert found.day == day


def test_a_masked_clabe_names_a_bank_only_where_it_shows_it() -> None:
    masked = Identifier(IdKind.CLABE_MASK, "*****0606032******", "*****0606032******", "", "sender")
    found = card(masked, amount="1e99")
    assert found is not None
    assert (found.sending_bank, found.amount, found.account) == ("", "", "")


def test_what_is_no_spei_has_no_cep() -> None:
    assert card(rail="RIPPLE", asset="XRP") is None
    assert card(rail="ARBITRUM") is None
    assert card(RASTREO, rail="ARBITRUM") is not None
    assert card(rail="ARBITRUM", method="SPEI") is not None
