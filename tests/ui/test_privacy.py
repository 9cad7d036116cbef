"""Behind the privacy screen no name, account or address is left anywhere in the window."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from typing import Any

import pytest
from PySide6.QtCore import QAbstractListModel, QAbstractTableModel, QModelIndex, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QTabBar,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.core.annotations import TAG
from app.ui import masks
from app.ui.bridge import Bridge
from app.ui.columns import Choice
from app.ui.copied import Shape
from app.ui.models.rows import RowsModel
from app.ui.pages.feed import FeedPage
from app.ui.widgets.filters_field import FilterField
from app.ui.widgets.inspector import Inspector
from app.ui.widgets.tags import TagEditor
from app.ui.window import MainWindow
from app.wiring.people import People

Kept = Any
NAME, CLABE = "Perpetua Zaldívar", "646180115400230775"
ADDRESS = "0xc0ffee254729296a45a3885639AC7E10F9d54979"
SECRETS = ("perpetua", "zaldívar", "zaldivar", CLABE, "11540023077", ADDRESS.lower(), "c0ffee2547")
ROLES = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.EditRole)
BODY = {
    "deposit_sender_name": NAME,
    "deposit_sender_clabe": CLABE,
    "withdrawal_address": ADDRESS,
    "concept": f"Pago {NAME}",
}


def texts_of(widget: QWidget) -> Iterator[str]:
    """Everything that one widget says."""
    yield widget.toolTip()
    yield widget.accessibleName()
    yield widget.accessibleDescription()
    yield widget.windowTitle()
    match widget:
        case QLabel() | QAbstractButton():
            yield widget.text()
        case QLineEdit():
            yield widget.displayText()
        case QPlainTextEdit() | QTextEdit():
            yield widget.toPlainText()
        case QTabBar():
            yield from (widget.tabText(number) for number in range(widget.count()))
        case QComboBox():
            yield from (widget.itemText(number) for number in range(widget.count()))
        case QAbstractItemView() if widget.model() is not None:
            yield from _cells(widget, QModelIndex())


def _cells(view: QAbstractItemView, parent: QModelIndex) -> Iterator[str]:
    model = view.model()
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(parent)
    for row in range(min(model.rowCount(parent), 300)):
        for column in range(columns):
            index = model.index(row, column, parent)
            yield from (str(index.data(role) or "") for role in ROLES)
        if not isinstance(model, (QAbstractListModel, QAbstractTableModel)):
            yield from _cells(view, model.index(row, 0, parent))


def leaks(window: MainWindow) -> list[tuple[str, str]]:
    """What is left, and the widget that says it."""
    found = []
    for widget in (window, *window.findChildren(QWidget)):
        for text in texts_of(widget):
            compact = re.sub(r"[\s\u00a0]", "", text).lower()
            if any(secret.replace(" ", "") in compact for secret in SECRETS):
                found.append((f"{type(widget).__name__} {widget.objectName()}", text[:200]))
    return found


@pytest.fixture
def page(window: MainWindow, kept: Kept, bridge: Bridge, qtbot: QtBot) -> FeedPage:
    """A window with planted secrets, and the inspector open on them."""
    for number in range(3):
        kept.issuance(number, external_ref="x", **BODY)
    kept.issuance(9, "FAILED", **BODY)
    bridge.notify(kept.project())
    found = window.page("feed")
    assert isinstance(found, FeedPage)
    qtbot.waitUntil(lambda: found.model.count() == 4)
    qtbot.waitUntil(lambda: found.model.row(1) is not None)
    found.listing.columns.choose(
        Choice(("counterparty", "reference", *(f"path:payload.issuance.{key}" for key in BODY)))
    )
    found.listing.table.choose(1)
    qtbot.waitUntil(lambda: found.listing.inspector.found() is not None)
    return found


def is_read(model: RowsModel[Any]) -> bool:
    return model.row(1) is not None


def test_a_tag_is_masked_and_none_is_offered(
    page: FeedPage, window: MainWindow, kept: Kept, bridge: Bridge, qtbot: QtBot
) -> None:
    people = People(kept.writer, lambda: datetime.now(UTC), lambda: "ana")
    row = page.model.row(1)
    assert row is not None
    people.mark(f"{TAG}perpetua-zaldívar-24", {row.transaction_id: "1"})
    people.mark(f"{TAG}{CLABE}", {row.transaction_id: "1"})
    kept.project()
    page.listing.columns.choose(Choice(("counterparty", "tags", "flags")))
    page.listing.inspector.tabs.setCurrentIndex(3)
    tags = page.listing.inspector.notes.findChild(TagEditor)
    assert tags is not None
    qtbot.waitUntil(lambda: len(tags._chips) == 2)
    assert CLABE in tags._chips[0].text() + tags._chips[1].text()  # type: ignore[attr-defined]
    bridge.display.set_private(True)
    qtbot.waitUntil(lambda: not leaks(window))
    field = page.listing.filters.field
    field.known = {**field.known, "tag": ("perpetua-zaldívar-24", CLABE)}
    page.listing.filters.focus_field()
    qtbot.keyClicks(field, "tag:")
    assert field.suggestions() == []
    assert tags._known.stringList() == []
    field.clear()
    bridge.display.set_private(False)
    assert any(CLABE in text for chip in tags._chips for text in texts_of(chip))


def has_found(inspector: Inspector) -> bool:
    return inspector.found() is not None


def every_place(window: MainWindow, qtbot: QtBot) -> Iterator[str]:
    """Every page, with every tab of its inspector."""
    for name in ("feed", "transactions", "charts", "attention", "connections", "settings"):
        page = window.page(name)
        listing = getattr(page, "listing", None)
        if listing is None:
            qtbot.wait(150)
            yield name
            continue
        qtbot.waitUntil(partial(is_read, listing.model))
        listing.table.choose(1)  # below a heading
        qtbot.waitUntil(partial(has_found, listing.inspector))
        for number in range(listing.inspector.tabs.count()):
            listing.inspector.tabs.setCurrentIndex(number)
            qtbot.wait(60)
            yield f"{name} {listing.inspector.tabs.tabText(number)}"


def test_nothing_planted_is_seen_anywhere(
    page: FeedPage, window: MainWindow, bridge: Bridge, qtbot: QtBot
) -> None:
    assert leaks(window)  # it is there to be hidden
    page.listing.table.setFocus()
    qtbot.keyClick(page.listing.table, Qt.Key.Key_X)
    assert bridge.display.is_private
    left: dict[str, list[tuple[str, str]]] = {}
    for place in every_place(window, qtbot):
        if found := leaks(window):
            left[place] = found
    assert not left


@pytest.mark.parametrize(
    "text",
    [
        f"clabe:{CLABE}",
        f"clabe~{CLABE} status:failed or {ADDRESS}",
        f'"{NAME}"',
        f"path:payload.issuance.deposit_sender_clabe={CLABE}",
        f"clabe:{CLABE} colour:red",
    ],
)
def test_a_filter_names_nobody(
    page: FeedPage, window: MainWindow, bridge: Bridge, text: str, qtbot: QtBot
) -> None:
    bar = page.listing.filters
    bar.set_text("status:failed")
    bar.set_text(text)
    bar.views.add(text[:60])
    qtbot.waitUntil(lambda: bar.views.bar.count() == 2)
    charts = window.page("charts")
    charts.findChild(FilterField).setText(text)  # type: ignore[union-attr]
    assert leaks(window)
    page.listing.table.setFocus()
    bridge.display.set_private(True)
    qtbot.waitUntil(lambda: not leaks(window))
    bar.focus_field()
    bar.field.clear()
    qtbot.keyClick(bar.field, Qt.Key.Key_Up)
    assert bar.field.text() == "status:failed", "the history brings back what names nobody"
    bridge.display.set_private(False)
    assert leaks(window), "nothing is lost"


@pytest.mark.parametrize("asked", [CLABE, NAME, ADDRESS, f"Hola, mi CLABE es {CLABE}, {NAME}"])
def test_hits_of_the_lookup_are_masked(
    page: FeedPage, window: MainWindow, bridge: Bridge, asked: str, qtbot: QtBot
) -> None:
    bridge.display.set_private(True)
    window.open_lookup(asked)
    views = window.lookup.findChildren(QAbstractItemView)
    qtbot.waitUntil(lambda: any(view.model() and view.model().rowCount() for view in views))
    said = [
        text
        for widget in window.lookup.findChildren(QWidget)
        if not isinstance(widget, QPlainTextEdit)  # what the person wrote
        for text in texts_of(widget)
    ]
    assert not [text for text in said if CLABE in text.replace(" ", "")]
    assert not [text for text in said if "perpetua" in text.lower() or "c0ffee2547" in text.lower()]


def test_what_is_copied_is_masked(page: FeedPage, bridge: Bridge) -> None:
    bridge.display.set_private(True)
    page.listing.table.selectAll()
    for shape in Shape:
        page.listing.copy(shape)
        text = QGuiApplication.clipboard().text().lower()
        assert text
        assert not [secret for secret in SECRETS if secret in text]


def test_the_whole_body_is_not_offered(page: FeedPage, bridge: Bridge) -> None:
    bridge.display.set_private(True)
    table = page.listing.table
    table.customContextMenuRequested.emit(table.visualRect(page.model.index(1, 0)).center())
    (menu,) = (one for one in page.listing.findChildren(QMenu) if one.isVisible())
    offered = {one.text(): one.isEnabled() for one in menu.actions()}
    menu.close()
    assert offered["Copy as text"]
    assert not offered["Copy body"]


@pytest.mark.parametrize(
    ("hide", "text", "shown"),
    [
        (masks.reference, "Pago Ana Ruiz 2024", "P••• A••• R••• 2024"),
        (masks.reference, CLABE, "•••0775"),
        (masks.reference, "user-ref-00012", "user-ref-00012"),
        (masks.private, "COMPLETE", "COMPLETE"),
        (masks.private, "100.50", "100.50"),
        (masks.private, "2026-11-21T10:00:00Z", "2026-11-21T10:00:00Z"),
        (masks.private, "Ana Ruiz", "A••• R•••"),
        (masks.private, ADDRESS, "•••4979"),
        (lambda text: masks.private(text, "payload.name"), "ANA", "A•••"),
    ],
)
def test_one_place_decides_what_is_hidden(
    hide: Callable[[str], str], text: str, shown: str
) -> None:
    assert hide(text) == shown
