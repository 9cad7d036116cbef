"""The panels about money under way, our own answers and what was not taken in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QButtonGroup

from app.core.amounts import format_amount
from app.core.plain import plain
from app.core.query import condition
from app.store.figure_rows import RejectionRow
from app.store.rollups import FLIGHT_ANSWERS, Figure, unanswered
from app.ui.said import said
from app.ui.texts import milliseconds, number, provider_title, status_word
from app.ui.widgets import keyboard
from app.ui.widgets.charts_answers import AnswersChart
from app.ui.widgets.charts_behind import Behind
from app.ui.widgets.charts_data import (
    ACK_LIMIT,
    ACK_SLOW,
    AGES,
    Answered,
    Answers,
    Flight,
    not_applied,
)
from app.ui.widgets.charts_frame import ChartPanel, Table
from app.ui.widgets.charts_lists import BarRow, BarRows
from app.ui.widgets.charts_questions import ANSWERS, FLIGHTS, REJECTIONS, Found, Wanted
from app.ui.widgets.parts import button, label

Flights = Mapping[str, tuple[Flight, ...]]

_MOST_ASSETS = 5
_MOST_CAUSES = 8
_AGE_TONES = dict(zip(AGES, ("in_progress", "in_progress", "pending", "failed"), strict=True))
_AGE_FILTERS = dict(
    zip(AGES, ("age<1m", "age>=1m age<10m", "age>=10m age<1h", "age>=1h"), strict=True)
)


def age_words(age: str) -> str:
    """How long money has been under way."""
    translate = QCoreApplication.translate
    words: Mapping[str, str] = {
        AGES[0]: translate("Flights", "under 1 min"),
        AGES[1]: translate("Flights", "1–10 min"),
        AGES[2]: translate("Flights", "10–60 min"),
        AGES[3]: translate("Flights", "over 1 h"),
    }
    return words[age]


class FlightsPanel(ChartPanel[Flights]):
    """Money in flight by age, one asset at a time: assets are never added to each other."""

    def __init__(self) -> None:
        translate = QCoreApplication.translate
        super().__init__(
            FLIGHTS,
            translate("FlightsPanel", "In flight by age"),
            translate("FlightsPanel", "Nothing is under way: all money has arrived."),
        )
        self._asset = ""
        self._offered: tuple[str, ...] = ()
        self._bars = BarRows(self.tr("Money in flight by age"), names_share=0.4)
        self._bars.chosen.connect(self._chosen)
        self._remark = label("", "small", wrap=True)
        # As many chips as there are assets: in the head they might not have room.
        self._chips = QButtonGroup(self)
        self._chips.idClicked.connect(lambda place: self._choose(self._offered[place]))
        self.head.removeItem(self.choices)
        self.body.insertLayout(0, self.choices)
        self.body.setAlignment(self.choices, Qt.AlignmentFlag.AlignLeft)
        self.chart.addWidget(self._bars)
        self.chart.addWidget(self._remark)
        self.chart.addStretch()
        for place in range(_MOST_ASSETS):
            chip = button("", kind="chip")
            chip.setCheckable(True)
            chip.hide()
            self._chips.addButton(chip, place)
            self.choices.addWidget(chip)
            keyboard.go_before(self._bars, chip)

    def _chosen(self, age: str) -> None:
        asset = condition("asset", self._asset) if self._asset else "-asset:*"
        conditions = f"{asset} final:no money:yes {_AGE_FILTERS[age]}"
        brush = self._found.wanted.brush if self._found else None
        times = None if age == AGES[-1] else brush  # only the oldest are kept by quarters
        self.ask_list(Behind("transactions", conditions, "begun" if brush else "", times))

    def draw(self, found: Found[Flights]) -> None:
        assets = tuple(found.figures)[:_MOST_ASSETS]
        if self._asset not in assets:
            self._asset = assets[0] if assets else ""
        if set(assets) != set(self._offered):
            self._offer(assets)
        self._bars.show_rows([self._row(one) for one in found.figures.get(self._asset, ())])
        if found.wanted.brush:
            self._remark.setText(self.tr("What began in the marked time."))
            self.say_nothing(self.tr("Nothing that began in the marked time is under way."))
        else:
            self._remark.setText(self.tr("All that is under way now, whenever it began."))
            self.say_nothing(self.tr("Nothing is under way: all money has arrived."))

    def _row(self, one: Flight) -> BarRow:
        words = _sum(one) if one.count else self.tr("none")
        key = one.age if one.count else ""
        return BarRow(age_words(one.age), words, one.share, _AGE_TONES[one.age], key)

    def ignored(self, wanted: Wanted) -> Sequence[str]:
        return unanswered(wanted.query, FLIGHT_ANSWERS)

    def heads_and_rows(self, found: Found[Flights]) -> Table:
        heads = (self.tr("Age"), self.tr("Amount"), self.tr("Asset"), self.tr("Transactions"))
        rows = [
            (age_words(one.age), format_amount(one.amount), plain(asset), number(one.count))
            for asset, ages in found.figures.items()
            for one in ages
            if one.count
        ]
        return heads, rows

    def _offer(self, assets: tuple[str, ...]) -> None:
        """A chip for each, where there is something to choose."""
        self._offered = assets
        shown = assets if len(assets) > 1 else ()
        for place, chip in enumerate(self._chips.buttons()):
            chip.setVisible(place < len(shown))
            if place < len(shown):
                asset = plain(shown[place])
                chip.setText(asset)
                chip.setAccessibleName(self.tr("Money in flight in {0}").format(asset))
                chip.setChecked(shown[place] == self._asset)

    def _choose(self, asset: str) -> None:
        self._asset = asset
        self.draw_again()


def _sum(one: Flight) -> str:
    return f"{format_amount(one.amount)} {plain(one.asset)} · {number(one.count)}"


class AnswersPanel(ChartPanel[Answers]):
    """How long our own answers took, against the limit after which providers give up."""

    def __init__(self) -> None:
        translate = QCoreApplication.translate
        super().__init__(
            ANSWERS,
            translate("AnswersPanel", "Our own answers"),
            translate("AnswersPanel", "No delivery was answered in this span of time."),
        )
        self._answers = AnswersChart()
        self._answers.chosen.connect(self._chosen)
        self._remark = label("", "small", wrap=True)
        self.chart.addWidget(self._answers, 1)
        self.chart.addWidget(self._remark)

    def _chosen(self, one: Answered) -> None:
        slowest = f" answered<{one.high:.0f}ms" if one.high < float("inf") else ""
        conditions = f"answered>={one.low:.0f}ms{slowest}"
        self.ask_list(Behind("feed", conditions, "arrived", is_all=True))

    def draw(self, found: Found[Answers]) -> None:
        self._answers.show_answers(found.figures)
        over, slow = found.figures.over(ACK_LIMIT), found.figures.over(ACK_SLOW)
        words = self.tr("{count} answered, p50 {p50}, p99 {p99}; {slow} from 2 s, {over} from 5 s")
        self._remark.setText(
            words.format(
                count=number(found.figures.count),
                p50=milliseconds(found.figures.p50),
                p99=milliseconds(found.figures.p99),
                slow=number(slow),
                over=number(over),
            )
        )

    def ignored(self, wanted: Wanted) -> Sequence[str]:
        return not_applied(wanted.query, Figure.ACKS)

    def heads_and_rows(self, found: Found[Answers]) -> Table:
        heads = (self.tr("From"), self.tr("To"), self.tr("Answers"))
        rows = [
            (
                milliseconds(one.low),
                "—" if one.high == float("inf") else milliseconds(one.high),
                number(one.count),
            )
            for one in found.figures.columns
        ]
        return heads, rows


class RejectionsPanel(ChartPanel[tuple[RejectionRow, ...]]):
    """What was not taken in, and why."""

    def __init__(self) -> None:
        translate = QCoreApplication.translate
        super().__init__(
            REJECTIONS,
            translate("RejectionsPanel", "Rejections by cause"),
            translate("RejectionsPanel", "Everything that arrived was taken in."),
        )
        self._bars = BarRows(self.tr("Rejections by cause"), names_above=True)
        self._rows: Sequence[RejectionRow] = ()
        self._bars.chosen.connect(self._chosen)
        self.chart.addWidget(self._bars)
        self.chart.addStretch()

    def _chosen(self, place: str) -> None:
        row = self._rows[int(place)]
        cause = condition("cause", row.cause.replace('"', "*"))
        conditions = f"provider:{row.provider} {cause}"
        self.ask_list(Behind("feed", conditions, "arrived"))

    def draw(self, found: Found[tuple[RejectionRow, ...]]) -> None:
        rows = self._rows = found.figures[:_MOST_CAUSES]
        most = max((row.count for row in rows), default=1)
        self._bars.show_rows(
            [
                BarRow(cause_words(row), number(row.count), row.count / most, "failed", str(place))
                for place, row in enumerate(rows)
            ]
        )

    def ignored(self, wanted: Wanted) -> Sequence[str]:
        return not_applied(wanted.query, Figure.REJECTIONS)

    def heads_and_rows(self, found: Found[tuple[RejectionRow, ...]]) -> Table:
        heads = (self.tr("Provider · cause"), self.tr("Deliveries"))
        return heads, [(cause_words(row), number(row.count)) for row in found.figures]


def cause_words(row: RejectionRow) -> str:
    """A provider and why, in the language of the window."""
    words = said(f"{row.cause}.").rstrip(".")
    if words == row.cause:
        words = status_word(row.cause)  # nothing was said but the standing
    return f"{provider_title(row.provider)} · {words}"
