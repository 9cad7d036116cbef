"""A long table that is painted from prepared rows, in columns that a person chooses."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import QAbstractTableModel, QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QAbstractScrollArea, QFrame, QWidget

from app.ui import theme
from app.ui.cells import Shown
from app.ui.columns import Choice, Column
from app.ui.guard import painting
from app.ui.widgets.columns import ColumnTitles
from app.ui.widgets.long_table import LongTable
from app.ui.widgets.row_painter import RowPainter

_JUST_NOW = 0.5  # seconds


class PaintedTable(LongTable):
    """What it looks like; how it moves is for whoever inherits from it."""

    moved = Signal()  # other rows may be in view

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(theme.row_height(), parent)
        self.setAccessibleName(name)
        self._titles = ColumnTitles(self)
        self._painter = RowPainter(self)
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

    def show_rows(
        self,
        model: QAbstractTableModel,
        shown: Callable[[int], Shown | None],
        columns: Sequence[Column],
        unopened: Callable[[], Callable[[int], bool]] = lambda: lambda _: False,
    ) -> None:
        """The model whose rows are shown, and where they are ready to be painted; set once."""
        self._painter.set_rows(shown, columns, unopened)
        self.setModel(model)
        self._titles.show_choice(columns, Choice())
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

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Without the item view's own answer, which would make the first row the current one."""
        QAbstractScrollArea.focusInEvent(self, event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

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

    @painting
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        try:
            self._painter.paint(painter, event.region())
        finally:
            painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
        self.moved.emit()

    def _fit(self) -> None:
        if self.model() is not None:
            self._titles.fit(self.viewport().width())
