"""The settings of what goes on while nobody looks: the tray and the notes of the desktop."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QCoreApplication, QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget

from app.config.settings import Settings
from app.providers import PROVIDERS
from app.ui.actions import Actions
from app.ui.widgets.card import Panel
from app.ui.widgets.dialogs import panel_form, row_name
from app.ui.widgets.fitting_line import Flowing
from app.ui.widgets.parts import label

_EVENING, _MORNING = "22:00", "07:00"


class RunningPanel(Panel):
    """Says which settings are wanted; the page saves them."""

    wanted = Signal(object)  # Settings

    def __init__(self, actions: Actions) -> None:
        super().__init__(QCoreApplication.translate("RunningPanel", "In the background"))
        self._actions = actions
        self.keep = QCheckBox(self.tr("Closing the window keeps Acuse receiving, in the tray"))
        self.keep.toggled.connect(self._keep_chosen)
        self.notify = QCheckBox(self.tr("On the desktop, when something needs you"))
        self.notify.toggled.connect(self._notify_chosen)
        remark = self.tr(
            "Notifications say which provider, what and how many; never a name or an amount."
        )
        lines = panel_form()
        lines.addRow(row_name(self.tr("Window")), self.keep)
        lines.addRow(row_name(self.tr("Notifications")), self.notify)
        lines.addRow(row_name(self.tr("Notify about")), self._build_providers())
        lines.addRow(row_name(self.tr("Quiet hours")), self._build_quiet())
        self.body.addLayout(lines)
        self.body.addWidget(label(remark, "small", wrap=True))

    def _build_providers(self) -> QWidget:
        self.told: dict[str, QCheckBox] = {}
        row = Flowing(gap=14)
        for name, provider in PROVIDERS.items():
            box = self.told[name] = QCheckBox(provider.title)
            box.setAccessibleName(self.tr("Notify about {0}").format(provider.title))
            box.toggled.connect(self._providers_chosen)
            row.add(box)
        return row

    def _build_quiet(self) -> QWidget:
        self.quiet = QCheckBox(self.tr("Silent between"))
        self.quiet.toggled.connect(self._quiet_chosen)
        self.since, self.until = QComboBox(), QComboBox()
        row = Flowing((self.quiet,))
        for field, name in ((self.since, self.tr("Quiet from")), (self.until, self.tr("until"))):
            field.addItems([f"{hour:02d}:00" for hour in range(24)])
            field.setAccessibleName(name)
            field.activated.connect(self._quiet_chosen)
        for part in (self.since, label(self.tr("and"), "muted"), self.until):
            row.add(part)
        return row

    def show_settings(self, settings: Settings) -> None:
        """Show what holds."""
        is_quiet = bool(settings.quiet_from and settings.quiet_until)
        boxes = [(self.keep, settings.keep_running), (self.notify, settings.notify)]
        boxes += [(box, name not in settings.muted) for name, box in self.told.items()]
        for box, is_on in (*boxes, (self.quiet, is_quiet)):
            with QSignalBlocker(box):
                box.setChecked(is_on)
        for field, text in (
            (self.since, settings.quiet_from or _EVENING),
            (self.until, settings.quiet_until or _MORNING),
        ):
            if field.findText(text) < 0:  # somebody wrote it into the file
                field.addItem(text)
            field.setCurrentText(text)
            field.setEnabled(settings.notify and is_quiet)
        for box in (*self.told.values(), self.quiet):
            box.setEnabled(settings.notify)

    def _keep_chosen(self, is_on: bool) -> None:
        self.wanted.emit(replace(self._actions.settings(), keep_running=is_on))

    def _notify_chosen(self, is_on: bool) -> None:
        self.wanted.emit(replace(self._actions.settings(), notify=is_on))

    def _providers_chosen(self) -> None:
        muted = tuple(name for name, box in self.told.items() if not box.isChecked())
        self.wanted.emit(replace(self._actions.settings(), muted=muted))

    def _quiet_chosen(self) -> None:
        is_on = self.quiet.isChecked()
        since, until = (field.currentText() if is_on else "" for field in (self.since, self.until))
        wanted = replace(self._actions.settings(), quiet_from=since, quiet_until=until)
        if wanted != self._actions.settings():
            self.wanted.emit(wanted)
