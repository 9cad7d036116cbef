"""Keeps our own secrets out of the store: some providers send one as it is, as their proof."""

from __future__ import annotations

from collections.abc import Set
from typing import TypeAlias

from app.core.delivery import Trust

Headers: TypeAlias = tuple[tuple[bytes, bytes], ...]

WITHHELD = b"(a secret, not kept)"


def credentials(trust: Trust) -> frozenset[bytes]:
    """What must not be kept of a delivery that is believed."""
    return frozenset(value.strip().encode() for value in trust.credentials.values()) - {b""}


def without_secrets(headers: Headers, secrets: Set[bytes]) -> Headers:
    """The headers with words where a credential stood; the very same ones where none did.

    A value is a credential as a whole or by its last word, as in "Bearer <token>".
    """
    values = b"\n".join([value for _, value in headers])
    if max(map(values.find, secrets), default=-1) < 0:  # quicker than "in"
        return headers
    return tuple(
        (name, value if secrets.isdisjoint(_spoken(value)) else WITHHELD) for name, value in headers
    )


def _spoken(value: bytes) -> tuple[bytes, bytes]:
    whole = value.strip()
    return whole, whole.rpartition(b" ")[2]
