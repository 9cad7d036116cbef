"""How a list is laid out: kept with the view that is open, and without one with the list itself."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from app.core.saved_filters import Layout, layout_from_plain, layout_to_plain
from app.ui.actions import Actions
from app.ui.columns import Choice
from app.ui.widgets.column_choice import ColumnChoice
from app.ui.widgets.filters_views import ViewTabs


class LayingOut(QObject):
    """Columns, their widths and the order of the rows; what a person changes stays."""

    ordered = Signal()  # the rows stand in another order from now on

    def __init__(
        self, columns: ColumnChoice, views: ViewTabs, actions: Actions, list_name: str
    ) -> None:
        super().__init__(columns)
        self._columns, self._views, self._actions = columns, views, actions
        self._key = f"layout:{list_name}"
        self.order = ""
        self._show(self._own())
        columns.chosen.connect(self._keep)
        views.opened.connect(lambda layout: self._show(layout or self._own()))
        views.layout_now = self._now

    def choose_order(self, order: str) -> None:
        """A person wants the rows in this order."""
        if order != self.order:
            self.order = order
            self._keep()
            self.ordered.emit()

    def _own(self) -> Layout:
        return layout_from_plain(self._actions.recall(self._key)) or Layout()

    def _now(self) -> Layout:
        return self._columns.choice().laid_out(self.order)

    def _show(self, layout: Layout) -> None:
        self._columns.show_choice(Choice.of(layout))
        if layout.order != self.order:
            self.order = layout.order
            self.ordered.emit()

    def _keep(self) -> None:
        if not self._views.keep_layout(self._now()):
            self._actions.remember(self._key, layout_to_plain(self._now()))
