"""What a probe of our own public address found: pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.core.errors import AcuseError

SOON = 14  # days left from which a certificate asks for attention


@dataclass(frozen=True, slots=True)
class Probe:
    """What one probe found, as far as it came; `error` is what it ended at."""

    url: str  # without its secret path
    at: datetime
    addresses: tuple[str, ...] = ()  # what its name resolves to
    is_tls: bool = False
    certificate_days: int | None = None  # whole days left
    milliseconds: float | None = None  # there and back
    bytes_unchanged: bool = False
    source_headers: tuple[tuple[str, str], ...] = ()  # who says where it came from
    error: AcuseError | None = None

    @property
    def is_through(self) -> bool:
        """Whether a delivery would come in as it was sent."""
        return self.error is None and self.bytes_unchanged

    @property
    def is_ending(self) -> bool:
        """Whether the certificate asks for attention."""
        return self.certificate_days is not None and self.certificate_days < SOON
