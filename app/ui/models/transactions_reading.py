"""What the transactions page asks the store; all of it runs on a reader's thread."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.core.query import Query
from app.store.asking import IsWanted, always
from app.store.places import Place, PlacesRead
from app.store.reader import Reader
from app.store.rows import TransactionRow
from app.ui.models.places import Heading, Piece, Since, Stretch

PAGE = 200
_AT_ONCE = 0.05  # seconds: what is found by then is shown, the rest comes piece by piece


@dataclass(frozen=True, slots=True)
class Loaded:
    """The list read anew."""

    rows: list[TransactionRow]
    piece: Piece[Place]
    total: int


@dataclass(frozen=True, slots=True)
class News:
    """Transactions that changed, and which of them the filter lets through."""

    rows: list[TransactionRow]
    fitting: frozenset[int]
    total: int


def first_page(
    reader: Reader, query: Query, now: datetime, seen: int, is_wanted: IsWanted = always
) -> Loaded:
    """The most recently active, read anew."""
    found = reader.transaction_keys(
        limit=PAGE, query=query, now=now, patience=_AT_ONCE, is_wanted=is_wanted
    )
    first = _piece(found, seen)
    rows = reader.transactions_numbered(first.stretch.keys)
    return Loaded(rows, first, reader.stats().transactions)


def piece(
    reader: Reader,
    query: Query,
    before: Place,
    now: datetime,
    seen: int,
    is_wanted: IsWanted = always,
) -> Piece[Place]:
    """The keys of transactions below a place, a piece at a time."""
    found = reader.transaction_keys(before=before, query=query, now=now, is_wanted=is_wanted)
    return _piece(found, seen if seen < before[0] else 0)


def _piece(found: PlacesRead, seen: int) -> Piece[Place]:
    """The keys, and where those begin that changed last before a person looked, at `seen`."""
    keys = array("q", (number for _, number in found.places))
    headings: tuple[tuple[int, Heading], ...] = ()
    if seen and found.places and found.places[-1][0] <= seen:
        headings = ((bisect_left(found.places, -seen, key=lambda one: -one[0]), Since()),)
    return Piece(Stretch(keys, headings, array("q", sorted(keys))), found.next)


def news(reader: Reader, transaction_ids: Sequence[str], query: Query, now: datetime) -> News:
    """These transactions as they stand now."""
    rows = reader.transaction_rows(transaction_ids)
    fitting = reader.transaction_rows(transaction_ids, query, now)
    numbers = frozenset(row.number for row in fitting)
    return News(rows, numbers, reader.stats().transactions)
