"""From the arrival of a delivery until the process of the window hears what it means.

python -m tests.benchmarks.showing build/bench/1000000
"""

from __future__ import annotations

import argparse
import os
import shutil
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from app.config.secrets import Secrets
from app.core.changes import ChangeSet
from app.wiring import App, Choices
from tests.benchmarks.pouring import due_of, heard, percentile, poured
from tests.benchmarks.running import SECRETS, prepare

RATES = (200, 1_000)  # a second
SECONDS = 20.0
_PATIENCE = 30.0  # seconds for the last of them


@dataclass(frozen=True, slots=True)
class Shown:
    """Milliseconds from when a delivery was due to be sent until it was told of."""

    rate: int
    p50: float
    p99: float
    worst: float
    failed: int


class Waits:
    """A listener: how long each delivery that was poured took to be told of."""

    def __init__(self) -> None:
        self.found: list[float] = []

    def notify(self, changes: ChangeSet) -> None:
        now = time.monotonic()
        if changes.projected:
            due = filter(None, map(due_of, changes.transactions))
            self.found.extend((now - one) * 1000 for one in due)

    def shown(self, rate: int, failed: int) -> Shown:
        """All of them as figures."""
        ordered = sorted(self.found)
        return Shown(
            rate,
            percentile(ordered, 0.5),
            percentile(ordered, 0.99),
            percentile(ordered, 1),
            failed,
        )


@contextmanager
def receiving(folder: Path) -> Iterator[App]:
    """A whole Acuse in this process, but for its window, that expects what is poured."""
    prepare(folder)
    app = App(Choices(folder, port=0), Secrets(SECRETS), {})
    app.start()
    try:
        app.receive()
        yield app
    finally:
        app.stop()


def measure(store: Path, seconds: float = SECONDS) -> Sequence[Shown]:
    """On a copy, at each rate in turn."""
    with tempfile.TemporaryDirectory(dir=store.parent) as name:
        folder = Path(name)
        for file in ("facts.db", "views.db"):
            shutil.copy(store / file, folder)
        os.sync()  # nobody waits for what the copy has yet to write
        with receiving(folder) as app:
            return [_at(app, rate, seconds) for rate in RATES]


def _at(app: App, rate: int, seconds: float) -> Shown:
    waits = Waits()
    app.listen(waits.notify)
    with poured(app.url, rate, seconds) as pouring:
        told = heard(pouring)
    until = time.monotonic() + _PATIENCE
    while len(waits.found) < told.accepted and time.monotonic() < until:
        time.sleep(0.1)
    failed = told.refused + told.unanswered + told.accepted - len(waits.found)
    return waits.shown(rate, failed)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("store", type=Path)
    parser.add_argument("--seconds", type=float, default=SECONDS)
    arguments = parser.parse_args()
    for one in measure(arguments.store, arguments.seconds):
        print(one)


if __name__ == "__main__":
    main()
