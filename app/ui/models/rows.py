"""A list of any length for a table: every row has its place, those in view are read and ready."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, Generic, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from app.core.plain import plain
from app.ui import cells
from app.ui.cells import Cell, Shown
from app.ui.columns import PATH, Column, Look, path_column
from app.ui.models.at_hand import AtHand, Values
from app.ui.models.places import Heading, Places, Rest, Since, Stretch
from app.ui.texts import plain_tip

Row = TypeVar("Row")
Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_ROLE = Qt.ItemDataRole
WAITING = Shown(key=None, cells={}, is_waiting=True)


class RowsModel(QAbstractTableModel, Generic[Row]):
    """Grows at both ends and changes in place; it is never reset."""

    def __init__(
        self,
        columns: Sequence[Column],
        key_of: Callable[[Row], int],
        prepare: Callable[[Row], Shown],
        parent: QObject | None = None,
        *,
        is_sorted: bool = False,
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.paths: tuple[str, ...] = ()  # places of the bodies that are columns too
        self._known = len(self.columns)
        self.places = Places(is_sorted=is_sorted)
        self._key_of = key_of
        self._prepare = prepare
        self.at_hand: AtHand[Row] = AtHand(key_of, self._made)
        self._opened: set[int] = set()  # keys of what is new and was looked at by itself

    # --- what a view asks --------------------------------------------------------------------

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.places)

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
        if shown.is_waiting:
            return QCoreApplication.translate("Cells", "Reading…") if not index.column() else None
        column = self.columns[index.column()]
        cell = shown.cell(column.name)
        if column.look is Look.AGE:
            return cells.age(shown, cell, datetime.now(UTC))
        if column.look is Look.TIME and role == _ROLE.DisplayRole:
            return cells.moment(cell, datetime.now(UTC))
        if role == _ROLE.AccessibleTextRole:
            said = plain(cell.copied) or "–"  # a reader names every cell
            if not index.column() and self.unopened()(index.row()):
                said = QCoreApplication.translate("Cells", "{0}, unread").format(said)
            return said
        return cell.text if role == _ROLE.DisplayRole else plain_tip(cell.copied)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _ROLE.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        if role == _ROLE.ToolTipRole and column.look is Look.TIME:
            return QCoreApplication.translate("Cells", "A click says how long ago, or when")
        return column.title if role == _ROLE.DisplayRole else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not self.places.key(index.row()):
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)

    # --- what a page asks --------------------------------------------------------------------

    def shown(self, place: int) -> Shown | None:
        """The row at a place, ready to be painted; None when there is no such place."""
        found = self.places.at(place)
        if found is None:
            return None
        if not isinstance(found, int):
            return self.heading(found)
        return self.at_hand.shown(found) or WAITING

    def _made(self, row: Row, values: Mapping[str, str]) -> Shown:
        shown = self._prepare(row)
        if not self.paths:
            return shown
        own = {f"{PATH}{one}": self.value_cell(one, values.get(one, "")) for one in self.paths}
        return replace(shown, cells={**shown.cells, **own})

    def value_cell(self, path: str, value: str) -> Cell:
        """A value of a body as a cell."""
        raise NotImplementedError

    def heading(self, heading: Heading) -> Shown:
        """A heading, ready to be painted."""
        raise NotImplementedError

    def row(self, place: int) -> Row | None:
        """The row at a place as the store gave it; None when it is not read."""
        return self.at_hand.row(self.places.key(place))

    def unopened(self) -> Callable[[int], bool]:
        """Tells of places as they are now whether what stands there is new and was not opened."""
        new, opened, key = self._new(), self._opened, self.places.key
        return lambda place: place in new and key(place) not in opened

    def count_unopened(self) -> int:
        """How many of those there are."""
        new = self._new()
        headings = self.places.headings_in(new)
        return max(len(new) - headings - len(self._opened), 0)

    def open(self, place: int) -> None:
        """The row at a place was chosen: it is not new any more."""
        if self.unopened()(place) and (key := self.places.key(place)):
            self._opened.add(key)
            self._announce(place, place)

    def _new(self) -> range:
        """The places above the line of what is new."""
        line = self.places.place_of_heading(Since())
        return range(self.places.place_of_heading(Rest()) + 1, line) if line >= 0 else range(0)

    def count(self) -> int:
        """How many rows there are, without the headings."""
        return self.places.count

    def place_of(self, key: int) -> int:
        """Where the row with this key stands, -1 when it is not here."""
        return self.places.place_of(key)

    def unread(self, first: int, last: int) -> list[int]:
        """The keys between two places whose rows are not at hand; the others are used now."""
        return self.at_hand.see(self.places.keys(first, last))

    # --- changes -----------------------------------------------------------------------------

    def show_paths(self, paths: Sequence[str]) -> None:
        """The places of the bodies that are columns from now on, after our own."""
        if tuple(paths) == self.paths:
            return
        ours = self.columns[: self._known]
        if self.paths:
            self.beginRemoveColumns(QModelIndex(), self._known, len(self.columns) - 1)
            self.columns, self.paths = ours, ()
            self.endRemoveColumns()
        self.at_hand.want_values(bool(paths))
        if paths:
            self.beginInsertColumns(QModelIndex(), self._known, self._known + len(paths) - 1)
            self.columns = (*ours, *map(path_column, paths))
            self.paths = tuple(paths)
            self.endInsertColumns()

    def fill(
        self, rows: Iterable[Row], first: int, last: int, values: Values | None = None
    ) -> None:
        """Rows that were read, some of them seen between two places, with their values."""
        newer = self.at_hand.fill(rows, values)
        seen = range(max(first, 0), min(last + 1, len(self.places)))
        changed = [place for place in seen if self.places.key(place) in newer]
        if changed:
            self._announce(changed[0], changed[-1])

    def update(self, rows: Iterable[Row], first: int, last: int) -> None:
        """Rows that are at hand as they stand now; of those seen, what changed is announced."""
        changed = self.at_hand.update(rows)
        for place in range(max(first, 0), min(last + 1, len(self.places))):
            if self.places.key(place) in changed:
                self._announce(place, place)

    def add_below(self, stretch: Stretch) -> None:
        """Older rows, of which only the keys are known: one announcement."""
        if not len(self.places) and stretch.headings[:1] == ((0, Since()),):
            stretch = replace(stretch, headings=stretch.headings[1:])  # nothing is new above it
        added = len(stretch.keys) + len(stretch.headings)
        if added:
            end = len(self.places)
            self.beginInsertRows(QModelIndex(), end, end + added - 1)
            self.places.add_below(stretch)
            self.endInsertRows()

    def add_above(self, rows: Sequence[Row], *, under_heading: bool = False) -> None:
        """Rows that came in, newest first: one announcement."""
        if rows:
            place = int(under_heading)
            self.at_hand.add(rows)
            self.beginInsertRows(QModelIndex(), place, place + len(rows) - 1)
            self.places.add_above(map(self._key_of, rows), under_heading=under_heading)
            self.endInsertRows()

    def add_under(self, heading: Heading, rows: Sequence[Row]) -> None:
        """Rows that came in, newest first, directly under a heading: one announcement."""
        if rows:
            place = self.places.place_of_heading(heading) + 1
            self.at_hand.add(rows)
            self.beginInsertRows(QModelIndex(), place, place + len(rows) - 1)
            self.places.add_under(heading, map(self._key_of, rows))
            self.endInsertRows()

    def add_heading(self, below: int, heading: Heading) -> None:
        """A heading above the oldest `below` rows."""
        place = self.places.add_heading(below, heading)
        self.places.take_heading(place)  # where it goes must be told before it is there
        self.beginInsertRows(QModelIndex(), place, place)
        self.places.add_heading(below, heading)
        self.endInsertRows()

    def divide(self, below: int) -> None:
        """Draw the line of what is new above the oldest `below` rows, and nowhere else."""
        place = self.places.place_of_heading(Since())
        if place >= 0:
            self.take_heading(place)
        self._opened.clear()
        if 0 < below < self.places.rows_below(Rest()):
            self.add_heading(below, Since())

    def take_heading(self, place: int) -> None:
        """Take a heading out."""
        self.beginRemoveRows(QModelIndex(), place, place)
        self.places.take_heading(place)
        self.endRemoveRows()

    def take(self, key: int) -> None:
        """Take a row out that is no more."""
        place = self.places.place_of(key)
        if place >= 0:
            self.take_at(place)
        self.at_hand.forget(key)

    def take_at(self, place: int) -> None:
        """Take the row at a place out."""
        key = self.places.key(place)
        self.beginRemoveRows(QModelIndex(), place, place)
        self.places.take(place)
        self.endRemoveRows()
        self.at_hand.forget(key)

    def clear(self) -> None:
        """Take every row out."""
        if len(self.places):
            self.beginRemoveRows(QModelIndex(), 0, len(self.places) - 1)
            self.places.clear()
            self.at_hand.clear()
            self._opened.clear()
            self.endRemoveRows()

    def renew(self) -> None:
        """Make every row ready anew: the zone, the privacy or the language changed."""
        self.at_hand.renew()
        if len(self.places):
            self._announce(0, len(self.places) - 1)

    def _announce(self, first: int, last: int) -> None:
        end = len(self.columns) - 1
        self.dataChanged.emit(self.index(first, 0), self.index(last, end))
