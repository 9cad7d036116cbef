"""Where one goes from a transaction: its explorer's page, its CEP, the sentence for a customer."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication

from app.config.tables import load_words
from app.core import customer
from app.core.amounts import format_amount
from app.core.banks import Banks
from app.core.cep import Cep, cep_of
from app.core.customer import Told
from app.core.event import IdKind
from app.core.plain import plain
from app.store.rows import DeliveryDetail, TransactionDetail
from app.ui import links, masks, texts
from app.ui.display import Display
from app.ui.widgets.fact_line import Fact

MEXICO = ZoneInfo("America/Mexico_City")


def explorer_of(
    detail: TransactionDetail | None, delivery: DeliveryDetail | None
) -> links.Link | None:
    """The explorer's page of the transaction's first hash, where one is known."""
    if detail is None or delivery is None:
        return None
    network = dict(detail.facts).get("network") or detail.row.rail
    hashes = (one.value for one in detail.identifiers if one.kind is IdKind.TX_HASH)
    found = (links.explorer(network, delivery.environment, one) for one in hashes)
    return next((link for link in found if link), None)


def awaits_hash(detail: TransactionDetail) -> bool:
    """Whether a hash will come, but only at the end: Juno sends it with COMPLETE (facts 1.3)."""
    has_hash = any(one.kind is IdKind.TX_HASH for one in detail.identifiers)
    network = dict(detail.facts).get("network") or detail.row.rail
    return links.has_explorer(network) and not has_hash and not detail.row.is_final


def receipt_of(detail: TransactionDetail | None) -> links.Link | None:
    """The CEP's own page, where the provider sent its address and it is Banxico's."""
    return links.receipt(dict(detail.facts).get("cep_link", "")) if detail else None


def cep(detail: TransactionDetail | None) -> Cep | None:
    """The values of the CEP's form for a SPEI."""
    if detail is None:
        return None
    row = detail.row
    return cep_of(
        asset=row.asset,
        amount=row.amount,
        rail=row.rail,
        at=row.created_at or row.occurred_at or row.first_received_at,
        zone=MEXICO,
        identifiers=detail.identifiers,
        facts=detail.facts,
    )


def cep_facts(found: Cep, banks: Banks, display: Display) -> list[Fact]:
    """The fields of Banxico's form, in its order, each to be copied."""
    unknown = QCoreApplication.translate("Onward", "not sent: choose it at Banxico")
    day = f"{found.day:%d-%m-%Y}"
    account = masks.hidden(found.account) if display.is_private else plain(found.account)
    rows = [
        (QCoreApplication.translate("Onward", "Date"), day, day),
        (
            QCoreApplication.translate("Onward", "Clave de rastreo"),
            plain(found.rastreo),
            found.rastreo,
        ),
        (
            QCoreApplication.translate("Onward", "Reference"),
            plain(found.reference),
            found.reference,
        ),
        (
            QCoreApplication.translate("Onward", "Sending bank"),
            *_bank(found.sending_bank, banks),
        ),
        (
            QCoreApplication.translate("Onward", "Receiving bank"),
            *_bank(found.receiving_bank, banks),
        ),
        (
            QCoreApplication.translate("Onward", "Beneficiary account"),
            account,
            "" if display.is_private else found.account,
        ),
        (
            QCoreApplication.translate("Onward", "Amount"),
            f"{format_amount(found.amount)} MXN" if found.amount else "",
            found.amount,
        ),
    ]
    return [
        Fact(name, value or unknown, copied if value else "", is_code=bool(value))
        for name, value, copied in rows
    ]


def _bank(code: str, banks: Banks) -> tuple[str, str]:
    name = plain(banks.label(code)) if code else ""
    return name, name


def until_words(found: Cep, today: date) -> str:
    """How long Banxico keeps the receipt."""
    day = texts.short_day(found.until) + f" {found.until.year}"
    if found.until < today:
        return QCoreApplication.translate("Onward", "no longer available since {0}").format(day)
    return QCoreApplication.translate("Onward", "available until {0}").format(day)


def answer(detail: TransactionDetail, language: str, display: Display) -> str:
    """The sentence for the customer, with the time of the zone on screen."""
    row = detail.row
    told = Told(
        kind=row.kind,
        status=row.status,
        is_final=row.is_final,
        amount=row.amount,
        asset=row.asset,
        at=detail.finalised_at,
        identifiers=detail.identifiers,
        flags=row.flags,
    )
    return customer.answer(told, load_words()[language], display.zone)
