"""The charts page: how the money moves, by provider, over time, until it is final."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from PySide6.QtCore import QCoreApplication, QTimer, Signal
from PySide6.QtGui import QImage, QShowEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFileDialog,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.core.errors import AcuseError
from app.ui import theme
from app.ui.ask import Ask
from app.ui.bridge import Bridge
from app.ui.said import error_lines
from app.ui.widgets import toast
from app.ui.widgets.card import EmptyState
from app.ui.widgets.charts_data import SPANS, Charts, charts
from app.ui.widgets.charts_figures import Figures
from app.ui.widgets.charts_panels import BarsPanel, FinalsPanel, FlightsPanel, TimePanel
from app.ui.widgets.parts import button, label
from app.ui.widgets.tiles import Tiles

_AT_MOST_EVERY = 1_000  # ms between two questions to the store
_WITHOUT_NEWS = 15_000  # ms: ages and windows move on although nothing arrives


class ChartsPage(QWidget):
    """Asks the store at most once a second, and only while it is seen."""

    name = "charts"
    icon = "chart-column"
    filter_asked = Signal(str, str)  # provider, status: the list behind a bar
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
        self._ask, self._display, self._now = ask, bridge.display, now
        self._span = "24h"
        self._may_fit = True  # nobody has chosen a span yet
        self._charts: Charts | None = None
        self._asked_for = ""  # the span of the question that is under way
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.refresh)
        bridge.changed.connect(lambda _: self._soon(_AT_MOST_EVERY))
        bridge.display.changed.connect(self._show_again)
        self._build()

    @staticmethod
    def title() -> str:
        """What the page is called."""
        return QCoreApplication.translate("Pages", "Charts")

    # --- asking -------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._time.load()
        self.refresh()

    def refresh(self) -> None:
        """Ask the store now, unless nobody looks or an answer is under way."""
        if not self.isVisible() or self._asked_for == self._span:
            return
        self._asked_for = name = self._span
        span, now = SPANS[name], self._now()
        self._ask.ask(
            lambda reader: charts(reader, span, now),
            lambda found: self._answered(name, found),
            lambda error: self._failed(name, error),
        )

    def choose_span(self, name: str) -> None:
        """Look back as far as SPANS[name] says."""
        self._may_fit = False
        if name != self._span:
            self._span = name
            self._spans[name].setChecked(True)
            self.refresh()

    def _soon(self, wait: int) -> None:
        if self.isVisible() and (not self._timer.isActive() or wait < self._timer.remainingTime()):
            self._timer.start(wait)

    def _answered(self, name: str, found: Charts) -> None:
        if name != self._span:
            return  # another span was chosen meanwhile, its answer is under way
        self._asked_for = ""
        self._charts = found
        if self._may_fit and not found.is_empty:
            # A day would show a new store as a stroke at its edge.
            self.choose_span(found.fitting())
        if name == self._span:
            self._show(found)
        self._soon(_WITHOUT_NEWS)

    def _failed(self, name: str, error: AcuseError) -> None:
        if name == self._span:
            self._asked_for = ""
            problem, *why = error_lines(error)
            self._empty.say(problem, " ".join(filter(None, why)))
            self._stack.setCurrentWidget(self._empty)
            self._soon(_WITHOUT_NEWS)

    def _show_again(self) -> None:
        if self._charts is not None:
            self._show(self._charts)

    # --- showing ------------------------------------------------------------------------------

    def _show(self, found: Charts) -> None:
        if found.is_empty and not found.flights:
            self._empty.say(
                self.tr("Nothing arrived in this span of time"),
                self.tr("Charts fill by themselves as soon as a provider delivers."),
            )
            self._further.setVisible(self._span != "30d")
            self._stack.setCurrentWidget(self._empty)
            return
        self._figures.show_charts(found)
        for panel in (self._bars, self._time, self._finals, self._flights):
            panel.show_charts(found)
        self._stack.setCurrentWidget(self._content)

    def _show_as_table(self, is_table: bool) -> None:
        self._bars.show_as_table(is_table)
        self._time.show_as_table(is_table)
        self._show_again()

    # --- picture ------------------------------------------------------------------------------

    def _ask_for_a_file(self) -> None:
        dialog = QFileDialog(self, self.tr("Save picture"), f"acuse-{self._span}.png")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(self.tr("Picture (*.png)"))
        dialog.setDefaultSuffix("png")
        dialog.fileSelected.connect(self.save_picture)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def save_picture(self, path: str) -> None:
        """Write what the page shows to a PNG file."""
        image: QImage = self._sheet.grab().toImage()
        self._ask.work(lambda: image.save(path), lambda is_saved: self._saved(path, is_saved))

    def _saved(self, path: str, is_saved: bool) -> None:
        words = self.tr("Saved {0}") if is_saved else self.tr("{0} could not be written")
        toast.say(self, words.format(path))

    # --- building -----------------------------------------------------------------------------

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 0, 0)
        layout.setSpacing(12)
        layout.addLayout(self._build_head())
        self._content = QScrollArea()
        self._content.setWidgetResizable(True)
        self._sheet = self._build_content()
        self._content.setWidget(self._sheet)
        self._empty = EmptyState("chart-column", self.tr("One moment…"), "")
        self._further = self._empty.offer(
            self.tr("Look back 30 days"), lambda: self.choose_span("30d"), kind="primary"
        )
        self._empty.offer(self.tr("Open Connections"), lambda: self.open_page.emit("connections"))
        self._stack = QStackedWidget()
        self._stack.addWidget(self._content)
        self._stack.addWidget(self._empty)
        layout.addWidget(self._stack, 1)

    def _build_head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 16, 0)
        head.setSpacing(8)
        head.addWidget(label(self.title(), "title"))
        head.addStretch()
        names = {
            "15min": self.tr("15 min"),
            "1h": self.tr("1 h"),
            "24h": self.tr("24 h"),
            "7d": self.tr("7 d"),
            "30d": self.tr("30 d"),
        }
        self._spans: dict[str, QPushButton] = {}
        group = QButtonGroup(self)
        for name, words in names.items():
            chip = button(words, kind="chip")
            chip.setCheckable(True)
            chip.setChecked(name == self._span)
            chip.setAccessibleName(self.tr("The last {0}").format(words))
            chip.clicked.connect(lambda _=False, name=name: self.choose_span(name))
            group.addButton(chip)
            self._spans[name] = chip
            head.addWidget(chip)
        self._as_table = button(self.tr("Show as table"), icon="table")
        self._as_table.setCheckable(True)
        self._as_table.toggled.connect(self._show_as_table)
        head.addWidget(self._as_table)
        head.addWidget(button(self.tr("Save picture"), self._ask_for_a_file, icon="image"))
        return head

    def _build_content(self) -> QWidget:
        content = QWidget()
        theme.dress(content, "page")
        layout = QVBoxLayout(content)
        layout.setContentsMargins(0, 0, 16, 14)
        layout.setSpacing(12)
        self._figures = Figures()
        self._bars, self._time = BarsPanel(), TimePanel(self._display)
        self._finals, self._flights = FinalsPanel(), FlightsPanel()
        self._bars.chosen.connect(self.filter_asked)
        layout.addWidget(self._figures)
        panels = (self._bars, self._time, self._finals, self._flights)
        layout.addWidget(Tiles(panels, 440, (2, 1)), 1)
        return content
