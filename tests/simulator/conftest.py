"""A receiver that records what the simulator posts and answers what the test wants."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from app.providers import PROVIDERS
from app.simulator.signing import DemoSecrets, demo_secrets


@dataclass
class Received:
    path: str
    headers: tuple[tuple[bytes, bytes], ...]
    body: bytes


@dataclass
class Recorder:
    """What arrived, in order, and what is answered."""

    port: int = 0
    status: int = 200
    first: list[int] = field(default_factory=list)  # statuses to answer before that one
    received: list[Received] = field(default_factory=list)
    changed: threading.Condition = field(default_factory=threading.Condition)

    def url(self, provider: str) -> str:
        return f"http://127.0.0.1:{self.port}/hooks/{provider}/token"

    @property
    def urls(self) -> dict[str, str]:
        return {name: self.url(name) for name in PROVIDERS}

    def wait_for(self, count: int, timeout: float = 20) -> bool:
        return self.wait_until(lambda: len(self.received) >= count, timeout)

    def wait_until(self, is_so: Callable[[], bool], timeout: float = 20) -> bool:
        with self.changed:
            return self.changed.wait_for(is_so, timeout)


@pytest.fixture
def recorder() -> Iterator[Recorder]:
    made = Recorder()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        timeout = 5

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            pairs = tuple((k.lower().encode(), v.encode()) for k, v in self.headers.items())
            with made.changed:
                made.received.append(Received(self.path, pairs, body))
                status = made.first.pop(0) if made.first else made.status
                made.changed.notify_all()
            self.send_response(status)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        made.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield made
        server.shutdown()
        thread.join()


@pytest.fixture(scope="session")
def secrets() -> DemoSecrets:
    return demo_secrets(7)
