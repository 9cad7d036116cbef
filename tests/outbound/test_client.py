"""Holds the HTTP client to its bounds against servers that misbehave on real sockets."""

import socket
import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest

from app import __version__
from app.core.errors import ProviderUnreachable, SettingsError
from app.outbound.client import AnswerLost, Client, Limits, NotSent, Reply

if TYPE_CHECKING:
    from tests.outbound.conftest import RawServers

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"


@pytest.fixture
def client() -> Iterator[Client]:
    with Client(dev=True, limits=Limits(connect=1, read=0.3, whole=1)) as made:
        yield made


def get(client: Client, url: str, target: str = "/") -> Reply:
    return client.send("GET", url, target, {}, b"")


def says(*parts: bytes) -> Callable[[socket.socket], None]:
    return lambda connection: connection.sendall(b"".join(parts))


def test_target_and_body_go_out_byte_for_byte(client: Client, raw: "RawServers") -> None:
    url = raw.start(says(HEAD, b"Content-Length: 2\r\n\r\n{}"))
    body = '{"name":"Zúñiga"}'.encode()
    answer = client.send("POST", url, "/v4/x/?b=2&a=%2f1,2", {"X-Mine": "1"}, body)
    assert answer == Reply(200, b"{}")
    head, _, sent = raw.requests[0].partition(b"\r\n\r\n")
    assert head.startswith(b"POST /v4/x/?b=2&a=%2f1,2 HTTP/1.1\r\n")
    assert f"User-Agent: Acuse/{__version__}".encode() in head
    assert b"Accept-Encoding: identity" in head
    assert b"X-Mine: 1" in head
    assert sent == body


def test_silence_ends_in_an_answer_lost(client: Client, raw: "RawServers") -> None:
    url = raw.start(lambda connection: connection.recv(1) and None)
    with pytest.raises(AnswerLost) as caught:
        get(client, url)
    assert caught.value.cause == "The answer did not come in time."


def test_answer_that_drips_is_cut_at_the_deadline(client: Client, raw: "RawServers") -> None:
    def drip(connection: socket.socket) -> None:
        connection.sendall(HEAD + b"Content-Length: 100000\r\n\r\n")
        connection.settimeout(0.1)
        while True:
            try:
                connection.sendall(b" ")
                if not connection.recv(1):
                    return
            except TimeoutError:
                continue
            except OSError:
                return

    begin = time.monotonic()
    with pytest.raises(AnswerLost):
        get(client, raw.start(drip))
    assert time.monotonic() - begin < 5


@pytest.mark.parametrize(
    "answer",
    [b"", HEAD + b"Content-Length: 99\r\n\r\n{", b"\x16\x03\x01 no HTTP\r\n\r\n", b"HTTP/1.1 2"],
)
def test_cut_connection_is_an_answer_lost(client: Client, raw: "RawServers", answer: bytes) -> None:
    with pytest.raises(AnswerLost) as caught:
        get(client, raw.start(says(answer)))
    assert "cut" in caught.value.cause


def test_nobody_listening_means_nothing_was_sent(client: Client) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        url = f"http://127.0.0.1:{listener.getsockname()[1]}"
    with pytest.raises(NotSent) as caught:
        get(client, url)
    assert "refused" in caught.value.cause.lower()
    assert isinstance(caught.value, ProviderUnreachable)


def test_unknown_name_means_nothing_was_sent(client: Client) -> None:
    with pytest.raises(NotSent) as caught:
        get(client, "http://no-such-host.invalid")
    assert caught.value.cause == "The name no-such-host.invalid is not known."


def test_redirect_is_an_answer_and_is_not_followed(client: Client, raw: "RawServers") -> None:
    reached: list[bool] = []
    trap = raw.start(lambda connection: reached.append(True))
    url = raw.start(
        says(f"HTTP/1.1 302 Found\r\nLocation: {trap}/\r\n".encode(), b"Content-Length: 0\r\n\r\n")
    )
    assert get(client, url) == Reply(302, b"", location=f"{trap}/")
    assert not reached


def test_answer_beyond_one_mebibyte_is_refused(client: Client, raw: "RawServers") -> None:
    def flood(connection: socket.socket) -> None:
        try:
            connection.sendall(HEAD + b"Connection: close\r\n\r\n")
            for _ in range(4096):
                connection.sendall(b"x" * 1024)
        except OSError:
            return  # the client hung up, as it should

    with pytest.raises(AnswerLost, match="1 MiB"):
        get(client, raw.start(flood))


def test_compressed_answer_is_refused(client: Client, raw: "RawServers") -> None:
    url = raw.start(says(HEAD, b"Content-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{}"))
    with pytest.raises(AnswerLost, match="compressed"):
        get(client, url)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [("7", 7.0), ("0", 0.0), ("-1", None), ("soon", None), ("9999999", None), ("٣", None)],
)
def test_retry_after_is_read_when_it_is_seconds(
    client: Client, raw: "RawServers", header: str, seconds: float | None
) -> None:
    url = raw.start(
        says(
            b"HTTP/1.1 429 Busy\r\nRetry-After: ", header.encode(), b"\r\nContent-Length: 0\r\n\r\n"
        )
    )
    assert get(client, url) == Reply(429, b"", retry_after=seconds)


def test_address_is_checked_when_the_connection_is_made(raw: "RawServers") -> None:
    reached: list[bool] = []
    url = raw.start(lambda connection: reached.append(True))
    with Client() as strict, pytest.raises(SettingsError, match="refused"):
        get(strict, url.replace("127.0.0.1", "localhost"))
    assert not reached


def test_closing_twice_does_nothing() -> None:
    client = Client()
    client.close()
    client.close()


def test_next_address_of_a_name_is_tried_when_one_does_not_answer(
    client: Client, raw: "RawServers", monkeypatch: pytest.MonkeyPatch
) -> None:
    url = raw.start(says(HEAD, b"Content-Length: 2\r\n\r\n{}"))
    answered = ["127.0.0.2", "127.0.0.1"]
    monkeypatch.setattr("app.outbound.transport.resolve", lambda host, port, dev: answered)
    named = url.replace("127.0.0.1", "api.example.com")
    assert get(client, named) == Reply(200, b"{}")
    assert b"Host: api.example.com:" in raw.requests[0]


def test_name_that_resolves_into_a_private_network_gets_no_connection(
    raw: "RawServers", monkeypatch: pytest.MonkeyPatch
) -> None:
    url = raw.start(says(HEAD, b"Content-Length: 2\r\n\r\n{}"))
    resolved = [
        (socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 443))
        for address in ("52.15.91.227", "127.0.0.1")
    ]
    monkeypatch.setattr("app.outbound.addresses.socket.getaddrinfo", lambda *_, **__: resolved)
    with Client() as strict, pytest.raises(SettingsError, match=r"api.example.com is refused"):
        get(strict, url.replace("127.0.0.1", "api.example.com"))
    monkeypatch.undo()
    assert raw.requests == []
