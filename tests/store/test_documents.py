"""An event comes back from its text exactly as it was, whatever a provider put into it."""

from datetime import UTC, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.errors import Unreadable
from app.core.event import Event, Identifier, IdKind, Kind, Money, Order, Status
from app.providers import PROVIDERS
from app.store.documents import event_from_document, event_to_document

SAMPLES = Path(__file__).parent.parent / "samples"

TEXT = st.text(st.characters(codec="utf-8"), max_size=12)
TIME = st.datetimes(timezones=st.sampled_from([UTC, timezone(timedelta(hours=-6))]))
MONEY = st.builds(Money, TEXT, TEXT, TEXT)
EVENTS = st.builds(
    Event,
    provider=TEXT.filter(bool),
    kind=st.sampled_from(Kind),
    transaction_key=TEXT,
    event_type=TEXT,
    status=st.sampled_from(Status),
    provider_status=TEXT,
    rank=st.integers(0, 3),
    is_final=st.booleans(),
    order=st.sampled_from(Order),
    money=st.none() | MONEY,
    charge=st.none() | MONEY,
    created_at=st.none() | TIME,
    updated_at=st.none() | TIME,
    raw_time=TEXT,
    rail=TEXT,
    direction=TEXT,
    sender=TEXT,
    receiver=TEXT,
    reference=TEXT,
    identifiers=st.lists(
        st.builds(Identifier, st.sampled_from(IdKind), TEXT, TEXT, TEXT, TEXT), max_size=3
    ).map(tuple),
    facts=st.lists(st.tuples(TEXT, TEXT), max_size=3).map(tuple),
    unknown_fields=st.lists(TEXT, max_size=2).map(tuple),
    flags=st.lists(TEXT, max_size=2).map(tuple),
)


@given(EVENTS)
def test_any_event_comes_back(event: Event) -> None:
    assert event_from_document(event_to_document(event)) == event


@pytest.mark.parametrize("provider", PROVIDERS)
def test_the_events_of_every_sample_come_back(provider: str) -> None:
    for file in sorted((SAMPLES / provider).glob("*.json")):
        if file.name.endswith(".expected.json"):
            continue
        try:
            events = PROVIDERS[provider].parse(file.read_bytes())
        except Unreadable:
            continue
        for event in events:
            assert event_from_document(event_to_document(event)) == event
