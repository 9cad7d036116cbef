"""What was asked of the providers and what came of it, and what there is to ask about."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from app.core.event import Kind
from app.store.deliveries import Ask
from app.store.sqlite import Connection, micros, moment

MOST_UNFINISHED = 1_000  # asked about one by one; older ones are found by a longer span


@dataclass(frozen=True, slots=True)
class BackfillRow:
    """One run, as it ended."""

    provider: str
    environment: str
    reason: str  # "asked for", "start", "resume", "schedule", "file"
    since: datetime
    until: datetime
    started_at: datetime
    ended_at: datetime
    calls: int
    answers: int
    news: int  # answers that were not known yet
    changed: int  # transactions whose state they changed
    missing_here: int  # of those, without any webhook
    missing_there: tuple[str, ...]  # transactions of that time that the provider did not list
    found_there: tuple[str, ...]  # of those that it had not listed before: listed now
    error: str  # what cut it short, one line; "" when it was whole


def note(facts: Connection, run: BackfillRow) -> None:
    """Keep how a run ended."""
    facts.execute(
        f"INSERT INTO backfills ({_COLUMNS}) VALUES ({', '.join('?' * 15)})",  # noqa: S608
        (
            run.provider,
            run.environment,
            run.reason,
            micros(run.since),
            micros(run.until),
            micros(run.started_at),
            micros(run.ended_at),
            run.calls,
            run.answers,
            run.news,
            run.changed,
            run.missing_here,
            json.dumps(run.missing_there),
            json.dumps(run.found_there),
            run.error,
        ),
    )


def as_json(run: BackfillRow) -> str:
    """A run as text, for another process to note."""
    return json.dumps(asdict(run), default=datetime.isoformat)


def of_json(text: str) -> BackfillRow:
    """The run that such a text tells of; raises ValueError."""
    try:
        told = json.loads(text)
        times = {name: datetime.fromisoformat(told[name]) for name in _TIMES}
        lists = {name: tuple(map(str, told[name])) for name in _LISTS}
        return BackfillRow(**{**told, **times, **lists})
    except (TypeError, KeyError) as error:
        raise ValueError(f"it lacks {error}") from None


_TIMES = ("since", "until", "started_at", "ended_at")
_LISTS = ("missing_there", "found_there")
_COLUMNS = """provider, environment, reason, since, until, started_at, ended_at, calls, answers,
    news, changed, missing_here, missing_there, found_there, error"""


def latest(ask: Ask, provider: str, limit: int) -> list[BackfillRow]:
    """The newest runs, of one provider or ("") of all."""
    rows = ask(
        f"SELECT {_COLUMNS} FROM facts.backfills WHERE ? IN ('', provider)"  # noqa: S608
        " ORDER BY id DESC LIMIT ?",
        (provider, limit),
    )
    return [
        BackfillRow(
            provider=row["provider"],
            environment=row["environment"],
            reason=row["reason"],
            since=moment(row["since"]),
            until=moment(row["until"]),
            started_at=moment(row["started_at"]),
            ended_at=moment(row["ended_at"]),
            calls=row["calls"],
            answers=row["answers"],
            news=row["news"],
            changed=row["changed"],
            missing_here=row["missing_here"],
            missing_there=tuple(json.loads(row["missing_there"])),
            found_there=tuple(json.loads(row["found_there"])),
            error=row["error"],
        )
        for row in rows
    ]


def unfinished(ask: Ask, provider: str) -> Mapping[Kind, Sequence[str]]:
    """The keys of a provider's newest transactions that are not final, by kind."""
    rows = ask(
        "SELECT kind, key FROM transactions WHERE is_final = 0 AND provider = ? AND is_money"
        " ORDER BY last_received_at DESC LIMIT ?",
        (provider, MOST_UNFINISHED),
    )
    found: dict[Kind, list[str]] = {}
    for row in rows:
        found.setdefault(Kind(row["kind"]), []).append(row["key"])
    return found


def made_between(
    ask: Ask,
    provider: str,
    environment: str,
    kinds: Iterable[Kind],
    since: datetime,
    until: datetime,
) -> set[str]:
    """The transactions of these kinds that the provider made in a time, as far as we know."""
    rows = ask(
        "SELECT transaction_id FROM transactions t WHERE provider = ? AND is_counted"
        " AND created_at BETWEEN ? AND ? AND kind IN (SELECT value FROM json_each(?))"
        " AND EXISTS (SELECT 1 FROM events e JOIN feed f USING (delivery_id)"
        " WHERE e.transaction_number = t.number AND f.environment = ? AND f.is_counted)",
        (provider, micros(since), micros(until), json.dumps(sorted(kinds)), environment),
    )
    return {row["transaction_id"] for row in rows}
