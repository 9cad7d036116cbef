"""Where each row of a long list stands: keys only, with headings between them."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Generic, TypeVar

from app.ui.models.keys import Keys

Cursor = TypeVar("Cursor")


@dataclass(frozen=True, slots=True)
class Day:
    """The heading above the rows of a day."""

    day: date


@dataclass(frozen=True, slots=True)
class Since:
    """The line between what came in since the person last looked and what was there before."""


@dataclass(frozen=True, slots=True)
class Urgent:
    """The heading above what needs attention, where that comes first."""


@dataclass(frozen=True, slots=True)
class Rest:
    """The heading above everything else then."""


Heading = Day | Since | Urgent | Rest


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of a list as it was read: keys from the newest to the oldest.

    `headings` stand above the key of their number; every day that begins here has one.
    `members` are the keys in ascending order, where the list itself is in another.
    """

    keys: array[int]
    headings: tuple[tuple[int, Heading], ...] = ()
    members: array[int] = field(default_factory=lambda: array("q"))


@dataclass(frozen=True, slots=True)
class Piece(Generic[Cursor]):
    """A stretch of the list, and where to read on; None when that was all.

    What comes first, whatever its place in the list, stands above it in a stretch of its own.
    """

    stretch: Stretch
    next: Cursor | None
    first: Stretch = field(default_factory=lambda: Stretch(array("q")))


@dataclass(frozen=True, slots=True)
class _Break:
    below: int  # how many rows of the list are older than this heading
    heading: Heading


