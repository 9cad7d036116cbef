"""Up to where a person has seen a list: kept over restarts, drawn as a line in it."""

from __future__ import annotations

from typing import Any

from app.ui.actions import Actions
from app.ui.models.rows import RowsModel


class LastLook:
    """For one list; over restarts too."""

    def __init__(self, actions: Actions, name: str) -> None:
        self._remember, self._key = actions.remember, f"seen:{name}"
        kept = actions.recall(self._key)
        self.until = kept if isinstance(kept, int) else 0  # a key or a time, by the list's order
        self._rows = 0  # in the list when it was left

    def leave(self, until: int, rows: int) -> None:
        """The list is left; `rows` are in it, 0 when that is not known yet."""
        self.until, self._rows = until, rows
        self._remember(self._key, until)

    def read_anew(self) -> None:
        """The list is read anew: whoever reads it finds the line by `until`."""
        self._rows = 0

    def come_back(self, model: RowsModel[Any]) -> None:
        """The list is looked at again: what came in above what it held is new."""
        if self._rows:
            model.divide(self._rows)
