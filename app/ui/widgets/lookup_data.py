"""What a lookup asks the store, and what it gets. No Qt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from time import perf_counter
from typing import Protocol

from app.core.identifiers import Found, classify
from app.store.rows import LookupHit


class Questions(Protocol):
    """What the lookup asks the store; app.store.reader.Reader answers."""

    def lookup(
        self, text: str, limit: int = ..., is_wanted: Callable[[], bool] = ...
    ) -> list[LookupHit]: ...
    def unindexed(self) -> int: ...
    def feed_count(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found in a text, what answers it, and how long that took."""

    found: tuple[Found, ...]
    hits: tuple[LookupHit, ...]
    searched: int  # deliveries
    milliseconds: float
    unindexed: int = 0  # transactions whose inside cannot all be searched yet


def look_up(reader: Questions, text: str, is_wanted: Callable[[], bool] = lambda: True) -> Answer:
    """Classify and search, as long as it is wanted; runs on a reader's thread."""
    started = perf_counter()
    found = classify(text)
    hits = tuple(reader.lookup(text, 50, is_wanted))
    took = (perf_counter() - started) * 1000
    return Answer(found, hits, reader.feed_count(), took, reader.unindexed())
