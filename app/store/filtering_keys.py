"""Identifiers in a filter: from the index when they are few, else row by row.

`clabe:6461*` may mean three transactions or half the store. Few are found by the index and then
looked up; of many the newest rows are asked one by one, which soon fills a page.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from app.core.clabe import MASK, possible_runs
from app.core.query import Term
from app.core.query_keys import Pattern, patterns
from app.store.endings import mirrored
from app.store.filtering_sides import END, FEW, Side, Where
from app.store.sqlite import Connection


def condition(store: Connection, side: Side, term: Term, now: datetime) -> Where:
    """What an identifier's field asks of a row."""
    if term.op == "~":
        parts = [one for value in term.values for one in _compatible(value)]
    else:
        parts = [_like(pattern) for value in term.values for pattern in patterns(term.field, value)]
    if not parts:
        return Where("0", ())
    values = tuple(value for part in parts for value in part.values)
    if _are_few(store, parts, min(FEW, side.few_keys)):
        found = side.found(Where(" UNION ALL ".join(_select(part) for part in parts), values))
        return replace(found, is_few=True)
    # A plus keeps SQLite from the indexes: here the transaction's own identifiers are asked.
    joined = " OR ".join(part.sql.format(i="+i") for part in parts)
    return side.identifier(Where(f"({joined})", values))


def _select(part: Where) -> str:
    return f"SELECT i.transaction_number FROM identifiers i WHERE {part.sql.format(i='i')}"  # noqa: S608


def _are_few(store: Connection, parts: Sequence[Where], left: int) -> bool:
    """Whether the index gives a short list; what no index gives is many."""
    if any("instr" in part.sql for part in parts):
        return False
    for part in parts:
        statement = f"SELECT count(*) FROM ({_select(part)} LIMIT {left + 1})"  # noqa: S608
        left -= store.execute(statement, part.values).fetchone()[0]
        if left < 0:
            return False
    return True


def _like(pattern: Pattern) -> Where:
    kind, key = str(pattern.kind), pattern.key
    if pattern.open_start and pattern.open_end:
        return Where("({i}.kind = ? AND instr({i}.key, ?) > 0)", (kind, key))
    if pattern.open_start:
        ending = mirrored(key)
        return Where(
            "({i}.mirrored >= ? AND {i}.mirrored < ? AND {i}.kind = ? AND substr({i}.key, -?) = ?)",
            (ending, ending + END, kind, len(key), key),
        )
    if pattern.open_end:
        return Where("({i}.key >= ? AND {i}.key < ? AND {i}.kind = ?)", (key, key + END, kind))
    return Where("({i}.key = ? AND {i}.kind = ?)", (key, kind))


def _compatible(value: str) -> list[Where]:
    """A CLABE, the masks that it fits and, when it is a mask itself, what fits it."""
    if MASK in value:
        return [Where("({i}.kind IN ('clabe', 'clabe_mask') AND compatible({i}.key, ?))", (value,))]
    runs = json.dumps(sorted(possible_runs(value, shortest=1)))
    return [
        Where("({i}.key = ? AND {i}.kind = 'clabe')", (value,)),
        Where(
            "({i}.run IN (SELECT value FROM json_each(?))"
            " AND {i}.kind = 'clabe_mask' AND compatible({i}.key, ?))",
            (runs, value),
        ),
    ]
