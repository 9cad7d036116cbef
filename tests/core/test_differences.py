"""What a provider answers, held against its webhooks."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from app.core.differences import MISSING_THERE, differences, judged
from app.core.event import Event, Kind, Money, Order, Recorded, Status

NOON = datetime(2025, 8, 4, 12, tzinfo=UTC)
PENDING = Event(
    provider="bitso",
    kind=Kind.FUNDING,
    transaction_key="f",
    event_type="funding",
    status=Status.PENDING,
    provider_status="pending",
    rank=0,
    is_final=False,
    order=Order.RANK,
    money=Money("10.00", "MXN", "10.00"),
)
COMPLETE = replace(PENDING, status=Status.COMPLETE, provider_status="c", rank=2, is_final=True)
FAILED = replace(PENDING, status=Status.FAILED, provider_status="f", rank=2, is_final=True)
DEARER = replace(COMPLETE, money=Money("11", "MXN", "11"))
SAME_MONEY = replace(COMPLETE, money=Money("10", "MXN", "10"))


def told(*facts: tuple[str, Event]) -> list[Recorded]:
    """Facts in the order of their arrival, a minute apart."""
    return [
        Recorded(event, place, f"f{place}", NOON + timedelta(minutes=place), source)
        for place, (source, event) in enumerate(facts)
    ]


@pytest.mark.parametrize(
    ("facts", "wanted"),
    [
        ([("webhook", COMPLETE)], []),
        ([("backfill", COMPLETE)], ["missing_here"]),
        ([("test", COMPLETE), ("backfill", COMPLETE)], ["missing_here"]),
        ([("webhook", COMPLETE), ("backfill", COMPLETE)], []),
        ([("import", COMPLETE), ("backfill", SAME_MONEY)], []),
        ([("webhook", PENDING), ("backfill", COMPLETE)], ["status_differs"]),
        # the webhook comes at last
        ([("webhook", PENDING), ("backfill", COMPLETE), ("webhook", COMPLETE)], []),
        ([("backfill", COMPLETE), ("webhook", COMPLETE)], []),
        # it says otherwise
        ([("webhook", PENDING), ("backfill", COMPLETE), ("webhook", FAILED)], ["status_differs"]),
        # an answer from before the end is merely old
        ([("backfill", PENDING), ("webhook", COMPLETE)], []),
        ([("webhook", COMPLETE), ("backfill", PENDING)], ["status_differs"]),
        # asked again, they agree
        ([("webhook", COMPLETE), ("backfill", PENDING), ("backfill", COMPLETE)], []),
        ([("webhook", COMPLETE), ("backfill", DEARER)], ["amount_differs"]),
        ([("webhook", PENDING), ("backfill", DEARER)], ["status_differs", "amount_differs"]),
        ([("webhook", COMPLETE), ("backfill", replace(COMPLETE, money=None))], []),
    ],
)
def test_a_difference_stays_until_both_agree(
    facts: list[tuple[str, Event]], wanted: list[str]
) -> None:
    assert list(differences(told(*facts))) == wanted
    assert set(wanted) <= set(judged(told(*facts)).flags)


def test_an_answer_moves_the_state_on_without_overwriting_what_was_heard() -> None:
    state = judged(told(("webhook", PENDING), ("backfill", COMPLETE)))
    assert state.status is Status.COMPLETE
    assert [entry.source for entry in state.entries] == ["webhook", "backfill"]
    back = judged(told(("webhook", COMPLETE), ("backfill", PENDING)))
    assert back.status is Status.COMPLETE


def test_what_the_provider_does_not_list_differs_by_that() -> None:
    assert judged(told(("webhook", COMPLETE))).flags == ()
    unlisted = judged(told(("webhook", COMPLETE)), is_unlisted=True)
    assert unlisted.flags == (MISSING_THERE,)
    assert unlisted.status is Status.COMPLETE
