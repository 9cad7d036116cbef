"""Long work is done in turns of the event loop: whatever else waits comes in between."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import pytest
from PySide6.QtCore import QObject, QTimer
from pytestqt.qtbot import QtBot

from app.ui.making import Steps, Turns, each


def noting(done: list[str], *names: str) -> Steps:
    return each(*(partial(done.append, one) for one in names))


@pytest.fixture
def done() -> list[str]:
    return []


@pytest.fixture
def turns(qtbot: QtBot) -> Iterator[Turns]:
    owner = QObject()
    yield Turns(owner)
    owner.deleteLater()


def test_what_else_waits_comes_in_between(turns: Turns, done: list[str], qtbot: QtBot) -> None:
    turns.begin(noting(done, "first", "second", "third"), at_once=True)
    assert done == ["first"]
    QTimer.singleShot(0, partial(done.append, "another"))
    qtbot.waitUntil(lambda: "third" in done)
    assert done.index("another") < done.index("third")
    qtbot.waitUntil(lambda: not turns._timer.isActive())


def test_others_take_the_place_of_what_is_left(turns: Turns, done: list[str], qtbot: QtBot) -> None:
    turns.begin(noting(done, "a", "b", "c"), at_once=True)
    turns.begin(noting(done, "x", "y"), at_once=True)
    qtbot.waitUntil(lambda: "y" in done)
    assert done == ["a", "x", "y"]


def test_who_needs_all_of_it_has_it_at_once(turns: Turns, done: list[str], qtbot: QtBot) -> None:
    turns.begin(noting(done, "a", "b", "c"), at_once=True)
    turns.finish()
    assert done == ["a", "b", "c"]
    turns.begin(noting(done, "d", "e"), at_once=True)
    turns.forget()
    QTimer.singleShot(0, partial(done.append, "later"))
    qtbot.waitUntil(lambda: "later" in done)
    assert done == ["a", "b", "c", "d", "later"]


def test_a_step_that_fails_holds_no_other_up(turns: Turns, done: list[str]) -> None:
    def fail() -> None:
        raise ValueError("this one")

    with pytest.raises(ValueError, match="this one"):
        turns.begin(each(fail, partial(done.append, "next")), at_once=True)
    turns.finish()
    assert done == ["next"]
