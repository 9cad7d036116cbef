"""The frame of a body: where which kind of value stands, told in numbers, apart from the values.

Bodies of one event type share a few frames. What follows from a frame alone is worked out once; of
each further body only the values are taken.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import count, islice
from typing import TypeAlias

from app.core.reading import JsonObject, JsonValue

MOST_LEAVES = 10_000  # looked at; what stands further back is kept and shown, but not searched
_MOST_STEPS = 20_000  # remembered; a hostile body may invent any number

Frame: TypeAlias = tuple[int, ...]

# What stands at a path, in a word; whatever else there is, is a number.
KINDS = {str: "text", bool: "true or false", type(None): "nothing", dict: "object", list: "list"}
_PLACES = {kind: place for place, kind in enumerate(KINDS)}
_NUMBER = len(KINDS)
_EACH = len(KINDS) + 1
_NUMBERS = count(0, _EACH)  # no two steps have one in common, whichever thread takes them


@dataclass(slots=True)
class _Step:
    """A member or a list position, and the steps below it."""

    number: int = field(default_factory=_NUMBERS.__next__)
    below: dict[str | int, _Step] = field(default_factory=dict)


class Frames:
    """Takes bodies apart; what it remembers is no state, only time. Any thread may use it."""

    def __init__(self) -> None:
        self._root = _Step()
        self._steps = 0

    def apart(self, body: JsonObject) -> tuple[Frame, list[JsonValue]]:
        """The frame of a body, and its first leaves in the order of `reading.leaves`."""
        if self._steps > _MOST_STEPS:
            self._root, self._steps = _Step(), 0
        frame: list[int] = []
        values: list[JsonValue] = []
        if body:
            self._walk(body, self._root, frame, values)
        else:
            frame, values = [self._root.number + _PLACES[dict]], [body]
        return tuple(frame[:MOST_LEAVES]), values[:MOST_LEAVES]

    def _walk(
        self,
        part: JsonObject | list[JsonValue],
        step: _Step,
        frame: list[int],
        values: list[JsonValue],
    ) -> None:
        members: Iterable[tuple[str | int, JsonValue]]
        members = part.items() if isinstance(part, dict) else enumerate(part)
        left = MOST_LEAVES - len(values)
        if len(part) > left:
            members = islice(members, max(left, 0))
        below = step.below
        for key, item in members:
            next_ = below.get(key)
            if next_ is None:
                next_ = below[key] = _Step()
                self._steps += 1
            kind = type(item)
            if kind is str:
                frame.append(next_.number)
                values.append(item)
            elif item and isinstance(item, (dict, list)):
                self._walk(item, next_, frame, values)
            else:
                frame.append(next_.number + _PLACES.get(kind, _NUMBER))
                values.append(item)
