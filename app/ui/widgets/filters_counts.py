"""How many rows each saved view has now: counted one after the other, never in a hurry."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from datetime import datetime

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from app.core.changes import ChangeSet
from app.core.errors import AcuseError, BadFilter
from app.core.query import parse_filter
from app.core.saved_filters import View
from app.providers import PROVIDERS
from app.store.reader import Reader
from app.store.rows import Matching
from app.ui.ask import Ask
from app.ui.bridge import Bridge

MOST = 999  # more than these are "999+"
_PATIENCE = 0.05  # seconds for one view; what is counted by then is "at least"
_SOON = 300  # milliseconds after a change
_REST = 20  # of the time that counting takes, so many times as long nothing is counted
_AGES = 15_000  # milliseconds after which views by age are others though nothing came in


class ViewCounts(QObject):
    """Counts while its list is seen and something has changed."""

    counted = Signal(object)  # {name of a view: Matching}

    def __init__(
        self,
        owner: QWidget,
        ask: Ask,
        bridge: Bridge,
        list_name: str,
        views: Callable[[], Iterable[View]],
    ) -> None:
        super().__init__(owner)
        self._owner, self._ask, self._display = owner, ask, bridge.display
        self._views, self._is_feed = views, list_name == "feed"
        self.found: dict[str, Matching] = {}
        self._left: list[View] = []
        self._is_counting = False
        self._is_stale = True
        self._begun = 0.0
        self._soon = QTimer(self, singleShot=True, interval=_SOON)
        self._soon.timeout.connect(self._count)
        ages = QTimer(self, interval=_AGES)
        ages.timeout.connect(self.ask_soon)
        ages.start()
        bridge.changed.connect(self._changed)

    def ask_soon(self) -> None:
        """Something changed: count again, as soon as the list is seen."""
        self._is_stale = True
        if not self._is_counting and not self._soon.isActive():
            self._soon.start(_SOON)

    def show_now(self) -> None:
        """The list is seen again."""
        if self._is_stale:
            self.ask_soon()

    def _changed(self, changes: ChangeSet) -> None:
        if changes.projected or changes.about or changes.deliveries:
            self.ask_soon()

    def _count(self) -> None:
        views = list(self._views())
        if self._is_counting or not views or not self._owner.isVisible():
            return
        self._is_counting, self._is_stale = True, False
        self._left, self._begun = views, time.monotonic()
        self._next()

    def _next(self) -> None:
        if not self._left:
            self._rest()
            return
        view = self._left.pop(0)
        self._ask.ask(lambda reader: self._matching(reader, view), self._keep(view), self._failed)

    def _matching(self, reader: Reader, view: View) -> Matching | None:
        """On a reader's thread; None for a filter that this version cannot understand."""
        try:
            query = parse_filter(view.filter, PROVIDERS)
        except BadFilter:
            return None
        count = reader.feed_matching if self._is_feed else reader.transactions_matching
        now = datetime.now(self._display.zone)
        return count(query, now, limit=MOST, patience=_PATIENCE)

    def _keep(self, view: View) -> Callable[[Matching | None], None]:
        def keep(count: Matching | None) -> None:
            if count is not None:
                self.found[view.name] = count
                self.counted.emit(self.found)
            self._next()

        return keep

    def _failed(self, _: AcuseError) -> None:
        """The list itself says what is wrong with the store; counts are only missing."""
        self._left.clear()
        self._rest()

    def _rest(self) -> None:
        self._is_counting = False
        if self._is_stale:
            took = int((time.monotonic() - self._begun) * 1_000)
            self._soon.start(max(_SOON, took * _REST))
