"""What the store's questions answer: frozen rows, ready for a list, a pane or a line of JSON.

The rows of the lists are tuples: one is made in a tenth of the time that a frozen dataclass takes,
and a page of them is made with every key that is typed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from app.core.alerts import AlertState
from app.core.annotations import NONE, Marks
from app.core.event import Identifier
from app.store.reasons import NO_REASON, Reason


class FeedRow(NamedTuple):
    """One delivery in the feed; empty texts where it has no (readable) meaning yet."""

    delivery_id: int
    received_at: datetime
    provider: str
    kind: str
    event_type: str
    status: str  # canonical, "" when quarantined or unreadable
    provider_status: str
    amount: str  # plain decimal text or ""
    asset: str
    rail: str
    counterparty: str
    reference: str
    transaction_id: str
    attempts: int  # arrivals of this fact, 1 and up
    flags: tuple[str, ...]  # of its transaction
    standing: str  # "trusted", "quarantined", "awaiting key", "unreadable"
    basis: str  # core.delivery.Basis
    source: str  # core.delivery.Source
    marks: Marks = NONE  # of this delivery and of its transaction


class TransactionRow(NamedTuple):
    """One transaction in a list, with its current state."""

    transaction_id: str
    provider: str
    kind: str
    status: str
    provider_status: str
    is_final: bool
    amount: str
    asset: str
    rail: str
    direction: str
    counterparty: str
    reference: str
    created_at: datetime | None
    occurred_at: datetime | None
    first_received_at: datetime
    last_received_at: datetime
    attempts: int
    flags: tuple[str, ...]
    marks: Marks = NONE
    number: int = 0  # by which a list knows it


@dataclass(frozen=True, slots=True)
class FeedPart:
    """Deliveries that a filter lets through, and how far the store was looked through for them."""

    rows: list[FeedRow]  # newest first
    reached: int | None  # go on before this delivery; None: there is nothing more


@dataclass(frozen=True, slots=True)
class Matching:
    """How many rows a filter lets through."""

    count: int
    is_exact: bool  # False: these at least; nobody waited for the rest to be counted


@dataclass(frozen=True, slots=True)
class EntryRow:
    """One line of a transaction's timeline, oldest first."""

    source: str
    status: str
    provider_status: str
    event_type: str
    occurred_at: datetime | None
    raw_time: str
    received_at: datetime
    delivery_id: int
    duplicates: int
    basis: str
    flags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TransactionDetail:
    """All that the inspector shows of one transaction."""

    row: TransactionRow
    charge: str
    charge_asset: str
    sender: str
    receiver: str
    finalised_at: datetime | None
    identifiers: tuple[Identifier, ...]
    facts: tuple[tuple[str, str], ...]
    entries: tuple[EntryRow, ...]
    related: tuple[RelatedRow, ...] = ()


@dataclass(frozen=True, slots=True)
class RelatedRow:
    """Another transaction of the same money, and the evidence for saying so."""

    transaction_id: str
    provider: str
    kind: str
    status: str
    amount: str
    asset: str
    evidence: str  # "tx hash + equal amount"


@dataclass(frozen=True, slots=True)
class AttemptRow:
    """One arrival of a delivery."""

    received_at: datetime
    peer: str
    acknowledged_at: datetime | None
    answer: int  # HTTP status we sent, 0 when not known


@dataclass(frozen=True, slots=True)
class DeliveryDetail:
    """One delivery whole: bytes, headers, verdict and every attempt."""

    delivery_id: int
    provider: str
    environment: str
    path_tail: str
    headers: tuple[tuple[str, str], ...]
    body: bytes
    sha256: str  # hex
    body_is_intact: bool  # the digest of the stored body is still the one stored with it
    peer: str
    source_address: str
    address_check: str
    received_at: datetime
    fingerprint: str
    origin: str
    standing: str
    basis: str
    scheme: str
    key_id: str
    form: str
    weak: bool
    reason: str
    expected: str
    received: str
    unreadable: str  # why it has no meaning, or ""
    transaction_ids: tuple[str, ...]
    attempts: tuple[AttemptRow, ...]
    body_is_kept: bool = True  # False: the quarantine was full and let go of its bytes


@dataclass(frozen=True, slots=True)
class LookupHit:
    """A transaction that answers a lookup, and why it does."""

    transaction_id: str
    provider: str
    kind: str
    status: str
    provider_status: str
    amount: str
    asset: str
    occurred_at: datetime | None
    match: str  # "exact", "prefix", "suffix", "compatible", "contained", "text"
    reason: Reason = NO_REASON

    @property
    def why(self) -> str:
        """In English: "CLABE 646180115400230775 (deposit_sender_clabe)"."""
        return self.reason.sentence(self.match)


@dataclass(frozen=True, slots=True)
class ConnectionHealth:
    """What the store knows of one provider's connection."""

    provider: str
    deliveries: int
    quarantined: int
    unreadable: int
    last_received_at: datetime | None
    last_basis: str
    last_scheme: str
    last_form: str
    last_address_check: str
    last_weak: bool = False  # the last verdict proves little, e.g. its key is an identifier


@dataclass(frozen=True, slots=True)
class FieldRow:
    """One path of the bodies of an event type, as the catalogue knows it."""

    event_type: str
    path: str  # "payload.details.items.*.id"
    kinds: tuple[str, ...]  # "text", "number", "true or false", "nothing", "object", "list"
    is_unknown: bool  # to this version
    first_at: datetime
    last_at: datetime
    count: int  # deliveries that held it


@dataclass(frozen=True, slots=True)
class MatchRow:
    """A byte form that signatures of a connection fit: the variant learned from its deliveries."""

    scheme: str
    form: str
    count: int  # of the last deliveries
    last_at: datetime


@dataclass(frozen=True, slots=True)
class NewsRow:
    """Something that this version does not know and no person has seen: a field, status, event."""

    provider: str
    what: str  # "field", "status", "event"
    event_type: str
    name: str
    since: datetime
    last_at: datetime
    count: int


@dataclass(frozen=True, slots=True)
class AlertRow:
    """One line of the attention inbox: an alert, or a band of those that share their cause."""

    kind: str  # core.alerts.AlertKind
    provider: str
    cause: str  # what they share: "withdrawal/failed", flags, a reason without its particulars
    subject: str  # a transaction or "delivery:12"; "" for a band
    count: int
    since: datetime
    newest: datetime
    through: int  # the newest delivery that told of it
    example: str  # the subject to open: the newest
    floor: int = 0  # deliveries up to this one are covered by what somebody did
    why: str = ""  # the newest delivery's own reason
    expected: str = ""  # digests, shortened
    received: str = ""
    is_kept: bool = True  # False: the bytes of the newest were let go
    transaction: TransactionRow | None = None
    state: AlertState = AlertState.OPEN
    until: datetime | None = None
    note: str = ""
    author: str = ""
    acted_at: datetime | None = None
    has_ended: bool = False  # by itself


@dataclass(frozen=True, slots=True)
class InboxCounts:
    """Lines of the attention inbox."""

    open: int
    acknowledged: int
    snoozed: int


@dataclass(frozen=True, slots=True)
class NoteRow:
    """A note as it stands."""

    note_id: int
    subject: str  # a transaction, or "delivery:12"
    author: str
    at: datetime
    text: str
    edited_by: str = ""
    edited_at: datetime | None = None
