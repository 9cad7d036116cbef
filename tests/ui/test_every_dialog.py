"""Every dialog there is: its parts have names, Esc closes it, longer words fit.

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
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QScrollArea, QWidget
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
from app.ui.widgets.store_job import StoreJob
from app.ui.widgets.trusted_proxies import ProxySheet
from app.ui.window import MainWindow
from tests.ui.conftest import NOW
from tests.ui.cutting import cut_off
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
    assert ours - {Sheet, StoppableSheet} == set(MAKERS)


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


def takers(dialog: QDialog) -> list[QWidget]:
    """What Tab can reach."""
    tab = Qt.FocusPolicy.TabFocus.value
    return [
        one
        for one in dialog.findChildren(QWidget)
        if one.isVisible() and one.isEnabled() and one.focusPolicy().value & tab
        and not one.objectName().startswith("qt_") and one.focusProxy() is None
    ]  # fmt: skip


def name_of(widget: QWidget) -> str:
    found = QAccessible.queryAccessibleInterface(widget)
    return found.text(QAccessible.Text.Name).strip() if found else ""


@EACH
def test_everything_that_takes_the_keyboard_has_a_name_and_esc_closes_it(
    kind: type[QDialog], world: World, qtbot: QtBot
) -> None:
    dialog = opened(kind, world, qtbot)
    found = takers(dialog)
    assert found
    assert [f"{type(one).__name__} {one.parent()}" for one in found if not name_of(one)] == []
    assert dialog.windowTitle() or name_of(dialog)
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
