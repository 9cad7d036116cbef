"""What needs a person: rules over a delivery and over a transaction; pure.

A rule says what is wrong since when, and is asked again whenever something about its subject
changes: what it no longer says has ended by itself. A rule of time (stuck, overdue) gives a `since`
that lies ahead: it is an alert from then on, unless something changes before.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from app.core.annotations import subject_of
from app.core.delivery import Outcome, Source
from app.core.differences import DIFFERENCES
from app.core.event import Entry, Status, Transaction


class AlertKind(StrEnum):
    """Why something needs attention, most urgent first."""

    DAMAGED = "damaged"
    QUARANTINED = "quarantined"
    AWAITING_KEY = "awaiting key"
    DIFFERENT = "different"
    CONTRADICTORY = "contradictory"
    UNREADABLE = "unreadable"
    FAILED = "failed"


SEVERITY = {kind: len(AlertKind) - place for place, kind in enumerate(AlertKind)}

# A flag that is a remark, not a contradiction.
REMARKS = frozenset({"no_offset", "no_id"})
# A failure that we learned of so late, and only by asking or from a file, is history.
_OLD_NEWS = timedelta(days=1)
_LONGEST_CAUSE = 160
# What tells one delivery's reason from the next one's: numbers, addresses, names in quotes.
_OWN = re.compile(r"\"[^\"]*\"|'[^']*'|“[^”]*”|\S*\d\S*")


@dataclass(frozen=True, slots=True)
class Alert:
    """One condition of one subject. Those of a kind, provider and cause are shown as one."""

    kind: AlertKind
    provider: str
    cause: str
    subject: str  # a transaction, or "delivery:12"
    number: int  # the newest delivery that told of it: what a person saw, or did not see yet
    since: datetime


@dataclass(frozen=True, slots=True)
class Arrived:
    """What the rules know of a delivery."""

    delivery_id: int
    provider: str
    standing: str
    reason: str  # why it is not believed, or has no meaning
    received_at: datetime
    is_damaged: bool = False  # bytes of it on disk are no longer those that came


class AlertState(StrEnum):
    """What people did about an alert."""

    OPEN = "open"
    ACKNOWLEDGED = "acknowledged"
    SNOOZED = "snoozed"
    RESOLVED = "resolved"


@dataclass(frozen=True, slots=True)
class Act:
    """What a person does about an alert, or about a band of them (`subject` "").

    It covers what the person saw: deliveries up to `through`. Only a snooze also keeps quiet what
    comes later, until its time. `count` and `since` tell of it when it has ended.
    """

    kind: str
    provider: str
    cause: str
    subject: str
    state: AlertState
    through: int
    count: int
    since: datetime
    until: datetime | None = None
    note: str = ""


def of_delivery(one: Arrived) -> tuple[Alert, ...]:
    """What is wrong with a delivery."""
    kind = AlertKind.DAMAGED if one.is_damaged else _STANDINGS.get(one.standing)
    if kind is None:
        return ()
    subject = subject_of("", one.delivery_id)
    cause = likeness(one.reason)
    return (Alert(kind, one.provider, cause, subject, one.delivery_id, one.received_at),)


def of_transaction(
    state: Transaction,
    flags: Iterable[str],
    begins_at: datetime,
    unlisted_since: datetime | None = None,
) -> tuple[Alert, ...]:
    """What is wrong with a transaction since `begins_at`: what lies before is history.

    `unlisted_since`: when its provider was asked and did not name it.
    """
    said = frozenset(flags)
    found = (rule(state, said) for rule in RULES)
    aged = (_aged(alert, unlisted_since) for alert in found if alert is not None)
    return tuple(alert for alert in aged if alert.since >= begins_at)


def likeness(reason: str) -> str:
    """What the reasons of similar deliveries have in common."""
    return _OWN.sub("…", reason)[:_LONGEST_CAUSE]


_STANDINGS = {
    str(Outcome.QUARANTINED): AlertKind.QUARANTINED,
    str(Outcome.AWAITING_KEY): AlertKind.AWAITING_KEY,
    "unreadable": AlertKind.UNREADABLE,
}
# What is wrong with a transaction, the most urgent first; all else is about a delivery.
OF_TRANSACTIONS = tuple(
    kind for kind in AlertKind if kind not in {AlertKind.DAMAGED, *_STANDINGS.values()}
)


# --- rules ----------------------------------------------------------------------------------------

Rule = Callable[[Transaction, frozenset[str]], "Alert | None"]


def _failed(state: Transaction, flags: frozenset[str]) -> Alert | None:
    if state.status is not Status.FAILED or not state.is_money or _is_old_news(state):
        return None
    cause = f"{state.kind}/{state.provider_status}"[:_LONGEST_CAUSE]
    told = [one for one in state.entries if one.event.status is Status.FAILED]
    return _alert(AlertKind.FAILED, state, cause, min(told or state.entries, key=_arrival))


def _contradictory(state: Transaction, flags: frozenset[str]) -> Alert | None:
    return _flagged(AlertKind.CONTRADICTORY, state, flags - REMARKS - DIFFERENCES)


def _different(state: Transaction, flags: frozenset[str]) -> Alert | None:
    return _flagged(AlertKind.DIFFERENT, state, flags & DIFFERENCES)


RULES: tuple[Rule, ...] = (_failed, _contradictory, _different)


def _flagged(kind: AlertKind, state: Transaction, flags: frozenset[str]) -> Alert | None:
    newest = max(state.entries, key=_arrival)
    return _alert(kind, state, ",".join(sorted(flags)), newest) if flags else None


def _alert(kind: AlertKind, state: Transaction, cause: str, told: Entry) -> Alert:
    """Since we heard of it: a provider's clock may say anything."""
    return Alert(
        kind, state.provider, cause, state.transaction_id, told.delivery_id, told.received_at
    )


def _aged(alert: Alert, unlisted_since: datetime | None) -> Alert:
    """What a provider did not list differs since it was asked, not since we heard of it."""
    if alert.kind is not AlertKind.DIFFERENT or unlisted_since is None:
        return alert
    return replace(alert, since=max(alert.since, unlisted_since))


def _is_old_news(state: Transaction) -> bool:
    at = state.occurred_at
    if at is None or state.first_received_at - at <= _OLD_NEWS:
        return False
    return all(one.source in (Source.BACKFILL, Source.IMPORT) for one in state.entries)


def _arrival(one: Entry) -> tuple[datetime, int]:
    return one.received_at, one.delivery_id
