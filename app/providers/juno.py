"""Juno (by Bitso): issuances, redemptions, crypto deposits and withdrawals, conversions.

By docs.bitso.com/juno/docs/webhooks and /transaction-status, read 2026-11. A delivery is
`{"event":"TRANSACTION","payload":{…}}` whose payload names its type and keeps the rest in a member
of that name; `updated_at` orders the events of a transaction.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from app.core.amounts import money
from app.core.event import Event, IdKind, Kind, Money, Order, Status
from app.core.provider import OutboundCall, Provider, same_bytes
from app.core.reading import JsonObject, member, read_json, text, truth
from app.core.shaping import RANKS, Field, Fields, State, state, transaction_key
from app.core.times import parse_time
from app.providers import bitso_service, juno_lists

NAME = "juno"

KINDS: Mapping[str, tuple[Kind, str]] = MappingProxyType(  # type: its kind and direction
    {
        "ISSUANCE": (Kind.ISSUANCE, "in"),
        "REDEMPTION": (Kind.REDEMPTION, "out"),
        "CRYPTO_DEPOSIT": (Kind.CRYPTO_DEPOSIT, "in"),
        "CRYPTO_WITHDRAWAL": (Kind.CRYPTO_WITHDRAWAL, "out"),
        "CONVERSION": (Kind.CONVERSION, ""),
    }
)

# The four documented words, and those of Juno's own read API (facts 1.2).
STATUSES: Mapping[str, Status] = MappingProxyType(
    {
        "pending": Status.PENDING,
        "in_progress": Status.IN_PROGRESS,
        "processing": Status.IN_PROGRESS,
        "complete": Status.COMPLETE,
        "completed": Status.COMPLETE,
        "failed": Status.FAILED,
    }
)


def _fields(details: str) -> Fields:
    """The known members of a payload that keeps its details at this path."""
    bank = f"{details}.receiver_account.mexican_bank_account"
    return Fields(
        (
            Field("event"),
            Field("payload.type"),
            Field("payload.id", IdKind.ID),
            Field("payload.status"),
            Field("payload.external_ref", IdKind.EXTERNAL_REF),
            Field("payload.created_at"),
            Field("payload.updated_at"),
            Field(f"{details}.network", fact="network"),
            Field(f"{details}.amount"),
            Field(f"{details}.asset"),
            Field(f"{details}.method", fact="method"),
            Field(f"{details}.refunded", fact="refunded"),
            Field(f"{details}.failure_reason", fact="failure_reason"),
            Field(f"{details}.deposit_sender_clabe", IdKind.CLABE, "sender"),
            Field(f"{details}.deposit_sender_name", IdKind.NAME, "sender"),
            Field(f"{details}.deposit_receiver_clabe", IdKind.CLABE, "receiver"),
            Field(f"{details}.crypto_source_address", IdKind.ADDRESS, "sender"),
            Field(f"{details}.crypto_destination_address", IdKind.ADDRESS, "receiver"),
            Field(f"{details}.crypto_tx_hash", IdKind.TX_HASH),
            # On both sides of the documentation (facts 1.3); it is the SPEI's clave de rastreo.
            Field(f"{details}.external_fiat_id", IdKind.RASTREO, fact="external_fiat_id"),
            Field(f"{details}.receiver_account.type", fact="receiver_account_type"),
            Field(f"{bank}.clabe", IdKind.CLABE, "receiver"),
            Field(f"{bank}.external_fiat_id", IdKind.RASTREO, fact="external_fiat_id"),
        )
    )


FIELDS = {word: _fields(f"payload.{word.lower()}") for word in KINDS}


def parse(body: bytes) -> Sequence[Event]:
    """The one event of a delivery; raises Unreadable."""
    envelope = read_json(body)
    payload = member(envelope, "payload")
    type_ = text(payload, "type").upper()
    kind, direction = KINDS.get(type_, (Kind.OTHER, ""))
    name = _details_name(payload, type_)
    details = member(payload, name)
    fields = FIELDS.get(type_) if name == type_.lower() else None
    shape = (fields or _fields(f"payload.{name}")).shape(envelope)
    found = _state(payload, details)
    amount = _money(details or payload)
    created_at, created_flag = parse_time(text(payload, "created_at"))
    updated_at, updated_flag = parse_time(text(payload, "updated_at"))
    sender, receiver = _parties(details)
    event = Event(
        provider=NAME,
        kind=kind,
        transaction_key=transaction_key(text(payload, "id"), lambda: same_bytes(body)),
        event_type=text(envelope, "event"),
        status=found.status,
        provider_status=text(payload, "status"),
        rank=found.rank,
        is_final=found.is_final,
        order=Order.UPDATED_AT,
        money=amount,
        created_at=created_at,
        updated_at=updated_at,
        raw_time=text(payload, "updated_at") or text(payload, "created_at"),
        rail=(text(details, "method") or text(details, "network")).upper(),
        direction=direction,
        sender=sender,
        receiver=receiver,
        reference=_reference(kind, payload, details),
        identifiers=shape.identifiers,
        facts=shape.facts,
        unknown_fields=shape.unknown_fields,
        places=shape.places,
        flags=_flags(payload, amount, created_flag, updated_flag),
    )
    return (event,)


def _details_name(payload: JsonObject, type_: str) -> str:
    """The member that holds the details: the one named after the type, else the only object."""
    if isinstance(payload.get(type_.lower()), dict):
        return type_.lower()
    objects = [key for key, value in payload.items() if isinstance(value, dict)]
    return objects[0] if len(objects) == 1 else type_.lower()


def _state(payload: JsonObject, details: JsonObject) -> State:
    """The state by Juno's word; money given back after the end is refunded, whatever the word.

    `refunded` is true on an issuance or redemption whose money went back: COMPLETE then no longer
    says where it is. Before the end the word stands, and the fact is shown beside it.
    """
    found = state(text(payload, "status"), STATUSES)
    if truth(details, "refunded") and found.is_final:
        return State(Status.REFUNDED, RANKS[Status.REFUNDED])
    return found


def _money(details: JsonObject) -> Money | None:
    raw, asset = text(details, "amount"), text(details, "asset") or text(details, "currency")
    return money(raw, asset) if raw else None


def _parties(details: JsonObject) -> tuple[str, str]:
    """Whom to show on either side: the account if there is one, else the name or the address."""
    bank = "receiver_account.mexican_bank_account.clabe"
    senders = ("deposit_sender_clabe", "deposit_sender_name", "crypto_source_address")
    receivers = (bank, "deposit_receiver_clabe", "crypto_destination_address")
    return _first(details, senders), _first(details, receivers)


def _reference(kind: Kind, payload: JsonObject, details: JsonObject) -> str:
    """The tx hash where only crypto moves, else our own reference."""
    references = (text(payload, "external_ref"), text(details, "crypto_tx_hash"))
    on_chain = kind in (Kind.CRYPTO_DEPOSIT, Kind.CRYPTO_WITHDRAWAL)
    return next(filter(None, reversed(references) if on_chain else references), "")


def _first(details: JsonObject, paths: Sequence[str]) -> str:
    return next(filter(None, (text(details, path) for path in paths)), "")


def _flags(payload: JsonObject, amount: Money | None, *times: str) -> tuple[str, ...]:
    flags = [flag for flag in times if flag]
    if amount is not None and not amount.amount:
        flags.append("bad_amount")
    if not text(payload, "id"):
        flags.append("no_id")
    return tuple(sorted(set(flags)))


def register(callback_url: str, *, api: str = "", events: Sequence[str] = ()) -> OutboundCall:
    """Subscribe a callback URL; Juno knows one event only, and one version of its API."""
    return bitso_service.register(callback_url, events=tuple(events) or ("TRANSACTION",))


PROVIDER = Provider(
    name=NAME,
    title="Juno",
    environments=MappingProxyType(
        bitso_service.environments("https://buildwithjuno.com", "https://stage.buildwithjuno.com")
    ),
    credentials=bitso_service.credentials("Juno's dashboard"),
    options=(bitso_service.SIGNATURE_OPTION, juno_lists.OPTION),
    verify=bitso_service.verify,
    fingerprint=same_bytes,  # nothing in a body tells one attempt from another
    parse=parse,
    calls=bitso_service.calls(register),
    listings=juno_lists.LISTINGS,
    read_answer=bitso_service.read_answer,
    retries_4xx=False,
    always_final=True,
    notes=(
        "Juno and Bitso send from the same addresses, so an address alone cannot tell them apart.",
        "An account has one subscription: delete the old one before registering another URL.",
        "Juno always sends the final COMPLETE or FAILED, but may leave out what comes before.",
        "Juno's page names no signature; where a delivery has one, it is verified as Bitso's is.",
        "A signature covers the payload only, not the name of the event beside it.",
    ),
)
