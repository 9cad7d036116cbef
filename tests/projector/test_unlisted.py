"""What a provider did not list when asked, until somebody tells of it again."""

import json
from typing import TYPE_CHECKING

import pytest

from app.core.alerts import AlertState
from app.core.delivery import Source
from app.store import alerting
from app.store.differing import DifferenceRow

if TYPE_CHECKING:
    from tests.projector.conftest import House

SUBJECT = "bitso:funding:f1"


def funding(status: str) -> dict[str, object]:
    return {
        "fid": "f1",
        "status": status,
        "created_at": "2026-11-21T11:30:00+00:00",
        "amount": "10.10",
        "asset": "mxn",
        "network": "spei",
        "details": {"clave_rastreo": "MBAN000000000001"},
    }


def body(status: str = "pending") -> bytes:
    return json.dumps({"event": "funding", "payload": funding(status)}).encode()


def answer() -> bytes:
    return json.dumps({"list": "fundings", "answer": funding("pending")}).encode()


def listed(house: "House") -> list[DifferenceRow]:
    house.catch_up()
    assert house.computed() == house.rebuilt()
    with house.reader() as reader:
        return reader.differences()


def test_what_is_not_listed_differs_since_it_was_first_asked_for(house: "House") -> None:
    house.keep("bitso", body())
    assert listed(house) == []
    first = house.asked(missing=(SUBJECT, "bitso:funding:never-heard-of"))
    (row,) = listed(house)
    assert (row.flags, row.since, row.is_accepted) == (("missing_there",), first, False)
    assert row.sides.here is not None
    assert row.sides.there is None
    house.asked(missing=(SUBJECT,))
    assert [one.since for one in listed(house)] == [first]


@pytest.mark.parametrize("how", ["webhook", "the same again", "answer", "known answer"])
def test_it_ends_when_the_provider_tells_of_it_again(house: "House", how: str) -> None:
    house.keep("bitso", body())
    if how == "known answer":
        house.keep("bitso", answer(), origin=Source.BACKFILL)
    house.asked(missing=(SUBJECT,))
    assert len(listed(house)) == 1
    match how:
        case "webhook":
            house.keep("bitso", body("complete"))
        case "the same again":
            house.keep("bitso", body())
        case "answer":
            house.keep("bitso", answer(), origin=Source.BACKFILL)
        case _:
            house.keep("bitso", answer(), origin=Source.BACKFILL)
            house.asked(found=(SUBJECT,))
    assert listed(house) == []
    again = house.asked(missing=(SUBJECT,))
    assert [one.since for one in listed(house)] == [again]


def test_a_person_accepts_it_with_a_note_and_takes_that_back(house: "House") -> None:
    house.keep("bitso", body())
    house.asked(missing=(SUBJECT,))
    (row,) = listed(house)
    acts = [row.act(AlertState.ACKNOWLEDGED, "they archive after a day")]
    at = house.now()
    before = house.writer.run(lambda facts: alerting.act(facts, acts, "ana", at)).result(10)
    (row,) = listed(house)
    assert (row.is_accepted, row.author, row.acted_at, row.note) == (
        (True, "ana", at, "they archive after a day")
    )
    with house.reader() as reader:
        assert reader.open_differences() == []
    # asked again with the same outcome it stays accepted; taken back it is open
    house.asked(missing=(SUBJECT,))
    assert [one.is_accepted for one in listed(house)] == [True]
    house.writer.run(lambda facts: alerting.act(facts, before, "ana", at)).result(10)
    assert [one.is_accepted for one in listed(house)] == [False]
    with house.reader() as reader:
        (count,) = reader.open_differences()
    assert (count.provider, count.count) == ("bitso", 1)
