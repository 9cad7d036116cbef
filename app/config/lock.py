"""One process a data directory: two writers would damage what neither may lose."""

from __future__ import annotations

import contextlib
import json
import os
from dataclasses import dataclass

import psutil
from filelock import FileLock, Timeout

from app.config.paths import Paths
from app.core.errors import StoreInUse


@dataclass(frozen=True, slots=True)
class Owner:
    """The process that holds a data directory; `url` is where it receives, "" while it does not.

    `hand` is the token by which a command hands it what a provider answered.
    """

    pid: int
    url: str = ""
    hand: str = ""


class StoreLock:
    """The right to write a data directory; the system takes it back when the process dies."""

    def __init__(self, paths: Paths) -> None:
        self._paths = paths
        self._lock = FileLock(paths.lock, mode=0o600, thread_local=False)

    def take(self, patience: float = 0.0) -> None:
        """Take the lock within some seconds; raises StoreInUse, naming the holder if it can."""
        try:
            self._lock.acquire(timeout=patience)
        except Timeout as error:
            raise _in_use(self._paths) from error
        self.announce("")

    def try_take(self) -> bool:
        """Take the lock if nobody holds it."""
        try:
            self.take()
        except StoreInUse:
            return False
        return True

    def announce(self, url: str, hand: str = "") -> None:
        """Tell other processes who we are and where we receive."""
        fresh = self._paths.owner.with_suffix(".new")
        told = {"pid": os.getpid(), "url": url, "hand": hand}
        fresh.write_text(json.dumps(told), encoding="utf-8")
        fresh.replace(self._paths.owner)

    def release(self) -> None:
        """Give the lock back; idempotent."""
        if self._lock.is_locked:
            with contextlib.suppress(OSError):
                self._paths.owner.unlink(missing_ok=True)
            self._lock.release()


def owner(paths: Paths) -> Owner | None:
    """The living process that last announced itself here, or None."""
    try:
        told = json.loads(paths.owner.read_text(encoding="utf-8"))
        found = Owner(int(told["pid"]), str(told["url"]), str(told["hand"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return found if psutil.pid_exists(found.pid) else None


def _in_use(paths: Paths) -> StoreInUse:
    holder = owner(paths)
    return StoreInUse(
        f"The data directory {paths.data_dir} is in use.",
        cause=f"It is held by {_name(holder.pid)}." if holder else "Another process holds it.",
        remedy="Close the other Acuse, or choose another directory with --data-dir.",
    )


def _name(pid: int) -> str:
    try:
        return f"{psutil.Process(pid).name()} (process {pid})"
    except psutil.Error:
        return f"process {pid}"
