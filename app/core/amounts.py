"""Money as exact decimal text: bounded, never float, hostile numbers refused and kept raw."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType

from app.core.event import Money

# ASCII digits only: Decimal itself would take "1_000", " 1 " and "١٢٣", and "1e9999999" would
# grow to ten million characters when printed.
_PLAIN = re.compile(r"(-?)([0-9]{1,30})(\.[0-9]{1,18})?")
_INTEGER_LIMIT = 10**30  # str() of an int beyond 4,300 digits raises
_CENTS = len(".00")
_LONGEST_SHOWN = 100  # of a text that is no amount; the body holds the rest

# How many decimals a currency's minor unit has (ISO 4217; those not listed with 0 or 3 have 2).
_NO_DECIMALS = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"
_THREE_DECIMALS = "BHD IQD JOD KWD LYD OMR TND"
_TWO_DECIMALS = """
AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF
CHF CNY COP CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL
HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP
MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD
SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS
VES WST XCD YER ZAR ZMW
"""
EXPONENTS: Mapping[str, int] = MappingProxyType(
    {
        asset: decimals
        for decimals, assets in ((0, _NO_DECIMALS), (2, _TWO_DECIMALS), (3, _THREE_DECIMALS))
        for asset in assets.split()
    }
)


def parse_amount(raw: str | int | Decimal) -> Decimal | None:
    """The exact value of a plain decimal (at most 30 digits and 18 decimals), else None.

    An exponent, NaN, white space, underscores and digits of other scripts are no plain decimal.
    """
    text = _text(raw)
    return Decimal(text) if _PLAIN.fullmatch(text) else None


def money(raw: str | int | Decimal, asset: str, *, minor_units: bool = False) -> Money:
    """An amount of an asset, with the provider's own text beside it.

    With `minor_units` the number counts the asset's smallest unit (kobo, cents): 10000 NGN is
    "100.00". What cannot be said exactly has the amount "": no plain decimal, a fraction of a
    minor unit, an asset whose minor unit is not known.
    """
    text, asset = _text(raw), asset.strip()[:_LONGEST_SHOWN].upper()
    amount = text if _PLAIN.fullmatch(text) else ""
    if amount and minor_units:
        amount = _from_minor_units(amount, EXPONENTS.get(asset))
    return Money(amount, asset, _shown(text))


def format_amount(text: str) -> str:
    """A decimal text as people read it: "1,234.50"; any other text unchanged.

    Zeros behind the cents say nothing and are left out: Juno's "100.000000" is "100.00". Every
    other digit stays.
    """
    match = _PLAIN.fullmatch(text)
    if match is None:
        return text
    sign, whole, fraction = match.groups(default="")
    return f"{sign}{_grouped(whole)}{fraction[: max(_CENTS, len(fraction.rstrip('0')))]}"


def _text(raw: str | int | Decimal) -> str:
    if isinstance(raw, int) and abs(raw) >= _INTEGER_LIMIT:
        return "an integer of more than 30 digits"
    return str(raw)


def _shown(text: str) -> str:
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"


def _from_minor_units(text: str, decimals: int | None) -> str:
    """Moves the point by text, so that no digit can be lost."""
    if decimals is None or "." in text:
        return ""
    sign, digits = ("-", text[1:]) if text.startswith("-") else ("", text)
    if decimals == 0:
        return text
    digits = digits.rjust(decimals + 1, "0")
    return f"{sign}{digits[:-decimals]}.{digits[-decimals:]}"


def _grouped(whole: str) -> str:
    return re.sub(r"(?<=[0-9])(?=(?:[0-9]{3})+$)", ",", whole)
