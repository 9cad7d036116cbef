"""A receiver that waits for its port, and never takes another."""

import socket
import time
from datetime import UTC, datetime
from typing import Any

import pytest

from app.core.errors import PortInUse
from app.receiver import keeper as module
from app.receiver.keeper import Keeper
from app.receiver.server import Receiver


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_EVERY", 0.05)


def kept(house: Any, port: int, opened: list[str]) -> Keeper:
    def make() -> Receiver:
        return Receiver(
            "127.0.0.1",
            port,
            make_gate=house.receiver._make_gate,
            deliver=house.desk.deliver,
            acknowledged=house.desk.note,
            now=lambda: datetime.now(UTC),
        )

    return Keeper(make, opened.append)


def test_a_taken_port_is_an_error_for_who_cannot_wait(house: Any) -> None:
    keeper = kept(house, house.port, [])
    with pytest.raises(PortInUse):
        keeper.open()
    assert isinstance(keeper.error, PortInUse)
    keeper.close()


def test_a_port_that_becomes_free_is_taken(house: Any) -> None:
    opened: list[str] = []
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        keeper = kept(house, port, opened)
        keeper.open_patiently()
        assert isinstance(keeper.error, PortInUse)
    deadline = time.monotonic() + 5
    while keeper.receiver is None:
        assert time.monotonic() < deadline
        time.sleep(0.01)
    assert opened == [f"http://127.0.0.1:{port}"]
    keeper.close()
    keeper.close()
    assert keeper.receiver is None


def test_waiting_ends_when_it_is_closed(house: Any) -> None:
    keeper = kept(house, house.port, [])
    keeper.open_patiently()
    keeper.close()
    assert keeper.receiver is None
