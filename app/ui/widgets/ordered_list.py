"""A list whose lines people put in an order of their own."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListWidget

from app.ui import theme


class OrderedList(QListWidget):
    """Names to tick, in an order of one's own: by dragging, or by Alt with the arrows."""

    def __init__(self) -> None:
        super().__init__()
        theme.dress(self, "list")
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if event.key() in steps and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            place = self.currentRow()
            wanted = place + steps[Qt.Key(event.key())]
            if place >= 0 and 0 <= wanted < self.count():
                self.insertItem(wanted, self.takeItem(place))
                self.setCurrentRow(wanted)
        else:
            super().keyPressEvent(event)
