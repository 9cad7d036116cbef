"""From stored to shown, and whether those who send have to wait for it."""

from __future__ import annotations

import gc
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter, process_time

from app.projector.garbage import collect_rarely
from app.projector.projector import Projector
from app.providers import PROVIDERS
from tests.benchmarks.pouring import Poured, heard, poured
from tests.benchmarks.running import serving

RATE = 500  # a second
SECONDS = 20
CALM_SECONDS = 10


@dataclass(frozen=True, slots=True)
class Projection:
    """Deliveries a second, and how those fared that were sent while they were projected."""

    per_second: float
    processor: float  # microseconds each, until shown: what a busy machine changes least
    indexed_per_second: float
    meanwhile: Poured
    calm: Poured  # sent just before, to an empty store: what this disk takes in this hour
    backlog: int


def measure(store: Path) -> Projection:
    """On a copy: its views are thrown away, so all of it is backlog."""
    with tempfile.TemporaryDirectory(dir=store.parent) as name:
        folder = Path(name)
        shutil.copy(store / "facts.db", folder)
        os.sync()  # no answer waits for what the copy has yet to write
        calm = _receive(folder / "empty", CALM_SECONDS)
        meanwhile = _receive(folder, SECONDS)
        (folder / "views.db").unlink()
        shown: list[tuple[float, float]] = []
        projector = Projector(
            folder / "facts.db",
            folder / "views.db",
            PROVIDERS,
            listener=lambda changes: shown.append((perf_counter(), process_time())),
        )
        with _collecting_rarely():  # as the projector's own process does
            started, used = perf_counter(), process_time()
            count = projector.catch_up().last_delivery
            ended = perf_counter()
    return Projection(
        per_second=count / (shown[-1][0] - started),
        processor=(shown[-1][1] - used) / count * 1e6,
        indexed_per_second=count / (ended - shown[-1][0]),
        meanwhile=meanwhile,
        calm=calm,
        backlog=count,
    )


@contextmanager
def _collecting_rarely() -> Iterator[None]:
    before = gc.get_threshold()
    collect_rarely()
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()


def _receive(folder: Path, seconds: int) -> Poured:
    """Over HTTP from outside, while Acuse reads all that is there."""
    with serving(folder) as acuse, poured(acuse.url, RATE, seconds) as pouring:
        return heard(pouring)
