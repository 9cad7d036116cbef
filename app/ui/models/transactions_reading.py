"""What the transactions page asks the store; all of it runs on a reader's thread."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass

from app.store.places import PIECE, Place
from app.store.reader import Reader
from app.store.rows import TransactionRow
from app.ui.models.narrowing import Filters
from app.ui.models.places import Piece, Stretch

PAGE = 200
EVERYTHING = Filters()


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What the list is narrowed to."""

    filters: Filters = EVERYTHING
    is_open_only: bool = False

    @property
    def is_on(self) -> bool:
        return self.filters.is_on or self.is_open_only

    @property
    def final(self) -> bool | None:
        return False if self.is_open_only else None

    def lets(self, row: TransactionRow) -> bool:
        """The same as the store's own filter, on a row that just changed."""
        return (
            self.filters.provider in ("", row.provider)
            and self.filters.status in ("", row.status)
            and not (self.is_open_only and row.is_final)
        )


@dataclass(frozen=True, slots=True)
class Loaded:
    """The list read anew."""

    rows: list[TransactionRow]
    piece: Piece[Place]
    total: int


@dataclass(frozen=True, slots=True)
class News:
    """Transactions that changed."""

    rows: list[TransactionRow]
    total: int


def first_page(reader: Reader, narrowed: Narrowed) -> Loaded:
    """The most recently active, read anew."""
    first = piece(reader, narrowed, None, PAGE)
    rows = reader.transactions_numbered(first.stretch.keys)
    return Loaded(rows, first, reader.stats().transactions)


def piece(
    reader: Reader, narrowed: Narrowed, before: Place | None, limit: int = PIECE
) -> Piece[Place]:
    """The keys of transactions below a place, a piece at a time."""
    found = reader.transaction_keys(
        before=before,
        limit=limit,
        provider=narrowed.filters.provider,
        status=narrowed.filters.status,
        final=narrowed.final,
    )
    keys = array("q", (number for _, number in found))
    stretch = Stretch(keys, members=array("q", sorted(keys)))
    return Piece(stretch, found[-1] if len(found) == limit else None)


def news(reader: Reader, transaction_ids: Sequence[str]) -> News:
    """These transactions as they stand now."""
    return News(reader.transaction_rows(transaction_ids), reader.stats().transactions)
