"""Hostile requests over a raw socket: each has its status, and none reaches the store."""

from typing import Any

import pytest

# What is sent, with {path}, {port} and {host} filled in; a good request is never among it.
GOOD_HEAD = "Host: {host}\r\nContent-Type: application/json\r\n"
BODY = "Content-Length: 2\r\n\r\n{{}}"

CORPUS: dict[str, tuple[str, int]] = {
    # the request line
    "get": ("GET {path} HTTP/1.1\r\nHost: {host}\r\n\r\n", 405),
    "head": ("HEAD {path} HTTP/1.1\r\nHost: {host}\r\n\r\n", 405),
    "put": ("PUT {path} HTTP/1.1\r\n" + GOOD_HEAD + BODY, 405),
    "options": ("OPTIONS {path} HTTP/1.1\r\nHost: {host}\r\nOrigin: https://x\r\n\r\n", 405),
    "options star": ("OPTIONS * HTTP/1.1\r\nHost: {host}\r\n\r\n", 405),
    "connect": ("CONNECT {host} HTTP/1.1\r\nHost: {host}\r\n\r\n", 405),
    "trace": ("TRACE {path} HTTP/1.1\r\nHost: {host}\r\n\r\n", 405),
    "lower-case method": ("post {path} HTTP/1.1\r\n" + GOOD_HEAD + BODY, 400),
    "unknown method": ("STORE {path} HTTP/1.1\r\n" + GOOD_HEAD + BODY, 400),
    "no version": ("POST {path}\r\n" + GOOD_HEAD + BODY, 400),
    "version 0.9": ("POST {path} HTTP/0.9\r\n" + GOOD_HEAD + BODY, 400),
    "version 1.2": ("POST {path} HTTP/1.2\r\n" + GOOD_HEAD + BODY, 400),
    "version 2.0": ("POST {path} HTTP/2.0\r\n" + GOOD_HEAD + BODY, 400),
    "HTTP/2 preface": ("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400),
    "TLS bytes": ("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 400),
    "garbage": ("\x00\xff\x00\xff" * 10, 400),
    "space in target": ("POST {path} x HTTP/1.1\r\n" + GOOD_HEAD + BODY, 400),
    # the path
    "wrong token": ("POST {path}x HTTP/1.1\r\n" + GOOD_HEAD + BODY, 404),
    "wrong provider": ("POST /hooks/juno/abc HTTP/1.1\r\n" + GOOD_HEAD + BODY, 404),
    "root": ("POST / HTTP/1.1\r\n" + GOOD_HEAD + BODY, 404),
    "dots": ("POST /x/..{path} HTTP/1.1\r\n" + GOOD_HEAD + BODY, 404),
    "encoded slash": ("POST /hooks%2fsample/x HTTP/1.1\r\n" + GOOD_HEAD + BODY, 404),
    "encoded NUL": ("POST {path}%00 HTTP/1.1\r\n" + GOOD_HEAD + BODY, 404),
    "double slash": ("POST /{path} HTTP/1.1\r\n" + GOOD_HEAD + BODY, 404),
    "absolute target": ("POST http://{host}{path} HTTP/1.1\r\n" + GOOD_HEAD + BODY, 404),
    "fragment": ("POST {path}#x HTTP/1.1\r\n" + GOOD_HEAD + BODY, 404),
    "backslashes": ("POST \\hooks\\sample HTTP/1.1\r\n" + GOOD_HEAD + BODY, 400),
    "8 KB path": ("POST /" + "a" * 8192 + " HTTP/1.1\r\n" + GOOD_HEAD + BODY, 404),
    "20 KB path": ("POST /" + "a" * 20_000 + " HTTP/1.1\r\n" + GOOD_HEAD + BODY, 431),
    # the host, and pages in a browser
    "no host": ("POST {path} HTTP/1.1\r\nContent-Type: application/json\r\n" + BODY, 400),
    "two hosts": ("POST {path} HTTP/1.1\r\nHost: {host}\r\n" + GOOD_HEAD + BODY, 400),
    "foreign host": (
        "POST {path} HTTP/1.1\r\nHost: evil.example\r\nContent-Type: application/json\r\n" + BODY,
        404,
    ),
    "origin": ("POST {path} HTTP/1.1\r\nOrigin: null\r\n" + GOOD_HEAD + BODY, 404),
    "fetch": ("POST {path} HTTP/1.1\r\nSec-Fetch-Site: cross-site\r\n" + GOOD_HEAD + BODY, 404),
    # the content
    "form": (
        "POST {path} HTTP/1.1\r\nHost: {host}\r\nContent-Type: text/plain\r\n" + BODY,
        415,
    ),
    "no type": ("POST {path} HTTP/1.1\r\nHost: {host}\r\n" + BODY, 415),
    "two types": (
        "POST {path} HTTP/1.1\r\nContent-Type: text/html\r\n" + GOOD_HEAD + BODY,
        415,
    ),
    "gzip": ("POST {path} HTTP/1.1\r\nContent-Encoding: gzip\r\n" + GOOD_HEAD + BODY, 415),
    # the framing
    "no length": ("POST {path} HTTP/1.1\r\n" + GOOD_HEAD + "\r\n", 411),
    "huge length": (
        "POST {path} HTTP/1.1\r\nContent-Length: 99999999999\r\n" + GOOD_HEAD + "\r\n",
        413,
    ),
    "length over 64 bits": (
        "POST {path} HTTP/1.1\r\nContent-Length: " + "9" * 40 + "\r\n" + GOOD_HEAD + "\r\n",
        400,
    ),
    "two lengths": (
        "POST {path} HTTP/1.1\r\nContent-Length: 2\r\n" + GOOD_HEAD + BODY,
        400,
    ),
    "list of lengths": (
        "POST {path} HTTP/1.1\r\n" + GOOD_HEAD + "Content-Length: 2, 2\r\n\r\n{{}}",
        400,
    ),
    "underscored length": (
        "POST {path} HTTP/1.1\r\n" + GOOD_HEAD + "Content-Length: 1_0\r\n\r\n{{}}",
        400,
    ),
    "signed length": (
        "POST {path} HTTP/1.1\r\n" + GOOD_HEAD + "Content-Length: +2\r\n\r\n{{}}",
        400,
    ),
    "negative length": (
        "POST {path} HTTP/1.1\r\n" + GOOD_HEAD + "Content-Length: -2\r\n\r\n{{}}",
        400,
    ),
    "length and chunked": (
        "POST {path} HTTP/1.1\r\nTransfer-Encoding: chunked\r\n" + GOOD_HEAD + BODY,
        400,
    ),
    "chunked and length": (
        "POST {path} HTTP/1.1\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n"
        + GOOD_HEAD
        + "\r\n0\r\n\r\n",
        400,
    ),
    "two encodings": (
        "POST {path} HTTP/1.1\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n"
        + GOOD_HEAD
        + "\r\n0\r\n\r\n",
        400,
    ),
    "gzip, chunked": (
        "POST {path} HTTP/1.1\r\nTransfer-Encoding: gzip, chunked\r\n" + GOOD_HEAD + "\r\n",
        400,
    ),
    "identity": (
        "POST {path} HTTP/1.1\r\nTransfer-Encoding: identity\r\n" + GOOD_HEAD + "\r\n",
        400,
    ),
    "chunked in 1.0": (
        "POST {path} HTTP/1.0\r\nTransfer-Encoding: chunked\r\n" + GOOD_HEAD + "\r\n0\r\n\r\n",
        400,
    ),
    "bad chunk size": (
        "POST {path} HTTP/1.1\r\nTransfer-Encoding: chunked\r\n" + GOOD_HEAD + "\r\nzz\r\n{{}}\r\n",
        400,
    ),
    "bad chunk end": (
        "POST {path} HTTP/1.1\r\nTransfer-Encoding: chunked\r\n"
        + GOOD_HEAD
        + "\r\n2\r\n{{}}XX0\r\n\r\n",
        400,
    ),
    "chunk size over 64 bits": (
        "POST {path} HTTP/1.1\r\nTransfer-Encoding: chunked\r\n"
        + GOOD_HEAD
        + "\r\n"
        + "f" * 20
        + "\r\n{{}}\r\n0\r\n\r\n",
        400,
    ),
    "trailer": (
        "POST {path} HTTP/1.1\r\nTransfer-Encoding: chunked\r\n"
        + GOOD_HEAD
        + "\r\n2\r\n{{}}\r\n0\r\nX-Signature: x\r\n\r\n",
        400,
    ),
    # the headers
    "space before colon": (
        "POST {path} HTTP/1.1\r\nX-A : b\r\n" + GOOD_HEAD + BODY,
        400,
    ),
    "folded header": (
        "POST {path} HTTP/1.1\r\nX-A: b\r\n c\r\n" + GOOD_HEAD + BODY,
        400,
    ),
    "NUL in header": ("POST {path} HTTP/1.1\r\nX-A: b\0c\r\n" + GOOD_HEAD + BODY, 400),
    "CR in header": ("POST {path} HTTP/1.1\r\nX-A: b\rc\r\n" + GOOD_HEAD + BODY, 400),
    "no colon": ("POST {path} HTTP/1.1\r\nX-A\r\n" + GOOD_HEAD + BODY, 400),
    "empty name": ("POST {path} HTTP/1.1\r\n: x\r\n" + GOOD_HEAD + BODY, 400),
    "20 KB header": (
        "POST {path} HTTP/1.1\r\nX-A: " + "a" * 20_000 + "\r\n" + GOOD_HEAD + BODY,
        431,
    ),
    "20 KB of a header without end": ("POST {path} HTTP/1.1\r\nX-A: " + "a" * 20_000, 431),
    "200 headers": (
        "POST {path} HTTP/1.1\r\n" + "X-A: b\r\n" * 200 + GOOD_HEAD + BODY,
        431,
    ),
    "upgrade": (
        "POST {path} HTTP/1.1\r\nConnection: upgrade\r\nUpgrade: websocket\r\n" + GOOD_HEAD + BODY,
        400,
    ),
}


@pytest.mark.parametrize("name", CORPUS)
def test_a_hostile_request_is_turned_away(house: Any, desk: Any, name: str) -> None:
    text, status = CORPUS[name]
    host = f"127.0.0.1:{house.port}"
    answer = house.ask(text.format(path=house.path, port=house.port, host=host).encode("latin-1"))
    assert answer.startswith(b"HTTP/1.1 %d " % status), answer
    assert answer.count(b"HTTP/1.1 ") == 1
    assert b"\r\nconnection: close\r\n" in answer
    assert desk.kept == []
    assert house.status(house.request()) == 200  # and the next one is served


SMUGGLERS = {
    "after a bad length": "Content-Length: 2, 2\r\n\r\n{}",
    "after chunked and length": "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n",
    "after no length": "\r\n",
    "after a bad chunk": "Transfer-Encoding: chunked\r\n\r\n2\r\n{}XX0\r\n\r\n",
    "after a closed connection": "Connection: close\r\nContent-Length: 2\r\n\r\n{}",
}


@pytest.mark.parametrize("name", SMUGGLERS)
def test_a_second_request_is_not_smuggled_in(house: Any, desk: Any, name: str) -> None:
    head = (
        f"POST {house.path} HTTP/1.1\r\nHost: 127.0.0.1:{house.port}\r\n"
        "Content-Type: application/json\r\n"
    )
    answer = house.ask((head + SMUGGLERS[name]).encode() + house.request(b"smuggled"))
    assert answer.count(b"HTTP/1.1 ") == 1
    assert [one for one in desk.kept if one.request.body == b"smuggled"] == []


def test_garbage_after_a_good_request_does_not_cost_its_answer(house: Any, desk: Any) -> None:
    answer = house.ask(house.request(b"good") + b"\x00garbage\r\n\r\n")
    assert answer.count(b"HTTP/1.1 ") == 1
    assert answer.startswith(b"HTTP/1.1 200 ")
    assert [one.request.body for one in desk.kept] == [b"good"]


def test_a_refusal_is_read_even_while_the_body_is_still_sent(house: Any) -> None:
    assert house.status(house.request(b"x" * 900_000, path="/hooks/sample/wrong")) == 404


def test_a_flood_of_garbage_fills_no_log(house: Any, caplog: pytest.LogCaptureFixture) -> None:
    for _ in range(30):
        house.ask(b"\x1b[31mgarbage\r\n\r\n")
    lines = [record.getMessage() for record in caplog.records if record.name == "acuse.receiver"]
    assert len(lines) == 1
    assert "\x1b" not in lines[0]
