"""The menu of a row: what may be copied of it and done with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from app.core.event import IdKind
from app.ui import shortcuts
from app.ui.copied import Shape
from app.ui.display import Display
from app.ui.widgets.clipboard import copy
from app.ui.widgets.column_choice import ColumnChoice
from app.ui.widgets.inspected import Inspected
from app.ui.widgets.inspector import Inspector
from app.ui.widgets.row_copies import RowCopies
from app.ui.widgets.strokes import Strokes
from app.ui.widgets.tables import RowTable


@dataclass(frozen=True, slots=True)
class _Entry:
    """What can be done, and by which action's keys as well."""

    words: str
    pressed: Callable[[], object]
    named: str = ""
    can: bool = True

    def action(self, menu: QMenu) -> QAction:
        """It, for a menu; the keys are only shown here, they are bound where they act."""
        words = f"{self.words}\t{shortcuts.keys_of(self.named)}" if self.named else self.words
        made = QAction(words, menu)
        made.setEnabled(self.can)
        made.triggered.connect(lambda _=False: self.pressed())
        return made


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
        for group in (self._of_one(), self._of_many(), self._of_people(), self._of_windows()):
            menu.addSeparator()
            for entry in group:
                menu.addAction(entry.action(menu))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self._table.viewport().mapToGlobal(at))

    def _of_one(self) -> list[_Entry]:
        """What is copied of the row at hand."""
        found = self._inspector.found()
        copy_body = partial(copy, self._table, found.body if found else "", self.tr("body"))
        return [
            _Entry(
                self.tr("Copy answer for the customer"), self._inspector.copy_answer, "copy-answer"
            ),
            _Entry(self.tr("Copy id"), self._inspector.copy_id, "copy-id"),
            *self._identifiers(found),
            # Whole: not from behind the screen.
            _Entry(self.tr("Copy body"), copy_body, can=not self._display.is_private),
        ]

    def _of_many(self) -> list[_Entry]:
        """What is copied of all selected rows."""
        shaped = self._copies.copy
        return [
            _Entry(self.tr("Copy as text"), shaped, "copy-row"),
            _Entry(self.tr("Copy as Markdown"), partial(shaped, Shape.MARKDOWN), "copy-markdown"),
            _Entry(self.tr("Copy as JSON"), partial(shaped, Shape.JSON)),
            _Entry(self.tr("Copy as CSV"), partial(shaped, Shape.CSV)),
        ]

    def _of_people(self) -> list[_Entry]:
        """What somebody writes on the row."""
        return [
            _Entry(self.tr("Mark"), self._strokes.mark, "mark"),
            _Entry(self.tr("Add a tag…"), self._strokes.tag, "tag"),
        ]

    def _of_windows(self) -> list[_Entry]:
        """How it is looked at."""
        return [
            _Entry(self.tr("Open in a window of its own"), self.apart_asked.emit, "open-apart"),
            _Entry(self.tr("Columns…"), self._columns.edit, "columns"),
        ]

    def _identifiers(self, found: Inspected | None) -> list[_Entry]:
        """What is most asked for of a transaction, where it has it and the screen shows it."""
        if found is None or found.transaction is None or self._display.is_private:
            return []
        wanted = (
            (IdKind.CLABE, self.tr("Copy CLABE"), self.tr("CLABE")),
            (IdKind.TX_HASH, self.tr("Copy tx hash"), self.tr("tx hash")),
        )
        values = {one.kind: one.value for one in reversed(found.transaction.identifiers)}
        return [
            _Entry(words, partial(copy, self._table, values[kind], what))
            for kind, words, what in wanted
            if kind in values
        ]
