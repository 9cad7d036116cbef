"""What the transactions page asks the store; all of it runs on a reader's thread."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.core.query import Query
from app.store.asking import IsWanted, always
from app.store.filtered_reader import SLICE
from app.store.places import PIECE, Place
from app.store.reader import Reader
from app.store.rows import TransactionRow
from app.ui.models.places import Heading, Piece, Since, Stretch, Urgent

PAGE = 80  # rows that are there with the first answer: more than a high screen shows
MOST_URGENT = 500  # that are put first: more than a person reads in one go
RECENT = "recent"  # the order of a list with the most recent first, whatever needs attention
_AT_ONCE = 0.012  # seconds: what is found by then is shown, the rest comes piece by piece


@dataclass(frozen=True, slots=True)
class Below:
    """Where the list is read on: what may come first is looked through before all else."""

    place: Place | None = None  # None: from the most recently active on
    waiting: tuple[str, ...] = ()  # what may come first, the most urgent first
    urgent: frozenset[int] = frozenset()  # what came first so far, and does not come again


@dataclass(frozen=True, slots=True)
class Loaded:
    """The list read anew."""

    rows: list[TransactionRow]
    piece: Piece[Below]
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
    urgent = tuple(reader.alerted_first(MOST_URGENT, now)) if order != RECENT else ()
    begin = Below(waiting=urgent)
    first = _read(reader, query, begin, now, seen, is_wanted, limit=PAGE, patience=_AT_ONCE)
    keys = [*first.first.keys, *first.stretch.keys][:PAGE]
    return Loaded(reader.transactions_numbered(keys), first, reader.stats().transactions)


def piece(
    reader: Reader,
    query: Query,
    below: Below,
    now: datetime,
    seen: int,
    is_wanted: IsWanted = always,
) -> Piece[Below]:
    """The keys of the next transactions, a piece at a time."""
    return _read(reader, query, below, now, seen, is_wanted, limit=PIECE, patience=SLICE)


def _read(
    reader: Reader,
    query: Query,
    below: Below,
    now: datetime,
    seen: int,
    is_wanted: IsWanted,
    *,
    limit: int,
    patience: float,
) -> Piece[Below]:
    found = reader.transaction_keys(
        before=below.place,
        limit=limit,
        query=query,
        now=now,
        patience=patience,
        is_wanted=is_wanted,
        first=below.waiting,
    )
    urgent = below.urgent | frozenset(found.first)
    headings = ((0, Urgent()),) if found.first and not below.urgent else ()
    first = Stretch(array("q", found.first), headings, array("q", sorted(found.first)))
    is_fresh = below.place is None or seen < below.place[0]
    rest = _rest(found.places, seen if is_fresh else 0, urgent)
    if found.next is None:
        return Piece(rest, None, first)
    return Piece(rest, Below(found.next, tuple(found.waiting), urgent), first)


def _rest(found: Sequence[Place], seen: int, urgent: frozenset[int]) -> Stretch:
    """The keys, and where those begin that changed last before a person looked, at `seen`."""
    places = [one for one in found if one[1] not in urgent] if urgent else found
    keys = array("q", [number for _, number in places])
    headings: tuple[tuple[int, Heading], ...] = ()
    if seen and places and places[-1][0] <= seen:
        headings = ((bisect_left(places, -seen, key=lambda one: -one[0]), Since()),)
    return Stretch(keys, headings, array("q", sorted(keys)))


def news(reader: Reader, transaction_ids: Sequence[str], query: Query, now: datetime) -> News:
    """These transactions as they stand now."""
    rows = reader.transaction_rows(transaction_ids)
    fitting = reader.transaction_rows(transaction_ids, query, now)
    numbers = frozenset(row.number for row in fitting)
    alerted = reader.alerted(transaction_ids, now)
    urgent = frozenset(row.number for row in fitting if row.transaction_id in alerted)
    return News(rows, numbers, urgent, reader.stats().transactions)
