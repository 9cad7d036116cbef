"""What the providers have registered of ours, asked one after the other and now and then."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial

from PySide6.QtCore import QObject, Signal

from app.core.errors import AcuseError, SecretMissing
from app.core.provider import Answer
from app.providers import PROVIDERS
from app.ui.actions import Actions
from app.ui.ask import Ask
from app.ui.widgets.parts import while_alive

LOOK_EVERY = timedelta(minutes=15)
_KEPT = "registrations looked up"  # when, among what the window remembers


class Registrations(QObject):
    """Asks each provider that offers its list for the environment of its connection.

    One after the other, so that a provider that does not answer keeps one thread and not all.
    """

    listed = Signal(str, object)  # provider, Answer
    not_listed = Signal(str, object)  # provider, AcuseError

    def __init__(
        self, parent: QObject, ask: Ask, actions: Actions, now: Callable[[], datetime]
    ) -> None:
        super().__init__(parent)
        self._ask, self._actions, self._now = ask, actions, now
        self._waiting: list[str] = []

    def look(self) -> None:
        """Ask all of them, unless they were asked a moment ago."""
        now = self._now()
        if self._waiting or not self._is_due(now):
            return
        self._actions.remember(_KEPT, now.isoformat())
        self._waiting = [name for name, one in PROVIDERS.items() if "list" in one.calls]
        self._next()

    def _is_due(self, now: datetime) -> bool:
        kept = self._actions.recall(_KEPT)
        try:
            before = datetime.fromisoformat(str(kept)).astimezone(UTC)
        except (ValueError, OverflowError):
            return True
        return not timedelta() <= now - before < LOOK_EVERY

    def _next(self) -> None:
        if not self._waiting:
            return
        name = self._waiting[0]
        environment = self._actions.settings().connections[name].environment
        self._ask.errand(
            lambda: self._list(name, environment),
            while_alive(self, partial(self._answered, name)),
            while_alive(self, partial(self._failed, name)),
        )

    def _list(self, name: str, environment: str) -> Answer | None:
        """None where nobody can ask: to have entered no credentials is no error."""
        try:
            return self._actions.list_remote(name, environment)
        except SecretMissing:
            return None

    def _answered(self, name: str, answer: Answer | None) -> None:
        self._waiting.pop(0)
        if answer is not None:
            self.listed.emit(name, answer)
        self._next()

    def _failed(self, name: str, error: AcuseError) -> None:
        self._waiting.pop(0)
        self.not_listed.emit(name, error)
        self._next()
