"""The answers of the receiver over a real socket."""

import contextlib
import socket
import threading
import time
from concurrent.futures import Future
from datetime import UTC, datetime
from typing import Any

import pytest

from app.core.delivery import Delivery, Outcome, Receipt, Source
from app.core.errors import PortInUse, SettingsError, StoreError
from app.receiver.server import Receiver


def test_a_good_delivery_is_kept_before_it_is_acknowledged(house: Any, desk: Any) -> None:
    order: list[str] = []

    def keep(delivery: Delivery, future: "Future[Receipt]") -> None:
        def commit() -> None:
            order.append("kept")
            future.set_result(Receipt(7, 1, datetime.now(UTC)))

        threading.Timer(0.1, commit).start()

    desk.keep = keep
    answer = house.ask(house.request())
    order.append("answered")
    assert order == ["kept", "answered"]
    assert answer.startswith(b"HTTP/1.1 200 OK\r\n")
    assert answer.endswith(b'\r\n\r\n{"received":true}')
    assert desk.acknowledged == [(7, 200)]


def test_an_answer_tells_nothing_of_the_server(house: Any) -> None:
    head, _, _ = house.ask(house.request()).partition(b"\r\n\r\n")
    names = {line.partition(b":")[0].lower() for line in head.split(b"\r\n")[1:]}
    assert names <= {b"content-type", b"content-length", b"connection"}


def test_a_delivery_is_kept_byte_for_byte(house: Any, desk: Any) -> None:
    body = b'{"a" : 1.50,\r\n "b":"\xc3\xb1\\u00f1\x00\xff"}'
    house.ask(house.request(body, X_Signature="\xe9 b"))
    request = desk.kept[0].request
    assert request.body == body
    assert request.header("x-signature") == b"\xe9 b"
    assert request.provider == "sample"
    assert request.peer == "127.0.0.1"
    assert request.received_at.tzinfo is UTC


@pytest.mark.parametrize(
    ("rest", "status", "tail"),
    [
        ("", 200, ""),
        ("/", 200, ""),
        ("/v1/banking/transfers", 200, "v1/banking/transfers"),
        ("/v1/banking/transfers/", 200, "v1/banking/transfers"),
        ("?retry=1", 200, ""),
        ("//", 404, None),
        ("/v1", 404, None),
        ("/v1/banking/transfers//", 404, None),
        ("/../x", 404, None),
        ("%2f", 404, None),
        ("x", 404, None),
    ],
)
def test_the_path_is_matched_exactly(
    house: Any, desk: Any, rest: str, status: int, tail: str | None
) -> None:
    assert house.status(house.request(path=house.path + rest)) == status
    assert [one.request.tail for one in desk.kept] == ([] if tail is None else [tail])


@pytest.mark.parametrize(
    ("outcome", "status"),
    [(Outcome.TRUSTED, 200), (Outcome.AWAITING_KEY, 200), (Outcome.QUARANTINED, 401)],
)
def test_what_is_answered_is_kept_first(
    house: Any, desk: Any, outcome: Outcome, status: int
) -> None:
    assert house.status(house.request(outcome.value.encode())) == status
    assert desk.kept[0].verdict.outcome is outcome
    assert desk.acknowledged == [(1, status)]


@pytest.mark.parametrize("body", [Outcome.UNCONFIGURED.value.encode(), b"broken"])
def test_our_own_fault_is_answered_503_and_not_kept(house: Any, desk: Any, body: bytes) -> None:
    answer = house.ask(house.request(body))
    assert answer.startswith(b"HTTP/1.1 503 ")
    assert b"\r\nretry-after: 5\r\n" in answer
    assert desk.kept == []


def test_a_doubled_security_header_goes_to_quarantine(house: Any, desk: Any) -> None:
    twice = house.request(X_Signature="1").replace(b"X-Signature: 1", b"X-Signature: 1\r\n" * 2, 1)
    assert house.status(twice.replace(b"\r\n\r\n\r\n", b"\r\n\r\n", 1)) == 401
    assert desk.kept[0].verdict.reason == "The header x-signature arrived 2 times."


@pytest.mark.parametrize("error", [StoreError("The disk is full."), RuntimeError("a mistake")])
def test_a_store_that_fails_is_answered_503(house: Any, desk: Any, error: Exception) -> None:
    desk.keep = lambda delivery, future: future.set_exception(error)
    answer = house.ask(house.request())
    assert answer.startswith(b"HTTP/1.1 503 ")
    assert b"\r\nretry-after: 5\r\n" in answer
    assert desk.acknowledged == []


