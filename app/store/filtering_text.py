"""Free text in a filter: within an identifier of the transaction, or its words in a payload.

Both have an index (store/inside.py). What is not in it yet is looked through as it is; so is
everything for a text that the index cannot tell apart or that half the store holds.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from app.core.query import Term
from app.core.query_keys import text_keys
from app.store import inside
from app.store.deliveries import BODY
from app.store.filtering_sides import FEW, Edge, Side, Where
from app.store.sqlite import Connection

_SHORTEST = 3  # signs of a piece in the index
_MOST_FRESH = 2_000  # transactions not in the index that are looked through at once
_STRETCH = (Edge.LOWEST, Edge.HIGHEST)
_LETTERS = re.compile(r"[\x00-\u052f]*")  # that SQLite takes for letters wherever Python does

_FRESH_KEYS = "FROM unindexed u CROSS JOIN identifiers i ON i.transaction_number = u.number WHERE"
_FRESH_BODIES = """FROM unindexed u CROSS JOIN events e ON e.transaction_number = u.number
    CROSS JOIN facts.deliveries d ON d.id = e.delivery_id WHERE"""


def condition(store: Connection, side: Side, term: Term, now: datetime) -> Where:
    """What a free text asks of a row."""
    (text,) = term.values
    keys = text_keys(text)
    question = inside.phrase(store, text) if asks_words(text) else ""
    lists = _in_index(store, keys, question, min(FEW, side.few))
    if lists is not None:
        parts = [_holding(key, numbers) for key, numbers in zip(keys, lists, strict=False)]
        parts += _fresh(text, keys, question)
        if question:
            parts.append(Where("SELECT value FROM json_each(?)", (lists[-1],)))
        return replace(side.found(_joined(parts, " UNION ALL ")), is_few=True)
    parts = [_in_keys(keys)]
    if question:
        fresh = f"EXISTS (SELECT 1 {_FRESH_BODIES} u.number = x.number AND has_words({BODY}, ?))"
        parts = [_asked("words", "words", question), Where(fresh, (text,)), *parts]
    found = _joined(parts, " OR ")
    return side.number(replace(found, sql=f"({found.sql})"))


def asks_words(text: str) -> bool:
    """Whether a text is nothing but words, and so may stand in a payload."""
    is_plain = all(word.isalpha() for word in text.split()) and _LETTERS.fullmatch(text)
    return bool(is_plain and inside.asked(text))


def has_words(body: bytes | None, text: str) -> bool:
    """Whether a body holds all words of a text, the last of which may be unfinished."""
    *whole, last = inside.asked(text)
    if not _may_hold(body or b"", (*whole, last)):
        return False
    held = {inside.folded(word) for word in inside.words(body or b"")}
    return held.issuperset(whole) and any(word.startswith(last) for word in held)


def _may_hold(body: bytes, words: Sequence[str]) -> bool:
    """Whether a body is worth reading: to take it apart takes six times as long as to look.

    No letter of a value stands otherwise in the body, unless by \\u and a number.
    """
    if b"\\u" in body:
        return True
    text = inside.folded(body.decode(errors="replace"))
    return all(word in text for word in words)


def _in_index(store: Connection, keys: Sequence[str], question: str, left: int) -> list[str] | None:
    """The transactions that may hold each key, then those with the words; None: over `left`.

    Each a list in JSON: row by row, a reader asks for the interpreter five thousand times.
    """
    if not keys or min(map(len, keys)) < _SHORTEST:
        return None
    asked = [("inside", inside.pieces(key)) for key in keys]
    asked += [("words", question)] if question else []
    lists: list[str] = []
    for table, pieces in asked:
        inner = f"SELECT rowid FROM {table} WHERE {table} MATCH ? LIMIT {left + 1}"  # noqa: S608
        statement = f"SELECT json_group_array(rowid), count(*) FROM ({inner})"  # noqa: S608
        numbers, count = store.execute(statement, (pieces,)).fetchone()
        lists.append(numbers)
        left -= count
        if left < 0:
            return None
    some = f"SELECT 1 FROM unindexed LIMIT {_MOST_FRESH + 1}"  # noqa: S608
    (fresh,) = store.execute(f"SELECT count(*) FROM ({some})").fetchone()  # noqa: S608
    return lists if fresh <= _MOST_FRESH else None


def _in_keys(keys: Sequence[str]) -> Where:
    """Whether an identifier of transaction `x` holds one of these; the index spares most looks."""
    holds = _holds(keys)
    own = "SELECT 1 FROM identifiers i WHERE i.transaction_number = x.number AND"
    held = replace(holds, sql=f"EXISTS ({own} {holds.sql})")
    if not keys or min(map(len, keys)) < _SHORTEST:
        return held
    plain = dict.fromkeys(key.lower() if key.isascii() else key for key in keys)
    questions = map(inside.pieces, plain)
    parts = [_asked("inside", "inside", question, "1") for question in questions]
    may = _joined([*parts, Where("x.number IN (SELECT number FROM unindexed)", ())], " OR ")
    return _joined([replace(may, sql=f"({may.sql})"), held], " AND ")


def _asked(table: str, column: str, question: str, astray: str = "") -> Where:
    """Whether an index knows transaction `x`; of a stretch's list it is read as a whole.

    Those outside of the stretch are asked for alone, or taken for `astray`.
    """
    asked = f"SELECT rowid FROM {table} WHERE {column} MATCH ? AND rowid"  # noqa: S608
    within = f"CASE WHEN x.number BETWEEN ? AND ? THEN x.number IN ({asked} BETWEEN ? AND ?)"
    values = (*_STRETCH, question, *_STRETCH)
    if astray:
        return Where(f"{within} ELSE {astray} END", values)
    return Where(f"{within} ELSE EXISTS ({asked} = x.number) END", (*values, question))


def _holding(key: str, numbers: str) -> Where:
    """Candidates hold the pieces of a key; whether in a row, their identifiers say."""
    return Where(
        "SELECT i.transaction_number FROM json_each(?) n CROSS JOIN identifiers i"
        " ON i.transaction_number = n.value WHERE instr(i.key, ?) > 0",
        (numbers, key),
    )


def _fresh(text: str, keys: Sequence[str], question: str) -> list[Where]:
    """Candidates among what is not in the index yet."""
    holds = _holds(keys)
    found = [Where(f"SELECT u.number {_FRESH_KEYS} {holds.sql}", holds.values)]
    if question:
        found.append(Where(f"SELECT u.number {_FRESH_BODIES} has_words({BODY}, ?)", (text,)))
    return found


def _holds(keys: Sequence[str]) -> Where:
    """Whether an identifier `i` holds one of these."""
    return Where(f"({' OR '.join(['instr(i.key, ?) > 0'] * len(keys)) or '0'})", tuple(keys))


def _joined(parts: Sequence[Where], word: str) -> Where:
    values = tuple(value for part in parts for value in part.values)
    return Where(word.join(part.sql for part in parts), values)
