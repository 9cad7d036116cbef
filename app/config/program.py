"""How this program is started once more, and what it hands on when it is."""

from __future__ import annotations

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
