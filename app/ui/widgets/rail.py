"""The rail: one button a page, with the number of what asks for attention."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QLabel, QPushButton, QVBoxLayout, QWidget

from app.ui import theme
from app.ui.widgets.parts import label

WIDE = 196
NARROW = 60


@dataclass(frozen=True, slots=True)
class Entry:
    """A page as the rail names it."""

    name: str
    title: str
    icon: str


class Rail(QWidget):
    """Emits the name of the page that is asked for."""

    chosen = Signal(str)

    def __init__(self, entries: Sequence[Entry], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme.dress(self, "rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(self.tr("Pages"))
        self._entries = tuple(entries)
        self._group = QButtonGroup(self, exclusive=True)
        self._buttons: dict[str, QPushButton] = {}
        self._badges: dict[str, QLabel] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 12, 10, 12)
        layout.setSpacing(2)
        for number, entry in enumerate(self._entries, 1):
            layout.addWidget(self._button(entry, number))
        layout.addStretch()
        self.set_wide(True)

    def _button(self, entry: Entry, number: int) -> QPushButton:
        made = _NavButton()
        theme.dress(made, "nav")
        made.setCheckable(True)
        made.setIcon(theme.icon(entry.icon))
        made.setIconSize(QSize(theme.px(16), theme.px(16)))
        made.setMinimumHeight(theme.px(35))
        made.setAccessibleName(entry.title)
        made.setToolTip(f"{entry.title}  Ctrl+{number}")
        made.clicked.connect(lambda _=False: self.chosen.emit(entry.name))
        badge = label("", "count-badge")
        badge.setParent(made)
        badge.hide()
        made.badge = badge
        self._group.addButton(made)
        self._buttons[entry.name] = made
        self._badges[entry.name] = badge
        return made

    def show_chosen(self, name: str) -> None:
        """Mark the page that is shown."""
        self._buttons[name].setChecked(True)

    def show_count(self, name: str, count: int) -> None:
        """The number behind a page's name; 0 takes it away."""
        badge = self._badges[name]
        badge.setText(f"{count:,}" if count < 1_000 else "999+")
        badge.setVisible(count > 0)
        title = next(entry.title for entry in self._entries if entry.name == name)
        spoken = self.tr("{0}, {1} open").format(title, count) if count else title
        self._buttons[name].setAccessibleName(spoken)
        self._buttons[name].place_badge()  # type: ignore[attr-defined]

    def set_wide(self, is_wide: bool) -> None:
        """With words, or icons alone where the window is narrow."""
        self.setFixedWidth(theme.px(WIDE if is_wide else NARROW))
        for entry in self._entries:
            self._buttons[entry.name].setText(f"  {entry.title}" if is_wide else "")
            self._buttons[entry.name].place_badge()  # type: ignore[attr-defined]

    def focus_chosen(self) -> QPushButton | None:
        """The button of the page that is shown."""
        return next((one for one in self._buttons.values() if one.isChecked()), None)


class _NavButton(QPushButton):
    """Keeps its badge at its right edge."""

    badge: QLabel | None = None

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.place_badge()

    def place_badge(self) -> None:
        if self.badge is not None:
            is_wide = bool(self.text())
            theme.dress(self.badge, "count-badge" if is_wide else "count-corner")
            # Not a padding of its style: that of the style before would stay.
            aside, above = (theme.px(6), 1) if is_wide else (theme.px(3), 0)
            self.badge.setContentsMargins(aside, above, aside, above)
            self.badge.adjustSize()
            left = self.width() - self.badge.width() - (theme.px(10) if is_wide else 0)
            top = (self.height() - self.badge.height()) // 2 if is_wide else 0
            self.badge.move(left, top)
