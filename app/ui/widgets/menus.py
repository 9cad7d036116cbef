"""The menu behind the button with three lines: every action of the table, section by section."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from app.ui import shortcuts
from app.ui.command_table import Section, Shortcut, sections
from app.ui.shortcuts import Command


class Menus(QMenu):
    """To be filled each time it is opened: what can be done depends on what is shown.

    What cannot be done now stands there all the same, dimmed: a menu is where one learns what
    there is.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.setAccessibleName(self.tr("Menu"))

    def fill(self) -> None:
        """Every action as it stands now."""
        self.clear()
        for menu in self.findChildren(QMenu):
            menu.deleteLater()
        known = shortcuts.shown(self._window)
        for section in sections():
            self.addMenu(self._section(section, known))

    def _section(self, section: Section, known: Sequence[Command]) -> QMenu:
        menu = QMenu(_plain(section.words), self)
        for action in section.actions:
            here = [one for one in known if one.objectName() == action.name]
            if len(here) > 1:  # the pages, the colour labels
                inner = menu.addMenu(_plain(action.words))
                for one in here:
                    inner.addAction(self._entry(inner, one.whatsThis(), one.native_keys(), one))
            else:
                menu.addAction(self._of(menu, action, here))
        return menu

    def _of(self, menu: QMenu, action: Shortcut, here: Sequence[Command]) -> QAction:
        keys = shortcuts.native(action.keys[0]) if action.keys else ""
        entry = self._entry(menu, action.words, keys, here[0] if here else None)
        entry.setObjectName(action.name)
        return entry

    def _entry(self, menu: QMenu, words: str, keys: str, command: Command | None) -> QAction:
        # The keys are only shown here: they are bound where they act.
        made = QAction(f"{_plain(words)}\t{keys}" if keys else _plain(words), menu)
        made.setEnabled(command is not None and command.can())
        if command is not None:
            made.triggered.connect(_doing(command))
        return made


def _doing(command: Command) -> Callable[[], None]:
    return lambda: command.activated.emit()


def _plain(words: str) -> str:
    return words.replace("&", "&&")
