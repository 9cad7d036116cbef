"""The table of a live list: painted from prepared rows, and never moved under a person's eyes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QFrame,
    QPushButton,
    QWidget,
)

from app.ui import theme
from app.ui.cells import Shown
from app.ui.columns import Choice, Column
from app.ui.guard import painting
from app.ui.models.rows import MOST, RowsModel
from app.ui.widgets.columns import ColumnTitles
from app.ui.widgets.long_table import LongTable
from app.ui.widgets.row_painter import RowPainter

Index = QModelIndex | QPersistentModelIndex
_JUST_NOW = 0.5  # seconds
_SETTLED = 140  # milliseconds without scrolling


class RowTable(LongTable):
    """A list that grows on top while it is read.

    Rows that come in above what is seen leave it where it is; only at the top, while following,
    is the newest row shown. Those not seen yet are counted on a pill that leads to them.
    """

    chosen = Signal(int)  # the place of the row that became current, -1 for none
    moved = Signal()  # other rows may be in view
    settled = Signal()  # scrolling has come to rest
    reached_top = Signal()
    copy_asked = Signal()
    cut_short = Signal(int, int)  # of so many rows, only so many could be selected

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(theme.row_height(), parent)
        self.setAccessibleName(name)
        self._follows = True
        self._unseen = 0
        self._before = 0
        self._titles = ColumnTitles(self)
        self._painter = RowPainter(self)
        self._dress()
        self._pill = QPushButton(self)
        self._pill.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # by keyboard it is Home
        self._pill.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.dress(self._pill, "primary")
        self._pill.clicked.connect(self.show_newest)
        self._pill.hide()
        self._settle = QTimer(self, singleShot=True, interval=_SETTLED)
        self._settle.timeout.connect(self.settled)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)

    def _dress(self) -> None:
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setAutoScroll(False)
        # Painted in full: what is scrolled is then moved, and nothing below it painted for it.
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setCornerWidget(QWidget())
        self.setHorizontalHeader(self._titles)

    # --- the list ----------------------------------------------------------------------------

    def show_rows(
        self,
        model: QAbstractTableModel,
        shown: Callable[[int], Shown | None],
        columns: Sequence[Column],
    ) -> None:
        """The model whose rows are shown, and where they are ready to be painted; set once."""
        self._painter.set_rows(shown, columns)
        self.setModel(model)
        self._titles.show_choice(columns, Choice())
        model.rowsAboutToBeInserted.connect(self._before_rows)
        model.rowsInserted.connect(self._after_rows)
        model.rowsAboutToBeRemoved.connect(self._before_removal)
        model.rowsRemoved.connect(self._after_removal)
        self.selectionModel().currentRowChanged.connect(self._current_changed)
        self._fit()

    def columns(self) -> list[Column]:
        """The columns that are chosen, from the left to the right."""
        return self._titles.shown()

    def show_choice(self, columns: Sequence[Column], choice: Choice) -> None:
        """Other columns, another order, other widths."""
        self._painter.set_columns(columns)
        self._titles.show_choice(columns, choice)
        policy = Qt.ScrollBarPolicy
        self.setHorizontalScrollBarPolicy(
            policy.ScrollBarAsNeeded if choice.names else policy.ScrollBarAlwaysOff
        )
        self._fit()
        self.viewport().update()
        self.moved.emit()

    def titles(self) -> ColumnTitles:
        """The titles above the columns."""
        return self._titles

    def tick(self, now: datetime) -> None:
        """Time has passed: marks of rows that just came in may go, unless they went just now."""
        if (now - self._painter.now).total_seconds() > _JUST_NOW:
            self.viewport().update()

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
        return self._unseen

    def set_unseen(self, count: int) -> None:
        """Count the rows on the pill; 0 hides it."""
        self._unseen = count
        self._pill.setVisible(count > 0)
        if count:
            self._pill.setText(self.tr("▲ {0} new").format(f"{count:,}"))
            self._pill.setAccessibleName(self.tr("Show {0} new rows").format(count))
            self._place_pill()

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
        if value == 0 and self._unseen:
            self.set_unseen(0)
            self.reached_top.emit()
        self.moved.emit()

    def _current_changed(self, current: Index, previous: Index) -> None:
        self.chosen.emit(current.row())

    # --- keys and mouse ----------------------------------------------------------------------

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Without the item view's own answer, which would make the first row the current one."""
        QAbstractScrollArea.focusInEvent(self, event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

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
            super().keyPressEvent(event)

    def _go(self, place: int) -> None:
        """To a row, or to the next one that is no heading."""
        step = 1 if place == 0 else -1
        while 0 <= place < self.model().rowCount():
            if self.model().flags(self.model().index(place, 0)):
                self.choose(place)
                if step == 1:
                    self.show_newest()
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

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self.rowAt(int(event.position().y())))
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(-1)
        super().leaveEvent(event)

    def _hover(self, row: int) -> None:
        before = self._painter.hovered
        if row != before:
            self._painter.hovered = row
            for one in (before, row):
                self.viewport().update(self.rows_rect(one, one))

    # --- room --------------------------------------------------------------------------------

    @painting
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        try:
            self._painter.paint(painter, event.rect())
        finally:
            painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
        self._place_pill()
        self.moved.emit()

    def _place_pill(self) -> None:
        self._pill.adjustSize()
        top = self.horizontalHeader().height() + 8
        self._pill.move((self.width() - self._pill.width()) // 2, top)
        self._pill.raise_()

    def _fit(self) -> None:
        if self.model() is not None:
            self._titles.fit(self.viewport().width())
