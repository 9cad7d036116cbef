"""Durable acknowledgements a second, beside what a person would use instead.

    python -m tests.benchmarks.acknowledging --rounds 5 --seconds 2

Every server is asked by wrk, in turn and on an empty store of its own, the same signed bodies; each
checks the signature and answers once the delivery is on disk, but for the two that say otherwise.
What is not installed is left out and said so.
"""

from __future__ import annotations

import argparse
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import psutil

from tests.benchmarks import bodies

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
PEERS = HERE / "peers"
CONNECTIONS = (1, 16, 64, 256)
BODIES = 100_000  # more than anybody here keeps in a round: repeats are another thing to keep
OWN = "Acuse"


@dataclass(frozen=True, slots=True)
class Peer:
    """A server under measurement: its command, given a port and an empty folder."""

    name: str
    command: Callable[[int, Path], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Run:
    """What wrk saw of one server in one round."""

    per_second: float
    p50: float  # milliseconds
    p99: float
    refused: int  # answered, but not with 200
    broken: int  # not answered
    processor: float  # microseconds of the server's own for each


Results = Mapping[tuple[str, int], Sequence[Run]]  # by server and number of connections


@dataclass(frozen=True, slots=True)
class Acknowledging:
    """All rounds of all servers."""

    results: Results
    names: Sequence[str]
    missing: Sequence[str]
    rounds: int
    seconds: int

    def rate(self, name: str, connections: int) -> float:
        """The median of the rounds."""
        return median(run.per_second for run in self.results[name, connections])

    def processor(self, name: str, connections: int) -> float:
        """Microseconds of processor time for each, the median of the rounds."""
        return median(run.processor for run in self.results[name, connections])

    def waits(self, name: str, connections: int) -> tuple[float, float]:
        """Milliseconds: the medians of the rounds' p50 and p99."""
        runs = self.results[name, connections]
        return median(run.p50 for run in runs), median(run.p99 for run in runs)

    def failed(self, name: str) -> tuple[int, int]:
        """How many requests were refused, and how many not answered, in all rounds."""
        runs = [run for count in CONNECTIONS for run in self.results[name, count]]
        return sum(run.refused for run in runs), sum(run.broken for run in runs)


def measure(work: Path, rounds: int = 5, seconds: int = 2) -> Acknowledging:
    """Ask every server in each round, one after the other."""
    work.mkdir(parents=True, exist_ok=True)
    if shutil.which("wrk") is None:
        return Acknowledging({}, (), ("wrk is not installed: nothing was measured",), 0, 0)
    bodies.write(work / "bodies.txt", BODIES)
    taking_part, missing = peers(work)
    results: dict[tuple[str, int], list[Run]] = {}
    for number in range(rounds):
        for connections in CONNECTIONS:
            for peer in taking_part:
                run = ask(peer, work, connections, seconds)
                results.setdefault((peer.name, connections), []).append(run)
                print(
                    f"round {number + 1}, {connections:3} connections: {peer.name}:"
                    f" {run.per_second:,.0f}/s, p50 {run.p50:.1f}, p99 {run.p99:.1f} ms",
                    file=sys.stderr,
                )
    return Acknowledging(results, [peer.name for peer in taking_part], missing, rounds, seconds)


# --- one run --------------------------------------------------------------------------------------


def ask(
    peer: Peer, work: Path, connections: int, seconds: int, environ: Mapping[str, str] | None = None
) -> Run:
    """What wrk sees of a server on an empty store."""
    with tempfile.TemporaryDirectory(dir=work) as name:
        folder, port = Path(name), free_port()
        with _started(peer.command(port, folder), folder, port, environ or {}) as server:
            before = _processor_time(server)
            said = _asked(port, work, connections, seconds)
            spent = _processor_time(server) - before
    count, micros, p50, p99, refused, broken = said
    kept = max(count - refused, 1)
    return Run(
        per_second=kept / micros * 1e6,
        p50=p50 / 1000,
        p99=p99 / 1000,
        refused=refused,
        broken=broken,
        processor=spent / kept * 1e6,
    )


def _asked(port: int, work: Path, connections: int, seconds: int) -> list[int]:
    """What wrk counted: requests, microseconds, p50, p99, those refused and those broken off."""
    threads = "1" if connections == 1 else "2"
    url = f"http://127.0.0.1:{port}{bodies.PATH}"
    # What takes long is an answer all the same: its time is in the 99th percentile.
    options = ("-t", threads, "-c", str(connections), "-d", f"{seconds}s", "--timeout", "30s")
    asked = subprocess.run(
        ("wrk", *options, "-s", str(HERE / "post.lua"), url),
        env={**os.environ, "BODIES": str(work / "bodies.txt"), "THREADS": threads},
        capture_output=True,
        text=True,
        check=True,
    )
    line = next(one for one in asked.stdout.splitlines() if one.startswith("RESULT "))
    return [int(word) for word in line.split()[1:]]


def _processor_time(server: subprocess.Popen[bytes]) -> float:
    times = psutil.Process(server.pid).cpu_times()
    return times.user + times.system


@contextmanager
def _started(
    command: Sequence[str], folder: Path, port: int, more: Mapping[str, str]
) -> Iterator[subprocess.Popen[bytes]]:
    own = {"BENCH_SECRET": bodies.SECRET, "BENCH_FOLDER": str(folder)}
    environ = {**os.environ, **own, **more}
    with (folder / "said").open("w") as said:
        server = subprocess.Popen(command, cwd=ROOT, env=environ, stdout=said, stderr=said)
    try:
        while not _answers(port):
            if server.poll() is not None:
                raise RuntimeError(f"{command[0]} ended: {(folder / 'said').read_text()[-2000:]}")
        yield server
    finally:
        server.terminate()
        server.wait(30)


def _answers(port: int) -> bool:
    with socket.socket() as trying:
        trying.settimeout(0.1)
        return trying.connect_ex(("127.0.0.1", port)) == 0


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


# --- who takes part -------------------------------------------------------------------------------


def peers(work: Path) -> tuple[list[Peer], list[str]]:
    """Every server that can be had here, and why others cannot."""
    found = ourselves()
    missing = []
    makers = (_python_peers, _express, _limit, _nginx)
    for make in makers:
        try:
            found += make(work)
        except (OSError, subprocess.CalledProcessError) as error:
            said = getattr(error, "stderr", None) or str(error)
            missing.append(f"{make.__name__.strip('_')} could not be made: {said.strip()[-200:]}")
    return found, missing


def ourselves() -> list[Peer]:
    """With a store and without."""
    own = (sys.executable, "-m", "tests.benchmarks.peers.own")
    return [
        Peer(OWN, lambda port, folder: (*own, str(port), str(folder))),
        Peer(
            f"{OWN}, storing nothing",
            lambda port, folder: (*own, str(port), str(folder), "nothing"),
        ),
    ]


def _python_peers(work: Path) -> list[Peer]:
    place = work / "python"
    if not (place / "ready").exists():
        _call(sys.executable, "-m", "venv", str(place))
        _call(str(place / "bin/pip"), "install", "-q", "-r", str(PEERS / "requirements.txt"))
        (place / "ready").touch()

    def command(module: str) -> Callable[[int, Path], Sequence[str]]:
        options = (
            "--loop",
            "uvloop",
            "--http",
            "httptools",
            "--no-access-log",
            "--lifespan",
            "off",
        )
        served = (str(place / "bin/uvicorn"), f"tests.benchmarks.peers.{module}:app", *options)
        return lambda port, folder: (*served, "--log-level", "error", "--port", str(port))

    return [
        Peer("FastAPI, a connection and a commit a request", command("fastapi_handler")),
        Peer("uvicorn, one connection, a commit a request", command("one_commit")),
    ]


def _express(work: Path) -> list[Peer]:
    place = work / "node"
    if not (place / "ready").exists():
        place.mkdir(exist_ok=True)
        shutil.copy(PEERS / "package.json", place)
        # Nothing prebuilt is fetched: it is compiled against the headers that Node came with.
        environ = {**os.environ, "npm_config_nodedir": "/usr"}
        _call("npm", "install", "--build-from-source", "--no-fund", cwd=place, env=environ)
        (place / "ready").touch()
    shutil.copy(PEERS / "express.js", place)
    script = str(place / "express.js")
    named = "express and better-sqlite3, a commit a request"
    return [Peer(named, lambda port, folder: ("node", script, str(port), str(folder)))]


def _limit(work: Path) -> list[Peer]:
    made = str(work / "limit")
    _call("cc", "-O2", str(PEERS / "limit.c"), "-o", made, "-lsqlite3", "-lcrypto")
    named = "C: epoll, HMAC, SQLite, a commit a round"
    return [Peer(named, lambda port, folder: (made, str(port), str(folder)))]


def _nginx(work: Path) -> list[Peer]:
    program = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
    if program is None:
        raise FileNotFoundError("nginx is not installed")

    def command(port: int, folder: Path) -> Sequence[str]:
        conf = folder / "nginx.conf"
        conf.write_text(
            f"daemon off; master_process off; pid {folder}/pid; error_log stderr crit;"
            "events { worker_connections 1024; } http { access_log off;"
            " keepalive_requests 10000000;"
            f" client_body_temp_path {folder}; server {{ listen 127.0.0.1:{port} backlog=1024;"
            " location / { return 200; } } }"
        )
        return (program, "-c", str(conf), "-p", str(folder))

    return [Peer("nginx, return 200: no check, no store", command)]


def _call(*command: str, cwd: Path | None = None, env: Mapping[str, str] | None = None) -> None:
    subprocess.run(command, cwd=cwd, env=env, check=True, capture_output=True, text=True)


def main() -> None:
    from tests.benchmarks import report

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", type=Path, default=ROOT / "build" / "bench" / "peers")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=int, default=2)
    arguments = parser.parse_args()
    found = measure(arguments.work, arguments.rounds, arguments.seconds)
    print("\n".join(report.acknowledging(found)))


if __name__ == "__main__":
    main()
