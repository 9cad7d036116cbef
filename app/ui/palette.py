"""The colours of the design: light, dark, and high contrast."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from PySide6.QtGui import QColor


class Tone(NamedTuple):
    """A colour to write and draw with, and the surface it is drawn on."""

    ink: str
    surface: str


@dataclass(frozen=True, slots=True)
class Palette:
    """The tokens of the design in one scheme; colours as "#rrggbb"."""

    name: str
    window: str
    panel: str
    line: str
    text: str
    muted: str
    accent: str
    accent_soft: str
    on_accent: str
    rail: str
    complete: Tone
    in_progress: Tone
    pending: Tone
    failed: Tone
    reversed: Tone
    neutral: Tone

    @property
    def is_dark(self) -> bool:
        return self.name == "dark"

    @property
    def is_outlined(self) -> bool:
        """Whether surfaces are told apart by a line around them: their colours are not."""
        return self.name == "contrast"

    @staticmethod
    def blend(base: str, over: str, share: float) -> str:
        """`base` with a share (0 to 1) of `over` mixed in."""
        below, above = QColor(base), QColor(over)
        parts = zip(below.getRgb()[:3], above.getRgb()[:3], strict=True)  # type: ignore[index]
        mixed = [round(one + (other - one) * share) for one, other in parts]
        return QColor(*mixed).name()


LIGHT = Palette(
    name="light",
    window="#f6f7f9",
    panel="#ffffff",
    line="#e3e6eb",
    text="#1b2330",
    muted="#626c80",
    accent="#2f5bea",
    accent_soft="#e9efff",
    on_accent="#ffffff",
    rail="#fbfbfc",
    complete=Tone("#087c56", "#e2f4ec"),
    in_progress=Tone("#0443d3", "#e4ebfc"),
    pending=Tone("#9a5f04", "#fcf0da"),
    failed=Tone("#841118", "#f9e3e3"),
    reversed=Tone("#6d1387", "#f3e4f7"),
    neutral=Tone("#3a424e", "#eceef1"),
)
DARK = Palette(
    name="dark",
    window="#11151b",
    panel="#181d25",
    line="#2a313c",
    text="#e6eaf0",
    muted="#93a0b2",
    accent="#7aa2ff",
    accent_soft="#1f2a44",
    on_accent="#10182b",
    rail="#141920",
    complete=Tone("#67fdc2", "#12352a"),
    in_progress=Tone("#b1deff", "#10304a"),
    pending=Tone("#f1c434", "#3a3010"),
    failed=Tone("#ff6a5a", "#431a18"),
    reversed=Tone("#e560f7", "#3c1740"),
    neutral=Tone("#92979e", "#262d37"),
)
# Black on white, lines that can be seen, and status colours of 7:1 and more.
CONTRAST = Palette(
    name="contrast",
    window="#ffffff",
    panel="#ffffff",
    line="#6b6b6b",
    text="#000000",
    muted="#2b2b2b",
    accent="#0026a8",
    accent_soft="#dbe4ff",
    on_accent="#ffffff",
    rail="#ffffff",
    complete=Tone("#004d33", "#ffffff"),
    in_progress=Tone("#00278a", "#ffffff"),
    pending=Tone("#5c3600", "#ffffff"),
    failed=Tone("#7a0008", "#ffffff"),
    reversed=Tone("#4e0063", "#ffffff"),
    neutral=Tone("#1f1f1f", "#ffffff"),
)
