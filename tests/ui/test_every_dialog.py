"""Every dialog there is: its parts have names, Tab goes as one reads, longer words fit.

A dialog that is added and not listed here fails the first test.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

import pytest
from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
)
from pytestqt.qtbot import QtBot

import app.ui
from app.config.banks import load_banks
from app.core.cep import Cep
from app.core.errors import StoreError
from app.core.query import EVERYTHING
from app.export.columns import DELIVERIES
from app.providers import PROVIDERS
from app.ui import links
from app.ui.actions import Actions
from app.ui.ask import Ask
from app.ui.bridge import Bridge
from app.ui.columns import Choice, feed_columns
from app.ui.widgets.about import About
from app.ui.widgets.address_sheet import AddressSheet
from app.ui.widgets.attention_acts import NoteSheet, UntilSheet
from app.ui.widgets.backfill_sheet import BackfillSheet
from app.ui.widgets.charts_range import DaysSheet
from app.ui.widgets.checklist import Checklist
from app.ui.widgets.columns_sheet import ColumnsSheet
from app.ui.widgets.commands import Commands
from app.ui.widgets.connection_fields import FieldsSheet
from app.ui.widgets.connection_settings import ConnectionSheet
from app.ui.widgets.credentials import CredentialsSheet
from app.ui.widgets.dialogs import Sheet, StoppableSheet
from app.ui.widgets.differences_sheet import DifferencesSheet
from app.ui.widgets.errors_sheet import ErrorsSheet
from app.ui.widgets.export_sheet import ExportSheet
from app.ui.widgets.first_steps import FirstSteps
from app.ui.widgets.help import Help
from app.ui.widgets.import_sheet import ImportSheet
from app.ui.widgets.opening import CepSheet, LinkSheet
from app.ui.widgets.redelivery_sheet import RedeliverySheet
from app.ui.widgets.registration import RegistrationSheet
from app.ui.widgets.remote_callbacks import RemoteCallbacks
from app.ui.widgets.retention_sheet import RetentionSheet
from app.ui.widgets.run_sheet import RunSheet
from app.ui.widgets.settings_sheet import SettingsSheet
from app.ui.widgets.store_job import StoreJob
from app.ui.widgets.trusted_proxies import ProxySheet
from app.ui.window import MainWindow
from tests.ui.conftest import NOW
from tests.ui.cutting import cut_off
from tests.ui.names import name_of
from tests.ui.tabbing import out_of_order, said, takers, walked
from tests.ui.test_longer_words import Longer

JUNO, BITSO, WALLET = PROVIDERS["juno"], PROVIDERS["bitso"], PROVIDERS["just_wallet"]
CARD = Cep(date(2026, 11, 21), "2026ABC", "1234567", "40646", "", "646180115400230775", "100.00")
SMALL = QSize(1024, 700)


@dataclass(frozen=True, slots=True)
class World:
    """What dialogs are made of."""

    window: MainWindow
    ask: Ask
    bridge: Bridge
    actions: Actions

    @property
    def doors(self) -> tuple[Ask, Actions]:
        return self.ask, self.actions


def _errors(world: World) -> QDialog:
    cause = "SQLite says: database or disk is full, whatever the other disk may say of itself."
    error = StoreError("The store cannot be written.", cause=cause, remedy="Make room.")
    world.ask.errors.note(error)
    return ErrorsSheet(world.window, world.ask.errors, world.bridge.display)


MAKERS: dict[type[QDialog], Callable[[World], QDialog]] = {
    About: lambda w: About(w.window, *w.doors),
    AddressSheet: lambda w: AddressSheet(w.window, *w.doors),
    BackfillSheet: lambda w: BackfillSheet(w.window, JUNO, *w.doors, w.bridge.display),
    CepSheet: lambda w: CepSheet(w.window, CARD, load_banks(), w.bridge.display),
    Checklist: lambda w: Checklist(w.window, WALLET, *w.doors),
    ColumnsSheet: lambda w: ColumnsSheet(w.window, feed_columns(), Choice()),
    Commands: lambda w: Commands(w.window),
    ConnectionSheet: lambda w: ConnectionSheet(w.window, JUNO, *w.doors, None),
    CredentialsSheet: lambda w: CredentialsSheet(w.window, JUNO, *w.doors),
    DaysSheet: lambda w: DaysSheet(w.window, NOW.date()),
    DifferencesSheet: lambda w: DifferencesSheet(w.window, "", w.ask, w.bridge, w.actions),
    ErrorsSheet: _errors,
    ExportSheet: lambda w: ExportSheet(
        w.window, w.ask, w.bridge, w.actions, DELIVERIES, EVERYTHING
    ),
    FieldsSheet: lambda w: FieldsSheet(w.window, JUNO, *w.doors, w.bridge.display, lambda: NOW),
    FirstSteps: lambda w: FirstSteps(w.window, w.ask, w.bridge, w.actions),
    Help: lambda w: Help(w.window),
    ImportSheet: lambda w: ImportSheet(w.window, BITSO, *w.doors, w.bridge.display),
    LinkSheet: lambda w: LinkSheet(w.window, links.portal()),
    NoteSheet: lambda w: NoteSheet(w.window, "Acknowledge", print),
    ProxySheet: lambda w: ProxySheet(w.window, *w.doors),
    RedeliverySheet: lambda w: RedeliverySheet(w.window, BITSO, *w.doors, w.bridge.display),
    RegistrationSheet: lambda w: RegistrationSheet(w.window, JUNO, *w.doors, may_send=True),
    RemoteCallbacks: lambda w: RemoteCallbacks(w.window, JUNO, *w.doors),
    RetentionSheet: lambda w: RetentionSheet(w.window, w.ask, w.bridge.display, w.actions),
    StoreJob: lambda w: StoreJob(w.window, w.ask, "Back up", lambda *_: None, lambda _: "Done."),
    UntilSheet: lambda w: UntilSheet(w.window, w.bridge.display, NOW, print),
}
EACH = pytest.mark.parametrize("kind", MAKERS, ids=lambda kind: kind.__name__)


def subclasses(kind: type[QDialog]) -> Iterator[type[QDialog]]:
    for one in kind.__subclasses__():
        yield one
        yield from subclasses(one)


def test_no_dialog_is_forgotten_here() -> None:
    for found in pkgutil.walk_packages(app.ui.__path__, "app.ui."):
        importlib.import_module(found.name)
    ours = {one for one in subclasses(QDialog) if one.__module__.startswith("app.ui.")}
    assert ours - {Sheet, SettingsSheet, StoppableSheet, RunSheet} == set(MAKERS)


@pytest.fixture
def world(window: MainWindow, ask: Ask, bridge: Bridge, actions: Actions) -> World:
    window.resize(SMALL)
    return World(window, ask, bridge, actions)


@pytest.fixture
def longer() -> Iterator[None]:
    translator = Longer()
    QCoreApplication.installTranslator(translator)
    yield
    QCoreApplication.removeTranslator(translator)


def opened(kind: type[QDialog], world: World, qtbot: QtBot) -> QDialog:
    dialog = MAKERS[kind](world)
    dialog.open()
    qtbot.waitExposed(dialog)
    return dialog


@EACH
def test_everything_that_takes_the_keyboard_has_a_name_and_esc_closes_it(
    kind: type[QDialog], world: World, qtbot: QtBot
) -> None:
    dialog = opened(kind, world, qtbot)
    found = takers(dialog)
    assert found
    assert [f"{type(one).__name__} {one.parent()}" for one in found if not name_of(one)] == []
    assert dialog.windowTitle() or name_of(dialog)
    if isinstance(dialog, Sheet):
        headings = [one for one in dialog.findChildren(QLabel) if one.property("kind") == "heading"]
        assert headings
        assert all(one.text() for one in headings)
    ends: list[int] = []
    dialog.finished.connect(ends.append)

    def escaped() -> bool:
        if not ends:  # once stops what is being done, once more closes
            QTest.keyClick(dialog, Qt.Key.Key_Escape)
        return bool(ends)

    qtbot.waitUntil(escaped)


@EACH
@pytest.mark.usefixtures("longer")
def test_longer_words_are_not_cut_off(kind: type[QDialog], world: World, qtbot: QtBot) -> None:
    dialog = opened(kind, world, qtbot)
    try:
        qtbot.waitUntil(lambda: not cut_off(dialog), timeout=3_000)
    except QtBot.TimeoutError:
        pytest.fail("\n".join(cut_off(dialog)))
    assert dialog.width() <= SMALL.width()
    has_scroll = dialog.findChildren(QScrollArea)
    assert dialog.height() <= SMALL.height() or has_scroll
    dialog.close()


# --- the keyboard ---------------------------------------------------------------------------------


def _tunnel(world: World) -> QDialog:
    sheet = AddressSheet(world.window, *world.doors)
    sheet._way.setCurrentIndex(1)
    return sheet


def _own_time(world: World) -> QDialog:
    sheet = BackfillSheet(world.window, BITSO, *world.doors, world.bridge.display)
    sheet._span.setCurrentIndex(sheet._span.count() - 1)
    return sheet


def _believing(world: World) -> QDialog:
    sheet = ProxySheet(world.window, *world.doors)
    sheet.findChildren(QCheckBox)[0].setChecked(True)
    return sheet


def _steps(world: World) -> QDialog:
    sheet = FirstSteps(world.window, world.ask, world.bridge, world.actions)
    sheet.connect_provider()
    return sheet


# As they open, and as they are when something was chosen in them.
STATES: dict[str, Callable[[World], QDialog]] = {
    **{kind.__name__: make for kind, make in MAKERS.items()},
    "AddressSheet, tunnel": _tunnel,
    "BackfillSheet, a time of one's own": _own_time,
    "ProxySheet, believing": _believing,
    "FirstSteps, steps": _steps,
}


@pytest.mark.parametrize("state", STATES)
def test_tab_goes_through_all_of_it_as_one_reads(state: str, world: World, qtbot: QtBot) -> None:
    dialog = STATES[state](world)
    dialog.open()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is dialog)
    qtbot.waitUntil(lambda: bool(QApplication.focusWidget()))
    met = walked()
    assert [said(dialog, one) for one in takers(dialog) if one not in met] == []
    assert [said(dialog, one) for one in met if not one.isVisible()] == []
    assert out_of_order(dialog, met) == []
    assert walked(backwards=True) == [met[0], *reversed(met[1:])]
    dialog.close()


# Where nothing is to be filled in or chosen, the keyboard begins at a button.
AT_A_BUTTON = {
    CepSheet: "Open Banxico",
    FirstSteps: "Connect a provider",
    ImportSheet: "Choose a file…",
    LinkSheet: "Open",
    StoreJob: "Cancel/Close",  # whether it still goes on
}
FIELDS = (QLineEdit, QComboBox, QAbstractSpinBox, QAbstractItemView, QCheckBox, QScrollArea)


@EACH
def test_it_begins_where_a_person_does_and_gives_the_keyboard_back(
    kind: type[QDialog], world: World, qtbot: QtBot
) -> None:
    before = world.window.top.lookup
    before.setFocus()
    dialog = opened(kind, world, qtbot)
    qtbot.waitUntil(lambda: QApplication.activeWindow() is dialog)
    first = QApplication.focusWidget()
    assert first is not None
    if kind in AT_A_BUTTON:
        assert isinstance(first, QPushButton)
        assert first.text() in AT_A_BUTTON[kind].split("/")
    elif kind is ExportSheet:
        assert name_of(first) == "Format: CSV"
    else:
        assert isinstance(first, FIELDS), said(dialog, first)
    dialog.done(0)
    world.window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is before)


def test_enter_presses_the_button_that_has_the_keyboard(world: World, qtbot: QtBot) -> None:
    given: list[str] = []
    for pressed, expected in (("Cancel", []), ("Acknowledge", [""])):
        sheet = NoteSheet(world.window, "Acknowledge", given.append)
        sheet.open()
        (one,) = (one for one in sheet.findChildren(QPushButton) if one.text() == pressed)
        one.setFocus()
        qtbot.waitUntil(one.hasFocus)
        with qtbot.waitSignal(sheet.finished):
            QTest.keyClick(one, Qt.Key.Key_Return)
        assert given == expected


def test_enter_in_a_field_that_adds_does_not_close(world: World, qtbot: QtBot) -> None:
    sheet = ColumnsSheet(world.window, feed_columns(), Choice())
    sheet.open()
    count = sheet.list.count()
    sheet.path.setFocus()
    qtbot.keyClicks(sheet.path, "payload.id")
    QTest.keyClick(sheet.path, Qt.Key.Key_Return)
    assert sheet.isVisible()
    assert sheet.list.count() == count + 1
    sheet.close()


def test_the_keyboard_comes_back_to_a_button_that_was_busy(world: World, qtbot: QtBot) -> None:
    sheet = CredentialsSheet(world.window, JUNO, *world.doors)
    sheet.open()
    field, save = sheet.findChildren(QLineEdit)[0], sheet.findChildren(QPushButton)[0]
    qtbot.keyClicks(field, "secret")
    save.setFocus()
    qtbot.waitUntil(save.hasFocus)
    QTest.keyClick(save, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not field.text())
    qtbot.waitUntil(save.hasFocus)
    sheet.close()
