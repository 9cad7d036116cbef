"""What colour, texture and shape stand for what, beside every chart that has them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.providers import PROVIDERS
from app.ui import theme
from app.ui.guard import painting
from app.ui.palette import Tone
from app.ui.texts import provider_title, status_word
from app.ui.widgets.charts_textures import paint_rounded
from app.ui.widgets.surfaces import paint_chip


class Legend(QWidget):
    """What colour, texture and shape stand for what, in one line that wraps."""

    def __init__(self) -> None:
        super().__init__()
        self._statuses: tuple[str, ...] = ()  # or providers
        self._placed: dict[int, Sequence[tuple[str, QRectF]]] = {}  # by width: layouts ask often
        self._font = theme.ui_font(12, QFont.Weight.DemiBold)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_statuses(self, statuses: Sequence[str]) -> None:
        """The ones that occur, in their order."""
        if tuple(statuses) != self._statuses:
            self._statuses = tuple(statuses)
            self._placed.clear()
            words = ", ".join(_word(status) for status in statuses)
            self.setAccessibleName(self.tr("Legend: {0}").format(words))
            self.updateGeometry()
            self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        spots = self._spots(width)
        return int(spots[-1][1].bottom()) + 1 if spots else 0

    def sizeHint(self) -> QSize:
        return QSize(420, self.heightForWidth(max(self.width(), 420)))

    @painting
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._font)
        ratio, px = self.devicePixelRatioF(), theme.px
        for status, spot in self._spots(self.width()):
            style = theme.status_style(status)
            is_provider = status in PROVIDERS
            ink = theme.current().text if is_provider else style.ink
            surface = theme.current().window if is_provider else style.surface
            paint_chip(painter, spot, Tone(ink, surface), px(6))
            corner = QPointF(spot.left() + px(7), spot.top() + px(5))
            paint_rounded(painter, QRectF(corner, QSizeF(px(12), px(12))), status, 3)
            if not is_provider:
                shape = theme.pixmap(style.icon, style.ink, px(12), ratio)
                painter.drawPixmap(QPointF(spot.left() + px(24), spot.top() + px(5)), shape)
            painter.setPen(QColor(ink))
            words = spot.adjusted(px(24 if is_provider else 41), 0, 0, 0)
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, _word(status))

    def _spots(self, width: int) -> Sequence[tuple[str, QRectF]]:
        if width not in self._placed:
            self._placed[width] = tuple(self._place(width))
        return self._placed[width]

    def _place(self, width: int) -> Iterator[tuple[str, QRectF]]:
        metrics = QFontMetricsF(self._font)
        left, top, px = 0.0, 0.0, theme.px
        for status in self._statuses:
            need = metrics.horizontalAdvance(_word(status)) + px(33 if status in PROVIDERS else 50)
            if left and left + need > width:
                left, top = 0.0, top + px(28)
            yield status, QRectF(left, top, need, px(22))
            left += need + px(8)


def _word(key: str) -> str:
    return provider_title(key) if key in PROVIDERS else status_word(key)
