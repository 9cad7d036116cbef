"""ngrok's agent ingress, as far as its SDK needs it: sessions over TLS, an endpoint, its visitors.

Frames and messages as in the open source of the SDK, github.com/ngrok/ngrok-rust (muxado/SPEC.md
and ngrok/src/internals/proto.rs, read 2026-11).
"""

from __future__ import annotations

import contextlib
import json
import socket
import ssl
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

TOKEN = "planted-ngrok-token"
SOURCE = "203.0.113.9"
_DATA, _FIN, _SYN = 1, 1, 2
_AUTH, _BIND, _UNBIND, _PROXY, _HEARTBEAT = 0, 1, 2, 3, 0xFFFFFFFF


@dataclass
class _Stream:
    kind: int
    held: bytes = b""
    visitor: socket.socket | None = None


@dataclass
class _Session:
    """One agent: a connection on which streams share the way."""

    connection: ssl.SSLSocket
    streams: dict[int, _Stream] = field(default_factory=dict)
    endpoint: str = ""
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _next: int = 0

    def send(self, number: int, body: bytes, flags: int = 0) -> None:
        head = len(body).to_bytes(3, "big") + bytes([_DATA << 4 | flags])
        with self._lock:
            self.connection.sendall(head + number.to_bytes(4, "big") + body)

    def open(self, visitor: socket.socket) -> int:
        """A stream of ours for somebody who visits the endpoint."""
        header = {
            "Id": self.endpoint,
            "ClientAddr": f"{SOURCE}:4711",
            "Proto": "https",
            "EdgeType": "3",
            "PassthroughTLS": False,
        }
        told = json.dumps(header).encode()
        self._next += 2
        self.streams[self._next] = _Stream(_PROXY, visitor=visitor)
        body = _PROXY.to_bytes(4, "big") + len(told).to_bytes(8, "little") + told
        self.send(self._next, body, _SYN)
        return self._next


class Ngrok:
    """Agents come to `address`; what is posted to `url` goes to the one that has an endpoint."""

    def __init__(self, certificate: Path) -> None:
        self._tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._tls.load_cert_chain(certificate)
        self._agents = socket.create_server(("127.0.0.1", 0))
        self._visitors = socket.create_server(("127.0.0.1", 0))
        self._sessions: list[_Session] = []
        self._open: list[socket.socket] = []
        self.asked: list[tuple[int, dict[str, Any]]] = []
        self._threads: list[threading.Thread] = []
        self._start(self._accept, self._agents, self._serve)
        self._start(self._accept, self._visitors, self._visit)

    @property
    def address(self) -> str:
        return f"localhost:{self._agents.getsockname()[1]}"

    @property
    def url(self) -> str:
        return f"http://localhost:{self._visitors.getsockname()[1]}"

    def cut(self) -> None:
        """End the connections of all agents, as a network does."""
        for session in self._sessions:
            with contextlib.suppress(OSError):
                session.connection.shutdown(socket.SHUT_RDWR)

    def endpoints(self) -> int:
        """How many endpoints were ever opened."""
        return sum(kind == _BIND for kind, _ in self.asked)

    def close(self) -> None:
        for listener in (self._agents, self._visitors):
            listener.shutdown(socket.SHUT_RDWR)
            listener.close()
        for one in self._open:
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join(20)

    # --- inside -----------------------------------------------------------------------------------

    def _start(self, work: Callable[..., None], *values: object) -> None:
        thread = threading.Thread(target=work, args=values)
        self._threads.append(thread)
        thread.start()

    def _accept(self, listener: socket.socket, serve: Callable[[socket.socket], None]) -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            self._open.append(connection)
            self._start(serve, connection)

    def _serve(self, plain: socket.socket) -> None:
        with contextlib.suppress(OSError), self._tls.wrap_socket(plain, server_side=True) as secure:
            self._open.append(secure)
            session = _Session(secure)
            self._sessions.append(session)
            try:
                self._read(session)
            finally:
                self._sessions.remove(session)

    def _read(self, session: _Session) -> None:
        stream = session.connection.makefile("rb")
        while len(head := stream.read(8)) == 8:
            body, number = (
                stream.read(int.from_bytes(head[:3], "big")),
                int.from_bytes(head[4:8], "big"),
            )
            if head[3] >> 4 == _DATA:
                self._take(session, number, body, head[3] & 15)

    def _take(self, session: _Session, number: int, body: bytes, flags: int) -> None:
        if flags & _SYN:
            session.streams[number] = _Stream(int.from_bytes(body[:4], "big"))
            body = body[4:]
        found = session.streams[number]
        if found.visitor is not None:
            with contextlib.suppress(OSError):  # who has gone already
                found.visitor.sendall(body)
                if flags & _FIN:
                    found.visitor.shutdown(socket.SHUT_WR)
        elif found.kind == _HEARTBEAT and body:
            session.send(number, body)
        elif body:
            found.held += body
            with contextlib.suppress(ValueError):
                self._answer(session, number, found.kind, json.loads(found.held))

    def _answer(self, session: _Session, number: int, kind: int, asked: dict[str, Any]) -> None:
        self.asked.append((kind, asked))
        told: dict[str, Any] = {"Error": ""}
        if kind == _AUTH and asked["Extra"]["AuthToken"] != TOKEN:
            token = asked["Extra"]["AuthToken"]
            told = {"Error": f"The authtoken {token} is none.\r\n\r\nERR_NGROK_105\r\n"}
        elif kind == _AUTH:
            told |= {"Version": "3", "ClientId": "c1", "Extra": {"Region": "here"}}
        elif kind == _BIND:
            session.endpoint = asked["Id"] or f"endpoint-{len(self.asked)}"
            known = {"Id": session.endpoint, "URL": self.url, "Proto": asked["Proto"]}
            told |= {**known, "Opts": asked["Opts"], "BindOpts": asked["Opts"]}
            told["Extra"] = {"Token": "t"}
        session.send(number, json.dumps(told).encode(), _FIN)

    def _visit(self, visitor: socket.socket) -> None:
        """Hand on one request, naming its source as ngrok does."""
        agents = [one for one in self._sessions if one.endpoint]
        with visitor, contextlib.suppress(OSError):
            if not agents:
                visitor.sendall(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")
                return
            number = agents[-1].open(visitor)
            is_first = True
            while received := visitor.recv(65536):
                if is_first:
                    line, _, rest = received.partition(b"\r\n")
                    named = f"X-Forwarded-For: {SOURCE}\r\n".encode()
                    received, is_first = line + b"\r\n" + named + rest, False
                agents[-1].send(number, received)
            agents[-1].send(number, b"", _FIN)
