"""A report of a mistake of ours: where it happened, and nothing of what was received."""

from __future__ import annotations

import platform
import traceback
from datetime import datetime
from pathlib import Path

from app import __version__


def report(error: BaseException, now: datetime) -> str:
    """Kind and places only: messages and values may carry what a provider sent."""
    frames = traceback.extract_tb(error.__traceback__)
    places = [f"  {Path(one.filename).name}:{one.lineno} {one.name}" for one in frames]
    head = f"Acuse {__version__}, Python {platform.python_version()}, {platform.system()}"
    return "\n".join([head, now.isoformat(timespec="seconds"), type(error).__name__, *places])
