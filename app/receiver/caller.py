"""One connection: bytes in, whole requests to the desk, answers back in their order.

It is always waiting for a head, reading a body, or refused; each of these has a deadline, and so
has a peer that does not read. Whoever is refused is not listened to any more: the answer is sent
after those before it, and the connection closes once the peer has had the time to read it.
"""

from __future__ import annotations

import asyncio
import logging
import socket
import struct
import sys
from collections import deque
from typing import NoReturn, cast

import httptools

from app.receiver.answers import GO_ON, REFUSALS, Answer
from app.receiver.desk import Asked, Desk
from app.receiver.intake import BODY_LIMIT, Echo, Head, Route
from app.receiver.limits import Limits
from app.receiver.notices import Notices, sample
from app.receiver.roster import NEVER, Roster

_AT_ONCE = struct.pack("hh" if sys.platform == "win32" else "ii", 1, 0)  # struct linger
_DRAIN_LIMIT = 2 * BODY_LIMIT  # bytes of a refused request that are read and forgotten
_IN_FLIGHT = 16  # requests of one connection without an answer, beyond which it is not read

_log = logging.getLogger("acuse.receiver")


class _Refused(Exception):
    """Stops the parser."""


class Caller(asyncio.Protocol):
    """A connection that keeps its limits."""

    transport: asyncio.Transport

    def __init__(self, desk: Desk, roster: Roster, limits: Limits, notices: Notices) -> None:
        self._desk = desk
        self._roster = roster
        self._limits = limits
        self._notices = notices
        self._loop = asyncio.get_running_loop()
        self._parser = httptools.HttpRequestParser(self)
        self._peer = self._local = ""
        self._read_due = self._write_due = NEVER
        # What is being read.
        self._in_head = True
        self._messages = 0  # read to their end
        self._fed = 0  # bytes of the last piece
        self._head_fed = 0  # bytes read while the head is not complete
        self._head_most = 0  # the head has at most so many
        self._url = b""
        self._headers: list[tuple[bytes, bytes]] = []
        self._head: Head | None = None
        self._passed: Route | Echo | None = None
        self._body: bytes | bytearray = b""
        self._is_keeping = True  # others may follow this request
        self._is_invited = True  # nobody waits for our "100 Continue"
        # What is being answered.
        self._owed: deque[Asked] = deque()
        self._failing = 0  # the status of the refusal when we stop the parser
        self._refusal: Answer | None = None
        self._is_deaf = False  # nothing that still arrives is looked at
        self._is_leaving = False  # we hang up as soon as nothing is owed
        self._is_full = False  # the peer does not read
        self._is_paused = False  # we do not read
        self._drained = 0

    @property
    def due(self) -> float:
        """When it is late."""
        return min(self._read_due, self._write_due)

    @property
    def is_answering(self) -> bool:
        """Whether a whole request has arrived that is not answered yet."""
        return bool(self._owed)

    # --- the connection ---------------------------------------------------------------------------

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport = cast(asyncio.Transport, transport)
        transport.set_write_buffer_limits(0)  # whatever waits to be sent has a deadline
        peer, local = transport.get_extra_info("peername"), transport.get_extra_info("sockname")
        self._peer = peer[0] if peer else ""
        self._local = _host(*local[:2]) if local else ""
        self._read_due = self._loop.time() + self._limits.head_seconds
        self._roster.enter(self)

    def connection_lost(self, exc: Exception | None) -> None:
        self._read_due = self._write_due = NEVER
        self._is_deaf = True
        self._owed.clear()
        self._roster.leave(self)
        del self._parser  # they know each other

    def eof_received(self) -> bool:
        """Whether to stay: a peer that only stopped writing still gets its answer."""
        self._is_leaving = self._is_deaf = True
        self._read_due = NEVER
        return bool(self._owed)

    def pause_writing(self) -> None:
        self._write_due = self._loop.time() + self._limits.write_seconds
        self._flow()

    def resume_writing(self) -> None:
        self._write_due = NEVER
        self._flow()

    def _flow(self) -> None:
        """Read, unless the peer does not: neither requests nor answers may pile up."""
        wants = len(self._owed) < _IN_FLIGHT and self._write_due == NEVER
        if self._is_paused and wants and not self.transport.is_closing():
            self._is_paused = False
            self.transport.resume_reading()
        elif not self._is_paused and not wants:
            self._is_paused = True
            self.transport.pause_reading()

    # --- reading ----------------------------------------------------------------------------------

    def data_received(self, data: bytes) -> None:
        if self._is_deaf:
            self._drain(len(data))
            return
        self._fed = len(data)
        if self._in_head:
            self._head_fed += self._fed
            self._head_most += self._fed
        try:
            self._parser.feed_data(data)
        except (httptools.HttpParserError, httptools.HttpParserUpgrade) as error:
            self._stop_reading(error)
            return
        if self._in_head and self._head_fed > self._limits.head_bytes:
            self._refuse(REFUSALS[431])
        elif len(self._owed) >= _IN_FLIGHT:
            self._flow()

    def on_message_begin(self) -> None:
        self._head_most = self._fed
        self._head_fed = self._head_fed or 1  # it follows another in the same bytes
        if self._messages:  # the first has its deadline from the connection on
            self._read_due = self._loop.time() + self._limits.head_seconds

    def on_url(self, url: bytes) -> None:
        self._url += url

    def on_header(self, name: bytes, value: bytes) -> None:
        if not self._in_head:
            self._fail(400)  # a trailer would pass for a header that was looked at
        self._headers.append((name.lower(), value))

    def on_headers_complete(self) -> None:
        parser = self._parser
        self._head = head = Head.of(
            parser.get_method().decode("ascii"),
            self._url.partition(b"?")[0],
            tuple(self._headers),
            self._peer,
            self._local,
        )
        version = parser.get_http_version()
        self._check(head, version)
        passed = self._desk.enter(head)
        if isinstance(passed, Answer):
            self._fail(passed.status)
        self._passed = passed
        self._in_head = False
        self._is_keeping = version == "1.1" and parser.should_keep_alive()
        self._read_due = self._loop.time() + self._limits.body_seconds
        if b"expect" in head.named:
            self._is_invited = head.named[b"expect"].lower() != b"100-continue"
            self._invite()

    def on_body(self, body: bytes) -> None:
        self._is_invited = True
        if not self._body:
            self._body = body
        elif isinstance(self._body, bytearray):
            self._body += body
        else:
            self._body = bytearray(self._body + body)
        if len(self._body) > BODY_LIMIT:
            self._fail(413)

    def on_message_complete(self) -> None:
        assert self._head is not None and self._passed is not None  # noqa: PT018 - one thought
        head, passed, body = self._head, self._passed, bytes(self._body)
        asked = Asked(self, is_last=not self._is_keeping)
        self._owed.append(asked)
        self._messages += 1
        self._in_head = True
        self._head_fed = 0
        self._read_due = NEVER
        self._is_invited = True
        self._url = self._body = b""
        self._headers = []
        self._roster.heard(self)
        self._desk.take(asked, passed, head, body)

    def _check(self, head: Head, version: str) -> None:
        """Whether it is beyond doubt where the head ends, where its body will, and who is meant."""
        if self._head_most > self._limits.head_bytes:
            size = len(self._url) + sum(len(name) + len(value) + 4 for name, value in head.headers)
            if size > self._limits.head_bytes:
                self._fail(431)
        if len(head.headers) > self._limits.headers:
            self._fail(431)
        if head.method == "CONNECT":
            self._fail(405)
        coding = head.named.get(b"transfer-encoding")
        is_framed = coding is None or (
            version == "1.1"
            and coding.lower() == b"chunked"
            and not head.has_doubled(b"transfer-encoding")
        )
        is_plain = version in ("1.0", "1.1") and not self._parser.should_upgrade()
        is_doubled = head.has_doubled(b"content-length") or head.has_doubled(b"host")
        if not (is_framed and is_plain) or is_doubled or b"host" not in head.named:
            self._fail(400)

    def _fail(self, status: int) -> NoReturn:
        self._failing = status
        raise _Refused

    def _stop_reading(self, error: Exception) -> None:
        if self._failing:
            self._refuse(REFUSALS[self._failing])
        elif isinstance(error, httptools.HttpParserCallbackError):
            _log.error("A request could not be read", exc_info=error)
            self._refuse(REFUSALS[503])
        elif self._owed:  # garbage costs nobody an answer that is due
            self._is_deaf = self._is_leaving = True
            self._read_due = NEVER
        elif not self.transport.is_closing():
            self._refuse(REFUSALS[400])

    # --- answering --------------------------------------------------------------------------------

    def answered(self, asked: Asked, answer: Answer) -> None:
        """Send an answer as soon as those before it are sent."""
        asked.answer = answer
        owed, ready = self._owed, b""
        while owed and (due := owed[0].answer) is not None:
            is_last = owed.popleft().is_last
            if is_last or (self._is_leaving and not owed and self._is_done):
                self.transport.write(ready + due.last)
                self._hang_up_soon()
                return
            ready += due.whole
        if ready:
            self.transport.write(ready)
            if not owed:
                self._go_on()

    @property
    def _is_done(self) -> bool:
        """Whether nothing follows what is owed: neither a refusal nor a request half read."""
        return self._refusal is None and (self._in_head or self._is_deaf)

    def _go_on(self) -> None:
        """Everything is answered."""
        if self._refusal is not None:
            self._turn_away(self._refusal)
            return
        if self._in_head and not self._head_fed:
            self._read_due = self._loop.time() + self._limits.idle_seconds
        if self._is_paused:
            self._flow()
        if not self._is_invited:
            self._invite()

    def _invite(self) -> None:
        """Tell a peer that asks first to send its body, after the answers before it."""
        if not self._is_invited and not self._owed:
            self._is_invited = True
            self.transport.write(GO_ON)

    # --- refusing and leaving ---------------------------------------------------------------------

    def _refuse(self, answer: Answer) -> None:
        """Answer the request that is being read, after those before it, and hang up."""
        self._is_deaf = True
        self._refusal = answer
        self._read_due = NEVER
        what = f"{sample(self._url)!r} from {self._peer or '?'}"
        self._notices.note(f"Refused with {answer.status}", what)
        if not self._owed:
            self._turn_away(answer)

    def _turn_away(self, answer: Answer) -> None:
        if self.transport.is_closing():
            return
        self.transport.write(answer.last)
        if self.transport.can_write_eof():
            self.transport.write_eof()
        # To close with unread bytes would reset the connection and could take the answer with it.
        self._read_due = self._loop.time() + self._limits.linger_seconds
        self._flow()

    def _drain(self, size: int) -> None:
        self._drained += size
        if self._drained > _DRAIN_LIMIT:
            self._hang_up_soon()

    def is_late(self) -> None:
        """One of the deadlines has passed."""
        if self._write_due < self._read_due:
            self._reset()
        elif self._is_deaf or not (self._head_fed or not self._in_head):
            self._hang_up_soon()
        else:
            self._refuse(REFUSALS[408])

    def leave(self) -> None:
        """Hang up once everything that has arrived is answered."""
        self._is_leaving = True
        if not self._owed and self._in_head and not self._is_deaf:
            self._hang_up_soon()

    def give_up(self) -> None:
        """Hang up now; what is owed is refused, so that it is sent again."""
        for asked in list(self._owed):
            self.answered(asked, REFUSALS[503])
        if not (self._in_head or self._is_deaf):
            self._refuse(REFUSALS[503])
        self._hang_up_soon()

    def hang_up(self) -> None:
        """Hang up at once."""
        self.transport.abort()

    def _hang_up_soon(self) -> None:
        """Hang up when the answers are sent."""
        self._is_deaf = True
        self._read_due = NEVER
        self.transport.close()

    def _reset(self) -> None:
        """Hang up at once; what the peer did not read is forgotten by the system too."""
        opened = self.transport.get_extra_info("socket")
        if opened is not None:
            opened.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _AT_ONCE)
        self.transport.abort()


def _host(address: str, port: int) -> str:
    return f"[{address}]:{port}" if ":" in address else f"{address}:{port}"
