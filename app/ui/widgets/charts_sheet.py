"""All charts under the figures, as one sheet that can be saved as a picture."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui import theme
from app.ui.display import Display
from app.ui.making import Steps
from app.ui.widgets.charts_data import Charts
from app.ui.widgets.charts_figures import Figures
from app.ui.widgets.charts_frame import ChartPanel
from app.ui.widgets.charts_more import AnswersPanel, FlightsPanel, RejectionsPanel
from app.ui.widgets.charts_panels import BarsPanel, FinalsPanel, TimePanel
from app.ui.widgets.charts_time import TimeChart
from app.ui.widgets.tiles import Tiles


class ChartsSheet(QWidget):
    """Shows one answer of the store in every panel; says what was asked of any of them."""

    brushed = Signal(object)
    list_asked = Signal(object, object)  # Behind, the conditions
    save_asked = Signal(object)  # a panel

    def __init__(self, display: Display, condition_words: Callable[[str], str]) -> None:
        super().__init__()
        theme.dress(self, "page")
        self._display, self._condition_words = display, condition_words
        self._panels: list[ChartPanel] = []

    def steps(self) -> Steps:
        """A panel each."""
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 16, 14)
        layout.setSpacing(12)
        self._figures = Figures()
        layout.addWidget(self._figures)
        tiles = Tiles((), 440, (2, 1))
        layout.addWidget(tiles, 1)
        yield
        time = TimeChart(self._display)  # the dearest part of its panel
        for make in (
            BarsPanel,
            partial(self._time, time),
            FinalsPanel,
            FlightsPanel,
            AnswersPanel,
            RejectionsPanel,
        ):
            yield
            panel: ChartPanel = make()
            panel.condition_words = self._condition_words
            panel.list_asked.connect(self.list_asked)
            panel.save_asked.connect(self.save_asked)
            self._panels.append(panel)
            tiles.add(panel)

    def _time(self, time: TimeChart) -> ChartPanel:
        panel = TimePanel(time, self._display)
        panel.brushed.connect(self.brushed)
        return panel

    def show_charts(self, found: Charts) -> None:
        """Draw the answer everywhere."""
        self._figures.show_charts(found)
        for panel in self._panels:
            panel.show_charts(found)

    def show_as_table(self, is_table: bool) -> None:
        """Numbers instead of pictures, or back."""
        for panel in self._panels:
            panel.show_as_table(is_table)
