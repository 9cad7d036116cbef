"""Brings the views up to date without a running Acuse: for commands that ask and end."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from datetime import datetime

from app.config.lock import StoreLock
from app.config.paths import Paths
from app.core.asked import meanings
from app.core.changes import ChangeSet
from app.core.provider import Provider
from app.projector.projector import Projector
from app.store.facts import FactsWriter
from app.store.reader import Reader

_PATIENCE = 2.0  # seconds that a question waits for a running Acuse to catch up

Providers = Mapping[str, Provider]
Clock = Callable[[], datetime]


def fresh_reader(paths: Paths, providers: Providers, now: Clock) -> Reader:
    """A reader that knows what was acknowledged before it was asked for; raises StoreError.

    A running Acuse is given a moment to project; without one we do it.
    """
    paths.prepare()
    lock = StoreLock(paths)
    if lock.try_take():
        try:
            _projector(paths, providers, now).catch_up()
        finally:
            lock.release()
        return Reader(paths.views, paths.facts, meanings(providers))
    reader = Reader(paths.views, paths.facts, meanings(providers))
    deadline = time.monotonic() + _PATIENCE
    while reader.is_behind() and time.monotonic() < deadline:
        time.sleep(0.01)
    return reader


def rebuild(paths: Paths, providers: Providers, now: Clock) -> int:
    """Compute everything but the deliveries anew; gives their number, raises StoreInUse."""
    paths.prepare()
    lock = StoreLock(paths)
    lock.take()
    try:
        _projector(paths, providers, now).rebuild()
        with Reader(paths.views, paths.facts, meanings(providers)) as reader:
            return reader.feed_count()
    finally:
        lock.release()


def bring_up_to_date(paths: Paths, now: Clock) -> None:
    """Climb to the schema of this version; the lock is the caller's."""
    facts = FactsWriter(paths.facts, listener=_ignore, now=now)
    facts.start()
    facts.stop()


def _projector(paths: Paths, providers: Providers, now: Clock) -> Projector:
    bring_up_to_date(paths, now)
    return Projector(paths.facts, paths.views, providers, listener=_ignore)


def _ignore(changes: ChangeSet) -> None:
    """Nobody listens."""
