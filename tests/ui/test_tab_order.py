"""Every page from the keyboard: Tab goes as one reads, Enter presses, and where one is is seen."""

from __future__ import annotations

import contextlib
from collections.abc import Callable

import pytest
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QGridLayout,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.ui.widgets.inspected import Inspected
from app.ui.window import MainWindow
from tests.ui.tabbing import out_of_order, said, takers, walked

Arrive = Callable[..., list[int]]
PAGES = ("feed", "transactions", "charts", "attention", "connections", "settings")
SIZES = (QSize(1440, 900), QSize(1024, 700))


def shown(window: MainWindow, name: str, size: QSize, qtbot: QtBot) -> QWidget:
    """The page, with its first row chosen where it has rows."""
    window.resize(size)
    window.show_page(name)
    page = window.page(name)
    listing = getattr(page, "listing", None)
    if listing is not None:
        qtbot.waitUntil(lambda: listing.table.model().rowCount() > 2)
        listing.table.choose(1)
        qtbot.waitUntil(lambda: is_whole(listing.inspector.found()))
    qtbot.waitUntil(page.isVisible)
    return page


def is_whole(found: Inspected | None) -> bool:
    """Whether nothing more is told of it a moment later."""
    return found is not None and found.usual is not None


def takes_long(qtbot: QtBot, left: Callable[[], list[str]]) -> list[str]:
    """What is still left when everything has found its place."""
    with contextlib.suppress(QtBot.TimeoutError):
        qtbot.waitUntil(lambda: not left(), timeout=3_000)
    return left()


@pytest.mark.parametrize("size", SIZES, ids=lambda size: str(size.width()))
@pytest.mark.parametrize("name", PAGES)
def test_tab_goes_through_the_page_as_one_reads(
    window: MainWindow, arrive: Arrive, qtbot: QtBot, name: str, size: QSize
) -> None:
    arrive(4)
    window.activateWindow()
    shown(window, name, size, qtbot)
    window.top.lookup.setFocus()
    qtbot.waitUntil(window.top.lookup.hasFocus)
    met = walked()
    assert [said(window, one) for one in takers(window) if one not in met] == []
    assert [said(window, one) for one in met if not one.isVisible()] == []
    assert not takes_long(qtbot, lambda: out_of_order(window, met))
    assert walked(backwards=True) == [met[0], *reversed(met[1:])]


def seen(window: QWidget, one: QWidget) -> bytes:
    """What stands where a part is, and a little around it."""
    corner = one.mapTo(window, one.rect().topLeft())
    around = QRect(corner, one.size()).adjusted(-3, -3, 3, 3)
    picture = window.grab(around).toImage().convertToFormat(QImage.Format.Format_RGB32)
    return bytes(picture.constBits())


@pytest.mark.parametrize("name", PAGES)
def test_it_is_seen_where_the_keyboard_is(
    window: MainWindow, arrive: Arrive, qtbot: QtBot, name: str
) -> None:
    arrive(4)
    window.activateWindow()
    shown(window, name, SIZES[0], qtbot)
    for one in takers(window):
        if one.visibleRegion().isEmpty():
            continue
        window.top.lookup.setFocus() if one is not window.top.lookup else window.top.menu.setFocus()
        QApplication.processEvents()
        without = seen(window, one)
        one.setFocus(Qt.FocusReason.TabFocusReason)
        assert one.hasFocus()
        QApplication.processEvents()
        assert seen(window, one) != without, said(window, one)


def test_enter_presses_a_button_of_a_page(window: MainWindow, arrive: Arrive, qtbot: QtBot) -> None:
    arrive(4)
    window.activateWindow()
    page = shown(window, "feed", SIZES[0], qtbot)
    page.pause.setFocus()  # type: ignore[attr-defined]
    qtbot.waitUntil(page.pause.hasFocus)  # type: ignore[attr-defined]
    QTest.keyClick(page.pause, Qt.Key.Key_Return)  # type: ignore[attr-defined]
    assert page.pause.isChecked()  # type: ignore[attr-defined]


def test_what_stands_crosswise_is_noticed(qtbot: QtBot) -> None:
    """The measure itself: a grid is read line by line."""
    sheet = QDialog()
    qtbot.addWidget(sheet)
    grid = QGridLayout(sheet)
    for number, place in enumerate(((0, 0), (1, 0), (0, 1), (1, 1))):
        grid.addWidget(QPushButton(str(number)), *place)
    sheet.show()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is sheet)
    assert out_of_order(sheet, walked())
    parts = sheet.findChildren(QPushButton)
    assert not out_of_order(sheet, [parts[0], parts[2], parts[1], parts[3]])
