"""Marks, labels and tags as a person sets them: for one subject or for many, with undo."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMenu, QWidget

from app.core.annotations import LABEL, LABELS, MARK, TAG, Marks, clean_tag, subject_of
from app.core.errors import AcuseError
from app.store.rows import FeedRow, TransactionRow
from app.ui import labels
from app.ui.actions import Actions
from app.ui.ask import Ask
from app.ui.widgets import toast

Chosen = Callable[[], Sequence[tuple[str, Marks]]]  # subjects with what is written about them


class Pen:
    """Writes about what is chosen; every stroke is one step of the history."""

    def __init__(self, owner: QWidget, ask: Ask, actions: Actions, chosen: Chosen) -> None:
        self._owner, self._ask, self._actions, self._chosen = owner, ask, actions, chosen

    def about(self, rows: Sequence[FeedRow | TransactionRow]) -> Pen:
        """The same for these rows; what several of them belong to is written about once."""
        chosen = {_subject(row): row.marks for row in rows}
        return Pen(self._owner, self._ask, self._actions, lambda: list(chosen.items()))

    def toggle_mark(self) -> None:
        """Mark all that is chosen; when all of it is marked, take the marks away."""
        chosen = self._chosen()
        value = "" if all(marks.is_marked for _, marks in chosen) else "1"
        words = (
            QCoreApplication.translate("Writing", "Marked")
            if value
            else QCoreApplication.translate("Writing", "Mark taken away")
        )
        self._write(words, MARK, value, chosen)

    def set_label(self, number: int) -> None:
        """Give a colour label from 1 to 9, or take it away with 0."""
        words = QCoreApplication.translate("Writing", "Label taken away")
        if number:
            words = QCoreApplication.translate("Writing", "Labelled {0}").format(
                labels.name(number).lower()
            )
        self._write(words, LABEL, str(number) if number else "", self._chosen())

    def add_tag(self, typed: str) -> None:
        """Add a tag; raises BadWriting when the text cannot be one."""
        tag = clean_tag(typed)
        words = QCoreApplication.translate("Writing", "Tag added")
        self._write(words, f"{TAG}{tag}", "1", self._chosen())

    def remove_tag(self, tag: str) -> None:
        """Take a tag away."""
        words = QCoreApplication.translate("Writing", "Tag taken away")
        self._write(words, f"{TAG}{tag}", "", self._chosen())

    def label_menu(self, parent: QWidget) -> QMenu:
        """The nine labels and none, with their keys."""
        menu = QMenu(parent)
        for number in range(1, LABELS + 1):
            words = f"{labels.name(number)}\tCtrl+Shift+{number}"
            entry = menu.addAction(labels.icon(number), words)
            entry.triggered.connect(lambda _=False, number=number: self.set_label(number))
        menu.addSeparator()
        words = QCoreApplication.translate("Writing", "No label")
        none = menu.addAction(f"{words}\tCtrl+Shift+0")
        none.triggered.connect(lambda: self.set_label(0))
        return menu

    def _write(
        self, words: str, name: str, value: str, chosen: Sequence[tuple[str, Marks]]
    ) -> None:
        if not chosen:
            return
        values = dict.fromkeys((subject for subject, _ in chosen), value)

        def back(before: Mapping[str, str]) -> object:
            return self._actions.mark(name, before)

        self._ask.undo.do(
            words,
            lambda: self._actions.mark(name, values),
            back,
            then=lambda _: say_undoable(self._owner, words),
            failed=self._failed,
        )

    def _failed(self, error: AcuseError) -> None:
        self._ask.troubled.emit(error)


def _subject(row: FeedRow | TransactionRow) -> str:
    return subject_of(row.transaction_id, row.delivery_id if isinstance(row, FeedRow) else 0)


def say_undoable(owner: QWidget, words: str) -> None:
    """What was done, and how to take it back."""
    said = QCoreApplication.translate("Writing", "{0} · Ctrl+Z takes it back").format(words)
    toast.say(owner, said)
