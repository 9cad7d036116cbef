"""Whether the world reaches us, and what webhooks missed, on the connections page."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QComboBox, QDateTimeEdit, QWidget
from pytestqt.qtbot import QtBot

from app.core.changes import ChangeSet
from app.core.errors import AcuseError, ProviderUnreachable, SecretMissing
from app.core.importing import BadFile
from app.core.probing import Probe
from app.core.provider import Answer, Span
from app.core.registration import Standing
from app.core.tunnel import Stage, TunnelState
from app.store.backfills import BackfillRow
from app.ui.actions import Actions, ToldProgress
from app.ui.ask import Ask
from app.ui.bridge import Bridge
from app.ui.making import whole
from app.ui.pages.connections import ConnectionsPage
from app.ui.pages.transactions import TransactionsPage
from app.ui.widgets import backfill_words, probe_words
from app.ui.widgets.backfill_sheet import BackfillSheet
from app.ui.widgets.import_sheet import ImportSheet
from app.ui.widgets.toast import Toast
from app.ui.window import MainWindow
from tests.ui.conftest import backfilled
from tests.ui.connecting import NOW, World, buttons, card, dialog, press, words

OPEN = Probe(
    "https://hooks.example.com",
    NOW,
    addresses=("203.0.113.7",),
    is_tls=True,
    certificate_days=61,
    milliseconds=84.2,
    bytes_unchanged=True,
    source_headers=(("x-forwarded-for", "198.51.100.7"),),
)
DOWN = Probe(OPEN.url, NOW, error=ProviderUnreachable("It cannot be reached.", cause="Refused."))


class Outside:
    """The world as the page sees it: what a probe finds, and what a provider answers."""

    def __init__(self) -> None:
        self.probe: Probe | None = None
        self.tunnel = TunnelState()
        self.asked: list[tuple[str, Span]] = []
        self.error: AcuseError | None = None
        self.run: Callable[[BackfillRow], BackfillRow] = lambda run: run
        self.goes_on: threading.Event | None = None
        self.stopped = threading.Event()
        self.led: list[str] = []
        self.imported: list[Path] = []

    def backfill(
        self, provider: str, span: Span, tell: ToldProgress, stop: threading.Event
    ) -> BackfillRow:
        self.asked.append((provider, span))
        if self.error:
            raise self.error
        tell(40, 7, 300)
        if self.goes_on is not None:
            self.goes_on.wait(20)
            if stop.is_set():
                self.stopped.set()
        return self.run(backfilled(provider, span))

    def read_in(
        self, provider: str, file: Path, tell: Callable[[int, int], None], stop: threading.Event
    ) -> BackfillRow:
        self.imported.append(file)
        if self.error:
            raise self.error
        tell(500, 1200)
        if stop.wait(20):
            self.stopped.set()
        return replace(backfilled(provider, Span(NOW, NOW)), reason="file", news=0)

    def lead(self, provider: str, environment: str, number: str) -> Answer:
        self.led.append(number)
        return Answer(200, True, "")


@pytest.fixture
def outside() -> Outside:
    return Outside()


@pytest.fixture
def page(
    ask: Ask, bridge: Bridge, actions: Actions, outside: Outside, qtbot: QtBot
) -> ConnectionsPage:
    hands = World().actions(actions)
    settings = replace(hands.settings(), public_url="https://hooks.example.com")
    hands = replace(
        hands,
        settings=lambda: settings,
        probe=lambda: outside.probe or OPEN,
        latest_probe=lambda: outside.probe,
        tunnel=lambda: outside.tunnel,
        backfill=outside.backfill,
        import_file=outside.read_in,
        update_remote=outside.lead,
        standing=lambda _, url: Standing.MOVED if "old" in url else Standing.OURS,
    )
    made = whole(ConnectionsPage(ask, bridge, hands, now=lambda: NOW))
    qtbot.addWidget(made)
    made.resize(1240, 900)
    made.show()
    return made


# --- words ----------------------------------------------------------------------------------------


def test_a_probe_in_words() -> None:
    said = probe_words.found(OPEN)
    for part in ("comes in here", "84 ms", "61", "source in x-forwarded-for"):
        assert part in said
    assert probe_words.found(DOWN) == "does not come in here"
    assert "changed" in probe_words.found(replace(OPEN, bytes_unchanged=False))
    hidden = replace(OPEN, source_headers=(), certificate_days=None)
    assert "the source address is hidden" in probe_words.found(hidden)


@pytest.mark.parametrize("stage", Stage)
def test_every_stage_of_a_tunnel_has_words(stage: Stage) -> None:
    assert bool(probe_words.tunnel(TunnelState(stage))) == (stage is not Stage.OFF)


def test_a_run_in_words() -> None:
    run = backfilled("juno", Span(NOW - timedelta(hours=6), NOW))
    title, text = backfill_words.outcome(
        replace(run, missing_there=("juno:issuance:x",), error="The budget is used up.")
    )
    assert "3" in title
    assert "missing there" in text
    assert "The budget is used up." in text
    away = backfill_words.latest(replace(run, reason="start"), NOW.tzinfo or None, NOW)  # type: ignore[arg-type]
    assert "away" in away
    assert backfill_words.latest(None, NOW.tzinfo, NOW) == "not looked for yet"  # type: ignore[arg-type]


# --- the way in -----------------------------------------------------------------------------------


def test_a_probe_is_one_button(page: ConnectionsPage, outside: Outside, qtbot: QtBot) -> None:
    outside.probe = OPEN
    press(page, " Probe")
    qtbot.waitUntil(lambda: "comes in here" in words(page))
    assert "84 ms" in words(page)


def test_a_dead_way_in_turns_every_connection_red(
    page: ConnectionsPage, outside: Outside, bridge: Bridge, qtbot: QtBot
) -> None:
    outside.probe, outside.tunnel = DOWN, TunnelState(Stage.WAITING, error="It ended.")
    bridge.notify(ChangeSet(written=frozenset({"probe"})))
    qtbot.waitUntil(lambda: "It cannot be reached." in words(page))
    assert "tunnel: ended, starts again soon" in words(page)
    qtbot.waitUntil(lambda: card(page, "juno")._pill.accessibleName() == "Not reachable")
    outside.probe, outside.tunnel = OPEN, TunnelState(Stage.OPEN)
    bridge.notify(ChangeSet(written=frozenset({"tunnel"})))
    qtbot.waitUntil(lambda: "It cannot be reached." not in words(page))
    qtbot.waitUntil(lambda: card(page, "juno")._pill.accessibleName() == "Waiting")


def test_a_certificate_that_ends_soon_is_said(
    page: ConnectionsPage, outside: Outside, bridge: Bridge, qtbot: QtBot
) -> None:
    outside.probe = replace(OPEN, certificate_days=13)
    bridge.notify(ChangeSet(written=frozenset({"probe"})))
    qtbot.waitUntil(lambda: "ends in 13 days" in words(page))
    assert card(page, "juno")._pill.accessibleName() != "Not reachable"
    outside.probe = replace(OPEN, certificate_days=14)
    bridge.notify(ChangeSet(written=frozenset({"probe"})))
    qtbot.waitUntil(lambda: "ends in 13 days" not in words(page))


def test_a_callback_that_leads_elsewhere_is_led_here(
    page: ConnectionsPage, outside: Outside, qtbot: QtBot
) -> None:
    press(card(page, "juno"), "List")
    sheet = dialog(page)
    qtbot.waitUntil(lambda: "ours, old address" in words(sheet))
    press(sheet, "Lead here")
    words_ = "Have it lead here"
    qtbot.waitUntil(lambda: any(one.isEnabled() for one in buttons(sheet, words_)))
    press(sheet, words_)
    qtbot.waitUntil(lambda: "leads here now" in words(sheet))
    assert outside.led == ["9"]


# --- what was missed ------------------------------------------------------------------------------


def open_sheet(page: ConnectionsPage, provider: str = "bitso") -> BackfillSheet:
    page._act(provider, "backfill")
    sheet = dialog(page)
    assert isinstance(sheet, BackfillSheet)
    return sheet


def test_a_provider_is_asked_for_a_day_by_default(
    page: ConnectionsPage, outside: Outside, qtbot: QtBot
) -> None:
    sheet = open_sheet(page)
    qtbot.waitUntil(lambda: "not looked for yet" in words(sheet))
    press(sheet, "Ask now")
    qtbot.waitUntil(lambda: "had no webhook" in words(sheet))
    ((provider, span),) = outside.asked
    assert provider == "bitso"
    assert span.until - span.since == timedelta(days=1)


def test_a_time_of_ones_own(page: ConnectionsPage, outside: Outside, qtbot: QtBot) -> None:
    sheet = open_sheet(page)
    box = sheet.findChildren(QComboBox)[0]
    box.setCurrentIndex(box.count() - 1)
    since, until = sheet.findChildren(QDateTimeEdit)
    assert since.isVisible()
    until.setDateTime(since.dateTime().addSecs(3600))
    press(sheet, "Ask now")
    qtbot.waitUntil(lambda: bool(outside.asked))
    assert outside.asked[0][1].until - outside.asked[0][1].since == timedelta(hours=1)
    until.setDateTime(since.dateTime().addSecs(-60))
    qtbot.waitUntil(lambda: buttons(sheet, "Ask now")[0].isEnabled())
    press(sheet, "Ask now")
    assert "ends before it begins" in words(sheet)
    assert len(outside.asked) == 1


def test_progress_is_shown_and_closing_stops_it(
    page: ConnectionsPage, outside: Outside, qtbot: QtBot
) -> None:
    outside.goes_on = threading.Event()
    sheet = open_sheet(page)
    press(sheet, "Ask now")
    qtbot.waitUntil(lambda: "40 answers · 7 of 300 calls" in words(sheet))
    press(sheet, "Stop")
    assert sheet.isVisible(), "it tells first what came of it"
    outside.goes_on.set()
    qtbot.waitUntil(outside.stopped.is_set)
    qtbot.waitUntil(lambda: bool(buttons(sheet, "Close")))
    with qtbot.waitSignal(sheet.destroyed):
        press(sheet, "Close")


def test_what_cut_it_short_is_told(page: ConnectionsPage, outside: Outside, qtbot: QtBot) -> None:
    outside.run = lambda run: replace(run, error="Bitso refused the call. No permission.")
    sheet = open_sheet(page)
    press(sheet, "Ask now")
    qtbot.waitUntil(lambda: "No permission." in words(sheet))


def test_a_missing_key_leads_to_the_credentials(
    page: ConnectionsPage, outside: Outside, qtbot: QtBot
) -> None:
    outside.error = SecretMissing("The API key of Bitso is missing.")
    sheet = open_sheet(page)
    press(sheet, "Ask now")
    qtbot.waitUntil(lambda: "The API key of Bitso is missing." in words(sheet))
    qtbot.waitUntil(lambda: bool(buttons(sheet, "Enter credentials…")))


def names(place: QWidget) -> str:
    """What a screen reader would say of the buttons there."""
    return "\n".join(one.accessibleName() for one in place.findChildren(QAbstractButton))


def test_who_cannot_be_asked_offers_nothing(page: ConnectionsPage) -> None:
    assert "Missed webhooks" in words(card(page, "bitso"))
    assert "Fetch what was missed" not in names(card(page, "just_wallet"))
    assert "Import a file of Just Wallet" in names(card(page, "just_wallet"))


def test_a_file_is_imported_watched_and_stopped(
    page: ConnectionsPage, outside: Outside, tmp_path: Path, qtbot: QtBot
) -> None:
    page._act("just_wallet", "import")
    sheet = dialog(page)
    assert isinstance(sheet, ImportSheet)
    qtbot.waitUntil(lambda: "no file imported yet" in words(sheet))
    sheet.read(tmp_path / "payouts.csv")
    qtbot.waitUntil(lambda: "500 of 1200 entries" in words(sheet))
    press(sheet, "Stop")
    qtbot.waitUntil(outside.stopped.is_set)
    qtbot.waitUntil(lambda: "0 are new" in words(sheet))
    assert outside.imported == [tmp_path / "payouts.csv"]
    outside.error = BadFile("The file cannot be imported.", cause="It is empty.")
    sheet.read(tmp_path / "empty.csv")
    qtbot.waitUntil(lambda: "It is empty." in words(sheet))
    press(sheet, "Close")


# --- one transaction ------------------------------------------------------------------------------


def test_a_provider_is_asked_about_one_transaction(
    ask: Ask, bridge: Bridge, actions: Actions, arrive: Callable[..., list[int]], qtbot: QtBot
) -> None:
    asked: list[str] = []

    def ask_provider(transaction_id: str) -> BackfillRow:
        asked.append(transaction_id)
        return backfilled("juno", Span(NOW, NOW))

    window = MainWindow(ask, bridge, replace(actions, ask_provider=ask_provider))
    qtbot.addWidget(window)
    window.resize(1440, 900)
    window.show()
    arrive(1)
    page = window.page("transactions")
    assert isinstance(page, TransactionsPage)
    table = page.listing.table
    qtbot.waitUntil(lambda: table.model().rowCount() == 1)
    table.choose(0)
    button = page.listing.inspector.verdict.asking
    qtbot.waitUntil(button.isVisible)
    assert button.text().strip() == "Ask Juno now"
    qtbot.keyClick(table, Qt.Key.Key_R)
    qtbot.waitUntil(lambda: len(asked) == 1)
    qtbot.waitUntil(button.isEnabled)
    assert asked[0].startswith("juno:issuance:")
    shown = window.findChild(Toast)
    assert shown is not None
    assert "had no webhook" in shown.text()
