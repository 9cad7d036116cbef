"""What was read of a list of any length: rows by their keys, and the last seen ready to paint."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Generic, TypeVar

from app.ui.cells import Shown

Row = TypeVar("Row")
Values = Mapping[int, Mapping[str, str]]  # by key, then by path
MOST = 5_000  # rows that are kept read; of all others only the key is known
READY = 500  # of these that are ready to be painted: twenty objects each, and made at once again


class AtHand(Generic[Row]):
    """Lets go of the rows that were not seen for longest; who wants them reads them again."""

    def __init__(
        self, key_of: Callable[[Row], int], prepare: Callable[[Row, Mapping[str, str]], Shown]
    ) -> None:
        self._key_of, self._prepare = key_of, prepare
        self._has_values = False
        self._rows: dict[int, Row] = {}  # the one seen last at the end
        self._values: dict[int, Mapping[str, str]] = {}
        self._ready: dict[int, Shown] = {}

    # --- what there is -----------------------------------------------------------------------

    def row(self, key: int) -> Row | None:
        """The row as the store gave it."""
        return self._rows.get(key)

    def shown(self, key: int) -> Shown | None:
        """The row ready to be painted, made so if it is not yet."""
        ready = self._ready.get(key)
        if ready is None and (row := self._rows.get(key)) is not None:
            ready = self._ready[key] = self._prepare(row, self._values.get(key, {}))
        return ready

    def see(self, keys: Iterable[int]) -> list[int]:
        """These are used now; those of them that are to be read."""
        missing = []
        for key in keys:
            row = self._rows.pop(key, None)
            if row is not None:
                self._rows[key] = row
            if row is None or (self._has_values and key not in self._values):
                missing.append(key)
        return missing

    def unread(self, keys: Iterable[int]) -> list[int]:
        """Those of these keys whose rows are not at hand."""
        return [key for key in keys if key not in self._rows]

    def ready_to_copy(self, keys: Sequence[int]) -> list[Shown] | None:
        """Rows in the order of their keys; None when one is not read yet."""
        is_read = all(
            key in self._rows and (not self._has_values or key in self._values) for key in keys
        )
        rows = [self._rows[key] for key in keys] if is_read else []
        return self.in_order(keys, rows, self._values) if is_read else None

    def in_order(self, keys: Iterable[int], rows: Iterable[Row], values: Values) -> list[Shown]:
        """Rows in the order of their keys, made ready without being kept: for copying."""
        ordered, _ = self.parted(rows, list(dict.fromkeys(keys)))
        return [self._prepare(row, values.get(self._key_of(row), {})) for row in ordered]

    def parted(self, rows: Iterable[Row], keys: Sequence[int]) -> tuple[list[Row], list[Row]]:
        """Of these rows those with the keys, in their order, and the others."""
        by_key = {self._key_of(row): row for row in rows}
        first = [by_key.pop(key) for key in keys if key in by_key]
        return first, list(by_key.values())

    # --- changes -----------------------------------------------------------------------------

    def want_values(self, has_values: bool) -> None:
        """From now on a row is read once its values are too; or none are wanted."""
        self._has_values = has_values
        self._values.clear()
        self._ready.clear()

    def fill(self, rows: Iterable[Row], values: Values | None) -> Collection[int]:
        """Keep rows that were read, with their values; gives their keys."""
        newer = {self._key_of(row): row for row in rows}
        for key, row in newer.items():
            if self._rows.pop(key, None) != row or self._has_values:
                self._ready.pop(key, None)
            self._rows[key] = row
        if self._has_values and values is not None:
            self._values.update((key, values.get(key, {})) for key in newer)
        self._let_go()
        return newer.keys()

    def update(self, rows: Iterable[Row]) -> Collection[int]:
        """Rows that are at hand as they stand now; gives the keys of those that changed."""
        changed = {
            key: row
            for row in rows
            if (key := self._key_of(row)) in self._rows and self._rows[key] != row
        }
        for key, row in changed.items():
            self._rows[key] = row
            self._ready.pop(key, None)
        return changed.keys()

    def add(self, rows: Sequence[Row]) -> None:
        """Keep rows that came in, newest first."""
        self._rows.update((self._key_of(row), row) for row in reversed(rows))
        self._let_go()

    def forget(self, key: int) -> None:
        """Let a row go that is no more, or is another now."""
        self._rows.pop(key, None)
        self._ready.pop(key, None)

    def renew(self) -> None:
        """Every row is to be made ready anew."""
        self._ready.clear()

    def clear(self) -> None:
        """Let everything go."""
        self._rows.clear()
        self._ready.clear()
        self._values.clear()

    def _let_go(self) -> None:
        for key in list(self._rows)[: max(0, len(self._rows) - MOST)]:
            del self._rows[key]
            self._ready.pop(key, None)
            self._values.pop(key, None)
        for key in list(self._ready)[: max(0, len(self._ready) - READY)]:
            del self._ready[key]