def test_a_store_that_raises_at_once_is_answered_503(house: Any, desk: Any) -> None:
    def keep(delivery: Delivery, future: "Future[Receipt]") -> None:
        raise StoreError("The store is closed.")

    desk.keep = keep
    assert house.status(house.request()) == 503


def test_a_store_that_takes_too_long_is_answered_503(hasty: Any, desk: Any) -> None:
    late: list[Future[Receipt]] = []
    desk.keep = lambda delivery, future: late.append(future)
    assert hasty.status(hasty.request()) == 503
    late[0].set_result(Receipt(1, 1, datetime.now(UTC)))  # nobody may mind
    assert desk.acknowledged == []


def test_a_test_event_is_known_by_its_path(house: Any, desk: Any) -> None:
    house.ask(house.request(path="/hooks/sample/a-token-for-test-events"))
    house.ask(house.request())
    assert [one.origin for one in desk.kept] == [Source.TEST, Source.WEBHOOK]


def test_requests_follow_each_other_on_one_connection(house: Any, desk: Any) -> None:
    one, two = house.request(b"one"), house.request(b"two")
    assert house.ask(one + two).count(b"HTTP/1.1 200 OK") == 2
    assert [delivery.request.body for delivery in desk.kept] == [b"one", b"two"]


def test_a_chunked_body_is_put_together(house: Any, desk: Any) -> None:
    head = house.request(b"", without=("Content-Length",), Transfer_Encoding="chunked")
    assert house.status(head, b'4\r\n{"a"\r\n', b"3\r\n:1}\r\n0\r\n\r\n") == 200
    assert desk.kept[0].request.body == b'{"a":1}'


def test_expect_continue_is_answered_before_the_body(house: Any, desk: Any) -> None:
    whole = house.request(b"body", Expect="100-continue")
    with house.connect() as peer:
        peer.sendall(whole[:-4])
        assert peer.recv(1000) == b"HTTP/1.1 100 Continue\r\n\r\n"
        peer.sendall(b"body")
        assert peer.recv(1000).startswith(b"HTTP/1.1 200 OK")


def test_a_body_of_the_largest_size_passes_and_one_byte_more_does_not(
    house: Any, desk: Any
) -> None:
    assert house.status(house.request(b"x" * 1024 * 1024)) == 200
    assert house.status(house.request(b"x" * (1024 * 1024 + 1))) == 413
    chunks = b"10000\r\n" + b"x" * 0x10000 + b"\r\n"
    head = house.request(b"", without=("Content-Length",), Transfer_Encoding="chunked")
    assert house.status(head + chunks * 17 + b"0\r\n\r\n") == 413
    assert [len(delivery.request.body) for delivery in desk.kept] == [1024 * 1024]


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:{port}", 200),
        ("localhost:{port}", 200),
        ("LOCALHOST:{port}", 200),
        ("[::1]:{port}", 200),
        ("hooks.example.com", 200),
        ("hooks.example.com:443", 200),
        ("Hooks.Example.com", 200),
        ("hooks.example.com:8443", 404),
        ("evil.example", 404),
        ("127.0.0.1", 404),
        ("localhost:1", 404),
        ("hooks.example.com.", 404),
        ("hooks.example.com@evil.example", 404),
        ("", 404),
    ],
)
def test_only_our_own_names_are_answered(house: Any, host: str, status: int) -> None:
    assert house.status(house.request(Host=host.format(port=house.port))) == status


# --- time and connections -------------------------------------------------------------------------


def test_a_connection_that_says_nothing_is_closed(hasty: Any) -> None:
    from_start = time.monotonic()
    with hasty.connect() as peer:
        assert peer.recv(100) == b""
    assert 0.3 < time.monotonic() - from_start < 3


@pytest.mark.parametrize("part", [b"POST /hoo", b"\r\n\r\n", b"POST / HTTP/1.1\r\nHost: x\r\nA: "])
def test_a_head_that_does_not_end_is_given_up(hasty: Any, part: bytes) -> None:
    with hasty.connect() as peer:
        peer.sendall(part)
        answer = peer.recv(1000)
        assert answer.startswith(b"HTTP/1.1 408 ")


