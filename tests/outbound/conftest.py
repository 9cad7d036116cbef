"""Callbacks, programs and raw servers for the tests of what leaves this machine."""

import re
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from app.outbound.callbacks import Callbacks
from app.outbound.client import Client, Limits
from app.providers import PROVIDERS
from tests.standins.bitso import KEY, SECRET, Bitso
from tests.standins.world import Standins
from tests.standins.world import servers as servers
from tests.standins.world import standins as standins


@pytest.fixture
def service(standins: Standins) -> Bitso:
    """The webhook service that Bitso and Juno share."""
    return standins.bitso


MakeCallbacks = Callable[..., Callbacks]


@pytest.fixture
def callbacks_at() -> Iterator[MakeCallbacks]:
    """Makes Callbacks whose every provider is at one address, with short time-outs."""
    with ExitStack() as stack:

        def make(url: str, **environ: str) -> Callbacks:
            hosts = {f"ACUSE_{name}_BASE_URL".upper(): url for name in PROVIDERS}
            secrets = {"api_key": KEY, "api_secret": SECRET}
            client = Client(dev=True, limits=Limits(connect=2, read=0.4, whole=2))
            callbacks = Callbacks(
                PROVIDERS,
                lambda provider, name: secrets.get(name),
                {"ACUSE_DEV": "1", **hosts, **environ},
                client=client,
            )
            stack.callback(callbacks.close)
            return callbacks

        yield make


@pytest.fixture
def callbacks(service: Bitso, callbacks_at: MakeCallbacks) -> Callbacks:
    return callbacks_at(service.url)


class RawServers:
    """Servers that read a request whole and leave the answer to a function of the test."""

    def __init__(self, stack: ExitStack) -> None:
        self._stack = stack
        self.requests: list[bytes] = []

    def start(self, handle: Callable[[socket.socket], object]) -> str:
        listener = self._stack.enter_context(socket.create_server(("127.0.0.1", 0)))
        port = listener.getsockname()[1]
        ended = threading.Event()

        def serve() -> None:
            while True:
                connection, _ = listener.accept()
                with connection:
                    if ended.is_set():
                        return
                    self.requests.append(read_request(connection))
                    handle(connection)

        def end() -> None:
            ended.set()
            socket.create_connection(("127.0.0.1", port)).close()
            thread.join()

        thread = threading.Thread(target=serve)
        thread.start()
        self._stack.callback(end)
        return f"http://127.0.0.1:{port}"


def read_request(connection: socket.socket) -> bytes:
    with connection.makefile("rb") as stream:
        head = b"".join(iter(stream.readline, b"\r\n"))
        length = re.search(rb"(?i)content-length: ([0-9]+)", head)
        return head + b"\r\n" + stream.read(int(length[1]) if length else 0)


@pytest.fixture
def raw() -> Iterator[RawServers]:
    with ExitStack() as stack:
        yield RawServers(stack)
