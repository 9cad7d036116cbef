"""Says in the log what was turned away, without letting a flood fill it."""

from __future__ import annotations

import logging
import time

_EVERY = 10.0  # seconds

_log = logging.getLogger("acuse.receiver")


class Notices:
    """Counts refusals and logs one sample of each kind every ten seconds."""

    def __init__(self) -> None:
        self.counts: dict[str, int] = {}
        self._told: dict[str, tuple[float, int]] = {}

    def note(self, kind: str, detail: str) -> None:
        """Count one; `detail` is logged if nothing of this kind was for a while."""
        count = self.counts[kind] = self.counts.get(kind, 0) + 1
        last, told = self._told.get(kind, (-_EVERY, 0))
        at = time.monotonic()
        if at - last >= _EVERY:
            self._told[kind] = (at, count)
            _log.warning("%s: %s (%d since the last line)", kind, detail, count - told)


def sample(text: bytes, length: int = 80) -> str:
    """The beginning of what a stranger sent, fit for a log."""
    return text[:length].decode("ascii", "backslashreplace")
