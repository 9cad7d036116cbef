"""Feeds connections bytes in any pieces, at any moment of their life, and holds the answers
against what was asked: none out of turn, none too many, none missing.

Part of tests/torture/fuzz.py. What comes in is real, down to the parser; the wire, the clock and
the store are played, so that an input is the same each time.
"""

from __future__ import annotations

import asyncio
import logging
import re
from collections import deque
from collections.abc import Sequence
from concurrent.futures import Future
from datetime import UTC, datetime
from typing import Any

from app.core.addresses import AddressRule
from app.core.delivery import Delivery, Receipt, Trust
from app.core.errors import StoreError
from app.providers import PROVIDERS
from app.receiver.caller import Caller
from app.receiver.desk import Desk, Kept
from app.receiver.intake import Connection, Gate, own_hosts
from app.receiver.limits import Limits
from app.receiver.notices import Notices
from app.receiver.roster import Roster

NOW = datetime(2026, 11, 21, tzinfo=UTC)
SECRET = "of-the-fuzzer"
PATH = "/hooks/just_wallet/of-the-fuzzer-too"
HEAD = f"POST {PATH} HTTP/1.1\r\nHost: 127.0.0.1:8787\r\nContent-Type: application/json\r\n"
_PLAIN = {"mode": "plain"}  # the bare secret is the signature, so that pieces can be put together
_TRUST = Trust(credentials={"webhook_secret": SECRET}, options=_PLAIN)
_GATE = Gate(
    (Connection(PROVIDERS["just_wallet"], PATH.rsplit("/", 1)[1], _TRUST, AddressRule()),),
    own_hosts("127.0.0.1", 8787, ""),
)
_TRUE, _FALSE = f"Signature: {SECRET}\r\n", "Signature: forged\r\n"
_ONE_BODY = "Content-Length: 2\r\n\r\n{}"

# What a stream is put together of: whole requests, and what stands in hostile ones.
PIECES: Sequence[bytes] = tuple(
    piece.encode("latin-1")
    for piece in (
        *((HEAD + _TRUE + _ONE_BODY,) * 4),
        *((HEAD + _FALSE + _ONE_BODY,) * 3),
        HEAD + _TRUE + "Connection: close\r\n" + _ONE_BODY,
        HEAD.replace("1.1\r\nHost", "1.0\r\nHost") + _TRUE + _ONE_BODY,
        HEAD + _TRUE + "Expect: 100-continue\r\nContent-Length: 2\r\n\r\n",
        HEAD + _TRUE + "Transfer-Encoding: chunked\r\n\r\n",
        "2\r\n{}\r\n",
        "2;ext=1\r\n{}\r\n",
        "0\r\n\r\n",
        "0\r\nX-Trailer: x\r\n\r\n",
        "ffffffffffffffffff\r\n",
        "{}",
        "\r\n",
        "\n",
        "\r",
        "\0",
        HEAD,
        f"GET {PATH} HTTP/1.1\r\nHost: 127.0.0.1:8787\r\n\r\n",
        f"POST {PATH}x HTTP/1.1\r\nHost: 127.0.0.1:8787\r\n",
        "CONNECT a:1 HTTP/1.1\r\nHost: a:1\r\n\r\n",
        "POST ",
        PATH,
        " HTTP/1.1\r\n",
        " HTTP/9.9\r\n",
        "Host: 127.0.0.1:8787\r\n",
        "Content-Type: application/json\r\n",
        "Content-Length: 2\r\n",
        "Content-Length: 2, 2\r\n",
        "Content-Length: -1\r\n",
        "Content-Length: 99999999999999999999\r\n",
        "Content-Length: 1048577\r\n",
        "Transfer-Encoding: chunked\r\n",
        "Transfer-Encoding: gzip, chunked\r\n",
        "Connection: upgrade\r\nUpgrade: websocket\r\n",
        "Expect: 100-continue\r\n",
        "X: " + "x" * 17_000 + "\r\n",
        "X: y\r\n" * 120,
        " folded\r\n",
        "X : y\r\n",
    )
)


class Wire(asyncio.Transport):
    """The other end of a connection: keeps what is written, and hands over what is sent."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        super().__init__()
        self.loop = loop
        self.written = b""
        self.caller: Caller | None = None
        self.is_aborted = self.is_paused = self.is_ended = False
        self._is_closing = False

    def write(self, data: Any) -> None:
        assert not self.is_ended, "written after the end"
        assert not self._is_closing, "written after it was closed"
        self.written += data

    def can_write_eof(self) -> bool:
        return True

    def write_eof(self) -> None:
        self.is_ended = True

    def is_closing(self) -> bool:
        return self._is_closing

    def close(self) -> None:
        if not self._is_closing:
            self._is_closing = True
            assert self.caller is not None
            self.loop.call_soon(self.caller.connection_lost, None)

    def abort(self) -> None:
        self.is_aborted = True
        self.close()

    def pause_reading(self) -> None:
        self.is_paused = True

    def resume_reading(self) -> None:
        self.is_paused = False

    def set_write_buffer_limits(self, high: int | None = None, low: int | None = None) -> None:
        pass

    def get_extra_info(self, name: str, default: Any = None) -> Any:
        ends = {"peername": ("127.0.0.1", 50_000), "sockname": ("127.0.0.1", 8787)}
        return ends.get(name, default)


class Played:
    """A desk and the store behind it, which answers when it is told to."""

    def __init__(self) -> None:
        self.handed: list[int] = []  # the statuses that are due once it is kept
        self.waiting: deque[tuple[Sequence[Delivery], Future[Kept]]] = deque()
        self.limits, self.notices = Limits(), Notices()
        self.desk = Desk(
            lambda: _GATE, self.deliver, lambda *_: None, lambda: NOW, self.limits, self.notices
        )
        self.roster = Roster(self.limits, self.desk)

    def deliver(self, deliveries: Sequence[Delivery]) -> Future[Kept]:
        self.handed += [200 if one.verdict.is_trusted else 401 for one in deliveries]
        future: Future[Kept] = Future()
        self.waiting.append((deliveries, future))
        return future

    def answer(self, *, is_well: bool) -> None:
        if self.waiting:
            deliveries, future = self.waiting.popleft()
            if is_well:
                future.set_result([Receipt(1, 1, NOW) for _ in deliveries])
            else:
                future.set_exception(StoreError("It is played."))


class Faults(logging.Handler):
    """A mistake of ours that the receiver has answered with 503 is one all the same."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.seen: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.seen.append(self.format(record))


