"""Asks the store for the charts, part by part; what is wanted no more is withdrawn.

To lay the page out and paint it takes longer than most answers: what is seen comes at one go.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from app.core.errors import AcuseError
from app.store.reader import Reader
from app.ui.ask import Ask
from app.ui.widgets.charts_questions import Found, Part, Wanted

_AT_ONE_GO = 50  # milliseconds that answers wait for the rest of what is seen


class Inquiry(QObject):
    """`found` carries answers; they are asked for in order, and two at a time."""

    found = Signal(object)  # a list of Found
    failed = Signal(object)  # AcuseError

    def __init__(self, ask: Ask, parent: QObject) -> None:
        super().__init__(parent)
        self._ask = ask
        self._number = 0  # of what is wanted now: the readers look at it
        self.missing: frozenset[Part[Any]] = frozenset()
        self._seen: Collection[Part[Any]] = ()
        self._came: list[Found[Any]] = []  # and was not handed on yet
        self._gathering = QTimer(self, singleShot=True, interval=_AT_ONE_GO)
        self._gathering.timeout.connect(self._hand_on)

    def begin(
        self,
        wanted: Wanted,
        parts: Iterable[Part[Any]],
        now: datetime,
        *,
        seen: Collection[Part[Any]] = (),
        at_once: bool,
    ) -> None:
        """Ask for these, what is seen first; what is under way is not waited for."""
        self.withdraw()
        asked = sorted(parts, key=lambda part: part not in seen)
        self.missing, self._seen = frozenset(asked), seen
        self._gathering.start()
        for part in asked:
            self._put(part, part.of(wanted), now, at_once)

    def withdraw(self) -> None:
        """Nothing that is under way is wanted any more."""
        self._number += 1
        self.missing = frozenset()
        self._came.clear()

    def _put(self, part: Part[Any], wanted: Wanted, now: datetime, at_once: bool) -> None:
        number = self._number

        def question(reader: Reader) -> Found[Any]:
            with reader.while_wanted(lambda: self._number == number):
                return Found(part, wanted, part.ask(reader, wanted, now))

        self._ask.ask(
            question,
            partial(self._take, number),
            partial(self._did_not_come, number),
            at_once=at_once,
        )

    def _take(self, number: int, found: Found[Any]) -> None:
        if number == self._number:
            self.missing -= {found.part}
            self._came.append(found)
            if self.missing.isdisjoint(self._seen) or not self._gathering.isActive():
                self._hand_on()

    def _hand_on(self) -> None:
        if self._came:
            self._gathering.start()
            came, self._came = self._came, []
            self.found.emit(came)

    def _did_not_come(self, number: int, error: AcuseError) -> None:
        if number == self._number:
            self.withdraw()
            self.failed.emit(error)
