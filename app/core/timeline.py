"""Folds the events of one transaction to its state, whatever their order of arrival.

Providers deliver twice, late and in any order, so nothing here may depend on arrival: the newest
provider time decides where one is sent, else the furthest rank, and ties fall by content. What
contradicts itself is flagged and stays in the timeline; it is never silently overwritten.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import combinations
from types import MappingProxyType

from app.core.amounts import parse_amount
from app.core.clabe import mask_matches
from app.core.event import (
    NOT_MONEY,
    Entry,
    Event,
    Identifier,
    IdKind,
    Money,
    Order,
    Recorded,
    Status,
    Transaction,
)

# Which of two statuses of one rank is believed where no time decides: the one that asks for
# attention, and a payment that did arrive against an intent that ran out.
SEVERITY = MappingProxyType(
    {
        status: place
        for place, status in enumerate(
            (
                Status.PENDING,
                Status.IN_PROGRESS,
                Status.UNKNOWN,
                Status.EXPIRED,
                Status.CANCELLED,
                Status.COMPLETE,
                Status.FAILED,
                Status.REFUNDED,
                Status.REVERSED,
            )
        )
    }
)

# Of these a transaction can only have one; reversals and refunds may follow each of them, and a
# won chargeback goes back to complete.
_EXCLUSIVE = frozenset({Status.COMPLETE, Status.FAILED, Status.CANCELLED, Status.EXPIRED})
_UNFINISHED = frozenset({Status.PENDING, Status.IN_PROGRESS})
_CLABES = frozenset({IdKind.CLABE, IdKind.CLABE_MASK})
_NEVER = datetime.min.replace(tzinfo=UTC)


def fold(events: Sequence[Recorded]) -> Transaction:
    """The state of one transaction; `events` are its events in any order, at least one.

    Arrivals of the same fact (equal fingerprint and event) count as attempts of one.
    """
    records = sorted(_unique(events), key=_precedence)
    decisive = _decisive(records)
    state = decisive.event
    newest_first = [state, *(record.event for record in reversed(records))]
    return Transaction(
        transaction_id=state.transaction_id,
        provider=state.provider,
        kind=state.kind,
        key=state.transaction_key,
        status=state.status,
        provider_status=state.provider_status,
        is_final=state.is_final,
        money=_last_money(event.money for event in newest_first),
        charge=_last_money(event.charge for event in newest_first),
        created_at=min((at for event in newest_first if (at := event.created_at)), default=None),
        occurred_at=state.occurred_at,
        first_received_at=min(record.received_at for record in records),
        last_received_at=max(record.received_at for record in records),
        finalised_at=_finalised_at(state, records),
        rail=_last_text(event.rail for event in newest_first),
        direction=_last_text(event.direction for event in newest_first),
        sender=_last_text(event.sender for event in newest_first),
        receiver=_last_text(event.receiver for event in newest_first),
        reference=_last_text(event.reference for event in newest_first),
        identifiers=_identifiers(records),
        facts=tuple(dict.fromkeys(fact for record in records for fact in record.event.facts)),
        flags=tuple(sorted(set(_flags(records)))),
        entries=tuple(_entry(record) for record in sorted(records, key=_chronology)),
        attempts=sum(record.attempts for record in records),
        is_money=state.kind not in NOT_MONEY,
    )


# --- order ----------------------------------------------------------------------------------------


def _unique(events: Sequence[Recorded]) -> Iterable[Recorded]:
    """Each fact once, as it first arrived, with all its attempts."""
    if len({record.fingerprint for record in events}) == len(events):
        return events  # to compare whole events takes longer than all the rest
    facts: dict[tuple[str, Event], Recorded] = {}
    for record in sorted(events, key=_arrival):
        fact = (record.fingerprint, record.event)
        first = facts.get(fact)
        facts[fact] = replace(first, attempts=first.attempts + record.attempts) if first else record
    return facts.values()


def _arrival(record: Recorded) -> tuple[datetime, int]:
    return record.received_at, record.delivery_id


def _time(event: Event) -> datetime | None:
    """The provider's time that puts an event in order, if there is one."""
    return event.updated_at if event.order is Order.UPDATED_AT else None


