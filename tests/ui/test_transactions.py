"""The transactions page: current states that change in place, new ones on top."""

from array import array
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from app.config.banks import load_banks
from app.core.alerts import Act, AlertState
from app.store.rows import TransactionRow
from app.ui.actions import Actions
from app.ui.ask import Ask
from app.ui.bridge import Bridge
from app.ui.cells import Preparing
from app.ui.display import Display
from app.ui.making import whole
from app.ui.models import transactions_reading
from app.ui.models.places import Rest, Stretch, Urgent
from app.ui.models.transactions import TransactionsModel
from app.ui.pages.transactions import TransactionsPage
from app.ui.window import MainWindow
from tests.ui.conftest import rows_of

Kept = Any
Arrive = Callable[..., list[int]]
LEFT = Qt.MouseButton.LeftButton
CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def page(window: MainWindow, qtbot: QtBot) -> TransactionsPage:
    found = window.page("transactions")
    assert isinstance(found, TransactionsPage)
    qtbot.waitUntil(lambda: found.listing.filters._count.text() == "0 / 0")
    return found


def references(page: TransactionsPage) -> list[str]:
    return [row.reference[-1] for row in rows_of(page.model)]


def has_rows(page: TransactionsPage, count: int) -> bool:
    return page.model.rowCount() == count


def statuses(page: TransactionsPage) -> list[str]:
    return [row.status for row in rows_of(page.model)]


def test_it_keeps_the_contract_of_models(dressed: object, qtmodeltester: ModelTester) -> None:
    model = TransactionsModel(
        Preparing(Display("America/Mexico_City"), load_banks()), date(2026, 11, 21)
    )
    numbers = range(20, 0, -1)
    model.add_below(Stretch(array("q", numbers), members=array("q", sorted(numbers))))
    qtmodeltester.check(model)
    assert model.index(0, 0).data() == "Reading…"
    model.fill([a_row(number) for number in numbers], 0, 19)
    model.update([a_row(7, "complete")], 0, 19)
    model.add_newer([a_row(22), a_row(21), a_row(7, "complete")])
    assert model.rowCount() == 22
    took = [one.name for one in model.columns].index("took")
    assert model.index(model.place_of(7), took).data() == "40 s"
    assert model.index(0, 0).data() == "12:00:00"
    model.set_today(date(2026, 11, 22))
    assert model.index(0, 0).data() == "21 Nov 12:00"
    model.clear()


def test_it_keeps_the_contract_of_models_with_groups(
    dressed: object, qtmodeltester: ModelTester
) -> None:
    model = TransactionsModel(
        Preparing(Display("America/Mexico_City"), load_banks()), date(2026, 11, 21)
    )
    model.add_below(Stretch(array("q", [9, 3]), ((0, Urgent()),), array("q", [3, 9])))
    model.add_below(Stretch(array("q", [8, 7]), ((0, Rest()),), array("q", [7, 8])))
    qtmodeltester.check(model)
    fresh = [a_row(11), a_row(10), a_row(9)]
    model.add_newer(fresh, frozenset({10}))
    assert [model.places.at(place) for place in range(model.rowCount())] == [
        Urgent(), 10, 9, 3, Rest(), 11, 8, 7
    ]  # fmt: skip
    assert model.places.rows_below(Rest()) == 3
    assert model.index(4, 0).data() == "Everything else, the most recent first"
    model.take(10)
    model.clear()


def a_row(number: int, status: str = "pending") -> TransactionRow:
    now = datetime(2026, 11, 21, 18, tzinfo=UTC)
    return TransactionRow(
        transaction_id=f"juno:issuance:{number}",
        provider="juno",
        kind="issuance",
        status=status,
        provider_status=status.upper(),
        is_final=status == "complete",
        amount="1.00",
        asset="MXN",
        rail="SPEI",
        direction="in",
        counterparty="Sender Name",
        reference=f"ref-{number}",
        created_at=now - timedelta(seconds=40),
        occurred_at=now,
        first_received_at=now,
        last_received_at=now,
        attempts=1,
        flags=(),
        number=number,
    )


def test_what_needs_attention_comes_first(
    page: TransactionsPage, kept: Kept, arrive: Arrive, ask: Ask, bridge: Bridge, actions: Actions,
    qtbot: QtBot,
) -> None:  # fmt: skip
    arrive(1, status="FAILED")
    arrive(2, first=1)
    qtbot.waitUntil(lambda: references(page) == ["0", "2", "1"])
    assert headings(page) == [0, 2]
    qtbot.keyClick(page.window(), Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: headings(page) == [0, 2])
    assert references(page) == ["0", "2", "1"]
    arrive(1, first=3, status="FAILED")
    arrive(1, first=4)
    qtbot.waitUntil(lambda: references(page) == ["3", "0", "4", "2", "1"])
    page.show_filter("status:complete")
    qtbot.waitUntil(lambda: references(page) == ["4", "2", "1"])
    assert headings(page) == [], "nothing that is shown needs attention"
    page.listing.filters.clear()
    qtbot.waitUntil(lambda: len(references(page)) == 5)
    qtbot.keyClick(page.listing.table, Qt.Key.Key_O, CTRL_SHIFT)
    qtbot.waitUntil(lambda: references(page) == ["4", "3", "2", "1", "0"])
    assert headings(page) == []

    again = whole(TransactionsPage(ask, bridge, actions))
    qtbot.addWidget(again)
    qtbot.waitUntil(lambda: references(again) == ["4", "3", "2", "1", "0"])
    assert not again.urgent_first.isChecked(), "the order stays over restarts"


