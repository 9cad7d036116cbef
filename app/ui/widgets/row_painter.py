"""Paints the rows of a list from prepared cells; what was cut to fit is remembered."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from app.ui import theme
from app.ui.cells import Badge, Cell, Column, Look, Shown
from app.ui.guard import painting
from app.ui.palette import Palette
from app.ui.widgets.status import status_look

Index = QModelIndex | QPersistentModelIndex
ROW_HEIGHT = 31
FRESH = timedelta(seconds=6)  # how long a row that came in is marked
PAD = 9
ASSET_ROOM = 46  # so that the digits of all assets stand below each other
_REMEMBERED = 30_000
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_CENTER = Qt.AlignmentFlag.AlignCenter


class _Fonts:
    """The fonts of the looks, with their metrics."""

    def __init__(self) -> None:
        self.text = theme.ui_font(13)
        self.amount = theme.ui_font(13, QFont.Weight.DemiBold)
        self.pill = theme.ui_font(12, QFont.Weight.DemiBold)
        self.small = theme.ui_font(11, QFont.Weight.DemiBold)
        self.heading = theme.ui_font(12, QFont.Weight.DemiBold)
        self.code = theme.mono_font()
        self.metrics = {
            id(font): QFontMetrics(font)
            for font in (
                self.text,
                self.amount,
                self.pill,
                self.small,
                self.heading,
                self.code,
            )
        }


class RowPainter(QStyledItemDelegate):
    """The delegate of a RowTable."""

    def __init__(self, view: QTableView) -> None:
        super().__init__(view)
        self._view = view
        self._shown: Callable[[int], Shown | None] = lambda _: None
        self._columns: Sequence[Column] = ()
        self._cut: dict[tuple[str, int, int], str] = {}
        self._fonts = _Fonts()
        self.hovered = -1
        self.now: datetime = datetime.now(UTC)

    def set_rows(
        self, shown: Callable[[int], Shown | None], columns: Sequence[Column]
    ) -> None:
        """Where the rows come from."""
        self._shown, self._columns = shown, columns

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(40, ROW_HEIGHT)

    @painting
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        shown = self._shown(index.row())
        if shown is None:
            return
        palette = theme.current()
        rect: QRect = option.rect  # type: ignore[attr-defined]
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        painter.save()
        painter.setClipRect(rect)
        if shown.heading:
            self._heading(painter, rect, shown, palette)
        else:
            self._ground(painter, rect, state, index, shown, palette)
            column = self._columns[index.column()]
            inner = rect.adjusted(PAD, 0, -4, -1)
            self._cell(painter, inner, column, shown, shown.cells[index.column()], palette)
        painter.restore()

    def _heading(self, painter: QPainter, rect: QRect, shown: Shown, palette: Palette) -> None:
        """One text across all columns; each cell paints its part of it."""
        painter.fillRect(rect, QColor(palette.window))
        painter.setPen(QColor(palette.line))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.setFont(self._fonts.heading)
        painter.setPen(QColor(palette.muted))
        whole = QRect(PAD, rect.top(), self._view.viewport().width(), rect.height())
        painter.drawText(whole, _LEFT, shown.heading)

    def _ground(
        self,
        painter: QPainter,
        rect: QRect,
        state: QStyle.StateFlag,
        index: Index,
        shown: Shown,
        palette: Palette,
    ) -> None:
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(palette.accent_soft))
        elif index.row() == self.hovered:
            painter.fillRect(rect, QColor(palette.blend(palette.panel, palette.text, 0.03)))
        painter.setPen(QColor(palette.line))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if state & QStyle.StateFlag.State_Selected and self._view.hasFocus():
            painter.setPen(QColor(palette.accent))
            painter.drawLine(rect.topLeft(), rect.topRight())
            painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if index.column() == 0 and self._is_fresh(shown):
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), _ink(palette.accent))

    def _is_fresh(self, shown: Shown) -> bool:
        return shown.received_at is not None and self.now - shown.received_at < FRESH

    def _cell(
        self,
        painter: QPainter,
        rect: QRect,
        column: Column,
        shown: Shown,
        cell: Cell,
        palette: Palette,
    ) -> None:
        match column.look:
            case Look.STATUS:
                self._pill(painter, rect, shown.status, cell.text, palette)
            case Look.AMOUNT:
                self._amount(painter, rect, cell.text, palette)
            case Look.BADGES:
                self._badges(painter, rect, shown.badges, palette)
            case Look.TIME:
                self._text(painter, rect, cell.text, self._fonts.code, palette.muted)
            case Look.CODE:
                self._code(painter, rect, cell, palette)
            case Look.MUTED:
                self._text(painter, rect, cell.text, self._fonts.text, palette.muted)
            case Look.TEXT:
                self._text(painter, rect, cell.text, self._fonts.text, palette.text)

    def _text(self, painter: QPainter, rect: QRect, text: str, font: QFont, colour: str) -> None:
        painter.setFont(font)
        painter.setPen(_ink(colour))
        painter.drawText(rect, _LEFT, self._elided(text, font, rect.width()))

    def _code(self, painter: QPainter, rect: QRect, cell: Cell, palette: Palette) -> None:
        font = self._fonts.code
        room = rect.width() - (16 if cell.is_warning else 0)
        text = self._elided(cell.text, font, room)
        self._text(painter, rect, text, font, palette.text if cell.text != "–" else palette.muted)
        if cell.is_warning:
            left = rect.left() + self._fonts.metrics[id(font)].horizontalAdvance(text) + 5
            self._icon(painter, "triangle-alert", palette.pending.ink, left, rect, 12)

    def _amount(self, painter: QPainter, rect: QRect, text: str, palette: Palette) -> None:
        amount, _, asset = text.partition("\u00a0")
        digits = rect.adjusted(0, 0, -ASSET_ROOM, 0)
        painter.setFont(self._fonts.amount)
        painter.setPen(_ink(palette.text if asset or amount != "–" else palette.muted))
        painter.drawText(digits, _RIGHT, self._elided(amount, self._fonts.amount, digits.width()))
        beside = QRect(digits.right() + 8, rect.top(), ASSET_ROOM - 8, rect.height())
        self._text(painter, beside, asset, self._fonts.text, palette.muted)

    def _pill(
        self, painter: QPainter, rect: QRect, status: str, word: str, palette: Palette
    ) -> None:
        icon, tone = status_look(status, palette)
        ink, surface = tone
        metrics = self._fonts.metrics[id(self._fonts.pill)]
        text = self._elided(word, self._fonts.pill, rect.width() - 28)
        width = metrics.horizontalAdvance(text) + 29
        pill = QRectF(rect.left() - 2, rect.center().y() - 9.5, width, 20)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(_ink(surface))
        painter.drawRoundedRect(pill, 5, 5)
        self._icon(painter, icon, ink, int(pill.left()) + 7, rect, 12)
        painter.setFont(self._fonts.pill)
        painter.setPen(_ink(ink))
        painter.drawText(pill.adjusted(23, 0, 0, 0), _LEFT, text)

    def _badges(
        self, painter: QPainter, rect: QRect, badges: Sequence[Badge], palette: Palette
    ) -> None:
        left = rect.left() - 4
        for badge in badges:
            tone = getattr(palette, badge.tone)
            if badge.icon:
                self._icon(painter, badge.icon, tone.ink, left + 2, rect, 14)
                left += 19
                continue
            width = self._fonts.metrics[id(self._fonts.small)].horizontalAdvance(badge.text) + 10
            chip = QRectF(left, rect.center().y() - 8, width, 17)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(_ink(tone.surface))
            painter.drawRoundedRect(chip, 4, 4)
            painter.setFont(self._fonts.small)
            painter.setPen(_ink(tone.ink))
            painter.drawText(chip, _CENTER, badge.text)
            left += width + 4

    def _icon(
        self, painter: QPainter, name: str, ink: str, left: int, rect: QRect, size: int
    ) -> None:
        picture = theme.pixmap(name, ink, size, self._view.devicePixelRatioF())
        painter.drawPixmap(QPointF(left, rect.top() + (rect.height() - size) / 2), picture)

    def _elided(self, text: str, font: QFont, width: int) -> str:
        key = (text, id(font), width)
        found = self._cut.get(key)
        if found is None:
            if len(self._cut) > _REMEMBERED:
                self._cut.clear()
            is_code = font is self._fonts.code
            mode = Qt.TextElideMode.ElideMiddle if is_code else Qt.TextElideMode.ElideRight
            found = self._fonts.metrics[id(font)].elidedText(text, mode, max(width, 0))
            self._cut[key] = found
        return found


_INKS: dict[str, QColor] = {}


def _ink(colour: str) -> QColor:
    """A colour made once."""
    found = _INKS.get(colour)
    if found is None:
        found = _INKS[colour] = QColor(colour)
    return found
