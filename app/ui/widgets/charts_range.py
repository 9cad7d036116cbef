"""Chooses the time that the charts look at: a named range, or from one day to another."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QButtonGroup, QDateEdit, QPushButton, QWidget

from app.ui.widgets.charts_spans import RANGES
from app.ui.widgets.dialogs import Sheet, form
from app.ui.widgets.fitting_line import Flowing
from app.ui.widgets.parts import button, label

OWN = "own"


class RangeChips(Flowing):
    """`chosen` carries a name of RANGES, `own_chosen` a first and a last day."""

    chosen = Signal(str)
    own_chosen = Signal(object, object)

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__(gap=6)
        self._today = today
        self._chips: dict[str, QPushButton] = {}
        group = QButtonGroup(self)
        names = {
            "1h": self.tr("1 h"),
            "24h": self.tr("24 h"),
            "7d": self.tr("7 d"),
            "30d": self.tr("30 d"),
            "90d": self.tr("90 d"),
            "1y": self.tr("1 year"),
        }
        for name, words in names.items():
            chip = self._add(group, name, words, self.tr("The last {0}").format(words))
            chip.clicked.connect(lambda _=False, name=name: self.chosen.emit(name))
            self.add(chip)
        own = self._add(group, OWN, self.tr("From–to…"), self.tr("From one day to another"))
        own.clicked.connect(self._ask)
        self.add(own)

    def _add(self, group: QButtonGroup, name: str, words: str, hint: str) -> QPushButton:
        chip = button(words, kind="chip")
        chip.setCheckable(True)
        chip.setAccessibleName(hint)
        group.addButton(chip)
        self._chips[name] = chip
        return chip

    def show_chosen(self, name: str) -> None:
        """Mark what is in force: a name of RANGES, or OWN."""
        self._chips[name if name in RANGES else OWN].setChecked(True)

    def _ask(self) -> None:
        sheet = DaysSheet(self, self._today())
        sheet.chosen.connect(self.own_chosen)
        sheet.open()


class DaysSheet(Sheet):
    """Asks for a first and a last day."""

    chosen = Signal(object, object)

    def __init__(self, parent: QWidget, today: date) -> None:
        super().__init__(parent, self.tr("From one day to another"))
        self.first = self._field(today - timedelta(days=6), self.tr("First day"))
        self.last = self._field(today, self.tr("Last day"))
        days = form()
        days.addRow(label(self.tr("First day")), self.first)
        days.addRow(label(self.tr("Last day")), self.last)
        self.body.addLayout(days)
        self.add_close()
        self.add_button(self.tr("Show these days"), self._choose, kind="primary")

    def _field(self, day: date, name: str) -> QDateEdit:
        made = QDateEdit(QDate(day.year, day.month, day.day))
        made.setCalendarPopup(True)
        made.setDisplayFormat("yyyy-MM-dd")
        made.setAccessibleName(name)
        return made

    def _choose(self) -> None:
        first, last = (one.date().toPython() for one in (self.first, self.last))
        self.chosen.emit(first, last)
        self.close()
