"""How long deliveries are kept: what is older is shown, and goes when a person says so."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from app.config.settings import ConnectionSettings, Settings
from app.core.errors import StoreError
from app.providers import PROVIDERS
from app.store.retention import Outlook
from app.ui.actions import Actions
from app.ui.ask import Ask
from app.ui.bridge import Bridge
from app.ui.widgets.retention_sheet import RetentionSheet
from app.ui.widgets.store_job import StoreJob
from tests.ui.conftest import NOW


class Kept:
    def __init__(self) -> None:
        one = ConnectionSettings("t" * 32)
        self.settings = Settings(connections=dict.fromkeys(PROVIDERS, one))
        self.deleted: list[tuple[dict[str, int], Path]] = []

    def save(self, settings: Settings) -> None:
        self.settings = settings

    def outlook(self, days: Mapping[str, int]) -> list[Outlook]:
        before = NOW - timedelta(days=30)
        return [
            Outlook(name, before, 1234 if name == "juno" else 0, 5, *(
                (before - timedelta(days=9), before) if name == "juno" else (None, None)
            ))
            for name, count in days.items()
            if count
        ]  # fmt: skip

    def let_go(self, days: Mapping[str, int], target: Path, *_: object) -> int:
        self.deleted.append((dict(days), target))
        return 1234


@pytest.fixture
def hands() -> Kept:
    return Kept()


@pytest.fixture
def make(
    ask: Ask, bridge: Bridge, actions: Actions, hands: Kept, qtbot: QtBot
) -> Callable[..., RetentionSheet]:
    def make(**care: Any) -> RetentionSheet:
        parts = {"outlook": hands.outlook, "let_go": hands.let_go, **care}
        acting = replace(
            actions,
            settings=lambda: hands.settings,
            save_settings=hands.save,
            care=replace(actions.care, **parts),
        )
        made = RetentionSheet(None, ask, bridge.display, acting)  # type: ignore[arg-type]
        qtbot.addWidget(made)
        made.show()
        return made

    return make


def enter(sheet: RetentionSheet, name: str, days: int) -> None:
    field = sheet._fields[name]
    field.setValue(days)
    field.editingFinished.emit()


def test_all_is_kept_until_somebody_says_otherwise(
    make: Callable[..., RetentionSheet], qtbot: QtBot
) -> None:
    sheet = make()
    qtbot.waitUntil(lambda: set(sheet.words().values()) == {"all are kept"})
    assert not sheet.delete_button.isEnabled()
    assert set(sheet.days().values()) == {0}


def test_what_is_older_is_shown_before_it_goes(
    make: Callable[..., RetentionSheet], hands: Kept, qtbot: QtBot, tmp_path: Path
) -> None:
    sheet = make()
    enter(sheet, "juno", 30)
    enter(sheet, "bitso", 90)
    qtbot.waitUntil(sheet.delete_button.isEnabled)
    qtbot.waitUntil(lambda: sheet.words()["bitso"] == "none is older")
    assert sheet.words()["juno"].startswith("1,234 are older, 20")
    assert sheet.words()["juno"].endswith("5 stay")
    assert hands.settings.connection("juno").keep_days == 30
    assert hands.deleted == []
    sheet.delete(tmp_path / "before.db")
    qtbot.waitUntil(lambda: bool(hands.deleted))
    assert hands.deleted == [({"juno": 30, "bitso": 90}, tmp_path / "before.db")]
    (job,) = sheet.findChildren(StoreJob)
    qtbot.waitUntil(lambda: "1234" in job.words().replace(",", ""))
    assert "before.db" in job.words()
    job.close()


def test_a_store_that_cannot_be_read_is_told(
    make: Callable[..., RetentionSheet], qtbot: QtBot
) -> None:
    def refuse(_: Mapping[str, int]) -> list[Outlook]:
        raise StoreError("The store cannot be read.")

    sheet = make(outlook=refuse)
    qtbot.waitUntil(lambda: "cannot be read" in sheet.notice.words())
