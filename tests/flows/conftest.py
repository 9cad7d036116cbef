"""The real program as a child process, and the world outside that posts to it."""

import contextlib
import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import psutil
import pytest

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "tests" / "samples"
CREDENTIALS = json.loads((SAMPLES / "credentials.json").read_text(encoding="utf-8"))
SECRETS = {
    f"ACUSE_{provider}_{name}".upper(): value
    for provider, given in CREDENTIALS.items()
    for name, value in given.items()
}


def _lives(process: psutil.Process) -> bool:
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def environment(home: Path, more: Mapping[str, str]) -> dict[str, str]:
    """A world with no display, no keychain and only these secrets."""
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring",
        "PYTHONWARNINGS": "error",
        **more,
    }


@dataclass
class Program:
    """main.py on one data directory; `serve` in the background, the other commands beside it."""

    data_dir: Path
    secrets: Mapping[str, str] = field(default_factory=lambda: dict(SECRETS))
    process: "subprocess.Popen[str] | None" = None
    url: str = ""
    lines: list[str] = field(default_factory=list)
    _reader: threading.Thread | None = None

    def start(self, *words: str, reads: bool = True) -> None:
        """Start to serve; returns once it says where. Without `reads` its lines are not read."""
        self.lines.clear()
        self.process = subprocess.Popen(
            [*self._command(), *(words or ("serve", "--port", "0", "--json"))],
            cwd=ROOT,
            env=environment(self.data_dir.parent, self.secrets),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert self.process.stdout is not None
        first = self.process.stdout.readline()
        found = re.search(r"http://[^\s\"]+", first)
        assert found, first + self._errors()
        self.url = found[0]
        if reads:
            self._reader = threading.Thread(target=self._read)
            self._reader.start()
        else:
            self._reader = None
            self.process.stdout.close()

    def _read(self) -> None:
        assert self.process is not None
        assert self.process.stdout is not None
        self.lines.extend(self.process.stdout)

    def _errors(self) -> str:
        assert self.process is not None
        assert self.process.stderr is not None
        return self.process.stderr.read()

    def stop(self, number: int = signal.SIGTERM) -> tuple[int, str]:
        """Send a signal and wait for the end; the exit status and what it complained of."""
        assert self.process is not None
        others: list[psutil.Process] = []
        with contextlib.suppress(psutil.NoSuchProcess):
            others = psutil.Process(self.process.pid).children(recursive=True)
        self.process.send_signal(number)
        complaints = self._errors()
        status = self.process.wait(20)
        # While its projector still holds the store open, who reads it is not shown what was written
        # to the log but not acknowledged when it was killed.
        deadline = time.monotonic() + 20
        while any(map(_lives, others)):
            assert time.monotonic() < deadline, "it outlived its parent"
            time.sleep(0.005)
        if self._reader is not None:
            self._reader.join()
        assert self.process.stdout is not None
        assert self.process.stderr is not None
        self.process.stdout.close()
        self.process.stderr.close()
        self.process = None
        return status, complaints

    def run(self, *words: str, **more: str) -> "subprocess.CompletedProcess[str]":
        """Run another command to its end."""
        return subprocess.run(
            [*self._command(), *words],
            cwd=ROOT,
            env=environment(self.data_dir.parent, {**self.secrets, **more}),
            capture_output=True,
            text=True,
            timeout=60,
        )

    def ask(self, *words: str) -> Any:
        """The JSON that a command prints."""
        done = self.run(*words, "--json")
        assert done.returncode == 0, done.stderr
        assert done.stderr == ""
        return json.loads(done.stdout)

    def paths(self) -> dict[str, str]:
        """The local path of each provider."""
        return {one["provider"]: one["local_path"] for one in self.ask("callbacks")}

    def _command(self) -> list[str]:
        return [sys.executable, "main.py", "--data-dir", str(self.data_dir)]


@dataclass(frozen=True)
class Sample:
    """One body of tests/samples, ready to be posted."""

    provider: str
    name: str
    tail: str
    headers: Mapping[str, str]
    body: bytes
    expected: Mapping[str, Any]

    @property
    def is_readable(self) -> bool:
        return "unreadable" not in self.expected


def _sample(file: Path) -> Sample:
    told = json.loads(file.with_suffix("").with_suffix(".expected.json").read_bytes())
    headers, tail = told.get("headers", {}), told.get("tail", "")
    return Sample(file.parent.name, file.stem, tail, headers, file.read_bytes(), told)


@pytest.fixture(scope="session")
def samples() -> list[Sample]:
    """Every body of tests/samples."""
    files = sorted(SAMPLES.glob("*/*.json"))
    return [_sample(file) for file in files if not file.name.endswith(".expected.json")]


@pytest.fixture
def program(tmp_path: Path) -> Iterator[Program]:
    program = Program(tmp_path / "data")
    yield program
    if program.process is not None:
        program.stop(signal.SIGKILL)


@pytest.fixture
def post() -> Iterator[Callable[..., int]]:
    """Post a sample to a running program; gives the status of the answer."""
    with httpx.Client(timeout=10, trust_env=False) as client:

        def send(url: str, sample: Sample) -> int:
            return client.post(
                f"{url}/{sample.tail}" if sample.tail else url,
                content=sample.body,
                headers={"content-type": "application/json", **sample.headers},
            ).status_code

        yield send
