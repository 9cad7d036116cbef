"""Whether a callback that a provider lists still leads here: pure."""

from __future__ import annotations

from enum import StrEnum
from urllib.parse import urlsplit


class Standing(StrEnum):
    """What a registered callback is to us."""

    OURS = "ours"
    MOVED = "moved"  # our secret path at an address that is no longer ours: nothing arrives
    OTHER = "other"  # somebody else's, or ours from before the token was changed


def standing(callback_url: str, ours: str) -> Standing:
    """What a listed URL is, given ours ("https://…/hooks/juno/<token>"; "" while there is none).

    Case of the host, a usual port and a slash at the end make no difference.
    """
    listed, wanted = _parts(callback_url), _parts(ours)
    if listed is None or wanted is None or listed[1] != wanted[1]:
        return Standing.OTHER
    return Standing.OURS if listed == wanted else Standing.MOVED


def _parts(url: str) -> tuple[str, str] | None:
    """Where a URL leads, and its path there."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return None
    if not parts.hostname or not parts.path.strip("/"):
        return None
    usual = {"https": 443, "http": 80}.get(parts.scheme)
    return f"{parts.scheme}://{parts.hostname}:{port or usual}", parts.path.rstrip("/")
