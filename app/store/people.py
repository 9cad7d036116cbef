"""What people write: notes, marks, labels, tags. Every row stays; the newest says how it is.

Jobs for FactsWriter.run, and the reader's questions. `annotations` holds what the rows of a subject
come to, in the same transaction, so that a list reads one row more and a filter an index.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import TypeVar

from app.core.annotations import LABEL, MARK, NONE, TAG, Marks, subject_of
from app.core.errors import NotFound
from app.store.deliveries import Ask
from app.store.rows import FeedRow, NoteRow, TransactionRow
from app.store.sqlite import Connection, Row, micros, moment

_Row = TypeVar("_Row", FeedRow, TransactionRow)

_NEWEST = "id IN (SELECT max(id) FROM {0} WHERE subject = ? GROUP BY {1})"
_NOTES = """SELECT first.note_id, first.subject, first.author, first.at, last.text,
    last.author AS edited_by, last.at AS edited_at, last.id <> first.id AS is_edited
    FROM facts.notes first JOIN facts.notes last ON last.id = (
        SELECT max(id) FROM facts.notes WHERE note_id = first.note_id)
    WHERE first.id = first.note_id AND last.text <> ''
    AND first.subject IN (SELECT value FROM json_each(?)) ORDER BY first.at, first.id"""


# --- jobs -----------------------------------------------------------------------------------------


def note(
    facts: Connection, subject: str, text: str, author: str, at: datetime, note_id: int = 0
) -> int:
    """A new note, or (`note_id`) another text of one, "" taking it away; gives its number."""
    if note_id:
        known = facts.execute("SELECT subject FROM notes WHERE id = ?", (note_id,)).fetchone()
        if known is None or known["subject"] != subject:
            raise NotFound(f"There is no note {note_id} here.")
    cursor = facts.execute(
        "INSERT INTO notes (note_id, subject, author, at, text) VALUES (?, ?, ?, ?, ?)",
        (note_id, subject, author, micros(at), text),
    )
    if not note_id:
        note_id = cursor.lastrowid or 0
        facts.execute("UPDATE notes SET note_id = id WHERE id = ?", (note_id,))
    _annotate(facts, subject)
    return note_id


def mark(
    facts: Connection, name: str, values: Mapping[str, str], author: str, at: datetime
) -> dict[str, str]:
    """Set a mark, label or tag of these subjects ("" takes it away); gives what they had before."""
    before: dict[str, str] = {}
    for subject, value in values.items():
        known = facts.execute(
            "SELECT value FROM marks WHERE subject = ? AND name = ? ORDER BY id DESC LIMIT 1",
            (subject, name),
        ).fetchone()
        before[subject] = known["value"] if known else ""
        if before[subject] == value:
            continue
        facts.execute(
            "INSERT INTO marks (subject, name, value, author, at) VALUES (?, ?, ?, ?, ?)",
            (subject, name, value, author, micros(at)),
        )
        _annotate(facts, subject)
    return before


def _annotate(facts: Connection, subject: str) -> None:
    """What the rows of a subject come to."""
    newest = _NEWEST.format("marks", "name")
    set_now = dict(
        facts.execute(
            f"SELECT name, value FROM marks WHERE value <> '' AND {newest}",  # noqa: S608
            (subject,),
        ).fetchall()
    )
    newest = _NEWEST.format("notes", "note_id")
    (notes,) = facts.execute(
        f"SELECT count(*) FROM notes WHERE text <> '' AND {newest}",  # noqa: S608
        (subject,),
    ).fetchone()
    tags = sorted(name.removeprefix(TAG) for name in set_now if name.startswith(TAG))
    facts.execute("DELETE FROM annotations WHERE subject = ?", (subject,))
    if set_now or notes:
        facts.execute(
            "INSERT INTO annotations VALUES (?, ?, ?, ?, ?)",
            (
                subject,
                int(MARK in set_now),
                int(set_now.get(LABEL, 0)),
                f" {' '.join(tags)} " if tags else "",
                notes,
            ),
        )


# --- questions ------------------------------------------------------------------------------------


def notes_of(ask: Ask, subjects: str) -> list[NoteRow]:
    """The notes of these subjects (a list as JSON), oldest first."""
    return [
        NoteRow(
            note_id=row["note_id"],
            subject=row["subject"],
            author=row["author"],
            at=moment(row["at"]),
            text=row["text"],
            edited_by=row["edited_by"] if row["is_edited"] else "",
            edited_at=moment(row["edited_at"]) if row["is_edited"] else None,
        )
        for row in ask(_NOTES, (subjects,))
    ]


def marks_of(ask: Ask, subjects: str) -> dict[str, Marks]:
    """What is written about these subjects (a list as JSON), where there is anything."""
    rows = ask(
        "SELECT * FROM facts.annotations WHERE subject IN (SELECT value FROM json_each(?))",
        (subjects,),
    )
    return {row["subject"]: _marks(row) for row in rows}


def tags(ask: Ask) -> list[str]:
    """Every tag in use, the most used first."""
    counts: dict[str, int] = {}
    for row in ask("SELECT tags FROM facts.annotations WHERE tags <> ''", ()):
        for tag in row["tags"].split():
            counts[tag] = counts.get(tag, 0) + 1
    return sorted(counts, key=lambda tag: (-counts[tag], tag))


def _marks(row: Row) -> Marks:
    return Marks(bool(row["is_marked"]), row["label"], tuple(row["tags"].split()), row["notes"])


def with_marks(ask: Ask, rows: list[_Row]) -> list[_Row]:
    """These rows, each with what is written about it; one question for all of them."""
    if not rows or not ask("SELECT 1 FROM facts.annotations LIMIT 1", ()):
        return rows
    named: set[str] = {one for row in rows for one in _subjects(row)}
    found = marks_of(ask, json.dumps([*named]))
    if not found:
        return rows
    return [_with(found, row) for row in rows]


def _with(found: Mapping[str, Marks], row: _Row) -> _Row:
    marks = NONE
    for subject in _subjects(row):
        marks = marks.with_those(found[subject]) if subject in found else marks
    return row if marks is NONE else row._replace(marks=marks)


def _subjects(row: FeedRow | TransactionRow) -> tuple[str, ...]:
    named = (row.transaction_id,) if row.transaction_id else ()
    if isinstance(row, FeedRow):
        return (*named, subject_of("", row.delivery_id))
    return named
