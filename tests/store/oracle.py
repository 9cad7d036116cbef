"""The filter language once more, in plain Python over whole rows, to hold the store against."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from operator import eq, ge, gt, le, lt
from typing import Any

from app.core.amounts import parse_amount
from app.core.clabe import mask_matches
from app.core.errors import Unreadable
from app.core.event import FAMILIES, Identifier, IdKind
from app.core.query import Query, Term, moment
from app.core.query_keys import patterns, text_keys
from app.core.reading import at, read_value
from app.store.filtering_text import asks_words, has_words
from app.store.reader import Reader
from app.store.rows import FeedRow, TransactionRow
from app.store.sqlite import micros

COMPARE: dict[str, Callable[[Decimal, Decimal], bool]] = {
    ":": eq,
    ">": gt,
    "<": lt,
    ">=": ge,
    "<=": le,
}
ORDER: dict[str, Callable[[Any, Any], bool]] = {">": gt, "<": lt, ">=": ge, "<=": le}
UNVERIFIED = ("secret path only", "failed")


@dataclass(frozen=True)
class Arrived:
    """A delivery as the store keeps it."""

    row: FeedRow
    environment: str
    body: bytes
    cause: str
    is_counted: bool
    answers: tuple[timedelta, ...]  # how long each of ours took


@dataclass(frozen=True)
class Subject:
    """A row of either list, with all that a filter may ask of it."""

    key: object
    row: FeedRow | TransactionRow
    bodies: tuple[bytes, ...]  # of all deliveries of its transactions
    deliveries: tuple[Arrived, ...]
    identifiers: tuple[Identifier, ...]
    is_final: bool | None
    is_money: bool | None
    is_counted: bool
    begun: datetime | None
    ended: datetime | None
    born: datetime
    first: datetime
    last: datetime


def subjects(reader: Reader) -> tuple[list[Subject], list[Subject]]:
    """Everything in a store: deliveries newest first, transactions most recently active first."""
    deliveries = {}
    events: dict[str, list[int]] = {}
    for row in reader.feed_page(limit=100_000):
        detail = reader.delivery(row.delivery_id)
        (kept,) = reader._rows(
            "SELECT environment, cause, is_counted FROM feed WHERE delivery_id = ?",
            (row.delivery_id,),
        )
        answers = reader._rows(
            """SELECT at - coalesce((SELECT received_at FROM facts.attempts a
            WHERE a.delivery_id = k.delivery_id AND a.number = k.number), ?) AS took
            FROM facts.acknowledgements k WHERE delivery_id = ?""",
            (micros(row.received_at), row.delivery_id),
        )
        deliveries[row.delivery_id] = Arrived(
            row,
            kept["environment"],
            detail.body,
            kept["cause"],
            bool(kept["is_counted"]),
            tuple(timedelta(microseconds=one["took"]) for one in answers),
        )
        for transaction_id in detail.transaction_ids:
            events.setdefault(transaction_id, []).append(row.delivery_id)
    states = reader.transactions_page(limit=100_000)
    details = {row.transaction_id: reader.transaction(row.transaction_id) for row in states}
    marks = {
        row["transaction_id"]: (bool(row["is_money"]), bool(row["is_counted"]))
        for row in reader._rows("SELECT transaction_id, is_money, is_counted FROM transactions")
    }
    feed = []
    for number, one in deliveries.items():
        row = one.row
        of = [details[key] for key, ids in events.items() if number in ids]
        own = details.get(row.transaction_id)
        feed.append(
            Subject(
                number,
                row,
                tuple(
                    deliveries[other].body
                    for detail in of
                    for other in events[detail.row.transaction_id]
                ),
                (one,),
                tuple(found for detail in of for found in detail.identifiers),
                own.row.is_final if own else None,
                marks[own.row.transaction_id][0] if own else None,
                one.is_counted,
                (own.row.created_at or own.row.first_received_at) if own else None,
                own.finalised_at if own else None,
                row.received_at,
                row.received_at,
                row.received_at,
            )
        )
    transactions = [
        Subject(
            row.transaction_id,
            row,
            tuple(deliveries[number].body for number in events[row.transaction_id]),
            tuple(deliveries[number] for number in events[row.transaction_id]),
            details[row.transaction_id].identifiers,
            row.is_final,
            *marks[row.transaction_id],
            row.created_at or row.first_received_at,
            details[row.transaction_id].finalised_at,
            row.created_at or row.first_received_at,
            row.first_received_at,
            row.last_received_at,
        )
        for row in states
    ]
    return feed, transactions


def passing(query: Query, among: Iterable[Subject], now: datetime) -> list[object]:
    """The keys of what a filter lets through."""
    return [one.key for one in among if query.is_empty or _passes(query, one, now)]


def _passes(query: Query, one: Subject, now: datetime) -> bool:
    return any(all(_holds(term, one, now) for term in group) for group in query.groups)


def _holds(term: Term, one: Subject, now: datetime) -> bool:
    return _says(term, one, now) is not term.negated


def _says(term: Term, one: Subject, now: datetime) -> bool:
    row, values = one.row, term.values
    match term.field:
        case "":
            return _says_text(values[0], one)
        case "provider":
            return row.provider in values
        case "kind":
            return any(row.kind in FAMILIES.get(value, {value}) for value in values)
        case "status":
            return row.status in values
        case "final":
            return one.is_final is (values[0] == "yes")
        case "amount":
            amount = parse_amount(row.amount)
            return amount is not None and COMPARE[term.op](amount, Decimal(values[0]))
        case "asset":
            return any(_like(row.asset, value) for value in values)
        case "rail":
            return any(_like(row.rail, value) for value in values)
        case "flag":
            return any(value in row.flags for value in values)
        case "standing":
            standings = {arrived.row.standing.replace(" ", "_") for arrived in one.deliveries}
            return bool(standings & set(values))
        case "verified":
            return _is_unverified(one) is (values[0] == "no")
        case "env":
            return any(arrived.environment in values for arrived in one.deliveries)
        case "age":
            age = now - one.born
            span = timedelta(seconds=int(values[0]))
            compare = {">": age > span, "<": age < span, ">=": age >= span, "<=": age <= span}
            return compare[term.op]
        case "since":
            return one.last >= now - timedelta(seconds=int(values[0]))
        case "from":
            return one.last >= moment(term, now)
        case "to":
            return one.first < moment(term, now)
        case "arrived":
            return ORDER[term.op](one.first, moment(term, now))
        case "begun":
            return one.begun is not None and ORDER[term.op](one.begun, moment(term, now))
        case "ended":
            return one.ended is not None and ORDER[term.op](one.ended, moment(term, now))
        case "took":
            if one.ended is None or one.begun is None:
                return False
            return ORDER[term.op](one.ended - one.begun, timedelta(seconds=int(values[0])))
        case "answered":
            span = timedelta(microseconds=int(values[0]))
            answers = (took for arrived in one.deliveries for took in arrived.answers)
            return any(ORDER[term.op](took, span) for took in answers)
        case "cause":
            causes = {arrived.cause for arrived in one.deliveries} - {""}
            return any(_like(cause, values[0]) for cause in causes)
        case "money":
            return one.is_money is (values[0] == "yes")
        case "counted":
            return one.is_counted is (values[0] == "yes")
        case "has":
            has = {
                "rail": row.rail != "",
                "hash": any(found.kind is IdKind.TX_HASH for found in one.identifiers),
                "amount": row.amount != "",
                "note": row.marks.has_note,
                "mark": row.marks.is_marked,
                "label": row.marks.label > 0,
                "tag": bool(row.marks.tags),
            }
            return any(has[value] for value in values)
        case "tag":
            return any(_like(tag, value) for tag in row.marks.tags for value in values)
        case "path":
            return any(_stands(arrived.body, *values) for arrived in one.deliveries)
    return _is_named(term, one)


def _says_text(text: str, one: Subject) -> bool:
    if any(key in found.key for found in one.identifiers for key in text_keys(text)):
        return True
    bodies = one.bodies if asks_words(text) else ()
    return any(has_words(body, text) for body in bodies)


def _like(text: str, value: str) -> bool:
    pattern = ".*".join(map(re.escape, _lower(value).split("*")))
    return re.fullmatch(pattern, _lower(text), re.DOTALL) is not None


def _lower(text: str) -> str:
    return "".join(sign.lower() if sign.isascii() else sign for sign in text)


def _is_unverified(one: Subject) -> bool:
    return any(
        arrived.row.basis in UNVERIFIED or arrived.row.standing in ("quarantined", "awaiting key")
        for arrived in one.deliveries
    )


def _stands(body: bytes, path: str, value: str) -> bool:
    try:
        whole = read_value(body)
    except Unreadable:
        return False
    if value == "*" or "*" in path:
        wanted = re.escape(path).replace(r"\*", "[^.]+")
        places = [place for place in _places(whole) if re.fullmatch(wanted, place)]
        return bool(places) if value == "*" else any(_stands(body, one, value) for one in places)
    found = at(whole, path)
    if isinstance(found, bool):
        return str(found).lower() == value
    return not isinstance(found, (dict, list, type(None))) and str(found).casefold() == value


def _places(value: object, above: str = "") -> Iterator[str]:
    """The path of everything in a body."""
    inner = value.items() if isinstance(value, dict) else ()
    for step, one in enumerate(value) if isinstance(value, list) else inner:
        yield f"{above}{step}"
        yield from _places(one, f"{above}{step}.")


def _is_named(term: Term, one: Subject) -> bool:
    if term.op == "~":
        return any(
            found.kind in (IdKind.CLABE, IdKind.CLABE_MASK) and mask_matches(found.key, value)
            for found in one.identifiers
            for value in term.values
        )
    return any(
        found.kind is pattern.kind and pattern.matches(found.key)
        for found in one.identifiers
        for value in term.values
        for pattern in patterns(term.field, value)
    )
