"""The errors of this run: problem, cause, remedy and code of each, to be copied without data."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Slot
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QStackedWidget, QVBoxLayout, QWidget

from app.core.plain import plain
from app.ui import texts, theme
from app.ui.display import Display
from app.ui.errors import Errors, Happened
from app.ui.said import error_lines, said, shorn
from app.ui.widgets.card import EmptyState
from app.ui.widgets.clipboard import copy
from app.ui.widgets.dialogs import Sheet
from app.ui.widgets.parts import label, selectable

_SIZE = QSize(820, 480)


class ErrorsSheet(Sheet):
    """Follows what happens while it is open."""

    def __init__(self, parent: QWidget, errors: Errors, display: Display) -> None:
        super().__init__(
            parent,
            self.tr("Errors of this run"),
            self.tr("Nothing here leaves this computer by itself. What you copy holds no data."),
        )
        self._errors, self._display = errors, display
        self._known: Sequence[Happened] = ()
        self.list = QListWidget()
        theme.dress(self.list, "list")
        self.list.setAccessibleName(self.tr("Errors"))
        self.list.currentRowChanged.connect(self._show_one)
        self._build()
        self._clear = self.add_button(self.tr("Clear the list"), errors.clear)
        self._copy = self.add_button(self.tr("Copy for a report"), self._copy_all)
        self.add_close()
        self.resize(_SIZE.boundedTo(parent.window().size() - QSize(40, 40)))
        errors.changed.connect(self._show)
        display.changed.connect(self._show)
        self._show()
        self.list.setFocus()

    def _build(self) -> None:
        self._words = {name: selectable() for name in ("problem", "cause", "remedy", "code")}
        titles = {
            "problem": self.tr("Problem"),
            "cause": self.tr("Cause"),
            "remedy": self.tr("Remedy"),
            "code": self.tr("Code"),
        }
        column = QVBoxLayout()
        column.setSpacing(3)
        for name, words in self._words.items():
            words.setAccessibleName(titles[name])
            column.addWidget(label(titles[name], "muted"))
            column.addWidget(words)
            column.addSpacing(8)
        column.addStretch()
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(14)
        row.addWidget(self.list, 1)
        row.addLayout(column, 1)
        self._none = EmptyState(
            "circle-check",
            self.tr("Nothing went wrong"),
            self.tr("Errors of this run are listed here, with their cause and what helps."),
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(self._none)
        self._stack.addWidget(holder)
        self.body.addWidget(self._stack, 1)

    @Slot()
    def _show(self) -> None:
        self._known = self._errors.happened()
        chosen = max(self.list.currentRow(), 0)
        self.list.clear()
        form = self.tr("{0} · {1}")
        for one in self._known:
            at = texts.clock(one.at, self._display.zone)
            words = form.format(at, self._lines(one)[0])
            self.list.addItem(f"{words} ×{one.times}" if one.times > 1 else words)
            whole = texts.whole_moment(one.at, self._display.zone)
            self.list.item(self.list.count() - 1).setToolTip(whole)
        self._stack.setCurrentIndex(1 if self._known else 0)
        for pressed in (self._clear, self._copy):
            pressed.setEnabled(bool(self._known))
        self.list.setCurrentRow(min(chosen, len(self._known) - 1))

    def _show_one(self, row: int) -> None:
        if not 0 <= row < len(self._known):
            return
        one = self._known[row]
        for name, words in zip(self._words, (*self._lines(one), one.error.code), strict=True):
            self._words[name].setText(plain(words, lines=True) or "—")

    def _lines(self, one: Happened) -> tuple[str, str, str]:
        """Problem, cause and remedy; behind the privacy screen with gaps."""
        if not self._display.is_private:
            problem, cause, remedy = error_lines(one.error)
            return plain(problem), cause, remedy
        error = one.error
        return shorn(error.problem), shorn(error.cause), said(error.remedy)

    def _copy_all(self) -> None:
        text = "\n\n".join(one.report() for one in self._known)
        copy(self, text, self.tr("errors, without what was received"))
