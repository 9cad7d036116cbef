"""What the stand-ins of all providers share: a real socket, a record, faults to switch on."""

from __future__ import annotations

import json
import re
import socket
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

Handler: TypeAlias = Callable[[Request], Response | None]  # None: the service answers after all


@dataclass(frozen=True, slots=True)
class Asked:
    """One call as it came, byte for byte."""

    method: str
    target: str  # with the query string
    headers: Mapping[str, str]
    body: bytes

    @property
    def line(self) -> str:
        return f"{self.method} {self.target}"


class StandIn:
    """One provider's API, by the facts. Each begins empty, on a server that outlives it."""

    paths = ".*"

    def __init__(self, server: HTTPServer) -> None:
        self.server = server
        self.asked: list[Asked] = []
        self.released = threading.Event()
        self._instead: dict[str, list[Handler]] = {}
        self._lock = threading.Lock()
        server.clear()
        server.expect_request(re.compile(self.paths)).respond_with_handler(self._answer)

    @property
    def url(self) -> str:
        return self.server.url_for("").rstrip("/")

    @property
    def calls(self) -> list[str]:
        """What was asked, as "GET /v4/webhooks", in order."""
        return [one.line for one in self.asked]

    def changes(self) -> list[str]:
        """The calls that were more than a question."""
        return [one.line for one in self.asked if one.method != "GET"]

    def first(self, method: str, *handlers: Handler) -> None:
        """Have the next calls of a method answered by these instead."""
        self._instead.setdefault(method, []).extend(handlers)

    def forget(self) -> None:
        """Answer as usual from now on."""
        self._instead.clear()

    def close(self) -> None:
        """Let go of the calls that are held back."""
        self.released.set()

    # --- what a provider does, by its facts -------------------------------------------------------

    def refused(self, request: Request) -> Response | None:
        """The answer to a call that proves nothing; None where it is proven."""
        raise NotImplementedError

    def serve(self, request: Request) -> Response:
        """The answer to a call that may be made."""
        raise NotImplementedError

    def error(self, status: int, code: str, words: str, **headers: str) -> Response:
        """A refusal in the shape of this provider."""
        raise NotImplementedError

    def duplicate(self) -> Response:
        """The refusal of a callback that is there already."""
        return self.error(409, "DUPLICATE", "It exists already")

    # --- faults -----------------------------------------------------------------------------------

    def unauthorized(self, request: Request) -> Response:
        return self.error(401, "0201", "Invalid Nonce or Invalid Credentials")

    def duplicated(self, request: Request) -> Response:
        return self.duplicate()

    def busy(self, seconds: int = 20) -> Handler:
        words = "Too many requests"
        return lambda _: self.error(429, "0200", words, **{"Retry-After": str(seconds)})

    def failed(self, request: Request) -> Response:
        return Response("<html>Internal error</html>", 500, content_type="text/html")

    def slow(self, request: Request) -> Response:
        """Hold the answer back until the test is over."""
        self.released.wait(10)
        return Response(status=504)

    def cut(self, request: Request) -> Response:
        """Close the connection without an answer."""
        connection: socket.socket = request.environ["werkzeug.socket"]
        connection.shutdown(socket.SHUT_RDWR)
        return Response(status=500)

    def garbled(self, request: Request) -> Response:
        return Response('{"webhooks": [{"id": 1133', content_type="application/json")

    def redirect(self, url: str) -> Handler:
        return lambda _: Response(status=307, headers={"Location": url})

    def done_but(self, handler: Handler) -> Handler:
        """Do what is asked, then answer by a fault: nobody out there can know that it was done."""

        def do(request: Request) -> Response | None:
            self.serve(request)
            return handler(request)

        return do

    # --- inside -----------------------------------------------------------------------------------

    def _answer(self, request: Request) -> Response:
        target, headers = request.environ["REQUEST_URI"], dict(request.headers)
        self.asked.append(Asked(request.method, target, headers, request.get_data()))
        if refused := self.refused(request):
            return refused
        waiting = self._instead.get(request.method, [])
        return (waiting.pop(0)(request) if waiting else None) or self._served(request)

    def _served(self, request: Request) -> Response:
        if request.get_data() and request.mimetype != "application/json":
            return self.error(415, "0415", "Unsupported media type")
        with self._lock:
            return self.serve(request)


class Trap(StandIn):
    """A server of this machine that nobody may be led to."""

    def refused(self, request: Request) -> Response | None:
        return None

    def serve(self, request: Request) -> Response:
        return reply(200, [])


def reply(status: int, body: object, **headers: str) -> Response:
    return Response(json.dumps(body), status, headers, content_type="application/json")
