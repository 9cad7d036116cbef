"""The figures are those of the rows, exactly, and leave out what does not count."""

import json
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.delivery import Outcome, Source
from app.core.errors import Cancelled
from app.store import asking
from app.store.figure_rows import Arrived, FlightRow, StatusCount
from app.store.figures import percentiles

if TYPE_CHECKING:
    from tests.store.conftest import Store

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


def collection(key: str, status: str, amount: str = "100.00", **other: str) -> bytes:
    data = {
        "id": key,
        "currency": "USD",
        "amount": amount,
        "status": status,
        "created_at": "2026-11-21T12:00:00Z",
        "updated_at": "2026-11-21T12:00:00Z",
    } | other
    return json.dumps({"event.type": "collection", "data": data}).encode()


def keep(store: "Store", body: bytes, **other: Any) -> int:
    return store.keep(body, provider="just_wallet", **other).delivery_id


def test_the_store_in_figures(store: "Store") -> None:
    keep(store, collection("a", "pending"))
    keep(store, collection("a", "pending"))
    keep(store, collection("a", "success", updated_at="2026-11-21T12:01:00Z"))
    keep(store, collection("b", "failed"))
    keep(store, b"not json")
    keep(store, collection("c", "pending"), outcome=Outcome.QUARANTINED)
    keep(store, collection("test", "pending"), origin=Source.TEST)
    store.project()
    with store.reader() as reader:
        stats = reader.stats()
        assert reader.feed_count() == 6
    assert (stats.deliveries, stats.attempts, stats.transactions) == (5, 6, 2)
    assert (stats.quarantined, stats.unreadable) == (1, 1)
    assert stats.by_provider_status == {"just_wallet": {"complete": 1, "failed": 1}}


def test_what_joins_its_genuine_copy_counts_as_one(store: "Store") -> None:
    forged = keep(store, collection("a", "pending"), outcome=Outcome.QUARANTINED)
    keep(store, collection("a", "pending"))
    store.project()
    store.admit(forged)
    store.project()
    with store.reader() as reader:
        stats = reader.stats()
        assert reader.transaction("a").row.attempts == 2
    assert (stats.deliveries, stats.attempts, stats.quarantined) == (1, 2, 0)


def test_counts_by_status_are_to_the_quarter_of_an_hour(store: "Store") -> None:
    keep(store, collection("a", "pending"), at=NOON - timedelta(hours=2))
    keep(store, collection("b", "pending"), at=NOON)
    keep(store, collection("c", "failed"), at=NOON + timedelta(minutes=14))
    store.project()
    with store.reader() as reader:
        day = reader.counts_by_status(NOON - timedelta(days=1), NOON + timedelta(days=1))
        hour = reader.counts_by_status(NOON, NOON + timedelta(minutes=1))
    assert day == [
        StatusCount("just_wallet", "failed", 1),
        StatusCount("just_wallet", "pending", 2),
    ]
    assert [one.count for one in hour] == [1, 1]


def test_deliveries_over_time_fall_into_columns(store: "Store") -> None:
    for minute in (0, 1, 4, 5, 17):
        body = collection(f"k{minute}", "pending")
        keep(store, body, at=NOON + timedelta(minutes=minute))
    store.project()
    with store.reader() as reader:
        found = reader.deliveries_over_time(
            NOON, NOON + timedelta(minutes=17), timedelta(minutes=5)
        )
    assert found == [
        Arrived("just_wallet", "pending", (3, 1, 0, 0)),
    ]


def test_money_in_flight_is_summed_to_the_last_digit(store: "Store") -> None:
    keep(store, collection("a", "pending", "0.100000000000000001"))
    keep(store, collection("b", "pending", "100000000000000000000.2"))
    keep(store, collection("c", "success", "5"))
    keep(store, collection("d", "pending", "not a number"))
    keep(store, collection("e", "pending", "7"), origin=Source.TEST)
    keep(store, collection("f", "pending", "3", created_at="2026-11-21T10:00:00Z"))
    store.project()
    with store.reader() as reader:
        found = reader.money_in_flight(NOON + timedelta(seconds=30))
        later = reader.money_in_flight(NOON + timedelta(minutes=10))
    assert found == [
        FlightRow("just_wallet", "USD", "over 1 h", "3", 1),
        FlightRow(
            "just_wallet", "USD", "under 1 min", "100000000000000000000.300000000000000001", 2
        ),
    ]
    assert {row.age for row in later} == {"over 1 h", "10–60 min"}


