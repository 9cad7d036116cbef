"""What a delivery takes on disk, everything counted."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from app.store.sqlite import connect_reader

GOAL = 900


@dataclass(frozen=True, slots=True)
class Size:
    """Bytes a delivery; of what was sent, and of each file with its indexes."""

    body: float
    headers: float
    facts: float
    views: float

    @property
    def total(self) -> float:
        return self.facts + self.views


def measure(folder: Path) -> Size:
    facts = connect_reader(folder / "facts.db")
    try:
        (count,) = facts.execute("SELECT count(*) FROM deliveries").fetchone()
        sent = facts.execute(
            "SELECT avg(length(unpacked(body, provider, packing))) AS body,"
            " avg(length(unpacked(headers, provider, packing))) AS headers"
            " FROM (SELECT * FROM deliveries LIMIT 20000)"
        ).fetchone()
        return Size(
            sent["body"],
            sent["headers"],
            _used(folder / "facts.db") / count,
            _used(folder / "views.db") / count,
        )
    finally:
        facts.close()


def _used(path: Path) -> int:
    """The bytes of a file but for the pages that wait to be used again."""
    file = connect_reader(path)
    try:
        (size,) = file.execute(
            "SELECT (page_count - freelist_count) * page_size"
            " FROM pragma_page_count, pragma_freelist_count, pragma_page_size"
        ).fetchone()
        return int(size)
    finally:
        file.close()
