"""Where the window stands: as it was left, at first as it is drawn."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from app.ui.actions import Actions

_LEAST, _DRAWN = QSize(880, 560), QSize(1440, 900)


def stand(window: QWidget, actions: Actions) -> None:
    """Put it where it was left; Qt sees to it that this is on a screen."""
    window.setMinimumSize(_LEAST)
    screen = QGuiApplication.primaryScreen()
    window.resize(_DRAWN.boundedTo(screen.availableSize()) if screen else _DRAWN)
    kept = actions.recall("geometry")
    if isinstance(kept, str):
        window.restoreGeometry(QByteArray.fromBase64(kept.encode("ascii", "ignore")))


def remember(window: QWidget, actions: Actions) -> None:
    """Keep where it stands for the next time."""
    kept = bytes(window.saveGeometry().toBase64().data()).decode("ascii")
    actions.remember("geometry", kept)
