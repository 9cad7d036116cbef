"""Floods a receiver with connections that never end, and measures what a good delivery waits:
`make torture`, or `python tests/torture/floods.py --sockets 10000`.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import select
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from app.receiver.limits import Limits
from tests.torture import served
from tests.torture.served import Answer, Served, percentile

_EVERY = 0.01  # seconds between two good deliveries
# What slowhttptest is told: slow heads, slow bodies, slow readers of the answer.
SLOW = {
    "slow heads": ("-H", "-i", "10", "-t", "POST"),
    "slow bodies": ("-B", "-i", "10", "-s", "8192", "-t", "POST"),
    "slow readers": ("-X", "-w", "1", "-y", "16", "-n", "5", "-z", "4", "-k", "3"),
}


@dataclass(frozen=True, slots=True)
class Flooded:
    """What a flood did to those who deliver, and to the receiver."""

    name: str
    sockets: int
    answers: list[Answer]
    grown: int  # bytes of memory
    longest: float  # seconds that a socket of the flood was held
    left: int  # sockets that the receiver still held when the last deadline had passed

    @property
    def refused(self) -> int:
        return sum(answer.status != 200 for answer in self.answers)

    def line(self) -> str:
        held = f"{self.longest:.1f} s" if self.longest else "-"
        return (
            f"| {self.name} | {self.sockets:,} | {len(self.answers):,} | {self.refused} "
            f"| {percentile(self.answers, 0.5) * 1000:.1f} ms "
            f"| {percentile(self.answers, 0.99) * 1000:.1f} ms "
            f"| {self.grown / 1e6:.1f} MB | {held} | {self.left} |"
        )


HEADER = (
    "| flood | sockets | good deliveries | not acknowledged | p50 | p99 | memory | longest held"
    " | left |\n|---|---|---|---|---|---|---|---|---|"
)


# --- the flood: a process of its own --------------------------------------------------------------


def half_open(port: int, path: str, sockets: int, limit: float) -> float:
    """Open so many sockets that never finish what they say; how long the last one was held.

    A third says nothing, a third begins a head, a third a body that was announced.
    """
    head = f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Type: application/json\r\n"
    openings = (b"", head[:60].encode(), f"{head}Content-Length: 900\r\n\r\n{{".encode())
    waiting: dict[int, tuple[socket.socket, float]] = {}
    poll, longest, made = select.epoll(), 0.0, 0
    give_up = time.monotonic() + limit
    while (made < sockets or waiting) and time.monotonic() < give_up:
        for _ in range(min(50, sockets - made)):
            peer = socket.create_connection(("127.0.0.1", port), timeout=limit)
            with contextlib.suppress(OSError):  # hung up on already; that is read below
                peer.sendall(openings[made % 3])
            peer.setblocking(False)
            poll.register(peer, select.EPOLLIN)
            waiting[peer.fileno()] = peer, time.monotonic()
            made += 1
        for number, _ in poll.poll(0 if made < sockets else 0.2):
            peer, since = waiting[number]
            if not _still_open(peer):
                poll.unregister(number)
                peer.close()
                del waiting[number]
                longest = max(longest, time.monotonic() - since)
    if waiting:
        longest = max(longest, limit)
    for peer, _ in waiting.values():
        peer.close()
    poll.close()
    return longest


def storm(port: int, path: str, deliveries: int, seconds: float) -> float:
    """Deliver so many in so many seconds, whatever the answers take; how many were acknowledged."""
    clients, began = 16, time.monotonic()

    def client(number: int) -> int:
        head = (
            f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Type: application/json\r\n"
        )
        kept = 0
        with socket.create_connection(("127.0.0.1", port), timeout=30) as peer:
            for turn in range(number, deliveries, clients):
                time.sleep(max(0.0, began + seconds * turn / deliveries - time.monotonic()))
                content = served.body(f"storm-{turn}")
                peer.sendall(f"{head}Content-Length: {len(content)}\r\n\r\n".encode() + content)
                kept += _whole_answer(peer).startswith(b"HTTP/1.1 200 ")
        return kept

    with ThreadPoolExecutor(clients) as pool:
        return float(sum(pool.map(client, range(clients))))


def _whole_answer(peer: socket.socket) -> bytes:
    answer = b""
    while not answer.endswith(b"}") and (some := peer.recv(1000)):
        answer += some
    return answer


def _still_open(peer: socket.socket) -> bool:
    try:
        return peer.recv(4096) != b""
    except BlockingIOError:
        return True
    except OSError:
        return False


# --- the measurement ------------------------------------------------------------------------------


def measure(
    house: Served, name: str, sockets: int, flood: Callable[[], float], least: int = 300
) -> Flooded:
    """Deliver for Bitso in an even row while the flood lasts, from its first moment to its last."""
    path = house.path("bitso")
    longest: list[float] = []
    # Another process floods, so that the clients do not wait for each other.
    flooding = threading.Thread(target=lambda: longest.append(flood()))
    before = house.memory
    answers: list[Answer] = []
    most = before
    flooding.start()
    while flooding.is_alive() or len(answers) < least:
        answers.append(
            served.post(house.port, path, served.body(f"{name}-{len(answers)}"), patience=30)
        )
        if len(answers) % 25 == 0:
            most = max(most, house.memory)
        time.sleep(_EVERY)
    flooding.join()
    patience = time.monotonic() + Limits().body_seconds + 5
    while (left := house.connections) and time.monotonic() < patience:
        time.sleep(0.1)
    return Flooded(name, sockets, answers, most - before, longest[0], left)


def by_half_open(house: Served, sockets: int, least: int = 300) -> Flooded:
    """The flood of connections that are opened and left."""
    limit = Limits().body_seconds + 20
    return measure(
        house, "half-open", sockets, lambda: _elsewhere("half-open", house, sockets, limit), least
    )


def by_storm(house: Served, deliveries: int, seconds: float) -> tuple[Flooded, int]:
    """A storm of good deliveries from one provider; what another waited, and how many it kept."""
    kept: list[float] = []

    def flood() -> float:
        kept.append(_elsewhere("storm", house, deliveries, seconds))
        return 0.0

    flooded = measure(house, f"{deliveries:,} good ones in {seconds:g} s", 16, flood)
    return flooded, int(kept[0])


def _elsewhere(what: str, house: Served, count: int, seconds: float) -> float:
    words = ("--flood", what, str(house.port), house.path("juno"), str(count), str(seconds))
    command = [sys.executable, str(Path(__file__)), *words]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return float(json.loads(done.stdout))


def by_slowhttptest(house: Served, name: str, sockets: int, seconds: int) -> Flooded:
    """One of the floods of slowhttptest."""
    url = f"http://127.0.0.1:{house.port}{house.path('juno')}"
    words = ("-c", str(sockets), "-r", str(max(50, sockets // 5)), "-l", str(seconds), "-u", url)

    def flood() -> float:
        subprocess.run(["slowhttptest", *SLOW[name], *words], stdout=subprocess.DEVNULL, check=True)
        return 0.0

    return measure(house, f"slowhttptest, {name}", sockets, flood)


def warm(house: Served) -> None:
    """Have it done what it does once, so that growth is of the flood."""
    for number in range(300):
        assert served.post(house.port, house.path("juno"), served.body(f"w{number}")).status == 200


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sockets", type=int, default=10_000)
    parser.add_argument("--seconds", type=int, default=30)
    parser.add_argument("--flood", nargs=5, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.flood:
        what, port, path, count, seconds = chosen.flood
        act = {"half-open": half_open, "storm": storm}[what]
        print(json.dumps(act(int(port), path, int(count), float(seconds))))
        return 0
    results: list[Flooded] = []
    with (
        tempfile.TemporaryDirectory(prefix="acuse-floods-") as folder,
        served.serving(Path(folder, "data")) as house,
    ):
        warm(house)
        results.append(by_half_open(house, chosen.sockets))
        stormed, kept = by_storm(house, chosen.sockets, 10)
        results.append(stormed)
        if shutil.which("slowhttptest"):
            slow = min(chosen.sockets, 4000)
            results.extend(by_slowhttptest(house, name, slow, chosen.seconds) for name in SLOW)
    print(HEADER)
    for result in results:
        print(result.line())
    print(f"Of the storm {kept:,} were acknowledged.")
    good = kept == chosen.sockets and all(
        not one.refused and not one.left and one.grown < 40e6 for one in results
    )
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
