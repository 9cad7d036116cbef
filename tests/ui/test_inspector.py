"""The inspector: what is known of one transaction, in words, and nothing a payload can trick."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QLabel, QMenu, QTabWidget, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.core.delivery import AddressCheck
from app.ui.actions import Actions
from app.ui.ask import Ask
from app.ui.bridge import Bridge
from app.ui.making import whole
from app.ui.widgets.fact_line import Fact, FactLine
from app.ui.widgets.facts import _AT_REST, FactList
from app.ui.widgets.inspector import Inspector
from app.ui.widgets.opening import LinkSheet
from app.ui.widgets.raw import RawView

Kept = Any
Show = Callable[..., Inspector]
LEFT = Qt.MouseButton.LeftButton
TX = "juno:issuance:d441f9db-e2df-4ca5-9dab-000000000001"


@pytest.fixture
def inspector(ask: Ask, bridge: Bridge, actions: Actions, qtbot: QtBot) -> Inspector:
    made = whole(Inspector(ask, bridge, actions))
    qtbot.addWidget(made)
    made.resize(372, 700)
    made.show()
    return made


@pytest.fixture
def show(inspector: Inspector, kept: Kept, bridge: Bridge, qtbot: QtBot) -> Show:
    """Project what was delivered and show a transaction or a delivery."""

    def show(transaction_id: str = TX, delivery_id: int = 0) -> Inspector:
        kept.project()
        inspector.show_row(transaction_id, delivery_id)
        qtbot.waitUntil(lambda: inspector.found() is not None)
        return inspector

    return show


def facts(found: FactList) -> dict[str, Fact]:
    return {fact.label: fact for fact in found.facts()}


class Paints(QObject):
    """What a widget showed each time it was painted."""

    def __init__(self, watched: QWidget, shown: Callable[[], object]) -> None:
        super().__init__(watched)
        self._shown = shown
        self.seen: list[object] = []
        watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.seen.append(self._shown())
        return False


def minutes_ago(count: float) -> datetime:
    return datetime.now(UTC) - timedelta(minutes=count)


def test_another_transaction_is_not_painted_before_its_parts_stand(
    inspector: Inspector, kept: Kept, show: Show, qtbot: QtBot
) -> None:
    """They are set one after the other, and each moves the others."""
    kept.issuance(1, "PENDING", at=minutes_ago(3))
    kept.issuance(2, "PENDING", at=minutes_ago(3))
    kept.issuance(2, "COMPLETE")
    body = show().body
    qtbot.waitUntil(lambda: not inspector._turns.is_under_way())

    def second() -> tuple[bool, bool]:
        """Whether the timeline and the facts are those of the second."""
        ends = any(one.title == "Complete" and not one.is_ghost for one in body.timeline.steps())
        return ends, any("user-ref-00002" in str(one) for one in body.chief.facts())

    assert second() == (False, False)
    paints = Paints(body.timeline, second)
    inspector.show_row(TX[:-1] + "2")
    qtbot.waitUntil(lambda: (True, True) in paints.seen)
    assert set(paints.seen) <= {(False, False), (True, True)}


# --- the timeline ---------------------------------------------------------------------------------


def test_the_timeline_tells_what_came_and_what_did_not(kept: Kept, show: Show) -> None:
    begun = minutes_ago(3)
    kept.issuance(1, "PENDING", at=begun)
    end = begun + timedelta(seconds=52)
    kept.issuance(1, "COMPLETE", at=end)
    kept.issuance(1, "COMPLETE", at=end)
    steps = show().body.timeline.steps()
    assert [(step.title, step.is_ghost) for step in steps] == [
        ("Pending", False),
        ("In progress", True),
        ("Complete", False),
    ]
    pending, ghost, complete = steps
    assert pending.badges == ("webhook",)
    assert pending.remark == "received 0.4\u00a0s later"
    assert ghost.remark == "not delivered (normal for Juno)"
    assert complete.badges == ("webhook ×2",)
    assert complete.remark.startswith("52\u00a0s after Pending")


def test_an_open_transaction_awaits_its_end(kept: Kept, show: Show) -> None:
    kept.issuance(1, "PENDING", at=minutes_ago(27))
    last = show().body.timeline.steps()[-1]
    assert last.is_ghost
    assert last.title == "Final status"
    assert last.remark == "not yet, open for 28\u00a0min — Juno always sends it"


def test_a_late_arrival_says_how_late(kept: Kept, show: Show) -> None:
    kept.deliver(kept.body(1, "COMPLETE", minutes_ago(5)), at=minutes_ago(1))
    step = show().body.timeline.steps()[-1]
    assert "late" in step.badges
    assert step.remark.endswith("arrived 4\u00a0min late")


def test_a_step_shows_its_own_delivery(kept: Kept, show: Show, qtbot: QtBot) -> None:
    first = kept.issuance(1, "PENDING", at=minutes_ago(3))
    last = kept.issuance(1, "COMPLETE", at=minutes_ago(2))
    inspector = show()

    def shown() -> int:
        found = inspector.found()
        return found.delivery.delivery_id if found and found.delivery else 0

    assert shown() == last
    timeline = inspector.body.timeline
    timeline.setFocus()
    qtbot.keyClick(timeline, Qt.Key.Key_Up)
    qtbot.waitUntil(lambda: shown() == first)
    assert '"PENDING"' in inspector.body.raw.text()
    qtbot.mouseClick(timeline, LEFT, pos=timeline._places[-1].area.center())
    qtbot.waitUntil(lambda: shown() == last)


def test_a_screen_reader_hears_the_timeline(kept: Kept, show: Show) -> None:
    kept.issuance(1, "COMPLETE", at=minutes_ago(1))
    spoken = show().body.timeline.accessibleDescription()
    assert spoken.startswith("Pending, not delivered (normal for Juno)")
    assert "Complete" in spoken


def test_it_follows_what_arrives(kept: Kept, show: Show, bridge: Bridge, qtbot: QtBot) -> None:
    kept.issuance(1, "PENDING", at=minutes_ago(2))
    inspector = show()
    assert inspector._header.pill.text() == "Pending"
    kept.issuance(1, "COMPLETE", at=minutes_ago(1))
    bridge.notify(kept.project())
    qtbot.waitUntil(lambda: inspector._header.pill.text() == "Complete")


# --- header and facts -----------------------------------------------------------------------------


def test_the_header_names_the_money_and_the_id(kept: Kept, show: Show) -> None:
    kept.issuance(1, amount="12345678.900000000000000001")
    inspector = show()
    assert inspector._header.title.whole() == "Juno · Issuance"
    assert inspector._header.amount.text() == "12,345,678.900000000000000001"
    assert inspector._header.asset.text() == "MXN"
    assert inspector._header.id.whole() == "d441f9db-e2df-4ca5-9dab-000000000001"
    inspector.copy_id()
    assert QGuiApplication.clipboard().text() == "d441f9db-e2df-4ca5-9dab-000000000001"


def test_a_clabe_names_its_bank_and_whether_its_digit_fits(kept: Kept, show: Show) -> None:
    kept.issuance(1)
    fact = facts(show().body.chief)["Sender · CLABE"]
    assert fact.value == "646 180 11540023077 5"
    assert fact.copied == "646180115400230775"
    assert (fact.remark, fact.check, fact.is_warning) == ("STP", "digit ok", False)


def test_a_wrong_digit_is_said(kept: Kept, show: Show) -> None:
    kept.issuance(1, deposit_sender_clabe="012180001234567890")
    fact = facts(show().body.chief)["Sender · CLABE"]
    assert (fact.remark, fact.check) == ("BBVA México", "digit wrong")
    assert fact.is_warning


@pytest.mark.parametrize(
    ("environment", "url"),
    [
        ("production", "https://arbiscan.io/tx/0x"),
        ("stage", "https://sepolia.arbiscan.io/tx/0x"),
    ],
)
def test_the_explorer_knows_the_environment(
    kept: Kept,
    show: Show,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    environment: str,
    url: str,
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(
        QDesktopServices, "openUrl", lambda target: opened.append(target.toString())
    )
    kept.deliver(kept.body(1, "COMPLETE", minutes_ago(1)), environment=environment)
    inspector = show()
    assert facts(inspector.body.chief)["Tx hash"].link == "Arbiscan"
    inspector.open_explorer()
    sheet = inspector.findChild(LinkSheet)
    assert sheet is not None
    assert sheet.address.toPlainText().startswith(url)
    assert opened == []
    qtbot.mouseClick(sheet.opener, LEFT)
    assert opened == [sheet.address.toPlainText()]


def test_without_an_explorer_there_is_no_button(kept: Kept, show: Show) -> None:
    kept.issuance(1, network="MOON", crypto_tx_hash="0x" + "a" * 64)
    assert not show().verdict.explorer.isVisible()


def test_the_privacy_screen_masks_what_is_personal(kept: Kept, show: Show, bridge: Bridge) -> None:
    kept.issuance(1)
    inspector = show()
    bridge.display.set_private(True)
    shown = facts(inspector.body.chief)
    assert shown["Sender · CLABE"].value == "•••0775"
    assert shown["Sender · CLABE"].copied == ""
    assert shown["Sender · Name"].value == "S••• N•••"
    assert "646180115400230775" not in inspector.body.raw.text()


def test_the_summary_is_plain_lines(kept: Kept, show: Show, qtbot: QtBot) -> None:
    kept.issuance(1)
    qtbot.mouseClick(show()._copy_summary, LEFT)
    lines = QGuiApplication.clipboard().text().split("\n")
    assert lines[:3] == ["Juno · Issuance", "100.00 MXN", "Complete (COMPLETE)"]
    assert "Sender · CLABE: 646 180 11540023077 5" in lines


# --- one delivery ---------------------------------------------------------------------------------


def test_the_verdict_is_said_in_words(kept: Kept, show: Show) -> None:
    kept.deliver(b'{"id": 1', "just_wallet")
    delivery = kept.deliver(
        json.dumps({"event": "TRANSACTION", "payload": {"id": "x"}}).encode(),
        address=AddressCheck.OFF,
    )
    shown = facts(show("", delivery).body.verification)
    assert shown["Authenticity"].value == "secret address only"
    assert shown["Authenticity"].is_warning
    assert shown["Source address"].remark == "not checked: no list is known"
    assert shown["SHA-256"].remark == "the stored body is unchanged"
    assert shown["Arrival 1"].remark == "answered 200 after 3 ms"


def test_an_unreadable_delivery_says_why(kept: Kept, show: Show) -> None:
    delivery = kept.deliver(b'{"event": "TRANSACTION", "payload": {"id": ')
    inspector = show("", delivery)
    assert inspector._header.amount.text() == "Delivery 1"
    assert inspector._header.pill.text() == "Unreadable"
    assert inspector.body.raw.text() == '{"event": "TRANSACTION", "payload": {"id": '
    assert facts(inspector.body.verification)["Unreadable"].value


def test_secrets_in_headers_are_not_shown(kept: Kept, show: Show) -> None:
    delivery = kept.deliver(
        b"{}", headers={"Content-Type": "application/json", "X-Api-Key": "hush", "X-A": "b"}
    )
    shown = facts(show("", delivery).body.headers)
    assert shown["x-api-key"].value == "(a secret, not shown)"
    assert shown["x-api-key"].copied == ""
    assert shown["x-a"].value == "b"


def test_hostile_text_stays_text(kept: Kept, show: Show) -> None:
    kept.issuance(1, deposit_sender_name="<b>José</b>\u202egnp\x1b[31m<img src=x>")
    inspector = show()
    assert facts(inspector.body.chief)["Sender · Name"].value == (
        "<b>José</b>⟨U+202E⟩gnp⟨U+001B⟩[31m<img src=x>"
    )
    labels = inspector.findChildren(QLabel)
    assert {one.textFormat() for one in labels} == {Qt.TextFormat.PlainText}


def test_what_is_not_there_is_said(inspector: Inspector, qtbot: QtBot) -> None:
    inspector.show_row("juno:issuance:none")
    qtbot.waitUntil(lambda: "not in the store" in inspector._empty._title.text())


# --- the body -------------------------------------------------------------------------------------


def test_the_body_keeps_every_digit_and_can_be_searched(
    kept: Kept, show: Show, qtbot: QtBot
) -> None:
    kept.issuance(1, amount="100.10")
    inspector = show()
    inspector.tabs.setCurrentIndex(2)
    raw: RawView = inspector.body.raw.text_view
    assert '\n      "amount": "100.10",' in raw.text()
    raw.focus_search()
    qtbot.keyClicks(raw._search, "issuance")
    assert raw._count.text() == "1 / 2"
    qtbot.keyClick(raw._search, Qt.Key.Key_Return)
    assert raw._count.text() == "2 / 2"
    qtbot.keyClick(raw._search, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert raw._count.text() == "1 / 2"
    qtbot.keyClicks(raw._search, "nowhere")
    assert raw._count.text() == "none"


def test_bidi_in_a_body_is_shown_as_a_token(kept: Kept, show: Show) -> None:
    body = '{"event":"TRANSACTION","payload":{"id":"a\u202eb"}}'.encode()
    delivery = kept.deliver(body)
    assert "a⟨U+202E⟩b" in show("", delivery).body.raw.text()


def test_facts_behind_another_tab_are_laid_out_when_they_are_looked_at(qtbot: QtBot) -> None:
    """Widgets for what nobody sees would hold up the way down a list."""
    shown = FactList("Facts")
    qtbot.addWidget(shown)
    shown.show_facts([Fact("Status", "complete"), Fact("Id", "1")])
    assert [fact.value for fact in shown.facts()] == ["complete", "1"]
    assert not shown.findChildren(QLabel)
    shown.show()
    assert [found.text() for found in shown.findChildren(QLabel)] == [
        "Status",
        "complete",
        "Id",
        "1",
    ]
    shown.show_facts([Fact("Status", "failed")])
    assert "failed" in [found.text() for found in shown.findChildren(QLabel)]


def test_facts_behind_another_tab_are_laid_out_once_nobody_goes_down_the_list(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Then whoever turns to the tab waits for their paint alone."""
    said: list[str] = []
    usual = FactLine.say

    def noted(self: FactLine, fact: Fact) -> bool:
        said.append(fact.value)
        return usual(self, fact)

    monkeypatch.setattr(FactLine, "say", noted)
    shown = FactList("Facts")
    qtbot.addWidget(shown)
    for number in range(8):
        shown.show_facts([Fact("Id", str(number))])
        qtbot.wait(20)
    assert not said
    qtbot.waitUntil(lambda: said == ["7"])
    assert not shown.isVisible()
    shown.show()
    assert said == ["7"]
    shown.hide()
    shown.show_facts([Fact("Id", "8")])
    shown.show()
    assert said == ["7", "8"], "whoever is quicker finds them all the same"
    qtbot.wait(_AT_REST + 100)
    assert said == ["7", "8"]


