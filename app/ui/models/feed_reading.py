"""What the live feed asks the store; all of it runs on a reader's thread."""

from __future__ import annotations

from dataclasses import dataclass

from app.store.reader import Reader
from app.store.rows import FeedRow
from app.ui.models.narrowing import Filters
from app.ui.models.rows import MOST

PAGE = 200
BATCH = 1_000
_BATCHES = 20  # read in one go; a list further behind than that is read anew


@dataclass(frozen=True, slots=True)
class Loaded:
    """The list read anew."""

    rows: list[FeedRow]
    newest: int
    total: int
    is_all: bool


@dataclass(frozen=True, slots=True)
class News:
    """What came in since."""

    rows: list[FeedRow]  # those that match, newest first
    newest: int
    total: int
    is_behind: bool  # more is new than a list can hold
    seen: list[FeedRow]


def first_page(reader: Reader, filters: Filters) -> Loaded:
    """The newest rows, read anew; what comes in while they are read is left to `news`."""
    top = reader.feed_page(limit=1)
    newest = top[0].delivery_id if top else 0
    rows = page(reader, filters, newest + 1)
    return Loaded(rows, newest, reader.feed_count(), len(rows) < PAGE)


def page(reader: Reader, filters: Filters, before: int | None = None) -> list[FeedRow]:
    """The rows older than a delivery, or the newest ones."""
    return reader.feed_page(
        before=before,
        limit=PAGE,
        provider=filters.provider,
        status=filters.status,
        text=filters.text,
    )


def news(reader: Reader, newest: int, filters: Filters, seen: list[int]) -> News:
    """What came in after `newest`, and the rows in view as they stand now."""
    found: list[FeedRow] = []
    upto, is_behind = newest, True
    for _ in range(_BATCHES):
        batch = reader.feed_after(upto, BATCH)
        found.extend(row for row in batch if _matches(row, filters))
        upto = batch[-1].delivery_id if batch else upto
        if len(batch) < BATCH:
            is_behind = len(found) >= MOST
            break
    return News(found[::-1], upto, reader.feed_count(), is_behind, reader.feed_rows(seen))


def _matches(row: FeedRow, filters: Filters) -> bool:
    """The same as the store's own filter, on a row that just came in."""
    if filters.provider not in ("", row.provider) or filters.status not in ("", row.status):
        return False
    texts_of = (
        row.reference,
        row.counterparty,
        row.transaction_id,
        row.amount,
        row.event_type,
        row.provider_status,
    )
    return filters.text.lower() in " ".join(texts_of).lower()
