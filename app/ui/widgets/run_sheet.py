"""A dialog that has answers of a provider kept: how far it is, and what came of it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import UTC, datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QPushButton, QWidget

from app.core.errors import AcuseError
from app.core.provider import Provider
from app.store.backfills import BackfillRow
from app.store.reader import Reader
from app.ui import texts
from app.ui.actions import Actions
from app.ui.ask import Ask
from app.ui.display import Display
from app.ui.texts import plain_tip
from app.ui.widgets import backfill_words
from app.ui.widgets.dialogs import StoppableSheet
from app.ui.widgets.parts import busy, label, while_alive


class RunSheet(StoppableSheet):
    """Stays open meanwhile; closing it stops the run, and what was kept by then stays."""

    ended = Signal()

    def __init__(
        self,
        parent: QWidget,
        provider: Provider,
        ask: Ask,
        actions: Actions,
        display: Display,
        *,
        title: str,
        remark: str,
    ) -> None:
        super().__init__(parent, title, remark)
        self._provider, self._ask, self._actions = provider, ask, actions
        self._display = display
        self._progress = QProgressBar()
        self._progress.setTextVisible(False)
        self._progress.hide()
        self._words = label("", "muted", wrap=True)

    def _finish_making(self, counted: str, begin: str, pressed: Callable[[], None]) -> None:
        """What the bar counts; the words of the button that begins."""
        self._progress.setAccessibleName(counted)
        self.body.addWidget(self._progress)
        self.body.addWidget(self._words)
        self._close = self.add_close()
        self._starter: QPushButton = self.add_button(begin, pressed, kind="primary")
        self._ask.ask(self._latest, while_alive(self, self._show_latest))

    # --- the run before -----------------------------------------------------------------------

    def _words_of_latest(self, run: BackfillRow | None, now: datetime) -> str:
        raise NotImplementedError

    def _latest(self, reader: Reader) -> BackfillRow | None:
        found = reader.backfills(self._provider.name, 1)
        return found[0] if found else None

    def _show_latest(self, run: BackfillRow | None) -> None:
        if self._stop is None:
            self._words.setText(self._words_of_latest(run, datetime.now(UTC)))
            if run is not None:
                moment = texts.whole_moment(run.ended_at, self._display.zone)
                self._words.setToolTip(plain_tip(moment))

    # --- this one -----------------------------------------------------------------------------

    def _start(self, run: Callable[[threading.Event], BackfillRow], words: str) -> None:
        self.notice.hide()
        busy(self._starter, True)
        self._stop = stop = threading.Event()
        self._close.setText(self.tr("Stop"))
        self._progress.setRange(0, 0)
        self._progress.show()
        self._words.setText(words)
        self._words.setToolTip("")
        self._ask.errand(
            lambda: run(stop), while_alive(self, self._ended), while_alive(self, self._failed)
        )

    def _show_progress(self, done: int, of: int, words: str) -> None:
        self._progress.setRange(0, of)
        self._progress.setValue(done)
        self._words.setText(words)

    def _ended(self, run: BackfillRow) -> None:
        self._rest()
        title, text = backfill_words.outcome(run)
        self.notice.say("notice" if run.error else "good", title, text)
        self.ended.emit()

    def _failed(self, error: AcuseError) -> None:
        self._rest()
        self.notice.say_error(error)

    def _rest(self) -> None:
        self._stop = None
        busy(self._starter, False)
        self._close.setText(self.tr("Close"))
        self._progress.hide()
        self._words.setText("")
