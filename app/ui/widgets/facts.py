"""Labelled values: each whole on hover and on copy, with a remark and a link where there is one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QApplication, QGridLayout, QWidget

from app.ui import theme
from app.ui.making import Steps, Turns, laid_out
from app.ui.widgets import keyboard
from app.ui.widgets.fact_line import LABEL_WIDTH, Fact, FactLine

_AT_REST = 400  # milliseconds without other facts: nobody goes down a list


class FactList(QWidget):
    """A column of labels and a column of values."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._facts: tuple[Fact, ...] | None = None
        self._is_laid_out = True
        self._soon = Turns(self, rest=_AT_REST)
        self._lines: list[FactLine] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(3)
        self._grid.setColumnMinimumWidth(0, theme.px(LABEL_WIDTH))
        self._grid.setColumnStretch(1, 1)

    def facts(self) -> tuple[Fact, ...]:
        """What is shown."""
        return self._facts or ()

    def show_facts(self, facts: Sequence[Fact]) -> None:
        """Replace what is shown, where it is not the same already.

        Behind another tab it waits until it is looked at, or until nothing was replaced for a
        while: widgets are dear, and going down a list of transactions would make some hundred for
        each that nobody sees. For the same reason a line stays and says something else, and one
        that is not needed is hidden.
        """
        if self._facts == tuple(facts):
            return
        self._facts = tuple(facts)
        self._is_laid_out = False
        if self.isVisible():
            self._lay_out()
        else:
            self._rest_from(0)  # nothing that is to be hidden now stays behind
            self._soon.begin(self._get_ready())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._soon.forget()
        if not self._is_laid_out:
            self._lay_out()

    def _get_ready(self) -> Steps:
        """Whoever turns to the tab would wait for all of it."""
        if not self._is_laid_out:
            self._lay_out()
            yield
            yield from laid_out(self, self.size())

    def prepare(self, lines: int) -> Steps:
        """Make some lines while nobody waits for them."""
        while len(self._lines) < lines:
            self._add_line().prepare()
            yield

    def _lay_out(self) -> None:
        self._is_laid_out = True
        self.setUpdatesEnabled(False)
        facts = self.facts()
        self._rest_from(len(facts))
        is_new = False
        for row, fact in enumerate(facts):
            line = self._lines[row] if row < len(self._lines) else self._add_line()
            is_new |= line.say(fact)
        if others := [one for one in self._lines if one.is_other()]:
            self._turn(others)
        if is_new:
            keyboard.go_inside(self, *(one for line in self._lines for one in line.takers()))
        self.setUpdatesEnabled(True)

    def _turn(self, lines: Sequence[FactLine]) -> None:
        """Hidden meanwhile: Qt lays the whole window out for each part that it shows in it."""
        focused = QApplication.focusWidget()
        is_hidden = self.isVisible() and not (focused and self.isAncestorOf(focused))
        if is_hidden:
            self.hide()
        for line in lines:
            line.turn()
        if is_hidden:
            self.show()

    def _add_line(self) -> FactLine:
        line = FactLine(self._grid, len(self._lines))
        self._lines.append(line)
        return line

    def _rest_from(self, row: int) -> None:
        """Most that comes next needs as many lines: to make a widget is dear."""
        for line in self._lines[row:]:
            line.rest()
