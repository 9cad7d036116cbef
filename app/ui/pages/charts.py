"""The charts page: how the money moves, by provider, over time, until it is final."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from PySide6.QtCore import QCoreApplication, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QShowEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.core.errors import AcuseError
from app.core.query import EVERYTHING, Query
from app.ui import theme
from app.ui.ask import Ask
from app.ui.bridge import Bridge
from app.ui.making import Page, Steps
from app.ui.said import error_lines
from app.ui.widgets import toast
from app.ui.widgets.card import EmptyState
from app.ui.widgets.charts_behind import Behind, filter_behind
from app.ui.widgets.charts_data import Charts, Wanted, charts
from app.ui.widgets.charts_range import OWN, RangeChips
from app.ui.widgets.charts_sheet import ChartsSheet
from app.ui.widgets.charts_spans import Span, between, looking_back
from app.ui.widgets.charts_time import time_words
from app.ui.widgets.filters_field import FilterField
from app.ui.widgets.filters_masks import masked_name
from app.ui.widgets.fitting_line import FittingLine, Flowing
from app.ui.widgets.parts import button, label
from app.ui.widgets.ring import Ring

_AT_MOST_EVERY = 1_000  # ms between two questions to the store
_FILTER = 220  # points that the filter wants beside the ranges
_WITHOUT_NEWS = 15_000  # ms: ages and windows move on although nothing arrives

Times = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class ChartsKept:
    """What is looked at: the filter, the span by name or by days, and the marked time."""

    filter: str
    range: str
    days: tuple[date, date] | None
    brush: Times | None


class ChartsPage(Page):
    """Asks the store at most once a second, and only while it is seen."""

    name = "charts"
    icon = "chart-column"
    filter_asked = Signal(str, str)  # a page and a filter: the list behind a figure
    open_page = Signal(str)

    def __init__(
        self,
        ask: Ask,
        bridge: Bridge,
        *,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        super().__init__()
        theme.dress(self, "page")
        self._ask, self._now = ask, now
        self._bridge, self._display = bridge, bridge.display
        self._range = "24h"
        self._days: tuple[date, date] | None = None  # a span of one's own
        self._may_fit = True  # nobody has chosen a span yet
        self._brush: Times | None = None
        self._query: Query = EVERYTHING
        self._charts: Charts | None = None
        self._epoch = 0  # of what is asked for: older answers are let go
        self._is_asking = False
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.refresh)

    @staticmethod
    def title() -> str:
        """What the page is called."""
        return QCoreApplication.translate("Pages", "Charts")

    # --- what the window asks -----------------------------------------------------------------

    def kept(self) -> ChartsKept:
        """What a page made anew takes over."""
        return ChartsKept(self.filter.accepted(), self._range, self._days, self._brush)

    def come_back(self, kept: ChartsKept) -> None:
        """Stand as it was."""
        self.set_filter(kept.filter)
        if kept.days is not None:
            self.choose_days(*kept.days)
        else:
            self.choose_range(kept.range)
        self.mark(kept.brush)

    def is_answered(self) -> bool:
        """Whether what is shown is of the filter in force."""
        return self._charts is not None and self._charts.wanted.query == self.filter.query

    # --- asking -------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()
        self.take_focus()

    def take_focus(self) -> None:
        """The page was given the keyboard: the arrows scroll."""
        self._content.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self, *, at_once: bool = False) -> None:
        """Ask the store now, unless nobody looks or an answer is under way."""
        if not self.isVisible() or self._is_asking:
            return
        self._is_asking = True
        epoch, now = self._epoch, self._now()
        wanted = Wanted(self._span(now), self._brush, self._query)
        self._ask.ask(
            lambda reader: charts(reader, wanted, now),
            lambda found: self._answered(epoch, found),
            lambda error: self._failed(epoch, error),
            at_once=at_once,
        )

    def _span(self, now: datetime) -> Span:
        if self._days is not None:
            return between(*self._days, self._display.zone)
        return looking_back(self._range, now, self._display.zone)

    def _ask_anew(self) -> None:
        """Something else is asked for: what is under way is not waited for."""
        self._epoch += 1
        self._is_asking = False
        self.refresh(at_once=True)

    def _changed(self) -> None:
        self._soon(_AT_MOST_EVERY)

    def _soon(self, wait: int) -> None:
        if self.isVisible() and (not self._timer.isActive() or wait < self._timer.remainingTime()):
            self._timer.start(wait)

    def _answered(self, epoch: int, found: Charts) -> None:
        if epoch != self._epoch:
            return
        self._is_asking = False
        self._charts = found
        if self._may_fit and not found.is_empty:
            self._may_fit = False
            if (fitting := found.fitting()) != self._range:
                self.choose_range(fitting)  # a day would show a new store as a stroke at its edge
                return
        self._show(found)
        self._soon(_WITHOUT_NEWS)

    def _failed(self, epoch: int, error: AcuseError) -> None:
        if epoch == self._epoch:
            self._is_asking = False
            problem, *rest = error_lines(error)
            self._empty.say(problem, " ".join(filter(None, rest)))
            self._stack.setCurrentWidget(self._empty)
            self._soon(_WITHOUT_NEWS)

    # --- what is asked for ----------------------------------------------------------------------

    def choose_range(self, name: str) -> None:
        """Look back as far as RANGES[name] says."""
        self._may_fit = False
        self._range, self._days = name, None
        self._ranges.show_chosen(name)
        self.mark(None)

    def choose_days(self, first: date, last: date) -> None:
        """Look at these days, both included."""
        self._may_fit = False
        self._days = (first, last)
        self._ranges.show_chosen(OWN)
        self.mark(None)

    def mark(self, times: Times | None) -> None:
        """Narrow every figure to a time, or look at the whole span again."""
        self._brush = times
        self._marked.setVisible(times is not None)
        if times is not None:
            self._marked.setText(self.tr("Only {0}").format(time_words(*times, self._display)))
        self._ask_anew()

    def set_filter(self, text: str) -> None:
        """Narrow what is counted, by the language of every list."""
        self.filter.set_filter(text)

    def _narrow(self) -> None:
        self._query = self.filter.query
        self._ask_anew()

    def _say_wrong(self) -> None:
        error = self.filter.error
        problem, cause, _ = error_lines(error) if error else ("", "", "")
        word = error.word if error else ""
        self._wrong.setText(f"{problem.replace(word, self._condition_words(word))} {cause}".strip())
        self._wrong.setVisible(error is not None)

    def _condition_words(self, text: str) -> str:
        """A condition of the filter, as it may be said now."""
        return masked_name(text, text) if self._display.is_private else text

    def focus_filter(self) -> None:
        """Ctrl+F."""
        self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter.selectAll()

    def escape(self) -> None:
        """Esc: the marked time goes first, then the filter."""
        if self._brush is not None:
            self.mark(None)
        elif self.filter.text():
            self.set_filter("")

    def reload(self) -> None:
        """F5."""
        self._ask_anew()

    def _open_list(self, behind: Behind, ignored: Sequence[str]) -> None:
        """The list behind a figure: just what was counted there."""
        if (found := self._charts) is not None:
            wanted = found.wanted
            text = filter_behind(behind, wanted.window, wanted.query, ignored, self._display.zone)
            self.filter_asked.emit(behind.page, text)

    # --- showing ------------------------------------------------------------------------------

    def _show(self, found: Charts) -> None:
        is_plain = found.wanted.brush is None and found.wanted.query.is_empty
        if found.is_empty and not found.flights and is_plain:
            self._say_nothing(is_new=found.is_new)
            return
        self._sheet.show_charts(found)
        self._stack.setCurrentWidget(self._content)

    def _say_nothing(self, *, is_new: bool) -> None:
        """Further back there may be something; in a new store there is nothing at all."""
        title = (
            self.tr("Nothing has arrived yet")
            if is_new
            else self.tr("Nothing arrived in this span of time")
        )
        fills = self.tr("Charts fill by themselves as soon as a provider delivers.")
        self._empty.say(title, fills)
        self._connect.setVisible(is_new)
        self._further.setVisible(not is_new and self._range != "1y")
        self._stack.setCurrentWidget(self._empty)

    # --- picture ------------------------------------------------------------------------------

    def _ask_for_a_file(self, shown: QWidget) -> None:
        dialog = QFileDialog(self, self.tr("Save picture"), f"acuse-{self._range}.png")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(self.tr("Picture (*.png)"))
        dialog.setDefaultSuffix("png")
        dialog.fileSelected.connect(lambda path: self.save_picture(path, shown))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def save_picture(self, path: str, shown: QWidget | None = None) -> None:
        """Write what the page or one panel of it shows to a PNG file."""
        image: QImage = (shown or self._sheet).grab().toImage()
        self._ask.work(lambda: image.save(path), lambda is_saved: self._saved(path, is_saved))

    def _saved(self, path: str, is_saved: bool) -> None:
        words = self.tr("Saved {0}") if is_saved else self.tr("{0} could not be written")
        toast.say(self, words.format(path))

    # --- building -----------------------------------------------------------------------------

    def steps(self) -> Steps:
        self._build()
        yield from self._sheet.steps()
        self._bridge.changed.connect(self._changed)
        self._display.changed.connect(self._ask_anew)

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(self._build_head())
        layout.addWidget(self._build_filter())
        self._wrong = label("", "small", wrap=True)
        self._wrong.hide()
        layout.addWidget(self._wrong)
        self._stack = QStackedWidget()
        layout.addWidget(self._stack, 1)
        self._content = QScrollArea()
        Ring(self._content)
        self._content.setAccessibleName(self.title())
        self._content.setWidgetResizable(True)
        self._stack.addWidget(self._content)
        self._sheet = ChartsSheet(self._display, self._condition_words)
        self._sheet.brushed.connect(self.mark)
        self._sheet.list_asked.connect(self._open_list)
        self._sheet.save_asked.connect(self._ask_for_a_file)
        self._content.setWidget(self._sheet)
        self._empty = EmptyState("chart-column", self.tr("One moment…"), "")
        self._further = self._empty.offer(
            self.tr("Look back a year"), lambda: self.choose_range("1y"), kind="primary"
        )
        self._connect = self._empty.offer(
            self.tr("Connect a provider"),
            lambda: self.open_page.emit("first-steps"),
            kind="primary",
        )
        for one in (self._further, self._connect):
            one.hide()
        self._stack.addWidget(self._empty)

    def _build_head(self) -> QWidget:
        self._marked: QPushButton = button("", lambda: self.mark(None), kind="chip", icon="x")
        self._marked.setToolTip(self.tr("Look at the whole span again"))
        self._marked.hide()
        self._as_table = button(self.tr("Show as table"), icon="table")
        self._as_table.setCheckable(True)
        self._as_table.toggled.connect(lambda is_on: self._sheet.show_as_table(is_on))
        save = button(
            self.tr("Save picture"), lambda: self._ask_for_a_file(self._sheet), icon="image"
        )
        named = Flowing((label(self.title(), "title"), self._marked))
        head = FittingLine(named, Flowing((self._as_table, save)))
        head.setContentsMargins(0, 0, 16, 0)
        return head

    def _build_filter(self) -> QWidget:
        self.filter = FilterField()
        self.filter.is_private = lambda: self._display.is_private
        self._display.changed.connect(self.filter.veil)
        self._display.changed.connect(self._say_wrong)
        self.filter.setPlaceholderText(self.tr("Filter: provider, asset, kind, status, env…"))
        self.filter.told.connect(self._narrow)
        self.filter.typed.connect(self._say_wrong)
        zone = self._display
        self._ranges = RangeChips(lambda: self._now().astimezone(zone.zone).date())
        self._ranges.show_chosen(self._range)
        self._ranges.chosen.connect(self.choose_range)
        self._ranges.own_chosen.connect(self.choose_days)
        row = FittingLine(self.filter, self._ranges, least=theme.px(_FILTER))
        row.setContentsMargins(0, 0, 16, 0)
        return row
