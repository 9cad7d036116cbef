"""The charts as tables, for those who read numbers rather than pictures."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QTableWidget, QTableWidgetItem

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def table(name: str) -> QTableWidget:
    """An empty table that can be read and copied from, but not changed."""
    made = QTableWidget()
    made.setAccessibleName(name)
    made.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    made.setShowGrid(False)
    made.verticalHeader().hide()
    made.verticalHeader().setDefaultSectionSize(31)
    made.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    made.horizontalHeader().setHighlightSections(False)
    return made


def cell(made: QTableWidget, row: int, column: int, text: str, *, is_right: bool) -> None:
    """Put a text into a cell, whether there was one or not."""
    item = made.item(row, column)
    if item is None:
        item = QTableWidgetItem()
        made.setItem(row, column, item)
    item.setText(text)
    item.setTextAlignment(_RIGHT if is_right else _LEFT)


def head(made: QTableWidget, column: int, text: str, *, is_right: bool) -> None:
    """Name a column over its texts."""
    item = QTableWidgetItem(text)
    item.setTextAlignment(_RIGHT if is_right else _LEFT)
    made.setHorizontalHeaderItem(column, item)


def fill(made: QTableWidget, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Heads across, rows down; the first column is of words, the others of numbers."""
    made.setColumnCount(len(heads))
    for column, text in enumerate(heads):
        head(made, column, text, is_right=column > 0)
    made.setRowCount(len(rows))
    for place, row in enumerate(rows):
        for column, text in enumerate(row):
            cell(made, place, column, text, is_right=column > 0)
    made.resizeColumnsToContents()  # nothing is cut: what has no room is scrolled to
