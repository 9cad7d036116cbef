"""Whatever a payload says stays text: nothing is opened, called, rendered or obeyed."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QAbstractItemModel, QModelIndex
from PySide6.QtGui import QDesktopServices, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.core.delivery import AddressCheck, Basis, Delivery, Outcome, Request, Verdict
from app.core.plain import plain
from app.ui.actions import Actions
from app.ui.ask import Ask
from app.ui.bridge import Bridge
from app.ui.making import whole
from app.ui.notifications import Note, Notifier
from app.ui.texts import plain_tip
from app.ui.widgets.inspector import Inspector
from app.ui.window import MainWindow
from tests import planted
from tests.planted import MARK, Trap

Kept = Any
WITHIN = 30_000  # milliseconds, on a busy machine
_ROWS = 400  # of a model that are looked at
_ROLES = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.AccessibleTextRole,
)


@pytest.fixture
def trap(tmp_path: Path) -> Iterator[Trap]:
    with planted.trap(tmp_path) as made:
        yield made
        assert made.openings() == 0, "a file was opened"
        assert made.calls == [], "a connection was made"


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What would have been opened in a browser."""
    urls: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: urls.append(url.toString()))
    return urls


@pytest.fixture
def sown(kept: Kept, trap: Trap) -> list[int]:
    """Every sample with something in its strings, believed and projected; the delivery ids."""
    ids = [keep(kept, one) for one in planted.bodies(trap.markers())]
    kept.project()
    return ids


def keep(kept: Kept, one: planted.Planted) -> int:
    header = planted_header(one)
    request = Request(
        provider=one.provider,
        tail="",
        headers=((b"content-type", b"application/json"), (b"x-note", header)),
        body=one.body,
        peer="127.0.0.1",
        source="52.20.188.84",
        address=AddressCheck.ALLOWED,
        received_at=datetime.now(UTC),
    )
    is_doubted = hash(one.name) % 10 == 0
    verdict = Verdict(
        Outcome.QUARANTINED if is_doubted else Outcome.TRUSTED,
        Basis.FAILED if is_doubted else Basis.SIGNATURE,
        reason=header.decode() if is_doubted else "",
    )
    digest = hashlib.sha256(one.body)
    delivery = Delivery(request, verdict, digest.hexdigest(), digest.digest(), "production")
    return int(kept.writer.deliver(delivery).result(10).delivery_id)


def planted_header(one: planted.Planted) -> bytes:
    return f"<img src=x><b>{MARK}</b> {one.name}".encode()


# --- what is shown --------------------------------------------------------------------------------


@dataclass(frozen=True)
class Said:
    """A text of the window, and whether the widget would take it for markup."""

    text: str
    where: str
    is_rich: bool


def said(root: QWidget) -> Iterator[Said]:
    for widget in [root, *root.findChildren(QWidget)]:
        where = type(widget).__name__
        yield Said(widget.toolTip(), f"tip of {where}", Qt.mightBeRichText(widget.toolTip()))
        for text in (widget.accessibleName(), widget.accessibleDescription(), widget.windowTitle()):
            yield Said(text, f"name of {where}", is_rich=False)
        yield from own_words(widget, where)


def own_words(widget: QWidget, where: str) -> Iterator[Said]:
    if isinstance(widget, QLabel):
        is_plain = widget.textFormat() is Qt.TextFormat.PlainText
        yield Said(widget.text(), where, not is_plain and Qt.mightBeRichText(widget.text()))
    elif isinstance(widget, QAbstractButton | QLineEdit):
        yield Said(widget.text(), where, is_rich=False)
    elif isinstance(widget, QPlainTextEdit):
        yield Said(widget.toPlainText().replace("\n", " "), where, is_rich=False)
    elif isinstance(widget, QTextEdit):
        source = widget.toHtml()
        is_rich = f"{MARK}.png" in source and "<img" in source
        yield Said(widget.toPlainText().replace("\n", " "), where, is_rich)
    elif isinstance(widget, QComboBox):
        for number in range(widget.count()):
            yield Said(widget.itemText(number), where, is_rich=False)
    elif isinstance(widget, QAbstractItemView) and widget.model() is not None:
        yield from of_model(widget.model(), QModelIndex(), where)


