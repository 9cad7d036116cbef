"""Pages and figures: what the window asks while somebody looks around."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from random import Random

from app.core.query import Query, parse_filter
from app.providers import PROVIDERS
from app.store.reader import Reader
from tests.benchmarks.stores import UNTIL, reader
from tests.benchmarks.timing import Timing, timed

MANY = 40
FILTERS = (
    "provider:bitso",
    "status:failed",
    "provider:juno status:in_progress",
    "kind:redemption",
    "-verified:yes",
    "amount>80000",
    "since:24h",
    "spei",
)


def measure(folder: Path) -> list[Timing]:
    with reader(folder) as store:
        return list(_timings(store, Random(2)))


def _timings(store: Reader, rng: Random) -> Iterator[Timing]:
    newest = store.feed_page(limit=1)[0].delivery_id
    deep = [rng.randint(1000, newest) for _ in range(MANY)]
    yield timed("a page of the feed, anywhere", 50, lambda at: store.feed_page(before=at), deep)
    names = frozenset(PROVIDERS)
    for text in FILTERS:
        query = parse_filter(text, names)

        def page(at: int, query: Query = query) -> object:
            return store.feed_page(before=at, query=query, now=UNTIL)

        yield timed(f"a page of the feed, anywhere: {text}", 50, page, deep)
    rows = store.transactions_page(limit=MANY)
    ids = [row.transaction_id for row in rows]
    yield timed("one transaction whole", 50, store.transaction, ids)
    yield timed("one delivery whole", 50, store.delivery, deep)
    days = [UNTIL - timedelta(days=day) for day in range(30)]
    yield timed(
        "status counts of a day, by provider",
        1,
        lambda day: store.counts_by_status(day - timedelta(days=1), day),
        days,
    )
    yield timed("the store in figures", 1, lambda _: store.stats(), range(MANY))
