"""What tells statuses and providers apart in every chart: a colour and a texture."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter

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
    painter.fillRect(area, QColor(ink_of(key)))
    if (grain := grain_of(key)) is not None:
        painter.fillRect(area, grain)


def grain_of(key: str) -> QBrush | None:
    """The texture of a status or a provider over its colour; None for a plain one."""
    pattern = _pattern_of(key)
    if pattern is None:
        return None
    palette = theme.current()
    grain = QColor(palette.panel)
    grain.setAlpha(80 if palette.is_dark else 60)
    return QBrush(grain, pattern)


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
