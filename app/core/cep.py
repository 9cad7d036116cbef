"""Banxico's electronic payment receipt (CEP): what its form asks for, and which links lead there.

A CEP link cannot be built from a clave de rastreo (its `d` is opaque, facts 6.3), so without one
the values of the form are laid out to be copied. Nothing here asks Banxico by itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo

from app.core.amounts import parse_amount
from app.core.event import Identifier, IdKind

PORTAL = "https://www.banxico.org.mx/cep/"
HOST = "www.banxico.org.mx"
KEPT = timedelta(days=45)

_DAY = re.compile(r"(2[0-9]{3})([0-9]{2})([0-9]{2})")
_PESOS = frozenset({"MXN", "MXNB"})


@dataclass(frozen=True, slots=True)
class Cep:
    """The values of Banxico's form; "" for what no event told."""

    day: date
    rastreo: str
    reference: str
    sending_bank: str  # a code or a name, as sent
    receiving_bank: str
    account: str  # the beneficiary's, as sent
    amount: str

    @property
    def until(self) -> date:
        """The last day on which the receipt can be asked for."""
        return self.day + KEPT


def cep_of(
    *,
    asset: str,
    amount: str,
    rail: str,
    at: datetime,
    zone: tzinfo,
    identifiers: Sequence[Identifier],
    facts: Sequence[tuple[str, str]],
) -> Cep | None:
    """The receipt's values for a SPEI; None for what moved otherwise. `zone` is Mexico City's."""
    known = dict(facts)
    ways = {rail.upper(), known.get("method", "").upper(), known.get("network", "").upper()}
    rastreo = _first(identifiers, IdKind.RASTREO)
    if asset.upper() not in _PESOS or not ("SPEI" in ways or rastreo):
        return None
    sender, receiver = (_clabe(identifiers, role) for role in ("sender", "receiver"))
    return Cep(
        day=_operated(known) or at.astimezone(zone).date(),
        rastreo=rastreo,
        reference=known.get("numeric_reference", ""),
        sending_bank=known.get("sender_bank") or _bank(sender),
        receiving_bank=known.get("beneficiary_bank") or _bank(receiver),
        account=receiver,
        amount=amount if parse_amount(amount) is not None else "",
    )


def _operated(facts: dict[str, str]) -> date | None:
    """The banking day the provider names; "0" and "" are not days."""
    for name in ("fecha_operacion", "operation_date"):
        found = _DAY.fullmatch(facts.get(name, "").replace("-", ""))
        if found:
            try:
                return date(*map(int, found.groups()))
            except ValueError:
                continue
    return None


def _first(identifiers: Sequence[Identifier], kind: IdKind) -> str:
    return next((one.value for one in identifiers if one.kind is kind), "")


def _clabe(identifiers: Sequence[Identifier], role: str) -> str:
    kinds = (IdKind.CLABE, IdKind.CLABE_MASK)
    found = (one.value for one in identifiers if one.kind in kinds and one.role == role)
    return next(found, "")


def _bank(clabe: str) -> str:
    return code if (code := clabe[:3]).isdigit() else ""
