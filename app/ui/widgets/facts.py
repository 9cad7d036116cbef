"""Labelled values: each whole on hover and on copy, with a remark and a link where there is one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from app.ui import theme
from app.ui.widgets import keyboard
from app.ui.widgets.fact_line import LABEL_WIDTH, Fact, FactLine, Make, make_of

_SPARE = 8  # lines of one make that are kept for what comes next


class FactList(QWidget):
    """A column of labels and a column of values."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._facts: tuple[Fact, ...] | None = None
        self._is_laid_out = True
        self._lines: list[FactLine] = []
        self._spare: dict[Make, list[FactLine]] = {}
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

        Behind another tab it waits until it is looked at: widgets are dear, and going down a list
        of transactions would make some hundred for each that nobody sees. For the same reason a
        line stays that only says something else, and others are put away rather than ended.
        """
        if self._facts == tuple(facts):
            return
        self._facts = tuple(facts)
        self._is_laid_out = False
        if self.isVisible():
            self._lay_out()
        else:
            self._end_from(0)  # nothing that is to be hidden now stays behind

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._is_laid_out:
            self._lay_out()

    def _lay_out(self) -> None:
        self._is_laid_out = True
        self.setUpdatesEnabled(False)
        facts = self.facts()
        self._end_from(len(facts))
        is_other = False
        for row, fact in enumerate(facts):
            make = make_of(fact)
            if row == len(self._lines) or self._lines[row].make != make:
                for before in self._lines[row : row + 1]:
                    self._put_away(before)
                self._lines[row : row + 1] = [self._line(make, row)]
                is_other = True
            self._lines[row].say(fact)
        if is_other:
            keyboard.go_inside(self, *(one for line in self._lines for one in line.takers()))
        self.setUpdatesEnabled(True)

    def _line(self, make: Make, row: int) -> FactLine:
        """One that was put away, or a new one, in this row."""
        spare = self._spare.get(make)
        line = spare.pop() if spare else FactLine(make)
        line.stand(self._grid, row)
        return line

    def _end_from(self, row: int) -> None:
        for line in self._lines[row:]:
            self._put_away(line)
        del self._lines[row:]

    def _put_away(self, line: FactLine) -> None:
        """Most that comes next needs one made like it: to make a widget is dear."""
        spare = self._spare.setdefault(line.make, [])
        if len(spare) < _SPARE:
            line.rest(self._grid)
            spare.append(line)
        else:
            line.end()