def becomes_urgent(kept: Kept, bridge: Bridge, number: int) -> None:
    kept.issuance(number, "FAILED")
    bridge.notify(kept.project())


def test_what_begins_to_need_attention_moves_up_where_nobody_is_disturbed(
    page: TransactionsPage, kept: Kept, bridge: Bridge, arrive: Arrive, qtbot: QtBot
) -> None:
    arrive(4, status="PENDING")
    qtbot.waitUntil(lambda: references(page) == ["3", "2", "1", "0"])
    page.listing.table.choose(0)
    page.listing.table.setFocus()
    becomes_urgent(kept, bridge, 1)
    qtbot.waitUntil(lambda: references(page) == ["1", "3", "2", "0"])
    assert headings(page) == [0, 2]
    assert chosen(page) == "3"
    assert page.listing.table.hasFocus()
    becomes_urgent(kept, bridge, 0)
    qtbot.waitUntil(lambda: references(page) == ["0", "1", "3", "2"])
    assert not page.order.button.isVisible()
    kept.issuance(0, "COMPLETE", at=datetime.now(UTC) + timedelta(minutes=1))
    bridge.notify(kept.project())


def test_what_is_chosen_stays_where_it_is_and_the_order_is_told(
    page: TransactionsPage, kept: Kept, bridge: Bridge, arrive: Arrive, qtbot: QtBot
) -> None:
    arrive(3, status="PENDING")
    qtbot.waitUntil(lambda: references(page) == ["2", "1", "0"])
    page.listing.table.choose(2)
    becomes_urgent(kept, bridge, 0)
    button = page.order.button
    qtbot.waitUntil(button.isVisible)
    assert button.text().strip() == "Order changed: 1"
    assert references(page) == ["2", "1", "0"]
    assert chosen(page) == "0"
    qtbot.mouseClick(button, LEFT)
    qtbot.waitUntil(lambda: references(page) == ["0", "2", "1"])
    assert chosen(page) == "0"
    assert not button.isVisible()


def test_who_reads_further_down_keeps_their_place_while_the_order_changes(
    page: TransactionsPage, kept: Kept, bridge: Bridge, arrive: Arrive, qtbot: QtBot
) -> None:
    arrive(60, status="PENDING")
    qtbot.waitUntil(lambda: page.model.count() == 60)
    bar = page.listing.table.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 200)
    bar.setValue(200)
    becomes_urgent(kept, bridge, 5)
    qtbot.waitUntil(page.order.button.isVisible)
    assert bar.value() == 200
    assert headings(page) == []
    qtbot.keyClick(page.listing.table, Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: headings(page) == [0, 2])
    assert not page.order.button.isVisible()


def chosen(page: TransactionsPage) -> str:
    row = page.model.row(page.listing.table.current_place())
    return row.reference[-1] if row else ""


def headings(page: TransactionsPage) -> list[int]:
    """The places of the headings."""
    return [place for place in range(page.model.rowCount()) if not page.model.places.key(place)]


def test_what_somebody_acknowledged_comes_first_no_more(
    page: TransactionsPage, kept: Kept, arrive: Arrive, actions: Actions, qtbot: QtBot
) -> None:
    arrive(2, status="FAILED")
    arrive(1, first=2)
    qtbot.waitUntil(lambda: len(references(page)) == 3)
    with kept.open() as reader:
        line = next(one for one in reader.alerts(datetime.now(UTC)) if one.subject.endswith("0"))
    state = AlertState.ACKNOWLEDGED
    through = (line.through, line.count, line.since)
    actions.act([Act(line.kind, line.provider, line.cause, line.subject, state, *through)])
    qtbot.waitUntil(page.order.button.isVisible)
    assert references(page) == ["1", "0", "2"], "nothing moves by itself under a person's eyes"
    qtbot.keyClick(page.window(), Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: references(page) == ["1", "2", "0"])


