"""Every action with its keys, section by section, as F1 shows them."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.ui import shortcuts, theme
from app.ui.command_table import Section, Shortcut, sections
from app.ui.widgets.parts import button, label
from app.ui.widgets.ring import Ring

_COLUMN = 400  # pixels that a column of words and keys wants
_APART = 8  # points between two sections, beside the spacing
_ROOM = QSize(80, 80)  # of the window that stays visible around it
_LARGEST = QSize(1_260, 800)
_CORNER = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft


class Help(QDialog):
    """Made anew each time, in the language in force; what cannot be done here says so."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Shortcuts"))
        self.can = frozenset(one.objectName() for one in shortcuts.reachable(window))
        size = (window.size() - _ROOM).boundedTo(_LARGEST * theme.zoom())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 20, 22, 16)
        layout.setSpacing(12)
        layout.addWidget(label(self.tr("Shortcuts"), "title"))
        hint = self.tr(
            "Dimmed and in brackets is what cannot be done right now on the page that is shown. "
            "Keys marked with • act while a list has the keyboard."
        )
        layout.addWidget(label(hint, "small", wrap=True))
        count = max(1, min(3, size.width() // theme.px(_COLUMN)))
        area = self._scrolled(count)
        layout.addWidget(area, 1)
        close = button(self.tr("Close"), self.accept, kind="primary")
        foot = QHBoxLayout()
        foot.addStretch()
        foot.addWidget(close)
        layout.addLayout(foot)
        self.resize(size)
        close.setDefault(True)
        area.setFocus()  # where the arrows scroll

    def _scrolled(self, count: int) -> QScrollArea:
        sheet = QWidget()
        theme.dress(sheet, "page")
        columns = QHBoxLayout(sheet)
        columns.setContentsMargins(0, 0, 8, 0)
        columns.setSpacing(36)
        for part in _parted(sections(), count):
            column = QVBoxLayout()
            column.addLayout(_grid(part, self.can))
            column.addStretch()
            columns.addLayout(column, 1)
        area = QScrollArea()
        Ring(area)
        area.setAccessibleName(self.tr("Shortcuts"))
        area.setWidgetResizable(True)
        area.setWidget(sheet)
        return area


def _parted(known: Sequence[Section], count: int) -> list[list[Section]]:
    """The sections in their order, in columns of about the same length."""
    lines = sum(len(one.actions) + 2 for one in known)
    parts: list[list[Section]] = [[] for _ in range(count)]
    before = 0
    for one in known:
        middle = before + (len(one.actions) + 2) / 2
        parts[min(int(middle * count / lines), count - 1)].append(one)
        before += len(one.actions) + 2
    return parts


def _grid(part: Sequence[Section], can: Collection[str]) -> QGridLayout:
    """Sections one below the other; the words of all of them begin in one line."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(14)
    grid.setVerticalSpacing(5)
    row = 0
    for section in part:
        if row:
            grid.setRowMinimumHeight(row, theme.px(_APART))
            row += 1
        grid.addWidget(label(section.words, "subheading"), row, 0, 1, 2)
        row += 1
        for one in section.actions:
            grid.addWidget(_keys(one), row, 0, _CORNER)
            grid.addWidget(_words(one, is_now=one.name in can), row, 1)
            row += 1
    grid.setColumnStretch(1, 1)
    return grid


def _keys(one: Shortcut) -> QLabel:
    known = [shortcuts.native(key) for key in one.keys]
    if len(known) > 2:  # "Ctrl+1…6"
        known = [f"{known[0]}…{known[-1].rpartition('+')[2]}"]
    keys = " / ".join(known) or "—"
    cap = label(f"{keys} •" if one.in_list else keys, "badge")
    cap.setFont(theme.mono_font())
    return cap


def _words(one: Shortcut, *, is_now: bool) -> QLabel:
    made = label(one.words if is_now else f"({one.words})", "" if is_now else "muted", wrap=True)
    made.setObjectName(one.name)
    return made
