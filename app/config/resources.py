"""Finds the files that are shipped with the program, from source or frozen."""

from __future__ import annotations

import sys
from pathlib import Path

# PyInstaller unpacks data files below sys._MEIPASS; from source they stand beside app/.
_ROOT = Path(getattr(sys, "_MEIPASS", Path(__file__).resolve().parents[2])) / "resources"


def resource(name: str) -> Path:
    """The path of a shipped file, e.g. resource("icons/copy.svg")."""
    return _ROOT / name
