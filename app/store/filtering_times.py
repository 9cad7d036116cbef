"""Conditions about time: when something arrived, began, ended, and how long it took.

What arrived at a time stands between two numbers (store/hours.py), so that a list looks no further.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from app.core.query import Term, moment, since
from app.store import hours
from app.store.filtering_sides import Side, Where
from app.store.numbering import FURTHER
from app.store.rollups import SECOND
from app.store.sqlite import Connection, micros

_BEGUN = "coalesce(t.created_at, t.first_received_at)"
_ANSWERED = """EXISTS (SELECT 1 FROM facts.acknowledgements ka
    JOIN facts.deliveries kd ON kd.id = ka.delivery_id LEFT JOIN facts.attempts kt
    ON kt.delivery_id = ka.delivery_id AND kt.number = ka.number WHERE ka.delivery_id =
    f.delivery_id AND ka.at - coalesce(kt.received_at, kd.received_at) {} ?)"""
_AGES = {">": "<", ">=": "<=", "<": ">", "<=": ">="}  # older is earlier


def age(store: Connection, side: Side, term: Term, now: datetime) -> Where:
    at, op = micros(since(term, now)), _AGES[term.op]
    if side.is_feed:
        return _arrived(store, side, op, at)
    return Where(f"{_BEGUN} {op} ?", (at,))


def since_span(store: Connection, side: Side, term: Term, now: datetime) -> Where:
    return _active(store, side, micros(since(term, now)))


def since_moment(store: Connection, side: Side, term: Term, now: datetime) -> Where:
    return _active(store, side, micros(moment(term, now)))


def until_moment(store: Connection, side: Side, term: Term, now: datetime) -> Where:
    return _arrived(store, side, "<", micros(moment(term, now)))


def arrived(store: Connection, side: Side, term: Term, now: datetime) -> Where:
    return _arrived(store, side, term.op, micros(moment(term, now)))


def begun(store: Connection, side: Side, term: Term, now: datetime) -> Where:
    return Where(f"{_BEGUN} {term.op} ?", (micros(moment(term, now)),))


def ended(store: Connection, side: Side, term: Term, now: datetime) -> Where:
    return Where(f"t.finalised_at {term.op} ?", (micros(moment(term, now)),))


def took(store: Connection, side: Side, term: Term, now: datetime) -> Where:
    return Where(f"t.finalised_at - {_BEGUN} {term.op} ?", (int(term.values[0]) * SECOND,))


def answered(store: Connection, side: Side, term: Term, now: datetime) -> Where:
    """Any of our answers to a delivery, which may have come more than once."""
    return side.delivery(Where(_ANSWERED.format(term.op), (int(term.values[0]),)))


def _active(store: Connection, side: Side, at: int) -> Where:
    """What arrived since, or a transaction of which something did."""
    if side.is_feed:
        return _arrived(store, side, ">=", at)
    return Where("t.last_received_at >= ?", (at,), since=at)


def _arrived(store: Connection, side: Side, op: str, at: int) -> Where:
    """By the arrival of a delivery, or of the first one of a transaction."""
    is_upward = ">" in op
    edge = hours.first_since(store, at) if is_upward else hours.last_until(store, at)
    condition = Where(f"{side.first} {op} ?", (at,))
    if side.is_feed:
        return replace(condition, first=edge) if is_upward else replace(condition, last=edge)
    # A transaction is numbered by its first delivery, but for the further ones of one; a plus, for
    # the order is that of times.
    bound = "+t.number >= ?" if is_upward else f"(+t.number <= ? OR +t.number > {FURTHER})"
    return Where(f"({bound} AND {condition.sql})", (edge, at), since=at if is_upward else 0)
