"""A made-up language of words that are 40 % longer cuts nothing off, on any page, at any size."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QSize, QTranslator
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.core.errors import StoreError
from app.ui import shortcuts
from app.ui.ask import Ask
from app.ui.widgets.dialogs import Sheet
from app.ui.widgets.first_steps import FirstSteps
from app.ui.widgets.parts import ElidedLabel
from app.ui.window import MainWindow

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


def cut_off(root: QWidget) -> list[str]:
    """What is shown smaller than its words, or beyond the edge of what holds it."""
    found = []
    for one in root.findChildren(QWidget):
        if not one.isVisible() or not isinstance(one, (QAbstractButton, QComboBox, QLabel)):
            continue
        text = one.currentText() if isinstance(one, QComboBox) else one.text()
        if not text.strip() or isinstance(one, ElidedLabel):
            continue
        wraps = isinstance(one, QLabel) and one.wordWrap()
        wanted = one.minimumSizeHint() if isinstance(one, QComboBox) else one.sizeHint()
        is_narrow = not wraps and one.width() < wanted.width() - 1
        tall = one.heightForWidth(one.width()) if wraps else wanted.height()
        is_low = one.height() < tall - 2
        holder = one.parentWidget()
        is_beyond = holder is not None and (
            one.geometry().right() > holder.rect().right() + 1 or one.geometry().left() < -1
        )
        if is_narrow or is_low or is_beyond:
            kind = type(one).__name__
            found.append(f"{kind} {text[:50]!r} {one.size().toTuple()} of {wanted.toTuple()}")
    return found


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
