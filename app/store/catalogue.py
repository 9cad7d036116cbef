"""The catalogue of fields: every path that bodies held, and what of it no version knew yet.

Bodies of one event type are built alike, so what is counted is not each path but each *shape*: all
paths of a body with the kind of value at each. A delivery costs one look into a dict and one row.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import TypeAlias

from app.core.event import Event, Kind, Places, Status
from app.store.sqlite import Connection

MOST_PLACES = 500  # of one shape; a hostile body may invent any number
LONGEST_PATH = 200  # characters
MOST_REMEMBERED = 4096  # shapes, by a writer

_Key: TypeAlias = tuple[str, str, str, bool, tuple[str, ...], Places]

_SHAPE = """INSERT INTO shapes VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (shape_id) DO UPDATE SET first_at = min(first_at, excluded.first_at),
    last_at = max(last_at, excluded.last_at), count = count + excluded.count"""
_SHAPE_OF = "INSERT OR IGNORE INTO shape_of VALUES (?, ?)"
_COUNTED_ANEW = """UPDATE shapes SET (first_at, last_at, count) = (
    SELECT coalesce(min(received_at), 0), coalesce(max(received_at), 0), count(*)
    FROM shape_of JOIN feed USING (delivery_id) WHERE shape_of.shape_id = shapes.shape_id)
    WHERE shape_id = ?"""


@dataclass(frozen=True, slots=True)
class _Shape:
    """How the bodies of some deliveries are built, ready to be written."""

    shape_id: int
    provider: str
    event_type: str
    word: str  # the status that this version does not know, else ""
    is_known_event: bool
    places: str  # JSON: [[path, kind], …]
    unknown: str  # JSON: the paths among them that this version does not know


@dataclass(slots=True)
class _Arrivals:
    first: int
    last: int
    count: int = 0


@dataclass(slots=True)
class Catalogue:
    """Counts shapes slice by slice; what it remembers beyond a slice is no state, only time."""

    _shapes: dict[_Key, _Shape] = field(default_factory=dict)
    _arrivals: dict[int, tuple[_Shape, _Arrivals]] = field(default_factory=dict)
    _new: list[tuple[int, int]] = field(default_factory=list)  # shapes of new deliveries

    def begin(self) -> None:
        """A slice begins; what one before it did not finish is forgotten."""
        self._arrivals.clear()
        self._new.clear()

    def count(
        self, views: Connection, delivery_id: int, at: int, event: Event, *, is_new: bool
    ) -> None:
        """Count a delivery that arrived `at` (microseconds) once, however often it is projected."""
        if not event.places:
            return
        shape = self._shape(event)
        if is_new:
            self._new.append((shape.shape_id, delivery_id))
        else:
            counted = views.execute(_SHAPE_OF, (shape.shape_id, delivery_id))
            if counted.rowcount != 1:
                return
        _, arrivals = self._arrivals.setdefault(shape.shape_id, (shape, _Arrivals(at, at)))
        arrivals.first, arrivals.last = min(arrivals.first, at), max(arrivals.last, at)
        arrivals.count += 1

    def forget(self, views: Connection, delivery_id: int) -> None:
        """Take back a delivery that was counted and has no meaning any more: rare."""
        self.write(views)
        rows = views.execute(
            "SELECT shape_id FROM shape_of WHERE delivery_id = ?", (delivery_id,)
        ).fetchall()
        views.execute("DELETE FROM shape_of WHERE delivery_id = ?", (delivery_id,))
        for row in rows:
            views.execute(_COUNTED_ANEW, (row["shape_id"],))
        views.execute("DELETE FROM shapes WHERE count = 0")

    def write(self, views: Connection) -> None:
        """Add up what was counted."""
        views.executemany(_SHAPE_OF, self._new)
        self._new.clear()
        views.executemany(
            _SHAPE,
            [
                (
                    shape.shape_id,
                    shape.provider,
                    shape.event_type,
                    shape.word,
                    int(shape.is_known_event),
                    shape.places,
                    shape.unknown,
                    arrivals.first,
                    arrivals.last,
                    arrivals.count,
                )
                for shape, arrivals in self._arrivals.values()
            ],
        )
        self._arrivals.clear()

    def _shape(self, event: Event) -> _Shape:
        word = event.provider_status if event.status is Status.UNKNOWN else ""
        is_known = event.kind is not Kind.OTHER
        key = (
            event.provider,
            event.event_type,
            word,
            is_known,
            event.unknown_fields,
            event.places,
        )
        shape = self._shapes.get(key)
        if shape is None:
            if len(self._shapes) >= MOST_REMEMBERED:
                self._shapes.clear()
            shape = self._shapes[key] = _made(*key)
        return shape


def _made(
    provider: str,
    event_type: str,
    word: str,
    is_known_event: bool,
    unknown: tuple[str, ...],
    places: Places,
) -> _Shape:
    paths = sorted({(without_ids(path), kind) for path, kind in places})[:MOST_PLACES]
    parts = (
        provider,
        event_type[:LONGEST_PATH],
        word[:LONGEST_PATH],
        is_known_event,
        _json(paths),
        _json(sorted({without_ids(path) for path in unknown})),
    )
    digest = blake2b(_json(parts).encode(), digest_size=8).digest()
    return _Shape(int.from_bytes(digest, "big", signed=True), *parts)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


# A step of a path that is an id or a position names one thing, and no field.
_ID = re.compile(r"(?<=\.)(?:[0-9]+|[0-9a-fA-F-]{20,}|[^.]*[0-9]{6}[^.]*)(?=\.|$)")


def without_ids(path: str) -> str:
    """A path that is the same for every body: "data.errors.9f8c…-….0" is "data.errors.*.*"."""
    return _ID.sub("*", path)[:LONGEST_PATH]
