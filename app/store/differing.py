"""Where a provider's answers and its webhooks do not agree, and who accepted that."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.core.alerts import Act, AlertKind, AlertState
from app.core.differences import Sides, sides
from app.store import history, transactions
from app.store.meanings import Tell
from app.store.rows import TransactionRow
from app.store.sqlite import Connection, Row, moment, moment_or_none

# The newest act about the transaction or about all that share its cause, as far as it goes.
_ACT = """SELECT max(id) FROM facts.alert_acts y WHERE y.kind = a.kind AND y.provider = a.provider
    AND y.cause = a.cause AND (y.subject = a.subject OR y.subject = '' AND y.through >= a.number)"""
_LIST = f"""SELECT a.subject, a.cause, a.number, a.since, x.act, x.author, x.at, x.note
    FROM alerts a LEFT JOIN facts.alert_acts x ON x.id = ({_ACT})
    WHERE a.kind = '{AlertKind.DIFFERENT}' AND ?1 IN ('', a.provider)
    ORDER BY x.act IN ('acknowledged', 'resolved') IS TRUE, a.since, a.number
    LIMIT ?2"""  # noqa: S608 - words of our own
_COUNTS = f"""SELECT a.provider, count(*) AS count, min(a.since) AS oldest
    FROM alerts a LEFT JOIN facts.alert_acts x ON x.id = ({_ACT})
    WHERE a.kind = '{AlertKind.DIFFERENT}'
    AND x.act IN ('acknowledged', 'resolved') IS NOT TRUE GROUP BY a.provider"""  # noqa: S608


@dataclass(frozen=True, slots=True)
class DifferenceRow:
    """One transaction that is not the same on both sides."""

    transaction: TransactionRow
    flags: tuple[str, ...]  # of core.differences
    since: datetime
    sides: Sides
    through: int  # the newest delivery that told of it
    state: AlertState = AlertState.OPEN
    author: str = ""
    acted_at: datetime | None = None
    note: str = ""

    @property
    def is_accepted(self) -> bool:
        """Whether a person said that it may stay."""
        return self.state in (AlertState.ACKNOWLEDGED, AlertState.RESOLVED)

    def act(self, state: AlertState, note: str = "") -> Act:
        """What a person does about it."""
        row = self.transaction
        cause, since = ",".join(self.flags), self.since
        subject = row.transaction_id
        return Act(
            AlertKind.DIFFERENT,
            row.provider,
            cause,
            subject,
            state,
            self.through,
            1,
            since,
            note=note,
        )


@dataclass(frozen=True, slots=True)
class OpenDifferences:
    """How many of a provider nobody accepted, and since when there is one."""

    provider: str
    count: int
    oldest: datetime


def differences(store: Connection, provider: str, limit: int, tell: Tell) -> list[DifferenceRow]:
    """Those of one provider or ("") of all: the open ones first, the oldest first."""
    rows = store.execute(_LIST, (provider, limit)).fetchall()
    known = transactions.rows_of(
        lambda text, values: store.execute(text, values).fetchall(),
        [row["subject"] for row in rows],
    )
    by_id = {row.transaction_id: row for row in known}
    return [
        _row(store, row, by_id[row["subject"]], tell) for row in rows if row["subject"] in by_id
    ]


def open_counts(store: Connection) -> list[OpenDifferences]:
    """Of each provider that has any."""
    return [
        OpenDifferences(row["provider"], row["count"], moment(row["oldest"]))
        for row in store.execute(_COUNTS).fetchall()
    ]


def _row(store: Connection, row: Row, known: TransactionRow, tell: Tell) -> DifferenceRow:
    number = history.number_of(store, known.transaction_id)
    records = [] if number is None else history.records(store, number, tell)
    return DifferenceRow(
        transaction=known,
        flags=tuple(row["cause"].split(",")),
        since=moment(row["since"]),
        sides=sides(records),
        through=row["number"],
        state=AlertState(row["act"] or AlertState.OPEN),
        author=row["author"] or "",
        acted_at=moment_or_none(row["at"]),
        note=row["note"] or "",
    )
