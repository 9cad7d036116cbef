"""Going through a list faster than it can be read: the last one is what is meant, and is shown."""

from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from app.store.reader import Reader
from app.ui.actions import Actions
from app.ui.ask import Ask
from app.ui.bridge import Bridge
from app.ui.making import whole
from app.ui.widgets.inspected import Inspected
from app.ui.widgets.inspector import Inspector
from app.ui.widgets.looking import Looking

Kept = Any
TX = "juno:issuance:d441f9db-e2df-4ca5-9dab-{:012d}"
MANY = 12


def subject(number: int) -> tuple[str, int]:
    return TX.format(number), 0


@pytest.fixture
def stored(kept: Kept) -> Kept:
    """Twelve transactions of different amounts."""
    at = datetime.now(UTC) - timedelta(minutes=5)
    for number in range(1, MANY + 1):
        kept.issuance(number, "PENDING", at=at, amount=f"{number}00.00")
        kept.issuance(number, at=at + timedelta(minutes=1), amount=f"{number}00.00")
    kept.project()
    return kept


@pytest.fixture
def looking(stored: Kept, ask: Ask, bridge: Bridge) -> Looking:
    return Looking(ask, bridge, ask)


@pytest.fixture
def inspector(stored: Kept, ask: Ask, bridge: Bridge, actions: Actions, qtbot: QtBot) -> Inspector:
    made = whole(Inspector(ask, bridge, actions))
    qtbot.addWidget(made)
    made.resize(372, 700)
    made.show()
    made.show_row(*subject(1))
    qtbot.waitUntil(lambda: is_shown(made, 1))
    return made


def is_shown(inspector: Inspector, number: int) -> bool:
    found = inspector.found()
    return (
        found is not None
        and found.transaction is not None
        and found.transaction.row.transaction_id == TX.format(number)
    )


def test_of_many_passed_the_first_and_the_last_are_read(looking: Looking, qtbot: QtBot) -> None:
    begun: list[tuple[str, int]] = []
    looking.began.connect(begun.append)
    for number in range(1, MANY + 1):
        looking.look_at(subject(number))
    assert begun == [subject(1)]
    assert looking.wanted() == subject(MANY)
    qtbot.waitUntil(lambda: len(begun) > 1)
    qtbot.waitUntil(lambda: looking.inspected is not None)
    assert begun == [subject(1), subject(MANY)]


def test_who_comes_back_to_the_same_reads_it_once(looking: Looking, qtbot: QtBot) -> None:
    begun: list[tuple[str, int]] = []
    looking.began.connect(begun.append)
    for number in (1, 2, 1):
        looking.look_at(subject(number))
    qtbot.wait(300)
    assert begun == [subject(1)]
    assert inspected(looking).transaction is not None


def test_an_answer_copied_at_once_is_of_what_was_chosen(inspector: Inspector, qtbot: QtBot) -> None:
    clipboard = QGuiApplication.clipboard()
    clipboard.setText("nothing yet")
    for number in (2, 3):
        inspector.show_row(*subject(number))
    inspector.copy_answer()
    assert clipboard.text() == "nothing yet"  # that of the first, which is still shown, is wrong
    qtbot.waitUntil(lambda: clipboard.text() != "nothing yet")
    assert "300.00" in clipboard.text()


def test_the_provider_is_asked_about_what_was_chosen(
    inspector: Inspector, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[bool] = []
    press = lambda: asked.append(is_shown(inspector, 3))  # noqa: E731
    monkeypatch.setattr(inspector.verdict.asking, "press", press)
    for number in (2, 3):
        inspector.show_row(*subject(number))
    inspector.ask_provider()
    assert not asked
    qtbot.waitUntil(lambda: asked == [True])


def test_what_was_to_be_done_is_let_go_by_who_goes_on(inspector: Inspector, qtbot: QtBot) -> None:
    clipboard = QGuiApplication.clipboard()
    clipboard.setText("nothing yet")
    inspector.show_row(*subject(2))
    inspector.copy_answer()
    inspector.show_row(*subject(3))
    qtbot.waitUntil(lambda: is_shown(inspector, 3))
    assert clipboard.text() == "nothing yet"


def test_a_mark_made_at_once_is_on_what_was_chosen(
    inspector: Inspector, ask: Ask, qtbot: QtBot
) -> None:
    for number in (2, 3):
        inspector.show_row(*subject(number))
    inspector.pen().toggle_mark()
    marked: list[str] = []

    def read(reader: Reader) -> list[str]:
        ids = [TX.format(number) for number in range(1, MANY + 1)]
        return [one for one, marks in reader.marks_of(ids).items() if marks.is_marked]

    def is_marked() -> bool:
        ask.ask(read, marked.extend)
        return bool(marked)

    qtbot.waitUntil(is_marked)
    assert set(marked) == {TX.format(3)}


def test_what_is_found_while_parts_are_set_is_shown_after_them(
    inspector: Inspector, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two in one turn were the halt of a held arrow key."""
    heads: list[str] = []
    usual = Inspector._show_head

    def noted(self: Inspector, found: Any) -> None:
        heads.append(found.transaction.row.amount)
        usual(self, found)

    monkeypatch.setattr(Inspector, "_show_head", noted)
    found = {number: read(inspector, number, qtbot) for number in (4, 5, 6)}
    heads.clear()
    for number in (4, 5, 6):
        inspector._looking.inspected = found[number]
        inspector._looking.found.emit()
    assert heads == ["400.00"]
    assert not inspector.updatesEnabled()
    qtbot.waitUntil(inspector.updatesEnabled)
    qtbot.waitUntil(lambda: heads[-1] == "600.00" and inspector.updatesEnabled())
    assert "500.00" not in heads
    assert "600" in inspector._header.amount.text()


def read(inspector: Inspector, number: int, qtbot: QtBot) -> Any:
    inspector.show_row(*subject(number))
    qtbot.waitUntil(lambda: is_shown(inspector, number))
    return inspector.found()


def test_what_is_usual_is_told_once_somebody_stays(
    looking: Looking, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """To read it takes most of a tenth of a second of Python: one at a time, and not in passing."""
    calls, usual = count(), Reader.step_times

    def counted(self: Reader, *asked: Any, **more: Any) -> Any:
        next(calls)
        return usual(self, *asked, **more)

    monkeypatch.setattr(Reader, "step_times", counted)
    seen: list[Inspected] = []
    looking.found.connect(lambda: seen.append(inspected(looking)))
    for number in (1, 2):
        looking.look_at(subject(number))
    qtbot.waitUntil(lambda: bool(seen) and seen[-1].usual is not None)
    assert seen[0].usual is None
    assert next(calls) == 1
    looking.look_at(subject(3))
    qtbot.waitUntil(lambda: inspected(looking).transaction != seen[0].transaction)
    assert inspected(looking).usual is not None, "it is known by now"
    assert next(calls) == 2


def test_others_have_the_interpreter_between_ten_lives(looking: Looking, qtbot: QtBot) -> None:
    looking.look_at(subject(1))
    qtbot.waitUntil(lambda: looking.inspected is not None)
    detail = inspected(looking).transaction
    assert detail is not None
    like = (detail.row.provider, detail.row.kind, detail.row.rail)
    rests: list[None] = []
    found: list[object] = []
    looking._ask.ask(
        lambda reader: reader.step_times(*like, rest=lambda: rests.append(None)), found.append
    )
    qtbot.waitUntil(lambda: bool(found))
    assert len(rests) == 2  # of twelve


def inspected(looking: Looking) -> Inspected:
    assert looking.inspected is not None
    return looking.inspected
