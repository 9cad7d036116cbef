"""What a provider answered when it was asked for what its webhooks may have missed: pure.

An object of an answer is a fact like a delivery: it is kept as `{"list":"fundings","answer":{…}}`,
the object as the provider sent it, and given its meaning by the same parser as a webhook.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import TypeAlias

from app.core.delivery import AddressCheck, Basis, Delivery, Outcome, Request, Source, Verdict
from app.core.errors import Unreadable
from app.core.event import Event
from app.core.provider import Listing, Provider
from app.core.reading import JsonObject, JsonValue, at, compact, member, read_json, text

VERDICTS = {
    Source.BACKFILL: Verdict(Outcome.TRUSTED, Basis.ANSWER, scheme="https"),
    Source.IMPORT: Verdict(Outcome.TRUSTED, Basis.FILE),
}


def delivery(
    provider: Provider, environment: str, body: bytes, at: datetime, source: Source
) -> Delivery:
    """What a provider answered, or gave as a file, as the fact it is.

    A file's entry that a webhook has told already is the same fact.
    """
    request = Request(
        provider=provider.name,
        tail="",
        headers=(),
        body=body,
        peer="",
        source="",
        address=AddressCheck.OFF,
        received_at=at,
    )
    digest = hashlib.sha256(body)
    fingerprint = provider.fingerprint(body) if source is Source.IMPORT else digest.hexdigest()
    return Delivery(request, VERDICTS[source], fingerprint, digest.digest(), environment, source)


def as_body(listing: Listing, answer: JsonObject) -> bytes:
    """What is kept of one object of an answer; numbers stay as they were sent."""
    return compact({"list": listing.name, "answer": answer})


def meaning(provider: Provider, source: str, body: bytes) -> Sequence[Event]:
    """The events of a kept body, wherever it came from; raises Unreadable."""
    if source != Source.BACKFILL:
        return provider.parse(body)
    kept = read_json(body)
    name = text(kept, "list")
    for listing in provider.listings:
        if listing.name == name:
            return provider.parse(compact(listing.envelope(member(kept, "answer"))))
    raise Unreadable(f"{provider.title} has no list {name[:40]!a}.")


# The events of a body, by the name of its provider and where it came from; raises Unreadable.
Meaning: TypeAlias = Callable[[str, str, bytes], Sequence[Event]]


def meanings(providers: Mapping[str, Provider]) -> Meaning:
    """The meaning of bodies as these providers have it."""

    def of(name: str, source: str, body: bytes) -> Sequence[Event]:
        provider = providers.get(name)
        if provider is None:
            raise Unreadable(f"This version knows no provider {name}.")
        return meaning(provider, source, body)

    return of


def objects_at(value: JsonValue, places: Iterable[str]) -> tuple[JsonObject, ...]:
    """The objects of the first of these places that holds a list, or is an object itself."""
    for place in places:
        found = at(value, place) if place else value
        if isinstance(found, list):
            return tuple(one for one in found if isinstance(one, dict))
        if isinstance(found, dict) and place:
            return (found,)
    return ()