_ANSWER = re.compile(rb"HTTP/1\.1 (\d{3}) [^\r]*\r\n((?:[^\r]+\r\n)*)\r\n")


def answers(written: bytes) -> list[tuple[int, bool]]:
    """Status of each answer, and whether it announced the end; fails on anything else."""
    found, at = [], 0
    while at < len(written):
        match = _ANSWER.match(written, at)
        assert match, f"no answer: {written[at : at + 60]!r}"
        status, head = int(match[1]), match[2]
        length = re.search(rb"content-length: (\d+)\r\n", head)
        at = match.end() + (int(length[1]) if length else 0)
        if status != 100:
            found.append((status, b"connection: close\r\n" in head))
    return found


async def live(data: bytes) -> None:
    """The life of one connection: the first bytes choose pieces, the others what happens."""
    count = 1 + data[0] % 6
    chosen, plan = data[1 : 1 + count], data[1 + count :]
    stream = b"".join(PIECES[one % len(PIECES)] for one in chosen) + plan[-3:]
    played = Played()
    wire = Wire(asyncio.get_running_loop())
    caller = Caller(played.desk, played.roster, played.limits, played.notices)
    wire.caller = caller
    caller.connection_made(wire)
    is_over = False  # the peer has stopped writing

    def feed(size: int) -> None:
        nonlocal stream
        if not (is_over or wire.is_closing() or wire.is_paused) and stream:
            piece, stream = stream[:size], stream[size:]
            caller.data_received(piece)

    for one in plan:
        match one % 16:
            case 0 | 1 | 2 | 3:
                feed(1 + one // 16)
            case 4 | 5:
                feed(40 * (1 + one // 16))
            case 6:
                feed(len(stream))
            case 7 | 8:
                await asyncio.sleep(0)
            case 9:
                played.answer(is_well=True)
            case 10:
                played.answer(is_well=False)
            case 11 if not (is_over or wire.is_closing() or wire.is_paused):
                is_over = True
                if not caller.eof_received():
                    wire.close()
            case 12 if caller.due < float("inf") and not wire.is_closing():
                caller.is_late()
            case 13 if not wire.is_closing():
                caller.pause_writing()
                caller.resume_writing()
            case 14 if one > 200 and not wire.is_closing():
                caller.leave()
            case 15 if one > 240 and not wire.is_closing():
                caller.give_up()
    feed(len(stream))
    await _handed_over()
    while caller.is_answering and not wire.is_closing():
        assert played.waiting, "somebody is owed what nobody was asked"
        played.answer(is_well=True)
        await _handed_over()
        feed(len(stream))
        await _handed_over()
    wire.close()
    await asyncio.sleep(0)
    _judge(answers(wire.written), played.handed, wire)
    assert not played.roster._members, "it is still counted"


async def _handed_over() -> None:
    """Two rounds of the loop: in one the desk sees what is new, in the next that it is all."""
    await asyncio.sleep(0)
    await asyncio.sleep(0)


def _judge(given: list[tuple[int, bool]], handed: list[int], wire: Wire) -> None:
    for place, (status, is_last) in enumerate(given):
        if place < len(handed):
            assert status in (handed[place], 503), f"out of turn: {given}, {handed}"
        else:
            assert place == len(handed), f"more answers than requests: {given}, {handed}"
            assert is_last, f"a refusal that promises more: {given}"
        assert is_last == (place == len(given) - 1) or not is_last, f"after the last: {given}"
    if not wire.is_aborted:
        assert len(given) >= len(handed), f"without an answer: {given}, {handed}"


_loop = asyncio.new_event_loop()


def a_connection(data: bytes) -> None:
    """One input."""
    log, faults, broken = logging.getLogger("acuse.receiver"), Faults(), list[dict[str, Any]]()
    log.addHandler(faults)
    _loop.set_exception_handler(lambda loop, context: broken.append(context))
    try:
        _loop.run_until_complete(live(data))
    finally:
        log.removeHandler(faults)
    assert not broken, broken
    assert not faults.seen, faults.seen


def close() -> None:
    """Nothing more is played."""
    _loop.close()
