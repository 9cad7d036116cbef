"""The errors of a run, and About: what is shown, what is copied, and that nothing of it is data."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.core.errors import (
    AcuseError,
    BadFilter,
    Cancelled,
    ProviderRefused,
    SettingsError,
    StoreError,
)
from app.ui.actions import Actions
from app.ui.ask import Ask
from app.ui.bridge import Bridge
from app.ui.errors import Errors, OurMistake
from app.ui.said import shorn
from app.ui.widgets.about import About
from app.ui.widgets.commands import Commands
from app.ui.widgets.errors_sheet import ErrorsSheet
from app.ui.window import MainWindow

KEY, CONTROL, SHIFT = Qt.Key, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
WITHIN = 20_000  # milliseconds, on a busy machine
FULL = StoreError(
    "The store cannot be written.",
    cause="SQLite says: database or disk is full.",
    remedy="Look at free space and rights of its folder; it goes on by itself once it can.",
)


class Clock:
    def __init__(self) -> None:
        self.now = datetime(2026, 11, 21, 15, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


@pytest.fixture
def errors(qapp: QApplication) -> Errors:
    return Errors(qapp, now=Clock())


def press(widget: QWidget, words: str) -> None:
    found = [one for one in widget.findChildren(QPushButton) if one.text().strip() == words]
    next(one for one in found if one.isVisible()).click()


def command(window: MainWindow, qtbot: QtBot, words: str) -> None:
    qtbot.keyClick(window, KEY.Key_P, CONTROL | SHIFT)
    found = window.findChild(Commands)
    assert found is not None
    found.field.setText(words)
    qtbot.keyClick(found.field, KEY.Key_Return)


# --- the list -------------------------------------------------------------------------------------


def test_the_same_again_only_counts_and_comes_first(errors: Errors) -> None:
    for error in (FULL, SettingsError("Other."), FULL):
        errors.note(error)
    assert [(one.error.code, one.times) for one in errors.happened()] == [
        ("store", 2),
        ("settings", 1),
    ]


def test_what_is_no_error_is_not_listed(errors: Errors) -> None:
    errors.note(BadFilter("amount>x", "It is no number."))
    errors.note(Cancelled("Stopped."))
    assert errors.happened() == ()


def test_it_does_not_grow_for_ever(errors: Errors) -> None:
    for number in range(500):
        errors.note(AcuseError(f"Number {number}."))
    assert len(errors.happened()) == 100
    assert errors.happened()[0].error.problem == "Number 499."


def test_what_is_copied_has_gaps_where_anything_may_have_stood(errors: Errors) -> None:
    errors.note(
        ProviderRefused(
            "Juno refused.", cause="JUAN PEREZ has no account 646180115400230775.", remedy=""
        )
    )
    errors.note(FULL)
    errors.note(OurMistake("Acuse made a mistake.", cause="KeyError: 'JUAN PEREZ'"))
    text = "\n".join(one.report() for one in errors.happened())
    for data in ("JUAN", "PEREZ", "646180115400230775"):
        assert data not in text
    assert (
        "2026-11-21T15:00:02+00:00 store\n  The store cannot be written.\n  SQLite says: …." in text
    )
    assert "provider-refused" in text
    assert "mistake" in text


def test_a_sentence_that_is_not_ours_is_a_gap() -> None:
    assert shorn("Look at free space and rights of its folder; it goes on by itself once it can.")
    assert shorn("JUAN PEREZ owes 5 pesos.") == "…"
    assert shorn("x" * 5_000) == "…"
    assert shorn("") == ""


# --- the window -----------------------------------------------------------------------------------


def test_every_error_is_counted_at_the_foot_and_told_whole(
    window: MainWindow, ask: Ask, qtbot: QtBot
) -> None:
    assert not window.foot.errors.isVisible()

    def fail(error: AcuseError) -> None:
        raise error

    taken: list[AcuseError] = []
    ask.work(partial(fail, FULL), lambda _: None)
    ask.work(partial(fail, SettingsError("It cannot be.")), lambda _: None, taken.append)
    qtbot.waitUntil(lambda: len(ask.errors.happened()) == 2, timeout=WITHIN)
    assert window.foot.errors.isVisible()
    assert taken  # also what a page shows by itself
    window.foot.errors.click()
    sheet = window.findChild(ErrorsSheet)
    assert sheet is not None
    sheet.list.setCurrentRow([one.error for one in ask.errors.happened()].index(FULL))
    words = {name: one.text() for name, one in sheet._words.items()}
    assert words == {
        "problem": FULL.problem,
        "cause": FULL.cause,
        "remedy": FULL.remedy,
        "code": "store",
    }
    press(sheet, "Copy for a report")
    assert "database or disk" not in QApplication.clipboard().text()
    press(sheet, "Clear the list")
    assert not window.foot.errors.isVisible()
    assert sheet._none.isVisible()
    sheet.close()


def test_the_list_is_a_command_and_empty_at_first(window: MainWindow, qtbot: QtBot) -> None:
    command(window, qtbot, "errors of this run")
    qtbot.waitUntil(lambda: window.findChild(ErrorsSheet) is not None)
    sheet: Any = window.findChild(ErrorsSheet)
    assert sheet._none.isVisible()
    assert not sheet._copy.isEnabled()
    sheet.close()


def test_behind_the_privacy_screen_the_list_has_gaps(
    window: MainWindow, ask: Ask, bridge: Bridge
) -> None:
    ask.errors.note(ProviderRefused("Juno refused.", cause="JUAN PEREZ is not known."))
    window.sheets.errors()
    sheet: Any = window.findChild(ErrorsSheet)
    assert "JUAN" in sheet._words["cause"].text()
    bridge.display.set_private(True)
    assert sheet._words["cause"].text() == "…"
    bridge.display.set_private(False)
    sheet.close()


def test_a_mistake_of_ours_is_in_the_list(window: MainWindow, ask: Ask) -> None:
    window.show_mistake("KeyError: 'x'", "Traceback …")
    assert [one.error.code for one in ask.errors.happened()] == ["mistake"]


def test_markup_of_a_stranger_stays_text(window: MainWindow, ask: Ask) -> None:
    ask.errors.note(ProviderRefused("Refused.", cause="<b>bold</b><img src='x'>"))
    window.sheets.errors()
    sheet: Any = window.findChild(ErrorsSheet)
    assert sheet._words["cause"].text() == "<b>bold</b><img src='x'>"
    assert sheet._words["cause"].textFormat() == Qt.TextFormat.PlainText
    sheet.close()


# --- about ----------------------------------------------------------------------------------------


def test_about_shows_each_licence_as_plain_text(window: MainWindow, qtbot: QtBot) -> None:
    command(window, qtbot, "about acuse")
    qtbot.waitUntil(lambda: window.findChild(About) is not None)
    about: Any = window.findChild(About)
    qtbot.waitUntil(lambda: about.list.count() > 30, timeout=WITHIN)
    assert about.text.toPlainText().startswith("Acuse · ")
    names = [about.list.item(row).text() for row in range(about.list.count())]
    place = next(row for row, name in enumerate(names) if name.startswith("httpx "))
    about.list.setCurrentRow(place)
    assert "Redistribution and use in source and binary forms" in about.text.toPlainText()
    press(about, "Copy versions")
    assert QApplication.clipboard().text().startswith("Acuse ")
    about.close()


def test_about_has_the_report_of_the_last_mistake(
    window: MainWindow, actions: Actions, ask: Ask, qtbot: QtBot
) -> None:
    actions.remember("mistake", "Acuse 0.1.0\nKeyError\n  feed.py:12 look")
    about = About(window, ask, actions)
    about.open()
    press(about, "Copy the report of the last mistake")
    assert QApplication.clipboard().text().endswith("feed.py:12 look")
    about.close()


def test_the_settings_lead_to_the_licences(window: MainWindow, qtbot: QtBot) -> None:
    page: QObject = window.page("settings")
    assert isinstance(page, QWidget)
    press(page, "Licences…")
    about = window.findChild(About)
    assert about is not None
    about.close()
