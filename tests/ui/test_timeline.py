"""The timeline in the real window: folded, marked, beside what is related and what was written."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.ui.actions import Actions
from app.ui.bridge import Bridge
from app.ui.pages.transactions import TransactionsPage
from app.ui.steps import Form, Step
from app.ui.widgets.inspector import Inspector
from app.ui.window import MainWindow

Kept = Any
Show = Callable[..., Inspector]
LEFT = Qt.MouseButton.LeftButton
TX = "juno:issuance:d441f9db-e2df-4ca5-9dab-{:012d}"
HASH = "0x" + "c" * 64


def ago(minutes: float) -> datetime:
    return datetime.now(UTC) - timedelta(minutes=minutes)


@pytest.fixture
def page(window: MainWindow) -> TransactionsPage:
    found = window.page("transactions")
    assert isinstance(found, TransactionsPage)
    return found


@pytest.fixture
def show(page: TransactionsPage, kept: Kept, bridge: Bridge, qtbot: QtBot) -> Show:
    """Project what was delivered and open one transaction."""

    def show(number: int = 1) -> Inspector:
        bridge.notify(kept.project())
        page.show_transaction(TX.format(number))
        inspector = page.listing.inspector

        def is_whole() -> bool:
            found = inspector.found()
            return found is not None and found.usual is not None

        qtbot.waitUntil(is_whole)
        return inspector

    return show


def steps(inspector: Inspector) -> tuple[Step, ...]:
    return inspector.body.timeline.steps()


def test_duplicates_unfold_by_click_and_by_key(kept: Kept, show: Show, qtbot: QtBot) -> None:
    at = ago(3)
    for _ in range(3):
        kept.issuance(1, "COMPLETE", at=at)
    inspector = show()
    view = inspector.body.timeline
    (entry,) = (place for place in view._places if place.step.form is Form.ENTRY)
    assert entry.step.badges == ("webhook ×3",)
    assert entry.step.icon == "webhook"
    qtbot.mouseClick(view, LEFT, pos=entry.fold.center())
    arrivals = [step for step in steps(inspector) if step.form is Form.ARRIVAL]
    assert [step.title for step in arrivals] == ["Arrival 1", "Arrival 2", "Arrival 3"]
    assert arrivals[0].remark == "answered 200"
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Left)
    assert not any(step.form is Form.ARRIVAL for step in steps(inspector))
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert sum(step.form is Form.ARRIVAL for step in steps(inspector)) == 3


def test_a_contradiction_is_marked_in_words(kept: Kept, show: Show) -> None:
    kept.issuance(1, "COMPLETE", at=ago(3))
    kept.issuance(1, "PENDING", at=ago(2))
    inspector = show()
    assert steps(inspector)[-2].warning == "went back after a final status"
    assert "went back after a final status" in inspector.body.timeline.accessibleDescription()
    assert inspector.verdict.pill.text() == "Contradiction"


def test_usual_durations_need_thirty(kept: Kept, show: Show) -> None:
    for number in range(2, 31):
        kept.issuance(number, "PENDING", at=ago(10))
        kept.issuance(number, "COMPLETE", at=ago(9))
    kept.issuance(1, "PENDING", at=ago(10))
    kept.issuance(1, "COMPLETE", at=ago(7))
    inspector = show()
    last = steps(inspector)[-1]
    assert last.remark.startswith("3\u00a0min after Pending")
    assert "usual 60\u00a0s (p50)" in last.remark
    assert "n = 30" in last.remark
    assert last.share is not None
    assert last.share > 1


def test_with_fewer_nothing_is_called_usual(kept: Kept, show: Show) -> None:
    for number in range(1, 30):
        kept.issuance(number, "PENDING", at=ago(10))
        kept.issuance(number, "COMPLETE", at=ago(9))
    last = steps(show())[-1]
    assert "usual" not in last.remark
    assert last.share is None


def withdrawal(at: datetime) -> bytes:
    payload = {
        "wid": "p4u8f2c6d1",
        "status": "complete",
        "created_at": at.isoformat(timespec="seconds"),
        "currency": "mxnb",
        "asset": "mxnb",
        "amount": "100",
        "method": "arb",
        "network": "arbitrum",
        "protocol": "erc20",
        "details": {"tx_hash": HASH},
    }
    return json.dumps({"event": "withdrawal", "payload": payload}).encode()


def test_the_same_money_elsewhere_is_a_second_lane(
    kept: Kept, show: Show, page: TransactionsPage, qtbot: QtBot
) -> None:
    kept.deliver(withdrawal(ago(6)), "bitso", at=ago(6))
    kept.issuance(1, "COMPLETE", at=ago(5), crypto_tx_hash=HASH)
    inspector = show()
    (lane,) = (place for place in inspector.body.timeline._places if place.step.lane)
    words = lane.step.remark
    assert words.startswith("Bitso · Withdrawal, linked by tx hash + equal amount")
    assert "end to end" in words
    assert "difference of amount 0" in words
    assert lane.middle.x() > inspector.body.timeline._places[-1].middle.x()
    painter, (first, *_) = inspector.body.timeline._painter, inspector.body.timeline._places
    assert first.middle.x() - painter._radius - 2 >= 3  # the frame of the keyboard is beside it
    related = inspector.body.related.facts()
    assert related[0].label == "Bitso · Withdrawal"
    qtbot.mouseClick(inspector.body.timeline, LEFT, pos=lane.area.center())
    qtbot.waitUntil(lambda: inspector._header.title.whole() == "Bitso · Withdrawal")


def test_a_lane_is_opened_by_keys(kept: Kept, show: Show, qtbot: QtBot) -> None:
    kept.deliver(withdrawal(ago(6)), "bitso", at=ago(6))
    kept.issuance(1, "COMPLETE", at=ago(5), crypto_tx_hash=HASH)
    inspector = show()
    inspector.focus_timeline()
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Return):
        qtbot.keyClick(inspector.body.timeline, key)
    qtbot.waitUntil(lambda: inspector._header.title.whole() == "Bitso · Withdrawal")


def test_a_note_stands_where_it_was_written(
    kept: Kept, show: Show, actions: Actions, bridge: Bridge, qtbot: QtBot
) -> None:
    kept.issuance(1, "COMPLETE", at=ago(5))
    inspector = show()
    actions.note(TX.format(1), "Customer called", 0)
    qtbot.waitUntil(lambda: any(step.form is Form.NOTE for step in steps(inspector)))
    note = steps(inspector)[-1]
    assert (note.title, note.remark, note.icon) == ("Note by ana", "Customer called", "pencil")
    bridge.display.set_private(True)
    assert steps(inspector)[-1].remark == "Hidden by the privacy screen"


def test_nothing_related_is_said(kept: Kept, show: Show) -> None:
    kept.issuance(1)
    (fact,) = show().body.related.facts()
    assert fact.value == "no transaction of the same money is known"
