"""A backlog is written in small pieces while somebody sends, and in large ones otherwise."""

import json
from typing import TYPE_CHECKING

import pytest

from app.core.asked import meanings
from app.core.changes import ChangeSet
from app.projector import pacing, projector
from app.projector.pacing import CAREFUL, QUIET, SWIFT, Pace, Pacing
from app.providers import PROVIDERS
from app.store.views import opened

if TYPE_CHECKING:
    from tests.projector.conftest import House


def payout(key: str) -> bytes:
    data = {"id": key, "currency": "USD", "amount": "5.00", "status": "pending"}
    return json.dumps({"event.type": "payout", "data": data}).encode()


def test_what_was_there_before_is_no_arrival() -> None:
    paced = Pacing()
    assert [paced.pace(7, float(now)) for now in range(3)] == [SWIFT] * 3


def test_it_is_careful_until_nothing_has_come_for_a_while() -> None:
    paced = Pacing()
    paced.pace(7, 100.0)
    assert paced.pace(8, 101.0) == CAREFUL
    assert paced.pace(8, 101.0 + QUIET / 2) == CAREFUL
    assert paced.pace(8, 101.0 + QUIET) == SWIFT
    assert paced.pace(9, 200.0) == CAREFUL


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(projector, "SLICE", 2)
    monkeypatch.setattr(pacing, "SWIFT", Pace(10, 4_000))
    monkeypatch.setattr(pacing, "CAREFUL", Pace(3, 50))


@pytest.mark.usefixtures("small")
def test_a_backlog_that_nobody_adds_to_goes_in_large_slices(house: "House") -> None:
    for number in range(17):
        house.keep("just_wallet", payout(f"p{number}"))
    house.catch_up()
    assert [one.last_delivery for one in house.told] == [2, 12, 17]


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("is_again", [False, True], ids=["new", "again"])
def test_a_backlog_goes_in_small_slices_while_somebody_sends(
    house: "House", *, is_again: bool
) -> None:
    """A repeat is waited for like whatever is new."""
    for number in range(17):
        house.keep("just_wallet", payout(f"p{number}"))
    told = list[int]()

    def tell(changes: ChangeSet) -> None:
        told.append(changes.last_delivery)
        if len(told) == 2:
            house.keep("just_wallet", payout("p0" if is_again else "one more"))

    one = house.projector()
    one._listener = tell
    one.catch_up()
    assert told[:4] == [2, 12, 15, 17 if is_again else 18]
    assert house.computed() == house.rebuilt()


def test_the_log_of_the_views_is_as_long_as_the_pace_says(house: "House") -> None:
    with opened(house.views, house.facts, meanings(PROVIDERS)) as writer:
        for pages in (CAREFUL.pages, SWIFT.pages):
            writer.bring_in_from(pages)
            (kept,) = writer._views.execute("PRAGMA wal_autocheckpoint").fetchone()
            assert kept == pages
