"""Keeps an exception from leaving a repaint: Qt does not survive that (architecture.md)."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import ParamSpec

from PySide6.QtCore import QTimer

P = ParamSpec("P")


def painting(paint: Callable[P, None]) -> Callable[P, None]:
    """A paint method whose mistakes are raised from the event loop once the repaint is over."""

    @functools.wraps(paint)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            paint(*args, **kwargs)
        except Exception as error:
            QTimer.singleShot(0, functools.partial(_raise, error))

    return guarded


def _raise(error: Exception) -> None:
    raise error
