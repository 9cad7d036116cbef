"""Whoever floods the receiver keeps nobody else from delivering, and is rid of in time."""

import shutil
import signal
import socket
import threading
from collections.abc import Iterator

import pytest

from app.receiver.limits import Limits
from tests.torture import floods, served
from tests.torture.served import Answer, Served

_SOCKETS = 1_000
_MEMORY = 40_000_000
_LATE = 20  # seconds that a busy machine may add to a deadline
_BUSY = 0.01  # of the good ones, refused as other tests keep the disk; `make torture` allows none


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served.serving(tmp_path_factory.mktemp("floods") / "data") as house:
        floods.warm(house)
        yield house


def test_half_open_sockets_keep_nobody_from_delivering(house: Served) -> None:
    flooded = floods.by_half_open(house, _SOCKETS, least=100)
    assert flooded.refused <= len(flooded.answers) * _BUSY
    assert flooded.left == 0
    assert flooded.longest < Limits().body_seconds + _LATE
    assert flooded.grown < _MEMORY


@pytest.mark.parametrize("name", floods.SLOW)
def test_slow_peers_keep_nobody_from_delivering(house: Served, name: str) -> None:
    assert shutil.which("slowhttptest"), "it comes with `.ci/setup dev`"
    flooded = floods.by_slowhttptest(house, name, 600, seconds=3)
    assert flooded.refused <= len(flooded.answers) * _BUSY
    assert flooded.left == 0
    assert flooded.grown < _MEMORY


def test_a_storm_from_one_provider_delays_no_other(house: Served) -> None:
    flooded, kept = floods.by_storm(house, 2_000, seconds=2)
    assert kept == 2_000
    assert flooded.refused <= len(flooded.answers) * _BUSY


def test_a_crowd_at_the_door_does_not_push_out_who_has_spoken(house: Served) -> None:
    path, answers = house.path("juno"), list[Answer]()
    waiting = threading.Thread(
        target=lambda: answers.append(served.post(house.port, path, served.body("first"), 60))
    )
    crowd: list[socket.socket] = []
    house.process.send_signal(signal.SIGSTOP)  # so that all of them wait at the door together
    try:
        waiting.start()
        door = ("127.0.0.1", house.port)
        crowd.extend(socket.create_connection(door, timeout=60) for _ in range(900))
        house.process.send_signal(signal.SIGCONT)
        waiting.join()
    finally:
        for peer in crowd:
            peer.close()
    assert [answer.status for answer in answers] == [200]
