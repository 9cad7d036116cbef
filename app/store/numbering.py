"""Numbers transactions by their first event, so that what is new stands together at the end.

An index whose entries grow at its end is quick to write however large it is, and short to keep. The
number follows from the facts alone: delivery and position of the earliest event that is believed.
"""

from __future__ import annotations

from app.store.sqlite import Connection

FURTHER = 1 << 40  # more deliveries than anybody keeps

_MOVES = (
    "UPDATE events SET transaction_number = :to WHERE transaction_number = :number",
    """UPDATE feed SET transaction_number = :to WHERE transaction_number = :number
        AND delivery_id IN (SELECT delivery_id FROM events WHERE transaction_number = :to)""",
    "DELETE FROM identifiers WHERE transaction_number = :number",
    "DELETE FROM transactions WHERE number = :number",
)


def number_by(delivery_id: int, position: int) -> int:
    """The number of a transaction that begins there: nearly always the delivery's own."""
    return position * FURTHER + delivery_id


def move(views: Connection, number: int, to: int) -> None:
    """The first event of a transaction is another now; what is kept of it but events goes."""
    for statement in _MOVES:
        views.execute(statement, {"number": number, "to": to})
