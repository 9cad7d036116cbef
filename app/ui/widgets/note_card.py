"""One note: who wrote it and when, its text, and the buttons to change or remove it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from app.core.annotations import delivery_of
from app.core.plain import plain
from app.store.rows import NoteRow
from app.ui import texts, theme
from app.ui.display import Display
from app.ui.widgets.parts import ElidedLabel, icon_button, selectable

_LONGEST = 20_000


class NoteCard(QFrame):
    """Says which button was pressed."""

    edit_asked = Signal(object)  # NoteRow
    remove_asked = Signal(object)

    def __init__(self, note: NoteRow, display: Display, shown: str) -> None:
        super().__init__()
        theme.dress(self, "well")
        written = self.tr("{0} · {1}").format(
            plain(note.author), texts.date_and_clock(note.at, display.zone)
        )
        whole = texts.whole_moment(note.at, display.zone)
        if note.edited_at is not None:
            edited = texts.whole_moment(note.edited_at, display.zone)
            written = self.tr("{0} · edited").format(written)
            whole = self.tr("{0}\nedited by {1}, {2}").format(whole, plain(note.edited_by), edited)
        if note.subject != shown:
            delivery = self.tr("delivery {0}").format(delivery_of(note.subject))
            written = self.tr("{0} · {1}").format(written, delivery)
        head = ElidedLabel("", "small")
        head.set_whole(written, hint=whole)
        hidden = self.tr("Hidden by the privacy screen")
        text = hidden if display.is_private else plain(note.text, lines=True, longest=_LONGEST)
        line = QHBoxLayout()
        line.addWidget(head, 1)
        edit = icon_button("pencil", self.tr("Change this note"), self._ask_edit)
        remove = icon_button("trash-2", self.tr("Remove this note"), self._ask_remove)
        edit.setEnabled(not display.is_private)
        line.addWidget(edit)
        line.addWidget(remove)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 4, 6, 9)
        column.setSpacing(2)
        column.addLayout(line)
        column.addWidget(selectable(text))
        self._note = note

    def _ask_edit(self) -> None:
        self.edit_asked.emit(self._note)

    def _ask_remove(self) -> None:
        self.remove_asked.emit(self._note)
