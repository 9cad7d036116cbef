"""Texts that are painted again and again: what was cut and shaped once is remembered."""

from __future__ import annotations

from collections import OrderedDict
from functools import cache
from math import ceil
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontInfo,
    QFontMetrics,
    QFontMetricsF,
    QPainter,
    QStaticText,
)

_REMEMBERED = 4_000  # texts a face keeps shaped


class Box(NamedTuple):
    """Where a text has room."""

    left: int
    top: int
    width: int
    height: int

    @property
    def middle(self) -> int:
        return self.top + (self.height - 1) // 2


class Face:
    """A font with what it has shaped already: shaping costs more than drawing."""

    def __init__(self, font: QFont, mode: Qt.TextElideMode = Qt.TextElideMode.ElideRight) -> None:
        self.font = font
        self._metrics = QFontMetrics(font)
        self._height = self._metrics.height()
        self._mode = mode
        self._pitch = _pitch_of(font)
        self._shaped: OrderedDict[tuple[str, int, str], tuple[QStaticText, int]] = OrderedDict()

    def draw(
        self,
        painter: QPainter,
        box: Box,
        text: str,
        colour: str,
        *,
        is_right: bool = False,
        tail: str = "",
    ) -> int:
        """Draw a text in the middle of a box's height, cut to its width; its own width.

        Of a text with a tail, what stands before the tail is cut.
        """
        shaped, width = self._shape(text, box.width, tail)
        left = box.left + box.width - width if is_right else box.left
        painter.setFont(self.font)
        painter.setPen(ink_of(colour))
        painter.drawStaticText(left, box.top + (box.height - self._height) // 2, shaped)
        return width

    def width(self, text: str, room: int) -> int:
        """How wide a text is, cut to the room it has."""
        return self._shape(text, room, "")[1]

    def _shape(self, text: str, room: int, tail: str) -> tuple[QStaticText, int]:
        key = (text, room, tail)
        found = self._shaped.get(key)
        if found is None:
            found = self._shaped[key] = self._cut(text, room, tail)
            if len(self._shaped) > _REMEMBERED:
                self._shaped.popitem(last=False)
        return found

    def _cut(self, text: str, room: int, tail: str) -> tuple[QStaticText, int]:
        if not self._pitch or not text.isascii():
            shaped, width = self._whole(text)
            if width <= room:
                return shaped, width
        elif round(len(text) * self._pitch) <= room:
            return self._whole(text)
        left = max(room - self._metrics.horizontalAdvance(tail), 0)
        return self._whole(self._shortened(text.removesuffix(tail), left) + tail)

    def _shortened(self, text: str, room: int) -> str:
        """As Qt shortens it, which shapes it for that twice where to count is enough."""
        if not self._pitch or not text.isascii():
            return self._metrics.elidedText(text, self._mode, room)
        places = max(ceil(room / self._pitch) - 1, 0)
        if places >= len(text) or len(text) == 1:
            return text
        if self._mode == Qt.TextElideMode.ElideMiddle:
            half = (places - 1) // 2
            return f"{text[:half]}…{text[len(text) - half :]}" if places else ""
        return f"{text[: places - 1]}…" if places else ""

    def _whole(self, text: str) -> tuple[QStaticText, int]:
        shaped = QStaticText(text)
        shaped.setTextFormat(Qt.TextFormat.PlainText)
        shaped.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
        shaped.prepare(font=self.font)
        return shaped, round(shaped.size().width())


def _pitch_of(font: QFont) -> float:
    """How wide each letter of a font is, 0 where they differ."""
    return QFontMetricsF(font).horizontalAdvance("0") if QFontInfo(font).fixedPitch() else 0.0


@cache
def ink_of(colour: str) -> QColor:
    """A colour made once."""
    return QColor(colour)
