"""One history: each step is taken back and done again in order, also while jobs are under way."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from app.core.errors import AcuseError, StoreError
from app.ui.ask import Ask


class Page:
    """Something to write on, in the jobs' own thread."""

    def __init__(self, ask: Ask) -> None:
        self.lines: list[str] = []
        self._ask = ask

    def write(self, line: str) -> None:
        def add() -> int:
            self.lines.append(line)
            return len(self.lines) - 1

        self._ask.undo.do(f"Write {line}", add, lambda place: self.lines.pop(place))


def test_steps_are_taken_back_and_done_again_in_order(qtbot: QtBot, ask: Ask) -> None:
    page, undo = Page(ask), ask.undo
    said: list[str] = []
    undo.undone.connect(lambda words: said.append(f"-{words}"))
    undo.redone.connect(lambda words: said.append(f"+{words}"))
    page.write("a")
    page.write("b")
    undo.undo()
    undo.undo()
    undo.undo()  # nothing is left
    undo.redo()
    qtbot.waitUntil(lambda: len(said) == 3, timeout=10_000)
    assert said == ["-Write b", "-Write a", "+Write a"]
    assert page.lines == ["a"]
    assert (undo.next_undo(), undo.next_redo()) == ("Write a", "Write b")


def test_what_is_written_anew_ends_what_could_be_done_again(qtbot: QtBot, ask: Ask) -> None:
    page, undo = Page(ask), ask.undo
    page.write("a")
    undo.undo()
    page.write("b")
    qtbot.waitUntil(lambda: page.lines == ["b"] and undo.next_undo() == "Write b", timeout=10_000)
    assert undo.next_redo() == ""


def test_what_fails_is_said_and_leaves_no_step(qtbot: QtBot, ask: Ask) -> None:
    heard: list[AcuseError] = []
    ask.troubled.connect(heard.append)

    def fail() -> None:
        raise StoreError("No room.")

    ask.undo.do("Fail", fail, lambda _: None)
    page = Page(ask)
    page.write("a")
    qtbot.waitUntil(lambda: ask.undo.next_undo() == "Write a", timeout=10_000)
    assert [str(error) for error in heard] == ["No room."]
    ask.undo.undo()
    qtbot.waitUntil(lambda: not page.lines, timeout=10_000)