class Places:
    """The keys of a list and the headings; the newest stands at place 0.

    Kept from the oldest to the newest, so that what comes in on top is added at the end.
    """

    def __init__(self, *, is_sorted: bool) -> None:
        """`is_sorted` where a newer row always has a higher key."""
        self._is_sorted = is_sorted
        self._keys = Keys()
        self._breaks: list[_Break] = []  # from the newest to the oldest
        self._heading_places: list[int] = []
        self._members: list[array[int]] = []
        self._fresh = Keys()  # what came in since, ascending; only where the list is not

    def __len__(self) -> int:
        return len(self._keys) + len(self._breaks)

    @property
    def count(self) -> int:
        """How many rows there are, without the headings."""
        return len(self._keys)

    @property
    def room(self) -> int:
        """Bytes that the keys take."""
        return self._keys.room + self._fresh.room

    @property
    def newest(self) -> int:
        """The key on top, 0 in an empty list."""
        return self._keys[self.count - 1] if self._keys else 0

    @property
    def oldest(self) -> int:
        """The key at the end, 0 in an empty list."""
        return self._keys[0] if self._keys else 0

    def at(self, place: int) -> int | Heading | None:
        """The key at a place, or the heading that stands there."""
        if not 0 <= place < len(self):
            return None
        above = bisect_left(self._heading_places, place)
        if above < len(self._heading_places) and self._heading_places[above] == place:
            return self._breaks[above].heading
        return self._keys[len(self._keys) - 1 - (place - above)]

    def key(self, place: int) -> int:
        """The key at a place, 0 for a heading and for no place."""
        found = self.at(place)
        return found if isinstance(found, int) else 0

    def keys(self, first: int, last: int) -> list[int]:
        """The keys between two places, both included."""
        start, end = max(first, 0), min(last + 1, len(self))
        above = bisect_left(self._heading_places, start)
        below = bisect_left(self._heading_places, end, lo=above)
        if end - start <= below - above:
            return []
        count = len(self._keys)
        return self._keys.between(count - (end - below), count - (start - above))[::-1]

    def newest_first(self) -> Sequence[int]:
        """All keys as they are now; for any thread."""
        return self._keys.newest_first()

    def place_of(self, key: int) -> int:
        """Where a key stands, -1 when it is not here."""
        index = self._index(key)
        return -1 if index < 0 else self._place(index)

    def holds(self, key: int) -> bool:
        """Whether a key is somewhere in the list."""
        if self._is_sorted:
            return self._index(key) >= 0
        return self._fresh.find(key) >= 0 or any(_find(one, key) >= 0 for one in self._members)

    def _index(self, key: int) -> int:
        return self._keys.find(key) if self._is_sorted else self._keys.search(key)

    def _place(self, index: int) -> int:
        breaks_above = bisect_left(self._breaks, -index, key=lambda one: -one.below)
        return len(self._keys) - 1 - index + breaks_above

    # --- changes -----------------------------------------------------------------------------

    def add_below(self, stretch: Stretch) -> None:
        """Older rows, with their headings."""
        added = len(stretch.keys)
        self._keys.insert(0, stretch.keys[::-1])
        self._members.append(stretch.members)
        self._breaks = [_Break(one.below + added, one.heading) for one in self._breaks]
        self._breaks += [_Break(added - index, heading) for index, heading in stretch.headings]
        self._settle()

    def add_above(self, keys: Iterable[int], *, under_heading: bool = False) -> None:
        """Newer rows from the newest to the oldest; `under_heading` leaves a heading on top."""
        fresh = list(keys)
        if under_heading:
            top = self._breaks[0]
            self._breaks[0] = _Break(top.below + len(fresh), top.heading)
        self._keys.extend(reversed(fresh))
        self._remember(fresh)
        self._settle()

    def add_under(self, heading: Heading, keys: Iterable[int]) -> None:
        """Newer rows from the newest to the oldest, directly under a heading that is here."""
        fresh = list(keys)
        place, edge = next(
            (place, one.below) for place, one in enumerate(self._breaks) if one.heading == heading
        )
        self._keys.insert(edge, reversed(fresh))
        for above in range(place + 1):
            one = self._breaks[above]
            self._breaks[above] = _Break(one.below + len(fresh), one.heading)
        self._remember(fresh)
        self._settle()

    def place_of_heading(self, heading: Heading) -> int:
        """Where a heading stands, -1 without it."""
        pairs = zip(self._heading_places, self._breaks, strict=True)
        return next((place for place, one in pairs if one.heading == heading), -1)

    def rows_below(self, heading: Heading) -> int:
        """How many rows stand below a heading; all without it."""
        return next((one.below for one in self._breaks if one.heading == heading), self.count)

    def headings_in(self, places: range) -> int:
        """How many of these places are headings."""
        return sum(place in places for place in self._heading_places)

    def add_heading(self, below: int, heading: Heading) -> int:
        """A heading above so many rows; answers its place."""
        number = bisect_left(self._breaks, -below, key=lambda one: -one.below)
        self._breaks.insert(number, _Break(below, heading))
        self._settle()
        return self._heading_places[number]

    def take_heading(self, place: int) -> None:
        """Take the heading at a place out."""
        del self._breaks[self._heading_places.index(place)]
        self._settle()

    def set_days(self, days: Sequence[tuple[int, date]]) -> None:
        """Other days begin above these keys: the zone is another."""
        since = [one for one in self._breaks if isinstance(one.heading, Since)]
        found = [_Break(self._index(key) + 1, Day(day)) for key, day in days]
        self._breaks = sorted(
            since + [one for one in found if one.below], key=lambda one: -one.below
        )
        self._settle()

    def take(self, place: int) -> None:
        """Take the row at a place out."""
        key = self.key(place)
        index = len(self._keys) - 1 - (place - bisect_left(self._heading_places, place))
        self._keys.delete(index)
        found = self._fresh.find(key)
        if found >= 0:
            self._fresh.delete(found)
        for members in self._members:
            found = _find(members, key)
            if found >= 0:
                del members[found]
        self._breaks = [
            _Break(one.below - (one.below > index), one.heading) for one in self._breaks
        ]
        self._settle()

    def clear(self) -> None:
        """Take everything out."""
        self._keys.clear()
        self._breaks.clear()
        self._members.clear()
        self._fresh.clear()
        self._settle()

    def _remember(self, fresh: Iterable[int]) -> None:
        keys = [] if self._is_sorted else sorted(fresh)
        if not keys or self._fresh.before(keys[0]) == len(self._fresh):
            self._fresh.extend(keys)
            return
        for key in keys:
            self._fresh.insert(self._fresh.before(key), (key,))

    def _settle(self) -> None:
        count = len(self._keys)
        self._heading_places = [
            count - one.below + number for number, one in enumerate(self._breaks)
        ]


def _find(keys: Sequence[int], key: int) -> int:
    """The index of a key in ascending ones, -1 without it."""
    index = bisect_left(keys, key)
    return index if index < len(keys) and keys[index] == key else -1
