"""Verifies the deliveries of attention lines again, after a secret was changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import QObject, Signal

from app.core.errors import AcuseError
from app.store.rows import AlertRow
from app.ui.actions import Actions
from app.ui.ask import Ask
from app.ui.widgets import attention_reading
from app.ui.widgets.attention_words import HELD


class Verifying(QObject):
    """One run at a time says when it begins and how it ended."""

    busy = Signal(bool)
    done = Signal(int, int)  # how many were asked, and how many pass now
    failed = Signal(object)  # AcuseError

    def __init__(
        self, parent: QObject, ask: Ask, actions: Actions, now: Callable[[], datetime]
    ) -> None:
        super().__init__(parent)
        self._ask, self._actions, self._now = ask, actions, now

    def verify(self, rows: Sequence[AlertRow]) -> None:
        """All deliveries of these lines."""
        held = [row for row in rows if row.kind in HELD]
        if not held:
            return
        self.busy.emit(True)
        now = self._now()
        self._ask.ask(
            lambda reader: attention_reading.deliveries(reader, held, now),
            self._verify,
            self._not_done,
        )

    def _verify(self, ids: list[int]) -> None:
        self._ask.errand(
            lambda: self._actions.reverify(ids),
            lambda admitted: self._done(len(ids), admitted),
            self._not_done,
        )

    def _done(self, asked: int, admitted: int) -> None:
        self.busy.emit(False)
        self.done.emit(asked, admitted)

    def _not_done(self, error: AcuseError) -> None:
        self.busy.emit(False)
        self.failed.emit(error)
