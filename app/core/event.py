"""What a delivery means: an event of one transaction, its status, money and identifiers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import TypeAlias


class Status(StrEnum):
    """The canonical statuses; the provider's own word always stands beside them."""

    PENDING = "pending"
    IN_PROGRESS = "in_progress"
    COMPLETE = "complete"
    FAILED = "failed"
    REVERSED = "reversed"
    REFUNDED = "refunded"
    CANCELLED = "cancelled"
    EXPIRED = "expired"
    UNKNOWN = "unknown"


class Kind(StrEnum):
    """What a transaction is, in the provider's own notion; see FAMILIES for the coarse one."""

    ISSUANCE = "issuance"
    REDEMPTION = "redemption"
    CRYPTO_DEPOSIT = "crypto_deposit"
    CRYPTO_WITHDRAWAL = "crypto_withdrawal"
    CONVERSION = "conversion"
    FUNDING = "funding"
    WITHDRAWAL = "withdrawal"
    PAYIN = "payin"
    PAYOUT = "payout"
    PAYIN_INTENT = "payin_intent"
    PAYMENT_INTENT = "payment_intent"
    SPEI_PAYMENT = "spei_payment"
    DYNAMIC_QR = "dynamic_qr_code"
    ACCOUNT_VALIDATION = "spei_account_validation"
    PAYMENT = "payment"
    PAYMENT_SESSION = "payment_session"
    TRANSFER = "transfer"
    INCOMING_TRANSFER = "incoming_transfer"
    SPLIT_TRANSFER = "split_transfer"
    COLLECTION = "collection"
    # Not money: timelines of their own, left out of every figure of money.
    QUOTE = "quote"
    ENTITY = "entity"
    ONBOARDING = "onboarding"
    ACCOUNT = "account"
    ENROLLMENT = "enrollment"
    SUBSCRIPTION = "subscription"
    REPORT = "report"
    OTHER = "other"


NOT_MONEY = frozenset(
    {
        Kind.QUOTE,
        Kind.ENTITY,
        Kind.ONBOARDING,
        Kind.ACCOUNT,
        Kind.ENROLLMENT,
        Kind.SUBSCRIPTION,
        Kind.REPORT,
        Kind.ACCOUNT_VALIDATION,
        Kind.OTHER,
    }
)

FAMILIES: Mapping[str, frozenset[Kind]] = {
    "deposit": frozenset(
        {
            Kind.ISSUANCE,
            Kind.CRYPTO_DEPOSIT,
            Kind.FUNDING,
            Kind.PAYIN,
            Kind.SPEI_PAYMENT,
            Kind.INCOMING_TRANSFER,
            Kind.COLLECTION,
            Kind.PAYMENT,
            Kind.PAYMENT_SESSION,
        }
    ),
    "withdrawal": frozenset(
        {Kind.REDEMPTION, Kind.CRYPTO_WITHDRAWAL, Kind.WITHDRAWAL, Kind.PAYOUT, Kind.TRANSFER}
    ),
}


class IdKind(StrEnum):
    """What an identifier is; the lookup names it and ranks by it."""

    ID = "id"  # the provider's id of the transaction or of something it belongs to
    EXTERNAL_REF = "external_ref"  # our own reference, given to the provider
    CLABE = "clabe"
    CLABE_MASK = "clabe_mask"  # 18 characters, some of them "*"
    CARD = "card"
    RASTREO = "rastreo"
    REFERENCE = "reference"  # numeric reference and the like
    TX_HASH = "tx_hash"
    ADDRESS = "address"
    ADDRESS_MASK = "address_mask"
    ACCOUNT = "account"  # a bank account that is no CLABE, or its last four digits
    NAME = "name"
    DIGEST = "digest"  # of an event that names nothing: the beginning of its fingerprint
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Identifier:
    """One thing a person may ask for.

    `value` is the text as the provider sent it, `key` its normal form for equality (see
    core.identifiers.normal_form); `path` is where it stood ("payload.issuance.crypto_tx_hash");
    `role` says whose it is: "", "sender", "receiver".
    """

    kind: IdKind
    value: str
    key: str
    path: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True)
