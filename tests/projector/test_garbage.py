"""A slice is not looked through for garbage that it does not make."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from app.projector.garbage import YOUNG, collect_rarely
from tests.projector.conftest import House


@pytest.fixture
def as_before() -> Iterator[None]:
    thresholds = gc.get_threshold()
    yield
    gc.set_threshold(*thresholds)
    gc.unfreeze()


@contextmanager
def looks() -> Iterator[list[int]]:
    """The generations that were looked through meanwhile."""
    seen: list[int] = []

    def note(phase: str, info: dict[str, Any]) -> None:
        if phase == "start":
            seen.append(info["generation"])

    gc.callbacks.append(note)
    try:
        yield seen
    finally:
        gc.callbacks.remove(note)


@pytest.mark.usefixtures("as_before")
def test_a_thousand_deliveries_are_projected_without_a_look(house: House) -> None:
    bodies = [b'{"event": "ISSUANCE", "payload": {"id": "%d"}}' % number for number in range(1000)]
    for kept in [house.send("juno", body) for body in bodies]:
        kept.result(30)
    collect_rarely()
    with looks() as seen:
        house.catch_up()
    assert len(seen) <= 2, f"{len(seen)} looks through the young objects"
    assert gc.get_freeze_count() > YOUNG, "what is loaded is left out of every look"
