"""A table of rows that are all of one height: where each stands is reckoned, not kept.

Qt's own table keeps a section for every row and goes through all of them whenever one comes in,
which takes ten milliseconds of a list of a million. Here its vertical header stands empty, and
what asked it for a place asks `row_height` instead.
"""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractItemModel,
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QStringListModel,
    Qt,
)
from PySide6.QtGui import QRegion
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

Index = QModelIndex | QPersistentModelIndex
_Cursor = QAbstractItemView.CursorAction
_Hint = QAbstractItemView.ScrollHint
_UP = {_Cursor.MoveUp: -1, _Cursor.MoveDown: 1}
_ASIDE = {_Cursor.MoveLeft: -1, _Cursor.MoveRight: 1}


class LongTable(QTableView):
    """Painted by whoever inherits from it."""

    def __init__(self, row_height: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._height = row_height
        self._is_held = False  # what comes in above is no reason to paint
        self._no_rows = QStringListModel(self)
        self._is_laying_out = False
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setMinimumSectionSize(row_height)
        rows.setDefaultSectionSize(row_height)

    def setModel(self, model: QAbstractItemModel | None) -> None:
        """Set once."""
        super().setModel(model)
        self.verticalHeader().setModel(self._no_rows)
        if model is not None:
            model.rowsRemoved.connect(self._rows_removed)
        self.updateGeometries()

    # --- where everything is -----------------------------------------------------------------

    def row_height(self) -> int:
        """Of every row."""
        return self._height

    def rowHeight(self, row: int) -> int:
        return self._height if 0 <= row < self._count() else 0

    def rowAt(self, y: int) -> int:
        row = (y + self.verticalScrollBar().value()) // self._height
        return row if 0 <= row < self._count() else -1

    def rowViewportPosition(self, row: int) -> int:
        return row * self._height - self.verticalScrollBar().value()

    def verticalOffset(self) -> int:
        return self.verticalScrollBar().value()

    def indexAt(self, at: QPoint) -> QModelIndex:
        row, column = self.rowAt(at.y()), self.columnAt(at.x())
        return self.model().index(row, column) if row >= 0 <= column else QModelIndex()

    def visualRect(self, index: Index) -> QRect:
        if not index.isValid() or self.isIndexHidden(index):
            return QRect()
        left, width = self._across(index.column())
        return QRect(left, self.rowViewportPosition(index.row()), width, self._height)

    def isIndexHidden(self, index: Index) -> bool:
        return self.horizontalHeader().isSectionHidden(index.column())

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        """Rows are chosen whole."""
        room, region = self.viewport().rect(), QRegion()
        for first, last in _runs(selection):
            region += self.rows_rect(first, last).intersected(room)
        return region

    def chosen_runs(self) -> list[tuple[int, int]]:
        """The first and the last of the rows that are selected in one piece, from the top down."""
        selected = self.selectionModel()
        return _runs(selected.selection()) if selected is not None else []

    def rows_rect(self, first: int, last: int) -> QRect:
        """The rows between two places, both included, as wide as the view."""
        top = self.rowViewportPosition(first)
        height = (last - first + 1) * self._height
        return QRect(0, top, self.viewport().width(), height)

    def _across(self, column: int) -> tuple[int, int]:
        titles = self.horizontalHeader()
        return titles.sectionViewportPosition(column), titles.sectionSize(column)

    def _count(self) -> int:
        model = self.model()
        return model.rowCount() if model is not None else 0

    # --- going there -------------------------------------------------------------------------

    def scrollTo(self, index: Index, hint: _Hint = _Hint.EnsureVisible) -> None:
        if not index.isValid():
            return
        room, row = self.viewport(), index.row()
        left, width = self._across(index.column())
        across = self.horizontalScrollBar()
        across.setValue(_brought(across.value(), left, width, room.width(), _Hint.EnsureVisible))
        down, top = self.verticalScrollBar(), self.rowViewportPosition(row)
        down.setValue(_brought(down.value(), top, self._height, room.height(), hint))

    def moveCursor(self, action: _Cursor, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        current, count = self.currentIndex(), self._count()
        if not count:
            return QModelIndex()
        if not current.isValid():
            return self._enabled(0, 1, 0)
        row, column = current.row(), current.column()
        if action in _UP:
            return self._enabled(row + _UP[action], _UP[action], column, current)
        if action in (_Cursor.MovePageUp, _Cursor.MovePageDown):
            page = max(self.viewport().height() // self._height, 1)
            step = -1 if action == _Cursor.MovePageUp else 1
            place = min(max(row + step * page, 0), count - 1)
            found = self._enabled(place, -step, column, current)
            return found if (found.row() - row) * step > 0 else current
        if action in _ASIDE:
            return self.model().index(row, self._beside(column, _ASIDE[action]))
        return current

    def _enabled(
        self, row: int, step: int, column: int, otherwise: QModelIndex | None = None
    ) -> QModelIndex:
        """The first row from one on that can be chosen."""
        model = self.model()
        while 0 <= row < model.rowCount():
            index = model.index(row, column)
            if model.flags(index) & Qt.ItemFlag.ItemIsEnabled:
                return index
            row += step
        return otherwise or QModelIndex()

    def _beside(self, column: int, step: int) -> int:
        titles = self.horizontalHeader()
        place = titles.visualIndex(column) + step
        while 0 <= place < titles.count():
            if not titles.isSectionHidden(titles.logicalIndex(place)):
                return titles.logicalIndex(place)
            place += step
        return column

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        """What a rectangle of the view touches; its edges may lie outside of what is seen."""
        area = rect.normalized()
        first, last = self.indexAt(area.topLeft()), self.indexAt(area.bottomRight())
        enabled = Qt.ItemFlag.ItemIsEnabled
        if all(one.isValid() and self.model().flags(one) & enabled for one in (first, last)):
            selection = QItemSelection()
            selection.append(QItemSelectionRange(first, last))
            self.selectionModel().select(selection, command)

    # --- what changes ------------------------------------------------------------------------

    def rowsInserted(self, parent: Index, start: int, end: int) -> None:
        self._lay_bars_out()
        self._repaint_from(start)

    def _rows_removed(self, parent: QModelIndex, start: int, end: int) -> None:
        self._lay_bars_out()
        self._repaint_from(start)

    def _repaint_from(self, row: int) -> None:
        top = self.rowViewportPosition(row)
        if not self._is_held and top < self.viewport().height():
            self.viewport().update(0, top, self.viewport().width(), self.viewport().height() - top)

    def dataChanged(self, first: Index, last: Index, roles: object = ()) -> None:
        self.viewport().update(self.rows_rect(first.row(), last.row()))

    def covered(self) -> int:
        """How many pixels at the top of the view lie under something else; 0 for none."""
        return 0

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Move what is painted; Qt would paint all of it anew where a part is covered."""
        covered = self.covered()
        if self._is_held:
            return
        if dx or not covered:
            super().scrollContentsBy(dx, dy)
            return
        view = self.viewport()
        view.scroll(0, dy, view.rect().adjusted(0, covered, 0, 0))
        view.update(0, 0, view.width(), covered)

    def updateGeometries(self) -> None:
        """The titles above the view, and how far it can be scrolled."""
        if self._is_laying_out:
            return
        self._is_laying_out = True
        titles = self.horizontalHeader()
        height = min(
            max(titles.minimumHeight(), titles.sizeHint().height()), titles.maximumHeight()
        )
        self.setViewportMargins(0, height, 0, 0)
        room = self.viewport().geometry()
        titles.setGeometry(room.left(), room.top() - height, room.width(), height)
        across = self.horizontalScrollBar()
        across.setPageStep(room.width())
        across.setRange(0, max(titles.length() - room.width(), 0))
        self._lay_bars_out()
        self._is_laying_out = False

    def _lay_bars_out(self) -> None:
        room, down = self.viewport().height(), self.verticalScrollBar()
        down.setSingleStep(self._height)
        down.setPageStep(room)
        down.setRange(0, max(self._count() * self._height - room, 0))


def pieces(region: QRegion) -> list[QRect]:
    """The rectangles that a region is made of; it can be gone through, whatever its stub says."""
    return list(region)  # type: ignore[call-overload, no-any-return]


def _runs(selection: QItemSelection) -> list[tuple[int, int]]:
    parts = (selection.at(number) for number in range(selection.count()))
    return sorted({(one.top(), one.bottom()) for one in parts})


def _brought(value: int, start: int, size: int, room: int, hint: _Hint) -> int:
    """The value of a scroll bar that brings a piece into a view of so much room."""
    if hint == _Hint.PositionAtTop or (hint == _Hint.EnsureVisible and start < 0):
        return value + start
    if hint == _Hint.PositionAtBottom or (hint == _Hint.EnsureVisible and start + size > room):
        return value + start + min(size - room, 0)
    return value if hint == _Hint.EnsureVisible else value + start - (room - size) // 2
