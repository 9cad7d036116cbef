"""Where the rows of a list stand, or why there are none."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QFrame, QStackedLayout, QWidget

from app.ui import theme
from app.ui.widgets.card import EmptyState
from app.ui.widgets.tables import RowTable


class ListPanel(QFrame):
    """The table, or the state of a list without a row; the keyboard goes from one to the other."""

    clear_asked = Signal()  # the filter hides everything

    def __init__(self, table: RowTable) -> None:
        super().__init__()
        theme.dress(self, "panel")
        self.setContentsMargins(1, 5, 1, 5)  # clear of the round corners
        self._stack = QStackedLayout(self)
        self._table = table
        self._instead: QWidget | None = None
        self._stack.addWidget(table)

    def add_states(self) -> None:
        """Make what stands where the rows would be, when there are none."""
        self.empty = EmptyState("inbox", "", "")
        self.nothing = EmptyState(
            "funnel", self.tr("Nothing matches this filter"), self.tr("Everything is still there.")
        )
        self.nothing.offer(self.tr("Clear the filter"), self.clear_asked.emit, kind="primary")
        self._looking = EmptyState(
            "search",
            self.tr("Looking further…"),
            self.tr("Nothing among the newest so far. Esc stops."),
        )
        self._stopped = EmptyState(
            "search",
            self.tr("Stopped before anything was found"),
            self.tr("What is older was not looked through."),
        )
        for one in (self.empty, self.nothing, self._looking, self._stopped):
            self._stack.addWidget(one)

    def shown(self) -> QWidget | None:
        """The table, or what stands in its place."""
        return self._stack.currentWidget()

    def show_state(
        self, *, has_rows: bool, is_filtered: bool, is_looking: bool, is_whole: bool
    ) -> None:
        """The table, or why it is empty: there is nothing, or nothing was found yet."""
        if has_rows or (is_looking and not is_filtered):
            shown: QWidget = self._table
        elif is_looking:
            shown = self._looking
        elif not is_whole:
            shown = self._stopped
        else:
            shown = self.nothing if is_filtered else self._instead or self.empty
        before, focused = self.shown(), QApplication.focusWidget()
        had_keyboard = before is focused or (
            before is not None and focused is not None and before.isAncestorOf(focused)
        )
        self._stack.setCurrentWidget(shown)
        if had_keyboard and shown is not before:
            self.take_focus()

    def stand_instead(self, widget: QWidget | None) -> None:
        """Where there is nothing at all, this stands, or with None the usual words again."""
        before, self._instead = self._instead, widget
        if widget is not None:
            self._stack.addWidget(widget)
        if before is not None:
            self._stack.removeWidget(before)
            before.deleteLater()

    def take_focus(self) -> None:
        """The keyboard belongs to the list, or to what stands in its place."""
        if (shown := self.shown()) is not None:
            shown.setFocus(Qt.FocusReason.OtherFocusReason)
