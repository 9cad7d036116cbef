"""A filter as SQL: what each field asks of a delivery in the feed or of a transaction.

Values only ever travel as parameters. A field that cannot say yes or no of a row, such as the
amount of a row that has none, says no; a minus turns that round.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial

from app.core.event import FAMILIES
from app.core.query import Query, Term
from app.store import filtering_keys, filtering_text, filtering_times, filtering_weeks
from app.store.deliveries import like
from app.store.filtering_functions import amount_key
from app.store.filtering_sides import (
    ELSEWHERE,
    EXPLAINED,
    FEW,
    UNVERIFIED,
    Side,
    Where,
)
from app.store.sqlite import Connection


def where(store: Connection, side: Side, query: Query, now: datetime) -> Where:
    """The condition that rows of a side fulfil under a filter."""
    groups = [_all(_one(store, side, term, now) for term in group) for group in query.groups]
    return _any(groups) if groups else Where("1", ())


def _one(store: Connection, side: Side, term: Term, now: datetime) -> Where:
    if term.negated and term.field in _YES_OR_NO:
        term = replace(term, negated=False, values=(_OTHER[term.values[0]],))
    found = _FIELDS[term.field](store, side, term, now)
    return Where(f"NOT coalesce({found.sql}, 0)", found.values) if term.negated else found


def _all(parts: Iterable[Where]) -> Where:
    found = list(parts)
    return replace(
        _joined(found, " AND "),
        is_few=any(part.is_few for part in found),
        first=max(part.first for part in found),
        last=min(part.last for part in found),
        since=max(part.since for part in found),
        ways=_all_ways(found),
    )


def _any(parts: Iterable[Where]) -> Where:
    found = list(parts)
    return replace(
        _joined(found, " OR "),
        is_few=all(part.is_few for part in found),
        first=min(part.first for part in found),
        last=max(part.last for part in found),
        since=min(part.since for part in found),
        ways=_any_ways(found),
    )


def _all_ways(parts: Sequence[Where]) -> tuple[Where, ...]:
    """The alternatives of one part, each with all others: of that which has the fewest."""
    ordered = [part for part in parts if part.ways]
    if len(parts) == 1 or not ordered:
        return parts[0].ways
    chosen = min(ordered, key=lambda part: len(part.ways))
    others = [part for part in parts if part is not chosen]
    return tuple(_joined([way, *others], " AND ") for way in chosen.ways)


def _any_ways(parts: Sequence[Where]) -> tuple[Where, ...]:
    """All alternatives, if every part has some, and a list can be followed in so many ways."""
    ways = [part.ways or ((part,) if part.is_few else ()) for part in parts]
    found = tuple(way for some in ways for way in some)
    return found if all(ways) and len(found) <= _MOST_WAYS else ()


def _joined(parts: Sequence[Where], word: str) -> Where:
    values = tuple(value for part in parts for value in part.values)
    return Where(f"({word.join(part.sql for part in parts)})", values)


_MOST_WAYS = 8  # of alternatives: to follow each of many takes longer than to sort

# Of these a row always says yes or no, so that "not yes" is "no" and an index serves.
_YES_OR_NO = frozenset({"verified", "counted"})
_OTHER = {"yes": "no", "no": "yes"}

_Field = Callable[[Connection, Side, Term, datetime], Where]


def _among(column: str, values: Sequence[object]) -> Where:
    if len(values) == 1:
        return Where(f"{column} = ?", tuple(values))
    return Where(f"{column} IN ({', '.join('?' * len(values))})", tuple(values))


def _in_order(column: str, values: Sequence[object]) -> Where:
    """The same of a column whose index is in the order of the list behind it."""
    ways = tuple(_among(column, [value]) for value in dict.fromkeys(values))
    return replace(_among(column, values), ways=ways if len(ways) <= _MOST_WAYS else ())


def _provider(store: Connection, side: Side, term: Term, now: datetime) -> Where:
    return _in_order(f"{side.row}.provider", term.values)


def _kind(store: Connection, side: Side, term: Term, now: datetime) -> Where:
    kinds = {str(kind) for value in term.values for kind in FAMILIES.get(value, {value})}
    return filtering_weeks.within(store, side, "kind", partial(_among, values=sorted(kinds)))


def _status(store: Connection, side: Side, term: Term, now: datetime) -> Where:
    return _in_order(f"{side.row}.status", term.values)


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
    return filtering_weeks.within(store, side, "asset", partial(_like, values=term.values))


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
    return _rare_transactions(store, side, Where("t.flags <> ''", ()), _any(parts))


def _standing(store: Connection, side: Side, term: Term, now: datetime) -> Where:
    found = _among("f.standing", [one.replace("_", " ") for one in term.values])
    return side.delivery(found) if "trusted" in term.values else _rare(store, side, found)


def _verified(store: Connection, side: Side, term: Term, now: datetime) -> Where:
    unverified = Where(UNVERIFIED, ())
    if term.values[0] == "no":
        return _rare(store, side, unverified)
    found = side.delivery(unverified)
    return Where(f"NOT {found.sql}", found.values)


def _env(store: Connection, side: Side, term: Term, now: datetime) -> Where:
    found = _among("f.environment", term.values)
    if "production" in term.values:
        return side.delivery(found)
    return _rare(store, side, Where(ELSEWHERE, ()), found)


def _cause(store: Connection, side: Side, term: Term, now: datetime) -> Where:
    return _rare(store, side, Where(EXPLAINED, ()), _like("f.cause", term.values))


def _rare(store: Connection, side: Side, kind: Where, *which: Where) -> Where:
    """What few deliveries are: the feed follows an index of them, transactions are named by it."""
    condition = _all((kind, *which))
    if side.is_feed:
        return condition
    if not _are_few(store, side, "feed f", kind):
        return side.delivery(condition)
    return replace(side.rare(condition), is_few=True)


def _rare_transactions(store: Connection, side: Side, kind: Where, *which: Where) -> Where:
    """What few transactions are: an index of them names those, and their deliveries."""
    condition = _all((kind, *which))
    if not _are_few(store, side, "transactions t", kind):
        return condition
    numbers = f"SELECT t.number FROM transactions t WHERE {condition.sql}"  # noqa: S608
    found = side.found(Where(numbers, condition.values))
    return replace(_all((found, condition)), is_few=True)


def _are_few(store: Connection, side: Side, table: str, kind: Where) -> bool:
    few = min(FEW, side.few)
    some = f"SELECT 1 FROM {table} WHERE {kind.sql} LIMIT {few + 1}"  # noqa: S608
    (count,) = store.execute(f"SELECT count(*) FROM ({some})", kind.values).fetchone()  # noqa: S608
    return int(count) <= few


def _money(store: Connection, side: Side, term: Term, now: datetime) -> Where:
    return Where("t.is_money = ?", (int(term.values[0] == "yes"),))


def _counted(store: Connection, side: Side, term: Term, now: datetime) -> Where:
    # No parameter: the index of what is not counted is found by the word itself.
    found = Where(f"{side.row}.is_counted = {int(term.values[0] == 'yes')}", ())
    if side.is_feed or term.values[0] == "yes":
        return found
    return _rare_transactions(store, side, found)


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
    return side.body(Where("stands_at(d.body, d.provider, d.packing, ?, ?)", term.values))


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
    "age": filtering_times.age,
    "since": filtering_times.since_span,
    "from": filtering_times.since_moment,
    "to": filtering_times.until_moment,
    "arrived": filtering_times.arrived,
    "begun": filtering_times.begun,
    "ended": filtering_times.ended,
    "took": filtering_times.took,
    "answered": filtering_times.answered,
    "cause": _cause,
    "money": _money,
    "counted": _counted,
    "has": _has,
    "path": _path,
    "tag": _tag,
    **dict.fromkeys(("clabe", "tx", "ref", "rastreo", "id"), filtering_keys.condition),
}
