"""Durable acknowledgements on a disk that takes 5 ms for each sync, beside one commit a request.

    python -m tests.benchmarks.slow_disk --rounds 5 --seconds 3

The disk is simulated: a library (slow_disk.c) is loaded into each server and pauses before a sync.
"""

from __future__ import annotations

import argparse
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from tests.benchmarks import acknowledging, bodies
from tests.benchmarks.acknowledging import OWN, ROOT, Peer

SYNC = 5  # milliseconds
AT_ONCE = 64
GOAL = 20  # times those of one commit a request
_EACH = "a commit a request"


@dataclass(frozen=True, slots=True)
class SlowDisk:
    """The rates of each server, one a round."""

    rates: Mapping[str, Sequence[float]]

    def rate(self, name: str) -> float:
        return median(self.rates[name])


def measure(
    work: Path, rounds: int = 5, seconds: int = 3, only: Sequence[Peer] | None = None
) -> SlowDisk:
    """Ask these servers in turn, or else ourselves and those who commit for each request."""
    work.mkdir(parents=True, exist_ok=True)
    library = work / "slow_disk.so"
    source = Path(__file__).with_name("slow_disk.c")
    subprocess.run(("cc", "-O2", "-shared", "-fPIC", source, "-o", library), check=True)
    environ = {"LD_PRELOAD": str(library), "SYNC_MICROS": str(SYNC * 1000)}
    bodies.write(work / "bodies.txt", acknowledging.BODIES)
    found: dict[str, list[float]] = {}
    everybody = only or acknowledging.peers(work)[0]
    for _ in range(rounds):
        for peer in everybody:
            if peer.name == OWN or _EACH in peer.name:
                run = acknowledging.ask(peer, work, AT_ONCE, seconds, environ)
                found.setdefault(peer.name, []).append(run.per_second)
    return SlowDisk(found)


def chapter(one: SlowDisk) -> Iterator[str]:
    """For the document."""
    yield f"On a disk that takes {SYNC} ms more for each sync (simulated), {AT_ONCE} at once:\n"
    yield f"| server | acknowledged a second | {OWN} to it | goal |"
    yield "|---|---|---|---|"
    for name in one.rates:
        times = one.rate(OWN) / one.rate(name)
        goal = "" if name == OWN else str(GOAL)
        yield f"| {name} | {one.rate(name):,.0f} | {times:.1f} | {goal} |"
    yield ""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", type=Path, default=ROOT / "build" / "bench" / "peers")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=int, default=3)
    arguments = parser.parse_args()
    found = measure(arguments.work, arguments.rounds, arguments.seconds)
    print("\n".join(chapter(found)))


if __name__ == "__main__":
    main()
