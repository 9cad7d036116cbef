"""Nothing that changes something is sent twice: where an answer is lost, the list is read."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from app.core.errors import ProviderUnreachable
from app.core.provider import Answer
from app.outbound.callbacks import Callbacks

if TYPE_CHECKING:
    from tests.standins.bitso import Bitso

OURS = "https://hooks.example.com/hooks/bitso/token"
LOST = ("slow", "cut", "failed", "garbled")
CHANGES: dict[str, Callable[[Callbacks], Answer]] = {
    "POST": lambda one: one.register("bitso", "stage", OURS, events=("funding", "payout")),
    "PATCH": lambda one: one.update_remote("bitso", "stage", "7", OURS),
    "DELETE": lambda one: one.delete_remote("bitso", "stage", "7"),
}


def outcome(service: "Bitso") -> set[tuple[object, object]]:
    return {(one["event"], one["callback_url"]) for one in service.subscriptions}


@pytest.mark.parametrize("fault", LOST)
@pytest.mark.parametrize(
    ("method", "words", "after"),
    [
        ("POST", "is registered for funding, payout.", {("funding", OURS), ("payout", OURS)}),
        ("PATCH", "shows that it leads here.", {("withdrawal", OURS)}),
        ("DELETE", "shows that it is gone.", set()),
    ],
)
def test_a_change_whose_answer_is_lost_is_looked_up_and_never_sent_again(
    service: "Bitso",
    callbacks: Callbacks,
    fault: str,
    method: str,
    words: str,
    after: set[tuple[object, object]],
) -> None:
    old = {"id": 7, "callback_url": "https://old.example.com", "event": "withdrawal"}
    service.subscriptions = [old]
    service.first(method, service.done_but(getattr(service, fault)))
    made = CHANGES[method](callbacks)
    assert made.ok
    assert words in made.message
    assert after <= outcome(service)
    assert [one.method for one in service.asked] == [method, "GET"]


@pytest.mark.parametrize("fault", LOST)
@pytest.mark.parametrize(
    ("method", "problem", "seen"),
    [
        ("POST", "The callback was not registered.", "does not show it"),
        ("PATCH", "The callback does not lead here yet.", "shows another address"),
        ("DELETE", "The callback was not deleted.", "still shows it"),
    ],
)
def test_a_change_that_did_not_work_is_told_apart(
    service: "Bitso", callbacks: Callbacks, fault: str, method: str, problem: str, seen: str
) -> None:
    # One that leads here already is no proof for another.
    service.subscriptions = [
        {"id": 6, "callback_url": OURS, "event": "funding"},
        {"id": 7, "callback_url": "https://old.example.com", "event": "withdrawal"},
    ]
    before = outcome(service)
    service.first(method, getattr(service, fault))
    with pytest.raises(ProviderUnreachable) as caught:
        CHANGES[method](callbacks)
    assert caught.value.problem == problem
    assert seen in caught.value.cause
    assert caught.value.remedy
    assert outcome(service) == before
    assert [one.method for one in service.asked] == [method, "GET"]


@pytest.mark.parametrize("method", CHANGES)
def test_nobody_can_say_when_the_list_is_lost_too(
    service: "Bitso", callbacks: Callbacks, method: str
) -> None:
    service.first(method, service.done_but(service.cut))
    service.first("GET", service.cut, service.cut, service.cut)
    service.subscriptions = [{"id": 7, "callback_url": OURS, "event": "withdrawal"}]
    with pytest.raises(ProviderUnreachable) as caught:
        CHANGES[method](callbacks)
    assert caught.value.problem.startswith("Nobody can say")
    assert "List the callbacks" in caught.value.remedy
    assert [one.method for one in service.asked] == [method, "GET", "GET", "GET"]
