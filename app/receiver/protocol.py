"""uvicorn's connection with the guards that it lacks.

uvicorn has no deadline for a request that never arrives, no limit on headers, and takes a request
with no Host or two. A connection here is always in one of three states: waiting for a head, reading
a body, or answering; the first two have a deadline each.
"""

from __future__ import annotations

import asyncio
import http
import socket
import struct
import sys
from collections.abc import Callable
from typing import Any

import httptools
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

from app.receiver.intake import REFUSALS
from app.receiver.limits import Limits
from app.receiver.notices import Notices, sample

_AT_ONCE = struct.pack("hh" if sys.platform == "win32" else "ii", 1, 0)  # struct linger


class Roster:
    """Who is connected, the longest unheard first; makes room by closing one that waits."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._members: dict[Guarded, None] = {}

    def enter(self, member: Guarded) -> None:
        if len(self._members) >= self._size:
            idle = next((one for one in self._members if not one.is_answering), member)
            self.leave(idle)
            idle.transport.abort()
            if idle is member:
                return
        self._members[member] = None

    def heard(self, member: Guarded) -> None:
        if member in self._members:
            self._members[member] = self._members.pop(member)

    def leave(self, member: Guarded) -> None:
        self._members.pop(member, None)


class Guarded(HttpToolsProtocol):
    """A connection that keeps its limits."""

    def __init__(self, *, limits: Limits, roster: Roster, notices: Notices, **given: Any) -> None:
        super().__init__(**given)
        # uvicorn lets data follow a "Connection: close" request; we take that as bad framing.
        self.parser = httptools.HttpRequestParser(self)
        self._limits = limits
        self._roster = roster
        self._notices = notices
        self._deadline: asyncio.TimerHandle | None = None
        self._write_deadline: asyncio.TimerHandle | None = None
        self._watched: tuple[int, bool] | None = None  # which message's head or body has it
        self._messages = 0  # read to their end
        self._in_head = True
        self._head_fed = 0  # bytes read while the head is not complete
        self._head_size = 0  # bytes of the head's parts
        self._status = 400  # of the refusal when parsing fails
        self._is_deaf = False  # nothing that still arrives is looked at

    @property
    def is_answering(self) -> bool:
        """Whether a whole request has arrived that is not answered yet."""
        return self.cycle is not None and not (self.cycle.response_complete or self.cycle.more_body)

    # --- the connection ---------------------------------------------------------------------------

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        transport.set_write_buffer_limits(0)  # whatever waits to be sent has a deadline
        self._roster.enter(self)
        self._watch(is_waiting=True)

    def connection_lost(self, exc: Exception | None) -> None:
        self._disarm()
        self.resume_writing()
        self._roster.leave(self)
        self._unset_keepalive_if_required()
        super().connection_lost(exc)

    def eof_received(self) -> bool:  # type: ignore[override]
        """Whether to stay: a peer that only stopped writing still gets its answer."""
        if self.is_answering:
            self._finish_and_close()
        return self.is_answering

    def pause_writing(self) -> None:
        super().pause_writing()
        self._write_deadline = self.loop.call_later(self._limits.write_seconds, self._reset)

    def resume_writing(self) -> None:
        super().resume_writing()
        if self._write_deadline is not None:
            self._write_deadline.cancel()
            self._write_deadline = None

    # --- reading ----------------------------------------------------------------------------------

    def data_received(self, data: bytes) -> None:
        if self._is_deaf:
            return
        self._unset_keepalive_if_required()
        self._head_fed += len(data)
        try:
            self.parser.feed_data(data)
        except (httptools.HttpParserError, httptools.HttpParserUpgrade):
            self._refuse(self._status)
            return
        if self._in_head and self._head_fed > self._limits.head_bytes:
            self._refuse(431)
        else:
            self._watch()

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._head_fed = self._head_fed or 1  # it follows another in the same bytes
        self._head_size = 0

    def on_url(self, url: bytes) -> None:
        super().on_url(url)
        self._head_size += len(url)

    def on_header(self, name: bytes, value: bytes) -> None:
        if not self._in_head:
            self._fail(400)  # a trailer would pass for a header that was looked at
        super().on_header(name, value)
        self._head_size += len(name) + len(value) + 4

    def on_headers_complete(self) -> None:
        self._check_head()
        self._in_head = False
        # The target is compared as it was sent, so it need not be one that uvicorn can parse.
        target, self.url = self.url, b"/"
        super().on_headers_complete()
        self.scope["raw_path"] = target.partition(b"?")[0]

    def on_message_complete(self) -> None:
        super().on_message_complete()
        self._messages += 1
        self._in_head = True
        self._head_fed = 0
        self._roster.heard(self)

    def _check_head(self) -> None:
        names = [name for name, _ in self.headers]
        if self._head_size > self._limits.head_bytes or len(names) > self._limits.headers:
            self._fail(431)
        if self.parser.get_method() == b"CONNECT":
            self._fail(405)
        version = self.parser.get_http_version()
        encodings = [value for name, value in self.headers if name == b"transfer-encoding"]
        is_framed = not encodings or (
            version == "1.1" and len(encodings) == 1 and encodings[0].lower() == b"chunked"
        )
        is_plain = version in ("1.0", "1.1") and not self.parser.should_upgrade()
        lengths, hosts = names.count(b"content-length"), names.count(b"host")
        if not (is_framed and is_plain) or lengths > 1 or hosts != 1:
            self._fail(400)

    def _fail(self, status: int) -> None:
        self._status = status
        raise ValueError(status)  # stops the parser

    # --- deadlines and refusals -------------------------------------------------------------------

    def _watch(self, *, is_waiting: bool = False) -> None:
        """Give the head or body that is being read its deadline, once.

        Most requests arrive whole, and need none.
        """
        is_reading = not self._in_head or self._head_fed > 0 or is_waiting
        part = (self._messages, self._in_head) if is_reading else None
        if part == self._watched:
            return
        self._watched = part
        if part is None:
            self._disarm()
        elif self._in_head:
            self._arm(self._limits.head_seconds, self._head_is_late)
        else:
            self._arm(self._limits.body_seconds, self._body_is_late)

    def _arm(self, seconds: float, action: Callable[[], None]) -> None:
        self._disarm()
        self._deadline = self.loop.call_later(seconds, action)

    def _disarm(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def _head_is_late(self) -> None:
        if self._head_fed:
            self._refuse(408)
        else:
            self.transport.close()

    def _body_is_late(self) -> None:
        self._refuse(408)

    def _reset(self) -> None:
        """Hang up at once; what the peer did not read is forgotten by the system too."""
        opened = self.transport.get_extra_info("socket")
        if opened is not None:
            opened.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _AT_ONCE)
        self.transport.abort()

    def _refuse(self, status: int) -> None:
        """Answer the request that is being read, after those before it, and hang up."""
        self._is_deaf = True
        self._disarm()
        if self.transport.is_closing():
            return
        self._notices.note(f"Refused with {status}", self._description())
        reading = self._forget_reading()
        if self.is_answering:
            self._finish_and_close()
        elif reading is not None and reading.response_started:
            self.transport.close()
        else:
            self.transport.write(_REFUSALS[status])
            if self.transport.can_write_eof():
                self.transport.write_eof()
            # To close at once would reset the connection and could take the answer with it.
            self.flow.resume_reading()
            self._arm(self._limits.linger_seconds, self.transport.close)

    def _forget_reading(self) -> RequestResponseCycle | None:
        """Give up the request whose body is being read, if there is one."""
        reading = self.cycle
        if reading is None or reading.response_complete or not reading.more_body:
            return None
        if self.pipeline:
            self.pipeline.popleft()
        reading.disconnected = True
        reading.message_event.set()
        return reading

    def _finish_and_close(self) -> None:
        self.cycle.keep_alive = False
        for cycle, _ in self.pipeline:
            cycle.keep_alive = False

    def _description(self) -> str:
        peer = self.client[0] if self.client else "?"
        return f"{sample(getattr(self, 'url', b''))!r} from {peer}"


def _rendered(status: int) -> bytes:
    answer = REFUSALS[status]
    lines = [f"HTTP/1.1 {status} {http.HTTPStatus(status).phrase}".encode()]
    lines += [name + b": " + value for name, value in answer.headers]
    lines += [b"content-length: %d" % len(answer.body), b"connection: close", b"", answer.body]
    return b"\r\n".join(lines)


_REFUSALS = {status: _rendered(status) for status in REFUSALS}
