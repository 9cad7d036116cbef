"""Lookup: which transactions answer a pasted text, best first, and why each one does."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.core.amounts import parse_amount
from app.core.event import IdKind
from app.core.identifiers import Found, classify, mask_matches, normal_form
from app.core.pasted import Clue
from app.store.rows import LookupHit
from app.store.sqlite import Connection, Row, moment_or_none

# How well a transaction answers, best first.
MATCHES = ("exact", "prefix", "suffix", "compatible", "contained", "text")

SHORTEST_PART = 4  # characters: less would answer with half the store
SHORTEST_INSIDE = 6
MOST_MASKS = 5000  # patterns that are held against a full value
_END = "\U0010ffff"  # sorts behind every key

_MASK_OF = {IdKind.CLABE: IdKind.CLABE_MASK, IdKind.ADDRESS: IdKind.ADDRESS_MASK}
_FULL_OF = {mask: full for full, mask in _MASK_OF.items()}
_CLUES = frozenset({Clue.AMOUNT, Clue.DATE})

LABELS = {
    IdKind.ID: "id",
    IdKind.EXTERNAL_REF: "reference",
    IdKind.CLABE: "CLABE",
    IdKind.CLABE_MASK: "masked CLABE",
    IdKind.CARD: "card",
    IdKind.RASTREO: "clave de rastreo",
    IdKind.REFERENCE: "numeric reference",
    IdKind.TX_HASH: "tx hash",
    IdKind.ADDRESS: "address",
    IdKind.ADDRESS_MASK: "masked address",
    IdKind.ACCOUNT: "account",
    IdKind.NAME: "name",
    IdKind.OTHER: "identifier",
}


@dataclass(frozen=True, slots=True)
class _Answer:
    transaction_id: str
    match: str
    why: str


def lookup(store: Connection, text: str, limit: int) -> list[LookupHit]:
    """The best `limit` hits; an amount or a date in the text lifts those that agree with it."""
    found = classify(text)
    best: dict[str, _Answer] = {}
    for answer in _answers(store, [one for one in found if one.kind not in _CLUES], limit):
        known = best.get(answer.transaction_id)
        if known is None or MATCHES.index(answer.match) < MATCHES.index(known.match):
            best[answer.transaction_id] = answer
    rows = store.execute(
        "SELECT * FROM transactions WHERE transaction_id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(best)),),
    )
    clues = [one for one in found if one.kind in _CLUES]
    ranked = sorted((_ranked(row, best[row["transaction_id"]], clues) for row in rows), key=_first)
    return [hit for _, hit in ranked[:limit]]


def _first(pair: tuple[tuple[int, int, int], LookupHit]) -> tuple[int, int, int]:
    return pair[0]


def _ranked(
    row: Row, answer: _Answer, clues: Sequence[Found]
) -> tuple[tuple[int, int, int], LookupHit]:
    agreeing = [str(clue.kind) for clue in clues if _agrees(row, clue)]
    hit = LookupHit(
        transaction_id=row["transaction_id"],
        provider=row["provider"],
        kind=row["kind"],
        status=row["status"],
        provider_status=row["provider_status"],
        amount=row["amount"],
        asset=row["asset"],
        occurred_at=moment_or_none(row["occurred_at"]),
        match=answer.match,
        why=" + ".join([answer.why, *(f"same {clue}" for clue in agreeing)]),
    )
    return (MATCHES.index(answer.match), -len(agreeing), -row["last_received_at"]), hit


def _agrees(row: Row, clue: Found) -> bool:
    if clue.kind is Clue.AMOUNT:
        amount = parse_amount(row["amount"])
        return amount is not None and amount == parse_amount(clue.key)
    times = (row["created_at"], row["occurred_at"])
    return any(at and at.date().isoformat() == clue.key for at in map(moment_or_none, times))


# --- each way to answer -------------------------------------------------------------------------


def _answers(store: Connection, found: Sequence[Found], limit: int) -> Iterator[_Answer]:
    """Exact answers to everything that was found; weaker ones only to what had none."""
    open_ones: list[Found] = []
    for one in found:
        exact = list(_exact(store, one, limit))
        yield from exact
        yield from _compatible(store, one, limit)
        if not exact:
            open_ones.append(one)
    weak = 0
    for one in open_ones:
        for answer in _partly(store, one, limit):
            weak += 1
            yield answer
    if not weak:
        for one in open_ones:
            yield from _inside(store, one, limit)


def _keys(one: Found) -> list[str]:
    """Every normal form that a value may be kept under: a text cannot say which it is."""
    kinds = IdKind if not isinstance(one.kind, IdKind) or one.kind in _LOOSE else (one.kind,)
    keys = {one.key, *(normal_form(kind, one.value) for kind in (*kinds, *_LOOSE))}
    return sorted(key for key in keys if key)


# These look alike: what one provider calls a reference is another's id or clave de rastreo.
_LOOSE = (IdKind.ID, IdKind.EXTERNAL_REF, IdKind.REFERENCE, IdKind.RASTREO, IdKind.NAME)

_BY_KEY = """SELECT transaction_id, kind, value, path, key FROM identifiers
    WHERE key IN (SELECT value FROM json_each(?)) LIMIT ?"""


def _exact(store: Connection, one: Found, limit: int) -> Iterator[_Answer]:
    for row in store.execute(_BY_KEY, (json.dumps(_keys(one)), limit)):
        yield _Answer(row["transaction_id"], "exact", _why(row))


def _partly(store: Connection, one: Found, limit: int) -> Iterator[_Answer]:
    """Keys that begin or end with the value."""
    for key in _keys(one):
        bare = key.strip("*…. ")
        if len(bare) < SHORTEST_PART:
            continue
        for column, part, match in (("key", bare, "prefix"), ("mirrored", bare[::-1], "suffix")):
            rows = store.execute(
                f"SELECT transaction_id, kind, value, path, key FROM identifiers"  # noqa: S608
                f" WHERE {column} >= ? AND {column} < ? LIMIT ?",
                (part, part + _END, limit),
            )
            for row in rows:
                verb = "begins with" if match == "prefix" else "ends with"
                yield _Answer(row["transaction_id"], match, f"{_why(row)} {verb} {one.value}")


def _compatible(store: Connection, one: Found, limit: int) -> Iterator[_Answer]:
    """Masks that a full value fits, or full values that fit a mask: never said to be the same."""
    if not isinstance(one.kind, IdKind):
        return
    wanted = _MASK_OF.get(one.kind) or _FULL_OF.get(one.kind)
    if wanted is None:
        return
    is_mask = one.kind in _FULL_OF
    rows = store.execute(
        "SELECT transaction_id, kind, value, path, key FROM identifiers WHERE kind = ? LIMIT ?",
        (str(wanted), MOST_MASKS),
    ).fetchall()
    fitting = [
        row
        for row in rows
        if (mask_matches(one.key, row["key"]) if is_mask else mask_matches(row["key"], one.key))
    ]
    count = len({row["transaction_id"] for row in fitting})
    noun = "candidate" if count == 1 else "candidates"
    for row in fitting[:limit]:
        yield _Answer(
            row["transaction_id"], "compatible", f"compatible, {count} {noun}: {_why(row)}"
        )


def _inside(store: Connection, one: Found, limit: int) -> Iterator[_Answer]:
    """Keys that hold the value anywhere, then the labelled facts of transactions."""
    for key in _keys(one):
        if len(key) < SHORTEST_INSIDE and not (isinstance(one.kind, Clue) and len(key) > 2):
            continue
        rows = store.execute(
            "SELECT transaction_id, kind, value, path, key FROM identifiers"
            " WHERE instr(key, ?) > 0 LIMIT ?",
            (key, limit),
        )
        for row in rows:
            yield _Answer(row["transaction_id"], "contained", f"{_why(row)} holds {one.value}")
    if one.kind is Clue.TEXT and len(one.key) > 2:
        like = one.value.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        rows = store.execute(
            "SELECT transaction_id FROM transactions WHERE facts LIKE ? ESCAPE '\\'"
            " ORDER BY last_received_at DESC LIMIT ?",
            (f"%{like}%", limit),
        )
        for row in rows:
            yield _Answer(row["transaction_id"], "text", f"its facts hold “{one.value}”")


def _why(row: Row) -> str:
    place = row["path"].rpartition(".")[2]
    where = f" ({place})" if place else ""
    return f"{LABELS[IdKind(row['kind'])]} {row['value']}{where}"
