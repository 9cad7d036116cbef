"""The head of the charts: what is looked at, the filter, the spans of time, and what one may do."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from app.ui import theme
from app.ui.display import Display
from app.ui.said import error_lines
from app.ui.widgets.charts_questions import Times
from app.ui.widgets.charts_range import RangeChips
from app.ui.widgets.charts_time import time_words
from app.ui.widgets.filters_field import FilterField
from app.ui.widgets.filters_masks import masked_name
from app.ui.widgets.fitting_line import FittingLine, Flowing
from app.ui.widgets.parts import button, label, page_title

_FILTER = 220  # points that the filter wants beside the ranges


class ChartsHead(QWidget):
    """Says what was chosen: `range_chosen` carries a name of RANGES, `days_chosen` two days."""

    narrowed = Signal()  # the filter is another
    range_chosen = Signal(str)
    days_chosen = Signal(object, object)
    unmarked = Signal()
    table_asked = Signal(bool)
    picture_asked = Signal()

    def __init__(self, display: Display, today: Callable[[], date]) -> None:
        super().__init__()
        self._display = display
        self._marked_times: Times | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 16, 0)
        layout.setSpacing(10)
        layout.addWidget(self._build_first_line())
        layout.addWidget(self._build_filter(today))
        self._wrong = label("", "small", wrap=True)
        self._wrong.hide()
        layout.addWidget(self._wrong)
        display.changed.connect(self._say_otherwise)

    def show_range(self, name: str) -> None:
        """Mark what is in force: a name of RANGES, or OWN."""
        self._ranges.show_chosen(name)

    def show_marked(self, times: Times | None) -> None:
        """The time that every figure is narrowed to, or none."""
        self._marked_times = times
        self._marked.setVisible(times is not None)
        if times is not None:
            self._marked.setText(self.tr("Only {0}").format(time_words(*times, self._display)))

    def condition_words(self, text: str) -> str:
        """A condition of the filter, as it may be said now."""
        return masked_name(text, text) if self._display.is_private else text

    def _say_otherwise(self) -> None:
        self.filter.veil()
        self._say_wrong()
        self.show_marked(self._marked_times)

    def _say_wrong(self) -> None:
        error = self.filter.error
        problem, cause, _ = error_lines(error) if error else ("", "", "")
        word = error.word if error else ""
        self._wrong.setText(f"{problem.replace(word, self.condition_words(word))} {cause}".strip())
        self._wrong.setVisible(error is not None)

    # --- building -----------------------------------------------------------------------------

    def _build_first_line(self) -> QWidget:
        self._marked: QPushButton = button("", self.unmarked.emit, kind="chip", icon="x")
        self._marked.setToolTip(self.tr("Look at the whole span again"))
        self._marked.hide()
        as_table = button(self.tr("Show as table"), icon="table")
        as_table.setCheckable(True)
        as_table.toggled.connect(self.table_asked)
        save = button(self.tr("Save picture"), self.picture_asked.emit, icon="image")
        title = page_title(QCoreApplication.translate("Pages", "Charts"))
        return FittingLine(Flowing((title, self._marked)), Flowing((as_table, save)))

    def _build_filter(self, today: Callable[[], date]) -> QWidget:
        self.filter = FilterField()
        self.filter.is_private = lambda: self._display.is_private
        self.filter.setPlaceholderText(self.tr("Filter: provider, asset, kind, status, env…"))
        self.filter.told.connect(self.narrowed)
        self.filter.typed.connect(self._say_wrong)
        self._ranges = RangeChips(today)
        self._ranges.chosen.connect(self.range_chosen)
        self._ranges.own_chosen.connect(self.days_chosen)
        return FittingLine(self.filter, self._ranges, least=theme.px(_FILTER))