def test_sentences_stand_in_several_lines_and_ids_in_one(qtbot: QtBot) -> None:
    shown = FactList("Facts")
    qtbot.addWidget(shown)
    shown.resize(320, 200)
    sentence, long = "no hash yet: only sent when complete, which takes a while", "0x" + "5e" * 40
    shown.show_facts([Fact("Tx hash", sentence), Fact("Id", long, long, is_code=True)])
    shown.show()
    name, said, _, cut = shown.findChildren(QLabel)
    one_line = name.heightForWidth(name.width())
    qtbot.waitUntil(lambda: said.height() == said.heightForWidth(said.width()) > one_line)
    assert said.text() == sentence
    assert "…" in cut.text()
    word = "x" * 60  # of a stranger, and nowhere to end a line
    shown.show_facts([Fact("Reason", word)])
    seen = (one for one in shown.findChildren(QLabel) if one.isVisibleTo(shown))
    assert sum("…" in one.text() for one in seen) == 1


def test_lines_stay_that_only_say_something_else(qtbot: QtBot) -> None:
    """Making widgets is what takes the time on the way down a list."""
    shown = FactList("Facts")
    pressed: list[int] = []
    qtbot.addWidget(shown)
    shown.show()

    def seen() -> list[str]:
        return [one.text() for one in shown.findChildren(QLabel) if one.isVisibleTo(shown)]

    def told(number: int) -> list[Fact]:
        again = partial(pressed.append, number)
        return [
            Fact("Hash", f"0x{number}", copied=f"copy {number}", is_code=True),
            Fact("CLABE", f"{number}", remark=f"bank {number}", link="Open", pressed=again),
        ]

    shown.show_facts(told(1))
    before = set(shown.findChildren(QWidget))
    shown.show_facts(told(2))
    assert set(shown.findChildren(QWidget)) == before
    qtbot.waitUntil(lambda: seen() == ["Hash", "0x2", "CLABE", "2", "bank 2"])
    for trigger in shown.findChildren(QAbstractButton):
        trigger.click()
    assert QGuiApplication.clipboard().text() == "copy 2"
    assert pressed == [2]

    first, second = told(3)
    shown.show_facts([first, replace(second, is_warning=True)])
    qtbot.waitUntil(lambda: seen() == ["Hash", "0x3", "CLABE", "3", "bank 3"])
    shown.show_facts([first])
    qtbot.waitUntil(lambda: seen() == ["Hash", "0x3"])


