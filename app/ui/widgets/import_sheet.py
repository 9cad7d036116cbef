"""Imports a file that a provider gave by hand, where it offers no interface to be asked."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from app.core.provider import Provider
from app.store.backfills import BackfillRow
from app.ui.actions import Actions
from app.ui.ask import Ask
from app.ui.display import Display
from app.ui.widgets import backfill_words
from app.ui.widgets.run_sheet import RunSheet


class ImportSheet(RunSheet):
    """Stays open while the file is read in; what was kept before it was stopped stays."""

    _told = Signal(int, int)  # entries kept, of

    def __init__(
        self, parent: QWidget, provider: Provider, ask: Ask, actions: Actions, display: Display
    ) -> None:
        title = self.tr("Import a file of {0}").format(provider.title)
        remark = self.tr(
            "JSON, JSON Lines, or CSV in UTF-8 whose first line names the columns. It is read to"
            " its end before anything of it is kept; what a webhook has told stays one fact."
        )
        super().__init__(parent, provider, ask, actions, display, title=title, remark=remark)
        self._told.connect(self._tell)
        choose = self.tr("Choose a file…")
        self._finish_making(self.tr("Entries of the file"), choose, self._ask_for_a_file)
        self.body.addStretch()

    def _words_of_latest(self, run: BackfillRow | None, now: datetime) -> str:
        return backfill_words.latest_file(run, self._display.zone, now)

    def _ask_for_a_file(self) -> None:
        files, every = self.tr("Files of transactions"), self.tr("All files")
        dialog = QFileDialog(
            self,
            self.tr("File to import"),
            filter=f"{files} (*.csv *.json *.jsonl *.txt);;{every} (*)",
        )
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda path: self.read(Path(path)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def read(self, file: Path) -> None:
        """Read a file in; the dialog shows how far it is."""
        name, tell = self._provider.name, self._told.emit
        self._start(
            lambda stop: self._actions.import_file(name, file, tell, stop),
            self.tr("Reading {0}…").format(file.name),
        )

    def _tell(self, kept: int, of: int) -> None:
        self._show_progress(kept, of, self.tr("{0} of {1} entries").format(kept, of))
