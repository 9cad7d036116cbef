"""What needs attention comes first, also when it begins to need it while the list is looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QModelIndex, QObject

from app.store.rows import TransactionRow
from app.ui.models.transactions import TransactionsModel
from app.ui.widgets.parts import button, set_words
from app.ui.widgets.tables import RowTable

_NEAR = 2_000  # places from the top in which a row is looked for: further down it takes too long


class Reordering(QObject):
    """Moves a row where nobody is disturbed by it: at the top, while following, unless selected.

    Everywhere else the list stays as it is, and a button says that its order is another by now.
    """

    def __init__(
        self, model: TransactionsModel, table: RowTable, sort_anew: Callable[[], object]
    ) -> None:
        super().__init__(table)
        self._model, self._table = model, table
        self._is_on = False
        self._first: set[int] = set()  # what stands first
        self._astray: set[int] = set()  # what belongs elsewhere by now
        self.button = button("", sort_anew, kind="chip", icon="refresh-cw")
        self.button.setToolTip(self.tr("Sort anew: what is chosen stays chosen (F5)"))
        self.button.hide()

    def begin(self, first: Iterable[int], *, is_on: bool) -> None:
        """The list was read anew, these first; it may have another order altogether."""
        self._is_on, self._first = is_on, set(first)
        self._astray.clear()
        self._say()

    def add_first(self, numbers: Iterable[int]) -> None:
        """More of what stands first was read."""
        self._first.update(numbers)

    def take_in(self, rows: Sequence[TransactionRow], urgent: frozenset[int]) -> None:
        """These changed, or are new; those of them need attention."""
        urgent = urgent if self._is_on else frozenset()
        for row in rows if self._is_on else ():
            if self._model.places.holds(row.number):
                self._compare(row, row.number in urgent)
        self._first |= urgent - self._astray
        self._model.add_newer(rows, urgent)
        self._say()

    def compare_all(self, urgent: Iterable[int]) -> None:
        """All that needs attention now: somebody did something about some of it."""
        if self._is_on:
            here = {number for number in urgent if self._model.places.holds(number)}
            self._astray = here ^ self._first
            self._say()

    def _compare(self, row: TransactionRow, is_urgent: bool) -> None:
        if is_urgent is (row.number in self._first):
            self._astray.discard(row.number)
            return
        place = self._place(row.number) if self._table.stays_on_top() else -1
        if place < 0 or self._table.selectionModel().isRowSelected(place, QModelIndex()):
            self._astray.add(row.number)
            return
        self._model.move(place, row, is_urgent=is_urgent)
        self._astray.discard(row.number)
        self._first ^= {row.number}

    def _place(self, number: int) -> int:
        near = range(min(_NEAR, self._model.rowCount()))
        return next((place for place in near if self._model.places.key(place) == number), -1)

    def _say(self) -> None:
        self.button.setVisible(bool(self._astray))
        words = self.tr("Order changed: %n", "", len(self._astray))
        set_words(self.button, words)
        self.button.setAccessibleName(f"{words}. {self.button.toolTip()}")
