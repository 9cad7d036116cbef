"""Gives the actions of the table their keys, and finds those that can be done now."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from app.ui.command_table import Shortcut, table

# Keys that every list has by itself: they are shown, and not bound a second time.
_OF_LISTS = ("Ctrl+C", "Return")


class Command(QShortcut):
    """An action at one place: what it does there, and whether it can be done now."""

    def __init__(
        self, found: Shortcut, keys: str, words: str, owner: QWidget, can: Callable[[], bool] | None
    ) -> None:
        super().__init__(QKeySequence("" if keys in _OF_LISTS else keys), owner)
        self._can, self._owner, self._keys = can, owner, keys
        self.setObjectName(found.name)
        self.setWhatsThis(words)
        scope = Qt.ShortcutContext
        self.setContext(scope.WidgetShortcut if found.in_list else scope.WindowShortcut)

    def is_shown(self, window: QWidget) -> bool:
        """Whether it belongs to what the window shows."""
        return self._owner.isVisibleTo(window)

    def can(self) -> bool:
        """Whether it would do something now; without a rule of its own it always would."""
        return self._can is None or self._can()

    def native_keys(self) -> str:
        """Its keys as this system writes them."""
        return native(self._keys)


def bind(
    owner: QWidget,
    name: str,
    pressed: Callable[[], object],
    can: Callable[[], bool] | None = None,
) -> None:
    """Give an action's keys their effect: in all of the window, or while `owner` has the keyboard.

    Measured: a single letter fires in read-only panes and combo boxes too, so those of a list are
    bound to the list alone.
    """
    found = next(one for one in table() if one.name == name)
    for keys in found.keys or ("",):
        _bound(Command(found, keys, found.words, owner, can), pressed)


def bind_label(owner: QWidget, number: int, pressed: Callable[[], object]) -> None:
    """Ctrl+Shift+1 to 9, and 0, in a list."""
    found = next(one for one in table() if one.name == "label")
    words = (
        QCoreApplication.translate("Shortcuts", "Colour label {0}").format(number)
        if number
        else QCoreApplication.translate("Shortcuts", "Take the colour label away")
    )
    _bound(Command(found, f"Ctrl+Shift+{number}", words, owner, None), pressed)


def bind_page(owner: QWidget, number: int, title: str, pressed: Callable[[], object]) -> None:
    """Ctrl+1 and up."""
    found = next(one for one in table() if one.name == "page")
    _bound(Command(found, f"Ctrl+{number}", title, owner, None), pressed)


def _bound(command: Command, pressed: Callable[[], object]) -> None:
    command.activated.connect(lambda: pressed())


def bound(root: QWidget) -> Iterator[Command]:
    """The commands that are bound below a widget, in the order of the table."""
    places = {one.name: place for place, one in enumerate(table())}
    yield from sorted(root.findChildren(Command), key=lambda one: places[one.objectName()])


def shown(window: QWidget) -> list[Command]:
    """Commands of the window and of what it shows, each once."""
    once: dict[str, Command] = {}
    for one in bound(window):
        if one.is_shown(window):
            once.setdefault(one.whatsThis(), one)
    return list(once.values())


def reachable(window: QWidget) -> list[Command]:
    """What can be done now, each once."""
    return [one for one in shown(window) if one.can()]


def let_letters(root: QWidget, are_on: bool) -> None:
    """Let single letters act, or not: a screen reader has letters of its own."""
    for one in bound(root):
        if is_letter(one.key().toString()):
            one.setEnabled(are_on)


def is_letter(keys: str) -> bool:
    """Whether a key writes a letter where one is typing."""
    return len(keys.removeprefix("Shift+")) == 1


def keys_of(name: str) -> str:
    """The keys of an action that most people know it by, as this system writes them."""
    found = next(one for one in table() if one.name == name)
    known = [one for one in found.keys if one in _OF_LISTS]
    return native((known or found.keys)[0])


def native(keys: str) -> str:
    """Keys as this system writes them."""
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
