"""Measures how long the window keeps a person waiting who works in it while deliveries pour in.

    QT_QPA_PLATFORM=offscreen python -m tests.benchmarks.person DIR --rate 200 --seconds 600

DIR is a data directory, filled before by `main.py demo --fill`; it is written to. The whole of
Acuse runs on it, and another process posts so many deliveries a second. One and the same round is
gone through again and again, by keys and mouse (but for the span of the charts, which is chosen by
a call) and as quickly as hands are: a touch pad moves a list sixty times a second, a key that is
held comes thirty times, eight letters are typed, and between two acts lies half a second. Somebody
reads the feed, drags its bar, walks through payments, looks one up, types filters, goes through
spans of the charts, the inbox and all pages. `stalls.py` scrolls and chooses without any pause:
what a window could be put to.

A timer of the main thread says how long it was held up and while what was done, and a program that
does nothing how long it was itself. `--why` tells where the main thread stood.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from random import Random

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollBar, QStyle, QWidget

from app.core.event import IdKind
from app.store.sqlite import connect_reader
from app.ui.pages.charts import ChartsPage
from app.ui.pages.feed import FeedPage
from app.ui.pages.transactions import TransactionsPage
from app.ui.widgets.charts_spans import RANGES
from app.ui.widgets.tables import RowTable
from tests.benchmarks import idle, lookups
from tests.benchmarks.whole import Whole, opened

_FRAME = 1 / 60  # seconds between two moves of a touch pad, or of the mouse
_REPEAT = 1 / 30  # of a key that is held
_LETTER = 1 / 8
_THOUGHT = 0.5  # between two acts
_LOOK = 2.0  # at what came
_FILTERS = ("status:failed", "provider:bitso", "amount>80000", "clabe:6461*", "final:no", "spei")
_CONTROL = Qt.KeyboardModifier.ControlModifier
_KEY = Qt.Key


@dataclass(frozen=True, slots=True)
class Person:
    """Two hands, a seeded mind, and some identifiers that customers have sent."""

    whole: Whole
    rng: Random
    asked_for: list[str]

    # --- hands ------------------------------------------------------------------------------

    def rest(self, seconds: float = _THOUGHT) -> None:
        self.whole.rest(seconds)

    def key(self, key: Qt.Key, *, control: bool = False) -> None:
        modifier = _CONTROL if control else Qt.KeyboardModifier.NoModifier
        QTest.keyClick(QApplication.focusWidget() or self.whole.window, key, modifier)

    def hold(self, key: Qt.Key, times: int) -> None:
        for _ in range(times):
            self.key(key)
            self.rest(_REPEAT)
        self.rest()

    def write(self, text: str) -> None:
        for letter in text:
            QTest.keyClicks(QApplication.focusWidget() or self.whole.window, letter)
            self.rest(_LETTER)

    def click(self, widget: QWidget, at: QPoint | None = None) -> None:
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=at or widget.rect().center())
        self.rest()

    def scroll(self, table: RowTable, seconds: float, pixels: int) -> None:
        """Two fingers on a touch pad."""
        view = table.viewport()
        middle = QPointF(view.rect().center())
        for _ in range(int(seconds / _FRAME)):
            QApplication.sendEvent(
                view,
                QWheelEvent(
                    middle,
                    view.mapToGlobal(middle),
                    QPoint(0, pixels),
                    QPoint(0, pixels),
                    Qt.MouseButton.NoButton,
                    Qt.KeyboardModifier.NoModifier,
                    Qt.ScrollPhase.ScrollUpdate,
                    False,
                ),
            )
            self.rest(_FRAME)
        self.rest()

    def drag(self, bar: QScrollBar, share: float) -> None:
        """The handle of a scroll bar, to this share of its way, within a second."""
        start = QPoint(bar.width() // 2, self._handle(bar))
        end, button = QPoint(start.x(), int(bar.height() * share)), Qt.MouseButton.LeftButton
        QTest.mousePress(bar, button, pos=start)
        for step in range(1, 61):
            QTest.mouseMove(bar, start + (end - start) * (step / 60))
            self.rest(_FRAME)
        QTest.mouseRelease(bar, button, pos=end)
        self.rest()

    def _handle(self, bar: QScrollBar) -> int:
        length = max(bar.maximum() - bar.minimum(), 1)
        return QStyle.sliderPositionFromValue(0, length, bar.value(), bar.height() - 20) + 10

    # --- what somebody does -----------------------------------------------------------------

    def acts(self) -> Iterator[tuple[str, Callable[[], None]]]:
        """One round of them, each with its name."""
        for number, name in enumerate(("feed", "transactions"), 1):
            page = self.whole.window.stack.pages[name]
            assert isinstance(page, FeedPage | TransactionsPage)
            yield f"going to {name}", partial(self._go, number)
            yield f"watching {name}", partial(self.rest, 3 * _LOOK)
            yield f"scrolling {name}", partial(self._leaf, page.listing.table)
            yield f"dragging {name}", partial(self._drag, page.listing.table)
            yield f"walking through {name}", partial(self._walk, page.listing.table)
            yield f"filtering {name}", self._filter
        yield "looking up", self._look_up
        yield "turning tabs", self._turn_tabs
        yield "reading charts", self._read_charts
        yield "reading the inbox", self._read_inbox
        yield "turning pages", self._turn_pages

    def _go(self, number: int) -> None:
        self.key(_KEY(_KEY.Key_0 + number), control=True)
        self.rest(_LOOK)

    def _leaf(self, table: RowTable) -> None:
        self.scroll(table, 1.5, -60)
        self.scroll(table, 0.5, 40)
        self.key(_KEY.Key_Home, control=True)
        self.rest()

    def _drag(self, table: RowTable) -> None:
        self.drag(table.verticalScrollBar(), self.rng.uniform(0.1, 0.9))
        self.scroll(table, 1, -25)

    def _walk(self, table: RowTable) -> None:
        """Click on a row, go on by the arrow, look."""
        row = table.visualRect(table.model().index(table.seen()[0] + 3, 1)).center()
        self.click(table.viewport(), row)
        self.hold(_KEY.Key_Down, 12)
        for _ in range(3):
            self.key(_KEY.Key_Down)
            self.rest(_LOOK / 2)
        self.key(_KEY.Key_Home, control=True)
        self.rest()

    def _filter(self) -> None:
        self.key(_KEY.Key_F, control=True)
        self.rest()
        self.write(self.rng.choice(_FILTERS))
        self.rest(_LOOK)
        self.key(_KEY.Key_A, control=True)
        self.key(_KEY.Key_Delete)
        self.key(_KEY.Key_Return)
        self.rest(_LOOK)

    def _look_up(self) -> None:
        QGuiApplication.clipboard().setText(self.rng.choice(self.asked_for))
        self.key(_KEY.Key_K, control=True)
        self.rest()
        self.key(_KEY.Key_V, control=True)
        self.rest(_LOOK / 2)
        self.key(_KEY.Key_Return)
        self.rest(_LOOK)

    def _turn_tabs(self) -> None:
        page = self.whole.window.page("transactions")
        assert isinstance(page, TransactionsPage)
        tabs = page.listing.inspector.tabs.tabBar()
        for number in filter(tabs.isTabVisible, range(tabs.count())):
            self.click(tabs, tabs.tabRect(number).center())

    def _read_charts(self) -> None:
        self._go(3)
        charts = self.whole.window.page("charts")
        assert isinstance(charts, ChartsPage)
        for name in self.rng.sample(list(RANGES), 3):
            charts.choose_range(name)
            self.rest(_LOOK / 2)
        for step in range(60):
            spot = QPoint(charts.width() * (step + 10) // 90, charts.height() // 2)
            below = charts.childAt(spot) or charts
            QTest.mouseMove(below, below.mapFrom(charts, spot))
            self.rest(_FRAME)
        self.rest()

    def _read_inbox(self) -> None:
        self._go(4)
        self.hold(_KEY.Key_Down, 10)

    def _turn_pages(self) -> None:
        for number in (5, 6, 3, 4, 1, 2):
            self.key(_KEY(_KEY.Key_0 + number), control=True)
            self.rest()


def run(whole: Whole, asked_for: list[str], seconds: float) -> None:
    """Round after round, the last one to its end."""
    person, ends_at = Person(whole, Random(5), asked_for), time.monotonic() + seconds
    rounds = 0
    while time.monotonic() < ends_at:
        for name, act in person.acts():
            whole.watch.doing = name
            act()
        rounds += 1
    whole.said(f"a person at work, {rounds} rounds")


def main() -> None:
    """Run it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rate", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--why", action="store_true", help="tell of each stall by itself")
    chosen = parser.parse_args()
    with closing(connect_reader(chosen.folder / "views.db")) as views:
        asked_for = [
            key
            for kind in (IdKind.CLABE, IdKind.TX_HASH, IdKind.RASTREO)
            for key in lookups.keys(views, kind, Random(3), 4)
        ]
    with opened(chosen.folder, chosen.rate, why=chosen.why) as whole:
        whole.rest(3)
        whole.said("start")
        with idle.beside() as told:
            run(whole, asked_for, chosen.seconds)
        print(*told)


if __name__ == "__main__":
    main()
