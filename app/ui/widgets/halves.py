"""Two columns of panels where there is room for both, one below the other where there is not."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

_GAP = 12


class Halves(QWidget):
    """Each as wide as the other; `least` pixels are enough for one."""

    def __init__(self, least: int) -> None:
        super().__init__()
        self._least = least
        self._row = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(_GAP)
        self._columns = (self._column(), self._column())

    def add(self, panel: QWidget, *, right: bool = False) -> None:
        """At the end of one of them."""
        column = self._columns[right]
        column.insertWidget(column.count() - 1, panel)

    def is_wide(self) -> bool:
        """Whether they stand side by side."""
        return self._row.direction() == QBoxLayout.Direction.LeftToRight

    def minimumSizeHint(self) -> QSize:
        widest = max(one.minimumSize().width() for one in self._columns)
        return QSize(widest, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        fits = self.width() >= 2 * self._least + _GAP
        side, below = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._row.setDirection(side if fits else below)

    def _column(self) -> QVBoxLayout:
        half = QWidget()
        column = QVBoxLayout(half)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(_GAP)
        column.addStretch()
        self._row.addWidget(half, 1)
        return column