def test_what_most_facts_need_is_made_ahead(qtbot: QtBot) -> None:
    shown = FactList("Facts")
    qtbot.addWidget(shown)
    for _ in shown.prepare(3):
        assert not any(one.isVisibleTo(shown) for one in shown.findChildren(QWidget))
    shown.show()
    made = set(shown.findChildren(QWidget))
    name, code = Fact("Name", "Ana", copied="Ana"), Fact("Hash", "0x1", "0x1", is_code=True)
    for facts in ([name, code], [code], [code, replace(name, remark="known"), name], [name, code]):
        shown.show_facts(facts)
    assert set(shown.findChildren(QWidget)) == made


def test_nothing_is_made_for_whoever_turns_to_another_tab(
    kept: Kept, show: Show, inspector: Inspector
) -> None:
    """All lines at once would take longer than anybody should wait."""
    for _ in inspector.spare_steps():
        assert not inspector.body.facts.facts()
    kept.issuance(1)
    body = show().body
    for listed in (body.facts, body.headers, body.verification):
        made = set(listed.findChildren(QWidget))
        inspector.tabs.setCurrentIndex(_place_of(listed, inspector.tabs))
        assert listed.facts()
        assert listed.isVisible()
        assert len(set(listed.findChildren(QWidget)) - made) < 5, "only what few facts need"


