"""What the writer keeps at hand between slices is what was committed, and only so much of it."""

import json
from typing import TYPE_CHECKING

import pytest

from app.core.asked import meanings
from app.projector import slices
from app.providers import PROVIDERS
from app.store import lives
from app.store.views import ViewsWriter, opened

if TYPE_CHECKING:
    from tests.projector.conftest import House


def step(key: str, status: str) -> bytes:
    data = {"id": key, "currency": "USD", "amount": "5.00", "status": status}
    return json.dumps({"event.type": "payout", "data": data}).encode()


def fail(writer: ViewsWriter) -> None:
    """Write all of a slice, but do not keep it."""
    with writer.transaction():
        slices._project(writer, PROVIDERS, [1])
        writer._tallies.write(writer._views, writer._mixes)
        raise ZeroDivisionError


def test_nothing_of_a_slice_that_failed_is_at_hand(house: "House") -> None:
    house.keep("just_wallet", step("p1", "pending"))
    with opened(house.views, house.facts, meanings(PROVIDERS)) as writer:
        with pytest.raises(ZeroDivisionError):
            fail(writer)
        house.keep("juno", b"{}")
        house.keep("just_wallet", step("p1", "completed"))
        while slices.project_slice(writer, PROVIDERS):
            pass
    assert house.computed() == house.rebuilt()
    with house.reader() as reader:
        assert len(reader.transaction("just_wallet:payout:p1").entries) == 2


def test_what_was_let_go_is_read_again(house: "House", monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lives, "MOST", 1)
    for status in ("pending", "processing", "completed"):
        for key in ("p1", "p2", "p3"):
            house.keep("just_wallet", step(key, status))
    with opened(house.views, house.facts, meanings(PROVIDERS)) as writer:
        while slices.project_slice(writer, PROVIDERS, 2):
            assert len(writer._lives._at_hand) <= 3
    assert house.computed() == house.rebuilt()


def test_a_body_that_changed_tells_nothing(house: "House") -> None:
    house.keep("just_wallet", step("p1", "pending"))
    house.keep("just_wallet", step("p1", "completed"))
    house.catch_up()
    other = step("p1", "failed")
    change = "UPDATE deliveries SET body = ? WHERE id = 2"
    house.writer.run(lambda store: store.execute(change, (other,))).result(10)
    with house.reader() as reader:
        (entry,) = reader.transaction("just_wallet:payout:p1").entries
    assert entry.status == "pending"
