"""What providers send that this version does not know, until a person has seen it; and all fields.

News is computed (store/catalogue.py); that a person has seen it is a fact.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import TypeAlias

from app.store.rows import FieldRow, NewsRow
from app.store.sqlite import Connection, Row, micros, moment

Ask: TypeAlias = Callable[[str, Sequence[object]], list[Row]]

MOST_NEWS = 500

_FIELDS = """SELECT event_type, place, group_concat(kinds) AS kinds,
    max(is_unknown) AS is_unknown, min(first_at) AS first_at, max(last_at) AS last_at,
    sum(count) AS count FROM (
        SELECT shape_id, event_type, first_at, last_at, count,
            json_extract(one.value, '$[0]') AS place,
            group_concat(json_extract(one.value, '$[1]')) AS kinds,
            EXISTS (SELECT 1 FROM json_each(unknown) u
                WHERE u.value = json_extract(one.value, '$[0]')) AS is_unknown
        FROM shapes, json_each(places) one WHERE provider = ? GROUP BY shape_id, place)
    GROUP BY event_type, place ORDER BY event_type, place"""
_NEWS = f"""SELECT n.provider, n.what, n.event_type, n.name, min(n.first_at) AS first_at,
    max(n.last_at) AS last_at, sum(n.count) AS count FROM (
        SELECT provider, 'field' AS what, event_type, one.value AS name, first_at, last_at, count
        FROM shapes, json_each(unknown) one
        UNION ALL SELECT provider, 'status', event_type, word, first_at, last_at, count
        FROM shapes WHERE word <> ''
        UNION ALL SELECT provider, 'event', event_type, event_type, first_at, last_at, count
        FROM shapes WHERE NOT is_known_event) n
    LEFT JOIN facts.seen_news USING (provider, what, event_type, name)
    WHERE seen_at IS NULL GROUP BY n.provider, n.what, n.event_type, n.name
    ORDER BY first_at, n.what, n.name LIMIT {MOST_NEWS}"""  # noqa: S608 - words of our own


def fields_of(ask: Ask, provider: str) -> list[FieldRow]:
    return [
        FieldRow(
            event_type=row["event_type"],
            path=row["place"],
            kinds=tuple(sorted(set(row["kinds"].split(",")))),
            is_unknown=bool(row["is_unknown"]),
            first_at=moment(row["first_at"]),
            last_at=moment(row["last_at"]),
            count=row["count"],
        )
        for row in ask(_FIELDS, (provider,))
    ]


def news(ask: Ask) -> list[NewsRow]:
    return [
        NewsRow(
            provider=row["provider"],
            what=row["what"],
            event_type=row["event_type"],
            name=row["name"],
            since=moment(row["first_at"]),
            last_at=moment(row["last_at"]),
            count=row["count"],
        )
        for row in ask(_NEWS, ())
    ]


def mark_seen(facts: Connection, seen: Iterable[NewsRow], at: datetime) -> None:
    """A person has seen these; they are news no more."""
    facts.executemany(
        "INSERT OR IGNORE INTO seen_news VALUES (?, ?, ?, ?, ?)",
        [(one.provider, one.what, one.event_type, one.name, micros(at)) for one in seen],
    )
