"""The time to final by provider and rail: a table with its distribution drawn."""

from __future__ import annotations

from collections.abc import Sequence
from math import log10

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
)

from app.store.figure_rows import FinalTimeRow
from app.ui import theme
from app.ui.guard import painting
from app.ui.texts import number, provider_title, rail_word, span
from app.ui.widgets import charts_tables
from app.ui.widgets.ring import Ring

_SHARES = Qt.ItemDataRole.UserRole  # (length of the bar, length of its strong part), 0 to 1


class FinalTimes(QTableWidget):
    """How long it takes until a state is final; a row is opened by Enter or a double click."""

    opened = Signal(str, str)  # provider, rail

    def __init__(self) -> None:
        super().__init__(0, 6)
        Ring(self)
        names = (self.tr("Provider · rail"), self.tr("n"), "p50", "p95", "p99")
        for column, name in enumerate((*names, self.tr("Distribution"))):
            charts_tables.head(self, column, name, is_right=0 < column < 5)
        self.setAccessibleName(self.tr("Time to final, by provider and rail"))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme.px(31))
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionResizeMode(5, QHeaderView.ResizeMode.Stretch)
        self.setItemDelegateForColumn(5, _Bar(self))
        for column in range(5):
            self.resizeColumnToContents(column)
        self._rows: Sequence[FinalTimeRow] = ()
        self.activated.connect(
            lambda index: self.opened.emit(
                self._rows[index.row()].provider, self._rows[index.row()].rail
            )
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The bars are drawn only where they and their heading have room."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        words = self.horizontalHeader().fontMetrics().horizontalAdvance(self.tr("Distribution"))
        room = self.viewport().width() - sum(self.columnWidth(column) for column in range(5))
        self.setColumnHidden(5, room < words + 24)

    def show_rows(self, rows: Sequence[FinalTimeRow]) -> None:
        """Fill the table; what is chosen stays chosen."""
        if rows == self._rows:
            return
        self._rows = rows
        self.setRowCount(len(rows))
        changed = set[int]()
        longest = max((_length(row.p99) for row in rows), default=0.0) or 1.0  # all at once
        for place, row in enumerate(rows):
            rail = rail_word(row.rail) or "—"
            texts = (
                f"{provider_title(row.provider)} · {rail}",
                number(row.count),
                *(span(seconds) for seconds in (row.p50, row.p95, row.p99)),
            )
            for column, text in enumerate(texts):
                if charts_tables.cell(self, place, column, text, is_right=0 < column < 5):
                    changed.add(column)
            shares = (_length(row.p99) / longest, _length(row.p50) / longest)
            bar = self.model().index(place, 5)
            if bar.data(_SHARES) != shares:
                self.model().setData(bar, shares, _SHARES)
                self.model().setData(bar, texts[2], Qt.ItemDataRole.AccessibleTextRole)
        for column in changed:  # once: a header that follows every cell takes its time
            self._widen(column)
        self._fit()
        self.executeDelayedItemsLayout()  # else all is painted now, and once more after it
        self.updateGeometries()

    def _widen(self, column: int) -> None:
        """A column keeps the room that it needed once: nothing moves with every filter."""
        needed = max(
            self.sizeHintForColumn(column), self.horizontalHeader().sectionSizeHint(column)
        )
        if needed > self.columnWidth(column):
            self.setColumnWidth(column, needed)


class _Bar(QStyledItemDelegate):
    """The distribution drawn as a bar that fades out."""

    @painting
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        super().paint(painter, option, index)
        shares = index.data(_SHARES)
        if shares is None:
            return
        palette = theme.current()
        room = QRectF(option.rect).adjusted(9, 0, -9, 0)
        bar = QRectF(room.left(), room.center().y() - 5, max(room.width() * shares[0], 8), 10)
        fade = QLinearGradient(bar.topLeft(), bar.topRight())
        strong = min(shares[1] / shares[0], 1.0) if shares[0] else 1.0
        fade.setColorAt(0, QColor(palette.accent))
        fade.setColorAt(strong, QColor(palette.accent))
        fade.setColorAt(1, QColor(palette.accent_soft))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(fade)
        painter.drawRoundedRect(bar, 3, 3)
        painter.restore()


def _length(seconds: float) -> float:
    """Seconds and days in one picture: the length grows with the number of digits."""
    return log10(1 + max(seconds, 0.0))
