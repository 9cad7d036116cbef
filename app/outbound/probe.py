"""Goes out to our own public address and looks whether it comes in here: is it us, or them?"""

from __future__ import annotations

import json
import secrets as randomness
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from hashlib import sha256

from app.core.errors import AcuseError, ProviderUnreachable
from app.core.probing import Probe
from app.outbound.addresses import callback_address, resolve
from app.outbound.client import Client, Reply


class NotOurs(AcuseError):
    """The public address leads somewhere, but not to this Acuse."""

    code = "probe-not-ours"


def probe(
    client: Client,
    public_url: str,
    token: str,
    now: Callable[[], datetime],
    *,
    dev: bool = False,
) -> Probe:
    """Send a nonce to the public address and read what came in; raises nothing.

    `token` is known to our own receiver alone: who answers to it is this Acuse.
    """
    found = Probe(public_url, now())
    try:
        for step in _steps(client, found, token, dev=dev):
            found = step
    except AcuseError as error:
        return replace(found, error=error)
    return found


def _steps(client: Client, found: Probe, token: str, *, dev: bool) -> Iterator[Probe]:
    """What is known after each step; raises where it goes no further."""
    parts = callback_address(found.url, dev=dev)
    is_tls = parts.scheme == "https"
    host, port = parts.hostname or "", parts.port or (443 if is_tls else 80)
    try:
        found = replace(found, addresses=tuple(resolve(host, port, dev=dev)))
    except OSError as error:
        raise ProviderUnreachable(
            f"The name {host} is not known.",
            cause=f"The resolver says: {error.strerror or error}.",
            remedy="Check the public address; a tunnel may have ended or have a new name.",
        ) from None
    yield found
    # Letters that a proxy which reads and writes JSON anew would change.
    body = json.dumps({"nonce": randomness.token_hex(16), "text": "\u00d1 / \u2028"}).encode()
    path = f"{parts.path.rstrip('/')}/hooks/probe/{token}"
    began = time.monotonic()
    reply = client.send(
        "POST",
        f"{parts.scheme}://{parts.netloc}",
        path,
        {"Content-Type": "application/json"},
        body,
    )
    found = replace(
        found,
        milliseconds=(time.monotonic() - began) * 1000,
        is_tls=is_tls,
        certificate_days=_days_left(reply, found.at),
    )
    yield found
    told = _told(reply)
    yield replace(
        found,
        bytes_unchanged=told.get("sha256") == sha256(body).hexdigest(),
        source_headers=_pairs(told.get("headers")),
    )


def _days_left(reply: Reply, now: datetime) -> int | None:
    return (reply.certificate_ends - now).days if reply.certificate_ends else None


def _told(reply: Reply) -> Mapping[str, object]:
    """What our receiver answered; raises NotOurs when it was somebody else."""
    try:
        told = json.loads(reply.body) if reply.status == 200 else None
    except ValueError:
        told = None
    if isinstance(told, dict) and "sha256" in told:
        return told
    raise NotOurs(
        "The public address does not lead to this Acuse.",
        cause=f"Somebody else answered {reply.status} there.",
        remedy="Check the tunnel or proxy and its port; then register the callbacks again.",
    )


def _pairs(value: object) -> tuple[tuple[str, str], ...]:
    pairs = value if isinstance(value, list) else []
    return tuple(
        (str(one[0]), str(one[1])) for one in pairs if isinstance(one, list) and len(one) == 2
    )
