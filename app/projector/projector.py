"""Turns kept deliveries into transactions: parse, record, fold, save; in slices, forever."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from pathlib import Path

from app.core.asked import meanings
from app.core.changes import ChangeSet
from app.core.errors import StoreError
from app.core.provider import Provider
from app.projector.slices import count_answers, project_runs, project_slice
from app.store.views import ViewsWriter, opened
from app.store.views_file import discard_if_damaged

RETRY_AFTER = 1.0  # seconds, when the store cannot be written


class Projector:
    """The thread that keeps views.db abreast of facts.db.

    The listener is called on that thread after each COMMIT. `failed` is told why it stands still,
    once a cause, and "" when it goes on.
    """

    def __init__(
        self,
        facts: Path,
        views: Path,
        providers: Mapping[str, Provider],
        *,
        listener: Callable[[ChangeSet], None],
        failed: Callable[[str], None] = lambda reason: None,
    ) -> None:
        self._facts = facts
        self._views = views
        self._providers = providers
        self._meaning = meanings(providers)
        self._listener = listener
        self._failed = failed
        self._news = threading.Event()
        self._stopping = threading.Event()
        self._doubted = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin to project what is there and what comes; raises StoreError.

        Once it returns, views.db is there to be read.
        """
        with opened(self._views, self._facts, self._meaning):
            pass
        self._thread = threading.Thread(target=self._run, name="projector")
        self._thread.start()

    def stop(self, timeout: float = 5) -> None:
        """Finish the slice at hand and stop; may be called more than once."""
        self._stopping.set()
        self._news.set()
        if self._thread is not None:
            self._thread.join(timeout)

    def wake(self) -> None:
        """There is something new in facts.db; callable from any thread."""
        self._news.set()

    def doubt(self) -> None:
        """Somebody could not read the views: have them looked through; callable from any thread."""
        self._doubted.set()
        self._news.set()

    def catch_up(self) -> ChangeSet:
        """Project all that waits, on this thread; raises StoreError."""
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

    # --- the thread -----------------------------------------------------------------------------

    def _run(self) -> None:
        reason = ""
        while not self._stopping.is_set():
            try:
                if self._doubted.is_set():
                    self._doubted.clear()
                    discard_if_damaged(self._views)
                with opened(self._views, self._facts, self._meaning) as writer:
                    self._drain(writer)
                    if reason:
                        reason = ""
                        self._failed(reason)
                    self._index(writer)
                    self._follow(writer)
            except Exception as error:  # the world's or ours: it says so and tries again
                if reason != (reason := _sentences(error)):
                    self._failed(reason)
                self._stopping.wait(RETRY_AFTER)

    def _follow(self, writer: ViewsWriter) -> None:
        while not self._stopping.is_set():
            self._news.wait()
            self._news.clear()
            if self._doubted.is_set() or not writer.is_current:
                return
            self._drain(writer)
            self._index(writer)

    def _index(self, writer: ViewsWriter) -> None:
        """What may be done later, until there is news."""
        while not self._news.is_set() and writer.index():
            pass

    def _drain(self, writer: ViewsWriter) -> ChangeSet:
        total = ChangeSet(projected=True)
        while not self._stopping.is_set():
            changes = project_slice(writer, self._providers)
            if changes is None:
                break
            total = total.merged(changes)
            self._listener(changes)
        while not self._stopping.is_set() and (found := project_runs(writer)) is not None:
            total = total.merged(found)
            self._listener(found)
        while not self._stopping.is_set() and count_answers(writer):
            pass
        return total


def _sentences(error: Exception) -> str:
    return error.sentences() if isinstance(error, StoreError) else f"A mistake of ours: {error!r}."
