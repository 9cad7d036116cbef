"""Keeps our own secrets out of the store: some providers send one as it is, as their proof."""

from __future__ import annotations

from typing import TypeAlias

from app.core.delivery import Trust

Headers: TypeAlias = tuple[tuple[bytes, bytes], ...]

WITHHELD = b"(a secret, not kept)"


def without_secrets(headers: Headers, trust: Trust) -> Headers:
    """The headers of a delivery that is believed, with words where a credential stood.

    A value is a credential as a whole or by its last word, as in "Bearer <token>".
    """
    secrets = {value.strip().encode() for value in trust.credentials.values()} - {b""}
    return tuple(
        (name, value if secrets.isdisjoint(_spoken(value)) else WITHHELD) for name, value in headers
    )


def _spoken(value: bytes) -> tuple[bytes, bytes]:
    whole = value.strip()
    return whole, whole.rpartition(b" ")[2]
