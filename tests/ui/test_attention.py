"""The attention page: what is held back, unreadable, contradictory or failed, with its reason."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from PySide6.QtCore import QDateTime, Qt
from PySide6.QtWidgets import QComboBox, QDateTimeEdit, QLabel, QLineEdit, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from app.core.alerts import AlertState
from app.core.delivery import Trust
from app.core.errors import StoreError
from app.ui.actions import Actions
from app.ui.ask import Ask
from app.ui.bridge import Bridge
from app.ui.making import whole
from app.ui.pages.attention import AttentionPage
from app.ui.widgets.attention_acts import NoteSheet, UntilSheet
from app.ui.widgets.attention_head import AttentionColumns
from app.ui.widgets.attention_list import AttentionList
from app.ui.widgets.attention_row import AttentionRow
from app.ui.window import MainWindow

WAIT = 20_000
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
    made = whole(AttentionPage(ask, bridge, replace(actions, reverify=reverifier)))
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
    (shown,) = page.findChildren(AttentionList)
    return [
        " | ".join(one.text() for one in row.findChildren(QLabel) if one.text())
        for row in shown.rows()
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
    arrive(1, first=1, status="FAILED")
    qtbot.waitUntil(
        lambda: len(rows(page)) == 3 and "contradicts itself" in rows(page)[0], timeout=WAIT
    )
    contradiction, unreadable, failed = rows(page)
    assert "Juno · Issuance · 7.00 MXN contradicts itself | the amount changed" in contradiction
    assert "A delivery of Juno cannot be read" in unreadable
    assert "Juno · Issuance · 100.00 MXN failed | the provider says FAILED · SPEI" in failed


def test_a_row_that_stays_is_not_made_anew(
    page: AttentionPage, refuse: Callable[[int], list[int]], arrive: Arrive, qtbot: QtBot
) -> None:
    refuse(1)
    qtbot.waitUntil(lambda: len(rows(page)) == 1)
    before = page.findChildren(AttentionRow)[0]
    arrive(1, status="FAILED")
    qtbot.waitUntil(lambda: len(rows(page)) == 2, timeout=WAIT)
    assert before in page.findChildren(AttentionRow)
    assert "Quarantine" not in rows(page)[1]


# --- by keyboard ----------------------------------------------------------------------------------


def key(qtbot: QtBot, page: AttentionPage, key: Qt.Key, *, shift: bool = False) -> None:
    page.take_focus()
    modifier = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
    qtbot.keyClick(page.list, key, modifier)


def headlines(page: AttentionPage) -> list[str]:
    return [row.accessibleName() for row in page.list.rows()]


def show(page: AttentionPage, state: str) -> None:
    chips: list[QPushButton] = page.head.findChildren(QPushButton)
    next(one for one in chips if one.text().startswith(state)).click()


def test_acknowledge_by_key_and_take_it_back(
    page: AttentionPage,
    ask: Ask,
    refuse: Callable[[int], list[int]],
    arrive: Arrive,
    qtbot: QtBot,
) -> None:
    refuse(2)
    arrive(1, status="FAILED")
    qtbot.waitUntil(lambda: len(headlines(page)) == 2, timeout=WAIT)
    with qtbot.waitSignal(page.counted, timeout=WAIT) as counted:
        key(qtbot, page, Qt.Key.Key_A)
    assert counted.args == [1]
    qtbot.waitUntil(lambda: len(headlines(page)) == 1, timeout=WAIT)
    assert "100.00 MXN failed" in headlines(page)[0]
    current = page.list.current()  # the next line is current, so the same key goes on
    assert current is not None
    assert current.row.kind == "failed"
    show(page, "Acknowledged")
    qtbot.waitUntil(lambda: "acknowledged by ana" in "".join(headlines(page)), timeout=WAIT)
    ask.undo.undo()
    show(page, "Open")
    qtbot.waitUntil(lambda: len(headlines(page)) == 2, timeout=WAIT)


def test_snooze_for_an_hour_comes_back_by_itself(
    page: AttentionPage, refuse: Callable[[int], list[int]], qtbot: QtBot
) -> None:
    refuse(1)
    qtbot.waitUntil(lambda: len(headlines(page)) == 1, timeout=WAIT)
    key(qtbot, page, Qt.Key.Key_S)
    qtbot.waitUntil(lambda: not headlines(page), timeout=WAIT)
    show(page, "Snoozed 1")
    qtbot.waitUntil(lambda: "snoozed until" in "".join(headlines(page)), timeout=WAIT)
    show(page, "Open")
    later = datetime.now(UTC) + timedelta(minutes=61)
    page._now = lambda: later
    page.refresh()
    qtbot.waitUntil(lambda: len(headlines(page)) == 1, timeout=WAIT)


def test_shift_s_asks_until_when(
    page: AttentionPage, kept: Any, refuse: Callable[[int], list[int]], qtbot: QtBot
) -> None:
    refuse(1)
    qtbot.waitUntil(lambda: len(headlines(page)) == 1, timeout=WAIT)
    key(qtbot, page, Qt.Key.Key_S, shift=True)
    menu = page.findChild(QMenu)
    assert isinstance(menu, QMenu)
    assert len([one for one in menu.actions() if one.text()]) == 6
    menu.actions()[-1].trigger()
    menu.close()
    qtbot.waitUntil(lambda: page.findChild(UntilSheet) is not None, timeout=WAIT)
    sheet = page.findChild(UntilSheet)
    field = sheet.findChild(QDateTimeEdit) if sheet else None
    assert isinstance(field, QDateTimeEdit)
    local = datetime.now(UTC).astimezone(page._display.zone) + timedelta(days=2)
    field.setDateTime(QDateTime(local.year, local.month, local.day, 8, 30, 0))
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not headlines(page), timeout=WAIT)
    with kept.open() as reader:
        (row,) = reader.alerts_acted_on(AlertState.SNOOZED, datetime.now(UTC))
    assert row.until is not None
    assert row.until.astimezone(page._display.zone).strftime("%d %H:%M") == f"{local:%d} 08:30"


def test_resolve_and_open_again(
    page: AttentionPage, refuse: Callable[[int], list[int]], qtbot: QtBot
) -> None:
    refuse(1)
    qtbot.waitUntil(lambda: len(headlines(page)) == 1, timeout=WAIT)
    key(qtbot, page, Qt.Key.Key_D)
    qtbot.waitUntil(lambda: not headlines(page), timeout=WAIT)
    show(page, "Resolved")
    qtbot.waitUntil(lambda: "resolved by ana" in "".join(headlines(page)), timeout=WAIT)
    press(page, "Open again")
    qtbot.waitUntil(lambda: not headlines(page), timeout=WAIT)
    show(page, "Open")
    qtbot.waitUntil(lambda: len(headlines(page)) == 1, timeout=WAIT)


def test_a_note_beside_an_acknowledgement(
    page: AttentionPage, refuse: Callable[[int], list[int]], qtbot: QtBot
) -> None:
    refuse(1)
    qtbot.waitUntil(lambda: len(headlines(page)) == 1, timeout=WAIT)
    key(qtbot, page, Qt.Key.Key_A, shift=True)
    qtbot.waitUntil(lambda: page.findChild(NoteSheet) is not None, timeout=WAIT)
    sheet = page.findChild(NoteSheet)
    field = sheet.findChild(QLineEdit) if sheet else None
    assert isinstance(field, QLineEdit)
    qtbot.keyClicks(field, "Asked Just Wallet")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    show(page, "Acknowledged")
    qtbot.waitUntil(lambda: "Asked Just Wallet" in "".join(headlines(page)), timeout=WAIT)
    page._display.set_private(True)
    qtbot.waitUntil(lambda: "Asked Just Wallet" not in "".join(headlines(page)), timeout=WAIT)


def test_many_failures_are_one_line_that_opens_into_single_ones(
    page: AttentionPage, arrive: Arrive, qtbot: QtBot
) -> None:
    arrive(5, status="FAILED")
    qtbot.waitUntil(
        lambda: "5 transactions of Juno failed" in "".join(headlines(page)), timeout=WAIT
    )
    key(qtbot, page, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: len(headlines(page)) == 6, timeout=WAIT)
    key(qtbot, page, Qt.Key.Key_J)
    key(qtbot, page, Qt.Key.Key_D)
    qtbot.waitUntil(
        lambda: "4 transactions of Juno failed" in headlines(page)[0] and len(headlines(page)) == 5,
        timeout=WAIT,
    )
    with qtbot.waitSignal(page.open_transaction, timeout=WAIT):
        key(qtbot, page, Qt.Key.Key_Return)
    key(qtbot, page, Qt.Key.Key_Home)
    key(qtbot, page, Qt.Key.Key_Left)
    qtbot.waitUntil(lambda: len(headlines(page)) == 1, timeout=WAIT)


def test_kind_and_provider_narrow_the_list_and_not_the_count(
    page: AttentionPage,
    refuse: Callable[[int], list[int]],
    arrive: Arrive,
    qtbot: QtBot,
) -> None:
    counts: list[int] = []
    page.counted.connect(counts.append)
    refuse(1)
    arrive(1, status="FAILED")
    qtbot.waitUntil(lambda: len(headlines(page)) == 2, timeout=WAIT)
    kind, provider = page.head.findChildren(QComboBox)
    kind.setCurrentIndex(kind.findData("failed"))
    qtbot.waitUntil(lambda: len(headlines(page)) == 1, timeout=WAIT)
    assert "failed" in headlines(page)[0]
    provider.setCurrentIndex(provider.findData("bitso"))
    qtbot.waitUntil(lambda: "Nothing of this kind" in words(page), timeout=WAIT)
    assert counts[-1] == 2


def test_a_reader_hears_the_current_line(
    page: AttentionPage, refuse: Callable[[int], list[int]], qtbot: QtBot
) -> None:
    refuse(1)
    qtbot.waitUntil(lambda: len(headlines(page)) == 1, timeout=WAIT)
    assert headlines(page)[0] in page.list.accessibleName()
    row = page.list.rows()[0]
    assert all(one.accessibleName() for one in row.findChildren(QPushButton))


def test_what_was_let_go_says_so_and_cannot_be_verified_again(
    page: AttentionPage, kept: Any, refuse: Callable[[int], list[int]], qtbot: QtBot
) -> None:
    (number,) = refuse(1)
    qtbot.waitUntil(lambda: len(headlines(page)) == 1, timeout=WAIT)
    kept.writer.run(
        lambda facts: facts.execute("UPDATE deliveries SET body = NULL WHERE id = ?", (number,)),
        name="alerts",
    ).result(5)
    qtbot.waitUntil(lambda: "let go for want of room" in headlines(page)[0], timeout=WAIT)
    again = page.list.rows()[0].button("reverify")
    assert again is not None
    assert not again.isEnabled()


@pytest.mark.parametrize(("width", "has_words"), [(1240, True), (820, False)])
def test_lesser_buttons_are_icons_where_room_is_short(
    page: AttentionPage,
    refuse: Callable[[int], list[int]],
    qtbot: QtBot,
    width: int,
    has_words: bool,
) -> None:
    page.resize(width, 700)
    refuse(1)
    qtbot.waitUntil(lambda: len(headlines(page)) == 1, timeout=WAIT)
    snooze = page.list.rows()[0].button("snooze")
    assert isinstance(snooze, QPushButton)
    qtbot.waitUntil(lambda: bool(snooze.text().strip()) == has_words, timeout=WAIT)
    assert "Snooze" in snooze.accessibleName()


@pytest.mark.parametrize("width", [964, 1440])
def test_the_columns_have_their_names_above_them(
    page: AttentionPage, refuse: Callable[[int], list[int]], width: int, qtbot: QtBot
) -> None:
    page.window().resize(width, 700)
    refuse(2)
    qtbot.waitUntil(lambda: bool(page.list.rows()))
    (head,) = page.findChildren(AttentionColumns)
    row = page.list.rows()[0]
    qtbot.waitUntil(lambda: [name.x() for name in head.names] == row.columns())
    assert [name.text() for name in head.names] == ["Kind", "What and why", "Since"]


def test_the_rail_counts_lines(
    window: MainWindow, refuse: Callable[[int], list[int]], qtbot: QtBot
) -> None:
    refuse(3)
    window.page("attention")
    qtbot.waitUntil(lambda: _rail(window) == "Attention, 1 open", timeout=WAIT)


def _rail(window: MainWindow) -> str:
    buttons: list[QPushButton] = window.rail.findChildren(QPushButton)
    return next(one.accessibleName() for one in buttons if "Attention" in one.accessibleName())