def of_model(model: QAbstractItemModel, parent: QModelIndex, where: str) -> Iterator[Said]:
    for row in range(min(model.rowCount(parent), _ROWS)):
        for column in range(model.columnCount(parent)):
            index = model.index(row, column, parent)
            for role in _ROLES:
                text = index.data(role)
                if isinstance(text, str):
                    is_tip = role is Qt.ItemDataRole.ToolTipRole
                    yield Said(text, f"row of {where}", is_tip and Qt.mightBeRichText(text))
        first = model.index(row, 0, parent)
        if model.rowCount(first):
            yield from of_model(model, first, where)


def check(root: QWidget) -> int:
    """Hold every text against what was planted; how many of them hold something of it."""
    found = 0
    for one in said(root):
        found += MARK in one.text
        hidden = [f"U+{ord(sign):04X}" for sign in planted.HIDDEN if sign in one.text]
        assert not hidden, f"{one.where} has {hidden}: {one.text[:200]!r}"
        assert not (one.is_rich and MARK in one.text), f"{one.where} renders {one.text[:200]!r}"
    return found


# --- the sweep ------------------------------------------------------------------------------------


@pytest.mark.timeout(600)
def test_every_page_shows_what_was_planted_as_text(
    sown: list[int], window: MainWindow, bridge: Bridge, opened: list[str], qtbot: QtBot
) -> None:
    found = {}
    for name in ("feed", "transactions", "attention", "charts", "connections", "settings"):
        page = window.page(name)
        if name in ("feed", "transactions"):
            qtbot.waitUntil(partial(has_rows, page), timeout=WITHIN)
        for _ in range(20):
            qtbot.wait(10)
        found[name] = check(window)
    assert found["feed"]
    assert found["transactions"]
    assert found["attention"]
    assert opened == []


def has_rows(page: QWidget) -> bool:
    views = page.findChildren(QAbstractItemView)
    return any(view.isVisible() and view.model() and view.model().rowCount() for view in views)


@pytest.mark.timeout(600)
def test_the_inspector_shows_every_sample_as_text(
    ask: Ask,
    bridge: Bridge,
    actions: Actions,
    sown: list[int],
    kept: Kept,
    opened: list[str],
    qtbot: QtBot,
) -> None:
    inspector = whole(Inspector(ask, bridge, actions))
    qtbot.addWidget(inspector)
    inspector.resize(372, 1400)
    inspector.show()
    with kept.open() as reader:
        rows = {row.delivery_id: row for row in reader.feed_page(limit=len(sown))}
    found = 0
    for delivery_id in sown[1::2]:  # those that kept their meaning have the most to show
        row = rows[delivery_id]
        inspector.clear()
        inspector.show_row(row.transaction_id or "", delivery_id)
        qtbot.waitUntil(lambda: inspector.found() is not None, timeout=WITHIN)
        if delivery_id % 16 == 0:  # the forms of what was sent take their time
            for tabs in inspector.findChildren(QTabBar):
                for number in range(tabs.count()):
                    tabs.setCurrentIndex(number)
                    QApplication.processEvents()
                    found += check(inspector)
        found += check(inspector)
    assert found > len(sown) / 2
    assert opened == []


def test_no_note_of_the_desktop_says_what_was_planted(
    sown: list[int],
    ask: Ask,
    bridge: Bridge,
    actions: Actions,
    kept: Kept,
    qtbot: QtBot,
    trap: Trap,
) -> None:
    notes: list[Note] = []

    def soon() -> datetime:
        return datetime.now(UTC) + timedelta(minutes=1)

    notifier = Notifier(ask, bridge, actions, lambda: False, now=soon, settles=0)
    notifier.told.connect(notes.append)
    qtbot.waitUntil(lambda: notifier._teller.has_begun, timeout=WITHIN)
    for one in list(planted.bodies(trap.markers(), turn=1))[:60]:
        keep(kept, one)
    bridge.notify(kept.project())
    notifier.look()
    qtbot.waitUntil(lambda: bool(notes), timeout=WITHIN)
    for note in notes:
        assert MARK not in note.title + note.text
        assert not Qt.mightBeRichText(note.text)


@pytest.mark.parametrize(
    "text",
    ["<b>x</b>", "a <img src=x> b", "\u200b<a href=x>", "a &lt;b", "<!DOCTYPE html><b>", "1 < 2"],
)
def test_no_tooltip_takes_a_text_for_markup(text: str) -> None:
    tip = plain_tip(text)
    assert not Qt.mightBeRichText(tip)
    assert tip.replace("\u200b", "") == plain(text)
