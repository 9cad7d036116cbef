"""Asks the providers by itself: after every time in which nobody was here, and now and then."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta

from app.core.errors import AcuseError
from app.core.outage import ASLEEP, STOPPED, Outage
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
        told: Callable[[], None],
    ) -> None:
        """`ready` names the providers that can be asked; `every` is the schedule, None is none.

        `told` is called once all were asked about a time in which nobody was here; `outage` then
        holds what came of it.
        """
        self._way, self._ready, self._every, self._told = way, ready, every, told
        self.outage: Outage | None = None
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
            self._runs.submit(self._ask_all, since, until, reason)

    def _ask_all(self, since: datetime, until: datetime, reason: str) -> None:
        try:
            outage = Outage(since, until, reason)
            for provider in self._ready():
                if not self._ended.is_set():
                    outage = self._ask(provider, outage)
        except Exception:
            _log.exception("A mistake of our own")
            return
        if outage.asked and reason in (STOPPED, ASLEEP) and not self._ended.is_set():
            self.outage = outage
            self._told()

    def _ask(self, provider: str, outage: Outage) -> Outage:
        """Ask one provider; the outage with what came of it."""
        span = Span(outage.since - OVERLAP, outage.until)
        try:
            run = self._way.run(provider, span, outage.reason, stop=self._ended).run
        except AcuseError as error:
            _log.warning("%s was not asked: %s", provider, error.sentences())
            return replace(outage, cut=(*outage.cut, (provider, error.sentences())))
        _log.info(
            "%s was asked about %s to %s: %d changed, %d had no webhook. %s",
            provider,
            span.since.isoformat(timespec="minutes"),
            span.until.isoformat(timespec="minutes"),
            run.changed,
            run.missing_here,
            run.error,
        )
        return replace(
            outage,
            asked=(*outage.asked, provider),
            changed=outage.changed + run.changed,
            missing_here=outage.missing_here + run.missing_here,
            missing_there=outage.missing_there + len(run.missing_there),
            cut=(*outage.cut, (provider, run.error)) if run.error else outage.cut,
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