class Money:
    """An exact amount: a plain decimal text, never a float, and the asset in upper case.

    `amount` is "" when the provider's own text (`raw`) is no plain decimal; it is then flagged.
    """

    amount: str
    asset: str
    raw: str


Places: TypeAlias = frozenset[tuple[str, str]]  # path ("data.items.*.id") and kind ("text")


UNNAMED = "digest:"  # begins the key of what names no transaction


class Order(StrEnum):
    """How a provider's events of one transaction are put in order."""

    UPDATED_AT = "updated_at"  # the newest updated_at wins, rank breaks ties
    RANK = "rank"  # no time of the event is sent: status rank, then arrival


@dataclass(frozen=True, slots=True)
class Event:
    """One event of one transaction, as parsed; pure content, without arrival.

    `transaction_key` is the provider's id of what it is about; events of the same provider, kind
    and key make one transaction. An event that names nothing has a key "digest:<fingerprint>", see
    UNNAMED.
    `facts` are further labelled texts for people ("failure_reason", "concepto", "cep_link",
    "network_fee"), plain text as sent. `unknown_fields` are JSON paths this version does not know.
    `flags` are contradictions seen within this one event ("bad_time", "bad_amount", ...).
    `places` are all the body's paths with the kind of value that stood there: what the catalogue of
    fields counts. They say nothing about the transaction and are not kept with the event.
    """

    provider: str
    kind: Kind
    transaction_key: str
    event_type: str  # the provider's own word: "TRANSACTION", "payment.purchase"
    status: Status
    provider_status: str  # the provider's own word: "COMPLETE", "SUCCEEDED/APPROVED"
    rank: int  # 0 pending, 1 in progress, 2 final, 3 after final
    is_final: bool
    order: Order
    money: Money | None = None
    charge: Money | None = None
    created_at: datetime | None = None
    updated_at: datetime | None = None
    raw_time: str = ""  # the provider's own text of the time that orders it
    rail: str = ""  # "SPEI", "ARBITRUM", "ACH_STANDARD"
    direction: str = ""  # "in", "out", ""
    sender: str = ""  # a person or account to show as counterparty, unmasked text as sent
    receiver: str = ""
    reference: str = ""  # the one reference to show in a list
    identifiers: tuple[Identifier, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    unknown_fields: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    places: Places = field(default=frozenset(), compare=False, repr=False)

    @property
    def digest(self) -> str:
        """What an event that names nothing is found by, else ""."""
        key = self.transaction_key
        return key.removeprefix(UNNAMED) if key.startswith(UNNAMED) else ""

    @property
    def transaction_id(self) -> str:
        """The id under which the transaction is kept: "juno:issuance:d441f9db-…"."""
        return f"{self.provider}:{self.kind}:{self.transaction_key}"

    @property
    def occurred_at(self) -> datetime | None:
        """When the provider says it happened."""
        return self.updated_at or self.created_at


@dataclass(frozen=True, slots=True)
class Recorded:
    """An event with its arrival: what the fold works on."""

    event: Event
    delivery_id: int
    fingerprint: str
    received_at: datetime
    source: str = "webhook"
    attempts: int = 1


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a timeline."""

    event: Event
    delivery_id: int
    received_at: datetime
    source: str
    duplicates: int  # further arrivals of the same fact


@dataclass(frozen=True, slots=True)
class Transaction:
    """The state that all events of one transaction fold to, whatever their order of arrival."""

    transaction_id: str
    provider: str
    kind: Kind
    key: str
    status: Status
    provider_status: str
    is_final: bool
    money: Money | None
    charge: Money | None
    created_at: datetime | None  # the provider's
    occurred_at: datetime | None  # of the event that decides the state
    first_received_at: datetime
    last_received_at: datetime
    finalised_at: datetime | None
    rail: str
    direction: str
    sender: str
    receiver: str
    reference: str
    identifiers: tuple[Identifier, ...]
    facts: tuple[tuple[str, str], ...]
    flags: tuple[str, ...]  # "regress", "two_finals", "amount_changed", ...; sorted
    entries: tuple[Entry, ...]  # oldest first
    attempts: int = 0

    is_money: bool = field(default=True)
