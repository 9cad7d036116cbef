"""Events as small documents and back, so that a fold need not read the bodies again."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import datetime
from typing import Any

from app.core.event import Event, Identifier, IdKind, Kind, Money, Order, Status
from app.store import packing


def event_to_document(event: Event) -> bytes:
    """An event as packed JSON; what is empty is left out."""
    document = {name: value for name in _KEPT if (value := getattr(event, name))}
    return packing.events().pack(_ENCODER.encode(document).encode("utf-8", "surrogatepass"))


# The places are in the body, and counted elsewhere.
_KEPT = tuple(field.name for field in fields(Event) if field.name != "places")


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, Money):
        return [value.amount, value.asset, value.raw]
    if isinstance(value, Identifier):
        return [value.kind, value.value, value.key, value.path, value.role]
    raise TypeError(f"{type(value).__name__} has no place in an event")


_ENCODER = json.JSONEncoder(default=_plain, separators=(",", ":"), ensure_ascii=False)


def event_from_document(packed: bytes) -> Event:
    """The event that event_to_document wrote."""
    document = json.loads(packing.events().unpack(packed).decode("utf-8", "surrogatepass"))
    return Event(
        **{name: _READ.get(name, _same)(value) for name, value in document.items()},
        **{name: empty for name, empty in _EMPTY.items() if name not in document},
    )


def identifiers_from(document: list[list[str]]) -> tuple[Identifier, ...]:
    return tuple(Identifier(IdKind(kind), *rest) for kind, *rest in document)


def pairs_from(document: list[list[str]]) -> tuple[tuple[str, str], ...]:
    return tuple((name, value) for name, value in document)


def _same(value: Any) -> Any:
    return value


def _money(document: list[str]) -> Money:
    return Money(*document)


_READ: Mapping[str, Callable[[Any], Any]] = {
    "kind": Kind,
    "status": Status,
    "order": Order,
    "money": _money,
    "charge": _money,
    "created_at": datetime.fromisoformat,
    "updated_at": datetime.fromisoformat,
    "identifiers": identifiers_from,
    "facts": pairs_from,
    "unknown_fields": tuple,
    "flags": tuple,
}

# The members without a default, as they are when left out for being empty.
_EMPTY: Mapping[str, Any] = {
    "transaction_key": "",
    "event_type": "",
    "provider_status": "",
    "rank": 0,
    "is_final": False,
}
