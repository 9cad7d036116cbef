"""The store in the settings: backed up, restored, copied by hand, and what is wrong in words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.config.settings import Settings
from app.core.errors import Cancelled, StoreError
from app.store import backup, restoring
from app.store.backup import Contents, Noted, back_up
from app.ui.actions import Actions, StoreState
from app.ui.ask import Ask
from app.ui.bridge import Bridge
from app.ui.widgets.parts import ElidedLabel, Pill
from app.ui.widgets.store_job import StoreJob
from app.ui.widgets.store_panel import StorePanel
from tests.ui.conftest import NOW, Kept

WELL = StoreState(1234, 12_300_000, None, NOW, 0, "", "", False, False)


@pytest.fixture
def make(ask: Ask, bridge: Bridge, actions: Actions, qtbot: QtBot) -> Callable[..., StorePanel]:
    def make(state: StoreState = WELL, saved: Any = None, **care: Any) -> StorePanel:
        kept = Settings(copy_folder="/second")
        acting = replace(
            actions,
            settings=lambda: kept,
            care=replace(actions.care, state=lambda: state, **care),
        )
        made = StorePanel(ask, bridge.display, acting, saved or (lambda _: None))
        qtbot.addWidget(made)
        made.resize(720, 400)
        made.show()
        made.show_state()
        qtbot.waitUntil(lambda: "…" not in said(made)[:2])
        return made

    return make


def said(panel: StorePanel) -> list[str]:
    """What its values say, in order."""
    found = [part.whole() for part in panel.findChildren(ElidedLabel) if part.whole()]
    return found + [pill.text() for pill in panel.findChildren(Pill) if pill.isVisible()]


def sheet_of(panel: StorePanel, qtbot: QtBot) -> StoreJob:
    qtbot.waitUntil(lambda: bool(panel.findChildren(StoreJob)))
    sheet: StoreJob = panel.findChildren(StoreJob)[-1]
    return sheet


def test_it_says_how_the_store_is(make: Callable[..., StorePanel]) -> None:
    words = said(make())
    assert any("1,234 deliveries" in one for one in words)
    assert "never" in words
    assert "Whole" in words
    assert "Being copied" in words


@pytest.mark.parametrize(
    ("parts", "word"),
    [
        ({"damaged": 3}, "3 damaged"),
        ({"damaged": 1}, "1 damaged"),
        ({"trouble": "The disk is nearly full."}, "In trouble"),
        ({"copy_trouble": "No such folder"}, "Cannot be written"),
        ({"copy_is_whole": True}, "Whole"),
        ({"restore_waits": True}, "A restored backup takes its place when Acuse starts again"),
    ],
)
def test_what_is_wrong_is_said(
    make: Callable[..., StorePanel], parts: dict[str, Any], word: str
) -> None:
    assert word in said(make(replace(WELL, **parts)))


def test_the_last_backup_is_named(make: Callable[..., StorePanel]) -> None:
    words = said(make(replace(WELL, backed_up=Noted(NOW, "/usb/friday.db", 1200))))
    assert any("1,200 deliveries" in one and "friday.db" in one for one in words)


def test_a_backup_is_written_and_restored(
    make: Callable[..., StorePanel], kept: Kept, qtbot: QtBot, tmp_path: Path
) -> None:
    panel = make(
        back_up=lambda target, tell, stopped: back_up(kept.facts, target, tell, stopped),
        prepare=lambda file, tell, stopped: restoring.prepare(file, kept.facts, tell, stopped),
    )
    panel.back_up(tmp_path / "copy.db")
    sheet = sheet_of(panel, qtbot)
    qtbot.waitUntil(lambda: "are in copy.db" in sheet.words(), timeout=10_000)
    assert (tmp_path / "copy.db").exists()
    sheet.close()
    qtbot.waitUntil(lambda: not panel.findChildren(StoreJob))
    panel.restore(tmp_path / "copy.db")
    sheet = sheet_of(panel, qtbot)
    qtbot.waitUntil(lambda: "moved aside" in sheet.words(), timeout=10_000)
    assert restoring.prepared(kept.facts).exists()
    sheet.close()


def test_it_can_be_stopped(make: Callable[..., StorePanel], qtbot: QtBot, tmp_path: Path) -> None:
    begun = Event()

    def slow(target: Path, tell: backup.Progress, stopped: backup.IsCancelled) -> Contents:
        tell(backup.COPYING, 5, 10)
        begun.set()
        waiting = Event()
        while not stopped():
            waiting.wait(0.01)
        raise Cancelled("The backup was stopped.")

    panel = make(back_up=slow)
    panel.back_up(tmp_path / "copy.db")
    sheet = sheet_of(panel, qtbot)
    qtbot.waitUntil(lambda: "Copying" in sheet.words())
    assert begun.is_set()
    sheet.reject()
    qtbot.waitUntil(lambda: "Cancelled" in words_of(sheet))
    assert sheet.isVisible()
    sheet.reject()
    qtbot.waitUntil(lambda: not panel.findChildren(StoreJob))


def words_of(sheet: StoreJob) -> str:
    return " ".join(one.text() for one in sheet.findChildren(QLabel))


def test_what_cannot_be_restored_says_why(
    make: Callable[..., StorePanel], qtbot: QtBot, tmp_path: Path
) -> None:
    def refuse(*_: object) -> Contents:
        raise StoreError("The file list.csv is no whole store of Acuse.", cause="So it is.")

    panel = make(prepare=refuse)
    panel.restore(tmp_path / "list.csv")
    sheet = sheet_of(panel, qtbot)
    qtbot.waitUntil(lambda: "no whole store" in words_of(sheet))
    sheet.close()


def test_the_second_copy_is_chosen(make: Callable[..., StorePanel]) -> None:
    saved: list[Settings] = []
    panel = make(saved=saved.append)
    panel.copy_to("/other")
    panel.copy_to("/second")
    panel.must.setChecked(True)
    assert [(one.copy_folder, one.copy_failing) for one in saved] == [
        ("/other", "go on"),
        ("/second", "refuse"),
    ]


def test_a_store_that_cannot_be_read_is_told(
    ask: Ask, bridge: Bridge, actions: Actions, qtbot: QtBot
) -> None:
    def refuse() -> StoreState:
        raise StoreError("The store cannot be read.")

    care = replace(actions.care, state=refuse)
    panel = StorePanel(ask, bridge.display, replace(actions, care=care), lambda _: None)
    qtbot.addWidget(panel)
    with qtbot.waitSignal(panel.troubled):
        panel.show_state()
