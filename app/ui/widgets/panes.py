"""How the parts of a page are held, and how the keyboard goes from one to the next."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QVBoxLayout, QWidget

EDGE = 15


class Room(QScrollArea):
    """As large as what it holds where the window allows it; a small one scrolls."""

    resized = Signal()  # and by now what it holds too

    def __init__(self, content: QWidget) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(content)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()


def scrolled(content: QWidget) -> QScrollArea:
    """A tab that scrolls up and down only."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(EDGE, 12, EDGE, 12)
    column.addWidget(content)
    column.addStretch()
    area.setWidget(holder)
    area.viewport().setAutoFillBackground(False)
    holder.setAutoFillBackground(False)
    return area


def padded(content: QWidget) -> QWidget:
    """A tab that fills its room itself."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(EDGE, 12, EDGE, 12)
    column.addWidget(content)
    return holder


def bring_into_view(part: QWidget) -> None:
    """Scroll to a part of a page that a small window does not show whole."""
    holder = part.parentWidget()
    while holder is not None:
        if isinstance(holder, QScrollArea):
            holder.ensureWidgetVisible(part, 0, 0)
        holder = holder.parentWidget()


def go_round(panes: Sequence[QWidget], step: int) -> None:
    """Give the keyboard to the pane after (-1: before) the one that has it, round and round."""
    focused = QApplication.focusWidget()
    here = next(
        (
            number
            for number, pane in enumerate(panes)
            if focused is not None and (pane is focused or pane.isAncestorOf(focused))
        ),
        0 if step < 0 else -1,
    )
    pane = panes[(here + step) % len(panes)]
    pane.setFocus(Qt.FocusReason.ShortcutFocusReason)
    bring_into_view(pane)
