"""A real Acuse to measure: `main.py serve` on a folder, trusting the bodies of the benchmark."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from app.config import settings_file
from app.config.paths import Paths
from app.config.secrets import variable
from app.config.settings import ConnectionSettings
from app.providers import PROVIDERS
from tests.benchmarks import bodies

ROOT = Path(__file__).parents[2]
SECRETS = {variable("just_wallet", "webhook_secret"): bodies.SECRET}


@dataclass(frozen=True, slots=True)
class Running:
    """Where it receives, and its process."""

    url: str
    process: subprocess.Popen[str]


def prepare(folder: Path) -> None:
    """Have whoever runs on this folder expect the bodies of the benchmark."""
    paths = Paths(folder)
    paths.prepare()
    kept = settings_file.load(paths, PROVIDERS)
    connection = ConnectionSettings(bodies.TOKEN)
    settings_file.save(paths, kept.with_connection("just_wallet", connection))


@contextmanager
def serving(folder: Path, root: Path = ROOT) -> Iterator[Running]:
    """Acuse without a window, from its first line to its end; `root` may be another version's."""
    prepare(folder)
    process = subprocess.Popen(
        [sys.executable, "main.py", "serve", "--port", "0", "--json", "--data-dir", str(folder)],
        cwd=root,
        env={**os.environ, **SECRETS},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    url = json.loads(process.stdout.readline())["url"]
    reading = threading.Thread(target=process.stdout.read)
    reading.start()
    try:
        yield Running(url, process)
    finally:
        process.terminate()
        process.wait(60)
        reading.join()
        process.stdout.close()
