"""Copies the selected rows of a list, in the order of its columns."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QObject

from app.ui.cells import Shown
from app.ui.copied import Shape, copied
from app.ui.display import Display
from app.ui.models.at_hand import MOST, Values
from app.ui.models.rows import RowsModel
from app.ui.widgets.clipboard import copy
from app.ui.widgets.strokes import RowsAsked
from app.ui.widgets.tables import RowTable


class RowCopies(QObject):
    """At once where all of them are at hand; else they are read first."""

    def __init__(
        self, model: RowsModel[Any], table: RowTable, display: Display, rows_asked: RowsAsked
    ) -> None:
        super().__init__(table)
        self._model, self._table, self._display = model, table, display
        self._rows_asked = rows_asked

    def copy(self, shape: Shape = Shape.TEXT) -> None:
        """Put the selected rows on the clipboard as they are shown."""
        keys = self._table.selected_keys()[:MOST]
        if (ready := self._model.at_hand.ready_to_copy(keys)) is not None:
            self._copy(shape, ready)
        else:
            self._rows_asked(keys, partial(self._copy_read, shape, keys))

    def _copy_read(
        self, shape: Shape, keys: Sequence[int], rows: list[Any], values: Values
    ) -> None:
        self._copy(shape, self._model.at_hand.in_order(keys, rows, values))

    def _copy(self, shape: Shape, rows: Sequence[Shown]) -> None:
        if not rows:
            return
        text = copied(shape, self._table.columns(), rows)
        words = self.tr("%n rows as {0}", "", len(rows)).format(shape)
        if self._display.is_private:
            words = self.tr("{0}, masked as they are shown").format(words)
        copy(self._table, text, words)
