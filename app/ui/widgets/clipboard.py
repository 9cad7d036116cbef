"""Copies a text and says what was copied; behind the privacy screen it does not stay there."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from app.config.settings import Settings
from app.ui.display import Display
from app.ui.widgets import toast


def copy(asker: QWidget, text: str, what: str) -> None:
    """Put a text on the clipboard; `what` names it in the toast."""
    QGuiApplication.clipboard().setText(text)
    toast.say(asker, QCoreApplication.translate("Clipboard", "Copied: {0}").format(what))


def stays(settings: Settings, *, is_private: bool) -> int:
    """Milliseconds that a copy stays on the clipboard, 0 for ever (product.md 5.21)."""
    return settings.clipboard_seconds * 1_000 if is_private or settings.clipboard_always else 0


class Wiper(QObject):
    """What was copied here is taken off the clipboard again, as the settings say.

    What another program has put there since is left alone: `is_ours` tells, as the system does.
    """

    def __init__(
        self,
        display: Display,
        parent: QObject,
        stays: Callable[[], int],
        is_ours: Callable[[], bool] | None = None,
    ) -> None:
        super().__init__(parent)
        self._display, self._stays = display, stays
        self._clipboard = QGuiApplication.clipboard()
        self._is_ours = is_ours or self._clipboard.ownsClipboard
        self._wait = QTimer(self, singleShot=True)
        self._wait.timeout.connect(self._wipe)
        self._clipboard.dataChanged.connect(self._begin)
        display.changed.connect(self._changed)
        self._was_private = display.is_private

    def _changed(self) -> None:
        """What was copied in clear before the screen was turned on goes as well."""
        if self._display.is_private != self._was_private:
            self._was_private = self._display.is_private
            self._begin()

    def _begin(self) -> None:
        time = self._stays()
        if time and self._is_ours():
            self._wait.start(time)
        else:
            self._wait.stop()

    def _wipe(self) -> None:
        if self._is_ours() and self._clipboard.text():
            self._clipboard.clear()
