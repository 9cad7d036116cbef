"""A long piece of work on the store: how far it is, a way to stop it, and what came of it."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QWidget

from app.core.errors import AcuseError, Cancelled
from app.store.backup import CHECKING, COPYING
from app.store.retention import DELETING
from app.ui import texts
from app.ui.ask import Ask
from app.ui.widgets.dialogs import StoppableSheet
from app.ui.widgets.parts import label, while_alive

_PARTS = 1000  # of the bar: a count of bytes is more than it can hold


class StoreJob(StoppableSheet):
    """Begins when it is opened; closing it stops what is being done."""

    progressed = Signal(str, object, object)

    def __init__(
        self,
        parent: QWidget,
        ask: Ask,
        title: str,
        job: Callable[[Callable[[str, int, int], None], Callable[[], bool]], Any],
        told: Callable[[Any], str],
        ended: Callable[[], object] = lambda: None,
    ) -> None:
        super().__init__(parent, title)
        self._told, self._ended = told, ended
        self._stop = Event()
        self._words = label("", "", wrap=True)
        self._bar = QProgressBar()
        self._bar.setRange(0, _PARTS)
        self._bar.setAccessibleName(title)
        self.body.addWidget(self._words)
        self.body.addWidget(self._bar)
        self._close = self.add_button(self.tr("Cancel"), self.close)
        self.progressed.connect(self._tell)
        tell, is_stopped = self.progressed.emit, self._stop.is_set
        ask.errand(
            lambda: job(tell, is_stopped),
            while_alive(self, self._done),
            while_alive(self, self._failed),
        )

    def words(self) -> str:
        """What it says."""
        return self._words.text()

    def _tell(self, what: str, done: int, total: int) -> None:
        words = {
            COPYING: self.tr("Copying: {0} of {1}").format(texts.size(done), texts.size(total)),
            CHECKING: self.tr("Checking: delivery {0} of {1}").format(
                texts.number(done), texts.number(total)
            ),
            DELETING: self.tr("Deleting: looked at {0} of {1}").format(
                texts.number(done), texts.number(total)
            ),
        }
        self._words.setText(words.get(what, ""))
        self._bar.setValue(done * _PARTS // total if total else 0)

    def _done(self, result: Any) -> None:
        self._words.setText(self._told(result))
        self._rest()

    def _failed(self, error: AcuseError) -> None:
        self._words.setText("")
        if isinstance(error, Cancelled):
            self.notice.say("notice", self.tr("Cancelled"), self.tr("Nothing was changed."))
        else:
            self.notice.say_error(error)
        self._rest()

    def _rest(self) -> None:
        self._stop = None
        self._bar.hide()
        self._close.setText(self.tr("Close"))
        self._close.setFocus()
        self.fit()
        self._ended()
