"""Words that occur together in the figures, each mix once under a number: the figures are short.

The numbers follow the order in which mixes were first seen, and mean nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

from app.store.sqlite import Connection

Mix: TypeAlias = tuple[str, str, str, str, str]  # provider, environment, kind, asset, word

_MOST = 10_000  # remembered
_NEW = "INSERT OR IGNORE INTO mixes VALUES (NULL, ?, ?, ?, ?, ?)"
_NUMBER = """SELECT mix FROM mixes
    WHERE provider = ? AND environment = ? AND kind = ? AND asset = ? AND word = ?"""


class Mixes:
    """The numbers of the mixes that the writer met; what it remembers is no state, only time."""

    def __init__(self) -> None:
        self._numbers: dict[Mix, int] = {}

    def clear(self) -> None:
        """What was numbered may not have been kept."""
        self._numbers.clear()

    def number(self, views: Connection, mixes: Iterable[Mix]) -> dict[Mix, int]:
        """The numbers of mixes; those that have none get one."""
        if len(self._numbers) > _MOST:
            self.clear()
        return {mix: self._numbers.get(mix) or self._numbered(views, mix) for mix in mixes}

    def _numbered(self, views: Connection, mix: Mix) -> int:
        views.execute(_NEW, mix)
        number: int = views.execute(_NUMBER, mix).fetchone()["mix"]
        self._numbers[mix] = number
        return number
