"""The settings of what goes on while nobody looks: the tray and the notes of the desktop."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QCheckBox

from app.config.settings import Settings
from app.ui.actions import Actions
from app.ui.widgets.card import Panel
from app.ui.widgets.parts import label


class RunningPanel(Panel):
    """Says which settings are wanted; the page saves them."""

    wanted = Signal(object)  # Settings

    def __init__(self, actions: Actions) -> None:
        super().__init__(QCoreApplication.translate("RunningPanel", "In the background"))
        self._actions = actions
        self.keep = QCheckBox(self.tr("Closing the window keeps Acuse receiving, in the tray"))
        self.keep.toggled.connect(self._keep_chosen)
        self.notify = QCheckBox(self.tr("Notes of the desktop when something needs you"))
        self.notify.toggled.connect(self._notify_chosen)
        remark = self.tr("Notes say which provider, what and how many; never a name or an amount.")
        for one in (self.keep, self.notify, label(remark, "small", wrap=True)):
            self.body.addWidget(one)

    def show_settings(self, settings: Settings) -> None:
        """Show what holds."""
        for box, is_on in ((self.keep, settings.keep_running), (self.notify, settings.notify)):
            box.blockSignals(True)
            box.setChecked(is_on)
            box.blockSignals(False)

    def _keep_chosen(self, is_on: bool) -> None:
        self.wanted.emit(replace(self._actions.settings(), keep_running=is_on))

    def _notify_chosen(self, is_on: bool) -> None:
        self.wanted.emit(replace(self._actions.settings(), notify=is_on))
