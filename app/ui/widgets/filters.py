"""The filter of a list: chips for statuses, a choice of provider, free text."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPushButton,
    QWidget,
)

from app.core.event import Status
from app.providers import PROVIDERS
from app.ui import texts, theme
from app.ui.models.narrowing import Filters
from app.ui.widgets.parts import button, label

_TYPING = 180  # milliseconds after the last letter
_ROOMY = 980  # pixels from which chips carry their words
_CHIPS = (Status.COMPLETE, Status.IN_PROGRESS, Status.PENDING, Status.FAILED, Status.REVERSED)


class FilterBar(QWidget):
    """Says at once what is asked for, and how much of it is shown."""

    changed = Signal()

    def __init__(self, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._provider = ""
        self._typing = QTimer(self, singleShot=True, interval=_TYPING)
        self._typing.timeout.connect(self._tell)
        self._told = Filters()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        self._chips: dict[str, QPushButton] = {}
        self._group = QButtonGroup(self, exclusive=True)
        self._add_chip("", self.tr("All"), "")
        for status in _CHIPS:
            icon = theme.status_style(status).icon
            self._add_chip(status, texts.status_word(status), icon)
        for chip in self._chips.values():
            layout.addWidget(chip)
        self._chips[""].setChecked(True)
        self._providers = button(self.tr("All providers"), kind="chip", icon="chevron-down")
        self._providers.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self._providers.setStyleSheet("QPushButton::menu-indicator { image: none; width: 0; }")
        self._providers.setMenu(self._menu())
        layout.addWidget(self._providers)
        self.field = QLineEdit()
        self.field.setPlaceholderText(placeholder)
        self.field.setAccessibleName(self.tr("Filter"))
        self.field.setClearButtonEnabled(True)
        self.field.setVisible(bool(placeholder))
        self.field.addAction(theme.icon("funnel"), QLineEdit.ActionPosition.LeadingPosition)
        self.field.textChanged.connect(lambda: self._typing.start())
        self.field.returnPressed.connect(self._tell)
        layout.addWidget(self.field, 1)
        if not placeholder:
            layout.addStretch(1)
        self._count = label("", "muted")
        layout.addWidget(self._count)

    def _add_chip(self, status: str, word: str, icon: str) -> None:
        chip = button(f" {word}" if icon else word, kind="chip")
        chip.setCheckable(True)
        chip.setAccessibleName(word)
        if icon:
            chip.setIcon(theme.icon(icon, _tone(status)))
            chip.setIconSize(QSize(12, 12))
        chip.clicked.connect(self._tell)
        self._group.addButton(chip)
        self._chips[status] = chip

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        every = QAction(self.tr("All providers"), menu)
        every.triggered.connect(lambda: self.choose_provider(""))
        menu.addAction(every)
        menu.addSeparator()
        for name, provider in PROVIDERS.items():
            action = QAction(provider.title, menu)
            action.triggered.connect(lambda _=False, name=name: self.choose_provider(name))
            menu.addAction(action)
        return menu

    def filters(self) -> Filters:
        """What is asked for now."""
        status = next((name for name, chip in self._chips.items() if chip.isChecked()), "")
        return Filters(self._provider, status, self.field.text().strip())

    def set_filters(self, filters: Filters) -> None:
        """Ask for something else."""
        self._provider = filters.provider
        self.field.setText(filters.text)
        self._chips.get(filters.status, self._chips[""]).setChecked(True)
        self._name_provider()
        self._tell()

    def clear(self) -> None:
        """Ask for everything."""
        self.set_filters(Filters())

    def choose_provider(self, name: str) -> None:
        """Ask for one provider's rows, "" for all."""
        self._provider = name
        self._name_provider()
        self._tell()

    def show_count(self, shown: str, total: str, hint: str) -> None:
        """How many rows are shown, of how many."""
        self._count.setText(f"{shown} / {total}")
        self._count.setToolTip(hint)
        self._count.setAccessibleName(hint)

    def focus_field(self) -> None:
        """Put the keyboard into the text."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_roomy = event.size().width() >= _ROOMY
        for status, chip in self._chips.items():
            if status:
                chip.setText(f" {texts.status_word(status)}" if is_roomy else "")
                chip.setToolTip("" if is_roomy else texts.status_word(status))

    def _name_provider(self) -> None:
        every = self.tr("All providers")
        self._providers.setText(texts.provider_title(self._provider) if self._provider else every)

    def _tell(self) -> None:
        self._typing.stop()
        if self.filters() != self._told:
            self._told = self.filters()
            self.changed.emit()


def _tone(status: str) -> str:
    names = {Status.COMPLETE: "complete", Status.IN_PROGRESS: "in_progress"}
    others = {Status.PENDING: "pending", Status.FAILED: "failed", Status.REVERSED: "reversed"}
    return {**names, **others}[Status(status)]
