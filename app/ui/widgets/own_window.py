"""A transaction in a window of its own, to be held beside another one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui import theme
from app.ui.actions import Actions
from app.ui.ask import Ask
from app.ui.bridge import Bridge
from app.ui.making import whole
from app.ui.widgets.inspector import Inspector

_SIZE = QSize(480, 760)
_APART = 28  # pixels between the corners of two


class OwnWindow(QWidget):
    """Keeps up to date like any inspector; Esc closes it, and the main window takes it along."""

    def __init__(
        self,
        parent: QWidget,
        ask: Ask,
        bridge: Bridge,
        actions: Actions,
        open_transaction: Callable[[str], object],
    ) -> None:
        super().__init__(parent.window(), Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Acuse — transaction"))
        theme.dress(self, "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.inspector = whole(Inspector(ask, bridge, actions))
        self.inspector.closed.connect(self.close)
        self.inspector.open_transaction.connect(open_transaction)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 10, 10, 10)
        layout.addWidget(self.inspector)
        self._stand(parent.window())

    def show_row(self, transaction_id: str, delivery_id: int = 0) -> None:
        """Show a transaction and one of its deliveries, or a delivery alone."""
        self.inspector.show_row(transaction_id, delivery_id)
        self.show()
        self.inspector.tabs.setFocus(Qt.FocusReason.OtherFocusReason)

    def _stand(self, beside: QWidget) -> None:
        """Over the right part of the main window, each a little apart from the one before."""
        others = len(beside.findChildren(OwnWindow)) - 1
        size = QSize(theme.px(_SIZE.width()), theme.px(_SIZE.height()))
        self.resize(size.boundedTo(self.screen().availableSize()))
        corner = beside.geometry().topRight()
        step = _APART * (others % 6 + 1)
        self.move(corner.x() - self.width() - step, corner.y() + step)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)
