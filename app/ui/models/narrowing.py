"""What a list is narrowed to."""

from __future__ import annotations

from dataclasses import dataclass

from app.core.query import Query, condition, parse_filter
from app.providers import PROVIDERS


@dataclass(frozen=True, slots=True)
class Filters:
    """What a list is narrowed to; empty texts let everything through."""

    provider: str = ""
    status: str = ""
    text: str = ""

    @property
    def is_on(self) -> bool:
        return bool(self.provider or self.status or self.text)

    @property
    def query(self) -> Query:
        """The same in the filter language."""
        named = (("provider", self.provider), ("status", self.status), ("", self.text))
        words = " ".join(condition(field, value) for field, value in named if value)
        return parse_filter(words, PROVIDERS)

    @classmethod
    def of(cls, text: str) -> Filters:
        """What of a filter the chips of a list can say: one provider and one status."""
        terms = (word.partition(":") for word in text.split())
        known = {name: value for name, _, value in terms if name in ("provider", "status")}
        return cls(**known)
