"""The words for what has a fixed name in the store: one is translated when it is asked for."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from app.core.delivery import AddressCheck, Basis, Source
from app.core.event import IdKind, Kind, Status

STATUSES: Mapping[str, object] = {
    Status.PENDING: QT_TRANSLATE_NOOP("Texts", "Pending"),
    Status.IN_PROGRESS: QT_TRANSLATE_NOOP("Texts", "In progress"),
    Status.COMPLETE: QT_TRANSLATE_NOOP("Texts", "Complete"),
    Status.FAILED: QT_TRANSLATE_NOOP("Texts", "Failed"),
    Status.REVERSED: QT_TRANSLATE_NOOP("Texts", "Reversed"),
    Status.REFUNDED: QT_TRANSLATE_NOOP("Texts", "Refunded"),
    Status.CANCELLED: QT_TRANSLATE_NOOP("Texts", "Cancelled"),
    Status.EXPIRED: QT_TRANSLATE_NOOP("Texts", "Expired"),
    Status.UNKNOWN: QT_TRANSLATE_NOOP("Texts", "Unknown"),
    "quarantined": QT_TRANSLATE_NOOP("Texts", "Quarantined"),
    "awaiting key": QT_TRANSLATE_NOOP("Texts", "Awaiting key"),
    "unreadable": QT_TRANSLATE_NOOP("Texts", "Unreadable"),
    "trusted": QT_TRANSLATE_NOOP("Texts", "Received"),
    "": QT_TRANSLATE_NOOP("Texts", "Received"),
}

KINDS: Mapping[str, object] = {
    Kind.ISSUANCE: QT_TRANSLATE_NOOP("Texts", "Issuance"),
    Kind.REDEMPTION: QT_TRANSLATE_NOOP("Texts", "Redemption"),
    Kind.CRYPTO_DEPOSIT: QT_TRANSLATE_NOOP("Texts", "Crypto deposit"),
    Kind.CRYPTO_WITHDRAWAL: QT_TRANSLATE_NOOP("Texts", "Crypto withdrawal"),
    Kind.CONVERSION: QT_TRANSLATE_NOOP("Texts", "Conversion"),
    Kind.FUNDING: QT_TRANSLATE_NOOP("Texts", "Funding"),
    Kind.WITHDRAWAL: QT_TRANSLATE_NOOP("Texts", "Withdrawal"),
    Kind.PAYIN: QT_TRANSLATE_NOOP("Texts", "Pay-in"),
    Kind.PAYOUT: QT_TRANSLATE_NOOP("Texts", "Payout"),
    Kind.PAYIN_INTENT: QT_TRANSLATE_NOOP("Texts", "Pay-in intent"),
    Kind.PAYMENT_INTENT: QT_TRANSLATE_NOOP("Texts", "Payment intent"),
    Kind.SPEI_PAYMENT: QT_TRANSLATE_NOOP("Texts", "SPEI payment"),
    Kind.DYNAMIC_QR: QT_TRANSLATE_NOOP("Texts", "Dynamic QR code"),
    Kind.ACCOUNT_VALIDATION: QT_TRANSLATE_NOOP("Texts", "Account validation"),
    Kind.PAYMENT: QT_TRANSLATE_NOOP("Texts", "Payment"),
    Kind.PAYMENT_SESSION: QT_TRANSLATE_NOOP("Texts", "Payment session"),
    Kind.TRANSFER: QT_TRANSLATE_NOOP("Texts", "Transfer"),
    Kind.INCOMING_TRANSFER: QT_TRANSLATE_NOOP("Texts", "Incoming transfer"),
    Kind.SPLIT_TRANSFER: QT_TRANSLATE_NOOP("Texts", "Split transfer"),
    Kind.COLLECTION: QT_TRANSLATE_NOOP("Texts", "Collection"),
    Kind.QUOTE: QT_TRANSLATE_NOOP("Texts", "Quote"),
    Kind.ENTITY: QT_TRANSLATE_NOOP("Texts", "Entity"),
    Kind.ONBOARDING: QT_TRANSLATE_NOOP("Texts", "Onboarding"),
    Kind.ACCOUNT: QT_TRANSLATE_NOOP("Texts", "Account"),
    Kind.ENROLLMENT: QT_TRANSLATE_NOOP("Texts", "Enrollment"),
    Kind.SUBSCRIPTION: QT_TRANSLATE_NOOP("Texts", "Subscription"),
    Kind.REPORT: QT_TRANSLATE_NOOP("Texts", "Report"),
    Kind.OTHER: QT_TRANSLATE_NOOP("Texts", "Other"),
}

SOURCES: Mapping[str, object] = {
    Source.WEBHOOK: QT_TRANSLATE_NOOP("Texts", "webhook"),
    Source.BACKFILL: QT_TRANSLATE_NOOP("Texts", "backfill"),
    Source.IMPORT: QT_TRANSLATE_NOOP("Texts", "import"),
    Source.TEST: QT_TRANSLATE_NOOP("Texts", "test"),
    Source.NOTE: QT_TRANSLATE_NOOP("Texts", "note"),
}

BASES: Mapping[str, object] = {
    Basis.SIGNATURE: QT_TRANSLATE_NOOP("Texts", "signature"),
    Basis.SHARED_VALUE: QT_TRANSLATE_NOOP("Texts", "shared value"),
    Basis.ANSWER: QT_TRANSLATE_NOOP("Texts", "the provider's answer to our question"),
    Basis.FILE: QT_TRANSLATE_NOOP("Texts", "a file that was imported"),
    Basis.ADDRESS: QT_TRANSLATE_NOOP("Texts", "source address and secret path"),
    Basis.SECRET_PATH: QT_TRANSLATE_NOOP("Texts", "secret address only"),
    Basis.FAILED: QT_TRANSLATE_NOOP("Texts", "failed"),
}

ADDRESSES: Mapping[str, object] = {
    AddressCheck.ALLOWED: QT_TRANSLATE_NOOP("Texts", "on the provider's list"),
    AddressCheck.REFUSED: QT_TRANSLATE_NOOP("Texts", "not on the provider's list"),
    AddressCheck.HIDDEN: QT_TRANSLATE_NOOP(
        "Texts", "hidden by a tunnel or proxy, so the list was not applied"
    ),
    AddressCheck.OFF: QT_TRANSLATE_NOOP("Texts", "not checked: no list is known"),
}

FLAGS: Mapping[str, object] = {
    "regress": QT_TRANSLATE_NOOP("Texts", "went back after a final status"),
    "two_finals": QT_TRANSLATE_NOOP("Texts", "two different final statuses"),
    "amount_changed": QT_TRANSLATE_NOOP("Texts", "the amount changed"),
    "clabe_changed": QT_TRANSLATE_NOOP("Texts", "the CLABE changed"),
    "bad_time": QT_TRANSLATE_NOOP("Texts", "a time that cannot be"),
    "bad_amount": QT_TRANSLATE_NOOP("Texts", "an amount that is no plain decimal"),
    "no_offset": QT_TRANSLATE_NOOP("Texts", "a time without zone, taken as UTC"),
    "no_id": QT_TRANSLATE_NOOP("Texts", "names no transaction"),
    "same_id_other_body": QT_TRANSLATE_NOOP("Texts", "told twice and differently"),
    "same_hash": QT_TRANSLATE_NOOP("Texts", "another transaction has the same hash"),
    "event_mismatch": QT_TRANSLATE_NOOP("Texts", "event and content disagree"),
    "missing_here": QT_TRANSLATE_NOOP("Texts", "no webhook told of it"),
    "missing_there": QT_TRANSLATE_NOOP("Texts", "the provider does not list it"),
    "status_differs": QT_TRANSLATE_NOOP("Texts", "the provider says another status"),
    "amount_differs": QT_TRANSLATE_NOOP("Texts", "the provider says another amount"),
}

IDENTIFIERS: Mapping[str, object] = {
    IdKind.ID: QT_TRANSLATE_NOOP("Texts", "Id"),
    IdKind.EXTERNAL_REF: QT_TRANSLATE_NOOP("Texts", "Our reference"),
    IdKind.CLABE: QT_TRANSLATE_NOOP("Texts", "CLABE"),
    IdKind.CLABE_MASK: QT_TRANSLATE_NOOP("Texts", "CLABE (masked)"),
    IdKind.CARD: QT_TRANSLATE_NOOP("Texts", "Card"),
    IdKind.RASTREO: QT_TRANSLATE_NOOP("Texts", "Clave de rastreo"),
    IdKind.REFERENCE: QT_TRANSLATE_NOOP("Texts", "Reference"),
    IdKind.TX_HASH: QT_TRANSLATE_NOOP("Texts", "Tx hash"),
    IdKind.ADDRESS: QT_TRANSLATE_NOOP("Texts", "Address"),
    IdKind.ADDRESS_MASK: QT_TRANSLATE_NOOP("Texts", "Address (masked)"),
    IdKind.ACCOUNT: QT_TRANSLATE_NOOP("Texts", "Account"),
    IdKind.NAME: QT_TRANSLATE_NOOP("Texts", "Name"),
    IdKind.DIGEST: QT_TRANSLATE_NOOP("Texts", "Digest"),
    IdKind.OTHER: QT_TRANSLATE_NOOP("Texts", "Other"),
}


def said(words: Mapping[str, object], name: str) -> str:
    """A word of a table in the language of the window, "" where there is none."""
    word = words.get(name)
    return QCoreApplication.translate("Texts", str(word)) if word is not None else ""
