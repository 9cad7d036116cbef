"""The charts page: how the money moves, by provider, over time, until it is final."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from PySide6.QtCore import QCoreApplication, Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.core.errors import AcuseError
from app.core.query import EVERYTHING, Query
from app.ui import theme
from app.ui.ask import Ask
from app.ui.bridge import Bridge
from app.ui.making import Page, Steps, Turns
from app.ui.widgets import charts_saving
from app.ui.widgets.charts_asking import Inquiry
from app.ui.widgets.charts_behind import Behind, filter_behind
from app.ui.widgets.charts_data import fitting
from app.ui.widgets.charts_empty import ChartsEmpty
from app.ui.widgets.charts_found import Findings
from app.ui.widgets.charts_head import ChartsHead
from app.ui.widgets.charts_questions import (
    ARRIVALS,
    PARTS,
    Found,
    Part,
    Times,
    Wanted,
)
from app.ui.widgets.charts_range import OWN
from app.ui.widgets.charts_sheet import ChartsSheet
from app.ui.widgets.charts_spans import Span, between, looking_back
from app.ui.widgets.page_area import PageArea

_AT_MOST_EVERY = 1_000  # ms between two questions to the store
_WITHOUT_NEWS = 15_000  # ms: ages and windows move on although nothing arrives
_NOTICED = 300  # ms from which one notices that figures are still the old ones
_TOGETHER = 0.006  # seconds for what is drawn before it is painted


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
        self._inquiry = Inquiry(ask, self)
        self._inquiry.found.connect(self._came)
        self._inquiry.failed.connect(self._failed)
        self._found = Findings()
        self._drawing = Turns(self, together=_TOGETHER)
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.refresh)
        self._late = QTimer(self, singleShot=True, interval=_NOTICED)
        self._late.timeout.connect(self._say_renewing)

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
        """Whether what is seen is of the filter in force."""
        return self._is_of_the_filter() and not any(map(self._sheet.shows, self._found.undrawn()))

    def is_whole(self) -> bool:
        """Whether that is so of the whole page."""
        return self._is_of_the_filter() and not self._found.undrawn()

    def _is_of_the_filter(self) -> bool:
        return self._query == self.filter.query

    # --- asking -------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh(at_once=True)
        self.take_focus()

    def take_focus(self) -> None:
        """The page was given the keyboard: the arrows scroll."""
        self._content.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self, *, at_once: bool = False) -> None:
        """Ask the store now, unless nobody looks or an answer is under way."""
        if self.isVisible() and not self._inquiry.missing:
            self._ask_for(PARTS, at_once=at_once)

    def _ask_for(self, parts: Iterable[Part[Any]], *, at_once: bool) -> None:
        self._timer.stop()  # what came in until now is asked for
        now = self._now()
        wanted = Wanted(self._span(now), self._brush, self._query)
        self._inquiry.begin(
            wanted, parts, now, seen=set(filter(self._sheet.shows, PARTS)), at_once=at_once
        )
        if at_once:
            self._late.start()

    def _span(self, now: datetime) -> Span:
        if self._days is not None:
            return between(*self._days, self._display.zone)
        return looking_back(self._range, now, self._display.zone)

    def _ask_anew(self, parts: Iterable[Part[Any]] = PARTS) -> None:
        """Something else is asked for: what is under way is not waited for."""
        self._inquiry.withdraw()
        asked = self._found.forget(parts)
        if self.isVisible():
            self._ask_for(asked, at_once=True)

    def _say_renewing(self) -> None:
        self._sheet.say_renewing(self._inquiry.missing)

    def _say_otherwise(self) -> None:
        """Times, or what is masked, are said otherwise."""
        self._sheet.words_changed()
        self._ask_anew()

    def _changed(self) -> None:
        self._soon(_AT_MOST_EVERY)

    def _soon(self, wait: int) -> None:
        if self.isVisible() and (not self._timer.isActive() or wait < self._timer.remainingTime()):
            self._timer.start(wait)

    def _came(self, came: list[Found[Any]]) -> None:
        self._found.take(came)
        is_last = not self._inquiry.missing
        if is_last:
            self._late.stop()
            self._soon(_WITHOUT_NEWS)
        if self._may_fit and (name := self._fitting()) != self._range:
            if name:
                self.choose_range(name)
        elif self._is_narrowed() or not self._found.are_empty():
            self._show()
        elif is_last and (arrivals := self._found.of(ARRIVALS)) is not None:
            is_new = arrivals.figures.is_new
            self._empty.say_nothing(is_new=is_new, is_further=self._range != "1y")
            self._stack.setCurrentWidget(self._empty)

    def _is_narrowed(self) -> bool:
        return self._brush is not None or not self._query.is_empty

    def _fitting(self) -> str:
        """The range that fits what arrived: a day would show a new store as a stroke at its edge.

        Empty as long as that is not known.
        """
        found = self._found.of(ARRIVALS)
        if found is None:
            return ""
        if ARRIVALS.is_empty(found.figures):
            return self._range
        self._may_fit = False
        return fitting(found.figures.totals, found.wanted.span)

    def _failed(self, error: AcuseError) -> None:
        self._empty.say_error(error)
        self._stack.setCurrentWidget(self._empty)
        self._late.stop()
        self._soon(_WITHOUT_NEWS)

    # --- what is asked for ----------------------------------------------------------------------

    def choose_range(self, name: str) -> None:
        """Look back as far as RANGES[name] says."""
        self._may_fit = False
        self._range, self._days = name, None
        self._head.show_range(name)
        self._show_marked(None)
        self._ask_anew()

    def choose_days(self, first: date, last: date) -> None:
        """Look at these days, both included."""
        self._may_fit = False
        self._days = (first, last)
        self._head.show_range(OWN)
        self._show_marked(None)
        self._ask_anew()

    def mark(self, times: Times | None) -> None:
        """Narrow every figure to a time, or look at the whole span again."""
        self._show_marked(times)
        self._ask_anew([part for part in PARTS if part.is_marked])

    def _show_marked(self, times: Times | None) -> None:
        self._brush = times
        self._sheet.show_brush(times)
        self._head.show_marked(times)

    def set_filter(self, text: str) -> None:
        """Narrow what is counted, by the language of every list."""
        self.filter.set_filter(text)

    def _narrow(self) -> None:
        self._query = self.filter.query
        self._ask_anew()

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

    def _open_list(self, behind: Behind, wanted: Wanted, ignored: Sequence[str]) -> None:
        """The list behind a figure: just what was counted there."""
        text = filter_behind(behind, wanted.window, wanted.query, ignored, self._display.zone)
        self.filter_asked.emit(behind.page, text)

    def save(self, shown: QWidget) -> None:
        """Ask for a file, and write what the page or one panel of it shows."""
        charts_saving.ask_for_a_file(self, self._ask, shown, f"acuse-{self._range}.png")

    # --- showing ------------------------------------------------------------------------------

    def _show(self) -> None:
        """Part by part: all at once they would keep whoever moves on waiting."""
        self._stack.setCurrentWidget(self._content)
        self._drawing.begin(self._drawn(), at_once=True)

    def _drawn(self) -> Steps:
        while (found := self._found.next_to_draw()) is not None:
            self._sheet.show_found(found)
            self._sheet.settle()
            yield

    # --- building -----------------------------------------------------------------------------

    def steps(self) -> Steps:
        self._build()
        yield
        yield from self._sheet.steps()
        self._bridge.changed.connect(self._changed)
        self._display.changed.connect(self._say_otherwise)

    def parts(self) -> Sequence[QWidget]:
        return self._sheet.parts()

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(self._build_head())
        self._stack = QStackedWidget()
        layout.addWidget(self._stack, 1)
        self._content = PageArea(self.title())
        self._stack.addWidget(self._content)
        self._sheet = ChartsSheet(self._display, self._head.condition_words)
        self._sheet.brushed.connect(self.mark)
        self._sheet.list_asked.connect(self._open_list)
        self._sheet.save_asked.connect(self.save)
        self._content.column.addWidget(self._sheet)
        self._empty = ChartsEmpty()
        self._empty.further_asked.connect(lambda: self.choose_range("1y"))
        self._empty.open_page.connect(self.open_page)
        self._stack.addWidget(self._empty)

    def _build_head(self) -> QWidget:
        zone = self._display
        self._head = ChartsHead(zone, lambda: self._now().astimezone(zone.zone).date())
        self._head.show_range(self._range)
        self._head.narrowed.connect(self._narrow)
        self._head.unmarked.connect(lambda: self.mark(None))
        self._head.range_chosen.connect(self.choose_range)
        self._head.days_chosen.connect(self.choose_days)
        self._head.table_asked.connect(lambda is_on: self._sheet.show_as_table(is_on))
        self._head.picture_asked.connect(lambda: self.save(self._sheet))
        self.filter = self._head.filter
        return self._head
