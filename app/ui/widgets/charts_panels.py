"""The four panels of the charts page: each shows one part of the answer, two also as a table."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.core.plain import plain
from app.ui.display import Display
from app.ui.widgets import charts_tables
from app.ui.widgets.card import Panel
from app.ui.widgets.charts_bars import Legend, StatusBars
from app.ui.widgets.charts_data import STATUS_ORDER, Charts
from app.ui.widgets.charts_rows import FinalTimes, Flights
from app.ui.widgets.parts import ElidedLabel, button, clear, label

if TYPE_CHECKING:
    from app.ui.widgets.charts_time import TimeChart

_MOST_ASSETS = 5


class BarsPanel(Panel):
    """Statuses by provider, with their legend."""

    chosen = Signal(str, str)  # provider, status

    def __init__(self) -> None:
        super().__init__(self.tr("Status by provider"))
        self._bars, self._legend = StatusBars(), Legend()
        self._bars.chosen.connect(self.chosen)
        chart = QWidget()
        column = QVBoxLayout(chart)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addWidget(self._bars)
        column.addWidget(self._legend)
        column.addStretch()
        self._table = charts_tables.table(self.tr("Status by provider"))
        self._stack = QStackedWidget()
        self._stack.addWidget(chart)
        self._stack.addWidget(self._table)
        self.body.addWidget(self._stack)

    def show_charts(self, found: Charts) -> None:
        """Draw the answer."""
        self._bars.show_bars(found.bars)
        statuses = {status for bar in found.bars for status, _ in bar.segments}
        self._legend.show_statuses([status for status in STATUS_ORDER if status in statuses])
        charts_tables.fill_statuses(self._table, found.bars)

    def show_as_table(self, is_table: bool) -> None:
        """Numbers instead of bars, or back."""
        self._stack.setCurrentIndex(1 if is_table else 0)


class TimePanel(Panel):
    """Deliveries over time, with the numbers under the pointer in its head."""

    def __init__(self, display: Display) -> None:
        super().__init__(self.tr("Deliveries over time"))
        self._display = display
        self._chart: TimeChart | None = None
        self._is_table = False
        self._reading = ElidedLabel("", "small", Qt.TextElideMode.ElideRight)
        self._reading.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.head.addWidget(self._reading, 8)
        self._table = charts_tables.table(self.tr("Deliveries over time"))
        self._stack = QStackedWidget()
        self._stack.addWidget(self._table)
        self.body.addWidget(self._stack)

    def load(self) -> None:
        """Make the chart; the first call takes 0.4 s to import what draws it."""
        if self._chart is None:
            from app.ui.widgets.charts_time import TimeChart

            self._chart = TimeChart(self._display)
            self._chart.read.connect(self._reading.set_whole)
            self._stack.addWidget(self._chart)
            self.show_as_table(self._is_table)

    def show_charts(self, found: Charts) -> None:
        """Draw the answer."""
        self.title.setText(self._name(found.span.width))
        if self._chart is not None:
            self._chart.show_points(found.points, found.span)
        if self._is_table:
            zone = self._display.zone
            charts_tables.fill_times(self._table, found.points, found.span.width, zone)

    def show_as_table(self, is_table: bool) -> None:
        """Numbers instead of the line, or back; filled by the next `show_charts`."""
        self._is_table = is_table
        self._stack.setCurrentIndex(0 if is_table or self._chart is None else 1)

    def _name(self, width: timedelta) -> str:
        names = {
            timedelta(minutes=1): self.tr("Deliveries per minute"),
            timedelta(minutes=15): self.tr("Deliveries per 15 minutes"),
            timedelta(hours=2): self.tr("Deliveries per 2 hours"),
            timedelta(hours=8): self.tr("Deliveries per 8 hours"),
        }
        return names[width]


class FinalsPanel(Panel):
    """How long it takes until a state is final."""

    def __init__(self) -> None:
        super().__init__(self.tr("Time to final, by provider and rail"))
        self._rows = FinalTimes()
        self._nothing = label(self.tr("No transaction became final in this span of time."), "muted")
        self.body.addWidget(self._rows, 1)
        self.body.addWidget(self._nothing)
        self.body.addStretch()

    def show_charts(self, found: Charts) -> None:
        """Fill the table."""
        self._rows.show_rows(found.finals)
        self._rows.setVisible(bool(found.finals))
        self._nothing.setVisible(not found.finals)


class FlightsPanel(Panel):
    """Money in flight by age, one asset at a time: assets are never added to each other."""

    def __init__(self) -> None:
        super().__init__(self.tr("In flight by age"))
        self._asset = ""
        self._found: Charts | None = None
        self._offered: tuple[str, ...] = ()
        self._group = QButtonGroup(self)
        self._row = QHBoxLayout()
        self._row.setSpacing(6)
        self.head.addLayout(self._row)
        self._flights = Flights()
        self._nothing = label(self.tr("Nothing is under way: all money has arrived."), "muted")
        self.body.addWidget(self._flights)
        self.body.addWidget(self._nothing)
        self.body.addStretch()

    def show_charts(self, found: Charts) -> None:
        """Draw the answer, of the asset that was chosen last."""
        self._found = found
        assets = tuple(found.flights)[:_MOST_ASSETS]
        if self._asset not in assets:
            self._asset = assets[0] if assets else ""
        if set(assets) != set(self._offered):
            self._offer(assets)
        self._flights.show_flights(found.flights.get(self._asset, ()))
        self._flights.setVisible(bool(assets))
        self._nothing.setVisible(not assets)

    def _offer(self, assets: tuple[str, ...]) -> None:
        self._offered = assets
        for old in self._group.buttons():
            self._group.removeButton(old)
        clear(self._row)
        for asset in assets if len(assets) > 1 else ():
            chip = button(plain(asset), kind="chip")
            chip.setCheckable(True)
            chip.setChecked(asset == self._asset)
            chip.setAccessibleName(self.tr("Money in flight in {0}").format(plain(asset)))
            chip.clicked.connect(lambda _=False, asset=asset: self._choose(asset))
            self._group.addButton(chip)
            self._row.addWidget(chip)

    def _choose(self, asset: str) -> None:
        self._asset = asset
        if self._found is not None:
            self.show_charts(self._found)
