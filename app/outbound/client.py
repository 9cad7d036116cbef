"""The one HTTP client that calls providers: bounded in time and size, never redirected."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from typing import TYPE_CHECKING, Self

from app.outbound.reply import AnswerLost, Limits, NotSent, Reply

if TYPE_CHECKING:
    from app.outbound.transport import Line


class Client:
    """Sends finished requests. Safe to use from several threads; close it at the end."""

    def __init__(self, *, dev: bool = False, limits: Limits | None = None) -> None:
        self._dev, self._limits = dev, limits or Limits()
        self._lock = threading.Lock()
        self._opened: Line | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close all connections; calling it again does nothing."""
        if self._opened is not None:
            self._opened.close()

    def send(
        self, method: str, origin: str, target: str, headers: Mapping[str, str], body: bytes
    ) -> Reply:
        """Send one request once; raises NotSent or AnswerLost.

        `origin` is scheme, host and port; `target` goes out byte for byte as it was signed.
        """
        return self._line().send(method, origin, target, headers, body)

    def _line(self) -> Line:
        """Made for the first request: HTTPX takes its time, and a start calls nobody."""
        from app.outbound.transport import Line

        with self._lock:
            if self._opened is None:
                self._opened = Line(self._limits, dev=self._dev)
            return self._opened


__all__ = ["AnswerLost", "Client", "Limits", "NotSent", "Reply"]
