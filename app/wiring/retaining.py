"""How long each provider's deliveries are kept, and letting go of older ones when told."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from contextlib import closing
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from app.config import settings_file
from app.config.lock import StoreLock
from app.config.paths import Paths
from app.config.settings import Settings
from app.core.errors import Cancelled
from app.projector import offline
from app.providers import PROVIDERS
from app.store import retention, views_file
from app.store.backup import IsCancelled, Progress, never, quietly
from app.store.facts import FactsWriter
from app.store.retention import DELETING, Outlook
from app.store.second_copy import SecondCopy
from app.store.sqlite import connect_reader
from app.wiring import safekeeping

Forget = Callable[[Mapping[str, datetime]], object]  # tells the second copy of it

_PAUSE = 0.02  # seconds between two slices, for whoever waits to be acknowledged


def limits(days: Mapping[str, int], now: datetime) -> dict[str, datetime]:
    """Before when deliveries may go; a provider of which all is kept is left out."""
    return {name: now - timedelta(days=count) for name, count in days.items() if count > 0}


def kept_days(settings: Settings) -> dict[str, int]:
    """How many days each provider's deliveries are kept, 0 for ever."""
    return {name: one.keep_days for name, one in settings.connections.items()}


def outlook(facts: Path, days: Mapping[str, int], now: datetime) -> list[Outlook]:
    """What would go; raises sqlite.Error."""
    with closing(connect_reader(facts)) as store:
        return retention.outlook(store, limits(days, now))


def let_go(
    paths: Paths,
    writer: FactsWriter,
    days: Mapping[str, int],
    target: Path,
    now: datetime,
    progress: Progress = quietly,
    is_cancelled: IsCancelled = never,
    forget: Forget = lambda _: None,
) -> int:
    """Back the store up, then delete what is older, while deliveries arrive; gives their number.

    Raises BackupFailed, StoreError, and Cancelled: what went until then is in the backup. The views
    still know of them until they are computed anew.
    """
    safekeeping.back_up(paths, target, now, progress, is_cancelled)
    with closing(connect_reader(paths.facts)) as store:
        (newest,) = store.execute("SELECT coalesce(max(id), 0) FROM deliveries").fetchone()
    before, gone, after = limits(days, now), 0, 0
    pause = threading.Event()
    while True:
        job = partial(retention.let_go, limits=before, after=after)
        count, following = writer.run(job).result()
        gone += count
        if following is None or is_cancelled():
            break
        after = following
        progress(DELETING, min(after, newest), newest)
        pause.wait(_PAUSE)
    writer.run(retention.settle).result()
    forget(before)
    if is_cancelled():
        raise Cancelled("The deleting was stopped.")
    return gone


def outlook_at_rest(data_dir: Path, days: Mapping[str, int], now: datetime) -> list[Outlook]:
    """What would go, for a command; without days, by the settings."""
    paths = Paths(data_dir)
    paths.prepare()
    days = days or kept_days(settings_file.load(paths, PROVIDERS))
    return outlook(paths.facts, days, now) if paths.facts.exists() else []


def let_go_at_rest(
    data_dir: Path,
    days: Mapping[str, int],
    target: Path,
    now: datetime,
    progress: Progress = quietly,
) -> int:
    """The same for a program that does not run; raises StoreInUse too."""
    paths = Paths(data_dir)
    paths.prepare()
    settings = settings_file.load(paths, PROVIDERS)
    days = days or kept_days(settings)
    lock = StoreLock(paths)
    lock.take()
    try:
        offline.bring_up_to_date(paths, lambda: now)
        writer = FactsWriter(paths.facts, listener=lambda _: None, now=lambda: now)
        writer.start()
        try:
            return let_go(
                paths, writer, days, target.absolute(), now, progress, forget=_forgetter(settings)
            )
        finally:
            writer.stop()
            views_file.discard(paths.views)  # they know of more than there is
    finally:
        lock.release()


def _forgetter(settings: Settings) -> Forget:
    if not settings.copy_folder:
        return lambda _: None
    return SecondCopy(Path(settings.copy_folder), must=False).forget
