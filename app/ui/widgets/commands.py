"""The command palette: everything that can be done now, found by a word, with its keys."""

from __future__ import annotations

import unicodedata

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QHeaderView,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.ui import shortcuts, theme
from app.ui.shortcuts import Command

_SIZE, _ROW = QSize(640, 560), 28  # points
_MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class Commands(QDialog):
    """Made anew each time: what it lists depends on the page that is shown."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("All commands"))
        self._known = shortcuts.reachable(window)
        self.field = QLineEdit()
        self.field.setPlaceholderText(self.tr("What do you want to do?"))
        self.field.setAccessibleName(self.tr("Search the commands"))
        self.field.installEventFilter(self)
        self.field.textChanged.connect(self._narrow)
        self.field.returnPressed.connect(self._run)
        self.list = QTreeWidget()
        theme.dress(self.list, "commands")
        self.list.setAccessibleName(self.tr("Commands"))
        self.list.setColumnCount(2)
        self.list.setHeaderHidden(True)
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.header().setStretchLastSection(False)
        self.list.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.list.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.list.itemActivated.connect(lambda _: self._run())
        self.list.itemClicked.connect(lambda _: self._run())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 14, 14, 14)
        layout.setSpacing(10)
        layout.addWidget(self.field)
        layout.addWidget(self.list)
        room = window.size()
        wide, high = theme.px(_SIZE.width()), theme.px(_SIZE.height())
        self.resize(min(room.width() - 80, wide), min(room.height() - 120, high))
        self._narrow("")

    def _narrow(self, text: str) -> None:
        wanted = _folded(text).split()
        self.list.clear()
        for command in self._known:
            words = _folded(command.whatsThis())
            if all(one in words for one in wanted):
                self.list.addTopLevelItem(_item(command))
        if (first := self.list.topLevelItem(0)) is not None:
            self.list.setCurrentItem(first)

    def _run(self) -> None:
        """Close first, so that the command finds the keyboard where it was."""
        item = self.list.currentItem()
        if item is None:
            return
        command: Command = item.data(0, Qt.ItemDataRole.UserRole)
        self.accept()
        command.activated.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move in the list while the keyboard stays in the field."""
        is_press = event.type() == QEvent.Type.KeyPress
        if is_press and isinstance(event, QKeyEvent) and event.key() in _MOVES:
            QApplication.sendEvent(self.list, event)
            return True
        return super().eventFilter(watched, event)


def _item(command: Command) -> QTreeWidgetItem:
    made = QTreeWidgetItem([command.whatsThis(), command.native_keys()])
    made.setData(0, Qt.ItemDataRole.UserRole, command)
    made.setToolTip(0, command.whatsThis())
    made.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    made.setForeground(1, QColor(theme.current().muted))
    made.setSizeHint(0, QSize(0, theme.px(_ROW)))
    return made


def _folded(text: str) -> str:
    """Without case and accents: "pagina" finds "Página"."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(one for one in parts if not unicodedata.combining(one))