def _precedence(record: Recorded) -> tuple[datetime, int, int, str, str, str, str]:
    """Weakest first, and the same for the same events however they arrived."""
    event = record.event
    return (
        _time(event) or _NEVER,
        event.rank,
        SEVERITY[event.status],
        record.fingerprint,
        # events of one body share its fingerprint
        event.event_type,
        event.provider_status,
        event.money.raw if event.money else "",
    )


def _chronology(record: Recorded) -> tuple[datetime, int, datetime, int, str]:
    """Oldest first for people: the provider's time, then rank, then arrival."""
    event = record.event
    at = event.occurred_at or record.received_at
    return at, event.rank, record.received_at, record.delivery_id, record.fingerprint


def _decisive(records: Sequence[Recorded]) -> Recorded:
    """The newest event; one whose time is missing or bad counts if it goes further than that."""
    newest = records[-1]
    timeless = [record for record in records if _time(record.event) is None]
    return max(newest, *timeless[-1:], key=lambda record: record.event.rank) if timeless else newest


# --- what the events say together -----------------------------------------------------------------


def _last_money(amounts: Iterable[Money | None]) -> Money | None:
    return next((money for money in amounts if money), None)


def _last_text(texts: Iterable[str]) -> str:
    return next((text for text in texts if text), "")


def _identifiers(records: Iterable[Recorded]) -> tuple[Identifier, ...]:
    found: dict[tuple[IdKind, str], Identifier] = {}
    for record in records:
        for one in record.event.identifiers:
            found.setdefault((one.kind, one.key), one)
        if digest := record.event.digest:
            found[IdKind.DIGEST, digest] = Identifier(IdKind.DIGEST, digest, digest)
    return tuple(found.values())


def _finalised_at(state: Event, records: Iterable[Recorded]) -> datetime | None:
    """When the final state was first reached: by the provider's time, else by arrival.

    The time of creation says nothing about the end, so it does not serve.
    """
    if not state.is_final:
        return None
    return min(
        record.event.updated_at or record.received_at
        for record in records
        if record.event.status is state.status and record.event.is_final
    )


def _entry(record: Recorded) -> Entry:
    return Entry(
        record.event, record.delivery_id, record.received_at, record.source, record.attempts - 1
    )


# --- contradictions -------------------------------------------------------------------------------


def _flags(records: Sequence[Recorded]) -> Iterator[str]:
    events = [record.event for record in records]
    for event in events:
        yield from event.flags
        if event.raw_time and event.occurred_at is None:
            yield "bad_time"
        if event.money and not event.money.amount:
            yield "bad_amount"
    if _goes_back(events):
        yield "regress"
    if len({event.status for event in events if event.is_final} & _EXCLUSIVE) > 1:
        yield "two_finals"
    if len({_value(event.money) for event in events if event.money and event.money.amount}) > 1:
        yield "amount_changed"
    if _clabe_changed(events):
        yield "clabe_changed"
    if _same_id_other_body(records):
        yield "same_id_other_body"


def _goes_back(events: Sequence[Event]) -> bool:
    """Whether the provider's own times put an unfinished state behind a final one."""
    finals = [at for event in events if event.is_final and (at := _time(event))]
    later = (at for event in events if event.status in _UNFINISHED and (at := _time(event)))
    return bool(finals) and any(at > min(finals) for at in later)


def _value(money: Money) -> tuple[object, str]:
    """100 and 100.00 are one amount."""
    return parse_amount(money.amount), money.asset


def _clabe_changed(events: Sequence[Event]) -> bool:
    """Whether one place of the payload held two CLABEs that no mask explains."""
    places: dict[str, set[str]] = {}
    for event in events:
        for one in event.identifiers:
            if one.kind in _CLABES:
                places.setdefault(one.path, set()).add(one.key)
    return any(
        not mask_matches(one, other)
        for keys in places.values()
        for one, other in combinations(keys, 2)
    )


def _same_id_other_body(records: Sequence[Recorded]) -> bool:
    """Whether one source told the same step twice and differently."""
    told: dict[tuple[str, str, str, datetime], str] = {}
    for record in records:
        event = record.event
        at = event.updated_at or (event.created_at if event.order is Order.RANK else None)
        if at is None:
            continue
        step = (record.source, event.event_type, event.provider_status, at)
        if told.setdefault(step, record.fingerprint) != record.fingerprint:
            return True
    return False
