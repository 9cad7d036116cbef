"""What happened while nobody was here, said once above every page."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtWidgets import QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from app.core.changes import ChangeSet
from app.core.outage import ASLEEP, STOPPED, Outage
from app.ui.actions import Actions
from app.ui.ask import Ask
from app.ui.bridge import Bridge
from app.ui.pages.transactions import TransactionsPage
from app.ui.widgets.outage_notice import OutageNotice
from app.ui.window import MainWindow

NOW = datetime(2026, 11, 21, 15, 0, tzinfo=UTC)  # nine in the morning in Mexico City
OFF = Outage(
    datetime(2026, 11, 21, 8, 10, tzinfo=UTC),
    datetime(2026, 11, 21, 13, 45, tzinfo=UTC),
    STOPPED,
    asked=("juno", "bitso"),
    changed=14,
    missing_here=2,
)


class Known:
    """What the rest of the program knows of the latest outage."""

    def __init__(self) -> None:
        self.outage: Outage | None = None

    def __call__(self) -> Outage | None:
        return self.outage


@pytest.fixture
def known() -> Known:
    return Known()


@pytest.fixture
def notice(bridge: Bridge, actions: Actions, known: Known, qtbot: QtBot) -> OutageNotice:
    made = OutageNotice(bridge, replace(actions, outage=known), now=lambda: NOW)
    qtbot.addWidget(made)
    return made


def tell(bridge: Bridge, qtbot: QtBot) -> None:
    with qtbot.waitSignal(bridge.changed):
        bridge.notify(ChangeSet(written=frozenset({"outage"})))


def test_it_is_told_in_one_line(
    notice: OutageNotice, known: Known, bridge: Bridge, qtbot: QtBot
) -> None:
    assert notice.words() == ""
    known.outage = OFF
    tell(bridge, qtbot)
    assert notice.words() == "Off 02:10–07:45: 14 changed, 2 had no webhook\nAsked: Juno, Bitso"


@pytest.mark.parametrize(
    ("outage", "words"),
    [
        (replace(OFF, reason=ASLEEP), "Asleep 02:10–07:45"),
        (replace(OFF, since=OFF.since - timedelta(days=1)), "Off 20 Nov 02:10–07:45"),
        (replace(OFF, missing_there=3), "3 are missing there"),
        (
            replace(
                OFF,
                cut=(("juno", "Juno failed. down (HTTP 503)."),),
            ),
            "Juno did not answer to the end. Juno failed. down (HTTP 503).",
        ),
    ],
)
def test_what_else_there_is_to_know(
    notice: OutageNotice, known: Known, bridge: Bridge, qtbot: QtBot, outage: Outage, words: str
) -> None:
    known.outage = outage
    tell(bridge, qtbot)
    assert words in notice.words()


def test_it_is_told_once(
    notice: OutageNotice, actions: Actions, known: Known, bridge: Bridge, qtbot: QtBot
) -> None:
    known.outage = OFF
    tell(bridge, qtbot)
    notice.findChildren(QToolButton)[-1].click()
    tell(bridge, qtbot)
    assert notice.words() == ""
    anew = OutageNotice(bridge, replace(actions, outage=known), now=lambda: NOW)
    qtbot.addWidget(anew)
    assert anew.words() == "", "it was read"
    known.outage = replace(OFF, until=NOW)
    tell(bridge, qtbot)
    assert "09:00" in notice.words()


def test_one_that_was_made_up_for_before_the_window_opened_leads_to_what_had_no_webhook(
    ask: Ask, bridge: Bridge, actions: Actions, qtbot: QtBot
) -> None:
    made = MainWindow(ask, bridge, replace(actions, outage=lambda: OFF))
    qtbot.addWidget(made)
    made.show()
    assert "14 changed, 2 had no webhook" in made.outage.words()
    made.outage.findChildren(QPushButton)[0].click()
    page = made.page("transactions")
    assert isinstance(page, TransactionsPage)
    qtbot.waitUntil(page.isVisible)
    assert "flag:missing_here" in page.listing.filters.text()
