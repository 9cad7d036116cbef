"""A filter as SQL: what each field asks of a delivery in the feed or of a transaction.

Values only ever travel as parameters. A field that cannot say yes or no of a row, such as the
amount of a row that has none, says no; a minus turns that round.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from app.core.event import FAMILIES
from app.core.query import Query, Term, moment, since
from app.core.query_fields import ANYTHING
from app.store import filtering_keys, filtering_text
from app.store.deliveries import BODY, like
from app.store.filtering_functions import amount_key, solid_runs
from app.store.filtering_sides import UNVERIFIED, Side, Where
from app.store.rollups import SECOND
from app.store.sqlite import Connection, micros

_BEGUN = "coalesce(t.created_at, t.first_received_at)"
_ANSWERED = """EXISTS (SELECT 1 FROM facts.acknowledgements ka
    JOIN facts.deliveries kd ON kd.id = ka.delivery_id LEFT JOIN facts.attempts kt
    ON kt.delivery_id = ka.delivery_id AND kt.number = ka.number WHERE ka.delivery_id =
    f.delivery_id AND ka.at - coalesce(kt.received_at, kd.received_at) {} ?)"""


def where(store: Connection, side: Side, query: Query, now: datetime) -> Where:
    """The condition that rows of a side fulfil under a filter."""
    groups = [_all(_one(store, side, term, now) for term in group) for group in query.groups]
    return _any(groups) if groups else Where("1", ())


def _one(store: Connection, side: Side, term: Term, now: datetime) -> Where:
    found = _FIELDS[term.field](store, side, term, now)
    return Where(f"NOT coalesce({found.sql}, 0)", found.values) if term.negated else found


def _all(parts: Iterable[Where]) -> Where:
    found = list(parts)
    return _joined(found, " AND ", any(part.is_few for part in found))


def _any(parts: Iterable[Where]) -> Where:
    found = list(parts)
    return _joined(found, " OR ", all(part.is_few for part in found))


def _joined(parts: Sequence[Where], word: str, is_few: bool) -> Where:
    values = tuple(value for part in parts for value in part.values)
    return Where(f"({word.join(part.sql for part in parts)})", values, is_few)


_Field = Callable[[Connection, Side, Term, datetime], Where]


def _among(column: str, values: Sequence[object]) -> Where:
    if len(values) == 1:  # SQLite follows an order through "=", not through IN
        return Where(f"{column} = ?", tuple(values))
    return Where(f"{column} IN ({', '.join('?' * len(values))})", tuple(values))


def _provider(store: Connection, side: Side, term: Term, now: datetime) -> Where:
    return _among(f"{side.row}.provider", term.values)


def _kind(store: Connection, side: Side, term: Term, now: datetime) -> Where:
    kinds = {str(kind) for value in term.values for kind in FAMILIES.get(value, {value})}
    return _among(f"{side.row}.kind", sorted(kinds))


def _status(store: Connection, side: Side, term: Term, now: datetime) -> Where:
    return _among(f"{side.row}.status", term.values)


def _final(store: Connection, side: Side, term: Term, now: datetime) -> Where:
    return Where("t.is_final = ?", (int(term.values[0] == "yes"),))


def _amount(store: Connection, side: Side, term: Term, now: datetime) -> Where:
    """Compared digit by digit; what is cheap to see is looked at first."""
    column, asked = f"{side.row}.amount", term.values[0]
    key = amount_key(asked)
    sign = "=" if term.op == ":" else term.op
    exact = Where(f"amount_key({column}) {sign} ?", (key,))
    whole, _, fraction = asked.lstrip("-0").partition(".")
    if sign == "=":
        digits = max(whole, fraction.rstrip("0"), key=len)
        hint = Where(f"instr({column}, ?) > 0", (digits,))
    elif ">" in sign and whole and not asked.startswith("-"):
        hint = Where(f"instr({column} || '.', '.') > ?", (len(whole),))
    else:
        hint = Where(f"{column} <> ''", ())
    return _all((hint, exact))


def _asset(store: Connection, side: Side, term: Term, now: datetime) -> Where:
    return _like(f"{side.row}.asset", term.values)


def _rail(store: Connection, side: Side, term: Term, now: datetime) -> Where:
    return _like(f"{side.row}.rail", term.values)


def _like(column: str, values: Sequence[str]) -> Where:
    """Capitals or not; a star stands for anything."""
    parts = [Where(f"{column} LIKE ? ESCAPE '\\'", (_pattern(one),)) for one in values]
    return _any(parts)


def _pattern(value: str) -> str:
    return like(value).replace("*", "%")


def _flag(store: Connection, side: Side, term: Term, now: datetime) -> Where:
    parts = (Where("instr(' ' || t.flags || ' ', ?) > 0", (f" {one} ",)) for one in term.values)
    return _any(parts)


def _standing(store: Connection, side: Side, term: Term, now: datetime) -> Where:
    return side.delivery(_among("f.standing", [one.replace("_", " ") for one in term.values]))


def _verified(store: Connection, side: Side, term: Term, now: datetime) -> Where:
    found = side.delivery(Where(UNVERIFIED, ()))
    return found if term.values[0] == "no" else Where(f"NOT {found.sql}", found.values)


def _env(store: Connection, side: Side, term: Term, now: datetime) -> Where:
    return side.delivery(_among("f.environment", term.values))


_AGES = {">": "<", ">=": "<=", "<": ">", "<=": ">="}  # older is earlier


def _age(store: Connection, side: Side, term: Term, now: datetime) -> Where:
    return Where(f"{side.born} {_AGES[term.op]} ?", (micros(since(term, now)),))


def _since(store: Connection, side: Side, term: Term, now: datetime) -> Where:
    return Where(f"{side.last} >= ?", (micros(since(term, now)),))


def _from(store: Connection, side: Side, term: Term, now: datetime) -> Where:
    return Where(f"{side.last} >= ?", (micros(moment(term, now)),))


def _to(store: Connection, side: Side, term: Term, now: datetime) -> Where:
    return Where(f"{side.first} < ?", (micros(moment(term, now)),))


def _arrived(store: Connection, side: Side, term: Term, now: datetime) -> Where:
    return Where(f"{side.first} {term.op} ?", (micros(moment(term, now)),))


def _begun(store: Connection, side: Side, term: Term, now: datetime) -> Where:
    return Where(f"{_BEGUN} {term.op} ?", (micros(moment(term, now)),))


def _ended(store: Connection, side: Side, term: Term, now: datetime) -> Where:
    return Where(f"t.finalised_at {term.op} ?", (micros(moment(term, now)),))


def _took(store: Connection, side: Side, term: Term, now: datetime) -> Where:
    return Where(f"t.finalised_at - {_BEGUN} {term.op} ?", (int(term.values[0]) * SECOND,))


def _answered(store: Connection, side: Side, term: Term, now: datetime) -> Where:
    """Any of our answers to a delivery, which may have come more than once."""
    return side.delivery(Where(_ANSWERED.format(term.op), (int(term.values[0]),)))


def _cause(store: Connection, side: Side, term: Term, now: datetime) -> Where:
    named = _all((Where("f.cause <> ''", ()), _like("f.cause", term.values)))
    return side.delivery(named)


def _money(store: Connection, side: Side, term: Term, now: datetime) -> Where:
    return Where("t.is_money = ?", (int(term.values[0] == "yes"),))


def _counted(store: Connection, side: Side, term: Term, now: datetime) -> Where:
    return Where(f"{side.row}.is_counted = ?", (int(term.values[0] == "yes"),))


_WRITTEN = {
    "note": "a.notes > 0",
    "mark": "a.is_marked",
    "label": "a.label > 0",
    "tag": "a.tags <> ''",
}


def _has(store: Connection, side: Side, term: Term, now: datetime) -> Where:
    written = [_WRITTEN[one] for one in term.values if one in _WRITTEN]
    parts = [_by_people(side, Where(f"({' OR '.join(written)})", ()))] if written else []
    if "amount" in term.values:
        parts.append(Where(f"{side.row}.amount <> ''", ()))
    if "rail" in term.values:
        parts.append(Where(f"{side.row}.rail <> ''", ()))
    if "hash" in term.values:
        parts.append(side.identifier(Where("+i.kind = 'tx_hash'", ())))
    return _any(parts)


def _tag(store: Connection, side: Side, term: Term, now: datetime) -> Where:
    tags = [Where("a.tags LIKE ? ESCAPE '\\'", (f"% {_pattern(one)} %",)) for one in term.values]
    return _by_people(side, _any(tags))


def _by_people(side: Side, condition: Where) -> Where:
    """What people wrote about is little beside what arrived."""
    return replace(side.written(condition), is_few=True)


def _path(store: Connection, side: Side, term: Term, now: datetime) -> Where:
    path, value = term.values
    sought = path.casefold() if value == ANYTHING else value
    hints = [
        Where(f"({BODY} LIKE ? ESCAPE '\\' OR instr({BODY}, CAST('\\u' AS BLOB)))", (f"%{run}%",))
        for run in solid_runs(sought)[:1]
    ]
    return side.body(_all((*hints, Where(f"stands_at({BODY}, ?, ?)", (path, value)))))


_FIELDS: Mapping[str, _Field] = {
    "": filtering_text.condition,
    "provider": _provider,
    "kind": _kind,
    "status": _status,
    "final": _final,
    "amount": _amount,
    "asset": _asset,
    "rail": _rail,
    "flag": _flag,
    "standing": _standing,
    "verified": _verified,
    "env": _env,
    "age": _age,
    "since": _since,
    "from": _from,
    "to": _to,
    "arrived": _arrived,
    "begun": _begun,
    "ended": _ended,
    "took": _took,
    "answered": _answered,
    "cause": _cause,
    "money": _money,
    "counted": _counted,
    "has": _has,
    "path": _path,
    "tag": _tag,
    **dict.fromkeys(("clabe", "tx", "ref", "rastreo", "id"), filtering_keys.condition),
}
