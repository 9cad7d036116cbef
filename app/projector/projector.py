"""Turns kept deliveries into transactions: parse, record, fold, save; in slices, forever."""

from __future__ import annotations

import hashlib
import threading
import traceback
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from app.core.changes import ChangeSet
from app.core.delivery import Outcome, Source
from app.core.errors import StoreError, Unreadable
from app.core.event import Event, IdKind, Transaction
from app.core.normal import normal_form
from app.core.provider import Provider
from app.core.relations import SHARED, related, same_hash
from app.core.timeline import fold
from app.store.views import PendingDelivery, ViewsWriter, opened

SLICE = 200  # deliveries a transaction: long enough to be quick, short enough to be seen
MOST_RELATED = 20  # one hash can carry many payments; more than a person reads are not looked at
UNREADABLE = "unreadable"
RETRY_AFTER = 1.0  # seconds, when the store cannot be written


class Projector:
    """The thread that keeps views.db abreast of facts.db.

    The listener is called on that thread after each COMMIT. `failed` is told why it stands still,
    once a cause, and "" when it goes on.
    """

    def __init__(
        self,
        facts: Path,
        views: Path,
        providers: Mapping[str, Provider],
        *,
        listener: Callable[[ChangeSet], None],
        failed: Callable[[str], None] = lambda reason: None,
    ) -> None:
        self._facts = facts
        self._views = views
        self._providers = providers
        self._listener = listener
        self._failed = failed
        self._news = threading.Event()
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin to project what is there and what comes; raises StoreError.

        Once it returns, views.db is there to be read.
        """
        with opened(self._views, self._facts):
            pass
        self._thread = threading.Thread(target=self._run, name="projector")
        self._news.set()
        self._thread.start()

    def stop(self, timeout: float = 5) -> None:
        """Finish the slice at hand and stop; may be called more than once."""
        self._stopping.set()
        self._news.set()
        if self._thread is not None:
            self._thread.join(timeout)
            self._thread = None

    def wake(self) -> None:
        """There is something new in facts.db; callable from any thread."""
        self._news.set()

    def catch_up(self) -> ChangeSet:
        """Project all that waits, on this thread; raises StoreError."""
        with opened(self._views, self._facts) as writer:
            return self._drain(writer)

    def rebuild(self) -> ChangeSet:
        """Forget everything that was computed and compute it again; raises StoreError."""
        with opened(self._views, self._facts) as writer:
            writer.reset()
            return self._drain(writer)

    # --- the thread -----------------------------------------------------------------------------

    def _run(self) -> None:
        reason = ""
        while not self._stopping.is_set():
            try:
                with opened(self._views, self._facts) as writer:
                    if reason:
                        reason = ""
                        self._failed(reason)
                    self._follow(writer)
            except StoreError as error:
                if error.sentences() != reason:
                    reason = error.sentences()
                    self._failed(reason)
                self._stopping.wait(RETRY_AFTER)

    def _follow(self, writer: ViewsWriter) -> None:
        while not self._stopping.is_set():
            self._news.wait()
            self._news.clear()
            self._drain(writer)

    def _drain(self, writer: ViewsWriter) -> ChangeSet:
        total = ChangeSet(projected=True)
        while not self._stopping.is_set():
            changes = project_slice(writer, self._providers)
            if changes is None:
                break
            total = total.merged(changes)
            self._listener(changes)
        return total


# --- one slice ------------------------------------------------------------------------------------


def project_slice(
    writer: ViewsWriter, providers: Mapping[str, Provider], limit: int = SLICE
) -> ChangeSet | None:
    """Project the next deliveries in one transaction; None when nothing waits."""
    pending, cursors = writer.pending(limit)
    if not pending:
        return None
    touched: set[str] = set()
    unreadable = 0
    with writer.transaction():
        for delivery in pending:
            touched |= writer.transactions_of(delivery.delivery_id)
            events, standing, reason = _read(delivery, providers)
            unreadable += standing == UNREADABLE
            writer.save_delivery(delivery, standing, events, reason)
            touched.update(event.transaction_id for event in events)
        for transaction_id in sorted(touched):
            _fold(writer, transaction_id)
        for transaction_id in sorted(touched):
            touched |= _relate(writer, transaction_id)
        writer.advance(cursors)
    return ChangeSet(
        last_delivery=max(delivery.delivery_id for delivery in pending),
        transactions=frozenset(touched),
        projected=True,
        unreadable=unreadable,
    )


def _read(
    delivery: PendingDelivery, providers: Mapping[str, Provider]
) -> tuple[Sequence[Event], str, str]:
    """The events of a delivery, its standing, and why it could not be read."""
    if delivery.outcome != Outcome.TRUSTED:
        return (), delivery.outcome, ""
    provider = providers.get(delivery.provider)
    if provider is None:
        return (), UNREADABLE, f"This version knows no provider {delivery.provider}."
    try:
        return tuple(provider.parse(delivery.body)), delivery.outcome, ""
    except Unreadable as error:
        return (), UNREADABLE, error.sentences()
    except Exception as error:  # ours: one poisonous body must not stop the others
        trace = "".join(traceback.format_exception(error))
        code = hashlib.sha256(trace.encode()).hexdigest()[:8]
        return (), UNREADABLE, f"Reading it failed ({type(error).__name__}, {code})."


def _fold(writer: ViewsWriter, transaction_id: str) -> None:
    records = writer.records(transaction_id)
    if not records:
        writer.forget_transaction(transaction_id)
        return
    state = fold(records)
    counted = any(record.source != Source.TEST for record in records)
    writer.save_transaction(state, state.flags, counted=counted)


def _relate(writer: ViewsWriter, transaction_id: str) -> set[str]:
    """Say with which others a transaction belongs together; the others that changed by it."""
    state = _state(writer, transaction_id)
    if state is None:
        return set()
    changed: set[str] = set()
    own_key = normal_form(IdKind.ID, state.key)
    for other_id in writer.sharing(state, [str(kind) for kind in SHARED], own_key, MOST_RELATED):
        other = _state(writer, other_id)
        if other is None:
            continue
        if writer.relate(transaction_id, other_id, related(state, other)):
            changed.add(other_id)
        if same_hash(state, other):
            for one in (transaction_id, other_id):
                if writer.flag(one, "same_hash"):
                    changed.add(one)
    return changed


def _state(writer: ViewsWriter, transaction_id: str) -> Transaction | None:
    records = writer.records(transaction_id)
    return fold(records) if records else None
