"""What was sent, in three forms: as text, as a tree, and against the delivery before it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QStackedWidget,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from app.core.outline import Difference, Node
from app.core.plain import plain
from app.ui import shortcuts, theme
from app.ui.models.json_tree import JsonTree
from app.ui.widgets.dialogs import code_box
from app.ui.widgets.parts import button, label
from app.ui.widgets.raw import RawView

_OPEN_FROM_THE_START = 2  # levels
_SMALL = 500  # nodes up to which these levels are opened


class RawForms(QWidget):
    """Text, tree, changes; n and Shift+N go from hit to hit of the text's search."""

    def __init__(self) -> None:
        super().__init__()
        self._waiting: Callable[[], None] | None = None  # what to show once it is looked at
        self.text_view = RawView()
        self.tree = QTreeView()
        self.tree.setAccessibleName(self.tr("Body as a tree"))
        self.tree.setFont(theme.mono_font())
        self.tree.setUniformRowHeights(True)
        self.tree.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.model = JsonTree(self)
        self.tree.setModel(self.model)
        header = self.tree.header()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setStretchLastSection(True)
        self.changes = code_box(self.tr("Changes since the delivery before"))
        self.no_tree = label(self.tr("This body is no JSON: see its text."), "muted", wrap=True)
        self._tree_pages = _stacked(self.tree, self.no_tree)
        self._pages = _stacked(self.text_view, self._tree_pages, self.changes)
        self.choices = QButtonGroup(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(self._make_choices())
        layout.addWidget(self._pages, 1)
        for owner in (self.tree, self.changes, self.text_view.box):
            shortcuts.bind(owner, "hit", lambda: self._hit(1))
            shortcuts.bind(owner, "hit-back", lambda: self._hit(-1))

    def _make_choices(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(5)
        for number, words in enumerate((self.tr("Text"), self.tr("Tree"), self.tr("Changes"))):
            choice = _choice(words)
            self.choices.addButton(choice, number)
            line.addWidget(choice)
        line.addStretch()
        self.choices.buttons()[0].setChecked(True)
        self.choices.idClicked.connect(self._pages.setCurrentIndex)
        return line

    def show_body(
        self,
        laid_out: str,
        body: str,
        nodes: Sequence[Node],
        changes: Sequence[Difference] | None,
        *,
        has_before: bool,
    ) -> None:
        """One delivery; `changes` is None where they cannot be told.

        Behind another tab it waits until it is looked at, as facts do.
        """
        self._waiting = partial(self._fill, laid_out, body, nodes, changes, has_before)
        if self.isVisible():
            self._catch_up()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._catch_up()

    def _catch_up(self) -> None:
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            waiting()

    def _fill(
        self,
        laid_out: str,
        body: str,
        nodes: Sequence[Node],
        changes: Sequence[Difference] | None,
        has_before: bool,
    ) -> None:
        self.text_view.show_body(laid_out, body)
        self.model.show_nodes(nodes)
        self._tree_pages.setCurrentIndex(0 if nodes else 1)
        if 0 < len(nodes) <= _SMALL:
            self.tree.expandToDepth(_OPEN_FROM_THE_START)
            self.tree.resizeColumnToContents(0)
        self.changes.setPlainText(self._words(changes, has_before))

    def text(self) -> str:
        """The text that is shown."""
        self._catch_up()
        return self.text_view.text()

    def _hit(self, step: int) -> None:
        self.choices.buttons()[0].setChecked(True)
        self._pages.setCurrentWidget(self.text_view)
        self.text_view.go(step)

    def _words(self, changes: Sequence[Difference] | None, has_before: bool) -> str:
        if not has_before:
            return self.tr("There is no delivery of this transaction before this one.")
        if changes is None:
            return self.tr("One of the two bodies is no JSON, so they cannot be compared.")
        if not changes:
            return self.tr("The same as in the delivery before.")
        return "\n\n".join(self._change(one) for one in changes)

    def _change(self, one: Difference) -> str:
        """In words, not by colour alone."""
        if not one.before:
            words = self.tr("new: {0}")
        elif not one.after:
            words = self.tr("gone: {0}")
        else:
            words = self.tr("changed: {0}")
        lines = [words.format(plain(one.path, longest=300))]
        lines += [f"− {plain(one.before, longest=500)}"] if one.before else []
        lines += [f"+ {plain(one.after, longest=500)}"] if one.after else []
        return "\n".join(lines)


def _choice(words: str) -> QPushButton:
    made = button(words, kind="chip")
    made.setCheckable(True)
    made.setAccessibleName(words)
    return made


def _stacked(*pages: QWidget) -> QStackedWidget:
    made = QStackedWidget()
    for page in pages:
        made.addWidget(page)
    return made