def _place_of(part: QWidget, tabs: QTabWidget) -> int:
    return next(
        place
        for place in range(tabs.count())
        if (page := tabs.widget(place)) is not None and page.isAncestorOf(part)
    )


def test_other_facts_lay_the_window_out_once(qtbot: QtBot) -> None:
    """Qt does it for each part that is shown in a window, and a line has five."""
    laid_out: list[QRect] = []

    class Counted(QVBoxLayout):
        def setGeometry(self, rect: QRect) -> None:
            laid_out.append(rect)
            super().setGeometry(rect)

    window = QWidget()
    qtbot.addWidget(window)
    shown = FactList("Facts")
    layout = Counted(window)
    layout.addWidget(shown)
    window.show()
    rich = Fact("CLABE", "6461", "6461", remark="STP", link="Open", pressed=bool)
    plain = Fact("Status", "complete")
    shown.show_facts([rich] * 8)
    shown.show_facts([plain] * 4)
    laid_out.clear()
    shown.show_facts([plain, *[rich] * 7])
    assert len(laid_out) <= 3
    assert shown.isVisible()


def test_lines_that_are_put_away_say_nothing_and_are_used_again(qtbot: QtBot) -> None:
    shown = FactList("Facts")
    qtbot.addWidget(shown)
    shown.resize(600, 200)
    shown.show()
    secret = Fact("CLABE", "646180115400230775", "646180115400230775", remark="STP", hint="whose")
    shown.show_facts([secret, Fact("Status", "complete")])
    before = set(shown.findChildren(QWidget))
    shown.show_facts([Fact("Status", "complete"), Fact("Rail", "SPEI")])
    hidden = [one for one in shown.findChildren(QWidget) if not one.isVisibleTo(shown)]
    assert hidden
    told = (one.property(name) or "" for one in hidden for name in ("text", "toolTip"))
    names = (one.accessibleName() for one in hidden)
    assert not any("6461" in word or "STP" in word or "whose" in word for word in (*told, *names))
    shown.show_facts([secret, Fact("Status", "complete")])
    assert before <= set(shown.findChildren(QWidget))

    def seen() -> set[str]:
        return {one.text() for one in shown.findChildren(QLabel) if one.isVisibleTo(shown)}

    qtbot.waitUntil(lambda: seen() == {"CLABE", secret.value, "STP", "Status", "complete"})


