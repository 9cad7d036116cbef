"""Reads what a filter shows, page by page, as of one moment."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from app.core.query import Query
from app.export.columns import DELIVERIES, Read, Row
from app.export.writing import Order
from app.store.reader import Reader
from app.store.rows import FeedRow, Matching, TransactionRow

PAGE = 500  # rows between two looks at whether somebody wants to stop


def pages(reader: Reader, order: Order, now: datetime) -> Iterator[Sequence[Row | Read]]:
    """The rows of an order as the list shows them, newest first; ages are seen from `now`."""
    read = _deliveries if order.subject == DELIVERIES else _transactions
    paths = order.paths
    with reader.snapshot():
        for page in read(reader, order.query, now):
            yield _with_values(reader, page, paths) if paths else page


def _with_values(reader: Reader, page: Sequence[Row], paths: Sequence[str]) -> Sequence[Read]:
    if isinstance(page[0], FeedRow):
        keys = [row.delivery_id for row in page if isinstance(row, FeedRow)]
        found = reader.values_of(keys, paths)
    else:
        keys = [row.number for row in page if isinstance(row, TransactionRow)]
        found = reader.values_of_transactions(keys, paths)
    return [Read(row, found.get(key, {})) for key, row in zip(keys, page, strict=True)]


def count(reader: Reader, order: Order, now: datetime) -> Matching:
    """How many rows that will be, as far as they are counted."""
    matching = reader.feed_matching if order.subject == DELIVERIES else reader.transactions_matching
    return matching(order.query, now)


def _deliveries(reader: Reader, query: Query, now: datetime) -> Iterator[Sequence[Row]]:
    before: int | None = None
    while page := reader.feed_page(before=before, limit=PAGE, query=query, now=now):
        yield page
        before = page[-1].delivery_id


def _transactions(reader: Reader, query: Query, now: datetime) -> Iterator[Sequence[Row]]:
    before: tuple[datetime, str] | None = None
    while page := reader.transactions_page(before=before, limit=PAGE, query=query, now=now):
        yield page
        before = page[-1].last_received_at, page[-1].transaction_id
