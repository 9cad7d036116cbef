"""What both the projector and a reader ask of a transaction: its events, and who shares with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from app.core.event import Event, IdKind, Recorded, Transaction
from app.core.normal import normal_form
from app.core.relations import SHARED, related
from app.core.timeline import fold
from app.store.documents import event_from_document
from app.store.sqlite import Connection, moment

FINGERPRINT = 16  # signs of one that tell the facts of one transaction apart
MOST_SHARING = 20  # one hash can carry many payments; more than a person reads are not looked at

_KINDS = ", ".join(f"'{kind}'" for kind in sorted(SHARED))
# Who has a hash or clave in common with it, names it by its key, or is named by it.
_SHARING = f"""SELECT transaction_id FROM transactions WHERE number <> :number AND number IN (
    SELECT other.transaction_number FROM identifiers mine
    JOIN identifiers other ON other.key = mine.key AND other.kind = mine.kind
    WHERE mine.transaction_number = :number AND mine.kind IN ({_KINDS})
    UNION SELECT transaction_number FROM identifiers WHERE key = :form AND kind = 'id'
    UNION SELECT t.number FROM identifiers mine
    JOIN transactions t ON t.key = coalesce(mine.value, mine.key)
    WHERE mine.transaction_number = :number AND mine.kind = 'id')
    ORDER BY 1 LIMIT :most"""  # noqa: S608 - words of our own


def number_of(views: Connection, transaction_id: str) -> int | None:
    """The number under which a transaction is kept; None for one that is not."""
    row = views.execute(
        "SELECT number FROM transactions WHERE transaction_id = ?", (transaction_id,)
    ).fetchone()
    return None if row is None else row["number"]


def records(
    views: Connection, number: int, read: Mapping[bytes, Event] = MappingProxyType({})
) -> list[Recorded]:
    """All events of a transaction with their arrivals; of some documents the event is at hand."""
    rows = views.execute(
        """SELECT e.document, e.delivery_id, e.fingerprint, f.received_at, f.source, f.attempts
        FROM events e JOIN feed f USING (delivery_id)
        WHERE e.transaction_number = ? ORDER BY e.delivery_id, e.position""",
        (number,),
    )
    return [
        Recorded(
            event=read.get(row["document"]) or event_from_document(row["document"]),
            delivery_id=row["delivery_id"],
            fingerprint=row["fingerprint"],
            received_at=moment(row["received_at"]),
            source=row["source"],
            attempts=row["attempts"],
        )
        for row in rows
    ]


def state_of(views: Connection, transaction_id: str) -> Transaction | None:
    """What the events of a transaction fold to; None when no event speaks of it."""
    number = number_of(views, transaction_id)
    found = [] if number is None else records(views, number)
    return fold(found) if found else None


def sharing(views: Connection, transaction_id: str) -> list[str]:
    """Transactions that may be about the same money as this one."""
    key = transaction_id.split(":", 2)[2]  # "juno:issuance:<key>"
    rows = views.execute(
        _SHARING,
        {
            "number": number_of(views, transaction_id),
            "form": normal_form(IdKind.ID, key),
            "most": MOST_SHARING,
        },
    )
    return [row["transaction_id"] for row in rows]


def evidence(views: Connection, state: Transaction) -> Sequence[tuple[str, str]]:
    """The related transactions with what says so; judged when asked, so it is never stale."""
    others = [state_of(views, one) for one in sharing(views, state.transaction_id)]
    judged = ((other, related(state, other)) for other in others if other is not None)
    return [(other.transaction_id, reason) for other, reason in judged if reason]