def test_time_to_final_is_from_creation_to_the_end(store: "Store") -> None:
    for minute in range(1, 11):
        keep(
            store, collection(f"k{minute}", "success", updated_at=f"2026-11-21T12:{minute:02}:00Z")
        )
    keep(store, collection("late", "success", updated_at="2026-11-21T11:00:00Z"))
    keep(store, collection("open", "pending"))
    store.project()
    with store.reader() as reader:
        (row,) = reader.time_to_final(NOON, NOON + timedelta(hours=1))
        assert reader.time_to_final(NOON + timedelta(days=1), NOON + timedelta(days=2)) == []
    assert (row.provider, row.count) == ("just_wallet", 10)
    assert (row.p50, row.p95, row.p99) == (300.0, 600.0, 600.0)


def test_acknowledgement_times_are_those_of_each_arrival(store: "Store") -> None:
    for seconds in (0, 10):
        receipt = store.keep(b"{}", at=NOON + timedelta(seconds=seconds))
        answered = NOON + timedelta(seconds=seconds, milliseconds=2 + seconds)
        store.writer.acknowledged(receipt, answered, 200)
    store.settle()
    store.project()
    with store.reader() as reader:
        times = reader.ack_times()
        assert reader.ack_times(1).p50 == 12.0
    assert (times.count, times.p50, times.p99, times.worst) == (2, 2.0, 12.0, 12.0)


def test_an_empty_store_has_empty_figures(store: "Store") -> None:
    store.project()
    with store.reader() as reader:
        assert reader.ack_times().count == 0
        assert reader.stats().by_provider_status == {}
        assert reader.connection_health() == []
        assert reader.money_in_flight(NOON) == []


def test_the_health_of_a_connection_is_that_of_its_last_believed_delivery(store: "Store") -> None:
    keep(store, collection("a", "pending"), at=NOON)
    keep(store, b"not json", at=NOON + timedelta(seconds=1))
    keep(store, b"forged", at=NOON + timedelta(seconds=2), outcome=Outcome.QUARANTINED)
    store.project()
    with store.reader() as reader:
        (health,) = reader.connection_health()
    assert (health.deliveries, health.quarantined, health.unreadable) == (3, 1, 1)
    assert health.last_received_at == NOON + timedelta(seconds=1)
    assert (health.last_basis, health.last_address_check) == ("signature", "off")


@given(st.lists(st.floats(0, 1e6), max_size=200))
def test_percentiles_are_values_that_occurred_in_order(values: list[float]) -> None:
    p50, p95, p99 = percentiles(values)
    assert p50 <= p95 <= p99
    assert not values or {p50, p95, p99} <= set(values)


@pytest.mark.parametrize(("values", "expected"), [([], (0, 0, 0)), ([7], (7, 7, 7))])
def test_percentiles_of_little(values: list[float], expected: tuple[float, ...]) -> None:
    assert percentiles(values) == expected


def test_figures_that_nobody_wants_any_more_are_not_counted(
    store: "Store", monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "STEPS", 1)
    keep(store, collection("a", "success"))
    store.project()
    span = NOON - timedelta(days=1), datetime.now(UTC) + timedelta(days=1)
    looks = iter([True])  # wanted when it begins, and then no more
    with store.reader() as reader:
        with pytest.raises(Cancelled), reader.while_wanted(lambda: False):
            raise AssertionError("not even begun")
        with pytest.raises(Cancelled), reader.while_wanted(lambda: next(looks, False)):
            reader.counts_by_status(*span)
        assert reader.counts_by_status(*span), "the next question is answered"
