"""The list of shortcuts, as F1 shows it."""

from __future__ import annotations

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.ui import shortcuts, theme
from app.ui.widgets.parts import button, label


class Help(QDialog):
    """Made anew each time, in the language in force."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Shortcuts"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 20, 22, 16)
        layout.setSpacing(12)
        layout.addWidget(label(self.tr("Shortcuts"), "title"))
        columns = QHBoxLayout()
        columns.setSpacing(36)
        known = shortcuts.table()
        everywhere = [one for one in known if not one.in_list]
        in_list = [one for one in known if one.in_list]
        columns.addLayout(_column(self.tr("Everywhere"), everywhere))
        columns.addLayout(_column(self.tr("In a list"), in_list))
        layout.addLayout(columns)
        close = button(self.tr("Close"), self.accept, kind="primary")
        foot = QHBoxLayout()
        foot.addStretch()
        foot.addWidget(close)
        layout.addLayout(foot)
        close.setFocus()


def _column(title: str, found: list[shortcuts.Shortcut]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(14)
    grid.setVerticalSpacing(6)
    grid.addWidget(label(title, "subheading"), 0, 0, 1, 2)
    for row, one in enumerate(found, 1):
        keys = " / ".join(_native(key) for key in _shown_keys(one.keys)) or "—"
        cap = label(keys, "badge")
        cap.setFont(theme.mono_font())
        grid.addWidget(cap, row, 0)
        grid.addWidget(label(one.words), row, 1)
    grid.setRowStretch(len(found) + 1, 1)
    grid.setColumnStretch(1, 1)
    return grid


def _shown_keys(keys: tuple[str, ...]) -> tuple[str, ...]:
    return (keys[0], f"…{keys[-1]}") if len(keys) > 2 else keys


def _native(keys: str) -> str:
    prefix = "…" if keys.startswith("…") else ""
    text = QKeySequence(keys.removeprefix("…"))
    return prefix + text.toString(QKeySequence.SequenceFormat.NativeText)
