"""Imports a file that a provider gave by hand, where it offers no interface to be asked."""

from __future__ import annotations

import threading
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QProgressBar, QWidget

from app.core.errors import AcuseError
from app.core.provider import Provider
from app.store.backfills import BackfillRow
from app.store.reader import Reader
from app.ui.actions import Actions
from app.ui.ask import Ask
from app.ui.display import Display
from app.ui.widgets import backfill_words
from app.ui.widgets.dialogs import StoppableSheet
from app.ui.widgets.parts import busy, label, while_alive


class ImportSheet(StoppableSheet):
    """Stays open while the file is read in; what was kept before it was stopped stays."""

    ended = Signal()
    _told = Signal(int, int)  # entries kept, of

    def __init__(
        self, parent: QWidget, provider: Provider, ask: Ask, actions: Actions, display: Display
    ) -> None:
        title = self.tr("Import a file of {0}").format(provider.title)
        remark = self.tr(
            "JSON, JSON Lines, or CSV in UTF-8 whose first line names the columns. It is read to"
            " its end before anything of it is kept; what a webhook has told stays one fact."
        )
        super().__init__(parent, title, remark)
        self._provider, self._ask, self._actions = provider, ask, actions
        self._display = display
        self._progress = QProgressBar()
        self._progress.setAccessibleName(self.tr("Entries of the file"))
        self._progress.setTextVisible(False)
        self._progress.hide()
        self._words = label("", "muted", wrap=True)
        self.body.addWidget(self._words)
        self.body.addWidget(self._progress)
        self.body.addStretch()
        self._told.connect(self._show_progress)
        self._close = self.add_close()
        choose = self.tr("Choose a file…")
        self._choose = self.add_button(choose, self._ask_for_a_file, kind="primary")
        ask.ask(self._latest, while_alive(self, self._show_latest))

    def _latest(self, reader: Reader) -> BackfillRow | None:
        found = reader.backfills(self._provider.name, 1)
        return found[0] if found else None

    def _show_latest(self, run: BackfillRow | None) -> None:
        if self._stop is None:
            zone = self._display.zone
            self._words.setText(backfill_words.latest_file(run, zone, datetime.now(UTC)))

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
        stop = self._stop = threading.Event()
        self.notice.hide()
        busy(self._choose, True)
        self._close.setText(self.tr("Stop"))
        self._progress.setRange(0, 0)
        self._progress.show()
        self._words.setText(self.tr("Reading {0}…").format(file.name))
        name, tell = self._provider.name, self._told.emit
        self._ask.work(
            lambda: self._actions.import_file(name, file, tell, stop),
            while_alive(self, self._ended),
            while_alive(self, self._failed),
        )

    def _show_progress(self, kept: int, of: int) -> None:
        self._progress.setRange(0, of)
        self._progress.setValue(kept)
        self._words.setText(self.tr("{0} of {1} entries").format(kept, of))

    def _ended(self, run: BackfillRow) -> None:
        self._rest()
        title, text = backfill_words.outcome(run)
        self.notice.say("notice" if run.error else "good", title, text)
        self.ended.emit()

    def _failed(self, error: AcuseError) -> None:
        self._rest()
        self.notice.say_error(error)

    def _rest(self) -> None:
        self._stop = None
        busy(self._choose, False)
        self._close.setText(self.tr("Close"))
        self._progress.hide()
        self._words.setText("")
