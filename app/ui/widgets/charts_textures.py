"""What tells statuses and providers apart in every chart: a colour and a texture."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QPainterPath

from app.core.event import Status
from app.providers import PROVIDERS
from app.ui import theme

# A texture a status on top of its colour, for eyes and printers without colours.
PATTERNS: Mapping[str, Qt.BrushStyle] = {
    Status.IN_PROGRESS: Qt.BrushStyle.BDiagPattern,
    Status.PENDING: Qt.BrushStyle.Dense6Pattern,
    Status.FAILED: Qt.BrushStyle.DiagCrossPattern,
    Status.REVERSED: Qt.BrushStyle.VerPattern,
    Status.REFUNDED: Qt.BrushStyle.CrossPattern,
    Status.CANCELLED: Qt.BrushStyle.HorPattern,
    Status.EXPIRED: Qt.BrushStyle.FDiagPattern,
    Status.UNKNOWN: Qt.BrushStyle.Dense7Pattern,
    "quarantined": Qt.BrushStyle.DiagCrossPattern,
    "awaiting key": Qt.BrushStyle.Dense6Pattern,
    "unreadable": Qt.BrushStyle.Dense4Pattern,
}
_TILE = 64  # points: eight of Qt's patterns, so that few have to be laid
# Providers are told apart by the same colours in an order of their own, and by texture.
_PROVIDER_TONES = ("accent", "complete", "pending", "reversed", "neutral", "failed")
_PROVIDER_PATTERNS = (
    None,
    Qt.BrushStyle.BDiagPattern,
    Qt.BrushStyle.DiagCrossPattern,
    Qt.BrushStyle.VerPattern,
    Qt.BrushStyle.HorPattern,
    Qt.BrushStyle.Dense6Pattern,
)


def paint_texture(painter: QPainter, area: QRectF, key: str) -> None:
    """Fill an area with the colour and texture of a status or a provider."""
    painter.fillRect(area, texture_of(key))


def paint_rounded(
    painter: QPainter,
    area: QRectF,
    key: str,
    radius: float,
    *,
    left: bool = True,
    right: bool = True,
) -> None:
    """The same with round corners, at both ends or at one: no clip, which is slow to paint in."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(texture_of(key))
    if left and right:
        painter.drawRoundedRect(area, radius, radius)
        return
    outline = QPainterPath()
    outline.setFillRule(Qt.FillRule.WindingFill)
    outline.addRoundedRect(area, radius, radius)
    if not left:
        outline.addRect(area.adjusted(0, 0, -area.width() / 2, 0))
    if not right:
        outline.addRect(area.adjusted(area.width() / 2, 0, 0, 0))
    painter.drawPath(outline)


def texture_of(key: str) -> QBrush:
    """The colour and texture of a status or a provider."""
    palette = theme.current()
    return _texture(ink_of(key), _pattern_of(key), palette.panel, 80 if palette.is_dark else 60)


@lru_cache(maxsize=256)
def _texture(ink: str, pattern: Qt.BrushStyle | None, panel: str, alpha: int) -> QBrush:
    """A pattern is blended with its colour once: each time again takes ten times as long."""
    if pattern is None:
        return QBrush(QColor(ink))
    tile = QImage(_TILE, _TILE, QImage.Format.Format_RGB32)
    tile.fill(QColor(ink))
    grain = QColor(panel)
    grain.setAlpha(alpha)
    painter = QPainter(tile)
    painter.fillRect(tile.rect(), QBrush(grain, pattern))
    painter.end()
    return QBrush(tile)


def ink_of(key: str) -> str:
    """The colour of a status or a provider."""
    palette = theme.current()
    if key in PROVIDERS:
        tone = getattr(palette, _PROVIDER_TONES[_place(key) % len(_PROVIDER_TONES)])
        return tone if isinstance(tone, str) else str(tone.ink)
    return theme.status_style(key, palette).ink


def _pattern_of(key: str) -> Qt.BrushStyle | None:
    if key in PROVIDERS:
        return _PROVIDER_PATTERNS[_place(key) % len(_PROVIDER_PATTERNS)]
    return PATTERNS.get(key)


def _place(provider: str) -> int:
    return list(PROVIDERS).index(provider)
