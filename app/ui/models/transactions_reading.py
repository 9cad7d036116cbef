"""What the transactions page asks the store; all of it runs on a reader's thread."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.core.query import Query
from app.store.asking import IsWanted, always
from app.store.places import Place, PlacesRead
from app.store.reader import Reader
from app.store.rows import TransactionRow
from app.ui.models.places import Piece, Stretch

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


def first_page(reader: Reader, query: Query, now: datetime, is_wanted: IsWanted = always) -> Loaded:
    """The most recently active, read anew."""
    found = reader.transaction_keys(
        limit=PAGE, query=query, now=now, patience=_AT_ONCE, is_wanted=is_wanted
    )
    first = _piece(found)
    rows = reader.transactions_numbered(first.stretch.keys)
    return Loaded(rows, first, reader.stats().transactions)


def piece(
    reader: Reader, query: Query, before: Place, now: datetime, is_wanted: IsWanted = always
) -> Piece[Place]:
    """The keys of transactions below a place, a piece at a time."""
    return _piece(reader.transaction_keys(before=before, query=query, now=now, is_wanted=is_wanted))


def _piece(found: PlacesRead) -> Piece[Place]:
    keys = array("q", (number for _, number in found.places))
    return Piece(Stretch(keys, members=array("q", sorted(keys))), found.next)


def news(reader: Reader, transaction_ids: Sequence[str], query: Query, now: datetime) -> News:
    """These transactions as they stand now."""
    rows = reader.transaction_rows(transaction_ids)
    fitting = reader.transaction_rows(transaction_ids, query, now)
    numbers = frozenset(row.number for row in fitting)
    return News(rows, numbers, reader.stats().transactions)
