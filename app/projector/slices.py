"""One slice of projection: parse, record, fold, save, all in one transaction."""

from __future__ import annotations

import hashlib
import traceback
from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePath

from app.core import alerts
from app.core.annotations import subject_of
from app.core.asked import meaning
from app.core.changes import ChangeSet
from app.core.delivery import Outcome, Source
from app.core.differences import MISSING_THERE, judged
from app.core.errors import Unreadable
from app.core.event import Event, Recorded, Transaction
from app.core.provider import Provider
from app.store.sqlite import Error
from app.store.views import ViewsWriter
from app.store.waiting import PendingDelivery

SLICE = 200  # deliveries a transaction: long enough to be quick, short enough to be seen
RUNS = 50  # runs of asking a provider a transaction
ANSWERS = 5_000  # acknowledgements a transaction: they are only counted
UNREADABLE = "unreadable"
DAMAGED = "Its bytes on disk are no longer those that came: their SHA-256 is another one."


def project_slice(
    writer: ViewsWriter, providers: Mapping[str, Provider], limit: int = SLICE
) -> ChangeSet | None:
    """Project the next deliveries in one transaction; None when nothing waits.

    A delivery that makes our own code fail is parked as unreadable; the others go on without it.
    """
    pending, cursors = writer.pending(limit)
    if not pending:
        return None
    try:
        with writer.transaction():
            changes = _project(writer, providers, pending)
            writer.advance(cursors)
        return changes
    except Error:
        raise
    except Exception as error:
        if len(pending) == 1:
            changes = _park(writer, pending[0], error)
        else:
            changes = _one_by_one(writer, providers, pending)
    with writer.transaction():
        writer.advance(cursors)
    return changes


def project_runs(writer: ViewsWriter, limit: int = RUNS) -> ChangeSet | None:
    """What providers did not list in the next runs, or did again; None when nothing waits."""
    with writer.transaction():
        touched = writer.read_runs(limit)
        if touched is None:
            return None
        touched |= _fold_all(writer, touched)
    return ChangeSet(transactions=frozenset(touched), projected=True)


def count_answers(writer: ViewsWriter, limit: int = ANSWERS) -> bool:
    """Count the next of our acknowledgements; whether there may be more."""
    with writer.transaction():
        return writer.count_answers(limit) == limit


def _one_by_one(
    writer: ViewsWriter, providers: Mapping[str, Provider], pending: Sequence[int]
) -> ChangeSet:
    total = ChangeSet(projected=True)
    for delivery_id in pending:
        try:
            with writer.transaction():
                changes = _project(writer, providers, [delivery_id])
        except Error:
            raise
        except Exception as error:
            changes = _park(writer, delivery_id, error)
        total = total.merged(changes)
    return total


def _park(writer: ViewsWriter, delivery_id: int, error: Exception) -> ChangeSet:
    reason = f"Reading it failed by a mistake of ours ({type(error).__name__}, {_code(error)})."
    with writer.transaction():
        touched = writer.transactions_of(delivery_id)
        _save_delivery(writer, writer.delivery(delivery_id), UNREADABLE, (), reason)
        touched |= _fold_all(writer, touched)
    return ChangeSet(
        last_delivery=delivery_id, transactions=frozenset(touched), projected=True, unreadable=1
    )


def _code(error: Exception) -> str:
    """Short, and the same for the same mistake on every machine: where it happened, not on what."""
    places = traceback.extract_tb(error.__traceback__)[-3:]
    trace = " ".join(f"{PurePath(one.filename).name}:{one.lineno}" for one in places)
    return hashlib.sha256(trace.encode()).hexdigest()[:8]


def _project(
    writer: ViewsWriter, providers: Mapping[str, Provider], pending: Iterable[int]
) -> ChangeSet:
    touched: set[str] = set()
    unreadable = last = 0
    for delivery_id in pending:
        delivery = writer.delivery(delivery_id)
        touched |= writer.transactions_of(delivery_id)
        events, standing, reason = _read(delivery, providers)
        _save_delivery(writer, delivery, standing, events, reason)
        touched.update(event.transaction_id for event in events)
        unreadable += standing == UNREADABLE
        last = max(last, delivery_id)
    touched |= _fold_all(writer, touched)
    return ChangeSet(
        last_delivery=last,
        transactions=frozenset(touched),
        related=frozenset(one for other in touched for one in writer.sharing(other)),
        projected=True,
        unreadable=unreadable,
    )


def _save_delivery(
    writer: ViewsWriter,
    delivery: PendingDelivery,
    standing: str,
    events: Sequence[Event],
    unreadable: str,
) -> None:
    writer.save_delivery(delivery, standing, events, unreadable)
    reason, at = unreadable or delivery.reason, delivery.received_at
    one = alerts.Arrived(
        delivery.delivery_id, delivery.provider, standing, reason, at, delivery.is_damaged
    )
    is_ours = delivery.source == Source.TEST
    found = () if is_ours or delivery.is_twin else alerts.of_delivery(one)
    writer.save_alerts(subject_of("", delivery.delivery_id), found)


def _read(
    delivery: PendingDelivery, providers: Mapping[str, Provider]
) -> tuple[Sequence[Event], str, str]:
    """The events of a delivery, its standing, and why it could not be read."""
    if delivery.outcome != Outcome.TRUSTED:
        return (), delivery.outcome, ""
    if not delivery.is_intact:  # whatever its bytes say now, nobody sent it
        return (), UNREADABLE, DAMAGED
    provider = providers.get(delivery.provider)
    if provider is None:
        return (), UNREADABLE, f"This version knows no provider {delivery.provider}."
    try:
        events = meaning(provider, delivery.source, delivery.body)
        return tuple(events), delivery.outcome, ""
    except Unreadable as error:
        return (), UNREADABLE, error.sentences()


def _fold_all(writer: ViewsWriter, touched: set[str]) -> set[str]:
    """The states of these transactions anew; gives the others that changed by it."""
    changed: set[str] = set()
    states: dict[str, Transaction | None] = {}
    for transaction_id in sorted(touched):
        states[transaction_id] = None
        records = writer.records(transaction_id)
        if records:
            state, counted = _judged(writer, transaction_id, records), _is_counted(records)
            changed |= writer.save_transaction(state, counted=counted)
            if counted:
                states[transaction_id] = state
        else:
            changed |= writer.forget_transaction(transaction_id)
    for transaction_id in changed - touched:
        records = writer.records(transaction_id)
        states[transaction_id] = (
            _judged(writer, transaction_id, records) if _is_counted(records) else None
        )
    for transaction_id, known in states.items():
        writer.save_alerts(transaction_id, _alerts(writer, known))
    return changed


def _judged(writer: ViewsWriter, transaction_id: str, records: Sequence[Recorded]) -> Transaction:
    since = writer.unlisted_since(transaction_id, [record.delivery_id for record in records])
    return judged(records, is_unlisted=since is not None)


def _is_counted(records: Iterable[Recorded]) -> bool:
    """Whether more than a test of our own tells of it."""
    return any(record.source != Source.TEST for record in records)


def _alerts(writer: ViewsWriter, state: Transaction | None) -> tuple[alerts.Alert, ...]:
    if state is None:
        return ()
    # Some flags come from other transactions, so they are read once all of them are saved.
    flags, since = writer.flags(state.transaction_id), None
    if MISSING_THERE in flags:
        told = [entry.delivery_id for entry in state.entries]
        since = writer.unlisted_since(state.transaction_id, told)
    return alerts.of_transaction(state, flags, writer.begins_at, since)
