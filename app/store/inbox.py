"""The questions of the attention inbox: what is open, and what people did about the rest.

Counts come from tallies; only bands that somebody acted on are counted, by an index.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from heapq import merge
from itertools import islice
from typing import Any

from app.core.alerts import OF_TRANSACTIONS, SEVERITY, AlertKind, AlertState
from app.core.annotations import delivery_of, subject_of
from app.store import history, transactions
from app.store.meanings import Tell
from app.store.rows import AlertRow, InboxCounts
from app.store.sqlite import Connection, Row, micros, moment, moment_or_none

MOST_LINES = 400  # bands that are looked at: many more causes than a person reads
FEW = 3  # transactions that share a cause and are still shown one by one
_ALL = 1 << 62

_BAND = "kind = :kind AND provider = :provider AND cause = :cause"
# The "+" keeps SQLite from walking through all alerts by their time.
_STANDING = f"{_BAND} AND number > :floor AND +since <= :now"
# The acts that count: the newest about each thing, a snooze until its time.
_IN_FORCE = """SELECT * FROM facts.alert_acts WHERE act <> 'open'
    AND (act <> 'snoozed' OR until > :now) AND id IN (
        SELECT max(id) FROM facts.alert_acts GROUP BY kind, provider, cause, subject)"""
_COVERED = f"""SELECT kind, provider, cause, sum(subject <> '') AS single,
    max(CASE WHEN subject <> '' THEN 0 WHEN act = 'snoozed' THEN {_ALL} ELSE through END) AS floor
    FROM ({_IN_FORCE}) GROUP BY kind, provider, cause"""  # noqa: S608 - words of our own
_APART = f"""AND subject NOT IN (SELECT subject FROM ({_IN_FORCE}) WHERE {_BAND})"""  # noqa: S608
_BANDS = f"""SELECT c.kind, c.provider, c.cause, c.count, (SELECT max(number) FROM alerts m
        WHERE m.kind = c.kind AND m.provider = c.provider AND m.cause = c.cause) AS newest
    FROM alert_counts c WHERE :wanted IN ('', c.kind) AND :of IN ('', c.provider)
    ORDER BY newest DESC LIMIT {MOST_LINES}"""  # noqa: S608
_AHEAD = """SELECT kind, provider, cause, count(*) AS count FROM alerts INDEXED BY alerts_by_time
    WHERE since > :now GROUP BY kind, provider, cause"""
# A band stands while any delivery does that the person saw; a subject while it has this cause.
# What was done about one gives way to what was done later about its whole band.
_ACTS = f"""WITH in_force AS MATERIALIZED ({_IN_FORCE}),
    bands AS MATERIALIZED (SELECT * FROM in_force WHERE subject = ''),
    acts AS (SELECT a.*, CASE WHEN a.subject = ''
        THEN EXISTS (SELECT 1 FROM alerts m WHERE m.kind = a.kind AND m.provider = a.provider
            AND m.cause = a.cause AND m.number <= a.through)
        ELSE EXISTS (SELECT 1 FROM alerts m WHERE m.subject = a.subject AND m.kind = a.kind
            AND m.cause = a.cause) END AS stands
    FROM in_force a WHERE :wanted IN ('', a.kind) AND :of IN ('', a.provider)
    AND NOT EXISTS (SELECT 1 FROM bands b WHERE a.subject <> ''
        AND b.kind = a.kind AND b.provider = a.provider AND b.cause = a.cause
        AND b.id > a.id AND b.through >= a.through))"""  # noqa: S608
_Key = tuple[str, str, str]

_SAID = """SELECT d.id, coalesce(a.reason, d.reason) AS reason,
    coalesce(a.expected, d.expected) AS expected, coalesce(a.received, d.received) AS received,
    d.body IS NOT NULL AS is_kept, coalesce(f.unreadable, '') AS unreadable
    FROM facts.deliveries d LEFT JOIN feed f ON f.delivery_id = d.id
    LEFT JOIN facts.admissions a ON a.id = (
        SELECT max(id) FROM facts.admissions WHERE delivery_id = d.id)
    WHERE d.id IN (SELECT value FROM json_each(?))"""


def open_lines(
    store: Connection, now: datetime, tell: Tell, kind: str = "", provider: str = ""
) -> list[AlertRow]:
    """One line a band, the few transactions of a small one each on their own; urgent first."""
    lines = _with_subjects(store, _open(store, now, kind, provider), tell)
    return sorted(lines, key=lambda one: (-SEVERITY[AlertKind(one.kind)], -one.newest.timestamp()))


def _open(store: Connection, now: datetime, kind: str = "", provider: str = "") -> list[AlertRow]:
    given = {"now": micros(now), "wanted": kind, "of": provider}
    covered = {_key(row): row for row in _ask(store, _COVERED, given)}
    ahead = {_key(row): int(row["count"]) for row in _ask(store, _AHEAD, given)}
    lines: list[AlertRow] = []
    for band in _ask(store, _BANDS, given):
        act = covered.get(_key(band))
        floor, single = (act["floor"], act["single"]) if act is not None else (0, 0)
        values = _values(_key(band), floor, now)
        count = band["count"] - ahead.get(_key(band), 0)
        if act is not None:
            count = _count(store, values, _APART if single else "")
        if count > 0:
            lines += _lines(store, values, _APART if single else "", count)
    return lines


def members(
    store: Connection,
    line: AlertRow,
    now: datetime,
    tell: Tell,
    before: int | None = None,
    limit: int = 50,
) -> list[AlertRow]:
    """The alerts of one open line each on their own, newest first, older than number `before`."""
    key = (line.kind, line.provider, line.cause)
    values = _values(key, line.floor, now) | {"before": before or _ALL, "limit": limit}
    rows = _ask(
        store,
        f"SELECT * FROM alerts WHERE {_STANDING} AND number < :before {_APART}"  # noqa: S608
        " ORDER BY number DESC LIMIT :limit",
        values,
    )
    return _with_subjects(store, [_member(row) for row in rows], tell)


def open_transactions(store: Connection, now: datetime, limit: int) -> list[str]:
    """The transactions of open alerts, the most urgent first, then the newest."""
    given = {"now": micros(now), "wanted": "", "of": ""}
    covered = {_key(row): row for row in _ask(store, _COVERED, given)}
    bands = _ask(store, _BANDS, given)
    found: dict[str, None] = {}
    for kind in OF_TRANSACTIONS:
        newest_first = merge(
            *(
                _subjects(store, band, covered.get(_key(band)), now)
                for band in bands
                if band["kind"] == kind
            ),
            key=lambda row: -int(row["number"]),
        )
        fresh = (row["subject"] for row in newest_first if row["subject"] not in found)
        found |= dict.fromkeys(islice(fresh, limit - len(found)))
    return [*found]


def _subjects(store: Connection, band: Row, act: Row | None, now: datetime) -> Iterator[Row]:
    """What the open alerts of a band are about, the newest first, read as far as it is wanted."""
    floor, apart = (act["floor"], _APART if act["single"] else "") if act else (0, "")
    return store.execute(
        f"SELECT subject, number FROM alerts WHERE {_STANDING} {apart} ORDER BY number DESC",  # noqa: S608
        _values(_key(band), floor, now),
    )


def acted(
    store: Connection,
    state: AlertState,
    now: datetime,
    tell: Tell,
    kind: str = "",
    provider: str = "",
    limit: int = 200,
) -> list[AlertRow]:
    """What people did, newest first; what ended since is resolved by itself, whatever they did."""
    wanted = "NOT stands OR act = 'resolved'" if state is AlertState.RESOLVED else "stands"
    same = "" if state is AlertState.RESOLVED else " AND act = :state"
    rows = _ask(
        store,
        f"{_ACTS} SELECT * FROM acts WHERE ({wanted}){same} ORDER BY id DESC LIMIT :limit",  # noqa: S608
        {
            "now": micros(now),
            "wanted": kind,
            "of": provider,
            "state": str(state),
            "limit": limit,
        },
    )
    return _with_subjects(store, [_act_row(row) for row in rows], tell)


def counts(store: Connection, now: datetime) -> InboxCounts:
    """How many lines are open, and how many acts hold back others."""
    given = {"now": micros(now), "wanted": "", "of": ""}
    rows = _ask(
        store,
        f"{_ACTS} SELECT act, count(*) AS count FROM acts WHERE stands GROUP BY act",  # noqa: S608
        given,
    )
    by_act = {row["act"]: row["count"] for row in rows}
    return InboxCounts(
        len(_open(store, now)),
        by_act.get(AlertState.ACKNOWLEDGED, 0),
        by_act.get(AlertState.SNOOZED, 0),
    )


def _lines(
    store: Connection, values: Mapping[str, object], apart: str, count: int
) -> list[AlertRow]:
    few = _ask(
        store,
        f"SELECT * FROM alerts WHERE {_STANDING} {apart} ORDER BY number DESC LIMIT :few",  # noqa: S608
        {**values, "few": FEW},
    )
    newest = few[0]
    if count <= FEW and not delivery_of(newest["subject"]):
        return [_member(row) for row in few]
    (oldest,) = _ask(
        store,
        f"SELECT * FROM alerts WHERE {_STANDING} {apart} ORDER BY number LIMIT 1",  # noqa: S608
        values,
    )
    line = replace(
        _member(newest),
        subject="",
        count=count,
        since=moment(oldest["since"]),
        floor=int(str(values["floor"])),
    )
    return [line]


def _count(store: Connection, values: Mapping[str, object], apart: str) -> int:
    (row,) = _ask(store, f"SELECT count(*) AS count FROM alerts WHERE {_STANDING} {apart}", values)  # noqa: S608
    return int(row["count"])


def _values(key: _Key, floor: int, now: datetime) -> dict[str, object]:
    kind, provider, cause = key
    return {"kind": kind, "provider": provider, "cause": cause, "floor": floor, "now": micros(now)}


def _key(row: Row) -> _Key:
    return row["kind"], row["provider"], row["cause"]


def _ask(store: Connection, statement: str, values: Mapping[str, object]) -> list[Row]:
    return store.execute(statement, values).fetchall()


# --- rows -----------------------------------------------------------------------------------------


def _member(row: Row) -> AlertRow:
    """One alert on its own."""
    since = moment(row["since"])
    return AlertRow(
        kind=row["kind"],
        provider=row["provider"],
        cause=row["cause"],
        subject=row["subject"],
        count=1,
        since=since,
        newest=since,
        through=row["number"],
        example=row["subject"],
    )


def _act_row(row: Row) -> AlertRow:
    since = moment(row["since"])
    return AlertRow(
        kind=row["kind"],
        provider=row["provider"],
        cause=row["cause"],
        subject=row["subject"],
        count=row["count"],
        since=since,
        newest=since,
        through=row["through"],
        example=row["subject"] or subject_of("", row["through"]),
        state=AlertState(row["act"]),
        until=moment_or_none(row["until"]),
        note=row["note"],
        author=row["author"],
        acted_at=moment(row["at"]),
        has_ended=not row["stands"],
    )


def _with_subjects(store: Connection, lines: Sequence[AlertRow], tell: Tell) -> list[AlertRow]:
    """Each with what it is about: its transaction, or why its newest delivery is not believed."""
    ids = [one.example for one in lines if not delivery_of(one.example)]
    rows = transactions.rows_of(lambda text, values: store.execute(text, values).fetchall(), ids)
    by_id = {row.transaction_id: row for row in rows}
    failed = [one.example for one in lines if one.kind == AlertKind.FAILED]
    said = _said(store, [one.example for one in lines]) | _reasons(store, failed, tell)
    return [
        replace(one, transaction=by_id.get(one.example), **said.get(one.example, {}))
        for one in lines
    ]


def _reasons(
    store: Connection, transaction_ids: Sequence[str], tell: Tell
) -> dict[str, dict[str, Any]]:
    """Why the providers say that these failed."""
    states = [history.state_of(store, one, tell) for one in transaction_ids]
    facts = {state.transaction_id: dict(state.facts) for state in states if state is not None}
    return {one: {"why": said.get("failure_reason", "")} for one, said in facts.items()}


def _said(store: Connection, subjects: Sequence[str]) -> dict[str, dict[str, Any]]:
    """What the verdict on each delivery says, with its digests."""
    rows = store.execute(_SAID, (json.dumps([one for one in map(delivery_of, subjects) if one]),))
    return {
        subject_of("", row["id"]): {
            "why": row["unreadable"] or row["reason"],
            "expected": row["expected"],
            "received": row["received"],
            "is_kept": bool(row["is_kept"]),
        }
        for row in rows
    }
