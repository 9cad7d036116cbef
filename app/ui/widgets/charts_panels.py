"""The panels about deliveries and transactions: statuses, arrivals over time, time to final."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from operator import attrgetter

from PySide6.QtCore import QCoreApplication, Signal

from app.core.query import condition
from app.providers import PROVIDERS
from app.store.figure_rows import FinalTimeRow
from app.store.rollups import MINUTE_ANSWERS, QUARTER, Figure, unanswered
from app.ui.display import Display
from app.ui.texts import number, provider_title, rail_word, span, status_word
from app.ui.widgets.charts_bars import StatusBars
from app.ui.widgets.charts_behind import Behind
from app.ui.widgets.charts_columns import Layer
from app.ui.widgets.charts_data import STATUS_ORDER, Bar, not_applied
from app.ui.widgets.charts_frame import ChartPanel, Table
from app.ui.widgets.charts_legend import Legend
from app.ui.widgets.charts_questions import ARRIVALS, FINALS, STATES, Arrivals, Found, Wanted
from app.ui.widgets.charts_rows import FinalTimes
from app.ui.widgets.charts_spans import DAY, HOUR, MINUTE, WEEK
from app.ui.widgets.charts_time import TimeChart, time_words


class BarsPanel(ChartPanel[tuple[Bar, ...]]):
    """Statuses by provider, as shares or as counts."""

    def __init__(self) -> None:
        translate = QCoreApplication.translate
        super().__init__(
            STATES,
            translate("BarsPanel", "Status by provider"),
            translate("BarsPanel", "No transaction began in this span of time."),
        )
        self._bars, self._legend = StatusBars(), Legend()
        self._bars.chosen.connect(self._chosen)
        self.chart.addWidget(self._bars)
        self.chart.addWidget(self._legend)
        self.chart.addStretch()
        words = (self.tr("Share"), self.tr("Count"))
        group = self.choose_between(words, self.tr("Length of the bars"))
        group.idClicked.connect(lambda place: self._bars.show_shares(place == 0))

    def _chosen(self, provider: str, status: str) -> None:
        conditions = f"provider:{provider} status:{status}"
        self.ask_list(Behind("transactions", conditions, "arrived"))

    def draw(self, found: Found[tuple[Bar, ...]]) -> None:
        self._bars.show_bars(found.figures)
        self._legend.show_statuses(_statuses(found.figures))

    def ignored(self, wanted: Wanted) -> Sequence[str]:
        return not_applied(wanted.query, Figure.STATES)

    def heads_and_rows(self, found: Found[tuple[Bar, ...]]) -> Table:
        statuses = _statuses(found.figures)
        heads = (self.tr("Provider"), *map(status_word, statuses), self.tr("All"))
        rows = [
            (
                provider_title(bar.provider),
                *(number(dict(bar.segments).get(status, 0)) for status in statuses),
                number(bar.total),
            )
            for bar in found.figures
        ]
        return heads, rows


def _statuses(bars: Sequence[Bar]) -> list[str]:
    known = {status for bar in bars for status, _ in bar.segments}
    return _in_order(known)


def _in_order(keys: set[str]) -> list[str]:
    """Providers and statuses in the order in which they stand everywhere."""
    order = [*PROVIDERS, *map(str, STATUS_ORDER)]
    return sorted(keys, key=lambda key: (order.index(key) if key in order else len(order), key))


class TimePanel(ChartPanel[Arrivals]):
    """Deliveries over time; what is marked in it narrows every figure of the page."""

    brushed = Signal(object)

    def __init__(self, time: TimeChart, display: Display) -> None:
        translate = QCoreApplication.translate
        super().__init__(
            ARRIVALS,
            translate("TimePanel", "Deliveries over time"),
            translate("TimePanel", "Nothing arrived in this span of time."),
        )
        self._display = display
        self._is_by_status = False
        self.time, self._legend = time, Legend()
        self.reading.show()
        self.time.read.connect(self.reading.set_whole)
        self.time.brushed.connect(self.brushed)
        self.time.chosen.connect(lambda times: self.ask_list(Behind("feed", "", "arrived", times)))
        self.chart.addWidget(self.time, 1)
        self.chart.addWidget(self._legend)
        words = (self.tr("Provider"), self.tr("Status"))
        self.choose_between(words, self.tr("Columns by")).idClicked.connect(self._divide)

    def _divide(self, place: int) -> None:
        self._is_by_status = place == 1
        self.draw_again()

    def draw(self, found: Found[Arrivals]) -> None:
        self.title.set_whole(self._name_of(found.wanted.span.width))
        layers = self._layers(found)
        self.time.show_layers(layers, found.wanted.span)
        self._legend.show_statuses([layer.key for layer in layers])

    def _layers(self, found: Found[Arrivals]) -> list[Layer]:
        field, word = (
            ("status", status_word) if self._is_by_status else ("provider", provider_title)
        )
        shares = found.figures.by(attrgetter(field))
        return [Layer(key, word(key), shares[key]) for key in _in_order(set(shares))]

    def ignored(self, wanted: Wanted) -> Sequence[str]:
        if wanted.span.width < timedelta(seconds=QUARTER):
            return unanswered(wanted.query, MINUTE_ANSWERS)
        return not_applied(wanted.query, Figure.ARRIVALS)

    def heads_and_rows(self, found: Found[Arrivals]) -> Table:
        layers, span = self._layers(found), found.wanted.span
        heads = (self.tr("From"), *(layer.words for layer in layers), self.tr("All"))
        rows = [
            (
                time_words(span.start(place), span.start(place + 1), self._display),
                *(number(layer.counts[place]) for layer in layers),
                number(total),
            )
            for place, total in reversed(list(enumerate(found.figures.totals)))
            if total
        ]
        return heads, rows

    def _name_of(self, width: timedelta) -> str:
        names = {
            MINUTE: self.tr("Deliveries per minute"),
            15 * MINUTE: self.tr("Deliveries per 15 minutes"),
            HOUR: self.tr("Deliveries per hour"),
            2 * HOUR: self.tr("Deliveries per 2 hours"),
            6 * HOUR: self.tr("Deliveries per 6 hours"),
            DAY: self.tr("Deliveries per day"),
            WEEK: self.tr("Deliveries per week"),
        }
        return names[width]


class FinalsPanel(ChartPanel[tuple[FinalTimeRow, ...]]):
    """How long it takes until a state is final."""

    def __init__(self) -> None:
        translate = QCoreApplication.translate
        super().__init__(
            FINALS,
            translate("FinalsPanel", "Time to final, by provider and rail"),
            translate("FinalsPanel", "No transaction became final in this span of time."),
        )
        self._rows = FinalTimes()
        self._rows.opened.connect(self._opened)
        self.chart.addWidget(self._rows, 1)

    def _opened(self, provider: str, rail: str) -> None:
        way = condition("rail", rail) if rail else "-has:rail"
        conditions = f"provider:{provider} {way} money:yes took>=0s"
        self.ask_list(Behind("transactions", conditions, "ended"))

    def draw(self, found: Found[tuple[FinalTimeRow, ...]]) -> None:
        self._rows.show_rows(found.figures)

    def ignored(self, wanted: Wanted) -> Sequence[str]:
        return not_applied(wanted.query, Figure.FINALS)

    def heads_and_rows(self, found: Found[tuple[FinalTimeRow, ...]]) -> Table:
        heads = (self.tr("Provider · rail"), self.tr("n"), "p50", "p95", "p99")
        rows = [
            (
                f"{provider_title(row.provider)} · {rail_word(row.rail) or '—'}",
                number(row.count),
                *(span(seconds) for seconds in (row.p50, row.p95, row.p99)),
            )
            for row in found.figures
        ]
        return heads, rows
