"""Every command in one table: what binds keys, the palette and the help come from here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from app.core.annotations import LABELS


@dataclass(frozen=True, slots=True)
class Shortcut:
    """An action and its keys, the first being the one that is shown.

    What is done rarely has none and is found in the list of commands.
    """

    name: str
    keys: tuple[str, ...]
    words: str
    in_list: bool = False  # only while a list has the keyboard: single letters are for typing


def table() -> tuple[Shortcut, ...]:
    """All shortcuts, as the help shows them; symbols have a plain twin for Spanish keyboards."""
    return (
        Shortcut(
            "lookup", ("Ctrl+K",), QCoreApplication.translate("Shortcuts", "Look anything up")
        ),
        Shortcut(
            "lookup-clipboard",
            ("Ctrl+Shift+V",),
            QCoreApplication.translate("Shortcuts", "Look the clipboard up"),
        ),
        Shortcut(
            "filter", ("Ctrl+F",), QCoreApplication.translate("Shortcuts", "Filter this page")
        ),
        Shortcut(
            "save-view",
            ("Ctrl+S",),
            QCoreApplication.translate("Shortcuts", "Save this filter as a view"),
        ),
        Shortcut(
            "next-view", ("Ctrl+Tab",), QCoreApplication.translate("Shortcuts", "Next saved view")
        ),
        Shortcut(
            "previous-view",
            ("Ctrl+Shift+Tab",),
            QCoreApplication.translate("Shortcuts", "Previous saved view"),
        ),
        Shortcut(
            "escape",
            ("Esc",),
            QCoreApplication.translate(
                "Shortcuts", "Clear the filter, then close the inspector, then the choice"
            ),
        ),
        Shortcut(
            "page",
            tuple(f"Ctrl+{number}" for number in range(1, 7)),
            QCoreApplication.translate("Shortcuts", "Pages, from the live feed to the settings"),
        ),
        Shortcut(
            "panes", ("F6",), QCoreApplication.translate("Shortcuts", "Next part of the window")
        ),
        Shortcut(
            "panes-back",
            ("Shift+F6",),
            QCoreApplication.translate("Shortcuts", "Previous part of the window"),
        ),
        Shortcut(
            "layout",
            ("F4", "Ctrl+\\"),
            QCoreApplication.translate("Shortcuts", "Inspector beside or below the list"),
        ),
        Shortcut("undo", ("Ctrl+Z",), QCoreApplication.translate("Shortcuts", "Take back")),
        Shortcut(
            "redo",
            ("Ctrl+Shift+Z", "Ctrl+Y"),
            QCoreApplication.translate("Shortcuts", "Do again what was taken back"),
        ),
        Shortcut(
            "export",
            ("Ctrl+E",),
            QCoreApplication.translate("Shortcuts", "Export what is filtered"),
        ),
        Shortcut("reload", ("F5",), QCoreApplication.translate("Shortcuts", "Read again")),
        Shortcut("full-screen", ("F11",), QCoreApplication.translate("Shortcuts", "Full screen")),
        Shortcut(
            "zoom-in",
            ("Ctrl++", "Ctrl+="),
            QCoreApplication.translate("Shortcuts", "Larger (also Ctrl and the wheel)"),
        ),
        Shortcut(
            "zoom-out",
            ("Ctrl+-",),
            QCoreApplication.translate("Shortcuts", "Smaller (also Ctrl and the wheel)"),
        ),
        Shortcut(
            "zoom-usual",
            ("Ctrl+0",),
            QCoreApplication.translate("Shortcuts", "As large as usual"),
        ),
        Shortcut(
            "commands",
            ("Ctrl+Shift+P",),
            QCoreApplication.translate("Shortcuts", "All commands"),
        ),
        Shortcut("help", ("F1",), QCoreApplication.translate("Shortcuts", "Show these shortcuts")),
        Shortcut("settings", ("Ctrl+,",), QCoreApplication.translate("Shortcuts", "Settings")),
        Shortcut("first-steps", (), QCoreApplication.translate("Shortcuts", "First steps")),
        Shortcut("errors", (), QCoreApplication.translate("Shortcuts", "Errors of this run")),
        Shortcut("about", (), QCoreApplication.translate("Shortcuts", "About Acuse")),
        Shortcut("quit", ("Ctrl+Q",), QCoreApplication.translate("Shortcuts", "Quit")),
        Shortcut(
            "open",
            ("Return",),
            QCoreApplication.translate("Shortcuts", "Go into the inspector"),
            in_list=True,
        ),
        Shortcut(
            "pause", ("P",), QCoreApplication.translate("Shortcuts", "Pause or go on"), in_list=True
        ),
        Shortcut(
            "follow",
            ("F",),
            QCoreApplication.translate("Shortcuts", "Follow the newest row or not"),
            in_list=True,
        ),
        Shortcut(
            "same",
            ("O",),
            QCoreApplication.translate("Shortcuts", "Next delivery of the same transaction"),
            in_list=True,
        ),
        Shortcut(
            "same-back",
            ("Shift+O",),
            QCoreApplication.translate("Shortcuts", "Previous delivery of the same transaction"),
            in_list=True,
        ),
        Shortcut(
            "problem",
            ("E",),
            QCoreApplication.translate("Shortcuts", "Next row with a problem"),
            in_list=True,
        ),
        Shortcut(
            "problem-back",
            ("Shift+E",),
            QCoreApplication.translate("Shortcuts", "Previous row with a problem"),
            in_list=True,
        ),
        Shortcut(
            "marked",
            ("U",),
            QCoreApplication.translate("Shortcuts", "Next marked or labelled row"),
            in_list=True,
        ),
        Shortcut(
            "marked-back",
            ("Shift+U",),
            QCoreApplication.translate("Shortcuts", "Previous marked or labelled row"),
            in_list=True,
        ),
        Shortcut(
            "copy-id", ("Y",), QCoreApplication.translate("Shortcuts", "Copy the id"), in_list=True
        ),
        Shortcut(
            "copy-row",
            ("Shift+Y", "Ctrl+C"),
            QCoreApplication.translate("Shortcuts", "Copy the selected rows as text"),
            in_list=True,
        ),
        Shortcut(
            "copy-markdown",
            ("Ctrl+Shift+M",),
            QCoreApplication.translate("Shortcuts", "Copy the selected rows as Markdown"),
            in_list=True,
        ),
        Shortcut(
            "columns",
            ("Ctrl+Shift+L",),
            QCoreApplication.translate("Shortcuts", "Choose the columns"),
            in_list=True,
        ),
        Shortcut(
            "order",
            ("Ctrl+Shift+O",),
            QCoreApplication.translate("Shortcuts", "What needs attention first, or the newest"),
            in_list=True,
        ),
        Shortcut(
            "hit",
            ("N",),
            QCoreApplication.translate("Shortcuts", "Next hit of the search in a body"),
            in_list=True,
        ),
        Shortcut(
            "hit-back",
            ("Shift+N",),
            QCoreApplication.translate("Shortcuts", "Previous hit of the search in a body"),
            in_list=True,
        ),
        Shortcut(
            "copy-answer",
            ("Ctrl+Shift+C",),
            QCoreApplication.translate("Shortcuts", "Copy the answer for the customer"),
        ),
        Shortcut(
            "cep",
            ("G",),
            QCoreApplication.translate("Shortcuts", "Open the CEP, or the card with its values"),
            in_list=True,
        ),
        Shortcut(
            "ask",
            ("R",),
            QCoreApplication.translate("Shortcuts", "Ask the provider about this transaction"),
            in_list=True,
        ),
        Shortcut(
            "explorer",
            ("B",),
            QCoreApplication.translate("Shortcuts", "Open the block explorer"),
            in_list=True,
        ),
        Shortcut("mark", ("M",), QCoreApplication.translate("Shortcuts", "Mark"), in_list=True),
        Shortcut(
            "label",
            (
                *(f"Ctrl+Shift+{number}" for number in range(1, LABELS + 1)),
                "Ctrl+Shift+0",
            ),
            QCoreApplication.translate("Shortcuts", "Colour labels; 0 takes them away"),
            in_list=True,
        ),
        Shortcut("tag", ("T",), QCoreApplication.translate("Shortcuts", "Add a tag"), in_list=True),
        Shortcut(
            "note", ("C",), QCoreApplication.translate("Shortcuts", "Write a note"), in_list=True
        ),
        Shortcut(
            "alert-acknowledge",
            ("A",),
            QCoreApplication.translate("Shortcuts", "Attention: acknowledge"),
            in_list=True,
        ),
        Shortcut(
            "alert-note",
            ("Shift+A",),
            QCoreApplication.translate("Shortcuts", "Attention: acknowledge with a note"),
            in_list=True,
        ),
        Shortcut(
            "alert-snooze",
            ("S",),
            QCoreApplication.translate("Shortcuts", "Attention: snooze for an hour"),
            in_list=True,
        ),
        Shortcut(
            "alert-snooze-until",
            ("Shift+S",),
            QCoreApplication.translate("Shortcuts", "Attention: snooze until…"),
            in_list=True,
        ),
        Shortcut(
            "alert-resolve",
            ("D",),
            QCoreApplication.translate("Shortcuts", "Attention: resolve"),
            in_list=True,
        ),
        Shortcut(
            "alert-verify",
            ("V",),
            QCoreApplication.translate("Shortcuts", "Attention: verify again"),
            in_list=True,
        ),
        Shortcut(
            "privacy",
            ("X",),
            QCoreApplication.translate("Shortcuts", "Privacy screen on or off"),
            in_list=True,
        ),
        Shortcut(
            "zone",
            ("Z",),
            QCoreApplication.translate("Shortcuts", "Times in the chosen zone or in UTC"),
            in_list=True,
        ),
        Shortcut(
            "ago",
            ("Shift+Z",),
            QCoreApplication.translate("Shortcuts", "When something was, or how long ago"),
            in_list=True,
        ),
    )


def bind(owner: QWidget, name: str, pressed: Callable[[], object]) -> None:
    """Give an action's keys their effect: in all of the window, or while `owner` has the keyboard.

    Measured: a single letter fires in read-only panes and combo boxes too, so those of a list are
    bound to the list alone. Ctrl+C is the list's own key.
    """
    found = next(one for one in table() if one.name == name)
    for keys in found.keys or ("",):
        if keys != "Ctrl+C":
            _bound(owner, found, keys, found.words, pressed)


def bind_label(owner: QWidget, number: int, pressed: Callable[[], object]) -> None:
    """Ctrl+Shift+1 to 9, and 0, in a list."""
    found = next(one for one in table() if one.name == "label")
    words = (
        QCoreApplication.translate("Shortcuts", "Colour label {0}").format(number)
        if number
        else QCoreApplication.translate("Shortcuts", "Take the colour label away")
    )
    _bound(owner, found, f"Ctrl+Shift+{number}", words, pressed)


def bind_page(owner: QWidget, number: int, title: str, pressed: Callable[[], object]) -> None:
    """Ctrl+1 and up."""
    found = next(one for one in table() if one.name == "page")
    _bound(owner, found, f"Ctrl+{number}", title, pressed)


def _bound(
    owner: QWidget, found: Shortcut, keys: str, words: str, pressed: Callable[[], object]
) -> None:
    made = QShortcut(QKeySequence(keys), owner)
    made.setObjectName(found.name)
    made.setWhatsThis(words)
    scope = Qt.ShortcutContext
    made.setContext(scope.WidgetShortcut if found.in_list else scope.WindowShortcut)
    made.activated.connect(lambda: pressed())


def bound(root: QWidget) -> Iterator[QShortcut]:
    """The commands that are bound below a widget, in the order of the table."""
    places = {one.name: place for place, one in enumerate(table())}
    found = [one for one in root.findChildren(QShortcut) if one.objectName() in places]
    yield from sorted(found, key=lambda one: places[one.objectName()])


def reachable(window: QWidget) -> list[QShortcut]:
    """What can be done now, each once: commands of the window and of what it shows."""
    once: dict[str, QShortcut] = {}
    for one in bound(window):
        owner = one.parent()
        if isinstance(owner, QWidget) and owner.isVisibleTo(window):
            once.setdefault(one.whatsThis(), one)
    return list(once.values())


def let_letters(root: QWidget, are_on: bool) -> None:
    """Let single letters act, or not: a screen reader has letters of its own."""
    for one in bound(root):
        if is_letter(one.key().toString()):
            one.setEnabled(are_on)


def is_letter(keys: str) -> bool:
    """Whether a key writes a letter where one is typing."""
    return len(keys.removeprefix("Shift+")) == 1
