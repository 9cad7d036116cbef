"""Makes small texts smaller: deflate, with a dictionary of what such texts are made of.

A dictionary is data that kept bytes depend on: a released one is never edited, a better one has the
next number.
"""

from __future__ import annotations

import sys
import zlib
from functools import cache
from pathlib import Path

_RAW = -zlib.MAX_WBITS  # no header, no checksum: SQLite and the digest of a body watch over it
_LEVEL = 6
_DICTIONARIES = (
    Path(getattr(sys, "_MEIPASS", Path(__file__).resolve().parents[2])) / "resources/dictionaries"
)


class Packer:
    """Packs and unpacks with one dictionary; any thread may use it."""

    def __init__(self, dictionary: bytes) -> None:
        self._dictionary = dictionary

    def pack(self, content: bytes) -> bytes:
        packing = zlib.compressobj(_LEVEL, zlib.DEFLATED, _RAW, zdict=self._dictionary)
        return packing.compress(content) + packing.flush()

    def unpack(self, packed: bytes) -> bytes:
        unpacking = zlib.decompressobj(_RAW, zdict=self._dictionary)
        return unpacking.decompress(packed) + unpacking.flush()


@cache
def events() -> Packer:
    """For the documents of events; they can be made again, so the newest dictionary serves."""
    return Packer((_DICTIONARIES / "events-1.txt").read_bytes())
