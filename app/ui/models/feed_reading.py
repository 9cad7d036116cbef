"""What the live feed asks the store; all of it runs on a reader's thread."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from app.core.query import Query
from app.store.asking import IsWanted, always
from app.store.reader import Reader
from app.store.rows import FeedRow
from app.ui.models.places import Day, Heading, Piece, Since, Stretch

PAGE = 80  # rows that are there with the first answer: more than a high screen shows
_AT_ONCE = 0.02  # seconds: what is found by then is shown, the rest comes piece by piece
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


def first_page(
    reader: Reader, query: Query, zone: tzinfo, seen: int, is_wanted: IsWanted = always
) -> Loaded:
    """The newest rows, read anew; what comes in while they are read is left to `news`."""
    newest, now = reader.feed_newest(), datetime.now(zone)
    part = reader.feed_part(
        before=newest + 1, limit=PAGE, query=query, now=now, patience=_AT_ONCE, is_wanted=is_wanted
    )
    keys = array("q", (row.delivery_id for row in part.rows))
    headings = _headings(reader.days_of(keys, zone), keys, seen)
    stretch = Stretch(keys, headings)
    return Loaded(part.rows, Piece(stretch, part.reached), newest, reader.feed_count())


def piece(
    reader: Reader,
    query: Query,
    before: int,
    zone: tzinfo,
    seen: int,
    is_wanted: IsWanted = always,
) -> Piece[int]:
    """The keys of the rows older than a delivery, a stretch at a time."""
    now = datetime.now(zone)
    read = reader.feed_keys(before, zone, query=query, now=now, is_wanted=is_wanted)
    headings = _headings(read.days, read.keys, seen if seen < before else 0)
    return Piece(Stretch(read.keys, headings), read.next or None)


def _headings(
    days: Iterable[tuple[int, date]], keys: array[int], seen: int
) -> tuple[tuple[int, Heading], ...]:
    """Where days begin, and where the rows begin that a person has `seen`."""
    found: list[tuple[int, Heading]] = [(number, Day(day)) for number, day in days]
    if seen and keys and keys[-1] <= seen:
        found.append((bisect_left(keys, -seen, key=lambda key: -key), Since()))
    return tuple(sorted(found, key=lambda one: (one[0], isinstance(one[1], Day))))


def news(reader: Reader, newest: int, query: Query, seen: list[int]) -> News:
    """What came in after `newest`, and the rows in view as they stand now."""
    upto, most = reader.feed_newest(), BATCH * _BATCHES
    found = reader.feed_after(newest, most, query)
    is_behind = len(found) >= most
    if is_behind:
        upto = found[-1].delivery_id
    return News(found[::-1], upto, reader.feed_count(), is_behind, reader.feed_rows(seen))
