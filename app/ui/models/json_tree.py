"""A body as a tree of names and values; rows are handed out as they are scrolled to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.core.outline import Node
from app.core.plain import plain

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_AT_ONCE = 500  # rows of one object or list


class JsonTree(QAbstractItemModel):
    """Two columns; what holds others says how many."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._nodes: Sequence[Node] = ()
        self._given: dict[int, int] = {}  # rows handed out, by node

    def show_nodes(self, nodes: Sequence[Node]) -> None:
        """Another body."""
        self.beginResetModel()
        self._nodes, self._given = nodes, {}
        self.endResetModel()

    def index(self, row: int, column: int, parent: Index = _NOWHERE) -> QModelIndex:
        if not 0 <= column < 2 or not 0 <= row < self.rowCount(parent):
            return QModelIndex()
        return self.createIndex(row, column, self._node(parent).children[row])

    def parent(self, index: Index) -> QModelIndex:  # type: ignore[override]
        above = self._nodes[index.internalId()].parent if index.isValid() else 0
        if above <= 0:
            return QModelIndex()
        return self.createIndex(self._nodes[above].place, 0, above)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        if not self._nodes or parent.column() > 0:
            return 0
        number = self._number(parent)
        given = self._given.get(number, _AT_ONCE)
        return min(given, len(self._nodes[number].children))

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 2

    def hasChildren(self, parent: Index = _NOWHERE) -> bool:
        return bool(self._nodes and parent.column() <= 0 and self._node(parent).children)

    def canFetchMore(self, parent: Index) -> bool:
        if not self._nodes or parent.column() > 0:
            return False
        return self.rowCount(parent) < len(self._node(parent).children)

    def fetchMore(self, parent: Index) -> None:
        if not self.canFetchMore(parent):
            return
        here = self.rowCount(parent)
        more = min(_AT_ONCE, len(self._node(parent).children) - here)
        self.beginInsertRows(parent, here, here + more - 1)
        self._given[self._number(parent)] = here + more
        self.endInsertRows()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        node = self._nodes[index.internalId()]
        if role == Qt.ItemDataRole.DisplayRole:
            return plain(node.key, longest=200) if index.column() == 0 else _words(node)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{plain(node.key, longest=200)}: {_words(node)}"
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return (self.tr("Name"), self.tr("Value"))[section] if section < 2 else None
        return None

    def _number(self, index: Index) -> int:
        return int(index.internalId()) if index.isValid() else 0

    def _node(self, index: Index) -> Node:
        return self._nodes[self._number(index)]


def _words(node: Node) -> str:
    if not node.holds:
        return plain(node.value, longest=500)
    ends = {"{": "{{{0}}}", "[": "[{0}]"}
    return ends[node.value].format(len(node.children))
