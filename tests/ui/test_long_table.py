"""A table of a million rows reckons where each stands, and paints no more than what changed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QObject, QPoint, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication
from pytestqt.qtbot import QtBot

from app.ui.pages.feed import FeedPage
from app.ui.widgets.long_table import LongTable, pieces
from app.ui.window import MainWindow
from tests.benchmarks.counting import Steps

Arrive = Callable[..., list[int]]
KEY, HINT = Qt.Key, QAbstractItemView.ScrollHint
SHIFT = Qt.KeyboardModifier.ShiftModifier
HEIGHT, ROOM = 20, 400  # of a row, of what is seen of all
MILLION = 1_000_000


class Rows(QAbstractTableModel):
    """So many rows of three columns; every hundredth is a heading."""

    def __init__(self, count: int) -> None:
        super().__init__()
        self.count = count

    def rowCount(self, parent: Any = None) -> int:
        return 0 if parent is not None and parent.isValid() else self.count

    def columnCount(self, parent: Any = None) -> int:
        return 0 if parent is not None and parent.isValid() else 3

    def data(self, index: Any, role: int = 0) -> Any:
        return f"{index.row()}" if role == Qt.ItemDataRole.DisplayRole else None

    def flags(self, index: Any) -> Qt.ItemFlag:
        is_heading = index.row() % 100 == 0
        return Qt.ItemFlag.NoItemFlags if is_heading else super().flags(index)

    def insert(self, place: int, count: int) -> None:
        self.beginInsertRows(QModelIndex(), place, place + count - 1)
        self.count += count
        self.endInsertRows()

    def remove(self, place: int, count: int) -> None:
        self.beginRemoveRows(QModelIndex(), place, place + count - 1)
        self.count -= count
        self.endRemoveRows()


class Paints(QObject):
    """Counts the repaints of a view, and the rows they touch."""

    def __init__(self, table: LongTable) -> None:
        super().__init__(table)
        self.rows: list[int] = []
        self.heights: list[int] = []  # in pixels, of each piece
        table.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.rows.append(-(-event.rect().height() // HEIGHT))
            self.heights += [piece.height() for piece in pieces(event.region())]
        return False


@pytest.fixture
def table(qtbot: QtBot) -> LongTable:
    made = LongTable(HEIGHT)
    qtbot.addWidget(made)
    made.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    made.setModel(Rows(MILLION))
    made.horizontalHeader().setFixedHeight(30)
    made.resize(600, ROOM + 30 + 2 * made.frameWidth())
    made.show()
    qtbot.waitExposed(made)
    QApplication.processEvents()
    return made


def rows(table: LongTable) -> Rows:
    model = table.model()
    assert isinstance(model, Rows)
    return model


def room(table: LongTable) -> int:
    """The pixels of what is seen, which the style has its part in."""
    return table.viewport().height()


def go(table: LongTable, row: int) -> None:
    table.setCurrentIndex(table.model().index(row, 0))


def test_nothing_is_kept_for_a_row(table: LongTable) -> None:
    assert table.verticalHeader().count() == 0
    assert table.verticalScrollBar().maximum() == MILLION * HEIGHT - room(table)


def test_every_place_is_where_it_is_painted(table: LongTable) -> None:
    table.verticalScrollBar().setValue(777_777 * HEIGHT + 7)
    assert table.rowAt(0) == 777_777
    assert table.rowViewportPosition(777_777) == -7
    index = table.indexAt(QPoint(5, 50))
    assert table.visualRect(index).contains(QPoint(5, 50))
    assert table.rowAt(-3_000_000_00) == -1
    table.verticalScrollBar().setValue(table.verticalScrollBar().maximum())
    assert table.rowAt(table.viewport().height() - 1) == MILLION - 1


@pytest.mark.parametrize(
    ("start", "key", "ends"),
    [
        (5, KEY.Key_Down, 6),
        (99, KEY.Key_Down, 101),  # a heading is passed over
        (101, KEY.Key_Up, 99),
        (1, KEY.Key_Up, 1),  # above it there is only a heading
        (MILLION - 1, KEY.Key_Down, MILLION - 1),
        (5, KEY.Key_PageDown, 25),
        (80, KEY.Key_PageDown, 99),
        (120, KEY.Key_PageUp, 101),
        (5, KEY.Key_PageUp, 1),
        (MILLION - 3, KEY.Key_PageDown, MILLION - 1),
    ],
)
def test_keys_go_from_row_to_row(
    table: LongTable, qtbot: QtBot, start: int, key: Qt.Key, ends: int
) -> None:
    go(table, start)
    qtbot.keyClick(table, key)
    assert table.currentIndex().row() == ends
    shown = table.visualRect(table.currentIndex())
    assert table.viewport().rect().contains(shown.center())


def test_shift_and_the_mouse_choose_a_run_of_rows(table: LongTable, qtbot: QtBot) -> None:
    left = Qt.MouseButton.LeftButton

    def click(row: int, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        at = table.visualRect(table.model().index(row, 1)).center()
        qtbot.mouseClick(table.viewport(), left, modifiers, at)

    click(3)
    table.verticalScrollBar().setValue(50 * HEIGHT)
    click(60, SHIFT)
    assert table.chosen_runs() == [(3, 60)]
    qtbot.keyClick(table, KEY.Key_Down, SHIFT)
    assert table.chosen_runs() == [(3, 61)]
    click(70)
    assert table.chosen_runs() == [(70, 70)]


@pytest.mark.parametrize(
    ("hint", "share"),
    [
        (HINT.PositionAtTop, 0.0),
        (HINT.PositionAtBottom, 1.0),
        (HINT.PositionAtCenter, 0.5),
        (HINT.EnsureVisible, 1.0),
    ],
)
def test_a_row_is_brought_into_view(
    table: LongTable, hint: QAbstractItemView.ScrollHint, share: float
) -> None:
    table.scrollTo(table.model().index(500_000, 0), hint)
    assert table.rowViewportPosition(500_000) == int(share * (room(table) - HEIGHT))
    before = table.verticalScrollBar().value()
    table.scrollTo(table.model().index(500_000, 0))
    assert table.verticalScrollBar().value() == before  # it is seen already


def test_what_comes_in_below_the_view_paints_nothing(table: LongTable) -> None:
    paints = Paints(table)
    rows(table).insert(500, 50_000)
    QApplication.processEvents()
    assert paints.rows == []
    assert table.verticalScrollBar().maximum() == 1_050_000 * HEIGHT - room(table)
    rows(table).insert(15, 1)  # from there on down everything moves
    QApplication.processEvents()
    assert max(paints.rows) <= -(-room(table) // HEIGHT) - 15
    rows(table).remove(0, rows(table).count)
    assert table.verticalScrollBar().maximum() == 0


# --- of the live feed -----------------------------------------------------------------------------


@pytest.fixture
def page(window: MainWindow, arrive: Arrive, qtbot: QtBot) -> FeedPage:
    found = window.page("feed")
    assert isinstance(found, FeedPage)
    arrive(120)
    qtbot.waitUntil(lambda: found.model.count() == 120)
    QApplication.processEvents()
    return found


def test_what_comes_in_above_the_view_paints_nothing(
    page: FeedPage, arrive: Arrive, qtbot: QtBot
) -> None:
    table = page.listing.table
    table.verticalScrollBar().setValue(40 * table.row_height())
    QApplication.processEvents()
    frames: list[bytes] = []
    page.model.rowsAboutToBeInserted.connect(lambda: frames.append(_pixels(table)))
    paints = Paints(table)
    page.model.rowsInserted.connect(lambda: frames.append(_pixels(table)))
    painted = len(paints.rows)
    page.model.add_newer(_again(page, 60))
    assert len(paints.rows) == painted + 2  # those of the pictures taken here
    assert frames[0] == frames[1]  # and there would have been nothing to paint


def test_a_list_that_tells_of_news_is_scrolled_by_moving_what_is_painted(
    page: FeedPage, qtbot: QtBot
) -> None:
    """The pill lies over it: only what is beside the pill, and what comes into view, is painted."""
    table = page.listing.table
    bar, height = table.verticalScrollBar(), table.row_height()
    bar.setValue(40 * height)
    page.model.add_newer(_again(page, 60))
    table.set_unseen(60)
    QApplication.processEvents()
    paints = Paints(table)

    def painted(step: int) -> int:
        """How many pixels high; what a scroll leaves must be what painting anew gives."""
        paints.heights.clear()
        bar.setValue(bar.value() + step)
        QApplication.processEvents()
        height, moved = sum(paints.heights), _on_screen(table)
        table.viewport().repaint()
        assert moved == _on_screen(table)
        return height

    for step in (61, -61, 17):
        # The best of three: a clock or an answer may have all painted just then.
        assert 0 < min(painted(step) for _ in range(3)) <= table.covered() + abs(step)


def test_only_the_rows_in_view_are_made_ready(page: FeedPage, arrive: Arrive, qtbot: QtBot) -> None:
    made: list[object] = []
    usual = page.model._prepare

    def counted(row: Any) -> Any:
        made.append(row)
        return usual(row)

    page.model._prepare = counted
    arrive(500, first=120)
    qtbot.waitUntil(lambda: page.model.count() == 620)
    QApplication.processEvents()
    first, last = page.listing.table.seen()
    assert 0 < len(made) <= 2 * (last - first + 1)


def test_a_view_that_is_read_is_shown_a_few_rows_at_a_time_from_above(
    page: FeedPage, qtbot: QtBot
) -> None:
    """After a jump: to make all of a view ready and paint it at once would be a halt."""
    table, model, spans = page.listing.table, page.model, list[tuple[int, int]]()
    model.at_hand.clear()
    model.dataChanged.connect(lambda first, last: spans.append((first.row(), last.row())))
    table.verticalScrollBar().setValue(40 * table.row_height())
    seen = range(table.seen()[0], table.seen()[1] + 1)
    qtbot.waitUntil(lambda: not model.unread(seen[0], seen[-1]))
    shown = [place for first, last in spans for place in range(first, last + 1)]
    assert shown == list(seen)
    assert max(last - first + 1 for first, last in spans) <= 8 < len(seen)


def test_a_thousand_arrivals_repaint_the_list_a_few_times(
    page: FeedPage, arrive: Arrive, qtbot: QtBot
) -> None:
    paints = Paints(page.listing.table)
    for first in range(120, 1_120, 50):
        arrive(50, first=first)
    qtbot.waitUntil(lambda: page.model.count() == 1_120)
    QApplication.processEvents()
    assert 0 < len(paints.rows) <= 2 * 20 + 5  # at most two for each telling, and the clock's


def test_the_paint_of_a_row_does_not_become_dearer(page: FeedPage) -> None:
    """In steps of Python, of a view that was painted before: a clock would tell of the machine."""
    table = page.listing.table
    table.viewport().repaint()
    meter = Steps()
    with meter.counting():
        table.viewport().repaint()
    first, last = table.seen()
    assert meter.so_far().python / (last - first + 1) < 0.055  # it is 0.041


def _again(page: FeedPage, count: int) -> list[Any]:
    """Newer rows like those that are there."""
    row, newest = page.model.row(0), page.model.places.newest
    assert row is not None
    return [row._replace(delivery_id=newest + number) for number in range(count, 0, -1)]


def _pixels(table: LongTable) -> bytes:
    picture = table.viewport().grab().toImage()
    return bytes(picture.constBits())


def _on_screen(table: LongTable) -> bytes:
    """As it was painted so far, and not painted for the occasion."""
    view, window = table.viewport(), table.window()
    corner = view.mapTo(window, QPoint())
    picture = window.screen().grabWindow(
        window.winId(), corner.x(), corner.y(), view.width(), view.height()
    )
    return bytes(picture.toImage().constBits())
