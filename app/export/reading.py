"""Reads what a filter shows, page by page, as of one moment."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.export.columns import DELIVERIES, Row
from app.export.writing import Order
from app.store.reader import Reader

PAGE = 500  # rows between two looks at whether somebody wants to stop


def pages(reader: Reader, order: Order) -> Iterator[Sequence[Row]]:
    """The rows of an order as the list shows them, newest first."""
    with reader.snapshot():
        yield from _deliveries(reader) if order.subject == DELIVERIES else _transactions(reader)


def _deliveries(reader: Reader) -> Iterator[Sequence[Row]]:
    before: int | None = None
    while page := reader.feed_page(before=before, limit=PAGE):
        yield page
        before = page[-1].delivery_id


def _transactions(reader: Reader) -> Iterator[Sequence[Row]]:
    page = reader.transactions_page(limit=PAGE)
    while page:
        yield page
        last = page[-1]
        page = reader.transactions_page(
            before=(last.last_received_at, last.transaction_id), limit=PAGE
        )
