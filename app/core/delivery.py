"""What arrived, byte for byte, and whether we believe it.

What is made for each delivery is a tuple: that takes a third of the time of a frozen dataclass.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from app.core.errors import DoubledHeader


class Source(StrEnum):
    """Where a fact came from; a timeline names it on every entry."""

    WEBHOOK = "webhook"
    BACKFILL = "backfill"
    IMPORT = "import"
    TEST = "test"  # sent by ourselves through "Send test event": marked, never counted
    NOTE = "note"


class Basis(StrEnum):
    """What a verdict rests on, strongest first."""

    SIGNATURE = "signature"
    SHARED_VALUE = "shared value"
    ANSWER = "provider's answer"  # we asked, over TLS
    FILE = "imported file"
    ADDRESS = "address"
    SECRET_PATH = "secret path only"  # noqa: S105 - a word on screen, not a secret
    FAILED = "failed"


class Outcome(StrEnum):
    """What becomes of a delivery."""

    TRUSTED = "trusted"
    QUARANTINED = "quarantined"
    AWAITING_KEY = "awaiting key"  # signed with a key that is not at hand yet
    UNCONFIGURED = "unconfigured"  # a required secret is missing here: our fault, not stored


class AddressCheck(StrEnum):
    """What the source address of a delivery says."""

    ALLOWED = "allowed"
    REFUSED = "refused"
    HIDDEN = "hidden"  # a tunnel or an untrusted proxy stands in front: the rule is inactive
    OFF = "off"  # no addresses are known or the rule is switched off


class Request(NamedTuple):
    """One HTTP request as it came in: nothing decoded, nothing reordered."""

    provider: str  # named by the secret path, e.g. "juno"
    tail: str  # what followed the token, e.g. "v1/banking/transfers", no slashes at the ends
    headers: tuple[tuple[bytes, bytes], ...]  # names lower-case, values as sent, in order
    body: bytes
    peer: str  # the socket's other end, "203.0.113.9"
    source: str  # the provider's address as far as it can be known, else ""
    address: AddressCheck
    received_at: datetime  # aware, UTC

    def header(self, name: str) -> bytes | None:
        """The value of a header that must be unique, or None.

        Raises DoubledHeader when it arrived more than once.
        """
        wanted = _as_sent(name)
        values = [value for key, value in self.headers if key == wanted]
        if len(values) > 1:
            raise DoubledHeader(f"The header {name} arrived {len(values)} times.")
        return values[0] if values else None


@lru_cache(maxsize=256)
def _as_sent(name: str) -> bytes:
    return name.lower().encode("ascii")


@dataclass(frozen=True, slots=True)
class Trust:
    """Everything a connection's verification may rest on, fixed by its settings.

    `credentials` are the operator's secrets by name ("webhook_secret"); `keys` maps a key id to a
    public key as PEM or base64 DER text, "" being the key that was pasted by hand for any id;
    `options` are the connection's choices ("signature" -> "if present").
    """

    environment: str = "production"
    credentials: Mapping[str, str] = field(default_factory=dict)
    options: Mapping[str, str] = field(default_factory=dict)
    keys: Mapping[str, str] = field(default_factory=dict)


class Verdict(NamedTuple):
    """Whether a delivery is believed, and what that rests on.

    `form` names the candidate byte form that matched ("compact payload"), `expected` and
    `received` are digests shortened to at most 12 characters, never whole; `reason` says in one
    English sentence why it failed or what is missing.
    """

    outcome: Outcome
    basis: Basis
    scheme: str = ""  # "rsa-sha256", "hmac-sha256-hex", "x-api-key + hmac", ...
    key_id: str = ""
    form: str = ""
    weak: bool = False  # the check proves little, e.g. its key is an identifier
    reason: str = ""
    expected: str = ""
    received: str = ""

    @property
    def is_trusted(self) -> bool:
        return self.outcome is Outcome.TRUSTED


class Delivery(NamedTuple):
    """A request with its verdict: the fact that is written before anything is acknowledged."""

    request: Request
    verdict: Verdict
    fingerprint: str  # same fact, same text (hex); see Provider.fingerprint
    sha256: bytes  # of the body, 32 bytes
    environment: str
    origin: Source = Source.WEBHOOK


class Receipt(NamedTuple):
    """What the store did with a delivery: written anew, or one more attempt at a known one."""

    delivery_id: int
    attempt: int  # 1 for the first arrival
    stored_at: datetime

    @property
    def is_repeat(self) -> bool:
        return self.attempt > 1
