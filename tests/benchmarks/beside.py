"""What a person would look around with instead: datasette, and LIKE in SQLite's own shell.

Both read the very file that Acuse reads. Datasette runs at its best: the file is immutable to it,
facets, suggestions and counts are off, and its connection is kept. The shell is started once.
"""

from __future__ import annotations

import http.client  # noqa: TID251 - what asks shall cost as little as it can
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from time import monotonic, sleep
from urllib.parse import urlencode

from app.store.sqlite import connect_writer
from tests.benchmarks.acknowledging import free_port

PEERS = Path(__file__).parent / "peers"
DATASETTE, SHELL = "datasette", "sqlite3 shell"
_END = "that was all"
_PATIENCE = 120  # seconds until datasette answers
_PLAIN = {"_nofacet": "1", "_nosuggest": "1", "_nocount": "1", "_shape": "arrays"}


@dataclass(slots=True)
class Beside:
    """Those that are there, and why others are not."""

    datasette: Datasette | None
    shell: Shell | None
    missing: tuple[str, ...]


class Datasette:
    """A server of the file, asked over one connection."""

    def __init__(self, port: int) -> None:
        self._caller = http.client.HTTPConnection(  # noqa: TID251
            "127.0.0.1", port, timeout=_PATIENCE
        )

    def rows(self, table: str, conditions: dict[str, object], size: int) -> None:
        """Ask for the rows of a table that its own filters let through."""
        asked = urlencode({**conditions, **_PLAIN, "_size": size})
        path = f"/views/{table}.json?{asked}"
        try:
            answer, said = self._answer(path)
        except ConnectionError:  # it ends a connection on which nothing was asked for a while
            self._caller.close()
            answer, said = self._answer(path)
        if answer.status != HTTPStatus.OK:
            raise RuntimeError(f"datasette: {answer.status} {said[:300]!r}")

    def _answer(self, path: str) -> tuple[http.client.HTTPResponse, bytes]:  # noqa: TID251
        self._caller.request("GET", path)
        answer = self._caller.getresponse()
        return answer, answer.read()

    def close(self) -> None:
        self._caller.close()


class Shell:
    """SQLite's own program, given one statement after the other."""

    def __init__(self, program: str, file: Path) -> None:
        options = ("-readonly", "-list")
        pipe = subprocess.PIPE
        self._process = subprocess.Popen((program, *options, str(file)), stdin=pipe, stdout=pipe)

    def ask(self, statement: str) -> None:
        """Answer a statement and read all that it says."""
        given, said = self._process.stdin, self._process.stdout
        assert given is not None
        assert said is not None
        given.write(f"{statement};\n.print {_END}\n".encode())
        given.flush()
        while (line := said.readline().rstrip()) != _END.encode():
            if not line and self._process.poll() is not None:
                raise RuntimeError("sqlite3 ended")

    def close(self) -> None:
        self._process.communicate(timeout=30)


@contextmanager
def opened(folder: Path, work: Path) -> Iterator[Beside]:
    """Both, on the views of a store; what is not installed is left out."""
    views, missing = folder / "views.db", []
    with closing(connect_writer(views, synchronous="NORMAL", checkpoint_pages=1000)) as store:
        store.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # who takes it for immutable reads no log
    with ExitStack() as open_ones:
        datasette = shell = None
        try:
            datasette = open_ones.enter_context(_datasette(views, work))
        except (OSError, subprocess.CalledProcessError) as error:
            said = getattr(error, "stderr", None) or str(error)
            missing.append(f"datasette could not be installed: {said.strip()[-200:]}")
        if program := shutil.which("sqlite3"):
            shell = open_ones.enter_context(closing(Shell(program, views)))
        else:
            missing.append("the program sqlite3 is not installed")
        yield Beside(datasette, shell, tuple(missing))


@contextmanager
def _datasette(views: Path, work: Path) -> Iterator[Datasette]:
    program, port = _installed(work), free_port()
    settings = {"sql_time_limit_ms": 60_000, "suggest_facets": 0, "allow_facet": 0}
    options = [word for name, value in settings.items() for word in ("--setting", name, str(value))]
    command = (program, "serve", "--immutable", str(views), "--port", str(port), *options)
    with (work / "datasette.said").open("w") as said:
        server = subprocess.Popen(command, stdout=said, stderr=said)
    try:
        with closing(Datasette(port)) as datasette:
            _await(datasette, server)
            yield datasette
    finally:
        server.terminate()
        server.wait(30)


def _await(datasette: Datasette, server: subprocess.Popen[bytes]) -> None:
    deadline = monotonic() + _PATIENCE
    while server.poll() is None and monotonic() < deadline:
        with suppress(OSError):
            datasette.rows("cursors", {}, 1)
            return
        datasette.close()
        sleep(0.1)
    raise OSError("it does not answer")


def _installed(work: Path) -> str:
    """The program, in an environment of its own."""
    place = work / "datasette"
    if not (place / "ready").exists():
        wanted = str(PEERS / "datasette.txt")
        for command in (
            (sys.executable, "-m", "venv", str(place)),
            (str(place / "bin/pip"), "install", "-q", "-r", wanted),
        ):
            subprocess.run(command, check=True, capture_output=True, text=True)
        (place / "ready").touch()
    return str(place / "bin/datasette")
