"""Cuts the power anywhere in a record of what was written, and says what a disk might hold then.

What was synced is there. Of what was written since, any part may be: in any order, torn at sectors.
"""

from __future__ import annotations

import random
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

FILES = ("facts.db", "facts.db-wal", "facts.db-journal")
SECTOR = 512
_HEAD = struct.Struct("<cBQI")


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that a process did, in the order in which it did them."""

    kind: bytes  # W write, T truncate, B begin of a sync, S its end, U unlink, A acknowledge
    file: int
    offset: int  # of a sync: which one
    content: bytes


def read_record(path: Path) -> list[Step]:
    """The steps of a record; what was cut off at its end is left out."""
    steps, content, place = [], path.read_bytes(), 0
    while place + _HEAD.size <= len(content):
        kind, file, offset, length = _HEAD.unpack_from(content, place)
        place += _HEAD.size
        size = length if kind in b"WA" else 0
        steps.append(Step(kind, file, offset, content[place : place + size]))
        place += size
    return steps


@dataclass(slots=True)
class Disk:
    """What is on a disk for certain, and what was written since the last sync of each file."""

    durable: list[bytearray | None] = field(default_factory=lambda: [None for _ in FILES])
    pending: list[list[Step]] = field(default_factory=lambda: [[] for _ in FILES])
    acknowledged: set[str] = field(default_factory=set)
    settled: list[int] = field(default_factory=lambda: [0 for _ in FILES])  # steps no more pending
    begun: dict[int, int] = field(default_factory=dict)  # syncs: the steps that each will settle

    def take(self, step: Step) -> None:
        """Go one step on."""
        if step.kind == b"A":
            self.acknowledged.add(step.content.decode())
        elif step.kind == b"B":
            self.begun[step.offset] = self.settled[step.file] + len(self.pending[step.file])
        elif step.kind == b"S":
            self._settle(step.file, self.begun.pop(step.offset, None))
            self._settle_unlinks()
        else:
            self.pending[step.file].append(step)

    def _settle(self, file: int, until: int | None) -> None:
        """What was written before a sync began, or all, is there for certain."""
        waiting = self.pending[file]
        count = len(waiting) if until is None else max(until - self.settled[file], 0)
        for one in waiting[:count]:
            _apply(self.durable, one)
        self._forget(file, count)

    def _forget(self, file: int, count: int) -> None:
        del self.pending[file][:count]
        self.settled[file] += count

    def _settle_unlinks(self) -> None:
        """File systems with a journal keep names in order: any sync settles what was unlinked."""
        for file, waiting in enumerate(self.pending):
            last = max((n for n, one in enumerate(waiting) if one.kind == b"U"), default=-1)
            if last >= 0:
                self.durable[file] = None
                self._forget(file, last + 1)

    def after_a_cut(self, rng: random.Random) -> dict[str, bytes]:
        """The files as they might be found: one of very many possibilities."""
        files = [None if one is None else bytearray(one) for one in self.durable]
        for waiting in self.pending:
            for step in _what_got_through(waiting, rng):
                _apply(files, step)
        return {
            name: bytes(content)
            for name, content in zip(FILES, files, strict=True)
            if content is not None
        }


def _what_got_through(waiting: list[Step], rng: random.Random) -> Iterator[Step]:
    """Nothing, all, a beginning, or any part of it in any order; of some writes only sectors."""
    how = rng.randrange(4)
    if how == 0:
        return
    if how == 1:
        yield from waiting
        return
    if how == 2:
        chosen = waiting[: rng.randint(0, len(waiting))]
        yield from chosen[:-1]
        yield from (torn for step in chosen[-1:] for torn in _torn(step, rng))
        return
    chosen = [step for step in waiting if rng.random() < 0.7]
    rng.shuffle(chosen)
    for step in chosen:
        if rng.random() < 0.3:
            yield from _torn(step, rng)
        else:
            yield step


def _torn(step: Step, rng: random.Random) -> Iterator[Step]:
    """Some sectors of a write."""
    if step.kind != b"W":
        yield step
        return
    start = step.offset
    end = start + len(step.content)
    while start < end:
        border = min((start // SECTOR + 1) * SECTOR, end)
        if rng.random() < 0.5:
            part = step.content[start - step.offset : border - step.offset]
            yield Step(b"W", step.file, start, part)
        start = border


def _apply(files: list[bytearray | None], step: Step) -> None:
    if step.kind == b"U":
        files[step.file] = None
        return
    content = files[step.file]
    if content is None:
        content = files[step.file] = bytearray()
    if step.kind == b"T":
        if step.offset < len(content):
            del content[step.offset :]
        else:
            content.extend(bytes(step.offset - len(content)))
        return
    end = step.offset + len(step.content)
    if end > len(content):
        content.extend(bytes(end - len(content)))
    content[step.offset : end] = step.content
