"""What a lookup asks the store, and what it gets. No Qt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from time import perf_counter
from typing import Protocol

from app.core.identifiers import Found, classify
from app.store.reader import Reader
from app.store.reasons import Reason
from app.store.rows import LookupHit, TransactionRow


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


def newest(reader: Reader, limit: int) -> tuple[LookupHit, ...]:
    """What changed last, for a lookup in which nothing was typed yet; on a reader's thread."""
    numbers = [number for _, number in reader.transaction_keys(limit=limit).places]
    rows = {row.number: row for row in reader.transactions_numbered(numbers)}
    return tuple(_hit(rows[number]) for number in numbers if number in rows)


def _hit(row: TransactionRow) -> LookupHit:
    return LookupHit(
        transaction_id=row.transaction_id,
        provider=row.provider,
        kind=row.kind,
        status=row.status,
        provider_status=row.provider_status,
        amount=row.amount,
        asset=row.asset,
        occurred_at=row.occurred_at,
        match="newest",
        reason=Reason(value=row.reference),
    )


def look_up(reader: Questions, text: str, is_wanted: Callable[[], bool] = lambda: True) -> Answer:
    """Classify and search, as long as it is wanted; runs on a reader's thread."""
    started = perf_counter()
    found = classify(text)
    hits = tuple(reader.lookup(text, 50, is_wanted))
    took = (perf_counter() - started) * 1000
    return Answer(found, hits, reader.feed_count(), took, reader.unindexed())
