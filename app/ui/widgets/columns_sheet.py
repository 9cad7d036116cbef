"""The dialog of the columns: which are shown, in which order, and places in the bodies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCompleter,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.core.plain import plain
from app.ui import theme
from app.ui.columns import MOST_PATHS, PATH, Choice, Column, chosen, path_column
from app.ui.widgets.dialogs import Sheet
from app.ui.widgets.parts import button, label

_NAME = Qt.ItemDataRole.UserRole
_LONGEST = 200  # characters of a path


class ColumnsSheet(Sheet):
    """Ticked is shown; the order of the list is the order of the columns."""

    chosen = Signal(object)  # Choice

    def __init__(self, parent: QWidget, known: Sequence[Column], choice: Choice) -> None:
        super().__init__(
            parent,
            self.tr("Columns"),
            self.tr("Tick what is shown. Drag a column, or press Alt+Up and Alt+Down, to move it."),
        )
        self._known, self._choice = known, choice
        self.list = _Names()
        theme.dress(self.list, "list")
        self.list.setAccessibleName(self.tr("Columns"))
        self.list.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.list.setMinimumHeight(theme.px(300))
        self.list.setSpacing(2)
        self.path = QLineEdit()
        self.path.setMaxLength(_LONGEST)
        self.path.setAccessibleName(self.tr("Field of the body"))
        self.path.setPlaceholderText(self.tr("payload.details.clave"))
        self.path.returnPressed.connect(self._add)
        self._arrange()
        self._fill(choice)
        self.list.pushed.connect(self._move)

    def _arrange(self) -> None:
        beside = QVBoxLayout()
        beside.setSpacing(8)
        for words, done in (
            (self.tr("Move up"), lambda: self._move(-1)),
            (self.tr("Move down"), lambda: self._move(1)),
            (self.tr("Default columns"), lambda: self._fill(Choice())),
        ):
            beside.addWidget(button(words, done))
        beside.addStretch()
        row = QHBoxLayout()
        row.addWidget(self.list, 1)
        row.addLayout(beside)
        self.body.addLayout(row)
        self.body.addWidget(label(self.tr("Show a field of the body as a column"), "muted"))
        adding = QHBoxLayout()
        adding.addWidget(self.path, 1)
        adding.addWidget(button(self.tr("Add"), self._add))
        self.body.addLayout(adding)
        self.add_button(self.tr("Cancel"), self.reject)
        self.add_button(self.tr("Show these columns"), self._done, kind="primary")

    def offer_paths(self, paths: Sequence[str]) -> None:
        """Places of the delivery at hand, to be completed while typing."""
        completer = QCompleter([one for one in paths if one == plain(one)], self.path)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setMaxVisibleItems(12)
        self.path.setCompleter(completer)

    def _fill(self, choice: Choice) -> None:
        self._choice = choice
        self.list.clear()
        shown = chosen([*self._known, *map(path_column, choice.paths)], choice)
        names = {one.name for one in shown}
        for column in (*shown, *(one for one in self._known if one.name not in names)):
            self._append(column, is_shown=column.name in names)
        self.list.setCurrentRow(0)

    def _append(self, column: Column, *, is_shown: bool) -> QListWidgetItem:
        item = QListWidgetItem(plain(column.words))
        item.setData(_NAME, column.name)
        state = Qt.CheckState
        item.setCheckState(state.Checked if is_shown else state.Unchecked)
        self.list.addItem(item)
        return item

    def _move(self, step: int) -> None:
        place = self.list.currentRow()
        if 0 <= place + step < self.list.count():
            self.list.insertItem(place + step, self.list.takeItem(place))
            self.list.setCurrentRow(place + step)

    def _add(self) -> None:
        path = self.path.text().strip()
        items = [self.list.item(place) for place in range(self.list.count())]
        paths = [one for one in items if str(one.data(_NAME)).startswith(PATH)]
        if not path or len(paths) >= MOST_PATHS:
            return
        same = [one for one in paths if one.data(_NAME) == f"{PATH}{path}"]
        item = same[0] if same else self._append(path_column(path), is_shown=True)
        item.setCheckState(Qt.CheckState.Checked)
        self.list.setCurrentItem(item)
        self.path.clear()

    def _done(self) -> None:
        items = [self.list.item(place) for place in range(self.list.count())]
        names = tuple(
            str(one.data(_NAME)) for one in items if one.checkState() is Qt.CheckState.Checked
        )
        default = tuple(one.name for one in self._known if not one.is_more)
        self.chosen.emit(replace(self._choice, names=() if names == default else names))
        self.accept()


class _Names(QListWidget):
    """A list whose lines are moved by Alt with the arrows."""

    pushed = Signal(int)  # 1 down, -1 up

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if step and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.pushed.emit(step)
        else:
            super().keyPressEvent(event)
