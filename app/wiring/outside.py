"""What reaches out of this machine while Acuse runs: callbacks, answers, the probe, the tunnel."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from app.config.paths import Paths
from app.config.secrets import Secrets
from app.core.changes import ChangeSet
from app.core.provider import Span
from app.core.tunnel import Stage, TunnelState
from app.outbound.backfill import Backfill, Progress
from app.outbound.callbacks import Callbacks
from app.outbound.calls import Calls
from app.providers import PROVIDERS
from app.store import backfills
from app.store.backfills import BackfillRow
from app.store.facts import FactsWriter
from app.store.reader import Reader
from app.wiring.absence import Absence
from app.wiring.backfilling import Backfilling, content_of
from app.wiring.catching_up import CatchingUp
from app.wiring.handing import HandedRuns
from app.wiring.probing import Prober
from app.wiring.remote import Remote
from app.wiring.run import RunSettings
from app.wiring.tunnelling import Tunnelling
from app.wiring.ways import caught_up, keep_in


@dataclass(frozen=True, slots=True)
class Inside:
    """What of the running program the ways out need."""

    paths: Paths
    run: RunSettings
    secrets: Secrets
    environ: Mapping[str, str]
    facts: FactsWriter
    open_reader: Callable[[], Reader]
    token: str  # behind which our own probe is answered
    refresh: Callable[[], None]  # the receiver looks at the settings anew
    tell: Callable[[ChangeSet], None]
    now: Callable[[], datetime]


class Outside:
    """Built with the program, started within it, and stopped by the stack it was started on."""

    def __init__(self, inside: Inside) -> None:
        self._inside = inside
        secret, environ, now = inside.secrets.get, inside.environ, inside.now
        self._calls = Calls(PROVIDERS, secret, environ, now)
        self.callbacks = Callbacks(PROVIDERS, secret, environ, now=now)
        self.remote = Remote(lambda: inside.run.current, self.callbacks)
        self.backfilling = self._new_backfilling()
        self.catching_up = CatchingUp(
            self.backfilling,
            self.backfilling.outbound.ready,
            self._every,
            lambda: self._tell("outage"),
        )
        self._handed = HandedRuns(inside.paths.handed, self._note)
        self._absence = Absence(inside.paths.presence, now, self.catching_up.away)
        self.prober = Prober(
            lambda: inside.run.current, inside.token, environ, now, lambda: self._tell("probe")
        )
        self.tunnelling = Tunnelling(
            lambda: inside.run.current, inside.paths.known_hosts, environ, secret, self._reached
        )

    def start(self, started: ExitStack) -> None:
        """Start what goes on by itself; the probe waits until there is a receiver."""
        for close in (self._calls.close, self.callbacks.close, self.catching_up.stop):
            started.callback(close)
        self.catching_up.start()
        self._absence.start()
        self._handed.start()
        stops = (self._absence.stop, self._handed.stop, self.prober.stop, self.tunnelling.stop)
        for stop in stops:
            started.callback(stop)

    def receiving(self, port: int) -> None:
        """The receiver listens on this port, or the settings have changed."""
        self.tunnelling.follow(port)
        self.prober.again()

    def backfill(
        self,
        provider: str,
        span: Span,
        tell: Callable[[int, int, int], None],
        stop: threading.Event,
    ) -> BackfillRow:
        """Ask a provider for a time, for a person who watches."""

        def told(progress: Progress) -> None:
            tell(progress.answers, progress.calls, progress.budget)

        return self.backfilling.run(provider, span, tell=told, stop=stop).run

    def ask_about(self, transaction_id: str) -> BackfillRow:
        """Ask a provider about one transaction."""
        return self.backfilling.ask_about(transaction_id).run

    def import_file(
        self, provider: str, file: Path, tell: Callable[[int, int], None], stop: threading.Event
    ) -> BackfillRow:
        """Import a file that a provider gave by hand, for a person who watches."""
        return self.backfilling.read_file(provider, content_of(file), tell=tell, stop=stop).run

    # --- inside -----------------------------------------------------------------------------------

    def _new_backfilling(self) -> Backfilling:
        inside = self._inside
        return Backfilling(
            outbound=Backfill(self._calls, PROVIDERS),
            settings=lambda: inside.run.current,
            open_reader=inside.open_reader,
            keep=keep_in(inside.facts, inside.now),
            caught_up=lambda: caught_up(inside.open_reader),
            note=self._note,
            now=inside.now,
        )

    def _note(self, run: BackfillRow) -> None:
        facts = self._inside.facts
        facts.run(lambda store: backfills.note(store, run), name="backfill").result()

    def _every(self) -> timedelta | None:
        minutes = self._inside.run.current.backfill_minutes
        return timedelta(minutes=minutes) if minutes else None

    def _reached(self, state: TunnelState) -> None:
        """The tunnel has another state, and perhaps another address."""
        is_told = bool(state.url) or state.stage is Stage.OFF
        if is_told and self._inside.run.reach(state.url):
            self._inside.refresh()
        if state.stage is Stage.OPEN or state.error:
            self.prober.again()
        self._tell("tunnel")

    def _tell(self, name: str) -> None:
        self._inside.tell(ChangeSet(written=frozenset({name})))
