"""Saved views as a file that can be given to others."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from app.core.errors import SettingsError
from app.core.saved_filters import View, views_from_text, views_to_text
from app.ui.ask import Ask
from app.ui.widgets import toast

_LARGEST = 1 << 20  # bytes of a file of views


class ViewFiles(QObject):
    """Writes the views of one list into a file, and reads those of another."""

    imported = Signal(object)  # tuple[View, ...]
    troubled = Signal(object)  # AcuseError

    def __init__(self, owner: QWidget, ask: Ask, views: Callable[[], tuple[View, ...]]) -> None:
        super().__init__(owner)
        self._owner, self._ask, self._views = owner, ask, views

    def ask_export(self) -> None:
        """Ask where to, then write."""
        title, kinds = self.tr("Export views"), self.tr("Views of Acuse (*.json)")
        path, _ = QFileDialog.getSaveFileName(self._owner, title, "views.json", kinds)
        if path:
            self.export(Path(path))

    def export(self, path: Path) -> None:
        """Write the views of this list into a file."""
        text = views_to_text(self._views())
        said = self.tr("The views are in {0}.").format(path.name)
        self._ask.work(
            lambda: _write(path, text),
            lambda _: toast.say(self._owner, said),
            self.troubled.emit,
        )

    def ask_import(self) -> None:
        """Ask which file, then read it."""
        title, kinds = self.tr("Import views"), self.tr("Views of Acuse (*.json)")
        path, _ = QFileDialog.getOpenFileName(self._owner, title, "", kinds)
        if path:
            self.import_from(Path(path))

    def import_from(self, path: Path) -> None:
        """Add the views of a file; those of the same name are replaced."""
        self._ask.work(lambda: _read(path), self.imported.emit, self.troubled.emit)


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise SettingsError(
            "The views could not be exported.",
            cause=f"The system says: {error.strerror or error}.",
            remedy="Choose another place.",
        ) from error


def _read(path: Path) -> tuple[View, ...]:
    try:
        if path.stat().st_size > _LARGEST:
            raise SettingsError(
                "The file is too large.", remedy="Take one that Acuse has exported."
            )
        return views_from_text(path.read_text(encoding="utf-8", errors="replace"))
    except OSError as error:
        raise SettingsError(
            "The file cannot be read.", cause=f"The system says: {error.strerror or error}."
        ) from error
