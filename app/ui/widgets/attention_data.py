"""What needs a person now, read from the store: one item each, with why and since when. No Qt."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

from app.core.event import NOT_MONEY
from app.core.query import Query, parse_filter
from app.store.rows import DeliveryDetail, FeedRow, TransactionRow
from app.ui.said import said

_MOST = 200  # deliveries of a kind, transactions of a page
_RECENT = timedelta(hours=24)  # a failure older than this is history
# A flag that is a remark, not a contradiction.
_REMARKS = frozenset({"no_offset", "no_id"})


class Sort(StrEnum):
    """Why something needs attention, most urgent first."""

    QUARANTINE = "quarantine"
    AWAITING_KEY = "awaiting key"
    CONTRADICTION = "contradiction"
    UNREADABLE = "unreadable"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Item:
    """One line. Deliveries of a provider that share a reason are one item.

    `key` names it for as long as it stands; `why` is the store's own reason or the provider's
    word; it opens its transaction or, without one, its newest delivery.
    """

    key: str
    sort: Sort
    provider: str
    since: datetime
    count: int = 1
    why: str = ""
    delivery_ids: tuple[int, ...] = ()
    transaction: TransactionRow | None = None


class Questions(Protocol):
    """What the page asks the store; app.store.reader.Reader answers."""

    def quarantine(self, limit: int = ...) -> list[FeedRow]: ...
    def feed_page(self, *, limit: int = ..., query: Query = ...) -> list[FeedRow]: ...
    def delivery(self, delivery_id: int) -> DeliveryDetail: ...
    def transactions_page(
        self, *, limit: int = ..., query: Query = ...
    ) -> list[TransactionRow]: ...


def attention(reader: Questions, now: datetime) -> tuple[Item, ...]:
    """Everything that is open, most urgent first, then newest first; runs on a reader's thread."""
    held = reader.quarantine(_MOST)
    unreadable = reader.feed_page(limit=_MOST, query=parse_filter("standing:unreadable", ()))
    failed = reader.transactions_page(limit=_MOST, query=parse_filter("status:failed", ()))
    latest = reader.transactions_page(limit=_MOST)
    items = [
        *_of_deliveries(reader, held),
        *_of_deliveries(reader, unreadable),
        *_contradictions(latest),
        *(_failure(row) for row in failed if _is_news(row, now)),
    ]
    order = list(Sort)
    return tuple(sorted(items, key=lambda one: (order.index(one.sort), -one.since.timestamp())))


def _of_deliveries(reader: Questions, rows: Sequence[FeedRow]) -> Iterator[Item]:
    """One item a provider and standing, with the reason of its newest delivery."""
    groups: dict[tuple[str, str], list[FeedRow]] = {}
    for row in rows:
        groups.setdefault((row.provider, row.standing), []).append(row)
    sorts = {"quarantined": Sort.QUARANTINE, "unreadable": Sort.UNREADABLE}
    for (provider, standing), group in groups.items():
        newest = max(group, key=lambda row: row.delivery_id)
        detail = reader.delivery(newest.delivery_id)
        yield Item(
            key=f"{standing}:{provider}",
            sort=sorts.get(standing, Sort.AWAITING_KEY),
            provider=provider,
            since=min(row.received_at for row in group),
            count=len(group),
            why=said(detail.unreadable or detail.reason),
            delivery_ids=tuple(sorted(row.delivery_id for row in group)),
        )


def _contradictions(rows: Iterable[TransactionRow]) -> Iterator[Item]:
    for row in rows:
        flags = [flag for flag in row.flags if flag not in _REMARKS]
        if flags:
            yield Item(
                key=f"flags:{row.transaction_id}",
                sort=Sort.CONTRADICTION,
                provider=row.provider,
                since=row.last_received_at,
                why=",".join(flags),
                transaction=row,
            )


def _is_news(row: TransactionRow, now: datetime) -> bool:
    """Whether money failed to move lately; a quote that failed moved none."""
    return now - row.last_received_at <= _RECENT and row.kind not in NOT_MONEY


def _failure(row: TransactionRow) -> Item:
    return Item(
        key=f"failed:{row.transaction_id}",
        sort=Sort.FAILED,
        provider=row.provider,
        since=row.last_received_at,
        why=row.provider_status,
        transaction=row,
    )
