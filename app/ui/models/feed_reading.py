"""What the live feed asks the store; all of it runs on a reader's thread."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, tzinfo

from app.store.reader import Reader
from app.store.rows import FeedRow
from app.ui.models.narrowing import Filters
from app.ui.models.places import Day, Heading, Piece, Stretch

PAGE = 200
BATCH = 1_000
_BATCHES = 20  # read in one go; a list further behind than that is read anew


@dataclass(frozen=True, slots=True)
class Loaded:
    """The list read anew."""

    rows: list[FeedRow]
    piece: Piece[int]
    newest: int
    total: int


@dataclass(frozen=True, slots=True)
class News:
    """What came in since."""

    rows: list[FeedRow]  # those that match, newest first
    newest: int
    total: int
    is_behind: bool  # more is new than a list can hold
    seen: list[FeedRow]


def first_page(reader: Reader, filters: Filters, zone: tzinfo) -> Loaded:
    """The newest rows, read anew; what comes in while they are read is left to `news`."""
    top = reader.feed_page(limit=1)
    newest = top[0].delivery_id if top else 0
    rows = reader.feed_page(
        before=newest + 1,
        limit=PAGE,
        provider=filters.provider,
        status=filters.status,
        text=filters.text,
    )
    keys = array("q", (row.delivery_id for row in rows))
    stretch = Stretch(keys, _headings(reader.days_of(keys, zone)))
    is_all = len(rows) < PAGE
    return Loaded(rows, Piece(stretch, None if is_all else keys[-1]), newest, reader.feed_count())


def piece(reader: Reader, filters: Filters, before: int, zone: tzinfo) -> Piece[int]:
    """The keys of the rows older than a delivery, a stretch at a time."""
    read = reader.feed_keys(
        before, zone, provider=filters.provider, status=filters.status, text=filters.text
    )
    return Piece(Stretch(read.keys, _headings(read.days)), read.next or None)


def _headings(days: Iterable[tuple[int, date]]) -> tuple[tuple[int, Heading], ...]:
    return tuple((number, Day(day)) for number, day in days)


def news(reader: Reader, newest: int, filters: Filters, seen: list[int]) -> News:
    """What came in after `newest`, and the rows in view as they stand now."""
    found: list[FeedRow] = []
    upto, is_behind = newest, True
    for _ in range(_BATCHES):
        batch = reader.feed_after(upto, BATCH)
        found.extend(row for row in batch if _matches(row, filters))
        upto = batch[-1].delivery_id if batch else upto
        if len(batch) < BATCH:
            is_behind = False
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
