"""The rows of the transactions page: current states, in the order in which they were read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QObject

from app.store.rows import TransactionRow
from app.ui import cells, columns
from app.ui.cells import Cell, Preparing, Shown
from app.ui.models.places import Heading, Rest, Urgent
from app.ui.models.rows import RowsModel


class TransactionsModel(RowsModel[TransactionRow]):
    """A row that changes stays where it is; new ones come on top."""

    def __init__(self, using: Preparing, today: date, parent: QObject | None = None) -> None:
        super().__init__(
            columns.transaction_columns(),
            lambda row: row.number,
            lambda row: cells.transaction_row(row, using, self._today),
            parent,
        )
        self._using = using
        self._today = today

    def heading(self, heading: Heading) -> Shown:
        if isinstance(heading, Urgent):
            return cells.urgent_row()
        return cells.rest_row() if isinstance(heading, Rest) else cells.since_row()

    def value_cell(self, path: str, value: str) -> Cell:
        return cells.value_cell(path, value, self._using)

    def add_newer(
        self, rows: Sequence[TransactionRow], urgent: frozenset[int] = frozenset()
    ) -> None:
        """Put those that are not here on top, each of its own group where there are groups."""
        fresh = [row for row in rows if not self.places.holds(row.number)]
        for heading, is_urgent in ((Urgent(), True), (Rest(), False)):
            group = [row for row in fresh if (row.number in urgent) is is_urgent]
            if self.places.place_of_heading(heading) >= 0:
                self.add_under(heading, group)
                fresh = [row for row in fresh if row not in group]
        self.add_above(fresh)

    def set_today(self, today: date) -> None:
        """A new day has begun: yesterday's times now need their day."""
        if today != self._today:
            self._today = today
            self.renew()
