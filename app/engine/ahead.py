"""Starts the engine's process as the very first thing: it takes as long as all the rest.

It imports what it needs and waits to be told what to run on; see `messages.Begin`.
"""

from __future__ import annotations

import atexit
import subprocess
from collections.abc import Sequence

from app.config.program import has_display, program

_WITHOUT_CONSOLE = getattr(subprocess, "CREATE_NO_WINDOW", 0)
_WITHOUT_WINDOW = {"-h", "--help", "--version", "--no-window"}
_spare: subprocess.Popen[bytes] | None = None


def make_ready(words: Sequence[str]) -> None:
    """Start one if these words of a command line look as if a window were wanted."""
    global _spare
    wants = not words or words[0].startswith("-") or words[0] in ("window", "demo")
    if wants and not _WITHOUT_WINDOW.intersection(words) and has_display():
        _spare = started()
        atexit.register(_let_go)


def taken() -> subprocess.Popen[bytes]:
    """The one that is ready, or a new one; raises OSError."""
    global _spare
    spare, _spare = _spare, None
    return spare or started()


def started() -> subprocess.Popen[bytes]:
    """A new one; raises OSError."""
    return subprocess.Popen(  # noqa: S603 - ourselves, no shell
        [*program(), "engine"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        bufsize=0,
        creationflags=_WITHOUT_CONSOLE,
    )


def _let_go() -> None:
    """It has not begun, so there is nothing that it could finish."""
    global _spare
    spare, _spare = _spare, None
    if spare is not None:
        with spare:
            spare.kill()
