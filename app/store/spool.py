"""Append-only files of records, each with its length and checksum: the second copy of arrivals.

A file begins with MAGIC. A record is MARK, the length of its content in four bytes (little
endian), the first sixteen bytes of the SHA-256 of length and content, and the content: a line of
JSON that ends with a line feed, then the body, in which a zero byte follows whatever could begin a
mark. What is torn or damaged is passed over up to the next mark, so that one bad record costs no
other, and no body can pass for a record. See docs/second-copy.md.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from app.store import backup

MAGIC = b"acuse copy 1\n"
MARK = b"\xacREC"
LARGEST_FILE = 64 * 1024 * 1024  # bytes; then the next file is begun
LARGEST_RECORD = 64 * 1024 * 1024
_NEAR = 4 * 1024 * 1024  # bytes from the end: more than any one delivery
_SUM = 16
_OPENING, _STUFFED = MARK[:-1], MARK[:-1] + b"\0"
_HEAD = len(MARK) + 4 + _SUM


def record(row: Mapping[str, Any]) -> bytes:
    """A row as a record; its `body` and `sha256` are bytes or None."""
    body = row.get("body")
    digest = row.get("sha256")
    told = {
        **row,
        "body": None if body is None else len(body),
        "sha256": None if digest is None else digest.hex(),
    }
    line = json.dumps(told, separators=(",", ":"), ensure_ascii=True).encode("ascii")
    content = line + b"\n" + (body or b"").replace(_OPENING, _STUFFED)
    length = len(content).to_bytes(4, "little")
    return MARK + length + _sum(length, content) + content


def _sum(length: bytes, content: bytes) -> bytes:
    return sha256(length + content).digest()[:_SUM]


class Spool:
    """Appends records to the newest file of a series; one thread's."""

    def __init__(self, folder: Path, series: str) -> None:
        self._folder, self._series = folder, series
        self._file: int | None = None
        self._size = 0

    def write(self, records: Iterable[bytes]) -> None:
        """Append, and return once it is on disk; raises OSError, then nothing of it counts."""
        if self._file is None or self._size >= LARGEST_FILE:
            self._open()
        content = b"".join(records)
        assert self._file is not None
        try:
            _write_all(self._file, content)
            _sync(self._file)
        except OSError:
            self.close()  # what is left of it has no right sum; the next write begins anew
            raise
        self._size += len(content)

    def close(self) -> None:
        """Let go of the file; idempotent."""
        if self._file is not None:
            file, self._file = self._file, None
            os.close(file)

    def _open(self) -> None:
        self.close()
        self._folder.mkdir(mode=0o700, parents=False, exist_ok=True)
        newest = max(files(self._folder, self._series), default=None)
        number = 1 if newest is None else int(newest.stem.rpartition("-")[2])
        if newest is not None and newest.stat().st_size >= LARGEST_FILE:
            number += 1
        path = self._folder / f"{self._series}-{number:06}.acuse"
        flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_BINARY", 0)
        self._file = os.open(path, flags, 0o600)
        self._size = os.fstat(self._file).st_size
        if self._size == 0:
            _write_all(self._file, MAGIC)
            backup.settle(self._folder)


def files(folder: Path, series: str) -> list[Path]:
    """The files of a series, oldest first."""
    return sorted(folder.glob(f"{series}-[0-9]*.acuse"))


def read(path: Path) -> Iterator[dict[str, Any]]:
    """Every whole record of a file as the row it was made of; raises OSError."""
    content = path.read_bytes()
    place = content.find(MARK)
    while place >= 0:
        row, end = _read(content, place)
        if row is not None:
            yield row
        place = content.find(MARK, end if row is not None else place + 1)


def last(path: Path) -> dict[str, Any] | None:
    """The newest whole record near the end of a file; raises OSError."""
    with open(path, "rb") as file:
        size = file.seek(0, os.SEEK_END)
        file.seek(max(0, size - _NEAR))
        content = file.read()
    place = content.rfind(MARK)
    while place >= 0:
        row, _ = _read(content, place)
        if row is not None:
            return row
        place = content.rfind(MARK, 0, place)
    return None


def _read(content: bytes, place: int) -> tuple[dict[str, Any] | None, int]:
    start = place + _HEAD
    length = content[place + len(MARK) : place + len(MARK) + 4]
    end = start + int.from_bytes(length, "little")
    found = content[start:end]
    if end - start > LARGEST_RECORD or len(found) != end - start:
        return None, start
    if _sum(length, found) != content[start - _SUM : start]:
        return None, start
    line, _, body = found.partition(b"\n")
    told: dict[str, Any] = json.loads(line)
    digest = told["sha256"]
    told["body"] = None if told["body"] is None else body.replace(_STUFFED, _OPENING)
    told["sha256"] = None if digest is None else bytes.fromhex(digest)
    return told, end


def _write_all(file: int, content: bytes) -> None:
    rest = memoryview(content)
    while rest:
        rest = rest[os.write(file, rest) :]


if sys.platform == "darwin":
    import fcntl

    def _sync(file: int) -> None:
        fcntl.fcntl(file, fcntl.F_FULLFSYNC)
else:

    def _sync(file: int) -> None:
        os.fsync(file)
