"""What Yuno's events mean: payments, payouts, transfers, and the records of people and accounts.

By docs/webhooks/object-and-examples, docs/webhooks/events and reference/banking-connectivity of
docs.y.uno, read 2026-11. Most events come in an envelope `{"type","type_event","data":{…}}`; bank
transfers that come in, split transfers, and payments of version 1 come without one (facts 3.2).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from app.core.amounts import money
from app.core.event import Event, Identifier, IdKind, Kind, Money, Order
from app.core.identifiers import identifier
from app.core.reading import JsonObject, JsonValue, at, items, member, text
from app.core.shaping import transaction_key
from app.core.times import parse_time
from app.providers.yuno_fields import FIELDS
from app.providers.yuno_statuses import WORDS, is_final, standing

NAME = "yuno"

# Events by their first words, with the direction of the money.
KINDS: Mapping[str, tuple[Kind, str]] = MappingProxyType(
    {
        "payment": (Kind.PAYMENT, "in"),
        "payout": (Kind.PAYOUT, "out"),
        "transfer": (Kind.SPLIT_TRANSFER, "out"),  # as Yuno records split transfers internally
        "split_transfer": (Kind.SPLIT_TRANSFER, "out"),
        "split_transfer_reverse": (Kind.SPLIT_TRANSFER, "out"),
        "banking.transfer": (Kind.TRANSFER, "out"),
        "banking.transfer.incoming": (Kind.INCOMING_TRANSFER, "in"),
        "banking.entity": (Kind.ENTITY, ""),
        "banking.onboarding": (Kind.ONBOARDING, ""),
        "banking.account": (Kind.ACCOUNT, ""),
        "onboarding": (Kind.ONBOARDING, ""),
        "enrollment": (Kind.ENROLLMENT, ""),
        "subscription": (Kind.SUBSCRIPTION, ""),
        "report": (Kind.REPORT, ""),
    }
)

# The member of `data` that holds the object; where it is missing, `data` is the object.
PLACES: Mapping[Kind, str] = MappingProxyType(
    {
        Kind.PAYMENT: "payment",
        Kind.PAYOUT: "payout",
        Kind.SPLIT_TRANSFER: "transfer",
        Kind.TRANSFER: "transfer",
        Kind.INCOMING_TRANSFER: "transfer",
        Kind.ENTITY: "entity",
        Kind.ONBOARDING: "onboarding",
        Kind.ACCOUNT: "account",
        Kind.ENROLLMENT: "payment_method",
        Kind.SUBSCRIPTION: "subscription",
        Kind.REPORT: "report",
    }
)

# --- what a body is about -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Subject:
    """The object that a body is about: where it stands and what it is."""

    event_type: str
    kind: Kind
    direction: str
    path: str  # of the object, "" where the body itself is it
    object: JsonObject


def subject(body: JsonObject) -> Subject:
    """What a body is about, with or without an envelope."""
    if isinstance(body.get("data"), dict):
        return _enveloped(body)
    if isinstance(body.get("payment"), dict):  # version 1
        return Subject("payment", *KINDS["payment"], "payment", member(body, "payment"))
    direction = text(body, "direction").upper()
    if direction == "INCOMING":
        return Subject("banking.transfer.incoming", *KINDS["banking.transfer.incoming"], "", body)
    if direction == "OUTGOING":
        return Subject("banking.transfer", *KINDS["banking.transfer"], "", body)
    if _is_split(body, direction):
        return Subject("transfer.transfer", Kind.SPLIT_TRANSFER, _split_way(direction), "", body)
    return Subject("", Kind.OTHER, "", "", body)


def _enveloped(body: JsonObject) -> Subject:
    event_type = _today(text(body, "type_event"))
    kind, direction = _kind(event_type) or _kind(_today(text(body, "type"))) or (Kind.OTHER, "")
    name = PLACES.get(kind, "")
    path = f"data.{name}" if name and isinstance(at(body, f"data.{name}"), dict) else "data"
    found = member(body, path)
    way = text(found, "direction").upper()
    if kind is Kind.TRANSFER and way == "INCOMING":
        kind, direction = KINDS["banking.transfer.incoming"]
    if kind is Kind.SPLIT_TRANSFER:
        direction = _split_way(way)
    return Subject(event_type or text(body, "type"), kind, direction, path, found)


def _today(word: str) -> str:
    """An event's name as it is today: what was "baas." became "banking." (facts 3.0)."""
    return "banking." + word[5:] if word.casefold().startswith("baas.") else word


def _kind(word: str) -> tuple[Kind, str] | None:
    """The kind of an event by the longest of its beginnings that is known."""
    name = word.casefold()
    while name and name not in KINDS:
        name = name.rpartition(".")[0]
    return KINDS.get(name)


