"""The ways of a command into the store: through the Acuse that runs on it, or by itself."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from datetime import datetime
from functools import partial
from hashlib import sha256

from app.config import settings_file
from app.config.lock import StoreLock, owner
from app.config.paths import Paths
from app.config.secrets import Secrets
from app.config.settings import Settings
from app.core import asked
from app.core.delivery import Source
from app.core.errors import SettingsError, StoreError, StoreInUse
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
from app.wiring import handing
from app.wiring.backfilling import Backfilling, Keep
from app.wiring.run import Choices, in_force

_PATIENCE = 30.0  # seconds in which the projector comes at least one delivery further

Clock = Callable[[], datetime]


def keep_in(facts: FactsWriter, now: Clock) -> Keep:
    """Keeps by the writer of this process."""

    def keep(
        provider: Provider, environment: str, body: bytes, source: Source
    ) -> Callable[[], bool]:
        kept = facts.deliver(asked.delivery(provider, environment, body, now(), source))
        return lambda: not kept.result().is_repeat

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
        keep, settled, note = _into(paths, settings, now, opened)
        yield Backfilling(
            outbound=Backfill(calls, PROVIDERS),
            settings=lambda: settings,
            open_reader=lambda: Reader(paths.views, paths.facts, asked.meanings(PROVIDERS)),
            keep=keep,
            caught_up=settled,
            note=note,
            now=now,
        )


_Into = tuple[Keep, Callable[[], None], Callable[[BackfillRow], None]]


def _into(paths: Paths, settings: Settings, now: Clock, opened: ExitStack) -> _Into:
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
    return _by_hand(paths, settings, hand, opened)


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


def _by_hand(paths: Paths, settings: Settings, hand: Hand, opened: ExitStack) -> _Into:
    """The running Acuse alone writes; what came of a run is left for it to note."""
    sent: set[str] = set()

    def open_reader() -> Reader:
        return Reader(paths.views, paths.facts, asked.meanings(PROVIDERS))

    known = opened.enter_context(open_reader())

    def keep(
        provider: Provider, environment: str, body: bytes, source: Source
    ) -> Callable[[], bool]:
        if environment != settings.connection(provider.name).environment:
            raise _another_world(provider, environment)
        digest = provider.fingerprint(body) if source is Source.IMPORT else sha256(body).hexdigest()
        is_news = digest not in sent and not known.is_kept(provider.name, digest)
        sent.add(digest)
        kept = hand.over(provider.name, source, body)

        def is_kept_and_new() -> bool:
            kept.result()
            return is_news

        return is_kept_and_new

    return keep, lambda: caught_up(open_reader), partial(handing.leave, paths.handed)


def _another_world(provider: Provider, environment: str) -> SettingsError:
    return SettingsError(
        f"The running Acuse does not receive from {provider.title}'s {environment[:40]!a}.",
        cause="What is answered is kept under the environment of its connection.",
        remedy="Close it first, or choose that environment under Connections, Settings.",
    )


def caught_up(open_reader: Callable[[], Reader]) -> None:
    """Wait until the projector of a running Acuse has come to all that is kept."""
    deadline, known = time.monotonic() + _PATIENCE, -1
    with open_reader() as reader:
        while reader.is_behind():
            if time.monotonic() > deadline:
                before, known = known, reader.feed_count()
                if known == before:
                    raise StoreError(
                        "What was kept is not projected yet.",
                        remedy="It is kept; ask again for what came of it.",
                    )
                deadline = time.monotonic() + _PATIENCE
            time.sleep(0.02)
