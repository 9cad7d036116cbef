"""Ctrl+E: exactly what is filtered becomes a file, with progress, and can be stopped."""

from __future__ import annotations

import csv
import json
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel, QProgressBar, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.core.query import parse_filter
from app.export.columns import COLUMNS, DELIVERIES, TRANSACTIONS
from app.export.files import ExportCancelled
from app.export.writing import Order
from app.providers import PROVIDERS
from app.ui.actions import Actions
from app.ui.ask import Ask
from app.ui.bridge import Bridge
from app.ui.columns import Choice
from app.ui.pages.feed import FeedPage
from app.ui.widgets.export_sheet import ExportSheet, column_words

if TYPE_CHECKING:
    from app.ui.window import MainWindow

Arrive = Callable[..., list[int]]


def words(widget: QWidget) -> str:
    return "\n".join(one.text() for one in widget.findChildren(QLabel) if one.isVisible())


def button_of(widget: QWidget, text: str) -> QPushButton:
    return next(one for one in widget.findChildren(QPushButton) if one.text().strip() == text)


@pytest.fixture
def over(qtbot: QtBot) -> QWidget:
    """What the dialog stands over."""
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def sheet(
    ask: Ask, bridge: Bridge, actions: Actions, arrive: Arrive, over: QWidget, qtbot: QtBot
) -> ExportSheet:
    arrive(3)
    arrive(2, first=10, status="FAILED")
    made = _sheet(ask, bridge, actions, over)
    qtbot.waitUntil(lambda: "What is filtered: 2 deliveries" in words(made))
    return made


def _sheet(ask: Ask, bridge: Bridge, actions: Actions, over: QWidget) -> ExportSheet:
    query = parse_filter("status:failed", PROVIDERS)
    made = ExportSheet(over, ask, bridge, actions, DELIVERIES, query)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    made.show()
    return made


