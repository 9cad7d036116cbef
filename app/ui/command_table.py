"""Every action in one table: keys, menus, the list of commands and the help come from here."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from app.core.annotations import LABELS

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Shortcut:
    """An action and its keys, the first being the one that is shown.

    What is done rarely has none and is found in the menu and in the list of commands.
    """

    name: str
    keys: tuple[str, ...]
    words: str
    in_list: bool = False  # only while a list has the keyboard: single letters are for typing


@dataclass(frozen=True, slots=True)
class Section:
    """Actions that belong together: a menu, and a part of the help."""

    name: str
    words: str
    actions: tuple[Shortcut, ...]


def table() -> tuple[Shortcut, ...]:
    """All actions; a symbol among the keys has a plain twin for Spanish keyboards."""
    return tuple(one for section in sections() for one in section.actions)


def sections() -> tuple[Section, ...]:
    """The same in the order and the groups of the menu."""
    return (
        Section("program", "Acuse", _program()),
        Section("go", translate("Shortcuts", "Go"), _go()),
        Section("edit", translate("Shortcuts", "Edit"), _edit()),
        Section("view", translate("Shortcuts", "View"), _view()),
        Section("list", translate("Shortcuts", "List"), _list()),
        Section("transaction", translate("Shortcuts", "Transaction"), _transaction()),
        Section("attention", translate("Shortcuts", "Attention"), _attention()),
    )


def _program() -> tuple[Shortcut, ...]:
    return (
        Shortcut("settings", ("Ctrl+,",), translate("Shortcuts", "Settings")),
        Shortcut("first-steps", (), translate("Shortcuts", "First steps")),
        Shortcut("errors", (), translate("Shortcuts", "Errors of this run")),
        Shortcut("about", (), translate("Shortcuts", "About Acuse")),
        Shortcut("help", ("F1", "?"), translate("Shortcuts", "Show these shortcuts")),
        Shortcut("commands", ("Ctrl+Shift+P",), translate("Shortcuts", "All commands")),
        Shortcut("menu", ("F10",), translate("Shortcuts", "Open the menu")),
        Shortcut("mini", ("Ctrl+T",), translate("Shortcuts", "Mini window")),
        Shortcut("full-screen", ("F11",), translate("Shortcuts", "Full screen")),
        Shortcut("quit", ("Ctrl+Q",), translate("Shortcuts", "Quit")),
    )


def _go() -> tuple[Shortcut, ...]:
    return (
        Shortcut("lookup", ("Ctrl+K",), translate("Shortcuts", "Look anything up")),
        Shortcut(
            "lookup-clipboard", ("Ctrl+Shift+V",), translate("Shortcuts", "Look the clipboard up")
        ),
        Shortcut(
            "page",
            tuple(f"Ctrl+{number}" for number in range(1, 7)),
            translate("Shortcuts", "Pages, from the live feed to the settings"),
        ),
        Shortcut("panes", ("F6", "Ctrl+]"), translate("Shortcuts", "Next part of the window")),
        Shortcut(
            "panes-back",
            ("Shift+F6", "Ctrl+["),
            translate("Shortcuts", "Previous part of the window"),
        ),
        Shortcut(
            "escape",
            ("Esc",),
            translate("Shortcuts", "Clear the filter, then close the inspector, then the choice"),
        ),
    )


def _edit() -> tuple[Shortcut, ...]:
    return (
        Shortcut("undo", ("Ctrl+Z",), translate("Shortcuts", "Take back")),
        Shortcut(
            "redo",
            ("Ctrl+Shift+Z", "Ctrl+Y"),
            translate("Shortcuts", "Do again what was taken back"),
        ),
        Shortcut(
            "copy-row",
            ("Shift+Y", "Ctrl+C"),
            translate("Shortcuts", "Copy the selected rows as text"),
            in_list=True,
        ),
        Shortcut(
            "copy-markdown",
            ("Ctrl+Shift+M",),
            translate("Shortcuts", "Copy the selected rows as Markdown"),
            in_list=True,
        ),
        Shortcut("copy-id", ("Y",), translate("Shortcuts", "Copy the id"), in_list=True),
        Shortcut(
            "copy-answer",
            ("Ctrl+Shift+C",),
            translate("Shortcuts", "Copy the answer for the customer"),
        ),
    )


def _view() -> tuple[Shortcut, ...]:
    return (
        Shortcut(
            "zoom-in",
            ("Ctrl++", "Ctrl+="),
            translate("Shortcuts", "Larger (also Ctrl and the wheel)"),
        ),
        Shortcut(
            "zoom-out", ("Ctrl+-",), translate("Shortcuts", "Smaller (also Ctrl and the wheel)")
        ),
        Shortcut("zoom-usual", ("Ctrl+0",), translate("Shortcuts", "As large as usual")),
        Shortcut(
            "privacy", ("X",), translate("Shortcuts", "Privacy screen on or off"), in_list=True
        ),
        Shortcut(
            "zone",
            ("Z",),
            translate("Shortcuts", "Times in the chosen zone or in UTC"),
            in_list=True,
        ),
        Shortcut(
            "ago",
            ("Shift+Z",),
            translate("Shortcuts", "When something was, or how long ago"),
            in_list=True,
        ),
        Shortcut(
            "columns", ("Ctrl+Shift+L",), translate("Shortcuts", "Choose the columns"), in_list=True
        ),
        Shortcut(
            "order",
            ("Ctrl+Shift+O",),
            translate("Shortcuts", "What needs attention first, or the newest"),
            in_list=True,
        ),
        Shortcut(
            "layout",
            ("F4", "Ctrl+\\"),
            translate("Shortcuts", "Inspector beside or below the list"),
        ),
    )


def _list() -> tuple[Shortcut, ...]:
    return (
        Shortcut("filter", ("Ctrl+F", "/"), translate("Shortcuts", "Filter this page")),
        Shortcut("save-view", ("Ctrl+S",), translate("Shortcuts", "Save this filter as a view")),
        Shortcut("next-view", ("Ctrl+Tab",), translate("Shortcuts", "Next saved view")),
        Shortcut(
            "previous-view", ("Ctrl+Shift+Tab",), translate("Shortcuts", "Previous saved view")
        ),
        Shortcut("export", ("Ctrl+E",), translate("Shortcuts", "Export what is filtered")),
        Shortcut("reload", ("F5",), translate("Shortcuts", "Read again")),
        Shortcut("row", ("J",), translate("Shortcuts", "Next row (also ↓)"), in_list=True),
        Shortcut("row-back", ("K",), translate("Shortcuts", "Previous row (also ↑)"), in_list=True),
        Shortcut("all-read", (), translate("Shortcuts", "Mark everything as read"), in_list=True),
        Shortcut("pause", ("P",), translate("Shortcuts", "Pause or go on"), in_list=True),
        Shortcut(
            "follow", ("F",), translate("Shortcuts", "Follow the newest row or not"), in_list=True
        ),
        Shortcut(
            "problem", ("E",), translate("Shortcuts", "Next row with a problem"), in_list=True
        ),
        Shortcut(
            "problem-back",
            ("Shift+E",),
            translate("Shortcuts", "Previous row with a problem"),
            in_list=True,
        ),
        Shortcut(
            "marked", ("U",), translate("Shortcuts", "Next marked or labelled row"), in_list=True
        ),
        Shortcut(
            "marked-back",
            ("Shift+U",),
            translate("Shortcuts", "Previous marked or labelled row"),
            in_list=True,
        ),
    )


def _transaction() -> tuple[Shortcut, ...]:
    return (
        Shortcut(
            "open", ("Return",), translate("Shortcuts", "Go into the inspector"), in_list=True
        ),
        Shortcut(
            "open-apart",
            ("Ctrl+Return",),
            translate("Shortcuts", "Open in a window of its own"),
            in_list=True,
        ),
        Shortcut(
            "same",
            ("O",),
            translate("Shortcuts", "Next delivery of the same transaction"),
            in_list=True,
        ),
        Shortcut(
            "same-back",
            ("Shift+O",),
            translate("Shortcuts", "Previous delivery of the same transaction"),
            in_list=True,
        ),
        Shortcut(
            "hit", ("N",), translate("Shortcuts", "Next hit of the search in a body"), in_list=True
        ),
        Shortcut(
            "hit-back",
            ("Shift+N",),
            translate("Shortcuts", "Previous hit of the search in a body"),
            in_list=True,
        ),
        Shortcut(
            "cep",
            ("G",),
            translate("Shortcuts", "Open the CEP, or the card with its values"),
            in_list=True,
        ),
        Shortcut(
            "explorer", ("B",), translate("Shortcuts", "Open the block explorer"), in_list=True
        ),
        Shortcut(
            "ask",
            ("R",),
            translate("Shortcuts", "Ask the provider about this transaction"),
            in_list=True,
        ),
        Shortcut("mark", ("M",), translate("Shortcuts", "Mark"), in_list=True),
        Shortcut(
            "label",
            (
                *(f"Ctrl+Shift+{number}" for number in range(1, LABELS + 1)),
                "Ctrl+Shift+0",
            ),
            translate("Shortcuts", "Colour labels; 0 takes them away"),
            in_list=True,
        ),
        Shortcut("tag", ("T",), translate("Shortcuts", "Add a tag"), in_list=True),
        Shortcut("note", ("C",), translate("Shortcuts", "Write a note"), in_list=True),
    )


def _attention() -> tuple[Shortcut, ...]:
    return (
        Shortcut(
            "alert-acknowledge",
            ("A",),
            translate("Shortcuts", "Attention: acknowledge"),
            in_list=True,
        ),
        Shortcut(
            "alert-note",
            ("Shift+A",),
            translate("Shortcuts", "Attention: acknowledge with a note"),
            in_list=True,
        ),
        Shortcut(
            "alert-snooze",
            ("S",),
            translate("Shortcuts", "Attention: snooze for an hour"),
            in_list=True,
        ),
        Shortcut(
            "alert-snooze-until",
            ("Shift+S",),
            translate("Shortcuts", "Attention: snooze until…"),
            in_list=True,
        ),
        Shortcut(
            "alert-resolve", ("D",), translate("Shortcuts", "Attention: resolve"), in_list=True
        ),
        Shortcut(
            "alert-verify", ("V",), translate("Shortcuts", "Attention: verify again"), in_list=True
        ),
    )
