"""Turns kept deliveries into transactions: parse, record, fold, save; in slices, forever."""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from app.core.asked import meanings
from app.core.changes import ChangeSet
from app.core.errors import StoreError
from app.core.provider import Provider
from app.projector.pacing import Pacing
from app.projector.slices import SLICE, count_answers, project_runs, project_slice
from app.store.views import ViewsWriter, opened
from app.store.views_file import discard_if_damaged

RETRY_AFTER = 1.0  # seconds, when the store cannot be written
TOGETHER = 0.04  # seconds between the beginnings of two slices of what comes
INDEX_EVERY = 0.5  # seconds, however much comes


class Projector:
    """Keeps views.db abreast of facts.db for as long as `run` runs.

    The listener is called after each COMMIT, `failed` with why it stands still, once a cause, and
    with "" once it has come to all there is; `awake` when what was kept until then is about to be
    read, `renewed` when all was computed again.
    """

    def __init__(
        self,
        facts: Path,
        views: Path,
        providers: Mapping[str, Provider],
        *,
        listener: Callable[[ChangeSet], None],
        failed: Callable[[str], None] = lambda reason: None,
        awake: Callable[[], None] = lambda: None,
        renewed: Callable[[], None] = lambda: None,
    ) -> None:
        self._facts = facts
        self._views = views
        self._providers = providers
        self._meaning = meanings(providers)
        self._listener = listener
        self._failed = failed
        self._awake, self._renewed = awake, renewed
        self._news = threading.Event()
        self._stopping = threading.Event()
        self._doubted = threading.Event()
        self._wanted_anew = threading.Event()
        self._pacing = Pacing()

    # --- callable from any thread -----------------------------------------------------------------

    def stop(self) -> None:
        """Have `run` return after the slice at hand; for good."""
        self._stopping.set()
        self._news.set()

    def wake(self) -> None:
        """There is something new in facts.db."""
        self._news.set()

    def doubt(self) -> None:
        """Somebody could not read the views: have them looked through."""
        self._doubted.set()
        self._news.set()

    def renew(self) -> None:
        """Have all that was computed forgotten and computed again."""
        self._wanted_anew.set()
        self._news.set()

    # --- on the thread that asks ------------------------------------------------------------------

    def catch_up(self) -> ChangeSet:
        """Project all that waits; raises StoreError."""
        with opened(self._views, self._facts, self._meaning) as writer:
            changes = self._drain(writer)
            self._index(writer)
        return changes

    def rebuild(self) -> ChangeSet:
        """Forget everything that was computed and compute it again; raises StoreError."""
        with opened(self._views, self._facts, self._meaning) as writer:
            writer.reset()
            changes = self._drain(writer)
            self._index(writer)
        return changes

    def run(self) -> None:
        """Project what is there and what comes until `stop`; what goes wrong is tried again."""
        reason: str | None = None
        while not self._stopping.is_set():
            try:
                if self._doubted.is_set():
                    self._doubted.clear()
                    discard_if_damaged(self._views)
                with opened(self._views, self._facts, self._meaning) as writer:
                    is_anew = self._wanted_anew.is_set()
                    if is_anew:
                        writer.reset()
                        self._wanted_anew.clear()
                    self._catch_up(writer)
                    if is_anew and not self._stopping.is_set():
                        self._renewed()
                    if reason != "":
                        reason = ""
                        self._failed(reason)
                    self._follow(writer)
            except Exception as error:  # the world's or ours: it says so and tries again
                if reason != (reason := _sentences(error)):
                    self._failed(reason)
                self._stopping.wait(RETRY_AFTER)

    # --- its parts --------------------------------------------------------------------------------

    def _follow(self, writer: ViewsWriter) -> None:
        """What comes, until the files have to be opened again.

        The first is read at once; what comes upon it is written together, and indexed in larger
        batches still. A slice of one changes nearly as many pages as a slice of ten.
        """
        begun = indexed = -math.inf
        is_left = True  # something may have to be indexed
        while not self._stopping.is_set():
            if is_left and (now := time.monotonic()) - indexed >= INDEX_EVERY:
                is_left, indexed = self._index(writer), now
            if not self._news.wait(INDEX_EVERY if is_left else None):
                continue
            self._stopping.wait(max(begun + TOGETHER - time.monotonic(), 0))
            begun = time.monotonic()
            self._news.clear()
            if self._doubted.is_set() or self._wanted_anew.is_set() or not writer.is_current:
                return
            self._catch_up(writer)
            is_left = True

    def _catch_up(self, writer: ViewsWriter) -> None:
        self._awake()
        self._drain(writer)

    def _index(self, writer: ViewsWriter) -> bool:
        """A batch of what may be done later, and more until there is news; whether some is left."""
        while not self._stopping.is_set() and writer.index():
            if self._news.is_set():
                return True
        return False

    def _drain(self, writer: ViewsWriter) -> ChangeSet:
        total = ChangeSet(projected=True)
        size = SLICE
        while not self._stopping.is_set():
            changes = project_slice(writer, self._providers, size)
            if changes is None:
                break
            total = total.merged(changes)
            self._listener(changes)
            size = self._paced(writer)
        while not self._stopping.is_set() and (found := project_runs(writer)) is not None:
            total = total.merged(found)
            self._listener(found)
        while not self._stopping.is_set() and count_answers(writer):
            pass
        return total

    def _paced(self, writer: ViewsWriter) -> int:
        """How many deliveries come next, whose arrival nobody saw."""
        pace = self._pacing.pace(writer.arrivals(), time.monotonic())
        writer.bring_in_from(pace.pages)
        return pace.deliveries


def _sentences(error: Exception) -> str:
    return error.sentences() if isinstance(error, StoreError) else f"A mistake of ours: {error!r}."