def test_a_view_has_its_own_order(page: TransactionsPage, arrive: Arrive, qtbot: QtBot) -> None:
    arrive(1, status="FAILED")
    arrive(1, first=1)
    views = page.listing.filters.views
    page.listing.filters.set_text("provider:juno")
    qtbot.waitUntil(lambda: references(page) == ["0", "1"])
    qtbot.mouseClick(page.urgent_first, LEFT)
    qtbot.waitUntil(lambda: references(page) == ["1", "0"])
    views.add("Juno")
    qtbot.waitUntil(lambda: views.bar.count() == 2)
    page.listing.filters.clear()
    qtbot.mouseClick(page.urgent_first, LEFT)
    qtbot.waitUntil(lambda: references(page) == ["0", "1"])
    views.step(1)
    qtbot.waitUntil(lambda: references(page) == ["1", "0"])
    assert not page.urgent_first.isChecked()
    views.step(1)
    qtbot.waitUntil(lambda: references(page) == ["0", "1"])
    assert page.urgent_first.isChecked()


def test_a_row_changes_where_it_is(page: TransactionsPage, arrive: Arrive, qtbot: QtBot) -> None:
    arrive(3, status="PENDING")
    qtbot.waitUntil(lambda: references(page) == ["2", "1", "0"])
    page.listing.table.choose(2)
    arrive(1, status="COMPLETE")
    qtbot.waitUntil(lambda: statuses(page) == ["pending", "pending", "complete"])
    assert references(page) == ["2", "1", "0"]
    assert page.listing.table.current_place() == 2
    arrive(1, first=3)
    qtbot.waitUntil(lambda: references(page) == ["3", "2", "1", "0"])
    assert page.listing.table.current_place() == 3


def test_reading_anew_sorts_by_activity(
    page: TransactionsPage, arrive: Arrive, qtbot: QtBot
) -> None:
    arrive(3, status="PENDING")
    arrive(1, status="COMPLETE")
    qtbot.waitUntil(lambda: "complete" in statuses(page))
    qtbot.keyClick(page.window(), Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: references(page) == ["0", "2", "1"])


def test_open_only_leaves_what_is_final_out(
    page: TransactionsPage, arrive: Arrive, qtbot: QtBot
) -> None:
    arrive(2, status="PENDING")
    arrive(2, first=2)
    qtbot.waitUntil(lambda: len(references(page)) == 4)
    qtbot.mouseClick(page.open_only, LEFT)
    qtbot.waitUntil(lambda: references(page) == ["1", "0"])
    arrive(1, first=4)
    arrive(1, first=5, status="PENDING")
    qtbot.waitUntil(lambda: references(page) == ["5", "1", "0"])


def test_a_figure_opens_the_list_behind_it(
    window: MainWindow, page: TransactionsPage, arrive: Arrive, qtbot: QtBot
) -> None:
    arrive(2)
    arrive(1, first=2, status="FAILED")
    qtbot.waitUntil(lambda: len(references(page)) == 3)
    window.stack.show_filter("transactions", "provider:juno status:failed")
    qtbot.waitUntil(lambda: references(page) == ["2"])
    window.stack.show_filter("transactions", "provider:bitso status:failed")
    qtbot.waitUntil(lambda: references(page) == [])
    assert page.listing.panel.shown() is page.listing.panel.nothing


def test_a_transaction_is_shown_though_it_is_not_in_the_list(
    window: MainWindow, page: TransactionsPage, arrive: Arrive, qtbot: QtBot
) -> None:
    arrive(8)
    arrive(1, first=8, status="FAILED")
    page.show_filter("status:failed")
    qtbot.waitUntil(lambda: references(page) == ["8"])
    window.show_transaction("juno:issuance:d441f9db-e2df-4ca5-9dab-000000000000")
    inspector = page.listing.inspector
    qtbot.waitUntil(lambda: inspector.found() is not None)
    found = inspector.found()
    assert found is not None
    assert found.transaction is not None
    assert found.transaction.row.reference == "user-ref-00000"


def test_who_asks_for_two_at_once_sees_the_second(
    window: MainWindow, page: TransactionsPage, arrive: Arrive, ask: Ask, qtbot: QtBot
) -> None:
    """The place of the first is known only once the second was asked for."""
    arrive(8)
    qtbot.waitUntil(lambda: len(references(page)) == 8)
    first, second = (f"juno:issuance:d441f9db-e2df-4ca5-9dab-00000000000{one}" for one in (2, 5))
    window.show_transaction(first)
    window.show_transaction(second)
    qtbot.waitUntil(lambda: not ask.is_busy())
    assert page.listing.inspector.wanted()[0] == second
    row = page.model.row(page.listing.table.current_place())
    assert row is not None
    assert row.transaction_id == second


def test_the_scroll_bar_speaks_of_all(
    window: MainWindow, kept: Kept, bridge: Bridge, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(transactions_reading, "PAGE", 50)
    for number in range(120):
        kept.issuance(number)
    kept.project()
    page = window.page("transactions")
    assert isinstance(page, TransactionsPage)
    qtbot.waitUntil(lambda: page.listing.filters._count.text() == "120 / 120")
    page.listing.table.setFocus()
    qtbot.keyClick(page.listing.table, Qt.Key.Key_End)
    qtbot.waitUntil(lambda: page.model.row(119) is not None)
    inspector = page.listing.inspector
    qtbot.waitUntil(lambda: inspector.found() is not None)
    assert page.listing.table.current_place() == 119
