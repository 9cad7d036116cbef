"""What the transactions page asks the store; all of it runs on a reader's thread."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from time import monotonic

from app.core.query import Query
from app.store.asking import IsWanted, always
from app.store.places import Place, PlacesRead
from app.store.reader import Reader
from app.store.rows import TransactionRow
from app.ui.models.places import Heading, Piece, Since, Stretch, Urgent

PAGE = 80  # rows that are there with the first answer: more than a high screen shows
MOST_URGENT = 500  # that are put first: more than a person reads in one go
RECENT = "recent"  # the order of a list with the most recent first, whatever needs attention
_AT_ONCE = 0.02  # seconds: what is found by then is shown, the rest comes piece by piece


@dataclass(frozen=True, slots=True)
class Loaded:
    """The list read anew; `urgent` comes before its first piece and is in none."""

    rows: list[TransactionRow]
    urgent: Stretch
    piece: Piece[Place]
    total: int


@dataclass(frozen=True, slots=True)
class News:
    """Transactions that changed, which of them the filter lets through, and which are urgent."""

    rows: list[TransactionRow]
    fitting: frozenset[int]
    urgent: frozenset[int]
    total: int


def first_page(
    reader: Reader,
    query: Query,
    now: datetime,
    seen: int,
    is_wanted: IsWanted = always,
    order: str = RECENT,
) -> Loaded:
    """What needs attention, unless the order is another, and the most recently active."""
    ends_at = monotonic() + _AT_ONCE
    numbers = reader.urgent_transactions(MOST_URGENT, query, now) if order != RECENT else []
    urgent = Stretch(
        array("q", numbers), ((0, Urgent()),) if numbers else (), array("q", sorted(numbers))
    )
    left = max(0.0, ends_at - monotonic())
    found = reader.transaction_keys(
        limit=PAGE, query=query, now=now, patience=left, is_wanted=is_wanted
    )
    first = _piece(found, seen, frozenset(numbers))
    rows = reader.transactions_numbered([*numbers, *first.stretch.keys][:PAGE])
    return Loaded(rows, urgent, first, reader.stats().transactions)


def piece(
    reader: Reader,
    query: Query,
    before: Place,
    now: datetime,
    seen: int,
    is_wanted: IsWanted = always,
    urgent: frozenset[int] = frozenset(),
) -> Piece[Place]:
    """The keys of transactions below a place, a piece at a time, without those that came first."""
    found = reader.transaction_keys(before=before, query=query, now=now, is_wanted=is_wanted)
    return _piece(found, seen if seen < before[0] else 0, urgent)


def _piece(found: PlacesRead, seen: int, urgent: frozenset[int]) -> Piece[Place]:
    """The keys, and where those begin that changed last before a person looked, at `seen`."""
    places = [one for one in found.places if one[1] not in urgent]
    keys = array("q", (number for _, number in places))
    headings: tuple[tuple[int, Heading], ...] = ()
    if seen and places and places[-1][0] <= seen:
        headings = ((bisect_left(places, -seen, key=lambda one: -one[0]), Since()),)
    return Piece(Stretch(keys, headings, array("q", sorted(keys))), found.next)


def news(reader: Reader, transaction_ids: Sequence[str], query: Query, now: datetime) -> News:
    """These transactions as they stand now."""
    rows = reader.transaction_rows(transaction_ids)
    fitting = reader.transaction_rows(transaction_ids, query, now)
    numbers = frozenset(row.number for row in fitting)
    alerted = reader.alerted(transaction_ids, now)
    urgent = frozenset(row.number for row in fitting if row.transaction_id in alerted)
    return News(rows, numbers, urgent, reader.stats().transactions)
