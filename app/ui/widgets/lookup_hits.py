"""The hits of a lookup as a list: match, what it is, amount, status, time and why."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.core.amounts import format_amount
from app.core.plain import plain
from app.store.rows import LookupHit
from app.ui import texts, theme
from app.ui.display import Display
from app.ui.guard import painting
from app.ui.widgets import lookup_words
from app.ui.widgets.status import status_look

Index = QModelIndex | QPersistentModelIndex
_HIT = Qt.ItemDataRole.UserRole
_ROW = 33
# The left edges of the columns; the last one takes the room that is left.
_MATCH, _WHAT, _AMOUNT_END, _ASSET, _STATUS, _TIME, _WHY = 15, 106, 396, 402, 446, 572, 670


class Hits(QAbstractListModel):
    """The hits of one answer; its text role is a whole sentence for a screen reader."""

    def __init__(self, display: Display, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._display = display
        self._hits: Sequence[LookupHit] = ()

    def show_hits(self, hits: Sequence[LookupHit]) -> None:
        """Replace them; a list of answers is not a live list."""
        self.beginResetModel()
        self._hits = hits
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
        if role == _HIT:
            return hit
        if role == Qt.ItemDataRole.ToolTipRole:
            at, zone = hit.occurred_at, self._display.zone
            when = [texts.whole_moment(at, zone)] if at else []
            return texts.plain_tip("\n".join([self.why(hit), hit.transaction_id, *when]))
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return ", ".join(part for part in self.cells(hit) if part)
        return None

    def cells(self, hit: LookupHit) -> tuple[str, ...]:
        """Match, what it is, amount, asset, status, time, why."""
        what = f"{texts.provider_title(hit.provider)} · {texts.kind_word(hit.kind)}"
        when = hit.occurred_at.astimezone(self._display.zone) if hit.occurred_at else None
        return (
            lookup_words.match_word(hit, self._hits),
            what,
            format_amount(plain(hit.amount)) or "—",
            plain(hit.asset),
            texts.status_word(hit.status),
            f"{texts.short_day(when)} {when:%H:%M}" if when else "",
            self.why(hit),
        )

    def why(self, hit: LookupHit) -> str:
        """Why it answers, as far as the privacy screen lets it be read."""
        return lookup_words.why(hit, is_private=self._display.is_private)


class HitList(QListView):
    """Paints the hits in columns."""

    def __init__(self, hits: Hits) -> None:
        super().__init__()
        self.setModel(hits)
        self.setItemDelegate(_Row(hits, self))
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

    def height_of(self, rows: int) -> int:
        """The height that shows so many rows."""
        return rows * theme.px(_ROW) + 2


class _Row(QStyledItemDelegate):
    def __init__(self, hits: Hits, parent: QObject) -> None:
        super().__init__(parent)
        self._hits = hits

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(600, theme.px(_ROW))

    @painting
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        hit = index.data(_HIT)
        if hit is None:
            return
        palette = theme.current()
        area = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_chosen = option.state & QStyle.StateFlag.State_Selected
        painter.fillRect(area, QColor(palette.accent_soft if is_chosen else palette.panel))
        painter.fillRect(QRectF(area.left(), area.bottom(), area.width(), 1), QColor(palette.line))
        match, what, amount, asset, word, when, why = self._hits.cells(hit)
        bold, normal = theme.ui_font(13, QFont.Weight.DemiBold), theme.ui_font(13)
        is_sure = hit.match == "exact"
        self._text(painter, area, _MATCH, _WHAT, match, bold if is_sure else normal, not is_sure)
        self._text(painter, area, _WHAT, _AMOUNT_END - 116, what, normal)
        self._text(painter, area, _AMOUNT_END - 112, _AMOUNT_END, amount, bold, right=True)
        self._text(painter, area, _ASSET, _STATUS, asset, theme.ui_font(12), True)
        self._pill(painter, area, hit.status, word)
        self._text(painter, area, _TIME, _WHY, when, theme.mono_font(), True)
        self._text(painter, area, _WHY, int(area.width() / theme.zoom()) - 12, why, normal, True)
        painter.restore()

    @staticmethod
    def _text(
        painter: QPainter,
        area: QRectF,
        left: int,
        right_edge: int,
        text: str,
        font: QFont,
        is_muted: bool = False,
        *,
        right: bool = False,
    ) -> None:
        palette = theme.current()
        start, end = theme.px(left), theme.px(right_edge)
        spot = QRectF(area.left() + start, area.top(), max(end - start - 4, 10), area.height())
        cut = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, spot.width())
        painter.setFont(font)
        painter.setPen(QColor(palette.muted if is_muted else palette.text))
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        painter.drawText(spot, side | Qt.AlignmentFlag.AlignVCenter, cut)

    @staticmethod
    def _pill(painter: QPainter, area: QRectF, status: str, word: str) -> None:
        icon, tone = status_look(status, theme.current())
        font = theme.ui_font(12, QFont.Weight.DemiBold)
        px = theme.px
        width = min(QFontMetricsF(font).horizontalAdvance(word) + px(34), px(_TIME - _STATUS - 6))
        top = area.center().y() - px(21) / 2
        spot = QRectF(area.left() + px(_STATUS), top, width, px(21))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tone.surface))
        painter.drawRoundedRect(spot, 6, 6)
        shape = theme.pixmap(icon, tone.ink, px(12), painter.device().devicePixelRatioF())
        corner = QPointF(spot.left() + px(8), spot.center().y() - px(12) / 2)
        painter.drawPixmap(corner, shape)
        painter.setFont(font)
        painter.setPen(QColor(tone.ink))
        painter.drawText(spot.adjusted(px(25), 0, -4, 0), Qt.AlignmentFlag.AlignVCenter, word)
