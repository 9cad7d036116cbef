"""The settings of privacy: the screen, what it masks, and how long a copy stays around."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QCoreApplication, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QWidget

from app.config.settings import Settings
from app.ui import texts
from app.ui.actions import Actions
from app.ui.display import Display
from app.ui.widgets.card import Panel
from app.ui.widgets.dialogs import panel_form, row_name
from app.ui.widgets.fitting_line import Flowing
from app.ui.widgets.parts import label

_STAYS = (10, 30, 60, 300)  # seconds


class PrivacyPanel(Panel):
    """Says which settings are wanted; the page saves them. The screen itself is turned at once."""

    wanted = Signal(object)  # Settings

    def __init__(self, actions: Actions, display: Display) -> None:
        super().__init__(QCoreApplication.translate("PrivacyPanel", "Privacy"))
        self._actions, self._display = actions, display
        self.on = QCheckBox(self.tr("Mask personal data on the screen now (X)"))
        self.on.toggled.connect(display.set_private)
        self.start = QCheckBox(self.tr("Start with the screen masked"))
        self.start.toggled.connect(self._start_chosen)
        lines = panel_form()
        lines.addRow(row_name(self.tr("Screen")), self.on)
        lines.addRow("", self.start)
        lines.addRow(row_name(self.tr("Clipboard")), self._build_clipboard())
        self._explain(lines)
        self.body.addLayout(lines)
        display.changed.connect(self._show_screen)

    def _build_clipboard(self) -> QWidget:
        self.stays = QComboBox()
        self.stays.setAccessibleName(self.tr("What was copied is taken off the clipboard"))
        for seconds in _STAYS:
            self.stays.addItem(self._after(seconds), seconds)
        self.stays.addItem(self.tr("is never cleared"), 0)
        self.stays.activated.connect(self._clipboard_chosen)
        self.always = QCheckBox(self.tr("also while nothing is masked"))
        self.always.toggled.connect(self._clipboard_chosen)
        return Flowing((self.stays, self.always))

    def _after(self, seconds: int) -> str:
        return self.tr("is cleared after {0}").format(texts.span(float(seconds)))

    def _explain(self, lines: QFormLayout) -> None:
        for name, words in (
            (
                self.tr("Masked"),
                self.tr(
                    "Names, accounts, CLABEs, addresses, notes, tags and the words of references: "
                    "on every page, in the lookup and in filters, when hovering, for screen "
                    "readers and in what is copied."
                ),
            ),
            (
                self.tr("Left as it is"),
                self.tr("Amounts, statuses, times, banks and the ids that providers give."),
            ),
            (
                self.tr("Notifications"),
                self.tr("Never hold personal data, masked or not: the provider, what, how many."),
            ),
        ):
            title = row_name(name)
            title.setAlignment(Qt.AlignmentFlag.AlignTop)
            lines.addRow(title, label(words, wrap=True))

    def show_settings(self, settings: Settings) -> None:
        """Show what holds."""
        self._show_screen()
        for box, is_on in (
            (self.start, settings.start_private),
            (self.always, settings.clipboard_always),
        ):
            with QSignalBlocker(box):
                box.setChecked(is_on)
        if self.stays.findData(settings.clipboard_seconds) < 0:  # somebody wrote it into the file
            self.stays.addItem(self._after(settings.clipboard_seconds), settings.clipboard_seconds)
        self.stays.setCurrentIndex(self.stays.findData(settings.clipboard_seconds))
        self.always.setEnabled(settings.clipboard_seconds > 0)

    def _show_screen(self) -> None:
        with QSignalBlocker(self.on):
            self.on.setChecked(self._display.is_private)

    def _start_chosen(self, is_on: bool) -> None:
        self.wanted.emit(replace(self._actions.settings(), start_private=is_on))

    def _clipboard_chosen(self) -> None:
        wanted = replace(
            self._actions.settings(),
            clipboard_seconds=self.stays.currentData(),
            clipboard_always=self.always.isChecked(),
        )
        if wanted != self._actions.settings():
            self.wanted.emit(wanted)
