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
        first = [row for row in fresh if row.number in urgent]
        if not first and self.places.place_of_heading(Urgent()) < 0:
            self.add_above(fresh)
            return
        self._part()
        self.add_under(Urgent(), first)
        self.add_under(Rest(), [row for row in fresh if row.number not in urgent])
        self._join()

    def move(self, place: int, row: TransactionRow, *, is_urgent: bool) -> None:
        """Put a row that just changed on top of the group that it belongs to now."""
        self.take_at(place)
        self._part()
        self.add_under(Urgent() if is_urgent else Rest(), [row])
        self._join()

    def _part(self) -> None:
        """See to it that both groups have their headings."""
        has_urgent = self.places.place_of_heading(Urgent()) >= 0
        if self.places.place_of_heading(Rest()) < 0:
            self.add_heading(0 if has_urgent else self.count(), Rest())
        if not has_urgent:
            self.add_heading(self.count(), Urgent())

    def _join(self) -> None:
        """Take the heading of an empty group out, and both where nothing comes first."""
        rest = self.places.rows_below(Rest())
        if rest == self.places.rows_below(Urgent()):
            self.take_heading(self.places.place_of_heading(Urgent()))
        if rest in (0, self.count()):
            self.take_heading(self.places.place_of_heading(Rest()))

    def set_today(self, today: date) -> None:
        """A new day has begun: yesterday's times now need their day."""
        if today != self._today:
            self._today = today
            self.renew()
