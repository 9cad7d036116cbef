"""A list of prepared rows for a table: grown at either end, changed in place, never reset."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.ui.cells import Column, Shown

Row = TypeVar("Row")
Index = QModelIndex | QPersistentModelIndex
MOST = 5_000
_NOWHERE = QModelIndex()
_ROLE = Qt.ItemDataRole


class RowsModel(QAbstractTableModel, Generic[Row]):
    """At most MOST rows, newest first; a row is made ready when it is first seen."""

    def __init__(
        self,
        columns: Sequence[Column],
        key_of: Callable[[Row], Hashable],
        prepare: Callable[[Row], Shown],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._key_of = key_of
        self._prepare = prepare
        self._rows: list[Row] = []
        self._ready: dict[Hashable, Shown] = {}

    # --- what a view asks --------------------------------------------------------------------

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = _ROLE.DisplayRole) -> Any:
        if role not in (_ROLE.DisplayRole, _ROLE.ToolTipRole, _ROLE.AccessibleTextRole):
            return None
        shown = self.shown(index.row())
        if shown is None or not 0 <= index.column() < len(self.columns):
            return None
        if shown.heading:
            return shown.heading if index.column() == 0 else None
        cell = shown.cells[index.column()]
        return cell.text if role == _ROLE.DisplayRole else cell.copied

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _ROLE.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        return self.columns[section].title if role == _ROLE.DisplayRole else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        shown = self.shown(index.row())
        if shown is None or shown.heading:
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)

    # --- what a page asks --------------------------------------------------------------------

    def shown(self, place: int) -> Shown | None:
        """The row at a place, ready to be painted; None when there is no such place."""
        if not 0 <= place < len(self._rows):
            return None
        row = self._rows[place]
        key = self._key_of(row)
        ready = self._ready.get(key)
        if ready is None:
            ready = self._ready[key] = self._prepare(row)
        return ready

    def row(self, place: int) -> Row | None:
        """The row at a place as the store gave it."""
        return self._rows[place] if 0 <= place < len(self._rows) else None

    def rows(self) -> Sequence[Row]:
        """All rows, newest first."""
        return self._rows

    def place_of(self, key: Hashable) -> int:
        """Where the row with this key stands, -1 when it is not here."""
        return next((n for n, row in enumerate(self._rows) if self._key_of(row) == key), -1)

    # --- changes -----------------------------------------------------------------------------

    def insert(self, place: int, rows: Sequence[Row]) -> None:
        """Put rows, newest first, before a place: one announcement a batch."""
        if not rows:
            return
        self.beginInsertRows(QModelIndex(), place, place + len(rows) - 1)
        self._rows[place:place] = rows
        self.endInsertRows()

    def remove(self, place: int, count: int) -> None:
        """Take rows out."""
        if count <= 0:
            return
        self.beginRemoveRows(QModelIndex(), place, place + count - 1)
        for row in self._rows[place : place + count]:
            self._ready.pop(self._key_of(row), None)
        del self._rows[place : place + count]
        self.endRemoveRows()

    def update(self, rows: Iterable[Row], first: int = 0, last: int = MOST * 2) -> None:
        """Replace rows by their newer selves, where they stand between two places."""
        newer_by_key = {self._key_of(row): row for row in rows}
        for place in range(max(first, 0), min(last + 1, len(self._rows))):
            newer = newer_by_key.get(self._key_of(self._rows[place]))
            if newer is not None and newer != self._rows[place]:
                self._rows[place] = newer
                self._ready.pop(self._key_of(newer), None)
                self._announce(place, place)

    def renew(self) -> None:
        """Make every row ready anew: the zone, the privacy or the language changed."""
        self._ready.clear()
        if self._rows:
            self._announce(0, len(self._rows) - 1)

    def _announce(self, first: int, last: int) -> None:
        end = len(self.columns) - 1
        self.dataChanged.emit(self.index(first, 0), self.index(last, end))
