"""Keeps the second copy where the settings want it, and copies what it does not hold yet."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from pathlib import Path

from app.config.settings import Settings
from app.core.changes import ChangeSet
from app.store.facts import FactsWriter
from app.store.second_copy import Reached, SecondCopy, note_reached
from app.store.sqlite import Error

EVERY = 2.0  # seconds

_log = logging.getLogger("acuse.store")


class Copier:
    """The thread that copies what came before; arrivals are copied by the writer itself."""

    def __init__(self, facts: Path, writer: FactsWriter, tell: Callable[[ChangeSet], None]) -> None:
        self._facts, self._writer, self._tell = facts, writer, tell
        self._wanted = ("", False)
        self._copy: SecondCopy | None = None
        self._ended = threading.Event()
        self._woken = threading.Event()
        self._thread: threading.Thread | None = None
        self._told = ""
        self.is_whole = False

    @property
    def trouble(self) -> str:
        """Why nothing can be copied; "" when it can, or need not."""
        copy = self._copy
        return copy.trouble if copy is not None else ""

    def start(self, settings: Settings) -> None:
        """Begin to copy, if there is to be a copy."""
        self.follow(settings)
        self._thread = threading.Thread(target=self._run, name="second copy")
        self._thread.start()

    def stop(self) -> None:
        """Stop within a moment; idempotent."""
        self._ended.set()
        self._woken.set()
        if self._thread is not None:
            self._thread.join()

    def follow(self, settings: Settings) -> None:
        """Copy to where these settings want it, from the next arrival on."""
        wanted = (settings.copy_folder, settings.copy_failing == "refuse")
        if wanted != self._wanted:
            folder, must = self._wanted = wanted
            self.is_whole = False
            self._copy = SecondCopy(Path(folder), must=must) if folder else None
            self._writer.copy_to(self._copy)
            self._woken.set()

    def forget(self, limits: Mapping[str, datetime]) -> None:
        """Tell the copy, if there is one, what a person deleted: before these moments, by name."""
        copy = self._copy
        if copy is not None:
            self._writer.run(lambda _: copy.forget(limits)).result()

    def _run(self) -> None:
        while not self._ended.is_set():
            copy = self._copy
            if copy is not None:
                self._catch_up(copy)
            if self.trouble != self._told:
                self._told = self.trouble
                _log.warning("The second copy: %s", self._told or "it goes on")
                self._tell(ChangeSet(written=frozenset({"store"})))
            self._woken.wait(EVERY)
            self._woken.clear()

    def _catch_up(self, copy: SecondCopy) -> None:
        def note(done: Reached) -> None:
            self._writer.run(partial(note_reached, folder=copy.folder, done=done))

        try:
            self.is_whole = copy.catch_up(self._facts, note, self._ended)
        except OSError as error:
            copy.trouble = f"{error.strerror or error} ({copy.folder})"
        except Error as error:
            _log.warning("The second copy waits: %s", error)
