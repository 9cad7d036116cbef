"""What people write, as jobs of the facts writer: signed with who they are, told to everybody."""

from __future__ import annotations

import getpass
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from app.core.alerts import Act
from app.core.annotations import clean_note
from app.core.errors import StoreError
from app.store import alerting, news, people
from app.store.facts import FactsWriter
from app.store.rows import NewsRow

T = TypeVar("T")

_PATIENCE = 10.0  # seconds for a few words to be on disk


def user_name() -> str:
    """Who sits here, as the system knows them."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # an account without a name, as in some containers
        return "?"


@dataclass(frozen=True, slots=True)
class People:
    """Every method waits until it is on disk and raises StoreError when it is not."""

    facts: FactsWriter
    now: Callable[[], datetime]
    author: Callable[[], str] = user_name

    def note(self, subject: str, text: str, note_id: int = 0) -> int:
        """A new note, another text of one, or "" to take it away; gives its number."""
        kept = clean_note(text) if text or not note_id else ""
        author, at = self.author(), self.now()
        return _done(
            self.facts.run(
                lambda facts: people.note(facts, subject, kept, author, at, note_id),
                name="notes",
                about=(subject,),
            )
        )

    def mark(self, name: str, values: Mapping[str, str]) -> Mapping[str, str]:
        """Set a mark, label or tag of some subjects; gives what each had before."""
        author, at = self.author(), self.now()
        return _done(
            self.facts.run(
                lambda facts: people.mark(facts, name, values, author, at),
                name="marks",
                about=values,
            )
        )

    def act(self, acts: Sequence[Act]) -> Sequence[Act]:
        """Acknowledge, snooze, resolve or open again; gives what was done before, to undo it."""
        author, at = self.author(), self.now()
        job = self.facts.run(lambda facts: alerting.act(facts, acts, author, at), name="alerts")
        return _done(job)

    def see_news(self, seen: Sequence[NewsRow]) -> None:
        """Keep that a person has seen what is new in deliveries."""
        at = self.now()
        _done(self.facts.run(lambda facts: news.mark_seen(facts, seen, at), name="news"))


def _done(future: Future[T]) -> T:
    try:
        return future.result(_PATIENCE)
    except TimeoutError as error:
        raise StoreError("The store takes too long to keep what was written.") from error
