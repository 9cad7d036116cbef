"""The sample data in a window of its own: a second process that ends with this one."""

from __future__ import annotations

import subprocess
import threading
import time
from collections.abc import Mapping

from app.config import summons
from app.config.paths import Paths
from app.config.program import program
from app.core.errors import AcuseError

_OPENS_WITHIN = 60.0  # seconds: a slow disk may take its time over Qt
_LOOKS_EVERY = 0.2
_ENDS_WITHIN = 5.0
# What belongs to the operator's own connections.
_NOT_ITS_OWN = ("ACUSE_PUBLIC_URL",)


class NoSamples(AcuseError):
    """The sample data could not be shown."""

    code = "sample-data"


class Samples:
    """Nothing is shared with what is real: not the store, the secrets, the port or the process."""

    def __init__(self, paths: Paths, environ: Mapping[str, str]) -> None:
        self._place = Paths(paths.demo)
        self._environ = {name: it for name, it in environ.items() if name not in _NOT_ITS_OWN}
        self._process: subprocess.Popen[bytes] | None = None
        self._guard = threading.Lock()
        self._ended = threading.Event()

    def open(self) -> None:
        """Show the window of the sample data; returns once it is there, or raises NoSamples."""
        with self._guard:
            if summons.call(self._place):
                return  # it was open, and has come to the front
            _end(self._process)
            self._process = self._started()
            self._await(self._process)

    def close(self) -> None:
        """End it; idempotent."""
        self._ended.set()
        with self._guard:
            _end(self._process)
            self._process = None

    def _started(self) -> subprocess.Popen[bytes]:
        command = [*program(), "demo", "--data-dir", str(self._place.data_dir)]
        try:
            return subprocess.Popen(  # noqa: S603 - ourselves, no shell
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env=self._environ,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        except OSError as error:
            raise _not_shown(f"The system says: {error.strerror or error}.") from error

    def _await(self, process: subprocess.Popen[bytes]) -> None:
        until = time.monotonic() + _OPENS_WITHIN
        while not summons.call(self._place):
            status = process.poll()
            if status is not None:
                raise _not_shown(f"It ended with status {status}.")
            if self._ended.wait(_LOOKS_EVERY) or time.monotonic() > until:
                raise _not_shown("Its window did not open in time.")


def _end(process: subprocess.Popen[bytes] | None) -> None:
    if process is None:
        return
    process.terminate()
    try:
        process.wait(_ENDS_WITHIN)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _not_shown(cause: str) -> NoSamples:
    return NoSamples(
        "The sample data could not be shown.",
        cause=cause,
        remedy="Try again, or start it on the command line: acuse demo.",
    )
