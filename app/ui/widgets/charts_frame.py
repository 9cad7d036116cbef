"""The frame of every chart: its name, what of the filter it does not know, and its tools."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QImage, QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.core.plain import plain
from app.ui import theme
from app.ui.widgets import charts_tables, keyboard, toast
from app.ui.widgets.card import Panel
from app.ui.widgets.charts_behind import Behind
from app.ui.widgets.charts_questions import Found, Part, Wanted
from app.ui.widgets.parts import ElidedLabel, button, icon_button, label

_LEAST = 320  # points of height
T = TypeVar("T")
Table = tuple[Sequence[str], Sequence[Sequence[str]]]


class ChartPanel(Panel, Generic[T]):
    """The chart of one part: it can be shown as a table, copied as a picture and saved as one.

    `list_asked` carries the list behind what was clicked, what is shown, and the conditions of the
    page's filter that are not counted here; `save_asked` this panel.
    """

    list_asked = Signal(object, object, object)  # Behind, Wanted, the conditions
    save_asked = Signal(object)

    def __init__(self, part: Part[T], title: str, nothing: str) -> None:
        super().__init__(title)
        self.part = part
        self._name = title
        self._is_table = False
        self._found: Found[T] | None = None
        self._is_drawn = False  # as it would be drawn now
        self._renewing = label(self.tr("Counting…"), "small")
        self._renewing.hide()
        self.head.addWidget(self._renewing)
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

    def draw(self, found: Found[T]) -> None:
        """Show the answer in the chart."""
        raise NotImplementedError

    def heads_and_rows(self, found: Found[T]) -> Table:
        """The same as numbers."""
        raise NotImplementedError

    def ignored(self, wanted: Wanted) -> Sequence[str]:
        """The conditions of the filter that this chart does not know."""
        raise NotImplementedError

    def ask_list(self, behind: Behind) -> None:
        """Something was clicked."""
        if self._found is not None:
            wanted = self._found.wanted
            self.list_asked.emit(behind, wanted, self.ignored(wanted))

    def say_nothing(self, words: str) -> None:
        """What stands here when there is nothing to draw."""
        self._nothing.setText(words)

    # --- showing ------------------------------------------------------------------------------

    def show_found(self, found: Found[T]) -> None:
        """Draw an answer, or list it; one that is like the last is on the screen already."""
        self._renewing.hide()
        self._say_ignored(found.wanted)
        self._is_drawn = (
            self._is_drawn and self._found is not None and _are_like(self._found, found)
        )
        self._found = found
        if not self._is_drawn:
            self._draw_anew(found)

    def say_renewing(self) -> None:
        """What is shown is not what is asked for any more, and the answer takes its time."""
        self._renewing.show()

    def words_changed(self) -> None:
        """Figures are said otherwise from now on: the next answer is drawn in any case."""
        self._is_drawn = False

    def _draw_anew(self, found: Found[T]) -> None:
        self._is_drawn = True
        self.draw(found)
        if self._is_table:
            charts_tables.fill(self._table, *self.heads_and_rows(found))
        place = 2 if self.part.is_empty(found.figures) else int(self._is_table)
        self._stack.setCurrentIndex(place)

    def keep_room(self) -> bool:
        """Keep what is needed, so that nothing below moves with every filter; whether it is more.

        What was drawn is laid out by then.
        """
        layout = self.layout()
        assert layout is not None
        needed = layout.totalHeightForWidth(self.width())
        if needed <= self.minimumHeight():
            return False
        self.setMinimumHeight(needed)
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.setMinimumHeight(theme.px(_LEAST))
            self.keep_room()  # no answer may come that would see to it

    def draw_again(self) -> None:
        """Something of this panel alone was chosen."""
        if self._found is not None:
            self._draw_anew(self._found)

    def _say_ignored(self, wanted: Wanted) -> None:
        ignored = self.ignored(wanted)
        if ignored:
            words = self.tr("Not narrowed by {0}: this is counted without it.")
            self._note.setText(words.format(plain(", ".join(map(self.condition_words, ignored)))))
        self._note.setVisible(bool(ignored))

    def show_as_table(self, is_table: bool) -> None:
        """Numbers instead of the picture, or back."""
        self._is_table = is_table
        self._as_table.setChecked(is_table)
        self.draw_again()

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
        return QSize(440, max(super().sizeHint().height(), theme.px(_LEAST)))


def _are_like(one: Found[T], other: Found[T]) -> bool:
    """Whether two answers look the same: filters are spoken of elsewhere."""
    a, b = one.wanted, other.wanted
    return one.figures == other.figures and (a.span, a.brush) == (b.span, b.brush)
