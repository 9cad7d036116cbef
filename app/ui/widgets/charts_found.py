"""What came of what the charts ask for now, and what of it is not drawn yet."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from app.ui.widgets.charts_questions import ARRIVALS, FLIGHTS, PARTS, STATES, Found, Part

_TELLING = (STATES, ARRIVALS, FLIGHTS)  # without any of them there is nothing to show


class Findings:
    """They are held until it is known that there is something to show at all."""

    def __init__(self) -> None:
        self._came: dict[Part[Any], Found[Any]] = {}
        self._held: list[Found[Any]] = []

    def take(self, came: Iterable[Found[Any]]) -> None:
        """Hold what came."""
        for found in came:
            self._came[found.part] = found
            self._held.append(found)

    def of(self, part: Part[Any]) -> Found[Any] | None:
        """What came of a part; None where nothing did."""
        return self._came.get(part)

    def forget(self, parts: Iterable[Part[Any]]) -> list[Part[Any]]:
        """Let go of these and of what was not drawn; gives all that is to be asked for now."""
        for part in (*parts, *(found.part for found in self._held)):
            self._came.pop(part, None)
        self._held.clear()
        return [part for part in PARTS if part not in self._came]

    def undrawn(self) -> set[Part[Any]]:
        """What did not come, or was not drawn."""
        held = {found.part for found in self._held}
        return {part for part in PARTS if part in held or part not in self._came}

    def next_to_draw(self) -> Found[Any] | None:
        """The first of what is held; from now on it is drawn."""
        return self._held.pop(0) if self._held else None

    def are_empty(self) -> bool:
        """Whether nothing came yet that makes a page."""
        known = (self._came[part] for part in _TELLING if part in self._came)
        return all(found.part.is_empty(found.figures) for found in known)
