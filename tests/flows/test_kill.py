"""kill -9 at any moment of a load loses no delivery that was acknowledged."""

import itertools
import random
import signal
import threading
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from app.store.sqlite import connect_reader

KILLS = 12
CLIENTS = 4


class Client:
    """Posts bodies that never repeat, again until it is told 200, and keeps account of that."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.acknowledged: list[bytes] = []
        self.refusals: list[int] = []
        self._bodies = self._new_bodies()
        self._body = next(self._bodies)

    def _new_bodies(self) -> Iterator[bytes]:
        rng = random.Random(self.number)
        for count in itertools.count():
            filling = "x" * rng.randrange(2000)
            yield (
                f'{{"event":"TRANSACTION","payload":{{"id":"c{self.number}-{count}",'
                f'"type":"ISSUANCE","status":"COMPLETE","note":"{filling}"}}}}'
            ).encode()

    def post_until_it_dies(self, url: str) -> None:
        headers = {"Content-Type": "application/json"}
        with httpx.Client(timeout=10, trust_env=False, headers=headers) as client:
            while True:
                try:
                    status = client.post(url, content=self._body).status_code
                except httpx.TransportError:
                    return  # it was killed; a provider would try this one again
                if status != 200:
                    self.refusals.append(status)
                    return
                self.acknowledged.append(self._body)
                self._body = next(self._bodies)


@pytest.mark.timeout(180)
def test_nothing_acknowledged_is_lost(program: Any) -> None:
    rng = random.Random(2026)
    clients = [Client(number) for number in range(CLIENTS)]
    for _ in range(KILLS):
        program.start()
        url = program.url + program.paths()["juno"]
        threads = [
            threading.Thread(target=client.post_until_it_dies, args=(url,)) for client in clients
        ]
        for thread in threads:
            thread.start()
        threads[0].join(rng.uniform(0.05, 0.6))
        program.stop(signal.SIGKILL)
        for thread in threads:
            thread.join()

    assert [client.refusals for client in clients] == [[]] * CLIENTS
    acknowledged = [body for client in clients for body in client.acknowledged]
    assert len(acknowledged) > 100  # a busy machine is slower, and what counts is that none is lost
    facts = connect_reader(program.data_dir / "facts.db")
    try:
        bodies = facts.execute("SELECT unpacked(body, provider, packing) FROM deliveries")
        stored = [row[0] for row in bodies]
        assert facts.execute("PRAGMA quick_check").fetchone()[0] == "ok"
    finally:
        facts.close()
    assert set(acknowledged) <= set(stored)
    assert len(stored) == len(set(stored)), "what was sent again is one more attempt"
    # What is not acknowledged is at most what was under way when it was killed.
    assert len(stored) - len(acknowledged) <= CLIENTS

    stats = program.ask("stats")
    assert stats["deliveries"] == stats["transactions"] == len(stored)
