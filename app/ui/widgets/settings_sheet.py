"""A dialog in which settings are chosen: kept when they are saved, closed once they are kept."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.config.settings import Settings
from app.core.errors import AcuseError
from app.ui.actions import Actions
from app.ui.ask import Ask
from app.ui.widgets.dialogs import Sheet
from app.ui.widgets.parts import busy, while_alive


class SettingsSheet(Sheet):
    """Whoever inherits says what is chosen; what cannot be kept is said, and may be tried again."""

    saved = Signal()

    def __init__(
        self, parent: QWidget, title: str, ask: Ask, actions: Actions, remark: str = ""
    ) -> None:
        super().__init__(parent, title, remark)
        self._ask, self._actions = ask, actions

    def wanted(self) -> Settings:
        """The settings as they are chosen here."""
        raise NotImplementedError

    def add_save(self) -> None:
        """Add the buttons that close the dialog and that save."""
        self.add_close()
        self._save = self.add_button(self.tr("Save"), self._keep, kind="primary")

    def let_save(self, is_whole: bool) -> None:
        """Whether what is chosen can be saved."""
        self._save.setEnabled(is_whole)

    def _keep(self) -> None:
        wanted = self.wanted()
        busy(self._save, True)
        self._ask.work(
            lambda: self._actions.save_settings(wanted),
            while_alive(self, lambda _: self._done()),
            while_alive(self, self._failed),
        )

    def _done(self) -> None:
        self.saved.emit()
        self.close()

    def _failed(self, error: AcuseError) -> None:
        busy(self._save, False)
        self.notice.say_error(error)
