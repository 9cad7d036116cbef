"""Chooses the columns of a list: the menu on their titles, and the dialog."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu
from shiboken6 import isValid

from app.store.reader import Reader
from app.ui.ask import Ask
from app.ui.columns import Choice, Column, chosen
from app.ui.models.rows import RowsModel
from app.ui.widgets.columns_sheet import ColumnsSheet
from app.ui.widgets.tables import RowTable


@dataclass(frozen=True, slots=True)
class Chosen:
    """For which list columns are chosen."""

    model: RowsModel  # type: ignore[type-arg]
    table: RowTable
    paths: Callable[[], Callable[[Reader], list[str]]]  # those of the row at hand


class ColumnChoice(QObject):
    """One for each list; tells what a person chose, and shows what is kept."""

    chosen = Signal()

    def __init__(self, ask: Ask, of: Chosen) -> None:
        super().__init__(of.table)
        self._ask, self._of = ask, of
        titles = of.table.titles()
        titles.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        titles.customContextMenuRequested.connect(self._menu)
        titles.rearranged.connect(self.choose)

    def choose(self, choice: Choice) -> None:
        """A person wants these columns from now on."""
        self.show_choice(choice)
        self.chosen.emit()

    def edit(self) -> None:
        """The dialog: which columns, in which order, and places in the bodies."""
        sheet = ColumnsSheet(self._of.table, self._known(), self.choice())
        sheet.chosen.connect(self.choose)
        sheet.open()
        # It may be closed before the answer is there; without one, paths are typed unaided.
        self._ask.ask(
            self._of.paths(),
            lambda paths: sheet.offer_paths(paths) if isValid(sheet) else None,
            lambda _: None,
        )

    def show_choice(self, choice: Choice) -> None:
        """Show these columns."""
        self._of.model.show_paths(choice.paths)
        self._of.table.show_choice(self._of.model.columns, choice)

    def choice(self) -> Choice:
        """The columns that are chosen now."""
        return self._of.table.titles().choice

    def _known(self) -> Sequence[Column]:
        return [one for one in self._of.model.columns if not one.path]

    def _menu(self, at: QPoint) -> None:
        menu = QMenu(self._of.table)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        shown = [one.name for one in self._of.table.columns()]
        for column in self._of.model.columns:
            action = QAction(column.words, menu)
            action.setCheckable(True)
            action.setChecked(column.name in shown)
            action.setEnabled(shown != [column.name])  # the last one stays
            action.triggered.connect(lambda _=False, name=column.name: self._toggle(name))
            menu.addAction(action)
        menu.addSeparator()
        for words, done in (
            (self.tr("Columns…"), self.edit),
            (self.tr("Default columns"), lambda: self.choose(Choice())),
        ):
            action = QAction(words, menu)
            action.triggered.connect(lambda _=False, done=done: done())
            menu.addAction(action)
        menu.popup(self._of.table.titles().mapToGlobal(at))

    def _toggle(self, name: str) -> None:
        choice = self.choice()
        names = [one.name for one in chosen(self._of.model.columns, choice)]
        names = [one for one in names if one != name] if name in names else [*names, name]
        self.choose(replace(choice, names=tuple(names)))
