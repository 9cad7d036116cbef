"""Copies a text and says what was copied; behind the privacy screen it does not stay there."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from app.ui.display import Display
from app.ui.widgets import toast

STAYS = 60_000  # milliseconds (product.md 5.21)


def copy(asker: QWidget, text: str, what: str) -> None:
    """Put a text on the clipboard; `what` names it in the toast."""
    QGuiApplication.clipboard().setText(text)
    toast.say(asker, QCoreApplication.translate("Clipboard", "Copied: {0}").format(what))


class Wiper(QObject):
    """While the privacy screen is on, what was copied here is taken off the clipboard again.

    What another program has put there since is left alone: `is_ours` tells, as the system does.
    """

    def __init__(
        self,
        display: Display,
        parent: QObject,
        stays: int = STAYS,
        is_ours: Callable[[], bool] | None = None,
    ) -> None:
        super().__init__(parent)
        self._display, self._clipboard = display, QGuiApplication.clipboard()
        self._is_ours = is_ours or self._clipboard.ownsClipboard
        self._wait = QTimer(self, singleShot=True, interval=stays)
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
        if self._display.is_private and self._is_ours():
            self._wait.start()
        else:
            self._wait.stop()

    def _wipe(self) -> None:
        if self._is_ours() and self._clipboard.text():
            self._clipboard.clear()
