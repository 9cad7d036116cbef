"""Marks, labels and tags for all rows that are selected in a list, in one step of the history."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QInputDialog

from app.core.errors import AcuseError
from app.store.reader import Reader
from app.ui.ask import Ask
from app.ui.display import Display
from app.ui.models.at_hand import MOST
from app.ui.widgets.inspector import Inspector
from app.ui.widgets.parts import while_alive
from app.ui.widgets.tables import RowTable
from app.ui.widgets.writing import Pen

RowsAsked = Callable[[Sequence[int], Callable[[list[Any], Any], object]], object]


class Strokes(QObject):
    """With one row the inspector writes, which shows that row; with many the rows are read."""

    troubled = Signal(object)  # AcuseError

    def __init__(
        self,
        table: RowTable,
        inspector: Inspector,
        ask: Ask,
        display: Display,
        rows_asked: RowsAsked,
    ) -> None:
        super().__init__(table)
        self._table, self._inspector, self._ask = table, inspector, ask
        self._display = display
        self._rows_asked = rows_asked

    def mark(self) -> None:
        """Mark them, or take the marks away."""
        self._write(Pen.toggle_mark)

    def label(self, number: int) -> None:
        """Give a colour label, or take it away with 0."""
        self._write(lambda pen: pen.set_label(number))

    def tag(self) -> None:
        """One row: into the field of the inspector; many: ask for the tag once."""
        count = len(self._table.selected_keys())
        if count < 2:
            self._inspector.write_tag()
        else:
            self._ask.ask(
                Reader.tags,
                while_alive(self._table, lambda known: self._ask_tag(count, known)),
                self.troubled.emit,
            )

    def _ask_tag(self, count: int, known: Sequence[str]) -> None:
        dialog = QInputDialog(self._table)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle(self.tr("Tag the selected rows"))
        dialog.setLabelText(self.tr("A tag for %n rows", "", count))
        dialog.setComboBoxEditable(True)
        dialog.setComboBoxItems(["", *([] if self._display.is_private else known)])
        dialog.setTextValue("")
        dialog.textValueSelected.connect(self._tag_all)
        dialog.open()

    def _tag_all(self, typed: str) -> None:
        if typed.strip():
            self._write(lambda pen: self._add_tag(pen, typed))

    def _add_tag(self, pen: Pen, typed: str) -> None:
        try:
            pen.add_tag(typed)
        except AcuseError as error:
            self.troubled.emit(error)

    def _write(self, stroke: Callable[[Pen], object]) -> None:
        keys, pen = self._table.selected_keys()[:MOST], self._inspector.pen()
        if len(keys) > 1:
            self._rows_asked(keys, lambda rows, _: stroke(pen.about(rows)))
        else:
            stroke(pen)
