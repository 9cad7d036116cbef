"""Everything that can befall a store, at every moment of its life, under the eyes of one ledger:
`make torture`, or `python tests/torture/matrix.py --seconds 10`.

A cell is a fault and what goes on while it strikes. Clients deliver throughout; what they saw is
held against the store at the end (ledger.py).
"""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from app.config.paths import Paths
from app.store.sqlite import connect_writer
from tests.torture import ledger as ledgers
from tests.torture import served
from tests.torture.ledger import Clients, Ledger
from tests.torture.served import ROOT, DoesNotServe, Served

OLD_STORE = ROOT / "tests" / "samples" / "stores" / "before-packing.db"
PATIENCE = 60.0  # seconds for a busy machine
# As make torture has it; the log is brought in all the time where the checkpoint is attacked.
PROGRAM = """
import sys
import app.store.facts as facts, app.store.facts_file as facts_file
facts.IDLE, facts_file.CHECKPOINT_PAGES = float(sys.argv[1]), int(sys.argv[2])
from app.cli import run
sys.exit(run(["acuse", *sys.argv[3:]]))
"""
USUAL, OFTEN = ("0.5", "4000"), ("0.02", "8")


@dataclass
class Scene:
    """One receiver on one store, and the means to make it suffer."""

    folder: Path
    shim: Path
    seconds: float  # that a fault lasts
    ledger: Ledger = field(default_factory=Ledger)
    pace: tuple[str, str] = USUAL
    house: Served | None = None
    port: int = 0

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def page(self) -> Path:
        return self.folder / "fault"

    def say(self, fault: str) -> None:
        """Have the shim do this from now on."""
        with self.page.open("r+b") as page:
            page.write(fault.encode())

    def start(self) -> Served:
        """Start the program, on the same port as before; raises DoesNotServe."""
        return self.await_(self.launch())

    def launch(self) -> subprocess.Popen[str]:
        environ = {"LD_PRELOAD": str(self.shim), "FAULT_PAGE": str(self.page)}
        command = (sys.executable, "-c", PROGRAM, *self.pace)
        return served.launch(self.data, more=environ, before=command, port=self.port)

    def await_(self, process: subprocess.Popen[str]) -> Served:
        self.house = served.once_it_serves(self.data, process)
        self.port = self.house.port
        return self.house

    @property
    def process(self) -> subprocess.Popen[str]:
        assert self.house is not None
        return self.house.process


# --- faults: each lasts for the time between its two halves --------------------------------------


@contextmanager
def _shimmed(scene: Scene, fault: str) -> Iterator[None]:
    scene.say(fault)
    yield
    scene.say("-")


@contextmanager
def _killed(scene: Scene) -> Iterator[None]:
    assert scene.house is not None
    scene.house.end(signal.SIGKILL)
    yield
    scene.start()


@contextmanager
def _stopped(scene: Scene) -> Iterator[None]:
    scene.process.send_signal(signal.SIGSTOP)
    yield
    scene.process.send_signal(signal.SIGCONT)


@contextmanager
def _deleted(scene: Scene) -> Iterator[None]:
    """Both files of the store vanish; what cannot be computed again comes back."""
    safe = scene.folder / "safe"
    safe.mkdir(exist_ok=True)
    for file in scene.data.glob("views.db*"):
        file.unlink()
    # The file itself last, as it is looked for; a log without it is no store.
    names = [
        name
        for name in ("facts.db-wal", "facts.db-shm", "facts.db")
        if (scene.data / name).exists()
    ]
    for name in reversed(names):
        os.replace(scene.data / name, safe / name)
    yield
    for name in names:
        os.replace(safe / name, scene.data / name)


@contextmanager
def _locked(scene: Scene) -> Iterator[None]:
    paths = Paths(scene.data)
    with ExitStack() as held:
        for path in (paths.facts, paths.views):
            if path.exists():
                other = connect_writer(path, synchronous="FULL", checkpoint_pages=1000, patience=10)
                held.callback(other.close)
                other.execute("BEGIN IMMEDIATE")
                held.callback(other.execute, "ROLLBACK")
        yield


FAULTS: dict[str, Callable[[Scene], object]] = {
    "EIO on fsync": lambda scene: _shimmed(scene, "E"),
    "disk full": lambda scene: _shimmed(scene, "F"),
    "fsync 3 s slow": lambda scene: _shimmed(scene, "S"),
    "kill": _killed,
    "stopped": _stopped,
    "clock 10 minutes back": lambda scene: _shimmed(scene, "C"),
    "store file deleted": _deleted,
    "locked by another program": _locked,
}
# Under these nothing is kept, and whoever delivers must be told so.
REFUSING = (
    "EIO on fsync",
    "disk full",
    "fsync 3 s slow",
    "store file deleted",
    "locked by another program",
)
PHASES = ("receiving", "projecting", "checkpoint", "backup", "migration")


# --- a cell ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a cell showed."""

    fault: str
    phase: str
    acknowledged: int
    refused: int
    first_refusal: float | None  # seconds from the beginning of the fault
    back: float | None  # seconds from its end to the next 200
    complaints: list[str]

    @property
    def is_good(self) -> bool:
        must_refuse = self.fault in REFUSING and self.phase != "migration"
        return (
            not self.complaints
            and self.back is not None
            and (self.first_refusal is not None or not must_refuse)
        )

    def line(self) -> str:
        def seconds(value: float | None) -> str:
            return "-" if value is None else f"{value:.2f} s"

        return (
            f"| {self.fault} | {self.phase} | {self.acknowledged:,} | {self.refused:,} "
            f"| {seconds(self.first_refusal)} | {seconds(self.back)} "
            f"| {'; '.join(self.complaints) or 'none'} |"
        )


