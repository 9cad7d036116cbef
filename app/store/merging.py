"""Brings what one store holds into another that lacks it: after a restore, and after damage.

An arrival is the same when provider, fact, bytes and time are. It is brought in order, keeps its
number where that is free, and nothing that the target has is changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from app.store import ring
from app.store.keeping import KNOWN
from app.store.packing import unpacked
from app.store.same import same_fact
from app.store.sqlite import OWN_ERRORS, Connection, Error, connect_reader, transaction

_WINDOW = 500  # numbers read at once; where that fails, one at a time
_SAME = f"""SELECT d.id FROM deliveries d WHERE {same_fact(":provider", ":fingerprint")}
    AND d.sha256 = :sha256 AND d.received_at = :received_at AND d.origin = :origin"""  # noqa: S608
_ARRIVED = f"""SELECT 1 FROM deliveries d WHERE {same_fact("?1", "?2")} AND (
    (d.received_at = ?3 AND d.sha256 = ?4) OR EXISTS (
        SELECT 1 FROM attempts a WHERE a.delivery_id = d.id AND a.received_at = ?3
        AND coalesce(a.sha256, d.sha256) = ?4)) LIMIT 1"""  # noqa: S608
# What people wrote and what else grows at its end; the same number is the same row.
_OTHERS = ("backfills", "seen_news", "notes", "marks", "alert_acts")


@dataclass(slots=True)
class Merged:
    """What was brought over, and how many rows could not be read."""

    deliveries: int = 0
    attempts: int = 0
    unread: int = 0


class Merger:
    """Takes arrivals of another store one by one, within transactions of the caller's."""

    def __init__(self, target: Connection) -> None:
        self._target = target
        self._columns = {name: _columns(target, name) for name in ("deliveries", "attempts")}
        self._ids: dict[int, int] = {}  # of the other store, where they are others here
        self.merged = Merged()

    def delivery(self, row: Mapping[str, Any]) -> None:
        """A delivery with all its columns; those that the target lacks are left out."""
        number = row["id"]
        same = self._target.execute(_SAME, row).fetchone()
        if same is not None:
            self._know(number, same["id"])
            return
        known = self._target.execute(
            KNOWN, (row["provider"], row["fingerprint"], row["outcome"], 0, row["origin"])
        ).fetchone()
        if known is None:
            self._know(number, self._insert(row))
            self.merged.deliveries += 1
        else:
            self._know(number, known["id"])
            if _is_whole(row):  # what is damaged tells nothing of when it came
                self._repeat(known["id"], row)

    def attempt(self, row: Mapping[str, Any]) -> None:
        """A repeat of a delivery that was brought before."""
        self._repeat(self._ids.get(row["delivery_id"], row["delivery_id"]), row)

    def has(self, row: Mapping[str, Any]) -> bool:
        """Whether the target knows of this very arrival."""
        names = ("provider", "fingerprint", "received_at", "sha256")
        return self._target.execute(_ARRIVED, [row[name] for name in names]).fetchone() is not None

    def here(self, number: int) -> int:
        """The number under which a delivery of the other store is kept here."""
        return self._ids.get(number, number)

    def _know(self, there: int, here: int) -> None:
        if there == here:
            self._ids.pop(there, None)
        else:
            self._ids[there] = here

    def _insert(self, row: Mapping[str, Any]) -> int:
        names = [name for name in self._columns["deliveries"] if name in row]
        taken = self._target.execute(
            "SELECT 1 FROM deliveries WHERE id = ?", (row["id"],)
        ).fetchone()
        values = {**row, "id": None} if taken else row
        cursor = self._target.execute(
            f"INSERT INTO deliveries ({', '.join(names)})"  # noqa: S608 - the table's own columns
            f" VALUES ({', '.join(f':{name}' for name in names)})",
            values,
        )
        return cursor.lastrowid or 0

    def _repeat(self, delivery_id: int, row: Mapping[str, Any]) -> None:
        known = self._target.execute(
            "SELECT sha256, received_at FROM deliveries WHERE id = ?", (delivery_id,)
        ).fetchone()
        if known is None or self._has_repeat(delivery_id, row, known["sha256"]):
            return
        (highest,) = self._target.execute(
            "SELECT coalesce(max(number), 1) FROM attempts WHERE delivery_id = ?", (delivery_id,)
        ).fetchone()
        digest = _digest(row)
        has_own = digest not in (None, known["sha256"])
        self._target.execute(
            "INSERT INTO attempts (delivery_id, number, received_at, peer, body, sha256)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            (
                delivery_id,
                highest + 1,
                row["received_at"],
                row["peer"],
                row["body"] if has_own else None,
                digest if has_own else None,
            ),
        )
        self.merged.attempts += 1

    def _has_repeat(self, delivery_id: int, row: Mapping[str, Any], own: bytes) -> bool:
        """Whether these very bytes are known to have come again at this very time."""
        rows = self._target.execute(
            "SELECT sha256, body FROM attempts WHERE delivery_id = ? AND received_at = ?",
            (delivery_id, row["received_at"]),
        )
        return (_digest(row) or own) in {_digest(dict(one)) or own for one in rows}