def test_whoever_asks_what_is_shown_finds_every_part_of_it(
    kept: Kept, show: Show, qtbot: QtBot
) -> None:
    """The parts are filled one after the other; what is done with them is about one transaction."""
    kept.issuance(1, amount="1.00")
    kept.issuance(2, amount="2.00")
    inspector = show()
    inspector.show_row(TX[:-1] + "2")
    qtbot.waitUntil(lambda: inspector._header.amount.text() == "2.00")
    inspector.copy_answer()
    assert "2.00" in QGuiApplication.clipboard().text()
    found = inspector.found()
    assert found is not None
    assert found.transaction is not None
    assert found.transaction.row.amount == "2.00"
    assert facts(inspector.body.facts)["Amount"].value == "2.00 MXN"


@pytest.mark.parametrize("width", [320, 360, 480, 690])
def test_every_tab_is_reached_in_any_width(
    kept: Kept, show: Show, width: int, qtbot: QtBot
) -> None:
    kept.issuance(1)
    tabs = show().tabs
    tabs.window().resize(width, 700)
    qtbot.waitUntil(lambda: width - 40 < tabs.width() <= width)
    room = tabs.width()
    bar = tabs.tabBar()
    for place in range(tabs.count()):
        tabs.setCurrentIndex(place)
        shown = [one for one in range(tabs.count()) if tabs.isTabVisible(one)]
        assert place in shown
        assert all(bar.tabRect(one).right() <= room for one in shown), "no tab is cut"
        assert tabs.more.isVisible() == (len(shown) < tabs.count())
        assert not tabs.more.isVisible() or tabs.more.geometry().right() <= room
    tabs.setCurrentIndex(0)
    bar.setFocus()
    for _ in range(tabs.count()):
        qtbot.keyClick(bar, Qt.Key.Key_Right)
    assert tabs.currentIndex() == tabs.count() - 1, "the arrows go through the hidden ones too"
    if tabs.hidden():
        qtbot.mouseClick(tabs.more, LEFT)
        menu = tabs.findChild(QMenu)
        assert menu is not None
        assert [one.text() for one in menu.actions()] == [
            tabs.tabText(place) for place in tabs.hidden()
        ]
        wanted = tabs.hidden()[0]
        menu.actions()[0].trigger()
        menu.close()
        assert tabs.currentIndex() == wanted
