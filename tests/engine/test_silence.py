"""When an engine is blamed for saying nothing, and when not."""

from app.engine.silence import Silence


def looked(silence: Silence, times: int) -> int:
    return [silence.look() for _ in range(times)][-1]


def test_looks_in_a_row_are_counted() -> None:
    silence = Silence()
    silence.begin()
    assert looked(silence, 4) == 4
    silence.hear()
    assert looked(silence, 2) == 2


def test_one_that_starts_may_take_its_time() -> None:
    silence = Silence()
    assert looked(silence, 100) == 0
    silence.begin()
    assert looked(silence, 3) == 3
    silence.end()
    assert looked(silence, 100) == 0
    silence.begin()
    assert looked(silence, 1) == 1


def test_a_night_of_sleep_is_one_look() -> None:
    silence = Silence()
    silence.begin()
    assert silence.look() == 1  # however much later the next one comes
    assert silence.look() == 2
