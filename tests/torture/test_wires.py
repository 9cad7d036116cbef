"""No bytes in any pieces bring a connection to answer out of turn, too often or not at all."""

from collections.abc import Iterator
from random import Random

import pytest

from app.receiver.answers import Answer
from app.receiver.caller import Caller
from app.receiver.desk import Asked
from tests.torture import wires

_LIVES = 1_500  # the coverage-guided run of fuzz.py leads more


@pytest.fixture(scope="module", autouse=True)
def played() -> Iterator[None]:
    yield
    wires.close()


def lead(count: int) -> None:
    rng = Random(2026)
    for _ in range(count):
        wires.a_connection(rng.randbytes(rng.randrange(2, 60)))


def test_every_life_ends_well() -> None:
    lead(_LIVES)


def _out_of_turn(caller: Caller, asked: Asked, answer: Answer) -> None:
    _usual(caller, caller._owed[-1] if caller._owed else asked, answer)


def _twice(caller: Caller, asked: Asked, answer: Answer) -> None:
    caller.transport.write(answer.whole)
    _usual(caller, asked, answer)


def _never(caller: Caller, asked: Asked, answer: Answer) -> None:
    pass


_usual = Caller.answered


@pytest.mark.parametrize("fault", [_out_of_turn, _twice, _never])
def test_a_fault_would_be_noticed(monkeypatch: pytest.MonkeyPatch, fault: object) -> None:
    monkeypatch.setattr(Caller, "answered", fault)
    with pytest.raises(AssertionError):
        lead(_LIVES)
