"""What was sent, in the real window: tree, search by key, changes since the delivery before."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from app.core.outline import outline
from app.ui.bridge import Bridge
from app.ui.models.json_tree import JsonTree
from app.ui.pages.transactions import TransactionsPage
from app.ui.widgets.inspector import Inspector
from app.ui.window import MainWindow

Kept = Any
Show = Callable[[], Inspector]
LEFT = Qt.MouseButton.LeftButton
TX = "juno:issuance:d441f9db-e2df-4ca5-9dab-000000000001"


@pytest.fixture
def show(window: MainWindow, kept: Kept, bridge: Bridge, qtbot: QtBot) -> Show:
    """Project what was delivered and show the raw tab of the one transaction."""

    def show() -> Inspector:
        bridge.notify(kept.project())
        page = window.page("transactions")
        assert isinstance(page, TransactionsPage)
        page.show_transaction(TX)
        inspector = page.listing.inspector
        qtbot.waitUntil(lambda: inspector.found() is not None)
        inspector.tabs.setCurrentIndex(2)
        return inspector

    return show


def test_the_tree_keeps_the_contract_of_models(dressed: object, qtmodeltester: ModelTester) -> None:
    model = JsonTree()
    nodes = outline('{"a": [1, {"b": {}}], "c": "x", "d": [' + ",".join("1" * 700) + "]}")
    model.show_nodes(nodes)
    qtmodeltester.check(model)


def test_a_wide_list_is_handed_out_as_it_is_scrolled(dressed: object) -> None:
    model = JsonTree()
    model.show_nodes(outline('{"a": [1, {"b": {}}], "c": "x", "d": [' + ",".join("1" * 700) + "]}"))
    assert model.index(1, 1).data() == '"x"'
    assert model.index(0, 1).data() == "[2]"
    wide = model.index(2, 0)
    assert model.rowCount(wide) == 500
    model.fetchMore(wide)
    assert model.rowCount(wide) == 700
    assert model.headerData(1, Qt.Orientation.Horizontal) == "Value"


@pytest.mark.parametrize("body", ["[" * 90_000 + "]" * 90_000, "[" + ",".join("1" * 90_000) + "]"])
def test_a_hostile_tree_is_shown_at_once(dressed: object, body: str) -> None:
    model = JsonTree()
    nodes = outline(body)
    begun = time.monotonic()
    model.show_nodes(nodes)
    below = model.index(0, 0)
    for _ in range(50):
        below = model.index(0, 0, below) if model.rowCount(below) else below
    assert model.parent(below).isValid() or model.rowCount() == 500
    assert time.monotonic() - begun < 1


def test_nothing_is_filled_behind_another_tab(
    kept: Kept, show: Show, bridge: Bridge, qtbot: QtBot
) -> None:
    """Going down a list shows one body after the other, and hardly anybody looks at them."""
    kept.issuance(1, "PENDING")
    inspector = show()
    raw = inspector.body.raw
    inspector.tabs.setCurrentIndex(0)
    before, found = raw.text_view.text(), inspector.found()
    assert '"PENDING"' in before
    kept.issuance(1, "COMPLETE")
    bridge.notify(kept.project())
    qtbot.waitUntil(lambda: inspector.found() is not found)
    assert raw.text_view.text() == before
    inspector.tabs.setCurrentIndex(2)
    assert '"COMPLETE"' in raw.text_view.text()


def test_the_tree_is_one_click_away(kept: Kept, show: Show, qtbot: QtBot) -> None:
    kept.issuance(1, amount="100.10")
    raw = show().body.raw
    qtbot.mouseClick(raw.choices.buttons()[1], LEFT)
    assert raw.tree.isVisible()
    payload = raw.model.index(1, 0)
    assert payload.data() == "payload"
    names = [raw.model.index(row, 0, payload).data() for row in range(raw.model.rowCount(payload))]
    assert names[:3] == ["id", "type", "status"]
    assert raw.tree.isExpanded(payload)


def test_the_changes_since_the_delivery_before(kept: Kept, show: Show, qtbot: QtBot) -> None:
    at = datetime.now(UTC)
    kept.issuance(1, "PENDING", at=at - timedelta(minutes=3))
    kept.issuance(1, "COMPLETE", at=at - timedelta(minutes=2), fee="1.50")
    raw = show().body.raw
    qtbot.mouseClick(raw.choices.buttons()[2], LEFT)
    words = raw.changes.toPlainText()
    assert 'changed: payload.status\n− "PENDING"\n+ "COMPLETE"' in words
    assert 'new: payload.issuance.fee\n+ "1.50"' in words


def test_the_first_delivery_has_none_before(kept: Kept, show: Show) -> None:
    kept.issuance(1)
    words = show().body.raw.changes.toPlainText()
    assert words == "There is no delivery of this transaction before this one."


def test_n_goes_from_hit_to_hit(kept: Kept, show: Show, qtbot: QtBot) -> None:
    kept.issuance(1)
    raw = show().body.raw
    raw.text_view.focus_search()
    qtbot.keyClicks(raw.text_view._search, "issuance")
    raw.text_view.box.setFocus()
    qtbot.keyClick(raw.text_view.box, Qt.Key.Key_N)
    assert raw.text_view._count.text() == "2 / 2"
    qtbot.keyClick(raw.text_view.box, Qt.Key.Key_N, Qt.KeyboardModifier.ShiftModifier)
    assert raw.text_view._count.text() == "1 / 2"


def test_the_privacy_screen_hides_all_three(kept: Kept, show: Show, bridge: Bridge) -> None:
    kept.issuance(1, "PENDING")
    kept.issuance(1, "COMPLETE")
    raw = show().body.raw
    bridge.display.set_private(True)
    assert "646180115400230775" not in raw.text() + raw.changes.toPlainText()
    assert raw.model.rowCount() == 0
