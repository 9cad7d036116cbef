"""How a status, or the standing of what has none yet, looks: shape and tone."""

from __future__ import annotations

from app.ui import texts, theme
from app.ui.palette import Palette, Tone
from app.ui.widgets.parts import Pill

_STANDINGS = {
    "quarantined": ("shield-x", "failed"),
    "unreadable": ("circle-alert", "pending"),
    "awaiting key": ("key-round", "pending"),
    "trusted": ("inbox", "neutral"),
    "": ("inbox", "neutral"),
}


def status_look(status: str, palette: Palette) -> tuple[str, Tone]:
    """The icon of a status or standing, and the tone it is painted in."""
    if status in _STANDINGS:
        icon, name = _STANDINGS[status]
        return icon, getattr(palette, name)
    style = theme.status_style(status, palette)
    return style.icon, Tone(style.ink, style.surface)


def show_status(pill: Pill, status: str) -> None:
    """Make a pill say a status."""
    palette = theme.current()
    icon, tone = status_look(status, palette)
    names = ("complete", "in_progress", "pending", "failed", "reversed", "neutral")
    name = next(name for name in names if getattr(palette, name) == tone)
    pill.show_as(texts.status_word(status), icon, name)
