"""Behind the privacy screen no name, account or address is left anywhere in the window."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import Any

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractItemView, QApplication, QMenu, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from app.config.settings import Settings
from app.core.annotations import TAG
from app.ui import masks
from app.ui.actions import Actions
from app.ui.ask import Ask
from app.ui.bridge import Bridge
from app.ui.columns import Choice
from app.ui.copied import Shape
from app.ui.models.rows import RowsModel
from app.ui.pages.feed import FeedPage
from app.ui.widgets.clipboard import Wiper, stays
from app.ui.widgets.filters_field import FilterField
from app.ui.widgets.inspector import Inspector
from app.ui.widgets.tags import TagEditor
from app.ui.window import MainWindow
from app.wiring.people import People
from tests.ui.leaking import ADDRESS, BODY, CLABE, NAME, SECRETS, leaks, texts_of
from tests.ui.test_every_dialog import STATES, World

Kept = Any
SPEI = {
    "event": "funding",
    "payload": {
        "fid": "037c4c00e17c592fc7b6d9bad2261be9",
        "status": "complete",
        "created_at": "2026-05-17T23:12:00+00:00",
        "currency": "mxn",
        "method_name": "SPEI Transfer",
        "amount": "1000",
        "network": "spei",
        "external_ref": f"{NAME} 0042",
        "details": {
            "sender_name": NAME,
            "sender_clabe": CLABE,
            "receive_clabe": CLABE,
            "sender_bank": 40646,
            "clave_rastreo": "2023051740014BMOV0000495448940",
            "numeric_reference": "2043562",
            "concepto": f"Renta {NAME}",
        },
    },
}


@pytest.fixture
def page(window: MainWindow, kept: Kept, bridge: Bridge, qtbot: QtBot) -> FeedPage:
    """A window with planted secrets, and the inspector open on them."""
    for number in range(3):
        kept.issuance(number, external_ref="x", **BODY)
    kept.issuance(9, "FAILED", **BODY)
    kept.deliver(json.dumps(SPEI).encode(), "bitso")
    bridge.notify(kept.project())
    found = window.page("feed")
    assert isinstance(found, FeedPage)
    qtbot.waitUntil(lambda: found.model.count() == 5)
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
        for row in range(1, listing.model.rowCount()):  # below a heading
            listing.table.choose(row)
            qtbot.waitUntil(partial(has_found, listing.inspector))
            for number in range(listing.inspector.tabs.count()):
                listing.inspector.tabs.setCurrentIndex(number)
                qtbot.wait(30)
                yield f"{name} {row} {listing.inspector.tabs.tabText(number)}"


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


@pytest.mark.parametrize("turned_on", ["before", "meanwhile"])
@pytest.mark.parametrize("state", STATES)
def test_no_dialog_says_anything_planted(
    page: FeedPage,
    window: MainWindow,
    ask: Ask,
    bridge: Bridge,
    actions: Actions,
    state: str,
    turned_on: str,
    qtbot: QtBot,
) -> None:
    if turned_on == "before":
        bridge.display.set_private(True)
    dialog = STATES[state](World(window, ask, bridge, actions))
    dialog.open()
    qtbot.waitExposed(dialog)
    qtbot.wait(60)
    if turned_on == "meanwhile":
        bridge.display.set_private(True)
        qtbot.wait(60)
    assert leaks(dialog) == []
    dialog.done(0)


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


def test_what_is_copied_is_masked(page: FeedPage, bridge: Bridge, qtbot: QtBot) -> None:
    bridge.display.set_private(True)
    page.listing.table.selectAll()
    clipboard = QGuiApplication.clipboard()
    for shape in Shape:
        clipboard.clear()  # of what another test left: rows may have to be read first
        page.listing.copies.copy(shape)
        qtbot.waitUntil(lambda: bool(clipboard.text()))
        text = clipboard.text().lower()
        assert not [secret for secret in SECRETS if secret in text]


def test_what_was_copied_does_not_stay(dressed: QApplication, bridge: Bridge, qtbot: QtBot) -> None:
    clipboard, owner, ours = QGuiApplication.clipboard(), QObject(), [True]
    settings = Settings(clipboard_seconds=1)

    def time() -> int:
        return stays(settings, is_private=bridge.display.is_private) // 100

    Wiper(bridge.display, owner, time, is_ours=lambda: ours[0])
    clipboard.setText(CLABE)
    qtbot.wait(30)
    assert clipboard.text() == CLABE, "only behind the screen"
    bridge.display.set_private(True)
    qtbot.waitUntil(lambda: not clipboard.text())
    clipboard.setText(CLABE)
    qtbot.waitUntil(lambda: not clipboard.text())
    ours[0] = False
    clipboard.setText("of another program")
    qtbot.wait(30)
    assert clipboard.text() == "of another program"
    ours[0] = True
    settings = replace(settings, clipboard_seconds=0)
    clipboard.setText(CLABE)
    qtbot.wait(30)
    assert clipboard.text() == CLABE, "it is not to be cleared at all"
    bridge.display.set_private(False)
    settings = Settings(clipboard_seconds=1, clipboard_always=True)
    clipboard.setText(f"{CLABE} ")
    qtbot.waitUntil(lambda: not clipboard.text())


def test_the_whole_body_is_not_offered(page: FeedPage, bridge: Bridge) -> None:
    bridge.display.set_private(True)
    table = page.listing.table
    table.customContextMenuRequested.emit(table.visualRect(page.model.index(1, 0)).center())
    (menu,) = (one for one in page.listing.findChildren(QMenu) if one.isVisible())
    offered = {one.text().partition("\t")[0]: one.isEnabled() for one in menu.actions()}
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