def test_a_head_in_drops_is_given_up_all_the_same(hasty: Any) -> None:
    from_start = time.monotonic()
    with hasty.connect() as peer:
        peer.settimeout(0.05)
        peer.sendall(b"POST /")
        answer = b""
        while not answer and time.monotonic() - from_start < 5:
            peer.sendall(b"a")
            with contextlib.suppress(TimeoutError):
                answer = peer.recv(1000)
    assert answer.startswith(b"HTTP/1.1 408 ")
    assert time.monotonic() - from_start < 3


def test_a_body_that_does_not_end_is_given_up(hasty: Any, desk: Any) -> None:
    with hasty.connect() as peer:
        peer.sendall(hasty.request(b"x" * 100)[:-1])
        assert peer.recv(1000).startswith(b"HTTP/1.1 408 ")
    assert desk.kept == []


def test_an_idle_connection_is_closed(hasty: Any) -> None:
    with hasty.connect() as peer:
        peer.sendall(hasty.request())
        assert hasty.everything(peer).count(b"HTTP/1.1 200 ") == 1


def test_a_full_house_closes_who_is_idle_and_serves_who_speaks(hasty: Any) -> None:
    idle = [hasty.connect() for _ in range(20)]
    try:
        assert hasty.status(hasty.request()) == 200
    finally:
        for peer in idle:
            peer.close()


def test_a_peer_that_does_not_read_is_hung_up_on(hasty: Any) -> None:
    with hasty.connect() as peer:
        peer.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        with pytest.raises((ConnectionResetError, BrokenPipeError)):
            flood(peer, hasty.request(b"1") * 10_000)


def flood(peer: socket.socket, requests: bytes) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        peer.sendall(requests)


# --- start and stop -------------------------------------------------------------------------------


def again(house: Any, host: str = "127.0.0.1", port: int | None = None) -> Receiver:
    return Receiver(
        host,
        house.port if port is None else port,
        make_gate=house.receiver._make_gate,
        deliver=house.desk.deliver,
        acknowledged=house.desk.note,
        now=lambda: datetime.now(UTC),
    )


def test_a_port_in_use_is_said_with_who_uses_it(house: Any) -> None:
    import os

    with pytest.raises(PortInUse) as caught:
        again(house).start()
    assert caught.value.problem == f"Port {house.port} is in use."
    assert f"(process {os.getpid()})" in caught.value.cause
    assert "--port" in caught.value.remedy


@pytest.mark.parametrize("host", ["192.0.2.1", "no.such.host.invalid"])
def test_an_address_that_is_not_ours_is_said(house: Any, host: str) -> None:
    with pytest.raises(SettingsError, match="cannot be listened on"):
        again(house, host, 0).start()


def test_start_and_stop_may_be_repeated(house: Any) -> None:
    receiver = again(house, port=0)
    receiver.start()
    port = receiver.port
    receiver.start()
    assert receiver.port == port
    assert receiver.stop()
    assert receiver.stop()
    assert not receiver.is_listening


def test_stopping_answers_what_has_arrived(house: Any, desk: Any) -> None:
    waiting: list[Future[Receipt]] = []
    desk.keep = lambda delivery, future: waiting.append(future)
    with house.connect() as peer:
        peer.sendall(house.request())
        while not waiting:
            time.sleep(0.005)
        stopping = threading.Thread(target=house.receiver.stop)
        stopping.start()
        time.sleep(0.2)
        waiting[0].set_result(Receipt(1, 1, datetime.now(UTC)))
        assert peer.recv(1000).startswith(b"HTTP/1.1 200 ")
        stopping.join()


def test_stopping_does_not_wait_for_a_body_that_does_not_come(hasty: Any) -> None:
    with hasty.connect() as peer:
        peer.sendall(hasty.request(b"x" * 100)[:-1])
        from_stop = time.monotonic()
        assert hasty.receiver.stop()
        assert time.monotonic() - from_stop < 3


def test_who_comes_as_it_stops_is_not_forgotten(house: Any) -> None:
    for _ in range(5):
        receiver = again(house, port=0)
        receiver.start()
        peers = [socket.create_connection(("127.0.0.1", receiver.port), 10) for _ in range(5)]
        assert receiver.stop()  # a connection that is left open fails the test
        for peer in peers:
            peer.close()
