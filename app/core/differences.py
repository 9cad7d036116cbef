"""What a provider answers when asked, held against what its webhooks said: pure.

Both are facts of one transaction. A difference stays among its flags until they agree.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from app.core.amounts import parse_amount
from app.core.delivery import Source
from app.core.event import Recorded, Transaction
from app.core.timeline import fold

MISSING_HERE = "missing_here"  # the provider knows it and no webhook ever told of it
STATUS_DIFFERS = "status_differs"
AMOUNT_DIFFERS = "amount_differs"
DIFFERENCES = frozenset({MISSING_HERE, STATUS_DIFFERS, AMOUNT_DIFFERS})


def judged(records: Sequence[Recorded]) -> Transaction:
    """The state of a transaction, with what differs at the provider among its flags."""
    state = fold(records)
    found = set(differences(records))
    return replace(state, flags=tuple(sorted({*state.flags, *found}))) if found else state


def differences(records: Sequence[Recorded]) -> Iterator[str]:
    """What differs between the newest answer and the webhooks (or the imported file)."""
    asked = [record for record in records if record.source == Source.BACKFILL]
    heard = [record for record in records if record.source in (Source.WEBHOOK, Source.IMPORT)]
    if not asked:
        return
    answer = max(asked, key=lambda record: (record.received_at, record.delivery_id))
    if not heard:
        yield MISSING_HERE
        return
    said = fold(heard)
    # What came after the answer may be ahead of it, unless the answer was the end already.
    is_stale = answer.received_at < max(record.received_at for record in heard)
    if said.status is not answer.event.status and (answer.event.is_final or not is_stale):
        yield STATUS_DIFFERS
    ours, theirs = said.money, answer.event.money
    if ours and theirs and parse_amount(ours.amount) != parse_amount(theirs.amount):
        yield AMOUNT_DIFFERS
