"""A made-up language of words that are 40 % longer cuts nothing off, on any page, at any size."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QSize, QTranslator
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.core.errors import StoreError
from app.ui import shortcuts
from app.ui.ask import Ask
from app.ui.widgets.dialogs import Sheet
from app.ui.widgets.first_steps import FirstSteps
from app.ui.window import MainWindow
from tests.ui.cutting import cut_off

PAGES = ("feed", "transactions", "charts", "attention", "connections", "settings")


class Longer(QTranslator):
    """Every word of the program with 40 % more letters behind it."""

    def translate(
        self, context: str, source: str, disambiguation: str | None = None, n: int = -1
    ) -> str:
        return source + "ö" * max(1, round(len(source) * 0.4))

    def isEmpty(self) -> bool:
        return False


@pytest.fixture
def longer(qapp: QApplication) -> Iterator[None]:
    translator = Longer()
    QCoreApplication.installTranslator(translator)
    yield
    QCoreApplication.removeTranslator(translator)


@pytest.mark.usefixtures("longer")
@pytest.mark.parametrize("size", [QSize(1440, 900), QSize(1024, 700)])
@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_cut_off(
    window: MainWindow,
    arrive: Callable[..., list[int]],
    qtbot: QtBot,
    name: str,
    size: QSize,
) -> None:
    arrive(5)
    window.resize(size)
    window.show_page(name)
    qtbot.waitUntil(lambda: window._pages[name].isVisible())
    QApplication.processEvents()
    assert window.size() == size  # the words do not make the window wider
    try:
        qtbot.waitUntil(lambda: not cut_off(window), timeout=3_000)
    except QtBot.TimeoutError:
        pytest.fail("\n".join(cut_off(window)))


@pytest.mark.usefixtures("longer")
@pytest.mark.parametrize("size", [QSize(1440, 900), QSize(1024, 700)])
@pytest.mark.parametrize("name", ["first-steps", "about", "errors"])
def test_nothing_is_cut_off_in_what_opens_over_the_pages(
    window: MainWindow, ask: Ask, qtbot: QtBot, name: str, size: QSize
) -> None:
    window.resize(size)
    cause = "SQLite says: database or disk is full, whatever the other disk may say of itself."
    ask.errors.note(StoreError("The store cannot be written.", cause=cause, remedy="Make room."))
    next(one for one in shortcuts.bound(window) if one.objectName() == name).activated.emit()
    sheet = next(one for one in window.findChildren(Sheet) if one.isVisible())
    for turn in range(2):
        if turn and isinstance(sheet, FirstSteps):
            sheet.connect_provider()
        try:
            qtbot.waitUntil(lambda: not cut_off(sheet), timeout=3_000)
        except QtBot.TimeoutError:
            pytest.fail("\n".join(cut_off(sheet)))
    assert sheet.width() <= size.width()
    assert sheet.height() <= size.height()
    sheet.close()
