"""Paints the rows of a list from prepared cells; what was cut and shaped once is remembered.

A row is painted at one go and not cell by cell through a delegate: each way from Qt into Python
and back gives every other thread a turn, and a view has three hundred cells.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from functools import cache

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPixmap, QRegion

from app.ui import cells, labels, theme
from app.ui.badges import Badge
from app.ui.cells import Cell, Shown
from app.ui.columns import Column, Look
from app.ui.palette import Palette
from app.ui.widgets.faces import Box, Face, ink_of
from app.ui.widgets.long_table import LongTable, pieces
from app.ui.widgets.status import status_look
from app.ui.widgets.surfaces import paint_chip

TITLE_HEIGHT = 31
PAD = 8
ASSET_ROOM = 50  # so that the digits of all assets stand below each other
_FRESH = timedelta(seconds=6)  # how long a row that came in is marked
_PICTURES = 500


class RowPainter:
    """What a RowTable looks like."""

    def __init__(self, view: LongTable) -> None:
        self._view = view
        self._shown: Callable[[int], Shown | None] = lambda _: None
        self._columns: Sequence[Column] = ()
        self._unopened: Callable[[], Callable[[int], bool]] = lambda: lambda _: False
        self._is_new: Callable[[int], bool] = lambda _: False
        self._text = Face(theme.ui_font(13))
        self._amount = Face(theme.ui_font(13, QFont.Weight.DemiBold))
        self._pill = Face(theme.ui_font(12, QFont.Weight.DemiBold))
        self._small = Face(theme.ui_font(11, QFont.Weight.DemiBold))
        self._code = Face(theme.mono_font(), Qt.TextElideMode.ElideMiddle)
        self._px = [theme.px(points) for points in range(64)]  # asked for in every cell
        self._pictures: OrderedDict[tuple[object, ...], QPixmap] = OrderedDict()
        self._palette = theme.current()
        self._chosen: list[tuple[int, int]] = []  # runs of rows
        self._current = -1  # the row that has the keyboard
        self._ratio = 1.0
        self.hovered = -1
        self.now: datetime = datetime.now(UTC)

    def set_rows(
        self,
        shown: Callable[[int], Shown | None],
        columns: Sequence[Column],
        unopened: Callable[[], Callable[[int], bool]],
    ) -> None:
        """Where the rows come from, and which of them are new."""
        self._shown, self._columns, self._unopened = shown, columns, unopened

    def set_columns(self, columns: Sequence[Column]) -> None:
        """Which columns there are from now on."""
        self._columns = columns

    def paint(self, painter: QPainter, region: QRegion) -> None:
        """Paint the rows that a region of the view touches."""
        view = self._view
        if region.boundingRect().contains(view.viewport().rect()) and region.rectCount() == 1:
            self.now = datetime.now(UTC)
        self._palette = theme.current()
        self._chosen = view.chosen_runs()
        self._is_new = self._unopened()
        self._current = view.currentIndex().row() if view.hasFocus() else -1
        self._ratio = view.devicePixelRatioF()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        across = self._across()
        for area in pieces(region):
            self._rows_in(painter, area, across)

    def _rows_in(
        self, painter: QPainter, area: QRect, across: Sequence[tuple[Column, int, int]]
    ) -> None:
        view = self._view
        painter.fillRect(area, ink_of(self._palette.panel))
        height = view.row_height()
        width = across[-1][1] + across[-1][2] - across[0][1] if across else 0
        first, last = max(view.rowAt(area.top()), 0), view.rowAt(area.bottom())
        place, top = first, view.rowViewportPosition(first)
        while (place <= last or last < 0) and (shown := self._shown(place)) is not None:
            if shown.heading:
                self._heading(painter, QRect(0, top, view.viewport().width(), height), shown)
            elif across:
                row = QRect(across[0][1], top, width, height)
                self._ground(painter, row, place, shown)
                self._row(painter, row, shown, across)
            place, top = place + 1, top + height

    def _across(self) -> list[tuple[Column, int, int]]:
        """The columns from the left to the right, and where each begins and how wide it is."""
        titles = self._view.horizontalHeader()
        order = (titles.logicalIndex(place) for place in range(titles.count()))
        return [
            (self._columns[one], titles.sectionViewportPosition(one), titles.sectionSize(one))
            for one in order
            if not titles.isSectionHidden(one)
        ]

    def _heading(self, painter: QPainter, rect: QRect, shown: Shown) -> None:
        """One text across all columns."""
        painter.fillRect(rect, ink_of(self._palette.window))
        ink = self._palette.accent if shown.is_mark else self._palette.muted
        box = Box(self._px[PAD], rect.top(), rect.width(), rect.height())
        self._pill.draw(painter, box, shown.heading, ink)
        _line(painter, rect, rect.bottom(), ink if shown.is_mark else self._palette.line)

    def _ground(self, painter: QPainter, rect: QRect, place: int, shown: Shown) -> None:
        palette = self._palette
        if any(first <= place <= last for first, last in self._chosen):
            painter.fillRect(rect, ink_of(palette.accent_soft))
        elif place == self.hovered:
            painter.fillRect(rect, ink_of(_hover(palette)))
        if place == self._current:
            _line(painter, rect, rect.top(), palette.accent)
            _line(painter, rect, rect.bottom(), palette.accent)
        else:
            _line(painter, rect, rect.bottom(), palette.line)
        is_fresh = shown.received_at is not None and self.now - shown.received_at < _FRESH
        if is_fresh or self._is_new(place):
            width = self._px[3]
            painter.fillRect(rect.left(), rect.top(), width, rect.height(), ink_of(palette.accent))

    def _row(
        self,
        painter: QPainter,
        rect: QRect,
        shown: Shown,
        across: Sequence[tuple[Column, int, int]],
    ) -> None:
        pad, top, height = self._px[PAD], rect.top(), rect.height() - 1
        for column, left, width in across:
            box = Box(left + pad, top, width - pad - 3, height)
            if shown.is_waiting:
                self._wait(painter, box)
            else:
                self._cell(painter, box, column, shown, shown.cell(column.name))

    def _wait(self, painter: QPainter, box: Box) -> None:
        """A bar where a text will be."""
        bar = QRectF(box.left, box.middle - 3, max(box.width * 0.6, 12), 7)
        _bar(painter, bar, self._palette.line)

    def _cell(self, painter: QPainter, box: Box, column: Column, shown: Shown, cell: Cell) -> None:
        palette = self._palette
        match column.look:
            case Look.STATUS:
                self._status(painter, box, shown.status, cell.text)
            case Look.AMOUNT:
                self._money(painter, box, cell.text)
            case Look.BADGES:
                self._badges(painter, box, shown.badges)
            case Look.TIME:
                self._code.draw(painter, box, cells.moment(cell, self.now), palette.muted)
            case Look.CODE:
                self._value(painter, box, cell)
            case Look.AGE:
                self._text.draw(painter, box, cells.age(shown, cell, self.now), palette.muted)
            case Look.MUTED:
                self._text.draw(painter, box, cell.text, palette.muted)
            case Look.TEXT:
                self._text.draw(painter, box, cell.text, palette.text)

    def _value(self, painter: QPainter, box: Box, cell: Cell) -> None:
        face = self._code if cell.is_code else self._text
        room = box._replace(width=box.width - self._px[17]) if cell.is_warning else box
        colour = self._palette.text if cell.text != "–" else self._palette.muted
        width = face.draw(painter, room, cell.text, colour, tail=cell.tail)
        if cell.is_warning:
            ink, left = self._palette.pending.ink, box.left + width + self._px[5]
            self._icon(painter, "triangle-alert", ink, left, box, 12)

    def _money(self, painter: QPainter, box: Box, text: str) -> None:
        amount, _, asset = text.partition("\u00a0")
        palette = self._palette
        room, gap = self._px[ASSET_ROOM], self._px[8]
        digits = box._replace(width=box.width - room)
        colour = palette.muted if amount == "–" else palette.text
        self._amount.draw(painter, digits, amount, colour, is_right=True)
        left = digits.left + digits.width - 1 + gap
        beside = Box(left, box.top, room - gap, box.height)
        self._text.draw(painter, beside, asset, palette.muted)

    def _status(self, painter: QPainter, box: Box, status: str, word: str) -> None:
        key = (status, word, box.width, self._palette.name, self._ratio)
        picture = self._pictures.get(key)
        if picture is None:
            picture = self._pictures[key] = self._pill_of(status, word, box)
            if len(self._pictures) > _PICTURES:
                self._pictures.popitem(last=False)
        painter.drawPixmap(box.left - 2, box.top, picture)

    def _pill_of(self, status: str, word: str, box: Box) -> QPixmap:
        """The pill of a status: there are few of them, and many rows that show one."""
        icon, tone = status_look(status, self._palette)
        px = self._px
        width = self._pill.width(word, box.width - px[23]) + px[30]
        size = QRect(0, 0, width + 1, box.height).size() * self._ratio
        picture = QPixmap(size)
        picture.setDevicePixelRatio(self._ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inner = Box(2, 0, box.width, box.height)
        paint_chip(painter, QRectF(0, inner.middle - px[9], width, px[20]), tone, px[5])
        self._icon(painter, icon, tone.ink, inner.left + px[5], inner, 12)
        words = Box(inner.left + px[21], 0, inner.width - px[23], inner.height + 1)
        self._pill.draw(painter, words, word, tone.ink)
        painter.end()
        return picture

    def _badges(self, painter: QPainter, box: Box, badges: Sequence[Badge]) -> None:
        px, left = self._px, box.left - 4
        for badge in badges:
            tone = getattr(self._palette, badge.tone)
            if badge.label:
                square = QRectF(left + 2, box.middle - px[7], px[15], px[15])
                labels.paint(painter, square, badge.label)
                left += px[20]
                continue
            if badge.icon:
                self._icon(painter, badge.icon, tone.ink, left + 2, box, 14)
                left += px[19]
                continue
            width = self._small.width(badge.text, 200)
            chip = QRectF(left, box.middle - px[8], width + px[10], px[17])
            paint_chip(painter, chip, tone, px[5])
            text = Box(left + px[5], box.middle - px[8], width + px[10], px[17])
            self._small.draw(painter, text, badge.text, tone.ink)
            left += width + px[14]

    def _icon(
        self, painter: QPainter, name: str, ink: str, left: float, box: Box, size: int
    ) -> None:
        side = self._px[size]
        picture = theme.pixmap(name, ink, side, self._ratio)
        painter.drawPixmap(QPointF(left, box.top + (box.height - side) / 2), picture)


def _bar(painter: QPainter, rect: QRectF, colour: str) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink_of(colour))
    painter.drawRoundedRect(rect, 5, 5)


def _line(painter: QPainter, rect: QRect, y: int, colour: str) -> None:
    """A hairline that stays one pixel whatever the render hints."""
    painter.fillRect(rect.left(), y, rect.width(), 1, ink_of(colour))


@cache
def _hover(palette: Palette) -> str:
    return palette.blend(palette.panel, palette.text, 0.03)
