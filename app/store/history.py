"""What both the projector and a reader ask of a transaction: its events, and who shares with it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence

from app.core.event import IdKind, Recorded, Transaction
from app.core.normal import normal_form
from app.core.relations import SHARED, related
from app.core.timeline import fold
from app.store.meanings import Tell
from app.store.sqlite import Connection, moment

FINGERPRINT = 16  # signs of one that tell the facts of one transaction apart
MOST_SHARED = 1_000  # with all transactions of a slice together
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


_SHARING_ANY = f"""WITH own AS MATERIALIZED (SELECT value AS number FROM json_each(:numbers))
    SELECT transaction_id FROM transactions WHERE number IN (
        SELECT other.transaction_number FROM own
        CROSS JOIN identifiers mine ON mine.transaction_number = own.number
        CROSS JOIN identifiers other ON other.key = mine.key AND other.kind = mine.kind
        WHERE mine.kind IN ({_KINDS}) AND other.transaction_number <> own.number
        UNION SELECT other.transaction_number FROM own
        CROSS JOIN identifiers mine ON mine.transaction_number = own.number
        CROSS JOIN identifiers other ON other.key = mine.key AND other.kind = 'id'
        WHERE mine.kind = 'id' AND other.transaction_number <> own.number
        UNION SELECT t.number FROM own
        CROSS JOIN identifiers mine ON mine.transaction_number = own.number
        CROSS JOIN transactions t ON t.key = coalesce(mine.value, mine.key)
        WHERE mine.kind = 'id' AND t.number <> own.number)
    LIMIT :most"""  # noqa: S608 - words of our own

_EVENTS = """SELECT e.transaction_number AS number, e.delivery_id, e.position, f.received_at,
    f.source, f.attempts FROM events e JOIN feed f USING (delivery_id)
    WHERE e.transaction_number IN (SELECT value FROM json_each(?)) ORDER BY 1, 2, 3"""


def number_of(views: Connection, transaction_id: str) -> int | None:
    """The number under which a transaction is kept; None for one that is not."""
    row = views.execute(
        "SELECT number FROM transactions WHERE transaction_id = ?", (transaction_id,)
    ).fetchone()
    return None if row is None else row["number"]


def placed(
    views: Connection, numbers: Iterable[int], tell: Tell
) -> Iterator[tuple[int, tuple[int, int], Recorded]]:
    """All events of these transactions with their arrivals: number, place, event."""
    rows = views.execute(_EVENTS, (json.dumps(list(numbers)),)).fetchall()
    told = tell({row["delivery_id"] for row in rows})
    for row in rows:
        known = told.get(row["delivery_id"])
        if known is not None and row["position"] < len(known.events):
            record = Recorded(
                event=known.events[row["position"]],
                delivery_id=row["delivery_id"],
                fingerprint=known.fingerprint[:FINGERPRINT],
                received_at=moment(row["received_at"]),
                source=row["source"],
                attempts=row["attempts"],
            )
            yield row["number"], (row["delivery_id"], row["position"]), record


def records(views: Connection, number: int, tell: Tell) -> list[Recorded]:
    """All events of a transaction with their arrivals."""
    return [record for _, _, record in placed(views, [number], tell)]


def state_of(views: Connection, transaction_id: str, tell: Tell) -> Transaction | None:
    """What the events of a transaction fold to; None when no event speaks of it."""
    number = number_of(views, transaction_id)
    found = [] if number is None else records(views, number, tell)
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


def sharing_any(views: Connection, numbers: Iterable[int]) -> set[str]:
    """Transactions that may be about the same money as any of these."""
    rows = views.execute(_SHARING_ANY, {"numbers": json.dumps(list(numbers)), "most": MOST_SHARED})
    return {row["transaction_id"] for row in rows}


def evidence(views: Connection, state: Transaction, tell: Tell) -> Sequence[tuple[str, str]]:
    """The related transactions with what says so; judged when asked, so it is never stale."""
    others = [state_of(views, one, tell) for one in sharing(views, state.transaction_id)]
    judged = ((other, related(state, other)) for other in others if other is not None)
    return [(other.transaction_id, reason) for other, reason in judged if reason]
