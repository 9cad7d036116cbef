"""The alerts as they stand, written by the projector; and what people did about them.

`alerts` holds every condition, `alert_counts` how many share kind, provider and cause: a band. An
act covers a band up to the delivery that the person saw, or one subject; the newest act counts, and
none counts once what it was about has ended. Nothing here walks through all alerts.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TypeAlias

from app.core.alerts import Act, Alert, AlertState
from app.store.sqlite import Connection, micros, micros_or_none, moment, moment_or_none
from app.store.tallies import Tallies

Band: TypeAlias = tuple[str, str, str]  # kind, provider, cause

_KNOWN = """SELECT subject, kind, provider, cause FROM alerts
    WHERE subject IN (SELECT value FROM json_each(?))"""
_BAND = "kind = ? AND provider = ? AND cause = ?"
_NEWEST = f"""SELECT act, through, count, since, until, note FROM alert_acts
    WHERE {_BAND} AND subject = ? ORDER BY id DESC LIMIT 1"""  # noqa: S608 - words of our own


def begins_at(facts: Connection) -> datetime:
    """What transactions came to before is history."""
    (at,) = facts.execute("SELECT begins_at FROM attention").fetchone()
    return moment(at)


def known(views: Connection, subjects: Iterable[str]) -> dict[str, list[Band]]:
    """What is wrong with these subjects so far, by their bands."""
    found: dict[str, list[Band]] = {}
    for row in views.execute(_KNOWN, (json.dumps(list(subjects)),)):
        found.setdefault(row["subject"], []).append((row["kind"], row["provider"], row["cause"]))
    return found


def forget(views: Connection, tallies: Tallies, subject: str, bands: Sequence[Band]) -> None:
    """What was wrong with a subject has ended, or is told anew."""
    if bands:
        views.execute("DELETE FROM alerts WHERE subject = ?", (subject,))
        tallies.alerts.subtract(bands)


def add(views: Connection, tallies: Tallies, alerts: Sequence[Alert]) -> list[Band]:
    """What is wrong now; gives the bands."""
    views.executemany(
        "INSERT INTO alerts VALUES (?, ?, ?, ?, ?, ?)",
        [
            (one.subject, str(one.kind), one.provider, one.cause, one.number, micros(one.since))
            for one in alerts
        ],
    )
    bands = [(str(one.kind), one.provider, one.cause) for one in alerts]
    tallies.alerts.update(bands)
    return bands


def act(facts: Connection, acts: Sequence[Act], author: str, at: datetime) -> list[Act]:
    """A job of the facts writer: note what a person does; gives what was done about it before."""
    return [_act(facts, one, author, at) for one in acts]


def _act(facts: Connection, one: Act, author: str, at: datetime) -> Act:
    key = (one.kind, one.provider, one.cause, one.subject)
    known = facts.execute(_NEWEST, key).fetchone()
    facts.execute(
        "INSERT INTO alert_acts (kind, provider, cause, subject, act, through, until, count, since,"
        " note, author, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            *key,
            str(one.state),
            one.through,
            micros_or_none(one.until),
            one.count,
            micros(one.since),
            one.note,
            author,
            micros(at),
        ),
    )
    if known is None:
        return Act(*key, AlertState.OPEN, 0, one.count, one.since)
    return Act(
        *key,
        AlertState(known["act"]),
        known["through"],
        known["count"],
        moment(known["since"]),
        moment_or_none(known["until"]),
        known["note"],
    )
