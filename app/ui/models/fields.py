"""The rows of the catalogue of fields: every path of a connection's bodies, narrowed by a word."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, tzinfo

from PySide6.QtCore import QAbstractTableModel, QCoreApplication, QModelIndex, QObject, Qt

from app.core.plain import plain
from app.store.rows import FieldRow
from app.ui import texts

_ROOT = QModelIndex()
_ITEM = Qt.ItemDataRole
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
FIRST, LAST, COUNT = 3, 4, 5  # the columns that are times, and the one that is a figure


class FieldsModel(QAbstractTableModel):
    """New paths first, then by event and path."""

    def __init__(self, zone: tzinfo, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._zone = zone
        self._all: list[FieldRow] = []
        self._seen: list[FieldRow] = []

    def show_fields(self, found: Sequence[FieldRow]) -> None:
        """Replace what is known."""
        self._all = sorted(found, key=lambda one: not one.is_unknown)
        self.narrow("")

    def narrow(self, word: str) -> None:
        """Show only the rows that hold this text in path, event or kind."""
        wanted = word.strip().casefold()
        self.beginResetModel()
        self._seen = [one for one in self._all if wanted in _sought(one)]
        self.endResetModel()

    def path(self, row: int) -> str:
        """The path of a row, as it was sent."""
        return self._seen[row].path

    def rowCount(self, parent: QModelIndex = _ROOT) -> int:  # type: ignore[override]
        return 0 if parent.isValid() else len(self._seen)

    def columnCount(self, parent: QModelIndex = _ROOT) -> int:  # type: ignore[override]
        return 0 if parent.isValid() else len(_heads())

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _ITEM.DisplayRole
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == _ITEM.TextAlignmentRole:
            return _RIGHT if section == COUNT else _LEFT
        return _heads()[section] if role == _ITEM.DisplayRole else None

    def data(self, index: QModelIndex, role: int = _ITEM.DisplayRole) -> object:  # type: ignore[override]
        if role == _ITEM.TextAlignmentRole and index.column() == COUNT:
            return _RIGHT
        if role in (_ITEM.DisplayRole, _ITEM.AccessibleTextRole):
            return self._cells(self._seen[index.row()])[index.column()]
        if role == _ITEM.ToolTipRole and (at := self._time(index)) is not None:
            return texts.whole_moment(at, self._zone)
        return None

    def _time(self, index: QModelIndex) -> datetime | None:
        row = self._seen[index.row()]
        return {FIRST: row.first_at, LAST: row.last_at}.get(index.column())

    def _cells(self, row: FieldRow) -> tuple[str, ...]:
        new = QCoreApplication.translate("Fields", "new: {0}")
        path = plain(row.path)
        return (
            new.format(path) if row.is_unknown else path,
            plain(row.event_type),
            ", ".join(map(kind_words, row.kinds)),
            texts.date_and_clock(row.first_at, self._zone),
            texts.date_and_clock(row.last_at, self._zone),
            texts.number(row.count),
        )


def kind_words(kind: str) -> str:
    """What kind of value stood at a path."""
    translate = QCoreApplication.translate
    words = {
        "text": translate("Fields", "text"),
        "number": translate("Fields", "number"),
        "true or false": translate("Fields", "true or false"),
        "nothing": translate("Fields", "null"),
        "object": translate("Fields", "empty object"),
        "list": translate("Fields", "empty list"),
    }
    return words[kind]


def _heads() -> tuple[str, ...]:
    translate = QCoreApplication.translate
    return (
        translate("Fields", "Field"),
        translate("Fields", "Event"),
        translate("Fields", "Value"),
        translate("Fields", "First seen"),
        translate("Fields", "Last seen"),
        translate("Fields", "Deliveries"),
    )


def _sought(row: FieldRow) -> str:
    return f"{row.path} {row.event_type} {' '.join(row.kinds)}".casefold()
