"""Asks a provider for what its webhooks missed: a time, progress against the budget, what came."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta

from PySide6.QtCore import QDateTime, Signal
from PySide6.QtWidgets import QComboBox, QDateTimeEdit, QProgressBar, QWidget

from app.core.errors import AcuseError, SecretMissing
from app.core.provider import Provider, Span
from app.store.backfills import BackfillRow
from app.store.reader import Reader
from app.ui import texts
from app.ui.actions import Actions
from app.ui.ask import Ask
from app.ui.display import Display
from app.ui.texts import plain_tip
from app.ui.widgets import backfill_words
from app.ui.widgets.dialogs import StoppableSheet, form
from app.ui.widgets.parts import busy, label, while_alive

_SPANS = (timedelta(hours=1), timedelta(days=1), timedelta(days=7), timedelta(days=30))


class BackfillSheet(StoppableSheet):
    """Stays open while it asks; closing it stops asking, and what was answered is kept."""

    ended = Signal()
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
        super().__init__(parent, title, remark)
        self._provider, self._ask, self._actions = provider, ask, actions
        self._display = display
        self._add_choice()
        self._progress = QProgressBar()
        self._progress.setAccessibleName(self.tr("Calls of the budget"))
        self._progress.setTextVisible(False)
        self._progress.hide()
        self._words = label("", "muted", wrap=True)
        self.body.addWidget(self._progress)
        self.body.addWidget(self._words)
        self._told.connect(self._show_progress)
        if "redeliver" in provider.calls:
            again = self.tr("Have it sent again…")
            self.add_button(again, lambda: self.redelivery_asked.emit(provider.name))
        self._close = self.add_close()
        self._send = self.add_button(self.tr("Ask now"), self._begin, kind="primary")
        self._ask.ask(self._latest, while_alive(self, self._show_latest))

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

    # --- what was asked before ----------------------------------------------------------------

    def _latest(self, reader: Reader) -> BackfillRow | None:
        found = reader.backfills(self._provider.name, 1)
        return found[0] if found else None

    def _show_latest(self, run: BackfillRow | None) -> None:
        if self._stop is None:
            zone = self._display.zone
            self._words.setText(backfill_words.latest(run, zone, datetime.now(UTC)))
            if run is not None:
                self._words.setToolTip(plain_tip(texts.whole_moment(run.ended_at, zone)))

    # --- asking -------------------------------------------------------------------------------

    def _begin(self) -> None:
        span = self._wanted()
        if span.since >= span.until:
            self.notice.say("problem", self.tr("The time to ask about ends before it begins."))
            return
        self.notice.hide()
        busy(self._send, True)
        self._stop = stop = threading.Event()
        self._close.setText(self.tr("Stop"))
        self._progress.setRange(0, 0)
        self._progress.show()
        self._words.setText(self.tr("Asking {0}…").format(self._provider.title))
        self._words.setToolTip("")
        name, tell = self._provider.name, self._told.emit
        self._ask.work(
            lambda: self._actions.backfill(name, span, tell, stop),
            while_alive(self, self._ended),
            while_alive(self, self._failed),
        )

    def _show_progress(self, answers: int, calls: int, budget: int) -> None:
        self._progress.setRange(0, budget)
        self._progress.setValue(calls)
        self._words.setText(
            self.tr("{0} answers · {1} of {2} calls").format(answers, calls, budget)
        )

    def _ended(self, run: BackfillRow) -> None:
        self._rest()
        title, text = backfill_words.outcome(run)
        self.notice.say("notice" if run.error else "good", title, text)
        self._words.setText("")
        self.ended.emit()

    def _failed(self, error: AcuseError) -> None:
        self._rest()
        self._words.setText("")
        self.notice.say_error(error)
        if isinstance(error, SecretMissing):
            name = self._provider.name
            words = self.tr("Enter credentials…")
            self.notice.offer(words, lambda: self.credentials_asked.emit(name))

    def _rest(self) -> None:
        busy(self._send, False)
        self._close.setText(self.tr("Close"))
        self._progress.hide()
        self._stop = None


def moment_field(display: Display, name: str, at: datetime) -> QDateTimeEdit:
    """A field for a day and a time in the zone of the window."""
    field = QDateTimeEdit()
    field.setCalendarPopup(True)
    field.setDisplayFormat("yyyy-MM-dd HH:mm")
    field.setTimeZone(display.qt_zone())
    field.setDateTime(QDateTime.fromMSecsSinceEpoch(int(at.timestamp() * 1000), field.timeZone()))
    field.setAccessibleName(name)
    field.dateTimeChanged.connect(lambda _: _tell_zone(field, display))
    _tell_zone(field, display)
    return field


def _tell_zone(field: QDateTimeEdit, display: Display) -> None:
    field.setToolTip(plain_tip(texts.whole_moment(moment_of(field), display.zone)))


def moment_of(field: QDateTimeEdit) -> datetime:
    """What is entered there, in UTC."""
    return datetime.fromtimestamp(field.dateTime().toMSecsSinceEpoch() / 1000, UTC)
