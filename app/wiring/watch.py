"""Looks the whole store through once a week, slowly: every body against its SHA-256, then the file.

It goes on where it had come to, also after a start, and waits while deliveries arrive.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from app.store import damage, upkeep
from app.store.facts import FactsWriter
from app.store.sqlite import Connection, Error, connect_reader, is_damage

EVERY = timedelta(days=7)  # from the end of a round to the next one
SLICE = 100  # deliveries: some milliseconds
PAUSE = 0.1  # seconds between two slices
BUSY = 2.0  # seconds to wait while deliveries arrive, and between two looks at the clock
NOTED_EVERY = 5_000  # deliveries after which it is noted how far the round has come

_log = logging.getLogger("acuse.store")


@dataclass(frozen=True, slots=True)
class Condition:
    """What is known of the store's own health."""

    checked_at: datetime | None = None  # when the last whole round ended
    damaged: tuple[int, ...] = ()  # deliveries
    trouble: str = ""  # what is wrong with the file itself


class Watch:
    """The thread that looks; `found` is told on it when the file itself is damaged."""

    def __init__(
        self,
        facts: Path,
        writer: FactsWriter,
        now: Callable[[], datetime],
        found: Callable[[str], None] = lambda trouble: None,
    ) -> None:
        self._facts, self._writer, self._now, self._found = facts, writer, now, found
        self._ended = threading.Event()
        self._thread: threading.Thread | None = None
        self._told: set[int] = set()  # whoever shows a delivery asks for it again and again
        self.trouble = ""

    def start(self) -> None:
        """Begin, or go on with the round at hand."""
        self._thread = threading.Thread(target=self._run, name="watch")
        self._thread.start()

    def stop(self) -> None:
        """Stop within a moment; idempotent."""
        self._ended.set()
        if self._thread is not None:
            self._thread.join()

    def doubt(self, delivery_id: int) -> None:
        """Somebody opened a delivery that is not what came: note it; callable from any thread."""
        if delivery_id not in self._told:
            self._told.add(delivery_id)
            self._settle((delivery_id,))

    def condition(self) -> Condition:
        """How it stands; raises sqlite.Error."""
        with closing(connect_reader(self._facts)) as facts:
            checked = upkeep.time(facts, upkeep.ROUND_ENDED)
            return Condition(checked, tuple(damage.damaged(facts)), self.trouble)

    # --- the thread -----------------------------------------------------------------------------

    def _run(self) -> None:
        while not self._ended.is_set():
            try:
                with closing(connect_reader(self._facts)) as facts:
                    self._look_through(facts)
            except Error as error:
                self._fail(error)
            self._ended.wait(BUSY)

    def _look_through(self, facts: Connection) -> None:
        ended = upkeep.time(facts, upkeep.ROUND_ENDED)
        if ended is not None and timedelta() <= self._now() - ended < EVERY:
            return
        last = noted = upkeep.number(facts, upkeep.CHECKED)
        newest = _newest(facts)
        while not self._ended.wait(PAUSE):
            if newest != (newest := _newest(facts)):  # somebody waits for an acknowledgement
                self._ended.wait(BUSY)
                continue
            looked = damage.look(facts, last, SLICE)
            self._settle(looked.damaged)
            if looked.last is None:
                self._end(facts)
                return
            last = looked.last
            if last - noted >= NOTED_EVERY:
                self._writer.run(partial(upkeep.note, name=upkeep.CHECKED, value=last))
                noted = last

    def _end(self, facts: Connection) -> None:
        """After the bodies the file itself, and what was noted as damaged: it may be mended."""
        facts.set_progress_handler(self._ended.is_set, 10_000)
        (said,) = facts.execute("PRAGMA quick_check(1)").fetchone()
        self.trouble = "" if said == "ok" else str(said)
        if self.trouble:
            self._found(self.trouble)
        self._settle(damage.damaged(facts))
        self._told.clear()
        now = self._now()

        def note(facts: Connection) -> None:
            upkeep.note(facts, upkeep.CHECKED, 0)
            upkeep.note_time(facts, upkeep.ROUND_ENDED, now)

        self._writer.run(note, name="upkeep")

    def _settle(self, delivery_ids: tuple[int, ...] | list[int]) -> None:
        if delivery_ids:
            _log.warning("%d deliveries are looked at for damage", len(delivery_ids))
            self._writer.run(
                partial(damage.settle, delivery_ids=delivery_ids, at=self._now()), name="damage"
            )

    def _fail(self, error: Error) -> None:
        if not self._ended.is_set() and is_damage(error):
            self.trouble = str(error)
            self._found(self.trouble)


def _newest(facts: Connection) -> int:
    (newest,) = facts.execute("SELECT coalesce(max(id), 0) FROM deliveries").fetchone()
    return int(newest)
