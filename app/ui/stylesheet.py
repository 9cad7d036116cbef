"""The style sheet of the window: what QPalette cannot say, written once for both palettes.

Widgets take a part in it through the dynamic property `kind` (see theme.dress).
"""

from __future__ import annotations

import re
from collections.abc import Callable

from app.ui.palette import Palette
from app.ui.style_rules import OUTLINED, RULES

_LENGTH = re.compile(r"(?<![\d.])(\d+)px")


def stylesheet(palette: Palette, icons: str, px: Callable[[float], int]) -> str:
    """The sheet in a palette's colours; `icons` is the folder of the shipped icons.

    `px` gives a length of the drawings in the size that is chosen; hairlines stay.
    """
    blend = palette.blend
    sheet = RULES.substitute(
        icons=icons,
        window=palette.window,
        panel=palette.panel,
        line=palette.line,
        text=palette.text,
        muted=palette.muted,
        accent=palette.accent,
        accent_soft=palette.accent_soft,
        rail=palette.rail,
        hover=blend(palette.panel, palette.text, 0.05),
        press=blend(palette.panel, palette.text, 0.10),
        faint=blend(palette.panel, palette.muted, 0.55),
        strong_line=blend(palette.line, palette.muted, 0.6),
        scroll=blend(palette.line, palette.muted, 0.25),
        chosen_edge=palette.accent if palette.is_outlined else palette.accent_soft,
        on_accent=palette.on_accent,
        accent_hover=blend(palette.accent, palette.text, 0.14),
        check="#2f5bea",  # the mark in it is white in both palettes
        field=palette.panel,
        chip=palette.neutral.surface,
        chip_text=palette.neutral.ink,
        tip=palette.panel,
        tip_text=palette.text,
        complete=palette.complete.ink,
        complete_soft=palette.complete.surface,
        pending=palette.pending.ink,
        pending_soft=palette.pending.surface,
        failed=palette.failed.ink,
        failed_soft=palette.failed.surface,
        chip_line=_line(palette, palette.neutral.ink),
        complete_line=_line(palette, palette.complete.ink),
        pending_line=_line(palette, palette.pending.ink),
        failed_line=_line(palette, palette.failed.ink),
        chosen_line=_line(palette, palette.accent),
    )
    sheet += OUTLINED if palette.is_outlined else ""
    return _LENGTH.sub(lambda found: f"{px(int(found[1]))}px", sheet)


def _line(palette: Palette, ink: str) -> str:
    """The line around a badge or a notice, where its surface does not tell it apart."""
    return f"border: 1px solid {ink};" if palette.is_outlined else "border: 0;"
