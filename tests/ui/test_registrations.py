"""What the providers have registered of ours is asked for, where anybody can ask."""

from dataclasses import replace
from datetime import UTC, datetime

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from app.core.errors import ProviderUnreachable, SecretMissing
from app.core.provider import Answer
from app.ui.actions import Actions
from app.ui.ask import Ask
from app.ui.widgets.registrations import Registrations


def test_who_cannot_be_asked_is_no_error(ask: Ask, actions: Actions, qtbot: QtBot) -> None:
    """To have entered no credentials goes wrong nowhere; a provider that is not reached does."""
    asked: list[str] = []

    def listed(name: str, _: str) -> Answer:
        asked.append(name)
        if name == "bitso":
            raise ProviderUnreachable("Bitso could not be reached.")
        raise SecretMissing(f"The API key of {name} is missing.")

    told: list[str] = []
    parent = QObject()
    made = Registrations(
        parent,
        ask,
        replace(actions, list_remote=listed),
        lambda: datetime(2026, 11, 21, tzinfo=UTC),
    )
    made.not_listed.connect(lambda name, _: told.append(name))
    made.look()
    qtbot.waitUntil(lambda: len(asked) == 3 and not ask.is_busy())
    assert told == ["bitso"]
    assert [one.error.problem for one in ask.errors.happened()] == ["Bitso could not be reached."]
