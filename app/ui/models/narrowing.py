"""What a list is narrowed to."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Filters:
    """What a list is narrowed to; empty texts let everything through."""

    provider: str = ""
    status: str = ""
    text: str = ""

    @property
    def is_on(self) -> bool:
        return bool(self.provider or self.status or self.text)
