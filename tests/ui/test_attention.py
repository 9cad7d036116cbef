"""The attention page: what is held back, unreadable, contradictory or failed, with its reason."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.core.delivery import Trust
from app.core.errors import StoreError
from app.ui.actions import Actions
from app.ui.ask import Ask
from app.ui.bridge import Bridge
from app.ui.pages.attention import AttentionPage
from app.ui.widgets.attention_row import AttentionRow

WALLET = Trust(credentials={"webhook_secret": "the right one"})
Arrive = Callable[..., list[int]]


class Reverifier:
    """Stands for the receiver's side of re-verification."""

    def __init__(self) -> None:
        self.asked: list[Sequence[int] | None] = []
        self.answer: int | Exception = 0

    def __call__(self, ids: Sequence[int] | None) -> int:
        self.asked.append(ids)
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


@pytest.fixture
def reverifier() -> Reverifier:
    return Reverifier()


@pytest.fixture
def page(
    ask: Ask, bridge: Bridge, actions: Actions, reverifier: Reverifier, qtbot: QtBot
) -> AttentionPage:
    made = AttentionPage(ask, bridge, replace(actions, reverify=reverifier))
    qtbot.addWidget(made)
    made.resize(1240, 820)
    made.show()
    return made


@pytest.fixture
def refuse(kept: Any, bridge: Bridge) -> Callable[[int], list[int]]:
    """Deliveries of Just Wallet whose signature is wrong."""

    def refuse(count: int) -> list[int]:
        ids = [
            kept.deliver(
                b'{"event":"funding","n":%d}' % number,
                "just_wallet",
                headers={"signature": "0" * 64},
                trust=WALLET,
            )
            for number in range(count)
        ]
        bridge.notify(kept.project())
        return ids

    return refuse


def rows(page: AttentionPage) -> list[str]:
    found = sorted(page.findChildren(AttentionRow), key=lambda row: row.y())
    return [
        " | ".join(one.text() for one in row.findChildren(QLabel) if one.text()) for row in found
    ]


def words(page: AttentionPage) -> str:
    return "\n".join(one.text() for one in page.findChildren(QLabel) if one.isVisible())


def press(page: AttentionPage, text: str) -> None:
    found: list[QPushButton] = page.findChildren(QPushButton)
    next(one for one in found if one.text().strip() == text and one.isVisible()).click()


def test_nothing_to_do_is_said(page: AttentionPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: "Nothing needs you" in words(page))


def test_refused_deliveries_of_a_provider_are_one_item_with_its_reason(
    page: AttentionPage, refuse: Callable[[int], list[int]], qtbot: QtBot
) -> None:
    with qtbot.waitSignal(page.counted) as counted:
        ids = refuse(2)
    assert counted.args == [1]
    assert len(rows(page)) == 1
    assert "2 deliveries of Just Wallet failed verification" in rows(page)[0]
    assert "ignature" in rows(page)[0].split("|")[1]
    with qtbot.waitSignal(page.open_delivery) as opened:
        press(page, "Inspect")
    assert opened.args == [ids[-1]]


def test_what_now_passes_is_verified_again(
    page: AttentionPage,
    refuse: Callable[[int], list[int]],
    reverifier: Reverifier,
    qtbot: QtBot,
) -> None:
    ids = refuse(3)
    qtbot.waitUntil(lambda: len(rows(page)) == 1)
    reverifier.answer = 2
    press(page, "Re-verify")
    qtbot.waitUntil(lambda: "2 of 3 now pass" in words(page))
    assert reverifier.asked == [ids]
    reverifier.answer = 0
    press(page, "Re-verify all")
    qtbot.waitUntil(lambda: "None of 3 passes yet" in words(page))
    reverifier.answer = StoreError("The store is full.", remedy="Free some space.")
    press(page, "Re-verify all")
    qtbot.waitUntil(lambda: "The store is full." in words(page))


def test_failures_contradictions_and_unreadable_bodies(
    page: AttentionPage,
    kept: Any,
    bridge: Bridge,
    arrive: Arrive,
    qtbot: QtBot,
) -> None:
    now = datetime.now(UTC)
    kept.deliver(b"{not json", at=now)
    kept.issuance(2, "COMPLETE", at=now - timedelta(seconds=9))
    kept.issuance(2, "COMPLETE", at=now, amount="7.00")
    kept.issuance(3, "FAILED", at=now - timedelta(days=3))
    arrive(1, first=1, status="FAILED")
    qtbot.waitUntil(
        lambda: len(rows(page)) == 3 and "contradicts itself" in rows(page)[0], timeout=10_000
    )
    contradiction, unreadable, failed = rows(page)
    assert "Juno · Issuance · 7.00 MXN contradicts itself | the amount changed" in contradiction
    assert "A delivery of Juno cannot be read" in unreadable
    assert "Juno · Issuance · 100.00 MXN failed | the provider says FAILED · SPEI" in failed
    press(page, "Failed 1")
    assert len([row for row in page.findChildren(AttentionRow) if row.isVisible()]) == 1
    with qtbot.waitSignal(page.open_transaction) as opened:
        press(page, "Open")
    assert opened.args == ["juno:issuance:d441f9db-e2df-4ca5-9dab-000000000001"]


def test_a_row_that_stays_is_not_made_anew(
    page: AttentionPage, refuse: Callable[[int], list[int]], arrive: Arrive, qtbot: QtBot
) -> None:
    refuse(1)
    qtbot.waitUntil(lambda: len(rows(page)) == 1)
    before = page.findChildren(AttentionRow)[0]
    arrive(1, status="FAILED")
    qtbot.waitUntil(lambda: len(rows(page)) == 2)
    assert before in page.findChildren(AttentionRow)
    assert "Quarantine" not in rows(page)[1]
