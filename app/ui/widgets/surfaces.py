"""What words and shapes stand on: a surface, and in high contrast a line around it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from app.ui import theme
from app.ui.palette import Tone
from app.ui.widgets.faces import ink_of


def paint_chip(painter: QPainter, rect: QRectF, tone: Tone, rounded: float) -> None:
    """The surface of a badge."""
    _dip(painter, tone)
    painter.drawRoundedRect(_within(rect), rounded, rounded)


def paint_disc(painter: QPainter, rect: QRectF, tone: Tone) -> None:
    """The surface of a shape alone."""
    _dip(painter, tone)
    painter.drawEllipse(_within(rect))


def _dip(painter: QPainter, tone: Tone) -> None:
    line = QPen(ink_of(tone.ink), theme.px(1))  # as wide as those of the style sheet
    painter.setPen(line if theme.current().is_outlined else Qt.PenStyle.NoPen)
    painter.setBrush(ink_of(tone.surface))


def _within(rect: QRectF) -> QRectF:
    """A line stands on whole pixels, within the surface."""
    inset = theme.px(1) / 2 if theme.current().is_outlined else 0.0
    return rect.adjusted(inset, inset, -inset, -inset)
