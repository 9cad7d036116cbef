"""How long an acknowledgement takes while the window is open and a million deliveries are stored.

    python -m tests.benchmarks.live DIR --rate 500 --seconds 30

DIR is a data directory, filled before by `main.py demo --fill`; a copy of it is used. The whole of
Acuse runs on it, its window drawn but not shown, and another process posts so many deliveries a
second over 32 connections.
"""

from __future__ import annotations

import argparse
import gc
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

RATE, SECONDS = 500, 30
GOALS = (3.0, 25.0)  # milliseconds: p50, p99


@dataclass(frozen=True, slots=True)
class Live:
    """What was waited for, in milliseconds."""

    count: int
    p50: float
    p99: float
    worst: float


def measure(folder: Path, rate: int = RATE, seconds: int = SECONDS) -> Live:
    """In a process of its own, for Qt and the store are of that process."""
    environ = {"QT_QPA_PLATFORM": "offscreen", **os.environ}
    words = (str(folder), "--rate", str(rate), "--seconds", str(seconds))
    command = [sys.executable, "-m", "tests.benchmarks.live", *words]
    said = subprocess.run(command, env=environ, capture_output=True, text=True, check=True).stdout
    count, p50, p99, worst = said.split()[-4:]
    return Live(int(count), float(p50), float(p99), float(worst))


def chapter(one: Live, stored: int) -> Iterator[str]:
    """For the document."""
    yield (
        f"With the window open and {stored:,} deliveries stored, {RATE} a second for {SECONDS} s,"
        f" each over a kept connection: {one.p50:.1f} / {one.p99:.1f} / {one.worst:.1f} ms (p50 /"
        f" p99 / worst of {one.count:,}); the goal is {GOALS[0]:g} / {GOALS[1]:g}.\n"
    )


def _run(folder: Path, rate: int, seconds: float) -> list[float]:
    from PySide6.QtCore import QEventLoop
    from PySide6.QtWidgets import QApplication

    from app.config.secrets import Secrets, variable
    from app.ui.ask import Ask
    from app.ui.bridge import Bridge
    from app.ui.garbage import Collector
    from app.ui.stage import Stage
    from app.wiring import App, Choices
    from tests.benchmarks import bodies, traffic

    provider = "just_wallet"
    acuse = App(
        Choices(folder, port=0), Secrets({variable(provider, "webhook_secret"): bodies.SECRET}), {}
    )
    acuse.start()
    try:
        acuse.receive()
        gc.freeze()  # as app/cli/running.py does
        app = QApplication(sys.argv[:1])
        collector = Collector()
        bridge, ask = Bridge(zone="America/Mexico_City"), Ask(acuse.open_reader)
        acuse.listen(bridge.notify)
        stage = Stage(app, ask, bridge, acuse.actions())
        stage.window.resize(1440, 900)
        stage.window.show()
        (url,) = (one.local_url for one in acuse.callbacks() if one.provider == provider)
        with traffic.pouring(url, rate) as waits:
            ends_at = time.monotonic() + seconds
            while time.monotonic() < ends_at:
                app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        stage.window.close()
        bridge.close()
        ask.close()
        collector.close()
        return waits
    finally:
        acuse.stop()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rate", type=int, default=RATE)
    parser.add_argument("--seconds", type=float, default=SECONDS)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=chosen.folder.parent) as name:
        copy = Path(name, "data")
        shutil.copytree(chosen.folder, copy)
        waits = sorted(_run(copy, chosen.rate, chosen.seconds))
    shares = (waits[int(len(waits) * share)] for share in (0.5, 0.99))
    told = (*shares, waits[-1])
    print(len(waits), *(f"{one * 1000:.2f}" for one in told))


if __name__ == "__main__":
    main()
