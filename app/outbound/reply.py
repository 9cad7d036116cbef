"""What comes of one request to a provider, and how long it may take."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.core.errors import ProviderUnreachable


@dataclass(frozen=True, slots=True)
class Limits:
    """How long each part of a call may take, in seconds."""

    connect: float = 5.0
    read: float = 10.0
    whole: float = 20.0  # until the last byte of the answer


@dataclass(frozen=True, slots=True)
class Reply:
    """An HTTP answer, unread."""

    status: int
    body: bytes
    retry_after: float | None = None  # seconds, where the answer names them
    location: str = ""
    certificate_ends: datetime | None = None  # of the server's TLS certificate


class NotSent(ProviderUnreachable):
    """The request never left: it cannot have had an effect."""


class AnswerLost(ProviderUnreachable):
    """The request may have left and had its effect, but no answer could be read."""
