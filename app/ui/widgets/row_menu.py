"""The menu of a row: what may be copied of it and done with it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from app.core.event import IdKind
from app.ui.copied import Shape
from app.ui.display import Display
from app.ui.widgets.clipboard import copy
from app.ui.widgets.column_choice import ColumnChoice
from app.ui.widgets.inspected import Inspected
from app.ui.widgets.inspector import Inspector
from app.ui.widgets.row_copies import RowCopies
from app.ui.widgets.strokes import Strokes
from app.ui.widgets.tables import RowTable


class RowMenu(QObject):
    """Opens over the row at the pointer, which the inspector shows by then."""

    apart_asked = Signal()

    def __init__(
        self,
        table: RowTable,
        inspector: Inspector,
        copies: RowCopies,
        strokes: Strokes,
        columns: ColumnChoice,
        display: Display,
    ) -> None:
        super().__init__(table)
        self._table, self._inspector, self._display = table, inspector, display
        self._copies, self._strokes, self._columns = copies, strokes, columns
        table.customContextMenuRequested.connect(self._open)

    def _open(self, at: QPoint) -> None:
        if not self._table.indexAt(at).isValid():
            return
        menu = QMenu(self._table)
        found = self._inspector.found()
        body = found.body if found else ""
        # Whole: not from behind the screen.
        copy_body = partial(copy, self._table, body, self.tr("body"))
        for words, pressed in (
            (self.tr("Copy as text"), self._copies.copy),
            (self.tr("Copy as Markdown"), partial(self._copies.copy, Shape.MARKDOWN)),
            (self.tr("Copy as JSON"), partial(self._copies.copy, Shape.JSON)),
            (self.tr("Copy as CSV"), partial(self._copies.copy, Shape.CSV)),
            (self.tr("Copy id"), self._inspector.copy_id),
            *self._identifiers(found),
            (self.tr("Copy answer for the customer"), self._inspector.copy_answer),
            (self.tr("Copy body"), copy_body),
            (self.tr("Mark"), self._strokes.mark),
            (self.tr("Add a tag…"), self._strokes.tag),
            (self.tr("Open in a window of its own"), self.apart_asked.emit),
            (self.tr("Columns…"), self._columns.edit),
        ):
            action = QAction(words, menu)
            action.setEnabled(pressed != copy_body or not self._display.is_private)
            action.triggered.connect(lambda _=False, pressed=pressed: pressed())
            menu.addAction(action)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self._table.viewport().mapToGlobal(at))

    def _identifiers(self, found: Inspected | None) -> list[tuple[str, Callable[[], object]]]:
        """What is most asked for of a transaction, where it has it and the screen shows it."""
        if found is None or found.transaction is None or self._display.is_private:
            return []
        wanted = (
            (IdKind.CLABE, self.tr("Copy CLABE"), self.tr("CLABE")),
            (IdKind.TX_HASH, self.tr("Copy tx hash"), self.tr("tx hash")),
        )
        values = {one.kind: one.value for one in reversed(found.transaction.identifiers)}
        return [
            (words, partial(copy, self._table, values[kind], what))
            for kind, words, what in wanted
            if kind in values
        ]