HEADER = (
    "| fault | while | acknowledged | refused | first refusal | back after | complaints |\n"
    "|---|---|---|---|---|---|---|"
)


def play(folder: Path, shim: Path, fault: str, phase: str, seconds: float) -> Outcome:
    """Let one fault strike one moment of a store's life, and look what became of it."""
    scene = Scene(folder, shim, seconds, pace=OFTEN if phase == "checkpoint" else USUAL)
    scene.page.write_bytes(b"-")
    try:
        act = _strike_the_migration if phase == "migration" else _strike
        began, ended = act(scene, fault, phase)
    finally:
        scene.say("-")
        if scene.house is not None:
            scene.house.end()
    told = scene.ledger
    # A stopped or killed program refuses nobody.
    refusal = told.after(began, is_kept=False) if fault in REFUSING else None
    return Outcome(
        fault,
        phase,
        len(told.digests),
        sum(answer.status not in (0, 200) for answer in told.answers),
        refusal,
        told.after(ended, is_kept=True),
        ledgers.complaints(scene.data, told, OLD_STORE if phase == "migration" else None),
    )


def _strike(scene: Scene, fault: str, phase: str) -> tuple[float, float]:
    house = scene.start()
    path = house.path("juno")
    if phase == "projecting":
        _backlog(scene, path)
    clients = Clients(scene.port, path, scene.ledger, "c")
    clients.start()
    backup = None
    try:
        until(lambda: len(scene.ledger.digests) > 50)
        if phase == "backup":
            backup = _backup(scene, "during")
        began = time.monotonic()
        with FAULTS[fault](scene):  # type: ignore[attr-defined]
            time.sleep(scene.seconds)
            ended = time.monotonic()
        if fault == "kill":
            ended = time.monotonic()  # its cause ends with the next start
        until(lambda: scene.ledger.after(ended, is_kept=True) is not None)
        clients.stop()
        until(lambda: ledgers.is_shown(scene.data, scene.ledger))
    finally:
        clients.stop()
        if backup is not None:
            backup.wait(PATIENCE)
    if backup is not None:
        again = _backup(scene, "after")
        assert again.wait(PATIENCE) == 0, "no backup can be made any more"
    return began, ended


def _backlog(scene: Scene, path: str) -> None:
    """Deliver faster than can be projected."""
    crowd = Clients(scene.port, path, scene.ledger, "b", many=8)
    crowd.start()
    until(lambda: len(scene.ledger.digests) > 400)
    crowd.stop()


def _backup(scene: Scene, name: str) -> subprocess.Popen[bytes]:
    words = ("backup", str(scene.folder / f"{name}.db"), "--data-dir", str(scene.data))
    return subprocess.Popen(
        [sys.executable, "main.py", *words],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "HOME": str(scene.folder)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def _strike_the_migration(scene: Scene, fault: str, phase: str) -> tuple[float, float]:
    """A start on the store of an older version: it may fail with a sentence, the next must not."""
    scene.data.mkdir(mode=0o700)
    shutil.copy(OLD_STORE, scene.data / "facts.db")
    process = None
    began = time.monotonic()
    if fault in ("kill", "stopped", "store file deleted"):
        process = scene.launch()
        until(lambda: (scene.data / "facts.db-wal").exists())  # it has begun
        if fault == "store file deleted":
            with _deleted(scene):
                time.sleep(scene.seconds)
        else:
            process.send_signal(signal.SIGKILL if fault == "kill" else signal.SIGSTOP)
            time.sleep(scene.seconds)
            process.send_signal(signal.SIGCONT)
    else:
        with FAULTS[fault](scene):  # type: ignore[attr-defined]
            process = scene.launch()
            with suppress(subprocess.TimeoutExpired):
                process.wait(scene.seconds)
    ended = time.monotonic()
    try:
        scene.await_(process)
    except DoesNotServe as error:
        said = str(error).strip()
        assert said or fault == "kill", "it ended without a word"
        assert "Traceback" not in said, said
        scene.start()
    assert scene.house is not None
    clients = Clients(scene.port, scene.house.path("juno"), scene.ledger, "m")
    clients.start()
    try:
        until(lambda: len(scene.ledger.digests) > 20)
    finally:
        clients.stop()
    return began, ended


def until(is_so: Callable[[], bool]) -> None:
    """Wait for it; raises TimeoutError."""
    give_up = time.monotonic() + PATIENCE
    while not is_so():
        if time.monotonic() > give_up:
            raise TimeoutError("It never came to that.")
        time.sleep(0.01)


def compiled(folder: Path) -> Path:
    """The shim, made by the C compiler of this machine."""
    made = folder / "faults.so"
    source = Path(__file__).parent / "faults.c"
    flags = ("-shared", "-fPIC", "-O2", "-Wall", "-Werror")
    subprocess.run(["cc", *flags, "-o", str(made), str(source)], check=True)
    return made


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=10.0, help="that a fault lasts")
    parser.add_argument("--stopped", type=float, default=60.0, help="that it is stopped")
    parser.add_argument("--fault", choices=FAULTS, action="append")
    parser.add_argument("--phase", choices=PHASES, action="append")
    chosen = parser.parse_args()
    is_good = True
    print(HEADER)
    with tempfile.TemporaryDirectory(prefix="acuse-matrix-") as name:
        shim = compiled(Path(name))
        for phase in chosen.phase or PHASES:
            for fault in chosen.fault or FAULTS:
                folder = Path(name, f"{fault} {phase}")
                folder.mkdir()
                seconds = chosen.stopped if fault == "stopped" else chosen.seconds
                outcome = play(folder, shim, fault, phase, seconds)
                is_good &= outcome.is_good
                print(outcome.line(), flush=True)
    return 0 if is_good else 1


if __name__ == "__main__":
    sys.exit(main())
