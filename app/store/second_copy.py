"""Has every arrival written to a second place before it is acknowledged, and what came before too.

The writer of facts.db hands over each group within its transaction: what cannot be copied is not
committed, or by choice is, and then it is copied later. `catch_up` copies what is not there yet;
it works from another thread into files of its own.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from app.core.delivery import Delivery, Receipt
from app.core.errors import StoreError
from app.store import keeping, spool, upkeep
from app.store.keeping import Group
from app.store.merging import Merged, Merger
from app.store.same import FINGERPRINT
from app.store.spool import Spool
from app.store.sqlite import OWN_ERRORS, Connection, connect_reader, micros, transaction

LIVE, EARLIER = "copy", "kept"  # the two series of files
GONE = "gone"  # the kind of record that says what a person deleted
RETRY = 5.0  # seconds until a place that failed is tried again
SLICE = 200  # deliveries copied at once
_PAUSE = 0.02  # seconds between two slices
_BATCH = 500  # records of a rebuilt store in one transaction

TO, DELIVERIES, ATTEMPTS = "copied to", "copied deliveries", "copied attempts"

_EARLIER = f"""SELECT d.*, unpacked(d.body, d.provider, d.packing) AS whole,
    unpacked(d.headers, d.provider, d.packing) AS plain, {FINGERPRINT} AS fact
    FROM deliveries d WHERE d.id > ? AND d.id <= ? ORDER BY d.id LIMIT ?"""  # noqa: S608
_REPEATS = "SELECT * FROM attempts WHERE id > ? AND id <= ? ORDER BY id LIMIT ?"


@dataclass(frozen=True, slots=True)
class Reached:
    """Numbers of the newest delivery and repeat of something."""

    deliveries: int
    attempts: int


class SecondCopy:
    """The copy in one folder. `must` refuses what cannot be copied."""

    def __init__(
        self, folder: Path, *, must: bool, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.folder, self._must, self._clock = folder, must, clock
        self._live = Spool(folder, LIVE)
        self._before: Reached | None = None  # what was there before the copy was without a gap
        self._not_before = 0.0
        self.trouble = ""  # why nothing can be copied, one sentence

    def keep(self, facts: Connection, group: Group) -> None:
        """Copy what a group brought, before its COMMIT; raises StoreError if it must not go on."""
        if not group.arrived or (self.trouble and not self._must and self._waits()):
            return
        try:
            self._live.write(_arrival(*one) for one in group.arrived)
        except OSError as error:
            self._before = None
            self._not_before = self._clock() + RETRY
            self.trouble = f"{error.strerror or error} ({self.folder})"
            if self._must:
                raise self._refusal() from error
            return
        self.trouble = ""
        if self._before is None:
            now = reached(facts)
            self._before = Reached(now.deliveries - group.deliveries, now.attempts - group.attempts)

    def forget(self, limits: Mapping[str, datetime]) -> None:
        """Note that a person deleted what came before these moments, so that it stays away."""
        try:
            self._live.write(
                spool.record({"kind": GONE, "provider": name, "before": micros(before)})
                for name, before in limits.items()
            )
        except OSError as error:
            self.trouble = f"{error.strerror or error} ({self.folder})"
        if self._before is None:  # nothing arrives, or another process owns the store
            self._live.close()

    def close(self) -> None:
        """Let go of the files; on the thread that wrote."""
        self._live.close()

    def _waits(self) -> bool:
        return self._clock() < self._not_before

    def _refusal(self) -> StoreError:
        return StoreError(
            "The second copy cannot be written, so nothing is accepted.",
            cause=f"The system says: {self.trouble}.",
            remedy="Look at its disk, or let deliveries be accepted without it in the settings.",
        )

    # --- what came before -------------------------------------------------------------------------

    def catch_up(
        self, facts: Path, note: Callable[[Reached], object], ended: threading.Event
    ) -> bool:
        """Copy what is in the store and not in the copy, in slices; whether all of it is there.

        Raises OSError, sqlite.Error. `note` keeps how far it came.
        """
        with closing(connect_reader(facts)) as store:
            before, until = self._before, reached(store)
            if before is not None:
                until = before
            done = self._noted(store)
            earlier = Spool(self.folder, EARLIER)
            try:
                for come_to, rows in _lacking(store, done, until):
                    earlier.write(map(spool.record, rows))
                    note(come_to)
                    done = come_to
                    if ended.wait(_PAUSE):
                        return False
            finally:
                earlier.close()
            all_of_it = reached(store)
            if before is not None and before == self._before and done != all_of_it:
                note(all_of_it)  # whatever came since was copied as it came
            return True

    def _noted(self, store: Connection) -> Reached:
        if upkeep.text(store, TO) != str(self.folder) or not has_records(self.folder):
            return Reached(0, 0)
        return Reached(upkeep.number(store, DELIVERIES), upkeep.number(store, ATTEMPTS))

    def is_whole(self, facts: Connection) -> bool:
        """Whether everything in the store was copied when it was last noted."""
        return self._noted(facts) == reached(facts)


def note_reached(facts: Connection, folder: Path, done: Reached) -> None:
    """A job of the facts writer."""
    upkeep.note(facts, TO, str(folder))
    upkeep.note(facts, DELIVERIES, done.deliveries)
    upkeep.note(facts, ATTEMPTS, done.attempts)


def reached(facts: Connection) -> Reached:
    """What a store holds."""
    return Reached(
        *(
            int(facts.execute(f"SELECT coalesce(max(id), 0) FROM {table}").fetchone()[0])  # noqa: S608
            for table in ("deliveries", "attempts")
        )
    )


def _arrival(delivery: Delivery, receipt: Receipt) -> bytes:
    row = keeping.row_of(delivery)
    return spool.record({"kind": "delivery", "id": receipt.delivery_id, **row})


def _lacking(
    store: Connection, done: Reached, until: Reached
) -> Iterator[tuple[Reached, list[dict[str, Any]]]]:
    """What lies between, in pieces, each with how far it reaches; deliveries first."""
    last, last_repeat = done.deliveries, done.attempts
    while found := store.execute(_EARLIER, (last, until.deliveries, SLICE)).fetchall():
        last = found[-1]["id"]
        yield Reached(last, last_repeat), [_earlier(dict(row)) for row in found]
    while found := store.execute(_REPEATS, (last_repeat, until.attempts, SLICE)).fetchall():
        last_repeat = found[-1]["id"]
        rows = [{"kind": "attempt", **dict(row)} for row in found]
        yield Reached(last, last_repeat), rows


def _earlier(row: dict[str, Any]) -> dict[str, Any]:
    whole, plain, fact = (row.pop(name) for name in ("whole", "plain", "fact"))
    text = plain.decode("utf-8", "replace") if isinstance(plain, bytes) else plain
    kept = {"body": whole, "headers": text, "fingerprint": fact, "packing": 0}
    return {"kind": "delivery", **row, **kept}


# --- the way back ---------------------------------------------------------------------------------


def has_records(folder: Path) -> bool:
    """Whether there is a copy to build a store from."""
    return any(spool.files(folder, series) for series in (EARLIER, LIVE))


def fill(target: Connection, folder: Path) -> Merged:
    """Bring everything of a copy into a store; raises OSError, sqlite.Error."""
    merger, gone = Merger(target), _gone(folder)
    batch: list[dict[str, Any]] = []
    for series in (EARLIER, LIVE):
        for file in spool.files(folder, series):
            for row in spool.read(file):
                if not _is_gone(row, gone):
                    batch.append(row)
                if len(batch) == _BATCH:
                    _take(target, merger, batch)
                    batch = []
    _take(target, merger, batch)
    return merger.merged


def bring_back(facts: Connection, folder: Path) -> Merged:
    """A job of the facts writer: what was copied last and is not in the store, as after a damaged
    log, whose end SQLite passes over; raises OSError.
    """
    merger = Merger(facts)
    if not _ends_within(merger, folder):
        gone = _gone(folder)
        for file in spool.files(folder, LIVE)[-2:]:
            for one in spool.read(file):
                if not (_is_gone(one, gone) or merger.has(one)):
                    merger.delivery(one)
    return merger.merged


def ends_within(facts: Path, folder: Path) -> bool:
    """Whether what was copied last is in a store; raises OSError, sqlite.Error."""
    with closing(connect_reader(facts)) as store:
        return _ends_within(Merger(store), folder)


def _ends_within(merger: Merger, folder: Path) -> bool:
    newest = spool.files(folder, LIVE)[-1:]
    row = spool.last(newest[0]) if newest else None
    return row is None or row["kind"] == GONE or merger.has(row)


def _gone(folder: Path) -> dict[str, int]:
    """What a person deleted: by provider, what came before this moment."""
    found: dict[str, int] = {}
    for file in spool.files(folder, LIVE):
        for row in spool.read(file):
            if row["kind"] == GONE:
                found[row["provider"]] = max(row["before"], found.get(row["provider"], 0))
    return found


def _is_gone(row: Mapping[str, Any], gone: Mapping[str, int]) -> bool:
    if row["kind"] == "attempt":  # without its delivery it is passed over
        return False
    return row["kind"] == GONE or bool(row["received_at"] < gone.get(row["provider"], 0))


def _take(target: Connection, merger: Merger, rows: list[dict[str, Any]]) -> None:
    with transaction(target):
        for row in rows:
            try:
                (merger.attempt if row["kind"] == "attempt" else merger.delivery)(row)
            except (*OWN_ERRORS, KeyError):  # of a version that none of ours can read
                merger.merged.unread += 1