@pytest.mark.parametrize("by", ["keys", "button"])
def test_it_opens_with_the_filter_of_the_list(
    window: MainWindow, arrive: Arrive, qtbot: QtBot, by: str
) -> None:
    arrive(2)
    window.show_page("transactions")
    if by == "keys":
        QTest.keyClick(window, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    else:
        named = window.page("transactions").findChildren(QPushButton)
        next(one for one in named if one.accessibleName() == "Export…").click()
    qtbot.waitUntil(lambda: bool(window.findChildren(ExportSheet)))
    sheet = window.findChildren(ExportSheet)[0]
    qtbot.waitUntil(lambda: "What is filtered: 2 transactions" in words(sheet))
    sheet.close()


def test_enter_on_what_is_chosen_already_goes_on_to_export(
    sheet: ExportSheet, qtbot: QtBot
) -> None:
    chip = button_of(sheet, "CSV")
    chip.setFocus()
    assert chip.isChecked()
    QTest.keyClick(chip, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(sheet.findChildren(QFileDialog)))
    sheet.findChildren(QFileDialog)[0].reject()
    other = button_of(sheet, "JSON Lines")
    other.setFocus()
    QTest.keyClick(other, Qt.Key.Key_Return)
    assert other.isChecked()
    assert not [one for one in sheet.findChildren(QFileDialog) if one.isVisible()]


def test_what_is_filtered_is_written_with_the_columns_chosen(
    sheet: ExportSheet, qtbot: QtBot, tmp_path: Path
) -> None:
    for place in range(2, sheet.columns.count()):
        sheet.columns.item(place).setCheckState(Qt.CheckState.Unchecked)
    target = tmp_path / "out.csv"
    sheet.write(target)
    qtbot.waitUntil(lambda: not sheet.isVisible())
    text = target.read_text(encoding="utf-8")
    assert text.startswith("\ufeffdelivery_id,received_at")
    assert len(list(csv.DictReader(text.splitlines()))) == 2


def test_json_lines_and_clear_names(sheet: ExportSheet, qtbot: QtBot, tmp_path: Path) -> None:
    button_of(sheet, "JSON Lines").click()
    assert not sheet.marked.isVisible()
    sheet.masked.setChecked(False)
    target = tmp_path / "out.jsonl"
    sheet.write(target)
    qtbot.waitUntil(lambda: not sheet.isVisible())
    (first, _) = [json.loads(line) for line in target.read_text().splitlines()]
    assert first["counterparty"] == "646180115400230775"
    assert list(first) == list(COLUMNS[DELIVERIES])


def test_the_privacy_screen_masks_whatever_is_asked(
    ask: Ask, bridge: Bridge, actions: Actions, over: QWidget, qtbot: QtBot
) -> None:
    bridge.display.set_private(True)
    sheet = _sheet(ask, bridge, actions, over)
    assert not sheet.masked.isEnabled()
    assert sheet.order().is_masked
    qtbot.waitUntil(lambda: "What is filtered" in words(sheet))
    sheet.close()


def test_columns_are_reordered_by_keyboard(sheet: ExportSheet) -> None:
    sheet.columns.setCurrentRow(1)
    QTest.keyClick(sheet.columns, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    QTest.keyClick(sheet.columns, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert sheet.order().names[:2] == ("received_at", "delivery_id")
    QTest.keyClick(sheet.columns, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert sheet.order().names[:2] == ("delivery_id", "received_at")
    sheet.close()


def test_no_column_no_file(sheet: ExportSheet) -> None:
    for place in range(sheet.columns.count()):
        sheet.columns.item(place).setCheckState(Qt.CheckState.Unchecked)
    assert not button_of(sheet, "Export…").isEnabled()


def test_it_says_how_far_it_is_and_is_stopped(
    ask: Ask, bridge: Bridge, actions: Actions, over: QWidget, qtbot: QtBot, tmp_path: Path
) -> None:
    began = threading.Event()

    def slow(
        order: Order,
        target: Path,
        at: datetime,
        told: Callable[[int], None],
        stop: Callable[[], bool],
    ) -> int:
        told(500)
        began.set()
        while not stop():
            threading.Event().wait(0.005)
        raise ExportCancelled

    sheet = _sheet(ask, bridge, replace(actions, export=slow), over)
    sheet.write(tmp_path / "out.csv")
    qtbot.waitUntil(began.is_set)
    bar = sheet.findChildren(QProgressBar)[0]
    qtbot.waitUntil(lambda: bar.isVisible() and bar.format() == "500 rows")
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: "Nothing was written." in words(sheet))
    assert sheet.isVisible()
    assert not bar.isVisible()
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    assert not sheet.isVisible()


def test_what_stands_in_the_way_is_said(sheet: ExportSheet, qtbot: QtBot, tmp_path: Path) -> None:
    sheet.write(tmp_path / "nowhere" / "out.csv")
    qtbot.waitUntil(lambda: "There is no such folder." in words(sheet))
    assert sheet.isVisible()
    assert button_of(sheet, "Export…").isEnabled()
    sheet.close()


@pytest.mark.parametrize("subject", [TRANSACTIONS, DELIVERIES])
def test_every_column_has_words(subject: str) -> None:
    shown = [column_words(name) for name in COLUMNS[subject]]
    assert len(set(shown)) == len(shown)


def test_a_field_of_the_bodies_that_is_a_column_is_exported_too(
    window: MainWindow, arrive: Arrive, tmp_path: Path, qtbot: QtBot
) -> None:
    arrive(2)
    page = window.page("feed")
    assert isinstance(page, FeedPage)
    qtbot.waitUntil(lambda: page.model.count() == 2)
    page.listing.columns.choose(Choice(("received", "path:payload.external_ref")))
    page.export()
    sheet = page.findChild(ExportSheet)
    assert sheet is not None
    assert sheet.order().names[-1] == "path:payload.external_ref"
    target = tmp_path / "a.csv"
    sheet.write(target)
    qtbot.waitUntil(target.exists)
    with open(target, encoding="utf-8-sig", newline="") as file:
        found = [row["path:payload.external_ref"] for row in csv.DictReader(file)]
    assert found == ["•••0001", "•••0000"]
    qtbot.waitUntil(lambda: page.findChild(ExportSheet) is None)
