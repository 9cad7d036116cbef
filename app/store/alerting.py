"""The alerts as they stand, written by the projector; and what people did about them.

`alerts` holds every condition, `alert_counts` how many share kind, provider and cause: a band. An
act covers a band up to the delivery that the person saw, or one subject; the newest act counts, and
none counts once what it was about has ended. Nothing here walks through all alerts.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from app.core.alerts import Act, Alert, AlertState
from app.store.sqlite import Connection, micros, micros_or_none, moment, moment_or_none
from app.store.tallies import Tallies

_BAND = "kind = ? AND provider = ? AND cause = ?"
_NEWEST = f"""SELECT act, through, count, since, until, note FROM alert_acts
    WHERE {_BAND} AND subject = ? ORDER BY id DESC LIMIT 1"""  # noqa: S608 - words of our own


def begins_at(facts: Connection) -> datetime:
    """What transactions came to before is history."""
    (at,) = facts.execute("SELECT begins_at FROM attention").fetchone()
    return moment(at)


def save(views: Connection, tallies: Tallies, subject: str, alerts: Sequence[Alert]) -> None:
    """What is wrong with a subject now, in place of what was wrong with it."""
    known = views.execute(
        "SELECT kind, provider, cause FROM alerts WHERE subject = ?", (subject,)
    ).fetchall()
    if known:
        views.execute("DELETE FROM alerts WHERE subject = ?", (subject,))
        for row in known:
            tallies.alerts[row["kind"], row["provider"], row["cause"]] -= 1
    for one in alerts:
        views.execute(
            "INSERT INTO alerts VALUES (?, ?, ?, ?, ?, ?)",
            (subject, str(one.kind), one.provider, one.cause, one.number, micros(one.since)),
        )
        tallies.alerts[str(one.kind), one.provider, one.cause] += 1


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