def _is_split(body: JsonObject, direction: str) -> bool:
    if "PLATFORM" in direction:
        return True
    types = (text(one, "type").upper() for one in items(body, "transactions"))
    return any(one.startswith("SPLIT_TRANSFER") for one in types)


def _split_way(direction: str) -> str:
    return "in" if direction == "RECIPIENT_TO_PLATFORM" else "out"


# --- the event ------------------------------------------------------------------------------------


def event(body: JsonObject, digest: Callable[[], str]) -> Event:
    """The one event of a body; `digest` names it where it names nothing itself."""
    about = subject(body)
    found = about.object
    word = text(found, "status") or _word_of_event(about)
    sub_word = text(found, "sub_status")
    how = standing(about.kind, word, sub_word)
    shape = FIELDS[about.path].shape(body, _full_names(about))
    amount, is_part = _money(about), word.upper() == "REVERSED_PARTIAL"
    created_at, created_flag = parse_time(text(found, "created_at"))
    updated_at, updated_flag = parse_time(text(found, "updated_at"))
    key = _first(found, ("id", "code", f"{PLACES.get(about.kind, 'object')}_id"))
    flags = {
        created_flag,
        updated_flag,
        "" if amount is None or amount.amount else "bad_amount",
        "" if key else "no_id",
    }
    return Event(
        provider=NAME,
        kind=about.kind,
        transaction_key=transaction_key(key, digest),
        event_type=about.event_type,
        status=how.status,
        provider_status=f"{word}/{sub_word}" if sub_word else word,
        rank=how.rank,
        is_final=is_final(how, word, sub_word),
        order=Order.UPDATED_AT,
        money=None if is_part else amount,
        created_at=created_at,
        updated_at=updated_at,
        raw_time=text(found, "updated_at") or text(found, "created_at"),
        rail=_first(found, RAILS).upper(),
        direction=about.direction,
        sender=_person(found, SENDERS),
        receiver=_person(found, RECEIVERS),
        reference=_first(found, REFERENCES),
        identifiers=shape.identifiers,
        facts=(*shape.facts, *(_part(amount) if is_part else ())),
        unknown_fields=shape.unknown_fields,
        places=shape.places,
        flags=tuple(sorted(flags - {""})),
    )


RAILS = (
    "payment_rail",
    "transactions.payment_method.type",
    "transactions.category",
    "transactions.0.withdrawal_method.type",
    "withdrawal_method.type",
    "payment_method.type",
    "category",
)
# Objects that name a person or an account, and single texts that do.
SENDERS = ("sender", "customer_payer", "source_account_id")
RECEIVERS = ("beneficiary", "destination_account", "recipient_id", "destination_account_id")
REFERENCES = (
    "merchant_order_id",
    "merchant_reference",
    "merchant_transfer_id",
    "merchant_entity_id",
    "recipient.merchant_recipient_id",
    "provider.transfer_id",
    "order_id",
)


def _word_of_event(about: Subject) -> str:
    """The status by the event's name, where the object has none ("banking.transfer.completed")."""
    word = about.event_type.rpartition(".")[2]
    return word if word.casefold() in WORDS[about.kind] else ""


def _first(found: JsonObject, paths: Sequence[str]) -> str:
    return next(filter(None, (text(found, path) for path in paths)), "")


def _money(about: Subject) -> Money | None:
    """An amount with its currency, as an object or side by side."""
    amount = at(about.object, "amount")
    raw = text(amount, "value") if isinstance(amount, dict) else text(about.object, "amount")
    if not raw:
        return None
    return money(raw, text(amount, "currency") or text(about.object, "currency"))


def _part(amount: Money | None) -> Iterator[tuple[str, str]]:
    """A partial reversal's amount is what went back, not what the transfer was over."""
    if amount is not None:
        yield "reversed_amount", f"{amount.raw} {amount.asset}".strip()


def _person(found: JsonObject, places: Sequence[str]) -> str:
    return next(filter(None, (_named(at(found, place)) for place in places)), "")


def _named(value: JsonValue) -> str:
    """What a person or an account is called, by the most telling of its members."""
    if not isinstance(value, dict):
        return value if isinstance(value, str) else ""
    full = _full_name(value)
    return full or _first(
        value, ("account_name", "legal_name", "email", "merchant_beneficiary_id", "id")
    )


def _full_name(person: JsonObject) -> str:
    names = (text(person, "first_name").strip(), text(person, "last_name").strip())
    return " ".join(filter(None, names))


def _full_names(about: Subject) -> Iterator[Identifier]:
    """First and last name as one, as people ask for it."""
    prefix = f"{about.path}." if about.path else ""
    for place, role in (
        ("customer_payer", "sender"),
        ("beneficiary", "receiver"),
        ("recipient", "receiver"),
    ):
        name = _full_name(member(about.object, place))
        if found := identifier(IdKind.NAME, name, f"{prefix}{place}.first_name", role):
            yield found
