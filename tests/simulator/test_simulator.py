"""Runs the simulator against a real HTTP server that records what it gets."""

import threading
import time
from typing import TYPE_CHECKING

import pytest

from app.providers import PROVIDERS
from app.simulator.scenarios import HISTORY
from app.simulator.sender import UNREACHABLE, send_test_event
from app.simulator.signing import DemoSecrets
from app.simulator.simulator import Simulator

if TYPE_CHECKING:
    from tests.simulator.conftest import Received, Recorder


def test_history_is_posted_at_once_and_life_goes_on(
    recorder: "Recorder", secrets: DemoSecrets
) -> None:
    simulator = Simulator(recorder.urls, secrets)
    begin = time.monotonic()
    simulator.start()
    simulator.start()
    try:
        assert recorder.wait_for(HISTORY)
        assert time.monotonic() - begin < 5
        assert recorder.wait_for(HISTORY + 12)
    finally:
        simulator.stop()
        simulator.stop()
    ended = len(recorder.received)
    assert simulator.answers == {200: ended}
    paths = {one.path.split("/")[2] for one in recorder.received}
    assert paths == set(PROVIDERS)
    assert all(transaction_of(one) for one in recorder.received)


def test_two_runs_of_one_seed_send_the_same_kinds_of_things(
    recorder: "Recorder", secrets: DemoSecrets
) -> None:
    runs = []
    for _ in range(2):
        simulator = Simulator(recorder.urls, secrets, seed=4)
        simulator.start()
        assert recorder.wait_for(HISTORY)
        simulator.stop()
        runs.append({transaction_of(one) for one in recorder.received[:HISTORY]})
        recorder.received.clear()
    assert runs[0] == runs[1]


def transaction_of(one: "Received") -> str:
    (event,) = PROVIDERS[one.path.split("/")[2]].parse(one.body)
    return event.transaction_id


def test_tail_stands_behind_the_token_and_slashes_do_not_double(
    recorder: "Recorder", secrets: DemoSecrets
) -> None:
    simulator = Simulator({"yuno": recorder.url("yuno") + "/"}, secrets)
    simulator.start()
    try:
        assert recorder.wait_for(8)
    finally:
        simulator.stop()
    assert {one.path for one in recorder.received} <= {
        "/hooks/yuno/token",
        "/hooks/yuno/token/v1/banking/transfers",
    }


def test_store_that_cannot_commit_is_tried_again_as_providers_do(
    recorder: "Recorder", secrets: DemoSecrets, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.simulator.simulator.RETRY_SECONDS", 0.05)
    recorder.first = [503, 503]
    simulator = Simulator({"juicyway": recorder.url("juicyway")}, secrets)
    simulator.start()
    try:
        assert recorder.wait_for(2)
        first = [one.body for one in recorder.received[:2]]
        assert recorder.wait_until(lambda: [arrivals(recorder, one) for one in first] == [2, 2])
    finally:
        simulator.stop()
    assert simulator.answers[503] == 2


def test_delivery_is_given_up_after_three_tries(
    recorder: "Recorder", secrets: DemoSecrets, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.simulator.simulator.RETRY_SECONDS", 0.02)
    recorder.status = 503
    simulator = Simulator({"juicyway": recorder.url("juicyway")}, secrets)
    simulator.start()
    try:
        assert recorder.wait_for(1)
        first = recorder.received[0].body
        assert recorder.wait_until(lambda: arrivals(recorder, first) == 3)
        assert not recorder.wait_until(lambda: arrivals(recorder, first) > 3, timeout=0.3)
    finally:
        simulator.stop()


def arrivals(recorder: "Recorder", body: bytes) -> int:
    return [one.body for one in recorder.received].count(body)


def test_nobody_there_is_counted_and_does_no_harm(secrets: DemoSecrets) -> None:
    simulator = Simulator({"juno": "http://127.0.0.1:9/hooks/juno/token"}, secrets)
    simulator.start()
    deadline = time.monotonic() + 10
    while not simulator.answers and time.monotonic() < deadline:
        threading.Event().wait(0.01)
    simulator.stop()
    assert set(simulator.answers) == {UNREACHABLE}


@pytest.mark.parametrize("provider", PROVIDERS)
def test_test_event_is_one_delivery_and_tells_the_answer(
    recorder: "Recorder", secrets: DemoSecrets, provider: str
) -> None:
    assert send_test_event(provider, recorder.url(provider), secrets) == 200
    recorder.status = 401
    assert send_test_event(provider, recorder.url(provider), secrets) == 401
    assert [one.path for one in recorder.received] == [f"/hooks/{provider}/token"] * 2
    assert recorder.received[0].body != recorder.received[1].body


def test_day_goes_on_after_the_parade(
    recorder: "Recorder", secrets: DemoSecrets, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.simulator.simulator.PARADE_SECONDS", 0.0)
    simulator = Simulator(recorder.urls, secrets, pace=500)
    simulator.start()
    try:
        assert recorder.wait_for(HISTORY + 150)
    finally:
        simulator.stop()
