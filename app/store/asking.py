"""A read-only connection to both files that answers questions; what fails is a StoreError."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

from app.core.asked import Meaning
from app.core.errors import Cancelled, StoreError
from app.store import filtering_functions
from app.store.meanings import teller
from app.store.sqlite import Connection, Error, Row, connect_reader, identity, is_damage

T = TypeVar("T")
IsWanted = Callable[[], bool]

STEPS = 10_000  # of SQLite between two looks whether an answer is still wanted: about a millisecond


class Asking:
    """One read-only connection to views.db with facts.db attached; for one thread at a time."""

    def __init__(
        self,
        views: Path,
        facts: Path,
        meaning: Meaning,
        damaged: Callable[[], None] = lambda: None,
        changed: Callable[[int], None] = lambda delivery_id: None,
    ) -> None:
        """Open both; raises StoreError.

        `meaning` reads the bodies of a transaction's deliveries.
        `damaged` is told when a file turns out to be no store, `changed` of a delivery whose body
        is not the one that came.
        """
        self._paths = views, facts
        self._meaning = meaning
        self._damaged, self._changed = damaged, changed
        self._is_held = False
        self._open()

    def _open(self) -> None:
        views, facts = self._paths
        try:
            found = identity(views)
            self._store = connect_reader(views, facts=facts)
            filtering_functions.register(self._store)
            self._tell = teller(self._store, self._meaning)
            self._views = found  # only now: what could not be opened is tried again
        except Error as error:
            raise _unreadable(error) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        self._store.close()

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Answer every question within it as of one moment; the logs grow meanwhile.

        One within another is of the moment of that.
        """
        if self._is_held:
            yield
            return
        self._renew()
        with self._explained():
            self._store.execute("BEGIN")
        self._is_held = True
        try:
            yield
        finally:
            self._is_held = False
            self._store.rollback()

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except Error as error:
            if is_damage(error):
                self._damaged()
            raise _unreadable(error) from error

    @contextmanager
    def while_wanted(self, is_wanted: IsWanted) -> Iterator[None]:
        """Ask within it what nobody may want any more: then it raises Cancelled."""
        if not is_wanted():
            raise _withdrawn()
        self._store.set_progress_handler(lambda: not is_wanted(), STEPS)
        try:
            yield
        except StoreError:
            if is_wanted():
                raise
            raise _withdrawn() from None
        finally:
            self._store.set_progress_handler(None, 0)

    def _rows(self, statement: str, values: Sequence[object] = ()) -> list[Row]:
        return self._asked(lambda store: store.execute(statement, values).fetchall())

    def _asked(self, question: Callable[[Connection], T]) -> T:
        """However many statements a question takes, what they read is of one moment."""
        with self._explained(), self.snapshot():
            return question(self._store)

    def _renew(self) -> None:
        """The views may have been made anew; what is held is of those that it began with."""
        if identity(self._paths[0]) not in (self._views, None):
            self.close()
            self._open()

    def _patiently(self, question: Callable[[Connection], T], is_wanted: IsWanted) -> T:
        """Ask what may take long; raises Cancelled as soon as nobody wants the answer any more."""
        with self.while_wanted(is_wanted):
            return self._asked(question)

    def _numbers(self) -> dict[str, int]:
        return {row["name"]: row["count"] for row in self._rows("SELECT name, count FROM numbers")}


def _withdrawn() -> Cancelled:
    return Cancelled("The question was withdrawn.")


def always() -> bool:
    """Whether an answer is still wanted, where nobody can say otherwise."""
    return True


def _unreadable(error: Error) -> StoreError:
    return StoreError(
        "The store cannot be read.",
        cause=f"SQLite says: {error}.",
        remedy="If it stays so, stop Acuse and run: main.py rebuild.",
    )
