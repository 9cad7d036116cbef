"""How soon each page of the window is there: painted whole for the first time, and filled."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

from app.ui.ask import Ask
from app.ui.book import Book
from app.ui.window import MainWindow

_PATIENCE = 30.0  # seconds for one page


@dataclass(frozen=True, slots=True)
class First:
    """Milliseconds since a page was asked for; `again` when it was asked for a second time."""

    page: str
    painted: float
    own: float  # processor time of the main thread until then
    filled: float  # the store has answered all that it asked, and that is painted
    again: float

    def say(self) -> None:
        """On standard output."""
        print(
            f"{self.page}: painted {self.painted:.0f} ms (own work {self.own:.0f}),"
            f" filled {self.filled:.0f} ms, again {self.again:.0f} ms",
            flush=True,
        )


class _Painted(QObject):
    """Whether a widget was painted."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.is_painted = False
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.is_painted |= event.type() == QEvent.Type.Paint
        return False


def pages(app: QApplication, window: MainWindow, ask: Ask) -> Iterator[First]:
    """Go to every page, and then to each once more."""
    found = {entry.name: _visit(app, window, ask, entry.name) for entry in reversed(Book.entries())}
    for name, times in found.items():
        yield First(name, *times, _visit(app, window, ask, name)[0])


def _visit(
    app: QApplication, window: MainWindow, ask: Ask, name: str
) -> tuple[float, float, float]:
    began, worked = time.perf_counter(), time.thread_time()
    window.show_page(name)
    seen = _Painted(window.page(name))

    def is_left() -> bool:
        return not seen.is_painted or window.stack.is_painting()

    while is_left() and time.perf_counter() - began < _PATIENCE:
        app.processEvents()
    painted, own = time.perf_counter(), time.thread_time() - worked
    while ask.is_busy() and time.perf_counter() - began < _PATIENCE:
        app.processEvents()
    app.processEvents()
    filled = time.perf_counter()
    return (painted - began) * 1000, own * 1000, (filled - began) * 1000
