"""The rows of the transactions page: current states, in the order in which they were read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QObject

from app.store.rows import TransactionRow
from app.ui import cells
from app.ui.cells import Preparing
from app.ui.models.rows import MOST, RowsModel


class TransactionsModel(RowsModel[TransactionRow]):
    """A row that changes stays where it is; new ones come on top."""

    def __init__(self, using: Preparing, today: date, parent: QObject | None = None) -> None:
        super().__init__(
            cells.transaction_columns(),
            lambda row: row.transaction_id,
            lambda row: cells.transaction_row(row, using, self._today),
            parent,
        )
        self._today = today

    def add_newer(self, rows: Sequence[TransactionRow]) -> int:
        """Change the rows that are here, put those that are not on top; answers how many."""
        here = {row.transaction_id for row in self._rows}
        self.update(rows)
        fresh = [row for row in rows if row.transaction_id not in here]
        self.insert(0, fresh)
        return len(fresh)

    def add_older(self, rows: Sequence[TransactionRow]) -> None:
        """Put the next page below."""
        here = {row.transaction_id for row in self._rows}
        fresh = [row for row in rows if row.transaction_id not in here]
        self.insert(len(self._rows), fresh[: max(0, MOST - len(self._rows))])

    def trim(self) -> None:
        """Let go of the last rows beyond MOST."""
        self.remove(MOST, len(self._rows) - MOST)

    def clear(self) -> None:
        """Take every row out."""
        self.remove(0, len(self._rows))

    def set_today(self, today: date) -> None:
        """A new day has begun: yesterday's times now need their day."""
        if today != self._today:
            self._today = today
            self.renew()
