"""Reads kept bodies once more: what a delivery means is nowhere but in its body."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import TypeAlias

from app.core.asked import Meaning
from app.core.errors import Unreadable
from app.core.event import Event
from app.store.same import FINGERPRINT
from app.store.sqlite import Connection

# The tables of facts.db stand in it, or are attached.
_BODIES = f"""SELECT d.id, d.provider, d.origin, {FINGERPRINT} AS fingerprint, d.sha256,
    unpacked(CAST(d.body AS BLOB), d.provider, d.packing) AS body FROM deliveries d
    WHERE d.id IN (SELECT value FROM json_each(?)) AND d.body IS NOT NULL"""  # noqa: S608


@dataclass(frozen=True, slots=True)
class Told:
    """What a delivery told."""

    fingerprint: str
    events: Sequence[Event]


Tell: TypeAlias = Callable[[Iterable[int]], Mapping[int, Told]]


def teller(store: Connection, meaning: Meaning) -> Tell:
    """Tells what deliveries mean; those that are gone, or not as they came, tell nothing."""

    def tell(delivery_ids: Iterable[int]) -> Mapping[int, Told]:
        rows = store.execute(_BODIES, (json.dumps(list(delivery_ids)),))
        found: dict[int, Told] = {}
        for row in rows:
            body = row["body"]
            if sha256(body).digest() != row["sha256"]:
                continue
            try:
                events = meaning(row["provider"], row["origin"], body)
            except Unreadable:
                continue
            found[row["id"]] = Told(row["fingerprint"], events)
        return found

    return tell
