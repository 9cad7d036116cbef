"""What both the projector and a reader ask of a transaction: its events, and who shares with it."""

from __future__ import annotations

from collections.abc import Sequence

from app.core.event import IdKind, Recorded, Transaction
from app.core.normal import normal_form
from app.core.relations import SHARED, related
from app.core.timeline import fold
from app.store.documents import event_from_text
from app.store.sqlite import Connection, moment

MOST_SHARING = 20  # one hash can carry many payments; more than a person reads are not looked at

_KINDS = ", ".join(f"'{kind}'" for kind in sorted(SHARED))
# Who has a hash or clave in common with it, names it by its key, or is named by it.
_SHARING = f"""SELECT other.transaction_id FROM identifiers mine
    JOIN identifiers other ON other.key = mine.key AND other.kind = mine.kind
    WHERE mine.transaction_id = :id AND mine.kind IN ({_KINDS}) AND other.transaction_id <> :id
    UNION SELECT transaction_id FROM identifiers
    WHERE key = :form AND kind = 'id' AND transaction_id <> :id
    UNION SELECT t.transaction_id FROM identifiers mine
    JOIN transactions t ON t.key = mine.value
    WHERE mine.transaction_id = :id AND mine.kind = 'id' AND t.transaction_id <> :id
    ORDER BY 1 LIMIT :most"""  # noqa: S608 - words of our own


def records(views: Connection, transaction_id: str) -> list[Recorded]:
    """All events of a transaction with their arrivals."""
    rows = views.execute(
        """SELECT e.document, e.delivery_id, e.fingerprint, f.received_at, f.source, f.attempts
        FROM events e JOIN feed f USING (delivery_id)
        WHERE e.transaction_id = ? ORDER BY e.delivery_id, e.position""",
        (transaction_id,),
    )
    return [
        Recorded(
            event=event_from_text(row["document"]),
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
    found = records(views, transaction_id)
    return fold(found) if found else None


def sharing(views: Connection, transaction_id: str) -> list[str]:
    """Transactions that may be about the same money as this one."""
    key = transaction_id.split(":", 2)[2]  # "juno:issuance:<key>"
    rows = views.execute(
        _SHARING,
        {"id": transaction_id, "form": normal_form(IdKind.ID, key), "most": MOST_SHARING},
    )
    return [row["transaction_id"] for row in rows]


def evidence(views: Connection, transaction_id: str) -> Sequence[tuple[str, str]]:
    """The related transactions with what says so; judged when asked, so it is never stale."""
    state = state_of(views, transaction_id)
    if state is None:
        return ()
    others = [state_of(views, one) for one in sharing(views, transaction_id)]
    judged = ((other, related(state, other)) for other in others if other is not None)
    return [(other.transaction_id, reason) for other, reason in judged if reason]
