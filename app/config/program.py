"""How this program is started once more, what it hands on when it is, and what it can show."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path


def program() -> list[str]:
    """The words that start this program, frozen or from source; its arguments follow them."""
    if getattr(sys, "frozen", False):
        return [sys.executable]
    return [sys.executable, str(Path(__file__).resolve().parents[2] / "main.py")]


def without_secrets(environ: Mapping[str, str]) -> dict[str, str]:
    """An environment for those who have no business with our credentials."""
    return {name: value for name, value in environ.items() if not name.startswith("ACUSE_")}


def has_display(environ: Mapping[str, str] = os.environ) -> bool:
    """Whether a window can be shown; only on Linux may there be none."""
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return sys.platform != "linux" or any(environ.get(name) for name in names)
