"""Copies a text and says what was copied."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from app.ui.widgets import toast


def copy(asker: QWidget, text: str, what: str) -> None:
    """Put a text on the clipboard; `what` names it in the toast."""
    QGuiApplication.clipboard().setText(text)
    toast.say(asker, QCoreApplication.translate("Clipboard", "Copied: {0}").format(what))
