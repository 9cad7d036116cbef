"""Paints the rows of a list from prepared cells; what was cut and shaped once is remembered."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from functools import cache

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QStaticText
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTableView

from app.ui import cells, labels, theme
from app.ui.cells import Badge, Cell, Shown
from app.ui.columns import Column, Look
from app.ui.guard import painting
from app.ui.palette import Palette
from app.ui.widgets.status import status_look

Index = QModelIndex | QPersistentModelIndex
TITLE_HEIGHT = 31
PAD = 8
ASSET_ROOM = 50  # so that the digits of all assets stand below each other
_FRESH = timedelta(seconds=6)  # how long a row that came in is marked
_REMEMBERED = 6_000


class _Face:
    """A font with what it has shaped already: shaping costs more than drawing."""

    def __init__(self, font: QFont, mode: Qt.TextElideMode = Qt.TextElideMode.ElideRight) -> None:
        self.font = font
        self._metrics = QFontMetrics(font)
        self._height = self._metrics.height()
        self._mode = mode
        self._shaped: dict[tuple[str, int, str], tuple[QStaticText, int]] = {}

    def draw(
        self,
        painter: QPainter,
        rect: QRect,
        text: str,
        colour: str,
        *,
        is_right: bool = False,
        tail: str = "",
    ) -> int:
        """Draw a text in the middle of a rectangle's height, cut to its width; its own width.

        Of a text with a tail, what stands before the tail is cut.
        """
        shaped, width = self._shape(text, rect.width(), tail)
        left = rect.right() + 1 - width if is_right else rect.left()
        painter.setFont(self.font)
        painter.setPen(_ink(colour))
        painter.drawStaticText(left, rect.top() + (rect.height() - self._height) // 2, shaped)
        return width

    def width(self, text: str, room: int) -> int:
        """How wide a text is, cut to the room it has."""
        return self._shape(text, room, "")[1]

    def _shape(self, text: str, room: int, tail: str) -> tuple[QStaticText, int]:
        key = (text, room, tail)
        found = self._shaped.get(key)
        if found is None:
            if len(self._shaped) > _REMEMBERED:
                self._shaped.clear()
            left = max(room - self._metrics.horizontalAdvance(tail), 0)
            cut = self._metrics.elidedText(text.removesuffix(tail), self._mode, left) + tail
            shaped = QStaticText(cut)
            shaped.setTextFormat(Qt.TextFormat.PlainText)
            shaped.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
            shaped.prepare(font=self.font)
            found = self._shaped[key] = (shaped, self._metrics.horizontalAdvance(cut))
        return found


class RowPainter(QStyledItemDelegate):
    """The delegate of a RowTable."""

    def __init__(self, view: QTableView) -> None:
        super().__init__(view)
        self._view = view
        self._shown: Callable[[int], Shown | None] = lambda _: None
        self._columns: Sequence[Column] = ()
        self._text = _Face(theme.ui_font(13))
        self._amount = _Face(theme.ui_font(13, QFont.Weight.DemiBold))
        self._pill = _Face(theme.ui_font(12, QFont.Weight.DemiBold))
        self._small = _Face(theme.ui_font(11, QFont.Weight.DemiBold))
        self._code = _Face(theme.mono_font(), Qt.TextElideMode.ElideMiddle)
        self._px = [theme.px(points) for points in range(64)]  # asked for in every cell
        self._palette = theme.current()
        self._selection: QItemSelectionModel | None = None
        self._is_focused = False
        self.hovered = -1
        self.now: datetime = datetime.now(UTC)

    def set_rows(self, shown: Callable[[int], Shown | None], columns: Sequence[Column]) -> None:
        """Where the rows come from."""
        self._shown, self._columns = shown, columns

    def set_columns(self, columns: Sequence[Column]) -> None:
        """Which columns there are from now on."""
        self._columns = columns

    def begin(self) -> None:
        """Before a repaint: what is the same for all of its cells."""
        self._palette = theme.current()
        self._is_focused = self._view.hasFocus()
        self._selection = self._view.selectionModel()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(theme.px(40), theme.row_height())

    @painting
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        place = index.row()
        shown = self._shown(place)
        if shown is None:
            return
        rect: QRect = option.rect
        if shown.heading:
            self._heading(painter, rect, shown)
            return
        column = self._columns[index.column()]
        self._ground(painter, rect, index, shown)
        inner = rect.adjusted(self._px[PAD], 0, -3, -1)
        if shown.is_waiting:
            self._wait(painter, inner)
        else:
            self._cell(painter, inner, column, shown, shown.cell(column.name))

    def _wait(self, painter: QPainter, rect: QRect) -> None:
        """A bar where a text will be."""
        bar = QRectF(rect.left(), rect.center().y() - 3, max(rect.width() * 0.6, 12), 7)
        _chip(painter, bar, self._palette.line)

    def _heading(self, painter: QPainter, rect: QRect, shown: Shown) -> None:
        """One text across all columns; each cell paints its part of it."""
        painter.save()
        painter.setClipRect(rect)
        painter.fillRect(rect, _ink(self._palette.window))
        _line(painter, rect, rect.bottom(), self._palette.line)
        whole = QRect(self._px[PAD], rect.top(), self._view.viewport().width(), rect.height())
        ink = self._palette.accent if shown.is_mark else self._palette.muted
        self._pill.draw(painter, whole, shown.heading, ink)
        if shown.is_mark:
            _line(painter, rect, rect.bottom(), ink)
        painter.restore()

    def _ground(self, painter: QPainter, rect: QRect, index: Index, shown: Shown) -> None:
        palette = self._palette
        is_selected = self._selection is not None and self._selection.isSelected(index)
        is_current = index.row() == self._view.currentIndex().row()
        if is_selected:
            painter.fillRect(rect, _ink(palette.accent_soft))
        elif index.row() == self.hovered:
            painter.fillRect(rect, _ink(_hover(palette)))
        if is_current and self._is_focused:
            _line(painter, rect, rect.top(), palette.accent)
            _line(painter, rect, rect.bottom(), palette.accent)
        else:
            _line(painter, rect, rect.bottom(), palette.line)
        if self._is_first(index.column()) and self._is_fresh(shown):
            painter.fillRect(
                rect.left(), rect.top(), self._px[3], rect.height(), _ink(palette.accent)
            )

    def _is_first(self, column: int) -> bool:
        return self._view.horizontalHeader().visualIndex(column) == 0

    def _is_fresh(self, shown: Shown) -> bool:
        return shown.received_at is not None and self.now - shown.received_at < _FRESH

    def _cell(
        self, painter: QPainter, rect: QRect, column: Column, shown: Shown, cell: Cell
    ) -> None:
        palette = self._palette
        match column.look:
            case Look.STATUS:
                self._status(painter, rect, shown.status, cell.text)
            case Look.AMOUNT:
                self._money(painter, rect, cell.text)
            case Look.BADGES:
                self._badges(painter, rect, shown.badges)
            case Look.TIME:
                self._code.draw(painter, rect, cells.moment(cell, self.now), palette.muted)
            case Look.CODE:
                self._value(painter, rect, cell)
            case Look.AGE:
                self._text.draw(painter, rect, cells.age(shown, cell, self.now), palette.muted)
            case Look.MUTED:
                self._text.draw(painter, rect, cell.text, palette.muted)
            case Look.TEXT:
                self._text.draw(painter, rect, cell.text, palette.text)

    def _value(self, painter: QPainter, rect: QRect, cell: Cell) -> None:
        face = self._code if cell.is_code else self._text
        room = rect.adjusted(0, 0, -self._px[17] if cell.is_warning else 0, 0)
        colour = self._palette.text if cell.text != "–" else self._palette.muted
        width = face.draw(painter, room, cell.text, colour, tail=cell.tail)
        if cell.is_warning:
            self._icon(
                painter, "triangle-alert", self._palette.pending.ink, rect, width + self._px[5], 12
            )

    def _money(self, painter: QPainter, rect: QRect, text: str) -> None:
        amount, _, asset = text.partition("\u00a0")
        palette = self._palette
        room, gap = self._px[ASSET_ROOM], self._px[8]
        digits = rect.adjusted(0, 0, -room, 0)
        colour = palette.muted if amount == "–" else palette.text
        self._amount.draw(painter, digits, amount, colour, is_right=True)
        beside = QRect(digits.right() + gap, rect.top(), room - gap, rect.height())
        self._text.draw(painter, beside, asset, palette.muted)

    def _status(self, painter: QPainter, rect: QRect, status: str, word: str) -> None:
        icon, tone = status_look(status, self._palette)
        px = self._px
        room = rect.width() - px[29]
        width = self._pill.width(word, room) + px[30]
        place = QRectF(rect.left() - 2, rect.center().y() - px[9], width, px[20])
        _chip(painter, place, tone.surface)
        self._icon(painter, icon, tone.ink, rect, px[5], 12)
        self._pill.draw(painter, rect.adjusted(px[21], 0, -px[8], 1), word, tone.ink)

    def _badges(self, painter: QPainter, rect: QRect, badges: Sequence[Badge]) -> None:
        px, left = self._px, -4
        for badge in badges:
            tone = getattr(self._palette, badge.tone)
            if badge.label:
                top = rect.center().y() - px[7]
                square = QRectF(rect.left() + left + 2, top, px[15], px[15])
                labels.paint(painter, square, badge.label)
                left += px[20]
                continue
            if badge.icon:
                self._icon(painter, badge.icon, tone.ink, rect, left + 2, 14)
                left += px[19]
                continue
            width = self._small.width(badge.text, 200)
            chip = QRect(rect.left() + left, rect.center().y() - px[8], width + px[10], px[17])
            _chip(painter, QRectF(chip), tone.surface)
            self._small.draw(painter, chip.adjusted(px[5], 0, px[5], 0), badge.text, tone.ink)
            left += width + px[14]

    def _icon(
        self, painter: QPainter, name: str, ink: str, rect: QRect, left: int, size: int
    ) -> None:
        side = self._px[size]
        picture = theme.pixmap(name, ink, side, self._view.devicePixelRatioF())
        top = rect.top() + (rect.height() - side) / 2
        painter.drawPixmap(QPointF(rect.left() + left, top), picture)


def _chip(painter: QPainter, rect: QRectF, surface: str) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_ink(surface))
    painter.drawRoundedRect(rect, 5, 5)


def _line(painter: QPainter, rect: QRect, y: int, colour: str) -> None:
    """A hairline that stays one pixel whatever the render hints."""
    painter.fillRect(rect.left(), y, rect.width(), 1, _ink(colour))


@cache
def _hover(palette: Palette) -> str:
    return palette.blend(palette.panel, palette.text, 0.03)


@cache
def _ink(colour: str) -> QColor:
    """A colour made once."""
    return QColor(colour)
