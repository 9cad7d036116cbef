"""Questions and jobs run elsewhere; answers, errors and mistakes come back to the main thread."""

import os
import sys
import threading
import time
from itertools import pairwise
from typing import Any

import pytest
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.core.errors import AcuseError, NotFound, StoreError
from app.store.reader import Reader
from app.ui.ask import Ask

Kept = Any


def test_a_question_is_answered_on_the_main_thread(ask: Ask, qtbot: QtBot) -> None:
    answers: list[tuple[int, str, str]] = []

    def question(reader: Reader) -> tuple[int, str]:
        return reader.feed_count(), threading.current_thread().name

    ask.ask(question, lambda pair: answers.append((*pair, threading.current_thread().name)))
    qtbot.waitUntil(lambda: bool(answers))
    count, asked_on, answered_on = answers[0]
    assert count == 0
    assert asked_on.startswith("acuse-reader")
    assert answered_on == threading.main_thread().name


def test_what_a_question_reads_is_of_one_moment(ask: Ask, kept: Kept, qtbot: QtBot) -> None:
    """Else what comes in between two of the reader's answers is told twice, or never."""
    half, goes_on = threading.Event(), threading.Event()
    answers: list[tuple[int, int]] = []

    def question(reader: Reader) -> tuple[int, int]:
        before = reader.feed_count()
        half.set()
        goes_on.wait(30)
        return before, reader.feed_count()

    ask.ask(question, answers.append)
    qtbot.waitUntil(half.is_set)
    kept.issuance()
    kept.project()
    goes_on.set()
    ask.ask(question, answers.append)
    qtbot.waitUntil(lambda: len(answers) == 2)
    assert sorted(answers) == [(0, 0), (1, 1)]


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a thread has no priority of its own")
def test_who_reads_ahead_gives_way_to_who_paints(ask: Ask, qtbot: QtBot) -> None:
    def question(_: object) -> int:
        return os.getpriority(os.PRIO_PROCESS, threading.get_native_id())

    own, patient, prompt = question(None), list[int](), list[int]()
    ask.ask(question, patient.append)
    ask.ask(question, prompt.append, at_once=True)
    qtbot.waitUntil(lambda: bool(patient and prompt))
    assert own == prompt[0] < patient[0]


def test_what_one_answer_changed_is_painted_before_the_next(ask: Ask, qtbot: QtBot) -> None:
    """However many came at once: together they would be a halt. Small ones wait for no paint."""
    seen: list[str] = []

    class Canvas(QWidget):
        def paintEvent(self, event: QPaintEvent) -> None:
            seen.append("painted")

    canvas = Canvas()
    qtbot.addWidget(canvas)
    canvas.show()
    qtbot.waitUntil(lambda: bool(seen))

    def then(_: object) -> None:
        seen.append("answered")
        canvas.update()
        until = time.perf_counter() + 0.003
        while time.perf_counter() < until:
            pass

    for _ in range(4):
        ask.ask(lambda reader: reader.feed_count(), then)
    until = time.monotonic() + 20
    while len(ask._answers) < 4:  # no event is heard meanwhile
        assert time.monotonic() < until
    qtbot.waitUntil(lambda: seen.count("answered") == 4 and seen[-1] == "painted")
    assert ("answered", "answered") not in pairwise(seen)


def test_an_error_of_the_world_goes_to_who_asked(ask: Ask, qtbot: QtBot) -> None:
    errors: list[AcuseError] = []
    ask.ask(lambda reader: reader.delivery(99), lambda _: None, errors.append)
    qtbot.waitUntil(lambda: bool(errors))
    assert isinstance(errors[0], NotFound)


def test_an_error_nobody_takes_is_told_to_the_window(ask: Ask, qtbot: QtBot) -> None:
    errors: list[AcuseError] = []
    ask.troubled.connect(errors.append)
    ask.ask(lambda reader: reader.delivery(99), lambda _: None)
    qtbot.waitUntil(lambda: bool(errors))
    assert isinstance(errors[0], NotFound)


