"""All charts under the figures, as one sheet that can be saved as a picture."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from app.ui import theme
from app.ui.display import Display
from app.ui.making import Steps
from app.ui.widgets.charts_figures import Figures
from app.ui.widgets.charts_frame import ChartPanel
from app.ui.widgets.charts_more import AnswersPanel, FlightsPanel, RejectionsPanel
from app.ui.widgets.charts_panels import BarsPanel, FinalsPanel, TimePanel
from app.ui.widgets.charts_questions import Found, Part, Times
from app.ui.widgets.charts_time import TimeChart
from app.ui.widgets.tiles import Tiles


class ChartsSheet(QWidget):
    """Shows one answer of the store in every panel; says what was asked of any of them."""

    brushed = Signal(object)
    list_asked = Signal(object, object, object)  # Behind, Wanted, the conditions
    save_asked = Signal(object)  # a panel

    def __init__(self, display: Display, condition_words: Callable[[str], str]) -> None:
        super().__init__()
        theme.dress(self, "page")
        self._display, self._condition_words = display, condition_words
        self._panels: list[ChartPanel[Any]] = []

    def steps(self) -> Steps:
        """A panel each."""
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        self._figures = Figures()
        self._figures.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        layout.addWidget(self._figures)
        tiles = Tiles((), 440, (2, 1))
        layout.addWidget(tiles, 1)
        yield
        self._time = TimeChart(self._display)  # the dearest part of its panel
        for make in (
            BarsPanel,
            self._time_panel,
            FinalsPanel,
            FlightsPanel,
            AnswersPanel,
            RejectionsPanel,
        ):
            yield
            panel: ChartPanel[Any] = make()
            panel.condition_words = self._condition_words
            panel.list_asked.connect(self.list_asked)
            panel.save_asked.connect(self.save_asked)
            self._panels.append(panel)
            tiles.add(panel)

    def parts(self) -> Sequence[QWidget]:
        """What is painted one after the other when somebody turns to the page."""
        return self._figures, *self._panels

    def _time_panel(self) -> TimePanel:
        panel = TimePanel(self._time, self._display)
        panel.brushed.connect(self.brushed)
        return panel

    def shows(self, part: Part[Any]) -> bool:
        """Whether a part is drawn where it is seen now."""
        drawn: list[QWidget] = [panel for panel in self._panels if panel.part is part]
        if part in self._figures.parts():
            drawn.append(self._figures)
        return not all(one.visibleRegion().isEmpty() for one in drawn)

    def show_found(self, found: Found[Any]) -> None:
        """Draw an answer wherever it belongs."""
        self._figures.show_found(found)
        for panel in self._panels:
            if panel.part is found.part:
                panel.show_found(found)

    def settle(self) -> None:
        """Lay out now what was drawn: pyqtgraph has it painted before layouts have their turn."""
        _lay_out()
        if sum(panel.keep_room() for panel in self._panels):  # each of them
            _lay_out()

    def show_brush(self, times: Times | None) -> None:
        """The time that every figure is narrowed to, or none."""
        self._time.show_brush(times)

    def say_renewing(self, parts: Iterable[Part[Any]]) -> None:
        """What is shown of these is not what is asked for any more, and they take their time."""
        for part in parts:
            self._figures.say_renewing(part)
            for panel in self._panels:
                if panel.part is part:
                    panel.say_renewing()

    def words_changed(self) -> None:
        """Figures are said otherwise from now on."""
        for panel in self._panels:
            panel.words_changed()

    def show_as_table(self, is_table: bool) -> None:
        """Numbers instead of pictures, or back."""
        for panel in self._panels:
            panel.show_as_table(is_table)


def _lay_out() -> None:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
