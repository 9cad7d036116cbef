"""What stands in the bodies of deliveries, for columns that people choose."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence

from app.core.errors import Unreadable
from app.core.reading import JsonValue, at, compact, leaves, read_value
from app.store.deliveries import BODY, Ask

_LONGEST = 300  # characters of a value in a list
_MOST_PATHS = 2_000

_BODIES = f"""SELECT d.id, {BODY} AS body FROM facts.deliveries d
    WHERE d.id IN (SELECT value FROM json_each(?)) AND d.body IS NOT NULL"""  # noqa: S608 - our own words
_NEWEST = """SELECT transaction_number AS number, max(delivery_id) AS delivery_id FROM events
    WHERE transaction_number IN (SELECT value FROM json_each(?)) GROUP BY 1"""


def values_of(
    ask: Ask, delivery_ids: Iterable[int], paths: Sequence[str]
) -> dict[int, dict[str, str]]:
    """The values at these paths by delivery; one without readable JSON has none."""
    rows = ask(_BODIES, (json.dumps(list(delivery_ids)),))
    return {row["id"]: _values(_read(row["body"]), paths) for row in rows}


def values_of_transactions(
    ask: Ask, numbers: Iterable[int], paths: Sequence[str]
) -> dict[int, dict[str, str]]:
    """The values at these paths in the newest delivery of each transaction."""
    newest: Mapping[int, int] = {
        row["number"]: row["delivery_id"] for row in ask(_NEWEST, (json.dumps(list(numbers)),))
    }
    values = values_of(ask, newest.values(), paths)
    return {number: values.get(delivery_id, {}) for number, delivery_id in newest.items()}


def paths_of(ask: Ask, delivery_id: int) -> list[str]:
    """The paths of a delivery's body, in its order; list positions stand as numbers."""
    rows = ask(_BODIES, (json.dumps([delivery_id]),))
    found = (path for row in rows for path, _ in leaves(_read(row["body"])) if path)
    return list(dict.fromkeys(found))[:_MOST_PATHS]


def paths_of_transaction(ask: Ask, number: int) -> list[str]:
    """The paths of the newest delivery of a transaction."""
    rows = ask(_NEWEST, (json.dumps([number]),))
    return paths_of(ask, rows[0]["delivery_id"]) if rows else []


def _read(body: bytes) -> JsonValue:
    try:
        return read_value(body)
    except Unreadable:
        return None


def _values(body: JsonValue, paths: Sequence[str]) -> dict[str, str]:
    return {path: _text(at(body, path)) for path in paths}


def _text(value: JsonValue) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value[:_LONGEST]
    return compact(value).decode("utf-8", "replace")[:_LONGEST]
