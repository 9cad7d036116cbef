"""A large inbox is filled from above, turn by turn; keys, order and focus hold meanwhile."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QScrollArea
from pytestqt.qtbot import QtBot

from app.core.alerts import AlertKind
from app.store.rows import AlertRow
from app.ui.display import Display
from app.ui.widgets.attention_lines import Line
from app.ui.widgets.attention_list import AttentionList
from app.ui.widgets.attention_row import _ICONS

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
MANY = 40
WAIT = 60_000  # milliseconds: a machine may be busy


@pytest.fixture
def area(qtbot: QtBot) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setWidget(AttentionList(Display("UTC")))
    qtbot.addWidget(area)
    area.resize(1_200, 500)
    area.show()
    qtbot.waitExposed(area)
    return area


@pytest.fixture
def shown(area: QScrollArea) -> AttentionList:
    found = area.widget()
    assert isinstance(found, AttentionList)
    found.setFocus()
    return found


def lines(*numbers: int) -> list[Line]:
    return [
        Line(AlertRow(AlertKind.FAILED, "juno", "", f"juno:{one}", 1, NOW, NOW, one, f"juno:{one}"))
        for one in numbers
    ]


def listed(shown: AttentionList) -> list[str]:
    """The lines as they stand on the screen."""
    QApplication.processEvents()
    in_order = sorted(shown.rows(), key=lambda row: row.y())
    return [row.line.row.subject.partition(":")[2] for row in in_order]


def names(*numbers: int) -> list[str]:
    return [str(one) for one in numbers]


def test_rows_are_made_one_at_a_time(shown: AttentionList, qtbot: QtBot) -> None:
    shown.show_lines(lines(*range(MANY)), NOW)
    first = shown.rows()
    assert [row.line for row in first] == lines(0), "that on top"
    seen: set[int] = set()
    others = QTimer(shown, interval=0)
    others.timeout.connect(lambda: seen.add(len(shown.rows())))
    others.start()
    qtbot.waitUntil(lambda: len(shown.rows()) == MANY, timeout=WAIT)
    assert len(seen) > MANY / 2, "and the rest in turns of their own"
    assert listed(shown) == names(*range(MANY))


def test_the_keys_go_through_lines_that_have_no_row_yet(
    shown: AttentionList, area: QScrollArea, qtbot: QtBot
) -> None:
    shown.show_lines(lines(*range(MANY)), NOW)
    qtbot.keyClick(shown, Qt.Key.Key_End)
    current = shown.current()
    assert current == lines(MANY - 1)[0]
    assert shown.row(current) is None
    with qtbot.waitSignal(shown.asked) as asked:
        qtbot.keyClick(shown, Qt.Key.Key_Return)
    assert asked.args == ["open", current]
    qtbot.waitUntil(lambda: shown.row(current) is not None, timeout=WAIT)
    row = shown.row(current)
    assert row is not None
    qtbot.waitUntil(lambda: row.property("kind") == "current-line", timeout=WAIT)
    qtbot.waitUntil(lambda: not row.visibleRegion().isEmpty(), timeout=WAIT)
    assert area.verticalScrollBar().value() > 0
    assert shown.hasFocus()


def test_what_comes_meanwhile_finds_its_place_and_the_current_line_stays(
    shown: AttentionList, qtbot: QtBot
) -> None:
    shown.show_lines(lines(*range(10, 20)), NOW)
    qtbot.waitUntil(lambda: len(shown.rows()) == 10, timeout=WAIT)
    qtbot.keyClick(shown, Qt.Key.Key_Down)
    kept = shown.row(lines(11)[0])
    wanted = (*range(10), *range(10, 15), *range(30, 40), *range(15, 20))
    shown.show_lines(lines(*wanted), NOW)
    assert shown.current() == lines(11)[0]
    qtbot.wait(0)
    wanted = (12, *range(5), 11, 50, 51)
    shown.show_lines(lines(*wanted), NOW)  # before the others had their rows
    qtbot.waitUntil(lambda: len(shown.rows()) == len(wanted), timeout=WAIT)
    assert listed(shown) == names(*wanted)
    assert shown.current() == lines(11)[0]
    assert shown.row(lines(11)[0]) is kept


def test_the_next_line_is_current_when_its_row_is_still_to_be_made(
    shown: AttentionList, qtbot: QtBot
) -> None:
    shown.show_lines(lines(1), NOW)
    shown.show_lines(lines(*range(20, 40)), NOW)
    assert shown.current() == lines(20)[0]
    qtbot.keyClick(shown, Qt.Key.Key_PageDown)
    shown.show_lines(lines(*range(20, 28), *range(29, 40)), NOW)
    assert shown.current() == lines(29)[0], "what was done with gave its place to the next one"
    qtbot.waitUntil(lambda: len(shown.rows()) == 19, timeout=WAIT)
    row = shown.row(lines(29)[0])
    assert row is not None
    qtbot.waitUntil(lambda: row.property("kind") == "current-line", timeout=WAIT)


def test_of_several_the_latest_is_said_too_by_which_they_are_ordered(
    shown: AttentionList, qtbot: QtBot
) -> None:
    begun, last = NOW - timedelta(days=3), NOW - timedelta(minutes=5)
    kind = AlertKind.CONTRADICTORY  # the longest word
    band = AlertRow(kind, "juno", "late", "", 3, begun, last, 3, "juno:3")
    one = AlertRow(kind, "juno", "late", "juno:3", 1, last, last, 3, "juno:3")
    shown.show_lines([Line(band, is_open=True), Line(one, is_member=True)], NOW)
    qtbot.waitUntil(lambda: len(shown.rows()) == 2, timeout=WAIT)
    first, member = shown.rows()
    assert [label.text() for label in (first._since, first._newest)] == [
        "27 Feb 12:00",
        "latest 11:55",
    ]
    assert "27 Feb 12:00 latest 11:55" in first.accessibleName()
    assert member._newest.isHidden()
    QApplication.processEvents()
    assert member.columns()[1:] == first.columns()[1:], "however far a kind is indented"
    assert first.columns()[2] + first._newest.sizeHint().width() <= first._acts.x()


def test_what_one_line_lacks_gives_its_room_to_the_reason(
    shown: AttentionList, qtbot: QtBot
) -> None:
    """The time and the buttons of all lines stand below each other even so."""
    held = AlertRow(AlertKind.QUARANTINED, "juno", "digest", "", 1, NOW, NOW, 1, "delivery:1")
    shown.show_lines([Line(held), *lines(2)], NOW)
    qtbot.waitUntil(lambda: len(shown.rows()) == 2, timeout=WAIT)
    with_it, without = shown.rows()
    again, beside = with_it.button("reverify"), with_it.button("open")
    assert again is not None
    assert beside is not None
    assert without.button("reverify") is None
    for width in (1_200, 900, 1_200):
        shown.window().resize(width, 500)
        QApplication.processEvents()
        assert shown._narrow == (width == 900, False)
        assert without._why.width() - with_it._why.width() >= again.width()
        assert without.columns() == with_it.columns()
        assert without._acts.geometry() == with_it._acts.geometry()
    shown.resize(600, 500)
    assert not with_it.columns()
    QApplication.processEvents()
    assert again.y() == beside.y()
    assert again.geometry().right() < beside.x(), "in lines it stands among the other buttons"


def test_no_two_buttons_of_a_line_look_alike_without_their_words() -> None:
    icons = [*_ICONS.values()]
    assert sum("check" in one for one in icons) == 1, icons
    assert len(set(icons)) == len(icons)


def test_until_somebody_was_there_the_first_line_is_current(qtbot: QtBot) -> None:
    """The page is made ahead, and others come in above while nobody looks."""
    shown = AttentionList(Display("UTC"))
    qtbot.addWidget(shown)
    shown.show()
    qtbot.waitExposed(shown)
    for count in (1, 2, 3):
        shown.show_lines(lines(*range(9, 9 - count, -1))[::-1], NOW)
    current = shown.current()
    assert current is not None
    assert current.row.subject == "juno:7"
    shown.setFocus()
    qtbot.waitUntil(shown.hasFocus)
    shown.show_lines(lines(6, 7, 8, 9), NOW)
    current = shown.current()
    assert current is not None
    assert current.row.subject == "juno:7", "from then on it stays with its person"
