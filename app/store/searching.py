"""Lookup: which transactions answer a pasted text, best first, and why each one does."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from heapq import nsmallest
from typing import NamedTuple

from app.core.amounts import parse_amount
from app.core.clabe import MASK, possible_runs
from app.core.event import IdKind
from app.core.identifiers import Found, classify, mask_matches, normal_form
from app.core.pasted import Clue
from app.store import inside
from app.store.endings import LONGEST, mirrored
from app.store.filtering_functions import amount_key
from app.store.reasons import Reason
from app.store.rows import LookupHit
from app.store.sqlite import Connection, Row, moment_or_none

# How well a transaction answers, best first.
MATCHES = ("exact", "prefix", "suffix", "compatible", "contained", "text")
_RANK = {match: place for place, match in enumerate(MATCHES)}

SHORTEST_PART = 4  # characters: less would answer with half the store
SHORTEST_INSIDE = 6
SHORTEST_TEXT = 3
MOST_UNINDEXED = 2000  # transactions that are looked through one by one
MOST_LOOKED_AT = 5000  # identifiers that answer one question; of these the newest are taken
MOST_LOOKED_INSIDE = 4  # finds of one text: each of them reads every identifier
_END = "\U0010ffff"  # sorts behind every key

_MASK_OF = {IdKind.CLABE: IdKind.CLABE_MASK, IdKind.ADDRESS: IdKind.ADDRESS_MASK}
_FULL_OF = {mask: full for full, mask in _MASK_OF.items()}
_CLUES = frozenset({Clue.AMOUNT, Clue.DATE})
# These look alike: what one provider calls a reference is another's id or clave de rastreo.
_LOOSE = (IdKind.ID, IdKind.EXTERNAL_REF, IdKind.REFERENCE, IdKind.RASTREO, IdKind.NAME)


class _Answer(NamedTuple):
    """Of thousands few are shown: why one answers is put together only then."""

    number: int
    match: str
    row: Row | None  # the identifier that answers
    sought: str = ""  # what is looked for, where that is not the whole of it
    candidates: int = 0

    def reason(self) -> Reason:
        if self.row is None:
            is_itself = self.match == "exact"
            return Reason(value=self.sought) if is_itself else Reason(sought=self.sought)
        row, kind = self.row, IdKind(self.row["kind"])
        place = row["place"] or ""
        return Reason(kind, str(row["value"]), place, self.sought, self.candidates)


def lookup(store: Connection, text: str, limit: int) -> list[LookupHit]:
    """The best `limit` hits; an amount or a date in the text lifts those that agree with it."""
    found = classify(text)
    clues = [_Clue.of(one) for one in found if one.kind in _CLUES]
    wanted = [one for one in found if one.kind not in _CLUES]
    best: dict[int, _Answer] = {}
    for answer in _answers(_Asked(store, clues), wanted, limit):
        known = best.get(answer.number)
        if known is None or _RANK[answer.match] < _RANK[known.match]:
            best[answer.number] = answer
    rows = store.execute(
        f"SELECT {_SHOWN} FROM transactions WHERE number IN (SELECT value FROM json_each(?))",  # noqa: S608
        (json.dumps(list(best)),),
    ).fetchall()
    agreeing = {row["number"]: _agreeing(row, clues) for row in rows} if clues else {}

    def place(row: Row) -> tuple[int, int, int, str]:
        number = row["number"]
        match = _RANK[best[number].match]
        agree = len(agreeing.get(number, ()))
        return match, -agree, -row["last_received_at"], row["transaction_id"]

    return [
        _hit(row, best[row["number"]], agreeing.get(row["number"], ()))
        for row in nsmallest(limit, rows, key=place)
    ]


def _hit(row: Row, answer: _Answer, agreeing: Sequence[str]) -> LookupHit:
    return LookupHit(
        transaction_id=row["transaction_id"],
        provider=row["provider"],
        kind=row["kind"],
        status=row["status"],
        provider_status=row["provider_status"],
        amount=row["amount"],
        asset=row["asset"],
        occurred_at=moment_or_none(row["occurred_at"]),
        match=answer.match,
        reason=answer.reason().with_agreeing(tuple(agreeing)),
    )


def _agreeing(row: Row, clues: Sequence[_Clue]) -> list[str]:
    """The clues that a transaction agrees with."""
    return [str(clue.kind) for clue in clues if clue.agrees(row)]


@dataclass(frozen=True, slots=True)
class _Clue:
    """An amount or a day in the text, read once."""

    kind: IdKind | Clue
    amount: Decimal | None
    digits: str  # that stand in every way to write the amount
    day: str

    def condition(self) -> tuple[str, tuple[object, ...]]:
        """What is 1 of the rows of transactions that agree, and 0 of all others."""
        if self.kind is Clue.DATE:
            day = (date.fromisoformat(self.day) - _EPOCH).days
            return f"coalesce(? IN (created_at / {_DAY}, occurred_at / {_DAY}), 0)", (day,)
        if self.amount is None:
            return "0", ()
        values = self.digits, amount_key(f"{self.amount:f}")
        # An AND would read every amount.
        return "(CASE WHEN instr(amount, ?) THEN amount_key(amount) IS ? ELSE 0 END)", values

    @classmethod
    def of(cls, found: Found) -> _Clue:
        amount = parse_amount(found.key) if found.kind is Clue.AMOUNT else None
        whole, _, fraction = (f"{amount:f}" if amount else "").lstrip("-0").partition(".")
        digits = max(whole, fraction.rstrip("0"), key=len)
        return cls(found.kind, amount, digits, found.key)

    def agrees(self, row: Row) -> bool:
        if self.kind is Clue.AMOUNT:
            if self.amount is None or self.digits not in row["amount"]:
                return False
            return parse_amount(row["amount"]) == self.amount
        times = (row["created_at"], row["occurred_at"])
        return any(at and at.date().isoformat() == self.day for at in map(moment_or_none, times))


_SHOWN = """number, transaction_id, provider, kind, status, provider_status, amount, asset,
    created_at, occurred_at, last_received_at"""
_COLUMNS = """transaction_number AS number, identifiers.kind, identifiers.key,
    coalesce(value, identifiers.key) AS value, place"""
_EPOCH = date(1970, 1, 1)
_DAY = 86_400_000_000  # microseconds


class _Asked:
    """The store, asked each question once: a text may be read in several ways that are one.

    What agrees with most clues comes first, so that no more is read than is shown: an account may
    have thousands of payments.
    """

    def __init__(self, store: Connection, clues: Sequence[_Clue]) -> None:
        self._store = store
        self._known: dict[tuple[str, tuple[object, ...]], list[Row]] = {}
        conditions = [clue.condition() for clue in clues]
        self._agreeing = " + ".join(condition for condition, _ in conditions)
        self._agreeing_to = tuple(value for _, values in conditions for value in values)

    def phrase(self, text: str) -> str:
        """The question to the index of words."""
        return inside.phrase(self._store, text)

    def most(self, limit: int) -> int:
        """How many to read where the store does not put first what agrees."""
        return MOST_LOOKED_AT if self._agreeing else limit

    def rows(self, statement: str, values: tuple[object, ...]) -> list[Row]:
        question = (statement, values)
        if question not in self._known:
            self._known[question] = self._store.execute(statement, values).fetchall()
        return self._known[question]

    def find(self, condition: str, values: tuple[object, ...], limit: int) -> list[Row]:
        """The identifiers that fulfil a condition, the newest first.

        An index alone decides on them; thousands of them are read only if what they belong to has
        to agree with something.
        """
        named = f"SELECT rowid FROM identifiers WHERE {condition} LIMIT {MOST_LOOKED_AT}"  # noqa: S608
        newest = f"SELECT rowid FROM ({named}) ORDER BY rowid DESC LIMIT ?"  # noqa: S608
        if not self._agreeing:
            return self.rows(
                f"SELECT {_COLUMNS} FROM identifiers WHERE rowid IN ({newest}) ORDER BY rowid DESC",  # noqa: S608
                (*values, limit),
            )
        return self.rows(
            f"""SELECT {_COLUMNS} FROM identifiers JOIN transactions ON number = transaction_number
            WHERE identifiers.rowid IN ({named})
            ORDER BY {self._agreeing} DESC, number DESC LIMIT ?""",  # noqa: S608
            (*values, *self._agreeing_to, limit),
        )


# --- each way to answer -------------------------------------------------------------------------


def _answers(store: _Asked, found: Sequence[Found], limit: int) -> Iterator[_Answer]:
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


def _exact(store: _Asked, one: Found, limit: int) -> Iterator[_Answer]:
    keys = json.dumps(_keys(one))
    for row in store.find("key IN (SELECT value FROM json_each(?))", (keys,), limit):
        yield _Answer(row["number"], "exact", row)
    if one.kind is Clue.TEXT:
        rows = store.rows(
            "SELECT number FROM transactions WHERE transaction_id = ?1 OR key = ?1 LIMIT ?",
            (one.value, limit),
        )
        for row in rows:
            yield _Answer(row["number"], "exact", None, one.value)


def _partly(store: _Asked, one: Found, limit: int) -> Iterator[_Answer]:
    """Keys that begin or end with the value; what a mask shows is `_compatible`'s to judge."""
    said = one.value.strip(f"{MASK}. ")
    for key in _keys(one):
        part = key.strip(". ")
        if len(part) < SHORTEST_PART or MASK in part:
            continue
        for row in store.find("key >= ? AND key < ?", (part, part + _END), limit):
            yield _Answer(row["number"], "prefix", row, said)
        ending = mirrored(part)
        condition = "mirrored >= ? AND mirrored < ?"
        values: tuple[object, ...] = (ending, ending + _END)
        if len(part) > LONGEST:
            condition, values = f"{condition} AND substr(key, -?) = ?", (*values, len(part), part)
        for row in store.find(condition, values, limit):
            yield _Answer(row["number"], "suffix", row, said)


