"""Reads all that one look at a delivery and its transaction needs."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from app.core.errors import NotFound
from app.core.outline import Difference, Node, differences, outline
from app.core.plain import plain
from app.core.pretty import pretty
from app.store.reader import Reader
from app.store.rows import (
    AttemptRow,
    DeliveryDetail,
    NoteRow,
    TransactionDetail,
    TransactionRow,
)
from app.ui.steps import Usual

_MOST_FOLDED = 50  # deliveries of which each arrival is read
_LONGEST_BODY = 400_000  # characters laid out; the rest is in the copy


@dataclass(frozen=True, slots=True)
class Inspected:
    """All that one look at a delivery and its transaction needs, read in one go."""

    transaction: TransactionDetail | None
    delivery: DeliveryDetail | None
    body: str
    laid_out: str
    nodes: Sequence[Node] = ()
    has_before: bool = False  # a delivery of the same transaction
    changes: Sequence[Difference] | None = None  # since that; None where they cannot be told
    usual: Usual | None = None  # of its like; None while it is not known yet
    others: tuple[TransactionDetail, ...] = ()  # the related ones
    notes: tuple[NoteRow, ...] = ()
    arrivals: Mapping[int, tuple[AttemptRow, ...]] = field(
        default_factory=dict
    )  # of what is folded


def inspect(
    reader: Reader,
    transaction_id: str,
    delivery_id: int,
    usual: Callable[[TransactionRow], Usual | None],
) -> Inspected:
    """Read it; runs on a reader's thread. Raises NotFound when neither is there."""
    transaction = _transaction(reader, transaction_id)
    if not delivery_id and transaction is not None and transaction.entries:
        delivery_id = transaction.entries[-1].delivery_id
    delivery = reader.delivery(delivery_id) if delivery_id else None
    if transaction is None and delivery is not None and delivery.transaction_ids:
        transaction = _transaction(reader, delivery.transaction_ids[0])
    if transaction is None and delivery is None:
        raise NotFound("This transaction is not in the store.")
    body = delivery.body.decode("utf-8", "backslashreplace") if delivery else ""
    laid_out = plain(pretty(body[:_LONGEST_BODY]), lines=True, longest=2 * _LONGEST_BODY)
    if len(body) > _LONGEST_BODY:
        laid_out += "\n…"
    nodes = outline(body) if len(body) <= _LONGEST_BODY else ()
    found = Inspected(transaction, delivery, body, laid_out, nodes)
    return found if transaction is None else _with_life(reader, found, transaction, usual)


def _with_life(
    reader: Reader,
    found: Inspected,
    transaction: TransactionDetail,
    usual: Callable[[TransactionRow], Usual | None],
) -> Inspected:
    """With what stands beside the deliveries of a transaction on its timeline."""
    others = (_transaction(reader, one.transaction_id) for one in transaction.related)
    before = _before(reader, transaction, found.delivery)
    folded = (entry.delivery_id for entry in transaction.entries if entry.duplicates)
    return replace(
        found,
        has_before=before is not None,
        changes=None if before is None else differences(before, found.body),
        usual=usual(transaction.row),
        others=tuple(one for one in others if one is not None),
        notes=tuple(reader.notes_of(transaction.row.transaction_id)),
        arrivals={one: reader.arrivals(one) for one in islice(folded, _MOST_FOLDED)},
    )


def _before(
    reader: Reader, transaction: TransactionDetail, delivery: DeliveryDetail | None
) -> str | None:
    """The body of the entry before this one on the timeline."""
    ids = list(dict.fromkeys(entry.delivery_id for entry in transaction.entries))
    place = ids.index(delivery.delivery_id) if delivery and delivery.delivery_id in ids else 0
    if not place:
        return None
    return reader.delivery(ids[place - 1]).body[:_LONGEST_BODY].decode("utf-8", "backslashreplace")


def _transaction(reader: Reader, transaction_id: str) -> TransactionDetail | None:
    if not transaction_id:
        return None
    try:
        return reader.transaction(transaction_id)
    except NotFound:
        return None  # a delivery may be shown before it is projected
