"""What a provider answers when asked, held against what its webhooks said: pure.

Both are facts of one transaction. A difference stays among its flags until they agree.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from app.core.amounts import parse_amount
from app.core.delivery import Source
from app.core.event import Event, Recorded, Transaction
from app.core.timeline import fold

MISSING_HERE = "missing_here"  # the provider knows it and no webhook ever told of it
MISSING_THERE = "missing_there"  # webhooks told of it, and a whole answer did not list it
STATUS_DIFFERS = "status_differs"
AMOUNT_DIFFERS = "amount_differs"
DIFFERENCES = frozenset({MISSING_HERE, MISSING_THERE, STATUS_DIFFERS, AMOUNT_DIFFERS})


def judged(records: Sequence[Recorded], *, is_unlisted: bool = False) -> Transaction:
    """The state of a transaction, with what differs at the provider among its flags.

    `is_unlisted`: the provider was asked and did not name it, and nobody told of it since.
    """
    state = fold(records)
    found = set(differences(records))
    if is_unlisted:
        found.add(MISSING_THERE)
    return replace(state, flags=tuple(sorted({*state.flags, *found}))) if found else state


@dataclass(frozen=True, slots=True)
class Sides:
    """A transaction as its webhooks tell it, and as its provider does when asked; None unknown."""

    here: Transaction | None
    there: Event | None
    asked_at: datetime | None
    heard_at: datetime | None


def sides(records: Sequence[Recorded]) -> Sides:
    """What the webhooks (or the imported file) say, and the newest answer."""
    asked = [record for record in records if record.source == Source.BACKFILL]
    heard = [record for record in records if record.source in (Source.WEBHOOK, Source.IMPORT)]
    answer = max(asked, key=lambda one: (one.received_at, one.delivery_id), default=None)
    return Sides(
        here=fold(heard) if heard else None,
        there=answer.event if answer else None,
        asked_at=answer.received_at if answer else None,
        heard_at=max((record.received_at for record in heard), default=None),
    )


def differences(records: Sequence[Recorded]) -> Iterator[str]:
    """What differs between the newest answer and the webhooks."""
    if all(record.source != Source.BACKFILL for record in records):
        return  # nobody asked
    both = sides(records)
    assert both.there is not None
    assert both.asked_at is not None
    if both.here is None or both.heard_at is None:
        yield MISSING_HERE
        return
    # What came after the answer may be ahead of it, unless the answer was the end already.
    is_stale = both.asked_at < both.heard_at
    if both.here.status is not both.there.status and (both.there.is_final or not is_stale):
        yield STATUS_DIFFERS
    ours, theirs = both.here.money, both.there.money
    if ours and theirs and parse_amount(ours.amount) != parse_amount(theirs.amount):
        yield AMOUNT_DIFFERS
