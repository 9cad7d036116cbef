"""Asks the store for the charts, part by part; what is wanted no more is withdrawn."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from app.core.errors import AcuseError
from app.store.reader import Reader
from app.ui.ask import Ask
from app.ui.widgets.charts_questions import Found, Part, Wanted


class Inquiry(QObject):
    """`found` carries an answer; they are asked for in order, and two at a time."""

    found = Signal(object)  # Found
    failed = Signal(object)  # AcuseError

    def __init__(self, ask: Ask, parent: QObject) -> None:
        super().__init__(parent)
        self._ask = ask
        self._number = 0  # of what is wanted now: the readers look at it
        self.missing: frozenset[Part[Any]] = frozenset()

    def begin(
        self, wanted: Wanted, parts: Iterable[Part[Any]], now: datetime, *, at_once: bool
    ) -> None:
        """Ask for these; what is under way is not waited for."""
        self.withdraw()
        asked = tuple(parts)
        self.missing = frozenset(asked)
        for part in asked:
            self._put(part, part.of(wanted), now, at_once)

    def withdraw(self) -> None:
        """Nothing that is under way is wanted any more."""
        self._number += 1
        self.missing = frozenset()

    def _put(self, part: Part[Any], wanted: Wanted, now: datetime, at_once: bool) -> None:
        number = self._number

        def question(reader: Reader) -> Found[Any]:
            with reader.while_wanted(lambda: self._number == number):
                return Found(part, wanted, part.ask(reader, wanted, now))

        self._ask.ask(
            question,
            partial(self._came, number),
            partial(self._did_not_come, number),
            at_once=at_once,
        )

    def _came(self, number: int, found: Found[Any]) -> None:
        if number == self._number:
            self.missing -= {found.part}
            self.found.emit(found)

    def _did_not_come(self, number: int, error: AcuseError) -> None:
        if number == self._number:
            self.withdraw()
            self.failed.emit(error)
