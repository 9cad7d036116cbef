"""What can be answered, and its bytes: no answer tells more than its status. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from types import MappingProxyType
from typing import TypeAlias

Headers: TypeAlias = tuple[tuple[bytes, bytes], ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What is sent back."""

    status: int
    body: bytes
    headers: Headers
    whole: bytes = field(init=False, repr=False)  # as it is sent, when others may follow
    last: bytes = field(init=False, repr=False)  # as it is sent before we hang up

    def __post_init__(self) -> None:
        length = (b"content-length", b"%d" % len(self.body))
        for name, closing in (("whole", ()), ("last", ((b"connection", b"close"),))):
            headers = (*self.headers, length, *closing)
            object.__setattr__(self, name, _rendered(self.status, headers, self.body))


def _rendered(status: int, headers: Headers, body: bytes) -> bytes:
    lines = [b"HTTP/1.1 %d %s" % (status, HTTPStatus(status).phrase.encode())]
    lines += [name + b": " + value for name, value in headers]
    return b"\r\n".join([*lines, b"", body])


JSON = (b"content-type", b"application/json")
RECEIVED = Answer(200, b'{"received":true}', (JSON,))


def _refusal(status: int, words: str, *headers: tuple[bytes, bytes]) -> Answer:
    return Answer(status, f'{{"error":"{words}"}}'.encode(), (JSON, *headers))


REFUSALS: Mapping[int, Answer] = MappingProxyType(
    {
        400: _refusal(400, "bad request"),
        401: _refusal(401, "unauthorized"),
        404: _refusal(404, "not found"),
        405: _refusal(405, "method not allowed", (b"allow", b"POST")),
        408: _refusal(408, "request timeout"),
        411: _refusal(411, "length required"),
        413: _refusal(413, "content too large"),
        415: _refusal(415, "unsupported media type"),
        431: _refusal(431, "request header fields too large"),
        503: _refusal(503, "service unavailable", (b"retry-after", b"5")),
    }
)
GO_ON = b"HTTP/1.1 100 Continue\r\n\r\n"  # for who asks before sending a body
