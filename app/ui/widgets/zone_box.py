"""Chooses a time zone by typing a part of its name."""

from __future__ import annotations

from functools import cache
from zoneinfo import available_timezones

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QCompleter

from app.ui import texts

# Shown before all the others: where the users are, and where the providers are.
_USUAL_ZONES = (
    "America/Mexico_City",
    "America/Tijuana",
    "America/Cancun",
    "America/Bogota",
    "America/New_York",
    "Africa/Lagos",
    "Europe/Madrid",
    "UTC",
)
_WIDTH = 24  # letters


@cache
def zones() -> tuple[str, ...]:
    """All that the system knows, those that are usual first; each is a file that is opened."""
    return (*_USUAL_ZONES, *sorted(available_timezones() - set(_USUAL_ZONES)))


class ZoneBox(QComboBox):
    """`chosen` carries the zone's name, "" for the system's."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        # Else each of the six hundred is measured to tell how wide it is.
        policy = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        self.setSizeAdjustPolicy(policy)
        self.setMinimumContentsLength(_WIDTH)
        self.setAccessibleName(self.tr("Time zone"))
        field = self.lineEdit()
        if field is not None:
            field.setAccessibleName(self.tr("Time zone"))
        self.addItem(self.tr("As the system"), "")
        for name in zones():
            city = texts.CITIES.get(name)
            words = name.replace("_", " ")
            self.addItem(f"{city} · {words}" if city else words, name)
        completer = QCompleter(self.model(), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self.setCompleter(completer)
        self.activated.connect(lambda place: self.chosen.emit(self.itemData(place)))
        if field is not None:
            field.editingFinished.connect(self._say_chosen)

    def _say_chosen(self) -> None:
        """What was typed and is no zone gives way to the one in force."""
        self.setEditText(self.itemText(self.currentIndex()))

    def show_zone(self, name: str) -> None:
        """Stand at this zone, unless somebody is typing."""
        if not self.hasFocus() and self.currentData() != name:
            self.setCurrentIndex(max(self.findData(name), 0))
