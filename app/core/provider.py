"""The record of functions that makes a provider; everything in it works on bytes and values."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from app.core.delivery import Request, Trust, Verdict
from app.core.event import Event, Kind
from app.core.reading import JsonObject, JsonValue


@dataclass(frozen=True, slots=True)
class Environment:
    """One of a provider's worlds: production, stage, sandbox."""

    name: str
    base_url: str  # "https://api.bitso.com", no slash at the end
    addresses: tuple[str, ...] = ()  # source addresses or CIDR blocks of its webhooks


@dataclass(frozen=True, slots=True)
class CredentialSpec:
    """One credential the operator enters; its environment variable follows from its name."""

    name: str  # "webhook_secret"
    label: str  # on screen: "Webhook secret"
    help: str  # where to find it, one sentence
    required_to_verify: bool = False

    def variable(self, provider: str) -> str:
        """The environment variable that overrides the keychain."""
        return f"ACUSE_{provider}_{self.name}".upper()


@dataclass(frozen=True, slots=True)
class OptionSpec:
    """One choice of a connection: its values, the first being the default."""

    name: str  # "signature"
    label: str
    values: tuple[str, ...]  # ("if present", "required", "off"); () means free text
    default: str
    help: str = ""


class Sign(StrEnum):
    """How an outbound call proves who we are; the outbound door does the signing."""

    NONE = "none"
    BITSO = "bitso"  # Authorization: Bitso key:nonce:signature
    YUNO = "yuno"  # public-api-key, private-secret-key
    PLAIN = "plain"  # Authorization: <api key>


@dataclass(frozen=True, slots=True)
class OutboundCall:
    """An HTTP call to a provider, complete but for signature and host.

    `path` holds the query string too, exactly as it is signed and sent.
    """

    method: str
    path: str
    body: bytes = b""
    sign: Sign = Sign.NONE
    idempotent: bool = False  # GET: may be retried; others never blindly
    purpose: str = ""  # one sentence shown before it is sent
    events: tuple[str, ...] = ()  # what it subscribes to, in lower case, to look a lost answer up


@dataclass(frozen=True, slots=True)
class Answer:
    """A provider's answer to our call, read as far as it can be."""

    status: int
    ok: bool
    message: str  # the provider's own words
    items: tuple[Mapping[str, str], ...] = ()  # registered callbacks: id, event, callback_url
    raw: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of time, both ends aware and in UTC."""

    since: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list: its objects as sent, and the cursor of the next one ("": none)."""

    objects: tuple[JsonObject, ...]
    following: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """One list of a provider's API.

    `page_of` asks for the page at a cursor ("" for the first), newest first, and `page` reads the
    answer to it; without `page_of` nothing can be listed. `some` asks for up to `at_once`
    transactions by their keys. `envelope` puts an object of an answer into the form of the webhook
    that would tell of it.
    """

    name: str
    kinds: frozenset[Kind]
    page: Callable[[JsonValue, str], Page]
    envelope: Callable[[JsonObject], JsonObject]
    page_of: Callable[[Span, str], OutboundCall] | None = None
    some: Callable[[Sequence[str]], OutboundCall] | None = None
    at_once: int = 1
    only_with: tuple[str, str] = ("", "")  # an option of the connection, and its value


def same_bytes(body: bytes) -> str:
    """The fingerprint of bodies in which nothing tells one attempt from another."""
    return hashlib.sha256(body).hexdigest()


@dataclass(frozen=True, slots=True)
class Provider:
    """A payment provider: what it is called, how it signs, what its events mean, what it can do.

    `calls` holds what can be asked of it; a missing key hides the button. `register` takes the
    callback URL and options and gives the OutboundCall; `read_answer` turns status and body into
    an Answer.
    """

    name: str  # in URLs, rows and settings: "juno"
    title: str  # on screen: "Juno"
    environments: Mapping[str, Environment]
    credentials: tuple[CredentialSpec, ...]
    options: tuple[OptionSpec, ...]
    verify: Callable[[Request, Trust], Verdict]
    fingerprint: Callable[[bytes], str]
    parse: Callable[[bytes], Sequence[Event]]  # raises Unreadable, never guesses
    calls: Mapping[str, Callable[..., OutboundCall]] = field(default_factory=dict)
    read_answer: Callable[[int, bytes], Answer] | None = None
    tails: tuple[str, ...] = ("",)  # accepted sub-paths behind the token
    retries_4xx: bool = True  # whether the provider tries again after a 4xx
    always_final: bool = False  # it promises an event for every final state
    listings: tuple[Listing, ...] = ()  # what can be read back from its API
    imported: Callable[[JsonObject], JsonObject] | None = None  # a file's entry as a webhook
    notes: tuple[str, ...] = ()  # what an operator should know, one sentence each
