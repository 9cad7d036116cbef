"""The settings of how everything looks: theme, language, size, rows, time zone, single letters."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Protocol

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QPushButton,
    QWidget,
)

from app.config.settings import Settings
from app.ui.actions import Actions
from app.ui.display import Display
from app.ui.making import Steps
from app.ui.widgets.card import Panel
from app.ui.widgets.dialogs import panel_form, row_name
from app.ui.widgets.fitting_line import Flowing
from app.ui.widgets.parts import button
from app.ui.widgets.zone_box import ZoneBox
from app.ui.zoom import STEPS, choose_zoom, zoom_of


class Save(Protocol):
    """Saves settings, and then does what is left to do or says that they are saved."""

    def __call__(self, settings: Settings, *, then: Callable[[], None] | None = None) -> None: ...


class LooksPanel(Panel):
    """What is chosen takes effect at once; some of it by a window made anew."""

    letters_changed = Signal()
    anew_asked = Signal()

    def __init__(self, actions: Actions, display: Display, save: Save) -> None:
        super().__init__(QCoreApplication.translate("LooksPanel", "Looks and times"))
        self._actions, self._display, self._save = actions, display, save

    def choices(self) -> dict[str, QWidget]:
        """What makes the window anew, each by a name of its own."""
        themes = {f"theme {name}": one for name, one in self._themes.items()}
        languages = {f"language {name}": one for name, one in self._languages.items()}
        return {"size": self.size_box, **themes, **languages, **self._rows}

    def show_settings(self) -> None:
        """Show what holds."""
        settings = self._actions.settings()
        self._themes[settings.theme].setChecked(True)
        self._languages[settings.language].setChecked(True)
        self.size_box.setCurrentIndex(STEPS.index(zoom_of(self._actions)))
        self._rows[self._rows_are()].setChecked(True)
        self._zone.show_zone(settings.time_zone)

    # --- changing -----------------------------------------------------------------------------

    def choose_theme(self, name: str) -> None:
        """Light, dark, high contrast, or as the system is."""
        settings = self._actions.settings()
        if name != settings.theme:
            self._save(replace(settings, theme=name), then=self.anew_asked.emit)

    def choose_language(self, name: str) -> None:
        """Spanish, English, or as the system speaks."""
        settings = self._actions.settings()
        if name != settings.language:
            self._save(replace(settings, language=name), then=self.anew_asked.emit)

    def choose_size(self, percent: int) -> None:
        """Make everything larger or smaller."""
        if choose_zoom(self._actions, percent):
            self.anew_asked.emit()

    def choose_rows(self, name: str) -> None:
        """Comfortable rows, or more of them."""
        if name != self._rows_are():
            self._actions.remember("rows", name)
            self.anew_asked.emit()

    def _rows_are(self) -> str:
        return "compact" if self._actions.recall("rows") == "compact" else "comfortable"

    def choose_zone(self, name: str) -> None:
        """Show every time in this zone; "" is the system's."""
        if name == self._actions.settings().time_zone:
            return
        self._display.choose_zone(name)
        self._save(replace(self._actions.settings(), time_zone=name))

    def choose_letters(self, are_on: bool) -> None:
        """Let single letters act in lists, or leave them to a screen reader."""
        self._actions.remember("letters", are_on)
        self.letters_changed.emit()

    # --- building -----------------------------------------------------------------------------

    def steps(self) -> Steps:
        """A line each."""
        lines = panel_form()
        self.body.addLayout(lines)
        for name, build in (
            (self.tr("Theme"), self._build_themes),
            (self.tr("Language"), self._build_languages),
            (self.tr("Size"), self._build_sizes),
            (self.tr("Rows"), self._build_rows),
            (self.tr("Time zone"), self._build_zone),
            (self.tr("Keyboard"), self._build_letters),
        ):
            yield
            lines.addRow(row_name(name), build())

    def _build_themes(self) -> QWidget:
        self._themes, row = self._build_choice(
            self.choose_theme,
            ("system", self.tr("System"), "monitor"),
            ("light", self.tr("Light"), "sun"),
            ("dark", self.tr("Dark"), "moon"),
            ("contrast", self.tr("High contrast"), "eye"),
        )
        return row

    def _build_languages(self) -> QWidget:
        self._languages, row = self._build_choice(
            self.choose_language,
            ("", self.tr("System"), "monitor"),
            ("es", "Español", ""),
            ("en", "English", ""),
        )
        return row

    def _build_sizes(self) -> QWidget:
        self.size_box = QComboBox()
        self.size_box.setAccessibleName(self.tr("Size"))
        for percent in STEPS:
            self.size_box.addItem(f"{percent} %", percent)
        self.size_box.activated.connect(lambda place: self.choose_size(STEPS[place]))
        return Flowing((self.size_box,))

    def _build_rows(self) -> QWidget:
        self._rows, row = self._build_choice(
            self.choose_rows,
            ("comfortable", self.tr("Comfortable"), ""),
            ("compact", self.tr("Compact"), ""),
        )
        return row

    def _build_zone(self) -> QWidget:
        self._zone = ZoneBox()
        self._zone.chosen.connect(self.choose_zone)
        return self._zone

    def _build_letters(self) -> QWidget:
        self.letters = QCheckBox(self.tr("Single letters act in lists (F1 shows them)"))
        self.letters.setChecked(self._actions.recall("letters") is not False)
        self.letters.toggled.connect(self.choose_letters)
        return self.letters

    def _build_choice(
        self, choose: Callable[[str], None], *choices: tuple[str, str, str]
    ) -> tuple[dict[str, QPushButton], QWidget]:
        """A row of buttons of which one is down; each choice is its name, words and icon."""
        row = Flowing()
        group = QButtonGroup(self)
        made = {}
        for name, words, icon in choices:
            made[name] = button(words, partial(choose, name), icon=icon)
            made[name].setCheckable(True)
            group.addButton(made[name])
            row.add(made[name])
        return made, row
