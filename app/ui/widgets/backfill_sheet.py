"""Asks a provider for what its webhooks missed: a time, progress against the budget, what came."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from app.core.errors import AcuseError, SecretMissing
from app.core.provider import Provider, Span
from app.store.backfills import BackfillRow
from app.ui.actions import Actions
from app.ui.ask import Ask
from app.ui.display import Display
from app.ui.widgets import backfill_words
from app.ui.widgets.dialogs import form
from app.ui.widgets.moments import moment_field, moment_of
from app.ui.widgets.run_sheet import RunSheet

_SPANS = (timedelta(hours=1), timedelta(days=1), timedelta(days=7), timedelta(days=30))


class BackfillSheet(RunSheet):
    """Stays open while it asks; closing it stops asking, and what was answered is kept."""

    credentials_asked = Signal(str)
    redelivery_asked = Signal(str)
    _told = Signal(int, int, int)  # answers, calls, budget

    def __init__(
        self, parent: QWidget, provider: Provider, ask: Ask, actions: Actions, display: Display
    ) -> None:
        title = self.tr("Fetch what was missed at {0}").format(provider.title)
        remark = self.tr(
            "Its lists are asked for this time, and about everything that is not final. "
            "An answer is one more entry in a timeline; it never replaces what a webhook said."
        )
        super().__init__(parent, provider, ask, actions, display, title=title, remark=remark)
        self._add_choice()
        self._told.connect(self._tell)
        if "redeliver" in provider.calls:
            again = self.tr("Have it sent again…")
            self.add_button(again, lambda: self.redelivery_asked.emit(provider.name))
        self._finish_making(self.tr("Calls of the budget"), self.tr("Ask now"), self._begin)

    def _add_choice(self) -> None:
        lines = form()
        self._span = QComboBox()
        for span in _SPANS:
            self._span.addItem(backfill_words.span(span), span)
        self._span.addItem(self.tr("From … to …"), None)
        self._span.setCurrentIndex(1)
        self._span.currentIndexChanged.connect(self._chosen)
        lines.addRow(self.tr("Time"), self._span)
        now = datetime.now(UTC)
        self._since = moment_field(self._display, self.tr("From"), now - timedelta(days=1))
        self._until = moment_field(self._display, self.tr("To"), now)
        lines.addRow(self.tr("From"), self._since)
        lines.addRow(self.tr("To"), self._until)
        self.body.addLayout(lines)
        self._lines = lines
        self._chosen()

    def _chosen(self) -> None:
        is_own = self._span.currentData() is None
        for field in (self._since, self._until):
            self._lines.setRowVisible(field, is_own)
        self.fit()

    def _wanted(self) -> Span:
        chosen = self._span.currentData()
        if chosen is not None:
            now = datetime.now(UTC)
            return Span(now - chosen, now)
        return Span(moment_of(self._since), moment_of(self._until))

    def _words_of_latest(self, run: BackfillRow | None, now: datetime) -> str:
        return backfill_words.latest(run, self._display.zone, now)

    # --- asking -------------------------------------------------------------------------------

    def _begin(self) -> None:
        span = self._wanted()
        if span.since >= span.until:
            self.notice.say("problem", self.tr("The time to ask about ends before it begins."))
            return
        name, tell = self._provider.name, self._told.emit
        self._start(
            lambda stop: self._actions.backfill(name, span, tell, stop),
            self.tr("Asking {0}…").format(self._provider.title),
        )

    def _tell(self, answers: int, calls: int, budget: int) -> None:
        words = self.tr("{0} answers · {1} of {2} calls").format(answers, calls, budget)
        self._show_progress(calls, budget, words)

    def _failed(self, error: AcuseError) -> None:
        super()._failed(error)
        if isinstance(error, SecretMissing):
            name = self._provider.name
            words = self.tr("Enter credentials…")
            self.notice.offer(words, lambda: self.credentials_asked.emit(name))
