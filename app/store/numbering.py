"""Numbers transactions by their first event, so that what is new stands together at the end.

An index whose entries grow at its end is quick to write however large it is, and short to keep. The
number follows from the facts alone: delivery and position of the earliest event that is believed.
"""

from __future__ import annotations

from app.store.history import number_of
from app.store.sqlite import Connection

PLACES = 1024  # for the events of one delivery

_FIRST = """SELECT delivery_id, position FROM events WHERE transaction_number = ?
    ORDER BY delivery_id, position LIMIT 1"""
_MOVES = (
    "UPDATE events SET transaction_number = :to WHERE transaction_number = :number",
    """UPDATE feed SET transaction_number = :to WHERE transaction_number = :number
        AND delivery_id IN (SELECT delivery_id FROM events WHERE transaction_number = :to)""",
    "DELETE FROM identifiers WHERE transaction_number = :number",
    "DELETE FROM transactions WHERE number = :number",
)


class Numbering:
    """The numbers of the transactions that a slice touches."""

    def __init__(self, views: Connection) -> None:
        self._views = views
        self._numbers: dict[str, int | None] = {}

    def begin(self) -> None:
        """A slice begins; what one before it did not finish is forgotten."""
        self._numbers.clear()

    def known(self, transaction_id: str) -> int | None:
        """The number of a transaction, if it has one."""
        if transaction_id not in self._numbers:
            self._numbers[transaction_id] = number_of(self._views, transaction_id)
        return self._numbers[transaction_id]

    def number(self, transaction_id: str, delivery_id: int, position: int) -> int:
        """The number of a transaction, or a new one after an event of it."""
        number = self.known(transaction_id)
        if number is None:
            number = self._numbers[transaction_id] = delivery_id * PLACES + position
        return number

    def settled(self, transaction_id: str) -> int:
        """The number of a transaction that has events; a new one when its first is another now."""
        number = self.known(transaction_id)
        first = self._views.execute(_FIRST, (number,)).fetchone()
        due: int = first["delivery_id"] * PLACES + first["position"]
        if due != number:
            for move in _MOVES:
                self._views.execute(move, {"number": number, "to": due})
            self._numbers[transaction_id] = due
        return due

    def forget(self, transaction_id: str) -> None:
        """A transaction is no more."""
        self._numbers[transaction_id] = None
