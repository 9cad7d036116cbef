"""Lookup: which transactions answer a pasted text, best first, and why each one does."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.core.amounts import parse_amount
from app.core.clabe import MASK, possible_runs
from app.core.event import IdKind
from app.core.identifiers import Found, classify, mask_matches, normal_form
from app.core.pasted import Clue
from app.store.deliveries import like
from app.store.rows import LookupHit
from app.store.sqlite import Connection, Row, moment_or_none

# How well a transaction answers, best first.
MATCHES = ("exact", "prefix", "suffix", "compatible", "contained", "text")

SHORTEST_PART = 4  # characters: less would answer with half the store
SHORTEST_INSIDE = 6
SHORTEST_TEXT = 3
MOST_LOOKED_AT = 5000  # identifiers that answer one question; of these the newest are taken
MOST_LOOKED_INSIDE = 4  # finds of one text: each of them reads every identifier
_END = "\U0010ffff"  # sorts behind every key

_MASK_OF = {IdKind.CLABE: IdKind.CLABE_MASK, IdKind.ADDRESS: IdKind.ADDRESS_MASK}
_FULL_OF = {mask: full for full, mask in _MASK_OF.items()}
_CLUES = frozenset({Clue.AMOUNT, Clue.DATE})
# These look alike: what one provider calls a reference is another's id or clave de rastreo.
_LOOSE = (IdKind.ID, IdKind.EXTERNAL_REF, IdKind.REFERENCE, IdKind.RASTREO, IdKind.NAME)

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
    IdKind.DIGEST: "digest",
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
    clues = [one for one in found if one.kind in _CLUES]
    wanted = [one for one in found if one.kind not in _CLUES]
    best: dict[str, _Answer] = {}
    for answer in _answers(store, wanted, MOST_LOOKED_AT if clues else limit):
        known = best.get(answer.transaction_id)
        if known is None or MATCHES.index(answer.match) < MATCHES.index(known.match):
            best[answer.transaction_id] = answer
    rows = store.execute(
        "SELECT * FROM transactions WHERE transaction_id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(best)),),
    )
    ranked = sorted((_ranked(row, best[row["transaction_id"]], clues) for row in rows), key=_first)
    return [hit for _, hit in ranked[:limit]]


def _first(pair: tuple[tuple[int, int, int, str], LookupHit]) -> tuple[int, int, int, str]:
    return pair[0]


def _ranked(
    row: Row, answer: _Answer, clues: Sequence[Found]
) -> tuple[tuple[int, int, int, str], LookupHit]:
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
    place = MATCHES.index(answer.match), -len(agreeing)
    return (*place, -row["last_received_at"], row["transaction_id"]), hit


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
    is_answered = False
    for one in open_ones:
        for answer in _partly(store, one, limit):
            is_answered = True
            yield answer
    if not is_answered:
        for one in [*open_ones[: MOST_LOOKED_INSIDE - 1], *open_ones[-1:]]:
            yield from _inside(store, one, limit)


def _keys(one: Found) -> list[str]:
    """Every normal form that a value may be kept under: a text cannot say which it is."""
    kinds = IdKind if not isinstance(one.kind, IdKind) or one.kind in _LOOSE else (one.kind,)
    keys = {one.key, *(normal_form(kind, one.value) for kind in (*kinds, *_LOOSE))}
    return sorted(key for key in keys if key)


def _find(store: Connection, condition: str, values: Sequence[object], limit: int) -> list[Row]:
    """The identifiers that fulfil a condition, of the most recently active transactions first."""
    return store.execute(
        f"""SELECT i.* FROM (SELECT transaction_id, kind, value, path, key FROM identifiers
            WHERE {condition} LIMIT {MOST_LOOKED_AT}) i JOIN transactions t USING (transaction_id)
        ORDER BY t.last_received_at DESC, t.transaction_id LIMIT ?""",  # noqa: S608
        (*values, limit),
    ).fetchall()


def _exact(store: Connection, one: Found, limit: int) -> Iterator[_Answer]:
    keys = json.dumps(_keys(one))
    for row in _find(store, "key IN (SELECT value FROM json_each(?))", (keys,), limit):
        yield _Answer(row["transaction_id"], "exact", _why(row))
    if one.kind is Clue.TEXT:
        rows = store.execute(
            "SELECT transaction_id FROM transactions WHERE transaction_id = ?1 OR key = ?1 LIMIT ?",
            (one.value, limit),
        )
        for row in rows:
            yield _Answer(row["transaction_id"], "exact", f"transaction {one.value}")


def _partly(store: Connection, one: Found, limit: int) -> Iterator[_Answer]:
    """Keys that begin or end with the value; what a mask shows is `_compatible`'s to judge."""
    said = one.value.strip(f"{MASK}. ")
    for key in _keys(one):
        part = key.strip(". ")
        if len(part) < SHORTEST_PART or MASK in part:
            continue
        for row in _find(store, "key >= ? AND key < ?", (part, part + _END), limit):
            why = f"{_why(row)} begins with {said}"
            yield _Answer(row["transaction_id"], "prefix", why)
        ending = part[::-1]
        for row in _find(store, "mirrored >= ? AND mirrored < ?", (ending, ending + _END), limit):
            why = f"{_why(row)} ends with {said}"
            yield _Answer(row["transaction_id"], "suffix", why)


def _compatible(store: Connection, one: Found, limit: int) -> Iterator[_Answer]:
    """Masks that a full value fits, or full values that fit a mask: never said to be the same."""
    rows: Sequence[Row] = ()
    if one.kind in _MASK_OF:
        runs = json.dumps(sorted(possible_runs(one.key)))
        rows = _find(
            store,
            "run IN (SELECT value FROM json_each(?)) AND run <> '' AND kind = ?",
            (runs, str(_MASK_OF[IdKind(one.kind)])),
            MOST_LOOKED_AT,
        )
    elif one.kind in _FULL_OF:
        rows = _find(
            store,
            "key GLOB ? AND kind = ?",
            (one.key.replace(MASK, "?"), str(_FULL_OF[IdKind(one.kind)])),
            MOST_LOOKED_AT,
        )
    fitting = [row for row in rows if mask_matches(one.key, row["key"])]
    count = len({row["transaction_id"] for row in fitting})
    noun = "candidate" if count == 1 else "candidates"
    for row in fitting[:limit]:
        why = f"compatible, {count} {noun}: {_why(row)}"
        yield _Answer(row["transaction_id"], "compatible", why)


def _inside(store: Connection, one: Found, limit: int) -> Iterator[_Answer]:
    """Keys that hold the value anywhere, then the labelled facts of transactions."""
    shortest = SHORTEST_TEXT if isinstance(one.kind, Clue) else SHORTEST_INSIDE
    for key in _keys(one):
        if len(key) >= shortest:
            for row in _find(store, "instr(key, ?) > 0", (key,), limit):
                why = f"{_why(row)} holds {one.value}"
                yield _Answer(row["transaction_id"], "contained", why)
    if one.kind is Clue.TEXT and len(one.key) >= SHORTEST_TEXT:
        rows = store.execute(
            "SELECT transaction_id FROM transactions WHERE facts LIKE ? ESCAPE '\\'"
            " ORDER BY last_received_at DESC LIMIT ?",
            (f"%{like(one.value)}%", limit),
        )
        for row in rows:
            yield _Answer(row["transaction_id"], "text", f"its facts hold “{one.value}”")


def _why(row: Row) -> str:
    place = row["path"].rpartition(".")[2]
    where = f" ({place})" if place else ""
    return f"{LABELS[IdKind(row['kind'])]} {row['value']}{where}"
