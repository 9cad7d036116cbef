"""The table of a live list: painted from prepared rows, and never moved under a person's eyes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from app.ui.cells import Shown
from app.ui.columns import Column
from app.ui.models.at_hand import MOST
from app.ui.models.rows import RowsModel
from app.ui.widgets.news_pill import NewsPill
from app.ui.widgets.painted_table import PaintedTable

Index = QModelIndex | QPersistentModelIndex
_SETTLED = 140  # milliseconds without scrolling


class RowTable(PaintedTable):
    """A list that grows on top while it is read.

    Rows that come in above what is seen leave it where it is; only at the top, while following,
    is the newest row shown. Those not seen yet are counted on a pill that leads to them.
    """

    chosen = Signal(int)  # the place of the row that became current, -1 for none
    settled = Signal()  # scrolling has come to rest
    reached_top = Signal()
    copy_asked = Signal()
    cut_short = Signal(int, int)  # of so many rows, only so many could be selected

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self._follows = True
        self._before = 0
        self._pill = NewsPill(self)
        self._pill.clicked.connect(self.show_newest)
        self._settle = QTimer(self, singleShot=True, interval=_SETTLED)
        self._settle.timeout.connect(self.settled)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)

    # --- the list ----------------------------------------------------------------------------

    def show_rows(
        self,
        model: QAbstractTableModel,
        shown: Callable[[int], Shown | None],
        columns: Sequence[Column],
        unopened: Callable[[], Callable[[int], bool]] = lambda: lambda _: False,
    ) -> None:
        super().show_rows(model, shown, columns, unopened)
        model.rowsAboutToBeInserted.connect(self._before_rows)
        model.rowsInserted.connect(self._after_rows)
        model.rowsAboutToBeRemoved.connect(self._before_removal)
        model.rowsRemoved.connect(self._after_removal)
        self.selectionModel().currentRowChanged.connect(self._current_changed)

    def current_place(self) -> int:
        """The place of the current row, -1 without one."""
        return self.currentIndex().row()

    def choose(self, place: int) -> None:
        """Make a row the current one and bring it into view."""
        index = self.model().index(place, 0)
        self.setCurrentIndex(index)
        self.scrollTo(index)

    def selected_keys(self) -> list[int]:
        """The keys of the selected rows, from the top down."""
        model = self.model()
        assert isinstance(model, RowsModel)
        found: list[int] = []
        for first, last in self.chosen_runs():
            found += model.places.keys(first, min(last, first + MOST))
        return list(dict.fromkeys(found))

    def selectAll(self) -> None:
        """As many rows as are kept ready: all, or those from the one at hand down."""
        count = self.model().rowCount()
        if not count:
            return
        first = max(self.current_place(), 0) if count > MOST else 0
        last = min(first + MOST, count) - 1
        self.selectionModel().select(
            QItemSelection(self.model().index(first, 0), self.model().index(last, 0)),
            QItemSelectionModel.SelectionFlag.ClearAndSelect
            | QItemSelectionModel.SelectionFlag.Rows,
        )
        if last - first + 1 < count:
            self.cut_short.emit(last - first + 1, count)

    def mark(self, place: int) -> None:
        """Make a row the current one, without going there."""
        self.selectionModel().setCurrentIndex(
            self.model().index(place, 0),
            QItemSelectionModel.SelectionFlag.ClearAndSelect
            | QItemSelectionModel.SelectionFlag.Rows,
        )

    @contextmanager
    def held(self) -> Iterator[None]:
        """Keep the row on top of the view where it stands while headings come and go."""
        top = QPersistentModelIndex(self.indexAt(QPoint(0, 0)))
        if self.is_at_top() or not top.isValid():
            yield
            return
        offset = self.rowViewportPosition(top.row())
        yield
        self.updateGeometries()
        if top.isValid():
            now = self.rowViewportPosition(top.row())
            self.verticalScrollBar().setValue(self.verticalScrollBar().value() + now - offset)
        self.moved.emit()

    def clear_choice(self) -> None:
        """No row is current any more."""
        self.selectionModel().clear()

    def seen(self) -> tuple[int, int]:
        """The places of the first and the last row in view."""
        count = self.model().rowCount() if self.model() else 0
        first = max(self.rowAt(0), 0)
        last = self.rowAt(self.viewport().height() - 1)
        return first, last if last >= 0 else count - 1

    # --- following ---------------------------------------------------------------------------

    def set_following(self, follows: bool) -> None:
        """Whether the newest row is shown as long as the list stands at the top."""
        self._follows = follows
        if follows:
            self.show_newest()

    def is_at_top(self) -> bool:
        """Whether the first row is wholly in view."""
        return self.verticalScrollBar().value() == 0

    def show_newest(self) -> None:
        """Go to the top, where everything new has been seen."""
        self.verticalScrollBar().setValue(0)
        self.set_unseen(0)
        self.reached_top.emit()

    def unseen(self) -> int:
        """How many rows came in above what was seen since."""
        return self._pill.count

    def set_unseen(self, count: int) -> None:
        """Count the rows on the pill; 0 hides it."""
        self._pill.show_count(count)
        if count:
            self._place_pill()

    def covered(self) -> int:
        return self._pill.geometry().bottom() + 1 - self.viewport().y() if self.unseen() else 0

    def _before_rows(self, parent: Index, first: int, last: int) -> None:
        self._before = self.verticalScrollBar().value()
        is_above = first == 0 or first * self.row_height() < self._before
        self._is_held = is_above and bool(self.model().rowCount()) and not self.stays_on_top()

    def _after_rows(self, parent: Index, first: int, last: int) -> None:
        """What came in above changes the place of what is seen, and not a pixel of it."""
        if self._is_held:
            count, bar = last - first + 1, self.verticalScrollBar()
            self._painter.hovered += count if self._painter.hovered >= first else 0
            wanted = self._before + count * self.row_height()
            bar.setValue(wanted)
            self._is_held = False
            if bar.value() != wanted:  # there is not enough below
                self.viewport().update()
        self.moved.emit()

    def _before_removal(self, parent: Index, first: int, last: int) -> None:
        self._before = self.verticalScrollBar().value()

    def _after_removal(self, parent: Index, first: int, last: int) -> None:
        height = self.row_height()
        if first * height < self._before and self.model().rowCount():
            self.verticalScrollBar().setValue(self._before - (last - first + 1) * height)
        self.moved.emit()

    def stays_on_top(self) -> bool:
        """Whether what comes in now is shown at once: the list follows, from its top."""
        return self._follows and self.is_at_top()

    def _scrolled(self, value: int) -> None:
        if self._is_held:
            return
        self._settle.start()
        if value == 0 and self.unseen():
            self.set_unseen(0)
            self.reached_top.emit()
        self.moved.emit()

    def _current_changed(self, current: Index, previous: Index) -> None:
        self.chosen.emit(current.row())

    # --- keys and mouse ----------------------------------------------------------------------

    def keyboardSearch(self, search: str) -> None:
        """Nothing: the type-ahead of Qt would jump away on any letter."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_asked.emit()
        elif event.key() == Qt.Key.Key_Space:
            back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._turn_page(-1 if back else 1)
        elif event.key() == Qt.Key.Key_Home:
            self._go(0)
        elif event.key() == Qt.Key.Key_End:
            self._go(self.model().rowCount() - 1)
        else:
            before = self.currentIndex().row()
            super().keyPressEvent(event)
            if self.currentIndex().row() != before:  # nothing but a key scrolls to a row by itself
                self.scrollTo(self.currentIndex())

    def step(self, direction: int) -> None:
        """To the next row or the previous one."""
        self._to_row(self.current_place() + direction, direction)

    def _go(self, place: int) -> None:
        """To the first row or the last."""
        self._to_row(place, 1 if place == 0 else -1)
        if place == 0:
            self.show_newest()

    def _to_row(self, place: int, step: int) -> None:
        """To the row at a place, or to the next one that is no heading."""
        while 0 <= place < self.model().rowCount():
            if self.model().flags(self.model().index(place, 0)):
                self.choose(place)
                return
            place += step

    def _turn_page(self, direction: int) -> None:
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + direction * bar.pageStep())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """With Ctrl it is the window's: the zoom."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
        else:
            super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_pill()

    def _place_pill(self) -> None:
        self._pill.lie_below(self.horizontalHeader().height(), self.width())
