"""The hits of a lookup as a list: match, what it is, amount, status, time and why."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.core.amounts import format_amount
from app.core.plain import plain
from app.store.rows import LookupHit
from app.ui import texts, theme
from app.ui.display import Display
from app.ui.guard import painting
from app.ui.widgets import lookup_words
from app.ui.widgets.faces import Box, Face, ink_of
from app.ui.widgets.status import status_look
from app.ui.widgets.surfaces import paint_chip

Index = QModelIndex | QPersistentModelIndex
_ROW, _BELOW = 33, 21  # the height of a hit, and of its second line where one has no room for all
# The left edges of the columns; the last one takes the room that is left.
_WHAT, _AMOUNT_END, _ASSET, _STATUS, _TIME, _WHY = 106, 396, 402, 446, 572, 670
_LEAST_WHY = 290
EDGE = 16  # pixels at either side, as around all that stands in the panel


class Hits(QAbstractListModel):
    """The hits of one answer; its text role is a whole sentence for a screen reader."""

    def __init__(self, display: Display, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._display = display
        self._hits: Sequence[LookupHit] = ()
        self._cells: dict[LookupHit, tuple[str, ...]] = {}  # asked for with every repaint
        display.changed.connect(self._cells.clear)

    def show_hits(self, hits: Sequence[LookupHit]) -> None:
        """Replace them; a list of answers is not a live list."""
        self.beginResetModel()
        self._hits = hits
        self._cells.clear()
        self.endResetModel()

    def hit(self, row: int) -> LookupHit | None:
        """The hit of a row, or None."""
        return self._hits[row] if 0 <= row < len(self._hits) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._hits)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        hit = self.hit(index.row())
        if hit is None:
            return None
        if role == Qt.ItemDataRole.ToolTipRole:
            at, zone = hit.occurred_at, self._display.zone
            when = [texts.whole_moment(at, zone)] if at else []
            why = lookup_words.whole_reason(hit, is_private=self._display.is_private)
            return texts.plain_tip("\n".join([why, hit.transaction_id, *when]))
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return ", ".join(part for part in self.cells(hit) if part)
        return None

    def cells(self, hit: LookupHit) -> tuple[str, ...]:
        """Match, what it is, amount, asset, status, time, why."""
        if hit not in self._cells:
            self._cells[hit] = self._said(hit)
        return self._cells[hit]

    def _said(self, hit: LookupHit) -> tuple[str, ...]:
        what = f"{texts.provider_title(hit.provider)} · {texts.kind_word(hit.kind)}"
        when = hit.occurred_at.astimezone(self._display.zone) if hit.occurred_at else None
        return (
            lookup_words.match_word(hit, self._hits),
            what,
            format_amount(plain(hit.amount)) or "—",
            plain(hit.asset),
            texts.status_word(hit.status),
            f"{texts.short_day(when)} {when:%H:%M}" if when else "",
            lookup_words.why(hit, is_private=self._display.is_private),
        )


class HitList(QListView):
    """Paints the hits in columns."""

    def __init__(self, hits: Hits) -> None:
        super().__init__()
        self.setModel(hits)
        self._row = _Row(hits, self)
        self.setItemDelegate(self._row)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the text field keeps it and moves the row
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Hits"))
        # Each row fills itself, so that nothing below the palette is painted for it.
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.entered.connect(self.setCurrentIndex)

    def step(self, by: int) -> None:
        """Move the chosen row."""
        count = self.model().rowCount()
        if count:
            row = min(max(self.currentIndex().row() + by, 0), count - 1)
            self.setCurrentIndex(self.model().index(row, 0))

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self.viewport()) as painter:
            painter.fillRect(event.rect(), QColor(theme.current().panel))
        super().paintEvent(event)

    def fit(self, width: int, height: int, most: int) -> None:
        """As many whole rows as there are, `most` at once, within this room; one at least."""
        is_twofold = width < theme.px(_WHY + _LEAST_WHY)
        if is_twofold != self._row.is_twofold:
            self._row.is_twofold = is_twofold
            self.scheduleDelayedItemsLayout()  # which paints all of them
        row = self._row.height()
        rows = min(self.model().rowCount(), most, max((height - 2) // row, 1))
        if self.height() != rows * row + 2:
            self.setFixedHeight(rows * row + 2)


class _Row(QStyledItemDelegate):
    def __init__(self, hits: Hits, parent: QObject) -> None:
        super().__init__(parent)
        self._hits = hits
        semi = QFont.Weight.DemiBold
        self._normal, self._bold = Face(theme.ui_font(13)), Face(theme.ui_font(13, semi))
        self._small, self._word = Face(theme.ui_font(12)), Face(theme.ui_font(12, semi))
        self._code = Face(theme.mono_font())
        self.is_twofold = False  # when and why stand below

    def height(self) -> int:
        """Of one hit."""
        return theme.px(_ROW) + (theme.px(_BELOW) if self.is_twofold else 0)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(600, self.height())

    @painting
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        hit = self._hits.hit(index.row())
        if hit is None:
            return
        palette, area, px = theme.current(), option.rect, theme.px
        is_chosen = option.state & QStyle.StateFlag.State_Selected
        painter.fillRect(area, ink_of(palette.accent_soft if is_chosen else palette.panel))
        painter.fillRect(area.left(), area.bottom(), area.width(), 1, ink_of(palette.line))
        if self.is_twofold:
            area = area.adjusted(0, 0, 0, -px(_BELOW))

        def box(left: int, right: int) -> Box:
            return Box(area.left() + left, area.top(), max(right - left - 4, 10), area.height())

        match, what, amount, asset, word, when, why = self._hits.cells(hit)
        text, muted = palette.text, palette.muted
        if hit.match == "exact":
            self._bold.draw(painter, box(EDGE, px(_WHAT)), match, text)
        else:
            self._normal.draw(painter, box(EDGE, px(_WHAT)), match, muted)
        self._normal.draw(painter, box(px(_WHAT), px(_AMOUNT_END - 116)), what, text)
        amounts = box(px(_AMOUNT_END - 112), px(_AMOUNT_END))
        self._bold.draw(painter, amounts, amount, text, is_right=True)
        self._small.draw(painter, box(px(_ASSET), px(_STATUS)), asset, muted)
        self._pill(painter, area, hit.status, word)
        at, because, end = px(_TIME), px(_WHY), area.width() - EDGE
        if self.is_twofold:
            area = option.rect.adjusted(0, px(_ROW - 5), 0, -px(4))
            at, because = px(_WHAT), px(_WHAT + _WHY - _TIME)
        self._code.draw(painter, box(at, because), when, muted)
        self._normal.draw(painter, box(because, end), why, muted)

    def _pill(self, painter: QPainter, area: QRect, status: str, word: str) -> None:
        icon, tone = status_look(status, theme.current())
        px = theme.px
        most = px(_TIME - _STATUS - 6)
        words = Box(area.left() + px(_STATUS + 25), area.top(), most - px(34), area.height())
        width = min(self._word.width(word, words.width) + px(34), most)
        middle = area.top() + area.height() / 2
        spot = QRectF(area.left() + px(_STATUS), middle - px(21) / 2, width, px(21))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_chip(painter, spot, tone, px(6))
        shape = theme.pixmap(icon, tone.ink, px(12), painter.device().devicePixelRatioF())
        painter.drawPixmap(QPointF(spot.left() + px(8), middle - px(12) / 2), shape)
        self._word.draw(painter, words, word, tone.ink)
