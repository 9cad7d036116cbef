"""One slice of projection: parse, record, fold, save, all in one transaction."""

from __future__ import annotations

import hashlib
import traceback
from collections.abc import Container, Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import PurePath

from app.core import alerts
from app.core.annotations import subject_of
from app.core.asked import meaning
from app.core.changes import ChangeSet
from app.core.delivery import Outcome, Source
from app.core.differences import MISSING_THERE, judged
from app.core.errors import Unreadable
from app.core.event import Transaction
from app.core.provider import Provider
from app.store.feeding import Reading
from app.store.lives import Life
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
        parked = [
            Reading(one, UNREADABLE, unreadable=reason) for one in writer.deliveries([delivery_id])
        ]
        return _save(writer, parked)


def _code(error: Exception) -> str:
    """Short, and the same for the same mistake on every machine: where it happened, not on what."""
    places = traceback.extract_tb(error.__traceback__)[-3:]
    trace = " ".join(f"{PurePath(one.filename).name}:{one.lineno}" for one in places)
    return hashlib.sha256(trace.encode()).hexdigest()[:8]


def _project(
    writer: ViewsWriter, providers: Mapping[str, Provider], pending: Iterable[int]
) -> ChangeSet:
    return _save(writer, [_read(one, providers) for one in writer.deliveries(pending)])


def _save(writer: ViewsWriter, read: Sequence[Reading]) -> ChangeSet:
    touched = writer.save_deliveries(read)
    writer.save_delivery_alerts(dict(map(_delivery_alerts, read)))
    touched |= _fold_all(writer, touched)
    return ChangeSet(
        last_delivery=max((one.delivery.delivery_id for one in read), default=0),
        transactions=frozenset(touched),
        related=frozenset(writer.sharing(touched)),
        projected=True,
        unreadable=sum(one.standing == UNREADABLE for one in read),
    )


def _read(delivery: PendingDelivery, providers: Mapping[str, Provider]) -> Reading:
    """The events of a delivery, its standing, and why it could not be read."""
    if delivery.outcome != Outcome.TRUSTED:
        return Reading(delivery, delivery.outcome)
    if not delivery.is_intact:  # whatever its bytes say now, nobody sent it
        return Reading(delivery, UNREADABLE, unreadable=DAMAGED)
    provider = providers.get(delivery.provider)
    if provider is None:
        reason = f"This version knows no provider {delivery.provider}."
        return Reading(delivery, UNREADABLE, unreadable=reason)
    try:
        events = meaning(provider, delivery.source, delivery.body)
        return Reading(delivery, delivery.outcome, tuple(events))
    except Unreadable as error:
        return Reading(delivery, UNREADABLE, unreadable=error.sentences())


def _delivery_alerts(one: Reading) -> tuple[str, tuple[alerts.Alert, ...]]:
    """The subject of a delivery, and what is wrong with it."""
    delivery = one.delivery
    arrived = alerts.Arrived(
        delivery.delivery_id,
        delivery.provider,
        one.standing,
        one.unreadable or delivery.reason,
        delivery.received_at,
        delivery.is_damaged,
    )
    found = alerts.of_delivery(arrived) if one.is_counted else ()
    return subject_of("", delivery.delivery_id), found


def _fold_all(writer: ViewsWriter, touched: set[str]) -> set[str]:
    """The states of these transactions anew; gives the others that changed by it."""
    lives = writer.lives(touched)
    asked = writer.unlisted_among(touched)
    folded = [_folded(writer, life, asked) for life in lives if life.records]
    changed = writer.save_transactions(folded)
    changed |= writer.forget_transactions(life for life in lives if not life.records)
    others = writer.lives(changed - touched)
    asked = writer.unlisted_among(changed - touched)
    folded += [_folded(writer, life, asked) for life in others]
    # Some flags come from other transactions, so they are read once all of them are saved.
    found = [
        (life, _alerts(writer, life, state) if counted else ()) for life, state, counted in folded
    ]
    gone = [(life, ()) for life in lives if not life.records]
    writer.save_alerts([*found, *gone])
    return changed


def _folded(
    writer: ViewsWriter, life: Life, asked: Container[str]
) -> tuple[Life, Transaction, bool]:
    """A transaction with its state, and whether more than a test of our own tells of it."""
    records = life.recorded()
    is_unlisted = life.transaction_id in asked and _unlisted_since(writer, life) is not None
    counted = any(record.source != Source.TEST for record in records)
    return life, judged(records, is_unlisted=is_unlisted), counted


def _unlisted_since(writer: ViewsWriter, life: Life) -> datetime | None:
    told = [delivery_id for delivery_id, _ in life.records]
    return writer.unlisted_since(life.transaction_id, told)


def _alerts(writer: ViewsWriter, life: Life, state: Transaction) -> tuple[alerts.Alert, ...]:
    since = _unlisted_since(writer, life) if MISSING_THERE in life.flags else None
    return alerts.of_transaction(state, life.flags, writer.begins_at, since)
