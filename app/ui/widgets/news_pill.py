"""How many rows came in above what is seen, on a pill over the list that leads to them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from app.ui import theme

_GAP = 8  # pixels between the titles and the pill


class NewsPill(QPushButton):
    """Lies over a list, and is there only while there is something to tell."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.count = 0
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # by keyboard it is Home
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.dress(self, "primary")
        self.hide()

    def show_count(self, count: int) -> None:
        """So many rows are new; with 0 there is no pill."""
        self.count = count
        self.setVisible(count > 0)
        if count:
            self.setText(self.tr("▲ {0} new").format(f"{count:,}"))
            self.setAccessibleName(self.tr("Show {0} new rows").format(count))

    def lie_below(self, top: int, width: int) -> None:
        """In the middle of so much width, just below a place."""
        self.adjustSize()
        self.move((width - self.width()) // 2, top + _GAP)
        self.raise_()
