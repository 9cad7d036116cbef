"""Arrangements that follow the room there is, and what is to be shown in it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QMargins, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.ui.widgets.flow import FlowLayout

_GAP = 8


class Flowing(QWidget):
    """Widgets one behind the other; it would like one line, and takes more where it must."""

    def __init__(self, parts: Sequence[QWidget] = (), gap: int = _GAP) -> None:
        super().__init__()
        self._gap = gap
        self._flow = FlowLayout(self, gap)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        for one in parts:
            self.add(one)

    def add(self, part: QWidget) -> None:
        """One more at the end."""
        self._flow.addWidget(part)

    def sizeHint(self) -> QSize:
        items = [self._flow.itemAt(place) for place in range(self._flow.count())]
        hints = [one.sizeHint() for one in items if one is not None and not one.isEmpty()]
        wide = sum(hint.width() + self._gap for hint in hints) - self._gap
        return QSize(max(wide, 0), max((hint.height() for hint in hints), default=0))


class FittingLine(QWidget):
    """The first part takes the room that is left, of which it wants `least` pixels at the side."""

    def __init__(self, first: QWidget, second: QWidget, *, least: int = 0) -> None:
        super().__init__()
        self._first, self._second, self._least = first, second, least
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(_GAP)
        self._row.addWidget(first, 1)
        self._row.addWidget(second)

    def minimumSizeHint(self) -> QSize:
        parts = (self._first.minimumSizeHint(), self._second.minimumSizeHint())
        return QSize(max(one.width() for one in parts), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        first = self._least or self._first.sizeHint().width()
        is_beside = first + _GAP + self._second.sizeHint().width() <= self.contentsRect().width()
        side, below = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._row.setDirection(side if is_beside else below)


class Yielding(QVBoxLayout):
    """Takes no room, nor that of its margins, while nothing in it is shown."""

    def __init__(self, margins: QMargins) -> None:
        super().__init__()
        self.setContentsMargins(margins)

    def sizeHint(self) -> QSize:
        return QSize(0, 0) if self.isEmpty() else super().sizeHint()

    def minimumSize(self) -> QSize:
        return QSize(0, 0) if self.isEmpty() else super().minimumSize()

    def heightForWidth(self, width: int) -> int:
        return 0 if self.isEmpty() else super().heightForWidth(width)

    def minimumHeightForWidth(self, width: int) -> int:
        return 0 if self.isEmpty() else super().minimumHeightForWidth(width)
