"""Two small charts of rows: the time to final by rail, and the money in flight by age."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import log10

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QLinearGradient, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QWidget,
)

from app.core.amounts import format_amount
from app.core.plain import plain
from app.store.rows import FinalTimeRow
from app.ui import theme
from app.ui.guard import painting
from app.ui.texts import number, provider_title, span
from app.ui.widgets import charts_tables
from app.ui.widgets.charts_data import AGES, Flight

_SHARES = Qt.ItemDataRole.UserRole  # (length of the bar, length of its strong part), 0 to 1
_FLIGHT_ROW, _AGES_WIDTH, _WORDS_WIDTH = 34, 96, 230
_AGE_TONES = dict(zip(AGES, ("in_progress", "in_progress", "pending", "failed"), strict=True))


class FinalTimes(QTableWidget):
    """How long it takes until a state is final, a row for each provider and rail."""

    def __init__(self) -> None:
        super().__init__(0, 6)
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
        self.verticalHeader().setDefaultSectionSize(31)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        head.setSectionResizeMode(5, QHeaderView.ResizeMode.Stretch)
        self.setItemDelegate(_Row(self))

    def show_rows(self, rows: Sequence[FinalTimeRow]) -> None:
        """Fill the table; what is chosen stays chosen."""
        self.setRowCount(len(rows))
        longest = max((_length(row.p99) for row in rows), default=1.0)
        for place, row in enumerate(rows):
            rail = plain(row.rail) or "—"
            texts = (
                f"{provider_title(row.provider)} · {rail}",
                number(row.count),
                *(span(seconds) for seconds in (row.p50, row.p95, row.p99)),
                "",
            )
            for column, text in enumerate(texts):
                charts_tables.cell(self, place, column, text, is_right=0 < column < 5)
            shares = (_length(row.p99) / longest, _length(row.p50) / longest)
            self.model().setData(self.model().index(place, 5), shares, _SHARES)


class _Row(QStyledItemDelegate):
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


class Flights(QWidget):
    """Money of one asset that has not arrived, by its age."""

    def __init__(self) -> None:
        super().__init__()
        self._flights: Sequence[Flight] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.setAccessibleName(self.tr("Money in flight by age"))

    def show_flights(self, flights: Sequence[Flight]) -> None:
        """Draw these, of one asset only."""
        self._flights = flights
        words = (f"{self._age(one.age)}: {self._sum(one)}" for one in flights)
        self.setAccessibleDescription("; ".join(words))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(420, _FLIGHT_ROW * len(AGES))

    def minimumSizeHint(self) -> QSize:
        return QSize(300, _FLIGHT_ROW * len(AGES))

    @painting
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette = theme.current()
        bold = theme.ui_font(13, QFont.Weight.DemiBold)
        room = max(self.width() - _AGES_WIDTH - _WORDS_WIDTH, 30)
        middle = Qt.AlignmentFlag.AlignVCenter
        for place, one in enumerate(self._flights):
            top = place * _FLIGHT_ROW
            painter.setFont(theme.ui_font())
            painter.setPen(QColor(palette.muted))
            painter.drawText(QRectF(0, top, _AGES_WIDTH, 22), middle, self._age(one.age))
            width = max(room * one.share, 5.0) if one.count else 0.0
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(getattr(palette, _AGE_TONES[one.age]).ink))
            painter.drawRoundedRect(QRectF(_AGES_WIDTH, top, width, 22), 5, 5)
            painter.setFont(bold)
            painter.setPen(QColor(palette.text if one.count else palette.muted))
            words = QRectF(_AGES_WIDTH + width + (9 if one.count else 0), top, self.width(), 22)
            painter.drawText(words, middle, self._sum(one))

    def _sum(self, one: Flight) -> str:
        if not one.count:
            return self.tr("none")
        return f"{format_amount(one.amount)} {plain(one.asset)} · {number(one.count)}"

    def _age(self, age: str) -> str:
        words: Mapping[str, str] = dict(
            zip(
                AGES,
                (
                    self.tr("under 1 min"),
                    self.tr("1–10 min"),
                    self.tr("10–60 min"),
                    self.tr("over 1 h"),
                ),
                strict=True,
            )
        )
        return words[age]


def _length(seconds: float) -> float:
    """Seconds and days in one picture: the length grows with the number of digits."""
    return log10(1 + max(seconds, 0.0))
