"""The ways of a command into the store: through the Acuse that runs on it, or by itself."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from datetime import datetime
from hashlib import sha256

from app.config import settings_file
from app.config.lock import StoreLock, owner
from app.config.paths import Paths
from app.config.secrets import Secrets
from app.core import asked
from app.core.delivery import Source
from app.core.errors import StoreError, StoreInUse
from app.core.provider import Provider
from app.outbound.backfill import Backfill
from app.outbound.calls import Calls
from app.outbound.hand import Hand
from app.projector.projector import Projector
from app.providers import PROVIDERS
from app.store import backfills
from app.store.backfills import BackfillRow
from app.store.facts import FactsWriter
from app.store.reader import Reader
from app.wiring.backfilling import Backfilling, Keep
from app.wiring.run import Choices, in_force

_PATIENCE = 30.0  # seconds in which a running Acuse projects what it was handed

Clock = Callable[[], datetime]


def keep_in(facts: FactsWriter, now: Clock) -> Keep:
    """Keeps by the writer of this process."""

    def keep(provider: Provider, environment: str, body: bytes, source: Source) -> bool:
        delivery = asked.delivery(provider, environment, body, now(), source)
        return not facts.deliver(delivery).result().is_repeat

    return keep


@contextmanager
def backfilling(
    choices: Choices, secrets: Secrets, environ: Mapping[str, str], now: Clock
) -> Iterator[Backfilling]:
    """The way for a command that asks and ends; raises SettingsError and StoreError."""
    paths = Paths(choices.data_dir)
    paths.prepare()
    settings = in_force(settings_file.load(paths, PROVIDERS), choices)
    with ExitStack() as opened:
        calls = Calls(PROVIDERS, secrets.get, environ, now)
        opened.callback(calls.close)
        keep, settled, note = _into(paths, now, opened)
        yield Backfilling(
            outbound=Backfill(calls, PROVIDERS),
            settings=lambda: settings,
            open_reader=lambda: Reader(paths.views, paths.facts),
            keep=keep,
            caught_up=settled,
            note=note,
            now=now,
        )


_Into = tuple[Keep, Callable[[], None], Callable[[BackfillRow], None]]


def _into(paths: Paths, now: Clock, opened: ExitStack) -> _Into:
    lock = StoreLock(paths)
    if lock.try_take():
        opened.callback(lock.release)
        return _by_ourselves(paths, now, opened)
    running = owner(paths)
    if running is None or not running.url:
        raise StoreInUse(
            f"The data directory {paths.data_dir} is in use by an Acuse that does not receive.",
            remedy="Wait until it receives, or close it.",
        )
    hand = opened.enter_context(Hand(running.url, running.hand))
    return _by_hand(paths, hand)


def _by_ourselves(paths: Paths, now: Clock, opened: ExitStack) -> _Into:
    facts = FactsWriter(paths.facts, listener=lambda _: None, now=now)
    facts.start()
    opened.callback(facts.stop)
    projector = Projector(paths.facts, paths.views, PROVIDERS, listener=lambda _: None)

    def note(run: BackfillRow) -> None:
        facts.run(lambda store: backfills.note(store, run)).result()

    def settled() -> None:
        projector.catch_up()

    return keep_in(facts, now), settled, note


def _by_hand(paths: Paths, hand: Hand) -> _Into:
    def open_reader() -> Reader:
        return Reader(paths.views, paths.facts)

    def keep(provider: Provider, environment: str, body: bytes, source: Source) -> bool:
        digest = provider.fingerprint(body) if source is Source.IMPORT else sha256(body).hexdigest()
        with open_reader() as reader:
            is_known = reader.is_kept(provider.name, digest)
        hand.over(provider.name, source, body)
        return not is_known

    # The running Acuse alone writes: what came of this run is told on standard output.
    return keep, lambda: caught_up(open_reader), lambda _: None


def caught_up(open_reader: Callable[[], Reader]) -> None:
    """Wait until the projector of a running Acuse has come to all that is kept."""
    deadline = time.monotonic() + _PATIENCE
    with open_reader() as reader:
        while reader.is_behind():
            if time.monotonic() > deadline:
                raise StoreError(
                    "What was kept is not projected yet.",
                    remedy="It is kept; ask again for what came of it.",
                )
            time.sleep(0.02)
