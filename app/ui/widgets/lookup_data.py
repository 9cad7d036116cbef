"""What a lookup asks the store, and what it gets. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from time import perf_counter
from typing import Protocol

from app.core.identifiers import Found, classify
from app.store.rows import LookupHit


class Questions(Protocol):
    """What the lookup asks the store; app.store.reader.Reader answers."""

    def lookup(self, text: str, limit: int = ...) -> list[LookupHit]: ...
    def feed_count(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found in a text, what answers it, and how long that took."""

    found: tuple[Found, ...]
    hits: tuple[LookupHit, ...]
    searched: int  # deliveries
    milliseconds: float


def look_up(reader: Questions, text: str) -> Answer:
    """Classify and search; runs on a reader's thread."""
    started = perf_counter()
    found = classify(text)
    hits = tuple(reader.lookup(text, 50))
    return Answer(found, hits, reader.feed_count(), (perf_counter() - started) * 1000)
