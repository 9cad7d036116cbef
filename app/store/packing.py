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


NUMBER = 1  # of the dictionaries that kept bytes are packed with from now on


@cache
def kept_by(provider: str, number: int) -> Packer | None:
    """For a provider's bodies and headers; None for one without a dictionary of that number."""
    file = _DICTIONARIES / f"{provider}-{number}.txt"
    return Packer(file.read_bytes()) if file.exists() else None


def unpacked(content: bytes | str | None, provider: str, number: int) -> bytes | str | None:
    """What a column of a delivery held when it came; the SQL function of that name."""
    if not number or content is None:
        return content
    packer = kept_by(provider, number)
    try:  # what is damaged comes back as it is: the digest says so to whoever looks at it
        return content if packer is None or isinstance(content, str) else packer.unpack(content)
    except zlib.error:
        return content
