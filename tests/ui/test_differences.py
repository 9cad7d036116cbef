"""The list of differences, driven through the real window over a real store."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from app.core.asked import as_body, delivery
from app.core.delivery import Source
from app.providers import PROVIDERS
from app.store import backfills
from app.store.backfills import BackfillRow
from app.ui.ask import Ask
from app.ui.bridge import Bridge
from app.ui.pages.connections import ConnectionsPage
from app.ui.pages.transactions import TransactionsPage
from app.ui.widgets.attention_acts import NoteSheet
from app.ui.widgets.differences_sheet import DifferencesSheet
from app.ui.window import MainWindow
from tests.ui.conftest import Kept
from tests.ui.connecting import buttons, card, words

JUNO = PROVIDERS["juno"]


def answered(kept: Kept, number: int, status: str, at: datetime, amount: str = "100.00") -> None:
    """Juno was asked and told of one issuance."""
    payload = json.loads(Kept.body(number, status, at, amount))["payload"]
    listing = next(one for one in JUNO.listings if one.name == "transactions")
    body = as_body(listing, payload)
    kept.writer.deliver(delivery(JUNO, "production", body, at, Source.BACKFILL)).result(5)


def not_listed(kept: Kept, number: int) -> None:
    """Juno was asked and did not tell of one."""
    at = datetime.now(UTC)
    run = BackfillRow(
        provider="juno",
        environment="production",
        reason="schedule",
        since=at - timedelta(hours=1),
        until=at,
        started_at=at,
        ended_at=at,
        calls=1,
        answers=1,
        news=0,
        changed=0,
        missing_here=0,
        missing_there=(f"juno:issuance:d441f9db-e2df-4ca5-9dab-{number:012d}",),
        found_there=(),
        error="",
    )
    kept.writer.run(lambda store: backfills.note(store, run)).result(5)


@pytest.fixture
def differing(kept: Kept, bridge: Bridge) -> Callable[[], None]:
    """A payment of each kind of difference; called again, what is new is projected."""
    now = datetime.now(UTC)
    kept.issuance(1, "PENDING", at=now - timedelta(hours=3))
    answered(kept, 1, "COMPLETE", now - timedelta(hours=2))
    answered(kept, 2, "COMPLETE", now - timedelta(minutes=90))
    kept.issuance(3, "COMPLETE", at=now - timedelta(minutes=50))
    answered(kept, 3, "COMPLETE", now - timedelta(minutes=40), "250.00")
    kept.issuance(4, "COMPLETE", at=now - timedelta(minutes=30))
    not_listed(kept, 4)

    def project() -> None:
        bridge.notify(kept.project())

    project()
    return project


@pytest.fixture
def page(window: MainWindow, differing: Callable[[], None]) -> ConnectionsPage:
    window.show_page("connections")
    found = window.page("connections")
    assert isinstance(found, ConnectionsPage)
    return found


def opened(page: ConnectionsPage, qtbot: QtBot, rows: int) -> DifferencesSheet:
    buttons(page, "Differences…")[0].click()
    sheet = page.findChild(DifferencesSheet)
    assert isinstance(sheet, DifferencesSheet)
    qtbot.waitUntil(lambda: len(buttons(sheet, "Show the payment")) == rows, timeout=10_000)
    return sheet


def badges(sheet: DifferencesSheet) -> list[str]:
    return [
        one.text()
        for one in sheet.findChildren(QLabel)
        if one.isVisible() and one.text().endswith(("here", "there", "differs"))
    ]


def test_every_kind_is_listed_with_both_sides_and_its_age(
    page: ConnectionsPage, qtbot: QtBot
) -> None:
    sheet = opened(page, qtbot, 4)
    assert badges(sheet) == [
        "status differs",
        "missing here",
        "amount differs",
        "missing there",
    ]
    said = words(sheet)
    assert "Here: Pending (PENDING) · 100.00 MXN" in said
    assert "There: Complete (COMPLETE) · 250.00 MXN" in said
    assert "Here: no webhook told of it" in said
    assert "There: not in its list" in said
    assert "2 h ago" in said
    row = card(page, "juno")
    qtbot.waitUntil(lambda: "4 open, the oldest 2 h ago" in words(row), timeout=10_000)


def test_one_is_accepted_with_a_note_and_taken_back(
    ask: Ask, page: ConnectionsPage, qtbot: QtBot
) -> None:
    sheet = opened(page, qtbot, 4)
    buttons(sheet, "Accept…")[0].click()
    note = sheet.findChild(NoteSheet)
    assert isinstance(note, NoteSheet)
    field = note.findChild(QLineEdit)
    assert isinstance(field, QLineEdit)
    qtbot.keyClicks(field, "the webhook was lost, settled by phone")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(buttons(sheet, "Open again")) == 1, timeout=10_000)
    said = words(sheet)
    assert "Accepted by ana" in said
    assert "the webhook was lost, settled by phone" in said
    # what nobody accepted comes first
    assert badges(sheet)[-1] == "status differs"
    qtbot.waitUntil(lambda: "3 open" in words(card(page, "juno")), timeout=10_000)
    ask.undo.undo()
    qtbot.waitUntil(lambda: len(buttons(sheet, "Accept…")) == 4, timeout=10_000)
    assert "Accepted by" not in words(sheet)


def test_what_agrees_leaves_the_open_list(
    kept: Kept, page: ConnectionsPage, differing: Callable[[], None], qtbot: QtBot
) -> None:
    sheet = opened(page, qtbot, 4)
    kept.issuance(1, "COMPLETE")  # the webhook comes at last
    kept.issuance(4, "COMPLETE")  # and another one, of what was not listed
    differing()
    qtbot.waitUntil(lambda: badges(sheet) == ["missing here", "amount differs"], timeout=10_000)


def test_the_payment_is_one_press_away_and_one_provider_alone_can_be_seen(
    window: MainWindow, page: ConnectionsPage, qtbot: QtBot
) -> None:
    sheet = opened(page, qtbot, 4)
    choice = sheet.findChild(QComboBox)
    assert isinstance(choice, QComboBox)
    choice.setCurrentIndex(choice.findData("bitso"))
    qtbot.waitUntil(lambda: "They agree, as far as was asked." in words(sheet), timeout=10_000)
    choice.setCurrentIndex(choice.findData("juno"))
    qtbot.waitUntil(lambda: len(buttons(sheet, "Show the payment")) == 4, timeout=10_000)
    buttons(sheet, "Show the payment")[0].click()
    shown = window.page("transactions")
    assert isinstance(shown, TransactionsPage)
    qtbot.waitUntil(shown.isVisible, timeout=10_000)
