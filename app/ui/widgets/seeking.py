"""Goes to the next row of a kind in a list of any length, reading as far as it must."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from app.ui.badges import MARK_ICON
from app.ui.cells import Shown
from app.ui.models.at_hand import Values
from app.ui.models.rows import RowsModel
from app.ui.widgets.tables import RowTable

_STEP = 500  # rows read in one go
FURTHEST = 20_000  # rows that are looked through for one press of a key

_PROBLEMS = frozenset({"failed", "reversed", "quarantined", "unreadable", "expired"})

Then = Callable[[list[Any], Values], None]


def is_problem(row: Shown) -> bool:
    """Whether something about a row wants a person, by its status or a badge."""
    return row.status in _PROBLEMS or any(one.tone in ("failed", "pending") for one in row.badges)


def is_marked(row: Shown) -> bool:
    """Whether a person marked a row or gave it a label."""
    return any(one.label or one.icon == MARK_ICON for one in row.badges)


class Seeking:
    """For one list; another press of a key, or another choice, ends the search before."""

    def __init__(
        self,
        model: RowsModel[Any],
        table: RowTable,
        ask_rows: Callable[[list[int], Then], object],
        not_found: Callable[[], None],
    ) -> None:
        self._model, self._table = model, table
        self._ask_rows, self._not_found = ask_rows, not_found

    def seek(self, step: int, is_wanted: Callable[[Shown], bool]) -> None:
        """Choose the next row (-1: the one before) that is wanted."""
        start = self._table.current_place()
        self._on(start, start + step, step, is_wanted)

    def _on(self, start: int, place: int, step: int, is_wanted: Callable[[Shown], bool]) -> None:
        if self._table.current_place() != start:
            return  # the person is elsewhere by now
        while 0 <= place < self._model.rowCount() and abs(place - start) <= FURTHEST:
            row = self._model.shown(place)
            if row is None or row.is_waiting:
                ends = sorted((place, place + step * (_STEP - 1)))
                keys = self._model.unread(*ends)
                self._ask_rows(keys, partial(self._read, start, place, step, is_wanted))
                return
            if is_wanted(row):
                self._table.choose(place)
                return
            place += step
        self._not_found()

    def _read(
        self,
        start: int,
        place: int,
        step: int,
        is_wanted: Callable[[Shown], bool],
        rows: list[Any],
        values: Values,
    ) -> None:
        self._model.fill(rows, 0, -1, values)
        if self._model.row(place) is not None:
            self._on(start, place, step, is_wanted)
