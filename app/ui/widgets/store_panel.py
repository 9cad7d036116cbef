"""The store in the settings: how large and how well it is, its backups, its second copy."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFileDialog, QHBoxLayout, QLineEdit, QWidget

from app.config.settings import Settings
from app.core.plain import plain
from app.store.backup import Contents
from app.ui import texts
from app.ui.actions import Actions, StoreState
from app.ui.ask import Ask
from app.ui.display import Display
from app.ui.widgets.card import Panel
from app.ui.widgets.dialogs import panel_form, row_name
from app.ui.widgets.parts import ElidedLabel, Pill, button, label, while_alive
from app.ui.widgets.retention_sheet import RetentionSheet
from app.ui.widgets.store_job import StoreJob

Save = Callable[[Settings], None]


class StorePanel(Panel):
    """Its figures are read anew whenever the page is shown; `troubled` carries an AcuseError."""

    troubled = Signal(object)

    def __init__(self, ask: Ask, display: Display, actions: Actions, save: Save) -> None:
        super().__init__(self.tr("Store"))
        self._ask, self._display, self._actions, self._save = ask, display, actions, save
        self._build()

    def show_state(self) -> None:
        """Read it anew."""
        settings = self._actions.settings()
        if not self.folder.hasFocus():
            self.folder.setText(settings.copy_folder)
        self.must.setChecked(settings.copy_failing == "refuse")
        self.must.setEnabled(bool(settings.copy_folder))
        self._ask.work(
            self._actions.care.state,
            while_alive(self, self._show),
            while_alive(self, self.troubled.emit),
        )

    # --- showing --------------------------------------------------------------------------------

    def _show(self, state: StoreState) -> None:
        self._figures.set_whole(
            self.tr("{0} deliveries, {1} on disk").format(
                texts.number(state.deliveries), texts.size(state.size)
            )
        )
        self._health.show_as(*self._well(state))
        checked = self.tr("its first check is under way")
        if state.checked_at is not None:
            checked = self.tr("checked {0}").format(self._time(state.checked_at))
        self._checked.set_whole(plain(state.trouble) or checked)
        self._backed_up.set_whole(self._backup_words(state))
        self._copy.setVisible(bool(self._actions.settings().copy_folder))
        self._copy.show_as(*self._copied(state))
        self._copy_trouble.set_whole(plain(state.copy_trouble))
        self._copy_trouble.setVisible(bool(state.copy_trouble))

    def _well(self, state: StoreState) -> tuple[str, str, str]:
        if state.trouble:
            return self.tr("In trouble"), "status-failed", "failed"
        if state.damaged:
            return self.tr("%n damaged", "", state.damaged), "shield-alert", "failed"
        return self.tr("Whole"), "status-complete", "complete"

    def _copied(self, state: StoreState) -> tuple[str, str, str]:
        if state.copy_trouble:
            return self.tr("Cannot be written"), "status-failed", "failed"
        if state.copy_is_whole:
            return self.tr("Whole"), "status-complete", "complete"
        return self.tr("Being copied"), "status-in-progress", "pending"

    def _backup_words(self, state: StoreState) -> str:
        if state.restore_waits:
            return self.tr("A restored backup takes its place when Acuse starts again")
        if state.backed_up is None:
            return self.tr("never")
        found = state.backed_up
        return self.tr("{0}, {1} deliveries, {2}").format(
            self._time(found.at), texts.number(found.deliveries), plain(Path(found.file).name)
        )

    def _time(self, at: datetime) -> str:
        return texts.date_and_clock(at, self._display.zone)

    # --- backups --------------------------------------------------------------------------------

    def ask_for_a_backup(self) -> None:
        """Where to write one."""
        name = f"acuse-{datetime.now(UTC).astimezone(self._display.zone):%Y-%m-%d}.db"
        dialog = QFileDialog(self, self.tr("Back up to"), name)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("db")
        dialog.fileSelected.connect(lambda path: self.back_up(Path(path)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def back_up(self, target: Path) -> None:
        """Write a backup; a sheet shows how far it is."""
        care = self._actions.care
        self._job(
            self.tr("Backing up"),
            lambda tell, stopped: care.back_up(target, tell, stopped),
            lambda found: self.tr("{0} are in {1}.").format(
                self._contents(found), plain(target.name)
            ),
        )

    def ask_for_a_restore(self) -> None:
        """Which backup is to take the store's place."""
        dialog = QFileDialog(self, self.tr("Restore from"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda path: self.restore(Path(path)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def restore(self, file: Path) -> None:
        """Check a backup and have it take the store's place at the next start."""
        care = self._actions.care
        words = self.tr(
            "{0} were found whole in {1}. They take the place of the store when Acuse starts "
            "again. The present store is moved aside, not deleted, and what arrived since is "
            "brought over."
        )
        self._job(
            self.tr("Restoring"),
            lambda tell, stopped: care.prepare(file, tell, stopped),
            lambda found: words.format(self._contents(found), plain(file.name)),
        )

    def _job(
        self,
        title: str,
        job: Callable[[Callable[[str, int, int], None], Callable[[], bool]], Contents],
        told: Callable[[Contents], str],
    ) -> None:
        again = while_alive(self, lambda _: self.show_state())
        StoreJob(self, self._ask, title, job, told, lambda: again(None)).open()

    def _contents(self, found: Contents) -> str:
        words = self.tr("{0} deliveries ({1})").format(
            texts.number(found.deliveries), texts.size(found.size)
        )
        if found.damaged:
            harmed = self.tr("%n of them damaged", "", len(found.damaged))
            return self.tr("{0}, {1},").format(words, harmed)
        return words

    def ask_how_long(self) -> None:
        """How long deliveries are kept, and letting go of older ones."""
        RetentionSheet(self, self._ask, self._display, self._actions).open()

    # --- the second copy ------------------------------------------------------------------------

    def ask_for_a_folder(self) -> None:
        """Where the second copy is to be."""
        dialog = QFileDialog(self, self.tr("Folder of the second copy"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(self.copy_to)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def copy_to(self, folder: str) -> None:
        """Have the second copy there; "" is none."""
        settings = self._actions.settings()
        if folder.strip() != settings.copy_folder:
            self._save(replace(settings, copy_folder=folder.strip()))

    def _choose_must(self, must: bool) -> None:
        settings, failing = self._actions.settings(), "refuse" if must else "go on"
        if failing != settings.copy_failing:
            self._save(replace(settings, copy_failing=failing))

    # --- building -------------------------------------------------------------------------------

    def _build(self) -> None:
        lines = panel_form()
        self._figures = ElidedLabel("…")
        lines.addRow(row_name(self.tr("Holds")), self._figures)
        self._health, self._checked = Pill("…"), ElidedLabel()
        lines.addRow(row_name(self.tr("Health")), _row(self._health, self._checked))
        self._backed_up = ElidedLabel("…")
        lines.addRow(row_name(self.tr("Backed up")), self._backed_up)
        self.backup_button = button(self.tr("Back up…"), self.ask_for_a_backup)
        self.restore_button = button(self.tr("Restore…"), self.ask_for_a_restore)
        keep = button(self.tr("Retention…"), self.ask_how_long)
        lines.addRow("", _row(self.backup_button, self.restore_button, keep, stretch=True))
        self.folder = QLineEdit()
        self.folder.setPlaceholderText(self.tr("none; best a folder on another disk"))
        self.folder.setAccessibleName(self.tr("Folder of the second copy"))
        self.folder.editingFinished.connect(lambda: self.copy_to(self.folder.text()))
        choose = button(self.tr("Choose…"), self.ask_for_a_folder)
        choose.setAccessibleName(self.tr("Choose the folder of the second copy"))
        lines.addRow(row_name(self.tr("Second copy")), _row(self.folder, choose))
        self._copy, self._copy_trouble = Pill("…"), ElidedLabel()
        lines.addRow("", _row(self._copy, self._copy_trouble, stretch=True))
        self.must = QCheckBox(self.tr("Refuse deliveries while it cannot be written"))
        self.must.toggled.connect(self._choose_must)
        lines.addRow("", self.must)
        self.body.addLayout(lines)
        words = self.tr(
            "Every delivery is written there too before it is acknowledged, so that a damaged "
            "store is rebuilt without losing any."
        )
        self.body.addWidget(label(words, "small", wrap=True))


def _row(*parts: QWidget, stretch: bool = False) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    for part in parts:
        row.addWidget(part, 1 if isinstance(part, ElidedLabel | QLineEdit) else 0)
    if stretch:
        row.addStretch()
    return row
