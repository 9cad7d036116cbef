"""The live feed under a person's hands: it grows by itself and moves nothing that is read."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from app.core.delivery import AddressCheck
from app.store.rows import FeedRow
from app.ui import theme
from app.ui.bridge import Bridge
from app.ui.models import feed_reading
from app.ui.pages.feed import FeedPage
from app.ui.widgets.first_webhook import FirstWebhook
from app.ui.widgets.toast import Toast
from app.ui.window import MainWindow
from tests.ui.conftest import rows_of

Arrive = Callable[..., list[int]]
Kept = Any
LEFT = Qt.MouseButton.LeftButton
KEY = Qt.Key


@pytest.fixture
def page(window: MainWindow, qtbot: QtBot) -> FeedPage:
    found = window.page("feed")
    assert isinstance(found, FeedPage)
    qtbot.waitUntil(lambda: found.listing.filters._count.text() == "0 / 0")
    return found


def wait_for(qtbot: QtBot, page: FeedPage, count: int) -> None:
    qtbot.waitUntil(lambda: page.model.count() == count)


def top_row(page: FeedPage) -> int:
    row = page.model.row(page.listing.table.seen()[0])
    assert isinstance(row, FeedRow)
    return row.delivery_id


def chosen(page: FeedPage) -> int:
    row = page.model.row(page.listing.table.current_place())
    return row.delivery_id if isinstance(row, FeedRow) else 0


def click(qtbot: QtBot, page: FeedPage, place: int) -> None:
    table = page.listing.table
    at = table.visualRect(page.model.index(place, 1)).center()
    qtbot.mouseClick(table.viewport(), LEFT, pos=at)


def test_no_row_stands_in_a_round_corner(
    page: FeedPage, window: MainWindow, arrive: Arrive, qtbot: QtBot
) -> None:
    """Outside the curve is what lies behind the panel."""
    arrive(40)
    wait_for(qtbot, page, 40)
    panel = page.listing.table.parentWidget()
    assert panel is not None
    seen = window.grab(QRect(panel.mapTo(window, QPoint(-3, 0)), panel.size())).toImage()
    behind = seen.pixelColor(0, 100)
    bottom = panel.height() - 2
    assert [seen.pixelColor(4, 1), seen.pixelColor(4, bottom)] == [behind] * 2
    assert seen.pixelColor(13, 13) != behind


@pytest.mark.parametrize("key", [KEY.Key_Down, KEY.Key_PageDown, KEY.Key_J])
def test_the_view_goes_along_with_the_keyboard(
    page: FeedPage, arrive: Arrive, qtbot: QtBot, key: Qt.Key
) -> None:
    arrive(120)
    wait_for(qtbot, page, 120)
    table = page.listing.table
    table.choose(0)
    table.setFocus()
    for _ in range(3 if key == KEY.Key_PageDown else 60):
        qtbot.keyClick(table, key)
    first, last = table.seen()
    assert first < table.current_place() <= last
    assert table.current_place() >= 50
    back = KEY.Key_K if key == KEY.Key_J else KEY.Key_Up
    for _ in range(table.current_place()):
        qtbot.keyClick(table, back)
    assert table.current_place() == 0
    assert table.is_at_top()


# --- it grows by itself ---------------------------------------------------------------------------


def test_rows_appear_without_a_refresh(page: FeedPage, arrive: Arrive, qtbot: QtBot) -> None:
    first = arrive(3)
    wait_for(qtbot, page, 3)
    assert page.model.places.newest == first[-1]
    second = arrive(40, first=3)
    wait_for(qtbot, page, 43)
    assert page.model.places.newest == second[-1]
    assert page.listing.filters._count.text() == "43 / 43"


def test_a_feed_that_nobody_sees_asks_seldom_and_is_whole_when_it_is_seen(
    page: FeedPage, window: MainWindow, arrive: Arrive, qtbot: QtBot
) -> None:
    window.show_page("connections")
    told = QSignalSpy(page._bridge.changed)
    arrive(2)
    wait_for(qtbot, page, 2)
    assert not page._live.may_ask()  # it asked a moment ago
    arrive(3, first=2)
    qtbot.waitUntil(lambda: told.count() == 2)
    window.show_page("feed")
    assert page._is_asking
    wait_for(qtbot, page, 5)
    window.show_page("connections")
    arrive(1, first=5)
    wait_for(qtbot, page, 6)  # by itself


def test_a_feed_below_the_lookup_moves_seldom(
    page: FeedPage, window: MainWindow, arrive: Arrive, qtbot: QtBot
) -> None:
    """All that the lookup lies on would be painted for each row, and the lookup with it."""
    arrive(1)
    wait_for(qtbot, page, 1)
    window.open_lookup()
    arrive(1, first=1)
    wait_for(qtbot, page, 2)
    assert not page._live.may_ask()
    window.lookup.close_up()
    assert page._live.may_ask()


def test_a_batch_comes_in_with_one_insert(page: FeedPage, arrive: Arrive, qtbot: QtBot) -> None:
    arrive(1)
    wait_for(qtbot, page, 1)
    inserted = QSignalSpy(page.model.rowsInserted)
    reset = QSignalSpy(page.model.modelReset)
    arrive(150, first=1)
    wait_for(qtbot, page, 151)
    assert inserted.count() == 1
    assert reset.count() == 0


def test_what_is_delivered_before_the_page_opens_is_there(
    kept: Kept, window: MainWindow, qtbot: QtBot, bridge: Bridge
) -> None:
    ids = [kept.issuance(number) for number in range(5)]
    bridge.notify(kept.project())
    page = window.page("feed")
    assert isinstance(page, FeedPage)
    wait_for(qtbot, page, 5)
    assert page.model.places.newest == ids[-1]


def test_a_repeat_raises_the_count_on_its_row(
    page: FeedPage, kept: Kept, bridge: Bridge, qtbot: QtBot
) -> None:
    at = datetime.now(UTC)
    kept.issuance(1, at=at)
    bridge.notify(kept.project())
    wait_for(qtbot, page, 1)
    kept.issuance(1, at=at)
    bridge.notify(kept.project())

    def badge() -> str:
        shown = page.model.shown(0)
        return shown.badges[0].text if shown and shown.badges else ""

    qtbot.waitUntil(lambda: badge() == "×2")
    assert page.model.count() == 1


def test_quarantined_and_unreadable_deliveries_are_seen(
    page: FeedPage, kept: Kept, bridge: Bridge, qtbot: QtBot
) -> None:
    kept.deliver(b'{"event": "TRANSACTION", "payload": {"id": ')
    kept.deliver(b"{}", address=AddressCheck.REFUSED)
    bridge.notify(kept.project())
    wait_for(qtbot, page, 2)
    shown = [page.model.shown(place) for place in range(2)]
    assert [one.status for one in shown if one] == ["quarantined", "unreadable"]


# --- it moves nothing -----------------------------------------------------------------------------


def test_rows_above_the_view_leave_it_still(page: FeedPage, arrive: Arrive, qtbot: QtBot) -> None:
    arrive(120)
    wait_for(qtbot, page, 120)
    table = page.listing.table
    click(qtbot, page, 2)
    table.verticalScrollBar().setValue(40 * theme.row_height() + 7)
    before, selected, focus = top_row(page), chosen(page), table.hasFocus()
    offset = table.rowViewportPosition(table.seen()[0])
    arrive(20, first=120)
    wait_for(qtbot, page, 140)
    assert top_row(page) == before
    assert table.rowViewportPosition(table.seen()[0]) == offset
    assert chosen(page) == selected
    assert table.hasFocus() == focus
    assert table.unseen() == 20
    assert table._pill.isVisible()
    assert table._pill.text() == "▲ 20 new"


def test_hundreds_of_rows_a_moment_move_nothing(
    page: FeedPage, kept: Kept, bridge: Bridge, qtbot: QtBot
) -> None:
    """Scrolled, selected, focused: while 600 rows come in, not one pixel of what is read moves."""
    ids = [kept.issuance(number) for number in range(200)]
    bridge.notify(kept.project())
    wait_for(qtbot, page, 200)
    table = page.listing.table
    click(qtbot, page, 2)
    table.verticalScrollBar().setValue(90 * theme.row_height() + 11)
    qtbot.waitUntil(lambda: page.model.row(table.seen()[0]) is not None)
    before = (top_row(page), table.rowViewportPosition(table.seen()[0]), chosen(page))
    moved: list[object] = []

    def look() -> None:
        now = (top_row(page), table.rowViewportPosition(table.seen()[0]), chosen(page))
        if now != before or not table.hasFocus():
            moved.append(now)

    page.model.rowsInserted.connect(lambda: QTimer.singleShot(0, look))
    for start in range(200, 800, 50):
        for number in range(start, start + 50):
            kept.issuance(number)
        bridge.notify(kept.project())
        qtbot.wait(10)
        look()
    wait_for(qtbot, page, 800)
    look()
    assert moved == []
    assert table.unseen() == 600
    assert table._pill.text() == "▲ 600 new"
    assert before[0] == ids[-91]
    qtbot.keyClick(table, KEY.Key_Home)
    assert top_row(page) == page.model.places.newest
    assert table.unseen() == 0


def test_the_pill_leads_to_what_is_new(page: FeedPage, arrive: Arrive, qtbot: QtBot) -> None:
    arrive(120)
    wait_for(qtbot, page, 120)
    table = page.listing.table
    table.verticalScrollBar().setValue(30 * theme.row_height())
    arrive(5, first=120)
    wait_for(qtbot, page, 125)
    qtbot.mouseClick(table._pill, LEFT)
    assert table.is_at_top()
    assert not table._pill.isVisible()
    assert top_row(page) == page.model.places.newest


def test_at_the_top_it_follows(page: FeedPage, arrive: Arrive, qtbot: QtBot) -> None:
    arrive(80)
    wait_for(qtbot, page, 80)
    click(qtbot, page, 3)
    selected = chosen(page)
    arrive(4, first=80)
    wait_for(qtbot, page, 84)
    assert top_row(page) == page.model.places.newest
    assert page.listing.table.unseen() == 0
    assert chosen(page) == selected


def test_without_follow_the_top_stays_too(page: FeedPage, arrive: Arrive, qtbot: QtBot) -> None:
    arrive(80)
    wait_for(qtbot, page, 80)
    qtbot.mouseClick(page.follow, LEFT)
    before = top_row(page)
    arrive(4, first=80)
    wait_for(qtbot, page, 84)
    assert top_row(page) == before
    assert page.listing.table.unseen() == 4
    qtbot.mouseClick(page.follow, LEFT)
    assert top_row(page) == page.model.places.newest


def test_pause_holds_the_view_and_says_how_many_wait(
    page: FeedPage, arrive: Arrive, qtbot: QtBot
) -> None:
    arrive(3)
    wait_for(qtbot, page, 3)
    page.listing.table.setFocus()
    qtbot.keyClick(page.listing.table, KEY.Key_P)
    assert page.pause.isChecked()
    arrive(7, first=3)
    qtbot.waitUntil(lambda: page.pause.text().strip() == "7 waiting")
    arrive(2, first=10)
    qtbot.waitUntil(lambda: page.pause.text().strip() == "9 waiting")
    assert page.model.count() == 3
    qtbot.keyClick(page.listing.table, KEY.Key_P)
    wait_for(qtbot, page, 12)
    assert page.pause.text().strip() == "Pause"


def test_pause_can_last_longer_than_a_list_can_hold(
    page: FeedPage, arrive: Arrive, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feed_reading, "BATCH", 10)
    monkeypatch.setattr(feed_reading, "_BATCHES", 2)
    arrive(3)
    wait_for(qtbot, page, 3)
    page.pause.click()
    arrive(65, first=3)
    arrive(1, first=68)
    arrive(1, first=69)
    arrive(1, first=70)
    qtbot.waitUntil(lambda: page.pause.text().strip() == "68 waiting")
    page.pause.click()
    wait_for(qtbot, page, 71)


def test_letters_do_not_jump(page: FeedPage, arrive: Arrive, qtbot: QtBot) -> None:
    arrive(30)
    wait_for(qtbot, page, 30)
    click(qtbot, page, 1)
    before = chosen(page)
    for letter in "hqwu1":
        qtbot.keyClicks(page.listing.table, letter)
    assert chosen(page) == before


# --- reading further ------------------------------------------------------------------------------


def test_the_scroll_bar_speaks_of_all(
    page: FeedPage, kept: Kept, bridge: Bridge, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feed_reading, "PAGE", 50)
    ids = [kept.issuance(number) for number in range(330)]
    kept.project()
    page.reload()
    wait_for(qtbot, page, 330)
    qtbot.waitUntil(lambda: page.listing.filters._count.text() == "330 / 330")
    table = page.listing.table
    assert table.verticalScrollBar().maximum() > 300 * theme.row_height()
    assert len(rows_of(page.model)) < 200
    table.setFocus()
    qtbot.keyClick(table, KEY.Key_End)
    qtbot.waitUntil(lambda: page.model.row(329) is not None)
    assert chosen(page) == ids[0]
    assert page.listing.inspector.isVisible()
    table.verticalScrollBar().setValue(150 * theme.row_height() + 5)
    qtbot.waitUntil(lambda: page.model.row(150) is not None)
    assert top_row(page) == ids[-151]
    assert chosen(page) == ids[0]


def test_yesterday_has_a_heading(page: FeedPage, kept: Kept, bridge: Bridge, qtbot: QtBot) -> None:
    now = datetime.now(UTC)
    kept.issuance(1, at=now - timedelta(days=1))
    kept.issuance(2, at=now)
    bridge.notify(kept.project())
    wait_for(qtbot, page, 2)
    assert page.model.rowCount() == 3
    page.listing.table.setFocus()
    qtbot.keyClick(page.listing.table, KEY.Key_Home)
    qtbot.keyClick(page.listing.table, KEY.Key_Down)
    assert page.listing.table.current_place() == 2  # the heading is passed over


# --- filters --------------------------------------------------------------------------------------


def test_a_chip_narrows_the_list_and_what_comes_in(
    page: FeedPage, arrive: Arrive, qtbot: QtBot
) -> None:
    arrive(5)
    arrive(3, first=5, status="FAILED")
    wait_for(qtbot, page, 8)
    page.listing.filters.insert("status:failed")
    wait_for(qtbot, page, 3)
    arrive(2, first=8)
    arrive(1, first=10, status="FAILED")
    wait_for(qtbot, page, 4)
    assert page.listing.filters._count.text() == "4 / 11"
    qtbot.mouseClick(page.listing.filters._clear, LEFT)
    wait_for(qtbot, page, 11)


def test_text_is_found_while_it_is_typed_and_esc_clears_it(
    page: FeedPage, window: MainWindow, arrive: Arrive, qtbot: QtBot
) -> None:
    arrive(12)
    wait_for(qtbot, page, 12)
    qtbot.keyClick(window, KEY.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert page.listing.filters.field.hasFocus()
    qtbot.keyClicks(page.listing.filters.field, "USER-REF-00007")
    wait_for(qtbot, page, 1)
    qtbot.keyClick(page.listing.filters.field, KEY.Key_Escape)
    wait_for(qtbot, page, 12)
    assert page.listing.table.hasFocus()


def test_single_letters_type_in_the_filter(page: FeedPage, arrive: Arrive, qtbot: QtBot) -> None:
    arrive(1)
    wait_for(qtbot, page, 1)
    page.listing.focus_filter()
    qtbot.keyClicks(page.listing.filters.field, "pfx")
    assert page.listing.filters.field.text() == "pfx"
    assert not page.pause.isChecked()


def test_a_provider_narrows_the_list(page: FeedPage, arrive: Arrive, qtbot: QtBot) -> None:
    arrive(2)
    wait_for(qtbot, page, 2)
    page.listing.filters.insert("provider:bitso")
    qtbot.waitUntil(lambda: page.listing.panel.shown() is page.listing.panel.nothing)
    page.listing.filters.clear()
    wait_for(qtbot, page, 2)
    assert page.listing.panel.shown() is page.listing.table


def test_an_empty_feed_says_what_to_do(page: FeedPage, window: MainWindow, qtbot: QtBot) -> None:
    assert isinstance(page.listing.panel.shown(), FirstWebhook)
    with qtbot.waitSignal(page.open_page) as asked:
        page.open_page.emit("connections")
    assert asked.args == ["connections"]
    assert window.stack.currentWidget() is not page


# --- the row at hand ------------------------------------------------------------------------------


def test_a_click_shows_the_transaction(page: FeedPage, arrive: Arrive, qtbot: QtBot) -> None:
    arrive(3)
    wait_for(qtbot, page, 3)
    click(qtbot, page, 1)
    inspector = page.listing.inspector
    qtbot.waitUntil(lambda: inspector.found() is not None)
    found = inspector.found()
    assert found is not None
    assert found.transaction is not None
    assert found.transaction.row.reference == "user-ref-00001"


def test_copy_gives_the_row_as_text(page: FeedPage, arrive: Arrive, qtbot: QtBot) -> None:
    arrive(2)
    wait_for(qtbot, page, 2)
    click(qtbot, page, 0)
    qtbot.keyClick(page.listing.table, KEY.Key_C, Qt.KeyboardModifier.ControlModifier)
    copied = QGuiApplication.clipboard().text()
    assert "100.00\u00a0MXN" in copied
    assert "646180115400230775" in copied
    assert "\n" not in copied
    toast = page.window().findChild(Toast)
    assert toast is not None
    assert toast.text().startswith("Copied: 1 row")


def test_esc_closes_the_inspector_and_then_the_choice(
    page: FeedPage, window: MainWindow, arrive: Arrive, qtbot: QtBot
) -> None:
    arrive(2)
    wait_for(qtbot, page, 2)
    click(qtbot, page, 0)
    assert page.listing.inspector.isVisible()
    qtbot.keyClick(page.listing.table, KEY.Key_Escape)
    assert not page.listing.inspector.isVisible()
    qtbot.keyClick(page.listing.table, KEY.Key_Escape)
    assert page.listing.table.current_place() == -1
    click(qtbot, page, 1)
    assert page.listing.inspector.isVisible()


def test_e_goes_from_problem_to_problem(page: FeedPage, arrive: Arrive, qtbot: QtBot) -> None:
    arrive(3)
    problems = arrive(1, first=3, status="FAILED")
    arrive(3, first=4)
    problems += arrive(1, first=7, status="FAILED")
    wait_for(qtbot, page, 8)
    page.listing.table.setFocus()
    qtbot.keyClick(page.listing.table, KEY.Key_E)
    assert chosen(page) == problems[1]
    qtbot.keyClick(page.listing.table, KEY.Key_E)
    assert chosen(page) == problems[0]
    qtbot.keyClick(page.listing.table, KEY.Key_E, Qt.KeyboardModifier.ShiftModifier)
    assert chosen(page) == problems[1]


def test_reading_anew_keeps_what_was_chosen(page: FeedPage, arrive: Arrive, qtbot: QtBot) -> None:
    arrive(9)
    wait_for(qtbot, page, 9)
    click(qtbot, page, 4)
    before = chosen(page)
    with qtbot.waitSignal(page.model.rowsInserted):
        qtbot.keyClick(page.window(), KEY.Key_F5)
    qtbot.waitUntil(lambda: chosen(page) == before)


def test_a_thousand_rows_a_second_keep_the_window_alive(
    page: FeedPage, kept: Kept, bridge: Bridge, qtbot: QtBot
) -> None:
    for start in range(0, 600, 100):
        for number in range(start, start + 100):
            kept.issuance(number)
        bridge.notify(kept.project())
        qtbot.wait(20)
    wait_for(qtbot, page, 600)
    ids = [row.delivery_id for row in rows_of(page.model) if isinstance(row, FeedRow)]
    assert ids == sorted(set(ids), reverse=True)
