"""A grid whose columns follow the room there is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLayout, QWidget

from app.ui import theme


class Tiles(QWidget):
    """Widgets side by side, in as many columns as their least width allows.

    With `fill` the last one takes the room that is left in its row.
    """

    def __init__(
        self, tiles: Sequence[QWidget], least: int, choices: Sequence[int], *, fill: bool = True
    ) -> None:
        super().__init__()
        self._tiles, self._choices, self._fill = list(tiles), choices, fill
        self._least = theme.px(least)
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(12)
        # The columns follow the width: the layout must not forbid a width of fewer columns.
        self._grid.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self._arrange(choices[0])

    def add(self, tile: QWidget) -> None:
        """One more at the end."""
        self._tiles.append(tile)
        for place in range(max(len(self._tiles) - 2, 0), len(self._tiles)):
            self._put(place)

    def columns(self) -> int:
        """How many stand side by side now."""
        return self._columns

    def minimumSizeHint(self) -> QSize:
        widest = max((tile.minimumSizeHint().width() for tile in self._tiles), default=0)
        columns = self._choices[-1]
        return QSize(columns * widest + (columns - 1) * 12, self._grid.minimumSize().height())

    def sizeHint(self) -> QSize:
        return self._grid.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = self.width()
        fitting = (one for one in self._choices if room >= one * self._least + (one - 1) * 12)
        self._arrange(next(fitting, self._choices[-1]))

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        for column in range(self._columns):
            self._grid.setColumnStretch(column, 0)
        self._columns = columns
        for place in range(len(self._tiles)):
            self._put(place)
        for column in range(columns):
            self._grid.setColumnStretch(column, 1)
        self.updateGeometry()

    def _put(self, place: int) -> None:
        row, column = divmod(place, self._columns)
        is_last = self._fill and place == len(self._tiles) - 1
        wide = self._columns - column if is_last else 1
        self._grid.addWidget(self._tiles[place], row, column, 1, wide)
