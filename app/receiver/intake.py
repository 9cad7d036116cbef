"""Decides what becomes of a request: the answer, and the delivery to keep. Pure.

Two steps, because most of what is hostile can be turned away before its body is read: `enter` looks
at the head, `admit` at the whole.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from typing import NamedTuple, TypeAlias
from urllib.parse import urlsplit

from app.core import asked
from app.core.addresses import AddressRule
from app.core.delivery import (
    AddressCheck,
    Basis,
    Delivery,
    Outcome,
    Request,
    Source,
    Trust,
    Verdict,
)
from app.core.errors import DoubledHeader
from app.core.provider import Provider, same_bytes
from app.core.signing import same
from app.receiver.answers import JSON, RECEIVED, REFUSALS, Answer
from app.receiver.withholding import credentials, without_secrets

BODY_LIMIT = 1024 * 1024

Headers: TypeAlias = tuple[tuple[bytes, bytes], ...]


class Head(NamedTuple):
    """A request before its body: the target's path undecoded, header names in lower case."""

    method: str
    path: bytes
    headers: Headers
    peer: str
    local: str  # our own end of the connection as a Host: "127.0.0.1:8787"
    named: Mapping[bytes, bytes]  # by name, of a doubled one the last

    @classmethod
    def of(cls, method: str, path: bytes, headers: Headers, peer: str, local: str) -> Head:
        """One whose headers can be asked for by name."""
        return cls(method, path, headers, peer, local, dict(headers))

    def has_doubled(self, name: bytes) -> bool:
        """Whether a header came more than once."""
        return len(self.named) < len(self.headers) and sum(k == name for k, _ in self.headers) > 1


@dataclass(frozen=True, slots=True)
class Connection:
    """One provider as it is connected here; our own test events have a path of their own."""

    provider: Provider
    token: str
    trust: Trust
    addresses: AddressRule
    origin: Source = Source.WEBHOOK
    secret: bytes = field(init=False, repr=False)  # the digest of what must stand in the path
    withheld: frozenset[bytes] = field(init=False, repr=False)  # what is not kept with a delivery
    tails: Mapping[bytes, str] = field(init=False, repr=False)  # what may follow it: the tail

    def __post_init__(self) -> None:
        object.__setattr__(
            self, "secret", _digest(self.provider.name.encode(), self.token.encode())
        )
        object.__setattr__(self, "withheld", credentials(self.trust))
        tails = {
            (f"/{tail}" if tail else "").encode() + slash: tail
            for tail in self.provider.tails
            for slash in (b"", b"/")
        }
        object.__setattr__(self, "tails", MappingProxyType(tails))