def _digest(row: Mapping[str, Any]) -> bytes | None:
    """Of the body of an arrival; None where it is that of its delivery."""
    if row["sha256"] is None and row["body"] is not None:  # kept before there was a digest
        return sha256(row["body"]).digest()
    digest: bytes | None = row["sha256"]
    return digest


def _is_whole(row: Mapping[str, Any]) -> bool:
    body = unpacked(row["body"], row["provider"], row.get("packing", 0))
    return body is None or (isinstance(body, bytes) and sha256(body).digest() == row["sha256"])


def merge(source: Path, target: Connection) -> Merged:
    """Bring over whatever of a store can be read, damaged as it may be."""
    merger = Merger(target)
    try:
        with closing(connect_reader(source)) as store:
            for table, take in (("deliveries", merger.delivery), ("attempts", merger.attempt)):
                for rows in _windows(store, table, merger.merged):
                    with transaction(target):
                        for row in rows:
                            try:
                                take(row)
                            except OWN_ERRORS:  # no row that can be one of ours
                                merger.merged.unread += 1
            with transaction(target):
                _others(store, target, merger)
                ring.count(target)
    except Error:  # not even its first page can be read
        merger.merged.unread += 1
    return merger.merged


def _windows(store: Connection, table: str, merged: Merged) -> Iterator[list[dict[str, Any]]]:
    """All rows of a table that can be read, in order."""
    columns = _columns(store, table)
    try:
        (last,) = store.execute(f"SELECT max(id) FROM {table}").fetchone()  # noqa: S608
        (made,) = store.execute(
            "SELECT max(seq) FROM sqlite_sequence WHERE name = ?", (table,)
        ).fetchone()
    except Error:
        merged.unread += 1
        return
    for first in range(1, max(last or 0, made or 0) + 1, _WINDOW):
        try:
            yield _rows(store, table, columns, first, first + _WINDOW)
        except Error:
            yield [
                row
                for one in range(first, first + _WINDOW)
                for row in _readable(store, table, columns, one, merged)
            ]


def _readable(
    store: Connection, table: str, columns: list[str], number: int, merged: Merged
) -> list[dict[str, Any]]:
    try:
        return _rows(store, table, columns, number, number + 1)
    except Error:
        merged.unread += 1
        return []


def _rows(
    store: Connection, table: str, columns: list[str], first: int, until: int
) -> list[dict[str, Any]]:
    empty = {"sha256": None, "body": None}
    rows = store.execute(
        f"SELECT {', '.join(columns)} FROM {table} WHERE id >= ? AND id < ? ORDER BY id",  # noqa: S608
        (first, until),
    ).fetchall()
    return [_whole({**empty, **row}) for row in map(dict, rows) if _is_sane(row)]


def _whole(row: dict[str, Any]) -> dict[str, Any]:
    """A row with its fingerprint where that is its digest."""
    if row.get("fingerprint") == "" and isinstance(row["sha256"], bytes):
        row["fingerprint"] = row["sha256"].hex()
    return row


def _is_sane(row: Mapping[str, Any]) -> bool:
    """Whether a row of a damaged page is one at all."""
    texts = {"peer", "provider", "fingerprint", "outcome", "origin"}
    return isinstance(row["received_at"], int) and all(
        isinstance(row[name], str) for name in texts & row.keys()
    )


def _others(store: Connection, target: Connection, merger: Merger) -> None:
    """Verdicts, answers, and what people wrote, each table as far as it can be read."""
    _linked(store, target, merger, "admissions", "decided_at")
    _linked(store, target, merger, "acknowledgements", "at")
    for table in _OTHERS:
        _copy(store, target, merger, table, "IGNORE")
    _copy(store, target, merger, "annotations", "REPLACE")


def _linked(store: Connection, target: Connection, merger: Merger, table: str, time: str) -> None:
    columns = [name for name in _columns(store, table) if name != "id"]
    try:
        rows = store.execute(f"SELECT {', '.join(columns)} FROM {table} ORDER BY id")  # noqa: S608
        for row in map(dict, rows):
            row["delivery_id"] = merger.here(row["delivery_id"])
            if row.get("twin_id") is not None:
                row["twin_id"] = merger.here(row["twin_id"])
            known = target.execute(
                f"SELECT 1 FROM {table} WHERE delivery_id = ? AND {time} = ?",  # noqa: S608
                (row["delivery_id"], row[time]),
            ).fetchone()
            if known is None:
                _put(target, table, row, "IGNORE")
    except Error:
        merger.merged.unread += 1


def _copy(store: Connection, target: Connection, merger: Merger, table: str, how: str) -> None:
    try:
        for row in store.execute(f"SELECT * FROM {table}"):  # noqa: S608 - our own tables
            _put(target, table, dict(row), how)
    except Error:
        merger.merged.unread += 1


def _put(target: Connection, table: str, row: Mapping[str, Any], how: str) -> None:
    target.execute(
        f"INSERT OR {how} INTO {table} ({', '.join(row)})"  # noqa: S608 - our own tables
        f" VALUES ({', '.join(f':{name}' for name in row)})",
        row,
    )


def _columns(store: Connection, table: str) -> list[str]:
    return [row["name"] for row in store.execute(f"PRAGMA table_info({table})")]
