"""A layout that fills lines from the left and begins a new one where room ends."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget, QWidgetItem


class FlowLayout(QLayout):
    """As high as its lines need at the width that it gets."""

    def __init__(self, parent: QWidget | None = None, spacing: int = 6) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._heights: dict[int, int] = {}  # by width: Qt asks for the same again and again
        self._least: QSize | None = None  # known until something changes, like the heights
        self.setSpacing(spacing)
        self.setContentsMargins(0, 0, 0, 0)

    def addWidget(self, widget: QWidget) -> None:
        # Of an item that Qt makes nobody tells Python when it ends, and another takes its address.
        self.addChildWidget(widget)
        self.addItem(QWidgetItem(widget))
        self.invalidate()

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)
        self._forget()

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        self._forget()
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        known = self._heights.get(width)
        if known is None:
            known = self._heights[width] = self._arrange(QRect(0, 0, width, 0), is_moving=False)
        return known

    def invalidate(self) -> None:
        self._forget()
        super().invalidate()

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect, is_moving=True)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        if self._least is None:
            self._least = QSize()
            for item in self._items:
                self._least = self._least.expandedTo(item.minimumSize())
        return QSize(self._least)

    def _forget(self) -> None:
        self._heights.clear()
        self._least = None

    def _arrange(self, rect: QRect, *, is_moving: bool) -> int:
        top = rect.y()
        for line in self._lines(rect.width()):
            left, high = rect.x(), max(wanted.height() for _, wanted in line)
            for item, wanted in line:
                if is_moving:
                    middle = top + (high - wanted.height()) // 2
                    item.setGeometry(QRect(QPoint(left, middle), wanted))
                left += wanted.width() + self.spacing()
            top += high + self.spacing()
        return max(top - self.spacing() - rect.y(), 0)

    @staticmethod
    def _wanted(item: QLayoutItem, room: int) -> QSize:
        """As it would like to be, where there is room, else as high as its width asks for."""
        wanted = item.sizeHint()
        if wanted.width() <= room or not item.hasHeightForWidth():
            return wanted.boundedTo(QSize(room, 10_000))
        return QSize(room, item.heightForWidth(room))

    def _lines(self, room: int) -> list[list[tuple[QLayoutItem, QSize]]]:
        """What stands in each line, and how large it is; what is hidden stands nowhere."""
        lines: list[list[tuple[QLayoutItem, QSize]]] = []
        used = 0
        for item in self._items:
            if item.isEmpty():
                continue
            wanted = self._wanted(item, max(room, 1))
            if not lines or used + wanted.width() > room:
                lines.append([])
                used = 0
            lines[-1].append((item, wanted))
            used += wanted.width() + self.spacing()
        return lines