@dataclass(frozen=True, slots=True)
class Gate:
    """What requests are held against; made anew when settings or secrets change."""

    connections: tuple[Connection, ...]
    hosts: frozenset[bytes]
    echo: str = ""  # the token behind which our own probe is answered
    # The paths that led somewhere, as they were sent. A guess is compared with one of them only
    # when its keyed hash is the same, so the time it takes tells nothing of them.
    routes: dict[bytes, Route] = field(default_factory=dict, init=False, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Route:
    """Where a request goes, once its head has passed."""

    connection: Connection
    tail: str


@dataclass(frozen=True, slots=True)
class Echo:
    """A request of our own probe: it is told how it came in, and nothing is kept."""


class Decision(NamedTuple):
    """The answer to send once the delivery is kept, where there is one to keep.

    `fault` is what went wrong inside of us, for the log.
    """

    answer: Answer
    delivery: Delivery | None = None
    fault: Exception | None = None


# --- answers --------------------------------------------------------------------------------------

_ANSWERS: Mapping[Outcome, Answer] = MappingProxyType(
    {
        Outcome.TRUSTED: RECEIVED,
        Outcome.AWAITING_KEY: RECEIVED,
        Outcome.QUARANTINED: REFUSALS[401],
        Outcome.UNCONFIGURED: REFUSALS[503],
    }
)


# --- the head -------------------------------------------------------------------------------------


def own_hosts(host: str, port: int, public_url: str) -> frozenset[bytes]:
    """Every Host by which we may be called: our own names with our port, and the public one."""
    ours = {f"{name}:{port}" for name in ("localhost", "127.0.0.1", "[::1]", _bracketed(host))}
    public = urlsplit(public_url)
    if public.hostname:
        name = _bracketed(public.hostname)
        usual = 443 if public.scheme == "https" else 80
        ours.add(f"{name}:{public.port or usual}")
        if public.port in (None, usual):
            ours.add(name)
    return frozenset(one.lower().encode("ascii", "ignore") for one in ours)


def enter(head: Head, gate: Gate) -> Route | Echo | Answer:
    """Let a request in by its head alone, or say why not."""
    status = _refused(head, gate)
    if status:
        return REFUSALS[status]
    known = gate.routes.get(head.path)
    if known is not None:
        return known
    if gate.echo and same(head.path, f"/hooks/probe/{gate.echo}".encode()):
        return Echo()
    found = _route(head, gate)
    if found is None:
        return REFUSALS[404]
    gate.routes[head.path] = found  # at most a few for each connection: its tails
    return found


def _refused(head: Head, gate: Gate) -> int:
    """The status with which a head is turned away, 0 when it is not."""
    if head.method != "POST":
        return 405
    host = head.named.get(b"host")
    if host is None or head.has_doubled(b"host"):
        return 400
    if host.lower() not in gate.hosts and host != head.local.encode():
        return 404
    names = b"\n".join((b"", *head.named))
    if b"origin" in head.named or names.find(b"\nsec-fetch-") >= 0:  # "in" asks for a number first
        return 404  # a page in somebody's browser, not a provider
    return _unsuitable_body(head)


def _unsuitable_body(head: Head) -> int:
    named = head.named
    if b"content-encoding" in named:
        return 415
    kind = named.get(b"content-type")
    if kind is None or not _is_json(kind) or head.has_doubled(b"content-type"):
        return 415
    length = named.get(b"content-length")
    if length is None:
        return 0 if b"transfer-encoding" in named else 411
    if not length.isdigit() or head.has_doubled(b"content-length"):
        return 400
    # A number of many digits would take its time to be read.
    return 413 if len(length) > 12 or int(length) > BODY_LIMIT else 0


def _is_json(content_type: bytes) -> bool:
    if content_type == b"application/json":
        return True
    kind = content_type.partition(b";")[0].strip().lower()
    return kind in (b"application/json", b"text/json") or kind.endswith(b"+json")


def _route(head: Head, gate: Gate) -> Route | None:
    """The connection that a path names: the same work whether the token fits or not."""
    parts = head.path.split(b"/", 4)
    is_hook = len(parts) >= 4 and parts[0] == b"" and parts[1] == b"hooks"
    provider, token = (parts[2], parts[3]) if is_hook else (b"", b"")
    rest = b"/" + parts[4] if len(parts) == 5 else b""
    secret = _digest(provider, token)
    found = None
    for connection in gate.connections:
        if same(secret, connection.secret):
            found = connection
    if found is None or rest not in found.tails:
        return None
    return Route(found, found.tails[rest])


def _digest(provider: bytes, token: bytes) -> bytes:
    return hashlib.sha256(provider + b"/" + token).digest()


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host


# What proxies and tunnels may name the source in; a probe is shown those that arrived.
SOURCE_HEADERS = frozenset(
    (
        *(b"x-forwarded-for", b"forwarded", b"x-real-ip", b"x-client-ip", b"cf-connecting-ip"),
        *(b"true-client-ip", b"fly-client-ip", b"tailscale-user-login"),
    )
)


def echo(head: Head, body: bytes) -> Answer:
    """What our probe is told: which bytes arrived, from where, and who says so."""
    told = {
        "received": True,
        "sha256": hashlib.sha256(body).hexdigest(),
        "peer": head.peer,
        "headers": [
            [name.decode(), value.decode("latin-1")[:200]]
            for name, value in head.headers
            if name in SOURCE_HEADERS
        ],
    }
    return Answer(200, json.dumps(told).encode(), (JSON,))


# --- the whole ------------------------------------------------------------------------------------


def admit(route: Route, head: Head, body: bytes, received_at: datetime) -> Decision:
    """Judge a request whose head has passed; never raises."""
    connection = route.connection
    try:
        if connection.origin in asked.VERDICTS:  # by a command on this machine
            return Decision(RECEIVED, _handed(connection, body, received_at))
        source, check = connection.addresses.judge(head.peer, head.headers)
        provider, headers = connection.provider, head.headers
        request = Request(
            provider.name, route.tail, headers, body, head.peer, source, check, received_at
        )
        verdict = judge(provider, connection.trust, request)
        if verdict.outcome is Outcome.UNCONFIGURED:
            return Decision(REFUSALS[503])
        if verdict.outcome is Outcome.TRUSTED:  # what is not may have to be judged again
            kept = without_secrets(headers, connection.withheld)
            if kept is not headers:
                request = request._replace(headers=kept)
        digest = hashlib.sha256(body).digest()
        is_same = provider.fingerprint is same_bytes
        fingerprint = digest.hex() if is_same else provider.fingerprint(body)
        environment = connection.trust.environment
        delivery = Delivery(request, verdict, fingerprint, digest, environment, connection.origin)
    except Exception as fault:  # ours, so the provider must try again
        return Decision(REFUSALS[503], fault=fault)
    return Decision(_ANSWERS[verdict.outcome], delivery)


def _handed(connection: Connection, body: bytes, received_at: datetime) -> Delivery:
    environment = connection.trust.environment
    return asked.delivery(connection.provider, environment, body, received_at, connection.origin)


def judge(provider: Provider, trust: Trust, request: Request) -> Verdict:
    """Whether a request is believed; also for one that is judged again later."""
    if request.address is AddressCheck.REFUSED:
        where = request.source or "behind the proxy"
        return _failed(f"The source address {where} is not one of the provider's.")
    try:
        return provider.verify(request, trust)
    except DoubledHeader as error:
        return _failed(error.problem)


def _failed(reason: str) -> Verdict:
    return Verdict(Outcome.QUARANTINED, Basis.FAILED, reason=reason)