def _compatible(store: _Asked, one: Found, limit: int) -> Iterator[_Answer]:
    """Masks that a full value fits, or full values that fit a mask: never said to be the same."""
    rows: Sequence[Row] = ()
    if one.kind in _MASK_OF:
        runs = json.dumps(sorted(possible_runs(one.key)))
        rows = store.find(
            "run IN (SELECT value FROM json_each(?)) AND kind = ?",
            (runs, str(_MASK_OF[IdKind(one.kind)])),
            MOST_LOOKED_AT,
        )
    elif one.kind in _FULL_OF:
        rows = store.find(
            "key GLOB ? AND kind = ?",
            (one.key.replace(MASK, "?"), str(_FULL_OF[IdKind(one.kind)])),
            MOST_LOOKED_AT,
        )
    fitting = [row for row in rows if mask_matches(one.key, row["key"])]
    count = len({row["number"] for row in fitting})
    for row in fitting[:limit]:
        yield _Answer(row["number"], "compatible", row, candidates=count)


def _inside(store: _Asked, one: Found, limit: int) -> Iterator[_Answer]:
    """Keys that hold the value anywhere, then transactions whose bodies hold its words."""
    shortest = SHORTEST_TEXT if isinstance(one.kind, Clue) else SHORTEST_INSIDE
    forms: dict[str, list[str]] = {}
    for key in _keys(one):
        if len(key) >= shortest and MASK not in key:
            forms.setdefault(key.casefold(), []).append(key)
    for parts in forms.values():
        for row in _holding(store, parts, limit):
            yield _Answer(row["number"], "contained", row, one.value)
    question = store.phrase(one.value) if one.kind is Clue.TEXT else ""
    if question:
        rows = store.rows(
            "SELECT rowid FROM words WHERE words MATCH ? ORDER BY rowid DESC LIMIT ?",
            (question, store.most(limit)),
        )
        for row in rows:
            yield _Answer(row["rowid"], "text", None, one.value)


def _holding(asked: _Asked, parts: Sequence[str], limit: int) -> list[Row]:
    """Identifiers that hold a text in one of its cases: those not indexed yet, then all others."""
    cases = (f"instr(identifiers.key, ?{place})" for place, _ in enumerate(parts, 3))
    holds = f"({' OR '.join(cases)})"
    return asked.rows(
        f"""SELECT * FROM (SELECT {_COLUMNS} FROM identifiers JOIN (
                SELECT number FROM unindexed ORDER BY number DESC LIMIT {MOST_UNINDEXED}) n
            ON transaction_number = n.number WHERE {holds} LIMIT ?2)
        UNION SELECT * FROM (SELECT {_COLUMNS} FROM inside
            JOIN identifiers ON transaction_number = inside.rowid
            WHERE inside MATCH ?1 AND {holds} ORDER BY inside.rowid DESC LIMIT ?2)
        ORDER BY 1 DESC LIMIT ?2""",  # noqa: S608 - words of our own
        (inside.pieces(parts[0]), asked.most(limit), *parts),
    )
