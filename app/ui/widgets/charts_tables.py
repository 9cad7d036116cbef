"""The charts as tables, for those who read numbers rather than pictures."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QTableWidget, QTableWidgetItem

from app.ui import theme

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def table(name: str) -> QTableWidget:
    """An empty table that can be read and copied from, but not changed."""
    made = QTableWidget()
    made.setAccessibleName(name)
    made.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    made.setShowGrid(False)
    made.verticalHeader().hide()
    made.verticalHeader().setDefaultSectionSize(theme.px(31))
    made.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    made.horizontalHeader().setHighlightSections(False)
    return made


def cell(made: QTableWidget, row: int, column: int, text: str, *, is_right: bool) -> bool:
    """Put a text into a cell; whether it is another than before."""
    item = made.item(row, column)
    if item is None:
        made.setItem(row, column, _item(text, is_right=is_right))
    elif item.text() != text:
        item.setText(text)
    else:
        return False
    return True


def head(made: QTableWidget, column: int, text: str, *, is_right: bool) -> bool:
    """Name a column over its texts; whether it was called otherwise before."""
    item = made.horizontalHeaderItem(column)
    if item is not None and item.text() == text:
        return False
    made.setHorizontalHeaderItem(column, _item(text, is_right=is_right))
    return True


def _item(text: str, *, is_right: bool) -> QTableWidgetItem:
    item = QTableWidgetItem(text)
    item.setTextAlignment(_RIGHT if is_right else _LEFT)
    return item


def fill(made: QTableWidget, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Heads across, rows down; the first column is of words, the others of numbers."""
    made.setColumnCount(len(heads))
    changed = [head(made, column, text, is_right=column > 0) for column, text in enumerate(heads)]
    made.setRowCount(len(rows))
    changed += [
        cell(made, place, column, text, is_right=column > 0)
        for place, row in enumerate(rows)
        for column, text in enumerate(row)
    ]
    if any(changed):
        made.resizeColumnsToContents()  # nothing is cut: what has no room is scrolled to
