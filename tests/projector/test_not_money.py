"""What names no transaction is found by its digest; what is no money is in no figure of money."""

import dataclasses
import inspect
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from app.core.errors import Unreadable
from app.core.event import NOT_MONEY, UNNAMED, Event
from app.providers import PROVIDERS
from app.store.figure_rows import FinalTimeRow, FlightRow

if TYPE_CHECKING:
    from tests.projector.conftest import House

SAMPLES = Path(__file__).parent.parent / "samples"


def events() -> Iterator[tuple[str, bytes, Event]]:
    for provider, known in PROVIDERS.items():
        for file in sorted((SAMPLES / provider).glob("*.json")):
            body = file.read_bytes()
            if not file.name.endswith(".expected.json"):
                try:
                    yield provider, body, known.parse(body)[0]
                except Unreadable:
                    continue


EVENTS = list(events())
NO_MONEY = [(provider, body) for provider, body, event in EVENTS if event.kind in NOT_MONEY]
NAMELESS = [one for one in EVENTS if one[2].transaction_key.startswith(UNNAMED)]


def test_the_samples_hold_such_events() -> None:
    kinds = {event.kind for _, _, event in EVENTS if event.kind in NOT_MONEY}
    assert kinds == NOT_MONEY
    assert any(event.money for _, _, event in EVENTS if event.kind in NOT_MONEY)
    assert {provider for provider, _, _ in NAMELESS} == set(PROVIDERS)


def test_what_is_no_money_is_in_no_figure_of_money(house: "House") -> None:
    for provider, body in NO_MONEY:
        house.keep(provider, body)
    house.catch_up()
    since, until = house.clock - timedelta(days=20_000), house.clock + timedelta(days=20_000)
    given = {"now": until, "since": since, "until": until}
    asked = []
    with house.reader() as reader:
        assert reader.stats().transactions > 0
        for name, question in inspect.getmembers(reader, inspect.ismethod):
            if shows_money(question):
                known = inspect.signature(question).parameters
                asked.append(name)
                assert (
                    list(question(**{word: given[word] for word in known if word in given})) == []
                ), name
    assert {"money_in_flight", "time_to_final"} <= set(asked)


def shows_money(question: Any) -> bool:
    """Whether a question answers with figures of money, to be asked with times only."""
    gives = str(inspect.signature(question).return_annotation)
    return any(row.__name__ in gives for row in (FlightRow, FinalTimeRow))


@pytest.mark.parametrize(
    ("provider", "body", "event"), NAMELESS, ids=[f"{one[0]}-{one[2].digest}" for one in NAMELESS]
)
def test_what_names_nothing_is_found_by_its_digest(
    house: "House", provider: str, body: bytes, event: Event
) -> None:
    house.keep(provider, body)
    house.catch_up()
    with house.reader() as reader:
        (row,) = reader.feed_page()
        assert row.transaction_id == f"{provider}:{event.kind}:{UNNAMED}{event.digest}"
        assert event.digest == PROVIDERS[provider].fingerprint(body)[:16]
        for asked in (event.digest, event.digest.upper(), event.digest[:8]):
            assert row.transaction_id in [one.transaction_id for one in reader.lookup(asked)]


def test_what_has_a_name_has_no_digest() -> None:
    _, _, event = NAMELESS[0]
    assert dataclasses.replace(event, transaction_key="id-1").digest == ""
