"""The frame of every chart: its name, what of the filter it does not know, and its tools."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.core.plain import plain
from app.ui.widgets import charts_tables, keyboard, toast
from app.ui.widgets.card import Panel
from app.ui.widgets.charts_behind import Behind
from app.ui.widgets.charts_data import Charts
from app.ui.widgets.parts import ElidedLabel, button, icon_button, label


class ChartPanel(Panel):
    """A chart that can be shown as a table, copied as a picture and saved as one.

    `list_asked` carries the list behind what was clicked and the conditions of the page's filter
    that are not counted here; `save_asked` this panel.
    """

    list_asked = Signal(object, object)  # Behind, the conditions
    save_asked = Signal(object)

    def __init__(self, title: str, nothing: str) -> None:
        super().__init__(title)
        self._name = title
        self._is_table = False
        self._found: Charts | None = None
        self.reading = ElidedLabel("", "small", Qt.TextElideMode.ElideRight)
        self.reading.hide()  # for charts that say the numbers under the pointer
        self.choices = QHBoxLayout()
        self.choices.setSpacing(6)
        self.head.addLayout(self.choices)
        self._as_table = icon_button("table", self.tr("Show as table"), lambda: None)
        self._as_table.setCheckable(True)
        self._as_table.toggled.connect(self.show_as_table)
        copy = icon_button("copy", self.tr("Copy as a picture"), self.copy_picture)
        save = icon_button("image", self.tr("Save as a picture"), self._ask_to_save)
        for tool in (self._as_table, copy, save):
            tool.setAccessibleName(f"{tool.toolTip()}: {title}")
            self.head.addWidget(tool)
        self.condition_words: Callable[[str], str] = str  # less of it behind the privacy screen
        self._note = label("", "small", wrap=True)
        self._note.hide()
        self.body.addWidget(self._note)
        self.body.addWidget(self.reading)
        self._table = charts_tables.table(title)
        self._nothing = label(nothing, "muted", wrap=True)
        self._stack = QStackedWidget()
        self._chart = QWidget()
        self.chart = QVBoxLayout(self._chart)
        self.chart.setContentsMargins(0, 0, 0, 0)
        self.chart.setSpacing(12)
        for one in (self._chart, self._table, self._held(self._nothing)):
            self._stack.addWidget(one)
        self.body.addWidget(self._stack, 1)

    @staticmethod
    def _held(words: QWidget) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(words)
        column.addStretch()
        return holder

    # --- what a chart says of itself ------------------------------------------------------------

    def draw(self, found: Charts) -> None:
        """Show the answer in the chart."""
        raise NotImplementedError

    def heads_and_rows(self, found: Charts) -> tuple[Sequence[str], Sequence[Sequence[str]]]:
        """The same as numbers."""
        raise NotImplementedError

    def is_empty(self, found: Charts) -> bool:
        """Whether there is nothing to show."""
        raise NotImplementedError

    def ignored(self, found: Charts) -> Sequence[str]:
        """The conditions of the filter that this chart does not know."""
        raise NotImplementedError

    def ask_list(self, behind: Behind) -> None:
        """Something was clicked."""
        self.list_asked.emit(behind, self.ignored(self._found) if self._found else ())

    def say_nothing(self, words: str) -> None:
        """What stands here when there is nothing to draw."""
        self._nothing.setText(words)

    # --- showing ------------------------------------------------------------------------------

    def show_charts(self, found: Charts) -> None:
        """Draw the answer, or list it."""
        self._found = found
        ignored = self.ignored(found)
        self._note.setVisible(bool(ignored))
        if ignored:
            words = self.tr("Not narrowed by {0}: this is counted without it.")
            self._note.setText(words.format(plain(", ".join(map(self.condition_words, ignored)))))
        self.draw(found)
        if self._is_table:
            charts_tables.fill(self._table, *self.heads_and_rows(found))
        place = 2 if self.is_empty(found) else int(self._is_table)
        self._stack.setCurrentIndex(place)

    def show_as_table(self, is_table: bool) -> None:
        """Numbers instead of the picture, or back."""
        self._is_table = is_table
        self._as_table.setChecked(is_table)
        if self._found is not None:
            self.show_charts(self._found)

    def choose_between(self, words: Sequence[str], name: str) -> QButtonGroup:
        """Chips in the head, the first of them chosen."""
        group = QButtonGroup(self)
        for place, word in enumerate(words):
            chip: QPushButton = button(word, kind="chip")
            chip.setCheckable(True)
            chip.setChecked(place == 0)
            chip.setAccessibleName(f"{name}: {word}")
            group.addButton(chip, place)
            self.choices.addWidget(chip)
            keyboard.go_before(self._as_table, chip)
        return group

    # --- picture ------------------------------------------------------------------------------

    def picture(self) -> QImage:
        """The panel as it is shown."""
        return self.grab().toImage()

    def copy_picture(self) -> None:
        """Put the picture on the clipboard."""
        QGuiApplication.clipboard().setImage(self.picture())
        toast.say(self, self.tr("Picture copied: {0}").format(self._name))

    def _ask_to_save(self) -> None:
        self.save_asked.emit(self)

    def sizeHint(self) -> QSize:
        return QSize(440, max(super().sizeHint().height(), 320))
