"""What opens over every page: the first steps, the errors, the commands, the small windows."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.ui.actions import Actions
from app.ui.ask import Ask
from app.ui.bridge import Bridge
from app.ui.widgets.about import About
from app.ui.widgets.commands import Commands
from app.ui.widgets.errors_sheet import ErrorsSheet
from app.ui.widgets.first_steps import FirstSteps
from app.ui.widgets.help import Help
from app.ui.widgets.mini_window import MiniWindow
from app.ui.widgets.own_window import OwnWindow


class WindowSheets(QObject):
    """Each is made when it is asked for, and goes when it is closed."""

    settings_changed = Signal()
    register_asked = Signal(str)  # provider
    page_asked = Signal(str)  # by the small window, "" for the one that is open
    transaction_asked = Signal(str)  # by a window of its own

    def __init__(self, window: QWidget, ask: Ask, bridge: Bridge, actions: Actions) -> None:
        super().__init__(window)
        self._window, self._ask, self._bridge, self._actions = window, ask, bridge, actions

    def first_steps(self) -> None:
        """From nothing to a first webhook."""
        sheet = FirstSteps(self._window, self._ask, self._bridge, self._actions)
        sheet.changed.connect(self.settings_changed)
        sheet.register_asked.connect(self.register_asked)
        sheet.open()

    def about(self) -> None:
        """What this program is, and the licences of what it is made with."""
        About(self._window, self._ask, self._actions).open()

    def errors(self) -> None:
        """Every error of this run."""
        ErrorsSheet(self._window, self._ask.errors, self._bridge.display).open()

    def commands(self) -> None:
        """Every action, by its words."""
        Commands(self._window).open()

    def help(self) -> None:
        """The keys."""
        Help(self._window).open()

    def toggle_mini(self) -> None:
        """Ctrl+T: the small window above all others comes or goes."""
        if (shown := self._window.findChild(MiniWindow)) is not None:
            shown.close()
            return
        mini = MiniWindow(self._window, self._ask, self._bridge, self._actions)
        mini.page_asked.connect(self.page_asked)
        mini.show()

    def transaction(self, transaction_id: str) -> None:
        """A transaction in a window of its own."""
        doors = (self._ask, self._bridge, self._actions)
        OwnWindow(self._window, *doors, self.transaction_asked.emit).show_row(transaction_id)
