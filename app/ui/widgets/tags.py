"""The tags of one subject: a chip each, and a field that completes the ones there are."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from app.core.plain import plain
from app.ui import masks, theme
from app.ui.display import Display
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.parts import button

_FRAME = 30


class TagEditor(QWidget):
    """Says what was added or removed; shows what it is told.

    Behind the privacy screen tags are masked, and none of those there are is offered: a tag may
    name whom it is about.
    """

    added = Signal(str)
    removed = Signal(str)

    def __init__(self, display: Display) -> None:
        super().__init__()
        self._display = display
        self._shown: tuple[tuple[str, str], ...] = ()  # each with its words
        self._chips: list[QWidget] = []
        self._known = QStringListModel(self)
        self._field = QLineEdit()
        self._field.setPlaceholderText(self.tr("Add a tag"))
        self._field.setAccessibleName(self.tr("Add a tag"))
        self._field.setMaxLength(60)
        # As wide as what it asks for, in any language, with the frame around it.
        hint = self._field.fontMetrics().horizontalAdvance(self._field.placeholderText())
        self._field.setMinimumWidth(hint + theme.px(_FRAME))
        completer = QCompleter(self._known, self._field)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self._field.setCompleter(completer)
        self._field.returnPressed.connect(self._add)
        self._flow = FlowLayout(self)
        self._flow.addWidget(self._field)

    def show_tags(self, tags: Sequence[str], known: Sequence[str]) -> None:
        """The tags that are set, and those that are offered."""
        is_private = self._display.is_private
        self._known.setStringList([] if is_private else [one for one in known if one not in tags])
        hide = masks.initials if is_private else plain
        shown = tuple((tag, hide(tag)) for tag in tags)
        if shown == self._shown:
            return
        self._shown = shown
        for chip in self._chips:
            self._flow.removeWidget(chip)
            chip.deleteLater()
        self._flow.removeWidget(self._field)
        self._chips = [self._chip(*one) for one in shown]
        for widget in (*self._chips, self._field):
            self._flow.addWidget(widget)
            widget.show()

    def take_focus(self) -> None:
        """Put the keyboard into the field."""
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _chip(self, tag: str, words: str) -> QWidget:
        chip = button(f"{words}  ✕", lambda: self.removed.emit(tag), kind="chip", icon="tag")
        chip.setAccessibleName(self.tr("Tag {0}: remove").format(words))
        chip.setParent(self)
        return chip

    def _add(self) -> None:
        typed = self._field.text()
        if typed.strip():
            self._field.clear()
            self.added.emit(typed)
