"""Pages and figures: what the window asks while somebody looks around."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from datetime import timedelta
from functools import partial
from pathlib import Path
from random import Random

from app.core.query import Query, parse_filter
from app.providers import PROVIDERS
from app.store.places import Place
from app.store.reader import Reader
from app.store.rows import FeedPart
from app.store.sqlite import Connection, connect_reader, micros
from app.ui.models.feed_reading import PAGE
from tests.benchmarks.beside import DATASETTE, SHELL, Beside
from tests.benchmarks.stores import UNTIL, reader
from tests.benchmarks.timing import Timing, timed

MANY = 20
VIEW = 69  # rows: what is in view, and as many around it, as they are read after a jump
PATIENCE = 0.02  # seconds, as the window has it: what is found by then is shown
GOAL = 1.0  # milliseconds for a page, by the median; none may take longer than 50

# Every field of the language at least once, with values that are common, rare and unheard of.
FILTERS = (
    "provider:bitso",
    "provider:bitso,juno",
    "status:failed",
    "status:pending",
    "provider:juno status:in_progress",
    "kind:redemption",
    "final:no",
    "amount>80000",
    "amount:1500",
    "asset:mxn",
    "asset:xrp",
    "asset:zzz",
    "rail:spei",
    "clabe:6461*",
    "clabe:*0775",
    "clabe~646180115400230775",
    "tx:0xfb*",
    "ref:user*",
    "rastreo:2023*",
    "id:*d441f*",
    "age>7d",
    "age<24h",
    "flag:regress",
    "flag:same_hash",
    "standing:quarantined",
    "standing:unreadable",
    "verified:no",
    "-verified:yes",
    "env:prod",
    "env:sandbox",
    "since:24h",
    "from:2026-11-10",
    "to:2026-11-12",
    "arrived>=2026-11-12",
    "begun<2026-11-10",
    "ended>=2026-11-12",
    "took>15m",
    "took>30d",
    "answered>=30ms",
    "cause:*signature*",
    "money:no",
    "counted:no",
    "has:hash",
    "has:note",
    "tag:audit",
    "path:payload.issuance.method=SPEI",
    "path:payload.issuance.method=none",
    "spei",
    '"maría lópez"',
    "nosuchword",
    "provider:bitso or status:failed",
)
# What of it datasette's own filters and the shell can ask of the same table.
_Conditions = Mapping[str, object]
_BESIDE: Mapping[str, _Conditions] = {
    "": {},
    "provider:bitso": {"provider": "bitso"},
    "status:failed": {"status": "failed"},
    "since:24h": {"received_at__gte": micros(UNTIL - timedelta(days=1))},
}
_SIGNS = {"gte": ">=", "lt": "<", "exact": "="}


def measure(folder: Path, beside: Beside) -> list[Timing]:
    with reader(folder) as store, closing(connect_reader(folder / "views.db")) as views:
        return list(_timings(store, views, beside, Random(2)))


def _timings(store: Reader, views: Connection, beside: Beside, rng: Random) -> Iterator[Timing]:
    newest = store.feed_newest()
    deep = [rng.randint(min(1000, newest), newest) for _ in range(MANY)]
    places = [_place(views, delivery_id) for delivery_id in deep]
    for text in ("", *FILTERS):
        query = parse_filter(text, frozenset(PROVIDERS))
        named = f": `{text}`" if text else ""
        ways = _ways(views, beside, _BESIDE[text]) if text in _BESIDE else {}
        asked = partial(_feed, store, query)
        yield timed(f"a page of the feed, anywhere{named}", GOAL, asked, deep, ways, _is_page)
        among = partial(_transactions, store, query)
        yield timed(f"a page of transactions, anywhere{named}", GOAL, among, places, {}, bool)
    yield from _jumps(store, newest, rng)
    yield from _others(store, deep)


def _jumps(store: Reader, newest: int, rng: Random) -> Iterator[Timing]:
    """Whatever the filter, a list knows the key of every row: it reads those in view."""
    numbers = [row.number for row in store.transactions_page(limit=MANY * VIEW)]
    tops = [rng.randint(min(VIEW, newest), newest) for _ in range(MANY)]
    views = [list(range(top, max(top - VIEW, 0), -1)) for top in tops]
    yield timed("rows of the feed after a jump", GOAL, store.feed_rows, views)
    chosen = [sorted(rng.choices(numbers, k=VIEW)) for _ in range(MANY)]
    yield timed("rows of transactions after a jump", GOAL, store.transactions_numbered, chosen)


def _others(store: Reader, deep: list[int]) -> Iterator[Timing]:
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


def _feed(store: Reader, query: Query, before: int) -> FeedPart:
    return store.feed_part(before=before, limit=PAGE, query=query, now=UNTIL, patience=PATIENCE)


def _is_page(answer: object) -> bool:
    """Whether a page is full, or all that there is."""
    assert isinstance(answer, FeedPart)
    return answer.reached is None or len(answer.rows) == PAGE


def _transactions(store: Reader, query: Query, before: Place) -> bool:
    """As the list asks: their places, then the rows; whether it is a page."""
    found = store.transaction_keys(
        before=before, limit=PAGE, query=query, now=UNTIL, patience=PATIENCE
    )
    store.transactions_numbered(number for _, number in found.places)
    return found.next is None or len(found.places) == PAGE


def _place(views: Connection, delivery_id: int) -> Place:
    """Where the transaction of a delivery, or the one before it, stands in its list."""
    row = views.execute(
        "SELECT last_received_at, number FROM transactions WHERE number = (SELECT"
        " transaction_number FROM feed WHERE delivery_id <= ? AND transaction_number IS NOT NULL"
        " ORDER BY delivery_id DESC LIMIT 1)",
        (delivery_id,),
    ).fetchone()
    return row["last_received_at"], row["number"]


def _ways(
    views: Connection, beside: Beside, conditions: _Conditions
) -> dict[str, Callable[[int], object]]:
    """The same page of the same table; none where the table holds no such words."""
    words = [value for value in conditions.values() if isinstance(value, str)]
    if words and not _holds(views, conditions):
        return {}
    ways: dict[str, Callable[[int], object]] = {}
    datasette, shell = beside.datasette, beside.shell
    if datasette is not None:
        ways[DATASETTE] = lambda before: datasette.rows(
            "feed", {**conditions, "delivery_id__lt": before, "_sort_desc": "delivery_id"}, PAGE
        )
    if shell is not None:
        ways[SHELL] = lambda before: shell.ask(
            f"SELECT * FROM feed WHERE {_sql({**conditions, 'delivery_id__lt': before})}"
            f" ORDER BY delivery_id DESC LIMIT {PAGE}"
        )
    return ways


def _holds(views: Connection, conditions: _Conditions) -> bool:
    statement = f"SELECT 1 FROM feed WHERE {_sql(conditions)} LIMIT 1"
    return views.execute(statement).fetchone() is not None


def _sql(conditions: _Conditions) -> str:
    """Datasette's conditions as the shell is told them."""
    parts = []
    for name, value in conditions.items():
        column, _, sign = name.partition("__")
        parts.append(f"{column} {_SIGNS[sign or 'exact']} {value!r}")
    return " AND ".join(parts)
