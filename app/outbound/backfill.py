"""Asks a provider's lists for what its webhooks may have missed, within a budget of calls.

What is answered is handed on object by object and kept like a delivery before the next page is
asked for; a run that is cut off has lost nothing, and the next one finds it known.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from app.core.asked import as_body, meaning
from app.core.delivery import Source
from app.core.errors import AcuseError, Unreadable
from app.core.event import Event, Kind
from app.core.provider import Listing, OutboundCall, Provider, Span
from app.core.reading import JsonObject, JsonValue, read_value
from app.outbound.calls import Calls
from app.outbound.refusals import TooManyCalls, UnknownThere

BUDGET = 300  # calls of one run: what Bitso allows in a minute (facts 2.2)
PAUSE = 0.25  # seconds between two calls, so that a run leaves room for the operator's own
LONGEST_PATIENCE = 120.0  # seconds that a provider may ask us to wait
MOST_WAITS = 5  # of a run, before it gives up

Keep = Callable[[bytes], bool]  # an answer's body; whether it was news, once it is on disk


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to ask: the time, and the transactions that were not final when it began."""

    provider: str
    environment: str
    span: Span
    options: Mapping[str, str] = field(default_factory=dict)
    unfinished: Mapping[Kind, Sequence[str]] = field(default_factory=dict)  # their keys
    lists: bool = True  # False: just about those


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run has come, and in the end what came of it.

    `seen` are the transactions that were answered, told in the end; `is_whole` says that every
    list was read to its end, so that what is not among them is not there; `error` is what cut the
    run short.
    """

    calls: int = 0
    budget: int = BUDGET
    answers: int = 0
    news: int = 0
    seen: frozenset[str] = frozenset()
    is_whole: bool = False
    error: AcuseError | None = None


class Backfill:
    """One run at a time; `run` blocks and belongs on a worker."""

    def __init__(
        self,
        calls: Calls,
        providers: Mapping[str, Provider],
        *,
        budget: int = BUDGET,
        pause: float = PAUSE,
    ) -> None:
        self._calls = calls
        self._providers = providers
        self._budget = budget
        self._pause = pause

    def run(
        self,
        wanted: Wanted,
        keep: Keep,
        tell: Callable[[Progress], None] = lambda _: None,
        stop: threading.Event | None = None,
    ) -> Progress:
        """Ask until everything is answered, the budget is used up, or `stop` is set.

        What stands in the way is told in the result; nothing is raised but by `keep`.
        """
        run = _Run(self, wanted, keep, tell, stop or threading.Event())
        error: AcuseError | None = None
        try:
            if wanted.lists:
                run.lists()
            run.unfinished()
        except _Cut as cut:
            error = cut.error
        except UnknownThere as missing:  # a list that is not there
            error = missing
        seen = frozenset(run.seen)
        is_whole = error is None and wanted.lists
        return replace(run.progress, seen=seen, is_whole=is_whole, error=error)

    def ready(self) -> list[str]:
        """The providers that can be asked, with the credentials at hand."""
        return [
            provider.name
            for provider in self._providers.values()
            if any(self._calls.can_sign(provider.name, _any_call(one)) for one in provider.listings)
        ]


class _Cut(Exception):
    """The run ends before its end."""

    def __init__(self, error: AcuseError) -> None:
        super().__init__(error.problem)
        self.error = error


class _Run:
    def __init__(
        self,
        backfill: Backfill,
        wanted: Wanted,
        keep: Keep,
        tell: Callable[[Progress], None],
        stop: threading.Event,
    ) -> None:
        self._calls, self._pause = backfill._calls, backfill._pause
        self._provider = backfill._providers[wanted.provider]
        self._wanted, self._keep, self._tell, self._stop = wanted, keep, tell, stop
        self._listings = [one for one in self._provider.listings if self._is_chosen(one)]
        self.progress = Progress(budget=backfill._budget)
        self.seen: set[str] = set()
        self._waits = 0

    def _is_chosen(self, listing: Listing) -> bool:
        name, value = listing.only_with
        defaults = {one.name: one.default for one in self._provider.options}
        return not name or (self._wanted.options.get(name) or defaults.get(name, "")) == value

    # --- lists ------------------------------------------------------------------------------------

    def lists(self) -> None:
        """Every list, page by page, until it is behind the time that is asked about."""
        for listing in self._listings:
            if listing.page_of is not None:
                self._list(listing, listing.page_of)

    def _list(self, listing: Listing, page_of: Callable[[Span, str], OutboundCall]) -> None:
        cursor = ""
        before: Sequence[JsonObject] = ()
        while True:
            page = listing.page(self._ask(page_of(self._wanted.span, cursor)), cursor)
            # A server that takes no notice of the cursor would give the same page for ever.
            if page.objects == before or self._take(listing, page.objects) or not page.following:
                return
            cursor, before = page.following, page.objects

    def _take(self, listing: Listing, objects: Sequence[JsonObject]) -> bool:
        """Keep what is of the time asked about; whether the list has come to what is older."""
        span, is_behind = self._wanted.span, False
        for answer in objects:
            body = as_body(listing, answer)
            events = self._events(body)
            times = [event.created_at for event in events if event.created_at]
            if times and max(times) < span.since:
                is_behind = True
            elif not times or min(times) <= span.until:
                self._hand_on(body, events)
        self._tell(self.progress)
        return is_behind

    # --- by key -----------------------------------------------------------------------------------

    def unfinished(self) -> None:
        """The transactions that were not final, but for those that the lists have answered."""
        for listing in self._listings:
            if listing.some is not None:
                for keys in _in_parts(self._unanswered(listing), listing.at_once):
                    self._some(listing, listing.some(keys))

    def _unanswered(self, listing: Listing) -> list[str]:
        return [
            key
            for kind in sorted(listing.kinds)
            for key in self._wanted.unfinished.get(kind, ())
            if f"{self._provider.name}:{kind}:{key}" not in self.seen
        ]

    def _some(self, listing: Listing, call: OutboundCall) -> None:
        try:
            page = listing.page(self._ask(call), "")
        except UnknownThere:
            return  # the others may still be asked for
        for answer in page.objects:
            body = as_body(listing, answer)
            self._hand_on(body, self._events(body))
        self._tell(self.progress)

    # --- one call, one answer ---------------------------------------------------------------------

    def _ask(self, call: OutboundCall) -> JsonValue:
        while True:
            self._check()
            self.progress = replace(self.progress, calls=self.progress.calls + 1)
            try:
                body = self._calls.fetch(self._wanted.provider, self._wanted.environment, call)
                return read_value(body) if body.strip() else None
            except UnknownThere:
                raise
            except TooManyCalls as busy:
                self._wait(busy)
            except AcuseError as error:
                raise _Cut(error) from error

    def _check(self) -> None:
        if self._stop.wait(self._pause if self.progress.calls else 0):
            raise _Cut(AcuseError("It was stopped.", remedy="What was answered so far is kept."))
        if self.progress.calls >= self.progress.budget:
            raise _Cut(
                AcuseError(
                    "The budget of calls is used up.",
                    cause=f"One run makes at most {self.progress.budget} calls.",
                    remedy="Run it again for a shorter time; what was answered so far is kept.",
                )
            )

    def _wait(self, busy: TooManyCalls) -> None:
        self._waits += 1
        if busy.after > LONGEST_PATIENCE or self._waits > MOST_WAITS:
            raise _Cut(busy)
        self._stop.wait(busy.after)

    def _events(self, body: bytes) -> Sequence[Event]:
        try:
            return meaning(self._provider, Source.BACKFILL, body)
        except Unreadable:
            return ()  # it is kept all the same, and shown with the reason

    def _hand_on(self, body: bytes, events: Sequence[Event]) -> None:
        is_news = self._keep(body)
        self.seen.update(event.transaction_id for event in events)
        known = self.progress
        self.progress = replace(known, answers=known.answers + 1, news=known.news + is_news)


def _any_call(listing: Listing) -> OutboundCall:
    """A call of a listing, to see how its calls are signed."""
    if listing.some is not None:
        return listing.some(["id"])
    assert listing.page_of is not None
    now = datetime.now(UTC)
    return listing.page_of(Span(now, now), "")


def _in_parts(keys: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    return (keys[start : start + size] for start in range(0, len(keys), size))
