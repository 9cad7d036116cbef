"""Cuts the power at random moments of a real receiver's life: `make torture`, or
`python tests/torture/power.py --images 100000`.

A recorder (recorder.c) notes every write, truncate, sync and unlink on facts.db and its log
together with every 200 that was sent. Offline the record is cut anywhere and the store opened as it
might be found; every delivery acknowledged before the cut must be in it byte for byte.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import httpx

sys.path.insert(0, str(Path(__file__).parents[2]))

from app.config import settings as config
from app.config import settings_file
from app.config.paths import Paths
from app.core.errors import AcuseError, StoreError
from app.providers import PROVIDERS
from app.store import waiting
from app.store.facts import FactsWriter
from app.store.sqlite import Error, connect_reader
from tests.torture.cutting import Disk, Step, read_record

ROOT = Path(__file__).parents[2]
CLIENTS = 4
# `synchronous` as given; the controls weaken it, and must be caught.
PROGRAM = """
import sys
import app.store.facts as facts
import app.store.facts_file as file
honest = file.connect_writer
file.connect_writer = lambda path, **more: honest(path, **{**more, "synchronous": sys.argv[1]})
facts.IDLE = 0.02  # seconds: so that the log is brought in often,
file.CHECKPOINT_PAGES = 24  # and by commits too
from app.cli import run
sys.exit(run(["acuse", *sys.argv[2:]]))
"""


@dataclass(frozen=True, slots=True)
class Life:
    """What a receiver did, and every body that was sent to it, by its number."""

    steps: list[Step]
    bodies: Mapping[str, bytes]


@dataclass(slots=True)
class Verdict:
    """What the images of a life had lost."""

    images: int = 0
    with_loss: int = 0
    unreadable: int = 0
    acknowledged: int = 0
    first: str = ""

    @property
    def is_clean(self) -> bool:
        return not self.with_loss and not self.unreadable


def compiled(folder: Path) -> Path:
    """The recorder, made by the C compiler of this machine."""
    made = folder / "recorder.so"
    source = Path(__file__).parent / "recorder.c"
    flags = ("-shared", "-fPIC", "-O2", "-Wall", "-Werror")
    command = ["cc", *flags, "-o", str(made), str(source)]
    subprocess.run(command, check=True)
    return made


def live(folder: Path, recorder: Path, deliveries: int, synchronous: str = "FULL") -> Life:
    """Run a receiver under the recorder until so many deliveries are acknowledged."""
    record, data = folder / "record", folder / "data"
    environ = {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "LD_PRELOAD": str(recorder),
        "CUT_RECORD": str(record),
        "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring",
    }
    words = ("serve", "--port", "0", "--data-dir", str(data))
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAM, synchronous, *words],
        cwd=ROOT,
        env=environ,
        stdout=subprocess.PIPE,
        text=True,
    ) as program:
        assert program.stdout
        found = re.search(r"http://\S+", program.stdout.readline())
        assert found
        reading = threading.Thread(target=program.stdout.read)
        reading.start()
        paths = settings_file.load(Paths(data), PROVIDERS)
        bodies = _send(found[0] + config.callback_path("juno", paths), deliveries)
        program.send_signal(signal.SIGKILL)
        reading.join()
    return Life(read_record(record), bodies)


def _send(url: str, deliveries: int) -> dict[str, bytes]:
    """Post numbered bodies by several clients, with pauses in which the log is brought in."""
    bodies: dict[str, bytes] = {}
    numbers = iter(range(deliveries))
    guard = threading.Lock()

    def client(seed: int) -> None:
        rng = random.Random(seed)
        headers = {"Content-Type": "application/json"}
        with httpx.Client(trust_env=False, headers=headers, timeout=30) as http:
            while True:
                with guard:
                    number = next(numbers, None)
                if number is None:
                    return
                body = _body(number, rng)
                bodies[f"{number:010d}"] = body
                assert http.post(url, content=body).status_code == 200
                if rng.random() < 0.02:
                    time.sleep(0.05)

    clients = [threading.Thread(target=client, args=(seed,)) for seed in range(CLIENTS)]
    for one in clients:
        one.start()
    for one in clients:
        one.join()
    return bodies


def _body(number: int, rng: random.Random) -> bytes:
    filling = rng.randbytes(rng.randrange(600)).hex()
    return (
        f'{{"event":"TRANSACTION","payload":{{"id":"cut-{number:010d}","type":"ISSUANCE",'
        f'"status":"COMPLETE","note":"{filling}"}}}}'
    ).encode()


def cut(life: Life, images: int, seed: int, folder: Path) -> Verdict:
    """Cut the power so many times, anywhere, and open what is found."""
    rng = random.Random(seed)
    moments = sorted(rng.randrange(len(life.steps)) for _ in range(images))
    disk, verdict, done = Disk(), Verdict(), 0
    for moment in moments:
        while done <= moment:
            disk.take(life.steps[done])
            done += 1
        verdict.images += 1
        verdict.acknowledged = len(disk.acknowledged)
        place = folder / "image"
        place.mkdir()
        try:
            _look(place, disk, life, rng, verdict, moment)
        finally:
            shutil.rmtree(place)
    return verdict


def _look(
    place: Path, disk: Disk, life: Life, rng: random.Random, verdict: Verdict, moment: int
) -> None:
    for name, content in disk.after_a_cut(rng).items():
        (place / name).write_bytes(content)
    try:
        kept = bodies_in(place / "facts.db")
    except (Error, AcuseError) as error:
        verdict.unreadable += 1
        verdict.first = verdict.first or f"step {moment}: {error}"
        return
    lost = [number for number in disk.acknowledged if life.bodies[number] not in kept]
    if lost:
        verdict.with_loss += 1
        verdict.first = verdict.first or f"step {moment}: {len(lost)} lost, first {min(lost)}"


def bodies_in(facts: Path) -> set[bytes]:
    """Open a store as Acuse does at its start; every body in it, whole. Raises when it is not."""
    writer = FactsWriter(facts, listener=lambda _: None, now=lambda: datetime.now(UTC))
    writer.start()
    writer.stop()
    connection = connect_reader(facts)
    try:
        (said,) = connection.execute("PRAGMA integrity_check").fetchone()
        if said != "ok":
            raise StoreError(f"The integrity check says: {said}.")
        numbers = [row["id"] for row in connection.execute("SELECT id FROM deliveries")]
        return {one.body for one in waiting.deliveries(connection, numbers)}
    finally:
        connection.close()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--images", type=int, default=2_000)
    parser.add_argument("--deliveries", type=int, default=300)
    parser.add_argument("--seed", type=int, default=2026)
    chosen = parser.parse_args()
    is_as_promised = True
    with tempfile.TemporaryDirectory(prefix="acuse-power-") as name:
        recorder = compiled(Path(name))
        for synchronous, share in (("FULL", 1), ("NORMAL", 20), ("OFF", 20)):
            folder = Path(name, synchronous)
            folder.mkdir()
            began = time.monotonic()
            life = live(folder, recorder, chosen.deliveries, synchronous)
            verdict = cut(life, max(chosen.images // share, 50), chosen.seed, folder)
            is_as_promised &= verdict.is_clean == (synchronous == "FULL")
            print(
                f"{synchronous:<7}{verdict.images:>7} images of {len(life.steps)} steps,"
                f" {verdict.with_loss} had lost an acknowledged delivery,"
                f" {verdict.unreadable} could not be read; {time.monotonic() - began:.0f} s"
                f" {verdict.first}",
                flush=True,
            )
    return 0 if is_as_promised else 1


if __name__ == "__main__":
    sys.exit(main())
