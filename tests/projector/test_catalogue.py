"""Fields, statuses and events that nobody knows are counted, and news until somebody saw them."""

import json
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from app.core.asked import meanings
from app.core.delivery import Outcome, Source
from app.providers import PROVIDERS
from app.store import news
from app.store.catalogue import MOST_PLACES, without_ids
from app.store.feeding import Reading
from app.store.rows import FieldRow
from app.store.views import opened

if TYPE_CHECKING:
    from tests.projector.conftest import House

NUMBERS = iter(range(1, 10_000))


def issuance(status: str = "COMPLETE", **more: Any) -> bytes:
    """A Juno issuance; `more` stands beside its amount."""
    number = next(NUMBERS)
    payload = {
        "id": f"id-{number}",
        "type": "ISSUANCE",
        "status": status,
        "issuance": {"amount": "1.00", "asset": "MXN", **more},
    }
    return json.dumps({"event": "TRANSACTION", "payload": payload}).encode()


def told(house: "House") -> list[tuple[str, str, str, int]]:
    with house.reader() as reader:
        return [(one.what, one.event_type, one.name, one.count) for one in reader.news()]


def fields(house: "House", provider: str = "juno") -> dict[str, FieldRow]:
    with house.reader() as reader:
        return {one.path: one for one in reader.fields_of(provider)}


def test_a_new_field_is_news_since_it_first_came(house: "House") -> None:
    house.keep("juno", issuance())
    house.catch_up()
    assert told(house) == []
    for _ in range(3):
        house.keep("juno", issuance(fee="0.5"))
    house.catch_up()
    assert told(house) == [("field", "TRANSACTION", "payload.issuance.fee", 3)]
    with house.reader() as reader:
        (found,) = reader.news()
    assert (found.provider, found.what) == ("juno", "field")
    assert house.clock - timedelta(seconds=20) < found.since < found.last_at < house.clock


def test_an_unknown_status_and_an_unknown_event_are_news(house: "House") -> None:
    house.keep("juno", issuance("ON_HOLD"))
    house.keep("bitso", b'{"event":"airdrop","payload":{"id":"a","status":"complete"}}')
    house.catch_up()
    assert ("status", "TRANSACTION", "ON_HOLD", 1) in told(house)
    assert ("event", "airdrop", "airdrop", 1) in told(house)


def test_every_path_is_catalogued_with_its_kinds(house: "House") -> None:
    house.keep("juno", issuance(fee="0.5"))
    house.keep("juno", issuance(fee=0.5, tags=[]))
    house.keep("juno", issuance(fee=None, tags=[{"a": 1}, {"a": True}]))
    house.catch_up()
    found = fields(house)
    assert found["payload.issuance.fee"].kinds == ("nothing", "number", "text")
    assert found["payload.issuance.fee"].is_unknown
    assert found["payload.issuance.tags"].kinds == ("list",)
    assert found["payload.issuance.tags.*.a"].kinds == ("number", "true or false")
    assert (found["payload.issuance.amount"].count, found["event"].count) == (3, 3)
    assert not found["payload.issuance.amount"].is_unknown


def test_repeats_tests_and_forgeries_are_not_counted(house: "House") -> None:
    body = issuance(fee="1")
    for _ in range(3):
        house.keep("juno", body)
        house.catch_up()
    house.keep("juno", issuance(surprise=1), origin=Source.TEST)
    forged = house.keep("juno", issuance(forged=1), Outcome.QUARANTINED)
    house.catch_up()
    assert told(house) == [("field", "TRANSACTION", "payload.issuance.fee", 1)]
    house.admit(forged)
    house.catch_up()
    assert ("field", "TRANSACTION", "payload.issuance.forged", 1) in told(house)


def test_what_a_person_has_seen_is_news_no_more(house: "House") -> None:
    house.keep("juno", issuance(fee="1"))
    house.catch_up()
    with house.reader() as reader:
        seen = reader.news()
    for _ in range(2):  # seen twice is seen
        house.writer.run(lambda facts: news.mark_seen(facts, seen, house.clock)).result(5)
    house.keep("juno", issuance(fee="1", rebate="2"))
    house.catch_up()
    assert told(house) == [("field", "TRANSACTION", "payload.issuance.rebate", 1)]
    house.projector().rebuild()
    assert told(house) == [("field", "TRANSACTION", "payload.issuance.rebate", 1)]


@pytest.mark.parametrize(
    ("path", "kept"),
    [
        ("data.errors.9f8c2ad0-1111-4222-8333-444455556666.0", "data.errors.*.*"),
        ("data.metadata.order-1234567.total", "data.metadata.*.total"),
        ("payload.details.clave_rastreo", "payload.details.clave_rastreo"),
        ("payload.co_ach.step2", "payload.co_ach.step2"),
        ("x." + "y" * 500, "x." + "y" * 198),
    ],
)
def test_ids_in_a_path_are_no_fields(path: str, kept: str) -> None:
    assert without_ids(path) == kept


def test_a_hostile_body_cannot_fill_the_catalogue(house: "House") -> None:
    house.keep("juno", issuance(**dict.fromkeys((f"f{one:x}g" for one in range(3000)), "1")))
    house.catch_up()
    assert len(fields(house)) <= MOST_PLACES


def test_a_delivery_that_loses_its_meaning_is_taken_back(house: "House") -> None:
    deliveries = [house.keep("juno", issuance(fee="1")) for _ in range(2)]
    house.catch_up()
    left = []
    for delivery_id in deliveries:
        with opened(house.views, house.facts, meanings(PROVIDERS)) as writer, writer.transaction():
            (delivery,) = writer.deliveries([delivery_id])
            writer.save_deliveries([Reading(delivery, "unreadable", unreadable="our mistake")])
        left.append([one.count for one in fields(house).values() if one.path.endswith("fee")])
    assert left == [[1], []]


def test_shapes_are_remembered_only_so_far(house: "House", monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.store.catalogue.MOST_REMEMBERED", 2)
    for name in ("a", "b", "c", "a"):
        house.keep("juno", issuance(**{f"{name}_fee": "1"}))
    house.catch_up()
    assert [count for _, _, _, count in told(house)] == [2, 1, 1]
