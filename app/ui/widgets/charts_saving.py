"""Charts as pictures in files."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from app.ui.ask import Ask
from app.ui.widgets import toast


def ask_for_a_file(page: QWidget, ask: Ask, shown: QWidget, name: str) -> None:
    """Let somebody choose where, and write there what a widget shows."""
    translate = QCoreApplication.translate
    dialog = QFileDialog(page, translate("ChartsSaving", "Save picture"), name)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilter(translate("ChartsSaving", "Picture (*.png)"))
    dialog.setDefaultSuffix("png")
    dialog.fileSelected.connect(lambda path: save_picture(page, ask, shown, path))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def save_picture(page: QWidget, ask: Ask, shown: QWidget, path: str) -> None:
    """Write what a widget shows to a PNG file; the page says how that went."""
    image = shown.grab().toImage()
    ask.work(lambda: image.save(path), lambda is_saved: _saved(page, path, is_saved))


def _saved(page: QWidget, path: str, is_saved: bool) -> None:
    saved = QCoreApplication.translate("ChartsSaving", "Saved {0}")
    failed = QCoreApplication.translate("ChartsSaving", "{0} could not be written")
    toast.say(page, (saved if is_saved else failed).format(path))
