"""The columns of a list: their titles, and the room each gets."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from app.ui import theme
from app.ui.columns import Column, Look
from app.ui.guard import painting
from app.ui.widgets.row_painter import ASSET_ROOM, PAD, ROW_HEIGHT

_LEAST = 40  # pixels of a column that gives room away


class ColumnTitles(QHeaderView):
    """The titles of the columns, each above its texts."""

    def __init__(self, table: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, table)
        self._columns: Sequence[Column] = ()
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setFixedHeight(ROW_HEIGHT)
        self.setHighlightSections(False)
        self.setSectionsClickable(False)

    def show_columns(self, columns: Sequence[Column]) -> None:
        """The columns whose titles are painted."""
        self._columns = columns

    @painting
    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        palette = theme.current()
        column = self._columns[section]
        painter.fillRect(rect, QColor(palette.panel))
        painter.setPen(QColor(palette.line))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        is_amount = column.look is Look.AMOUNT
        side = Qt.AlignmentFlag.AlignRight if is_amount else Qt.AlignmentFlag.AlignLeft
        inner = rect.adjusted(PAD, 0, -(ASSET_ROOM + 3) if is_amount else -4, 0)
        painter.setFont(theme.ui_font(12, QFont.Weight.Medium))
        painter.setPen(QColor(palette.muted))
        painter.drawText(inner, side | Qt.AlignmentFlag.AlignVCenter, column.title)


def fitted(columns: Sequence[Column], room: int) -> dict[str, int]:
    """The width of each column that fits: what it needs, and its share of the rest or the want."""
    kept = list(columns)
    while len(kept) > 1 and sum(one.width for one in kept) > room:
        loser = max(kept, key=lambda one: one.rank)
        if not loser.rank:
            break
        kept.remove(loser)
    rest = room - sum(one.width for one in kept)
    shares = sum(one.share for one in kept) or 1
    widths = {one.name: max(one.width + rest * one.share // shares, _LEAST) for one in kept}
    widths[kept[-1].name] += max(0, room - sum(widths.values()))
    return widths