def test_a_mistake_of_ours_is_raised_where_the_hook_sees_it(ask: Ask, qtbot: QtBot) -> None:
    with qtbot.capture_exceptions() as raised:
        ask.work(lambda: 1 // 0, lambda _: None)
        qtbot.waitUntil(lambda: bool(raised))
    assert raised[0][0] is ZeroDivisionError


def test_a_store_that_cannot_be_opened_is_tried_again(kept: Kept, qtbot: QtBot) -> None:
    doors = [True, True, True]

    def open_reader() -> Reader:
        if doors:
            doors.pop()
            raise StoreError("The store cannot be read.")
        return kept.open()  # type: ignore[no-any-return]

    ask = Ask(open_reader)
    seen: list[object] = []
    for _ in range(12):
        ask.ask(lambda reader: reader.feed_count(), seen.append, seen.append)
    qtbot.waitUntil(lambda: len(seen) == 12)
    ask.close()
    assert sum(isinstance(one, StoreError) for one in seen) == 3
    assert seen.count(0) == 9


def test_slow_jobs_hold_up_neither_questions_nor_what_people_write(ask: Ask, qtbot: QtBot) -> None:
    """Exports, a backup and a provider that is silent, while somebody writes a note."""
    gate = threading.Event()
    done: list[str] = []
    for _ in range(6):
        ask.errand(gate.wait, lambda _: done.append("errand"))
    ask.ask(lambda reader: reader.feed_count(), lambda _: done.append("question"))
    ask.work(lambda: None, lambda _: done.append("note"))
    qtbot.waitUntil(lambda: sorted(done) == ["note", "question"])
    gate.set()
    qtbot.waitUntil(lambda: len(done) == 8)


@pytest.mark.parametrize("times", [1, 2])
def test_close_ends_the_threads_and_drops_answers(kept: Kept, qtbot: QtBot, times: int) -> None:
    ask = Ask(kept.open)
    answers: list[int] = []
    ask.ask(lambda reader: reader.feed_count(), answers.append)
    for _ in range(times):
        ask.close()
    ask.ask(lambda reader: reader.feed_count(), answers.append)
    qtbot.wait(20)
    assert answers == []
    assert not [one for one in threading.enumerate() if one.name.startswith("acuse-")]


@pytest.mark.parametrize("fails", [False, True])
def test_no_other_thread_is_the_last_to_let_go_of_who_asked(
    ask: Ask, qtbot: QtBot, fails: bool
) -> None:
    """A widget that ends on a reader's thread takes Qt with it."""
    ended: list[threading.Thread] = []
    answered: list[bool] = []

    class Asker:
        def __del__(self) -> None:
            ended.append(threading.current_thread())

        def question(self, _: object) -> bool:
            if fails:
                raise StoreError("It cannot be read.")
            return True

        def then(self, _: object) -> None:
            answered.append(True)

    def put() -> None:
        asker = Asker()
        ask.ask(lambda reader: asker.question(reader), asker.then, asker.then)
        ask.work(lambda: asker.question(None), asker.then, asker.then)

    for _ in range(100):
        put()
    qtbot.waitUntil(lambda: len(answered) == 200)
    ask.close()
    assert set(ended) == {threading.main_thread()}
    assert len(ended) > 90  # an error may still be kept for the list of errors


def test_what_is_asked_at_once_waits_for_no_long_answer(ask: Ask, qtbot: QtBot) -> None:
    goes_on, answers = threading.Event(), list[str]()
    for _ in range(4):
        ask.ask(lambda _: goes_on.wait(30), lambda _: answers.append("long"))
    ask.ask(lambda reader: reader.feed_count(), lambda _: answers.append("short"), at_once=True)
    qtbot.waitUntil(lambda: bool(answers))
    assert answers == ["short"]
    goes_on.set()
    qtbot.waitUntil(lambda: answers == ["short", *["long"] * 4])
