"""What a page scrolls: its bar stands in the margin, so that edges stay in line with the head."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from app.ui import theme
from app.ui.widgets.ring import Ring

MARGIN = 16  # pixels at the right of a page


class PageArea(QScrollArea):
    """Holds a `column`; the page around it has no margin of its own at the right and below."""

    def __init__(self, name: str) -> None:
        super().__init__()
        Ring(self)
        self.setAccessibleName(name)
        self.setWidgetResizable(True)
        sheet = QWidget()
        theme.dress(sheet, "page")
        self.column = QVBoxLayout(sheet)
        self.column.setSpacing(12)
        self.setWidget(sheet)
        self.verticalScrollBar().installEventFilter(self)
        self._leave_room(0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.verticalScrollBar():
            bar = self.verticalScrollBar()
            if event.type() in (QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.Resize):
                # Of a page that is hidden the bar is too, but it will be there when that is shown.
                self._leave_room(bar.width() if bar.isVisibleTo(self) else 0)
        return super().eventFilter(watched, event)

    def _leave_room(self, bar: int) -> None:
        self.column.setContentsMargins(0, 0, max(MARGIN - bar, 0), 14)
