"""Asks the providers by itself: after every time in which nobody was here, and now and then."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import datetime, timedelta

from app.core.errors import AcuseError
from app.core.provider import Span
from app.wiring.backfilling import OVERLAP, Backfilling

_log = logging.getLogger("acuse")


class CatchingUp:
    """One run after the other on a thread of its own; what it comes to is noted in the store."""

    def __init__(
        self,
        way: Backfilling,
        ready: Callable[[], Iterable[str]],
        every: Callable[[], timedelta | None],
    ) -> None:
        """`ready` names the providers that can be asked; `every` is the schedule, None is none."""
        self._way, self._ready, self._every = way, ready, every
        self._ended = threading.Event()
        self._runs = ThreadPoolExecutor(1, thread_name_prefix="catching-up")
        self._clock = threading.Thread(target=self._keep_to_schedule, name="backfill-schedule")

    def start(self) -> None:
        self._clock.start()

    def stop(self) -> None:
        """End the run under way; what it was answered is kept. Idempotent."""
        self._ended.set()
        self._runs.shutdown(cancel_futures=True)
        if self._clock.ident:
            self._clock.join()

    def away(self, since: datetime, until: datetime, reason: str) -> None:
        """Nobody was here from `since` to `until`: ask everybody about that time."""
        with suppress(RuntimeError):  # we are stopping
            self._runs.submit(self._ask_all, Span(since - OVERLAP, until), reason)

    def _ask_all(self, span: Span, reason: str) -> None:
        try:
            for provider in self._ready():
                if not self._ended.is_set():
                    self._ask(provider, span, reason)
        except Exception:
            _log.exception("A mistake of our own")

    def _ask(self, provider: str, span: Span, reason: str) -> None:
        try:
            run = self._way.run(provider, span, reason, stop=self._ended).run
        except AcuseError as error:
            _log.warning("%s was not asked: %s", provider, error.sentences())
            return
        _log.info(
            "%s was asked about %s to %s: %d changed, %d had no webhook. %s",
            provider,
            span.since.isoformat(timespec="minutes"),
            span.until.isoformat(timespec="minutes"),
            run.changed,
            run.missing_here,
            run.error,
        )

    def _keep_to_schedule(self) -> None:
        waited = timedelta()
        while not self._ended.wait(1.0):
            every = self._every()
            waited = waited + timedelta(seconds=1) if every else timedelta()
            if every and waited >= every:
                waited = timedelta()
                now = self._way.now()
                self.away(now - every, now, "schedule")
