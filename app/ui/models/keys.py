"""The keys of a long list: those that count on by one, as most do, take no room."""

from __future__ import annotations

import sys
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import Any, TypeAlias

SIZE = 4_096  # keys of a chunk
Chunk: TypeAlias = "range | array[int]"


class Keys:
    """A sequence of numbers that may grow anywhere, eight bytes each at most.

    It is kept in chunks, and a whole chunk that counts on by one as the two numbers between which
    it does: a feed that was shown for weeks takes no more than one of today.
    """

    def __init__(self, keys: Iterable[int] = ()) -> None:
        self._chunks: list[Chunk] = []
        self._ends: list[int] = []  # where in the sequence each chunk ends
        self.extend(keys)

    def __len__(self) -> int:
        return self._ends[-1] if self._ends else 0

    def __getitem__(self, index: int) -> int:
        number, offset = self._at(index)
        return self._chunks[number][offset]

    def __iter__(self) -> Iterator[int]:
        for chunk in self._chunks:
            yield from chunk

    def between(self, first: int, last: int) -> list[int]:
        """The keys from one index up to another, without that."""
        found: list[int] = []
        while first < last:
            number, offset = self._at(first)
            some = self._chunks[number][offset : offset + last - first]
            found += some
            first += len(some)
        return found

    @property
    def room(self) -> int:
        """Bytes that the keys take."""
        return sum(len(one) * one.itemsize for one in self._chunks if isinstance(one, array))

    def newest_first(self) -> Sequence[int]:
        """All keys as they are now, from the last to the first; for any thread.

        A chunk is never changed but replaced, so nothing of a million keys is copied.
        """
        now = Keys()
        now._chunks, now._ends = list(self._chunks), list(self._ends)
        return _NewestFirst(now)

    def find(self, key: int) -> int:
        """The index of a key among ascending ones, -1 without it."""
        index = self.before(key)
        return index if index < len(self) and self[index] == key else -1

    def before(self, key: int) -> int:
        """How many of ascending keys are smaller."""
        number = bisect_left(self._chunks, key, key=lambda chunk: chunk[-1])
        if number == len(self._chunks):
            return len(self)
        return self._start(number) + bisect_left(self._chunks[number], key)

    def search(self, key: int) -> int:
        """The index of a key among those of any order, -1 without it."""
        for number, chunk in enumerate(self._chunks):
            offset = _offset(chunk, key)
            if offset >= 0:
                return self._start(number) + offset
        return -1

    def extend(self, keys: Iterable[int]) -> None:
        """Add keys at the end."""
        self.insert(len(self), keys)

    def insert(self, index: int, keys: Iterable[int]) -> None:
        """Put keys in front of the one that stands there."""
        added, number = array("q", keys), bisect_left(self._ends, index)
        if not added:
            return
        inside = number < len(self._chunks) and self._start(number) < index
        if inside and (index < self._ends[number] or len(self._chunks[number]) < SIZE):
            whole, offset = array("q", self._chunks[number]), index - self._start(number)
            whole[offset:offset] = added
            self._put(number, number + 1, whole)
        else:  # between two chunks
            self._put(number + inside, number + inside, added)

    def delete(self, index: int) -> None:
        """Take one key out."""
        number, offset = self._at(index)
        rest = array("q", self._chunks[number])
        del rest[offset]
        self._put(number, number + 1, rest)

    def clear(self) -> None:
        """Take all out."""
        self._put(0, len(self._chunks), array("q"))

    def _at(self, index: int) -> tuple[int, int]:
        """The chunk of an index, and where in it that is."""
        number = bisect_left(self._ends, index + 1)
        return number, index - self._start(number)

    def _start(self, number: int) -> int:
        return self._ends[number - 1] if number else 0

    def _put(self, first: int, last: int, keys: array[int]) -> None:
        """Put keys in the place of some chunks."""
        pieces = [_packed(keys[at : at + SIZE]) for at in range(0, len(keys), SIZE)]
        self._chunks[first:last] = pieces
        del self._ends[first:]
        sizes = map(len, self._chunks[first:])
        self._ends += list(accumulate(sizes, initial=self._start(first)))[1:]


class _NewestFirst(Sequence[int]):
    def __init__(self, keys: Keys) -> None:
        self._keys = keys

    def __len__(self) -> int:
        return len(self._keys)

    def __getitem__(self, index: Any) -> Any:
        if not 0 <= index < len(self):
            raise IndexError(index)
        return self._keys[len(self) - 1 - index]


def _offset(chunk: Chunk, key: int) -> int:
    """Where in a chunk a key stands, -1 without it; as bytes it is found four times as quickly."""
    if isinstance(chunk, range):
        return chunk.index(key) if key in chunk else -1
    sought, within = key.to_bytes(chunk.itemsize, sys.byteorder, signed=True), chunk.tobytes()
    at = within.find(sought)
    while at % chunk.itemsize and at >= 0:  # half of one key and half of the next
        at = within.find(sought, at + 1)
    return at // chunk.itemsize


def _packed(keys: array[int]) -> Chunk:
    counted = range(keys[0], keys[0] + len(keys))
    is_counted = len(keys) == SIZE and keys[-1] == counted[-1] and keys == array("q", counted)
    return counted if is_counted else keys
