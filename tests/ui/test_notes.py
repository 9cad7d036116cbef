"""Notes, marks, labels and tags, written with keys and mouse in the real window."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import (
    QApplication,
    QInputDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QToolButton,
)
from pytestqt.qtbot import QtBot

from app.core.annotations import LABELS, Marks
from app.store.rows import NoteRow
from app.ui import labels
from app.ui.ask import Ask
from app.ui.bridge import Bridge
from app.ui.pages.feed import FeedPage
from app.ui.widgets.notes import NotesPane
from app.ui.window import MainWindow
from app.wiring.people import People

Kept = Any
TX = "juno:issuance:d441f9db-e2df-4ca5-9dab-000000000001"
WAIT = 20_000


@pytest.fixture
def table(window: MainWindow, kept: Kept, arrive: Callable[..., Any], qtbot: QtBot) -> Any:
    """The feed with two payments, the newer one chosen, the keyboard in the list."""
    page = window.page("feed")
    assert isinstance(page, FeedPage)
    arrive(2)
    qtbot.waitUntil(lambda: page.listing.model.rowCount() >= 2, timeout=WAIT)
    table = page.listing.table
    place = next(
        one
        for one in range(page.listing.model.rowCount())
        if getattr(page.model.row(one), "transaction_id", "") == TX
    )
    table.choose(place)
    table.setFocus()
    qtbot.waitUntil(lambda: page.listing.inspector.found() is not None, timeout=WAIT)
    return table


@pytest.fixture
def pane(window: MainWindow, table: Any) -> NotesPane:
    page = window.page("feed")
    assert isinstance(page, FeedPage)
    return page.listing.inspector.notes


def written(kept: Kept) -> tuple[list[NoteRow], Marks]:
    with kept.open() as reader:
        return reader.notes_of(TX), reader.marks_of([TX]).get(TX, Marks())


def focused(kind: type) -> Any:
    widget = QApplication.focusWidget()
    return widget if isinstance(widget, kind) else None


def press(qtbot: QtBot, widget: Any, key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
    combined = Qt.KeyboardModifier.NoModifier
    for one in modifiers:
        combined |= one
    qtbot.keyClick(widget, key, combined)


CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def write_note(qtbot: QtBot, kept: Kept, table: Any, text: str) -> None:
    count = len(written(kept)[0])
    table.setFocus()
    press(qtbot, table, Qt.Key.Key_C)
    qtbot.waitUntil(lambda: focused(QPlainTextEdit) is not None, timeout=WAIT)
    field = focused(QPlainTextEdit)
    qtbot.keyClicks(field, text)
    press(qtbot, field, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: len(written(kept)[0]) == count + 1, timeout=WAIT)


def test_c_writes_a_note_and_it_shows_with_author_and_time(
    qtbot: QtBot, kept: Kept, table: Any, pane: NotesPane
) -> None:
    write_note(qtbot, kept, table, "Called the customer")
    (note,), _ = written(kept)
    assert (note.author, note.text) == ("ana", "Called the customer")
    assert abs((datetime.now(UTC) - note.at).total_seconds()) < 60
    qtbot.waitUntil(lambda: pane.findChild(QToolButton) is not None, timeout=WAIT)
    field = pane.findChild(QPlainTextEdit)
    assert isinstance(field, QPlainTextEdit)
    qtbot.waitUntil(lambda: field.toPlainText() == "", timeout=WAIT)


def tool(pane: NotesPane, name: str) -> QToolButton | None:
    found = [
        one
        for one in pane.findChildren(QToolButton)
        if one.accessibleName() == name and one.isVisible()
    ]
    return found[-1] if found else None


def test_a_note_is_changed_removed_and_both_are_taken_back(
    qtbot: QtBot, kept: Kept, table: Any, pane: NotesPane, window: MainWindow
) -> None:
    write_note(qtbot, kept, table, "one")
    qtbot.waitUntil(lambda: tool(pane, "Change this note") is not None, timeout=WAIT)
    change = tool(pane, "Change this note")
    assert change is not None
    qtbot.mouseClick(change, Qt.MouseButton.LeftButton)
    field = focused(QPlainTextEdit)
    field.selectAll()
    qtbot.keyClicks(field, "two")
    press(qtbot, field, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: [one.text for one in written(kept)[0]] == ["two"], timeout=WAIT)
    qtbot.waitUntil(lambda: _visible(pane, "two"), timeout=WAIT)
    remove = tool(pane, "Remove this note")
    assert remove is not None
    qtbot.mouseClick(remove, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not written(kept)[0], timeout=WAIT)
    table.setFocus()
    press(qtbot, table, Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: [one.text for one in written(kept)[0]] == ["two"], timeout=WAIT)
    press(qtbot, table, Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: [one.text for one in written(kept)[0]] == ["one"], timeout=WAIT)
    press(qtbot, table, Qt.Key.Key_Z, CTRL, SHIFT)
    qtbot.waitUntil(lambda: [one.text for one in written(kept)[0]] == ["two"], timeout=WAIT)


def test_m_marks_and_unmarks_the_chosen_row(
    qtbot: QtBot, kept: Kept, table: Any, pane: NotesPane
) -> None:
    press(qtbot, table, Qt.Key.Key_M)
    qtbot.waitUntil(lambda: written(kept)[1].is_marked, timeout=WAIT)
    qtbot.waitUntil(lambda: _has_button(pane, "Marked"), timeout=WAIT)
    press(qtbot, table, Qt.Key.Key_M)
    qtbot.waitUntil(lambda: not written(kept)[1].is_marked, timeout=WAIT)


def _has_button(pane: NotesPane, words: str) -> bool:
    return any(one.text().strip() == words for one in pane.findChildren(QPushButton))


def test_all_selected_rows_are_marked_in_one_step(
    qtbot: QtBot, kept: Kept, table: Any, window: MainWindow
) -> None:
    other = TX[:-1] + "0"

    def marked() -> set[str]:
        with kept.open() as reader:
            return {one for one, marks in reader.marks_of([TX, other]).items() if marks.is_marked}

    table.selectAll()
    press(qtbot, table, Qt.Key.Key_M)
    qtbot.waitUntil(lambda: marked() == {TX, other}, timeout=WAIT)
    press(qtbot, table, Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: not marked(), timeout=WAIT)


def test_labels_by_key_nine_of_them_and_none(qtbot: QtBot, kept: Kept, table: Any) -> None:
    for key, number in ((Qt.Key.Key_1, 1), (Qt.Key.Key_9, 9), (Qt.Key.Key_0, 0)):
        press(qtbot, table, key, CTRL, SHIFT)
        qtbot.waitUntil(partial(_has_label, kept, number), timeout=WAIT)


def _has_label(kept: Kept, number: int) -> bool:
    return written(kept)[1].label == number


def test_t_adds_a_tag_that_is_offered_elsewhere_and_goes_with_its_chip(
    qtbot: QtBot, kept: Kept, table: Any, pane: NotesPane
) -> None:
    press(qtbot, table, Qt.Key.Key_T)
    qtbot.waitUntil(lambda: focused(QLineEdit) is not None, timeout=WAIT)
    field = focused(QLineEdit)
    qtbot.keyClicks(field, "Por revisar")
    press(qtbot, field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: written(kept)[1].tags == ("por-revisar",), timeout=WAIT)
    name = "Tag por-revisar: remove"
    qtbot.waitUntil(lambda: _chip(pane, name) is not None, timeout=WAIT)
    pane.show_subject("juno:issuance:another")
    model = field.completer().model()
    qtbot.waitUntil(lambda: model.rowCount() == 1, timeout=WAIT)
    pane.show_subject(TX)
    qtbot.waitUntil(lambda: _chip(pane, name) is not None, timeout=WAIT)
    chip = _chip(pane, name)
    assert chip is not None
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    qtbot.waitUntil(lambda: written(kept)[1].tags == (), timeout=WAIT)


def _chip(pane: NotesPane, name: str) -> QPushButton | None:
    found = [one for one in pane.findChildren(QPushButton) if one.accessibleName() == name]
    return next((one for one in found if one.isVisible()), None)


def test_a_bad_tag_is_refused_with_a_sentence(qtbot: QtBot, pane: NotesPane) -> None:
    field = pane.findChild(QLineEdit)
    assert isinstance(field, QLineEdit)
    field.setText("#")
    field.returnPressed.emit()
    assert _texts(pane, "This cannot be a tag.")


def _texts(pane: NotesPane, words: str) -> bool:
    return any(words in one.text() for one in pane.findChildren(QLabel))


def test_an_unfinished_note_waits_with_its_payment(pane: NotesPane) -> None:
    field = pane.findChild(QPlainTextEdit)
    assert isinstance(field, QPlainTextEdit)
    field.setPlainText("half a thou")
    pane.show_subject("juno:issuance:another")
    assert field.toPlainText() == ""
    pane.show_subject(TX)
    assert field.toPlainText() == "half a thou"


def test_the_privacy_screen_hides_notes(
    qtbot: QtBot, window: MainWindow, kept: Kept, table: Any, pane: NotesPane
) -> None:
    write_note(qtbot, kept, table, "Sra. Perez")
    qtbot.waitUntil(lambda: _texts(pane, "Sra. Perez"), timeout=WAIT)
    pane._display.set_private(True)
    qtbot.waitUntil(lambda: _visible(pane, "Hidden by the privacy screen"), timeout=WAIT)
    assert not _visible(pane, "Sra. Perez")


def _visible(pane: NotesPane, words: str) -> bool:
    return any(words in one.text() and one.isVisible() for one in pane.findChildren(QLabel))


def test_what_is_written_survives_a_restart_of_the_store(kept: Kept) -> None:
    people = People(kept.writer, lambda: datetime.now(UTC), lambda: "ana")
    people.note(TX, "kept")
    people.mark("mark", {TX: "1"})
    kept.writer.stop()
    kept.projector.rebuild()
    notes, marks = written(kept)
    assert ([one.text for one in notes], marks) == (["kept"], Marks(is_marked=True, notes=1))


@pytest.mark.parametrize("number", range(1, LABELS + 1))
def test_the_digit_of_a_label_can_be_read(qapp: QApplication, number: int) -> None:
    surface, ink = (_luminance(QColor(one)) for one in labels.colours(number))
    high, low = max(surface, ink), min(surface, ink)
    assert (high + 0.05) / (low + 0.05) >= 4.5
    image = QImage(16, 16, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    labels.paint(painter, image.rect().toRectF(), number)
    painter.end()
    assert image.pixelColor(2, 8).alpha()


def _luminance(colour: QColor) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.03928 else float(((part + 0.055) / 1.055) ** 2.4)

    red, green, blue = colour.redF(), colour.greenF(), colour.blueF()
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)


def test_a_tag_is_given_to_all_selected_rows_at_once(
    qtbot: QtBot, window: MainWindow, kept: Kept, bridge: Bridge, ask: Ask, table: Any
) -> None:
    for number in (2, 3):
        kept.issuance(number)
    bridge.notify(kept.project())
    qtbot.waitUntil(lambda: len(table.selected_keys()) <= 1 and table.model().count() >= 3)
    table.selectAll()
    qtbot.keyClick(table, Qt.Key.Key_T)
    qtbot.waitUntil(lambda: table.findChild(QInputDialog) is not None, timeout=WAIT)
    dialog = table.findChild(QInputDialog)
    assert "4 rows" in dialog.labelText()
    dialog.setTextValue("Audit")
    dialog.accept()
    subjects = [f"juno:issuance:d441f9db-e2df-4ca5-9dab-{number:012d}" for number in range(4)]

    def tags() -> list[tuple[str, ...]]:
        with kept.open() as reader:
            return [marks.tags for marks in reader.marks_of(subjects).values()]

    qtbot.waitUntil(lambda: tags() == [("audit",)] * 4, timeout=WAIT)
    ask.undo.undo()
    qtbot.waitUntil(lambda: tags() == [], timeout=WAIT)
