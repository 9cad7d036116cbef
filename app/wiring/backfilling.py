"""Makes up for missed webhooks: from what the store knows, through a provider, into the store."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from app.config.settings import Settings
from app.core import importing
from app.core.delivery import Source
from app.core.differences import DIFFERENCES, MISSING_HERE, MISSING_THERE
from app.core.errors import AcuseError, SettingsError
from app.core.event import NOT_MONEY, Kind
from app.core.importing import BadFile
from app.core.provider import Provider, Span
from app.core.reading import compact
from app.outbound.backfill import Backfill, Progress, Wanted
from app.providers import PROVIDERS
from app.store.backfills import BackfillRow
from app.store.reader import Reader
from app.store.rows import TransactionRow

FROM_FILE = "file"  # the reason of a run that asked nobody
_AT_ONCE = 500  # entries of a file that are under way to the disk

OVERLAP = timedelta(minutes=5)  # clocks differ, and a webhook may be under way


@dataclass(frozen=True, slots=True)
class Change:
    """A transaction whose state an answer changed, or about which the two sides differ."""

    row: TransactionRow
    status_before: str  # "" when it was not known
    differences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """What came of one run."""

    run: BackfillRow
    changes: tuple[Change, ...]


# A body of a provider and environment, from a source; the call waits until it is on disk, and says
# whether it was news.
Keep = Callable[[Provider, str, bytes, Source], Callable[[], bool]]


@dataclass(frozen=True, slots=True)
class Backfilling:
    """One store with the way out of it; `caught_up` waits until all in it is projected."""

    outbound: Backfill
    settings: Callable[[], Settings]
    open_reader: Callable[[], Reader]
    keep: Keep
    caught_up: Callable[[], None]
    note: Callable[[BackfillRow], None]
    now: Callable[[], datetime]

    def run(
        self,
        provider: str,
        span: Span,
        reason: str = "asked for",
        *,
        environment: str = "",
        tell: Callable[[Progress], None] = lambda _: None,
        stop: threading.Event | None = None,
    ) -> Told:
        """Ask a provider for a time, and about all that is not final; raises for what cannot be.

        What cuts a run short, such as a refusal, stands in its result.
        """
        self.caught_up()
        connection = self.settings().connection(provider)
        environment = environment or connection.environment
        before = self._known(_readable(provider), environment, span)
        wanted = Wanted(provider, environment, span, connection.options, before.unfinished)
        return self._run(wanted, before, reason, tell, stop)

    def ask_about(self, transaction_id: str) -> Told:
        """Ask its provider about one transaction; raises for what cannot be asked."""
        provider, kind, key = transaction_id.split(":", 2)
        record = _readable(provider)
        if not any(one.some and kind in one.kinds for one in record.listings):
            raise SettingsError(
                f"{record.title} cannot be asked about one of these.",
                remedy="Ask it about the time instead.",
            )
        self.caught_up()
        with self.open_reader() as reader:
            rows = reader.transaction_rows([transaction_id])
        before = _Before(
            {Kind(kind): [key]}, set(), {row.transaction_id: row.status for row in rows}
        )
        connection, now = self.settings().connection(provider), self.now()
        wanted = Wanted(
            provider,
            connection.environment,
            Span(now, now),
            connection.options,
            before.unfinished,
            lists=False,
        )
        return self._run(wanted, before, "one transaction", lambda _: None, None)

    def _run(
        self,
        wanted: Wanted,
        before: _Before,
        reason: str,
        tell: Callable[[Progress], None],
        stop: threading.Event | None,
    ) -> Told:
        record, started_at = PROVIDERS[wanted.provider], self.now()
        keep = partial(self._keep_answer, record, wanted.environment)
        progress = self.outbound.run(wanted, keep, tell, stop)
        return self._ended(wanted, before, reason, started_at, progress)

    def _ended(
        self,
        wanted: Wanted,
        before: _Before,
        reason: str,
        started_at: datetime,
        progress: Progress,
    ) -> Told:
        """What came of a run, noted in the store."""
        self.caught_up()
        changes, found_there = self._changes(before, progress)
        run = BackfillRow(
            provider=wanted.provider,
            environment=wanted.environment,
            reason=reason,
            since=wanted.span.since,
            until=wanted.span.until,
            started_at=started_at,
            ended_at=self.now(),
            calls=progress.calls,
            answers=progress.answers,
            news=progress.news,
            changed=sum(one.status_before != one.row.status for one in changes),
            missing_here=sum(MISSING_HERE in one.differences for one in changes),
            missing_there=_missing_there(before, progress),
            found_there=found_there,
            error=progress.error.sentences() if progress.error else "",
        )
        self.note(run)
        return Told(run, changes)

    def read_file(
        self,
        provider: str,
        content: bytes,
        *,
        tell: Callable[[int, int], None] = lambda kept, of: None,
        stop: threading.Event | None = None,
    ) -> Told:
        """Import a file; `tell` says how many of its entries are kept.

        Raises BadFile before anything is kept, and SettingsError where no file can be read.
        """
        record = PROVIDERS[provider]
        if record.imported is None:
            raise SettingsError(
                f"There is nothing to import of {record.title}.",
                cause="Its interface is asked instead.",
                remedy="Leave --file out.",
            )
        bodies = [compact(record.imported(entry)) for entry in importing.entries(content)]
        seen, started_at = importing.named(record.parse, bodies), self.now()
        environment = self.settings().connection(provider).environment
        self.caught_up()
        with self.open_reader() as reader:
            rows = reader.transaction_rows(seen)
        before = _Before({}, set(), {row.transaction_id: row.status for row in rows})
        wanted = Wanted(provider, environment, Span(started_at, started_at), lists=False)
        progress = Progress(seen=seen, budget=0)
        for start in range(0, len(bodies), _AT_ONCE):
            if stop is not None and stop.is_set():
                progress = replace(progress, error=_stopped())
                break
            some = bodies[start : start + _AT_ONCE]
            waiting = [self.keep(record, environment, body, Source.IMPORT) for body in some]
            news = sum(is_news() for is_news in waiting)
            answers = progress.answers + len(some)
            progress = replace(progress, answers=answers, news=progress.news + news)
            tell(answers, len(bodies))
        return self._ended(wanted, before, FROM_FILE, started_at, progress)

    def _keep_answer(self, provider: Provider, environment: str, body: bytes) -> bool:
        return self.keep(provider, environment, body, Source.BACKFILL)()

    def _known(self, provider: Provider, environment: str, span: Span) -> _Before:
        with self.open_reader() as reader:
            unfinished = reader.unfinished(provider.name)
            made = reader.made_between(
                provider.name, environment, _listed(provider), span.since, self._settled(span)
            )
            ids = {
                f"{provider.name}:{kind}:{key}" for kind, keys in unfinished.items() for key in keys
            }
            rows = reader.transaction_rows(made | ids)
        return _Before(unfinished, made, {row.transaction_id: row.status for row in rows})

    def _settled(self, span: Span) -> datetime:
        """What is newer may not stand in the provider's lists yet."""
        return min(span.until, self.now() - OVERLAP)

    def _changes(
        self, before: _Before, progress: Progress
    ) -> tuple[tuple[Change, ...], tuple[str, ...]]:
        """What is different now, and what the provider had not listed before and does now."""
        with self.open_reader() as reader:
            rows = reader.transaction_rows(progress.seen)
        changes = (
            Change(
                row,
                before.statuses.get(row.transaction_id, ""),
                tuple(flag for flag in row.flags if flag in DIFFERENCES - {MISSING_THERE}),
            )
            for row in rows
        )
        found = tuple(row.transaction_id for row in rows if MISSING_THERE in row.flags)
        return tuple(one for one in changes if one.differences or _has_moved(one)), found


def _missing_there(before: _Before, progress: Progress) -> tuple[str, ...]:
    """Ours of that time that the provider did not list; only a whole answer can tell."""
    return tuple(sorted(before.made - progress.seen)) if progress.is_whole else ()


@dataclass(frozen=True, slots=True)
class _Before:
    """What was known before a run."""

    unfinished: Mapping[Kind, Sequence[str]]
    made: set[str]
    statuses: dict[str, str]


def content_of(file: Path) -> bytes:
    """What is in a file to be imported; raises BadFile."""
    try:
        if file.stat().st_size > importing.LARGEST:
            raise BadFile(f"The file {file} is too large.", remedy="Give it in parts of 64 MB.")
        return file.read_bytes()
    except OSError as error:
        raise BadFile(
            f"The file {file} cannot be read.",
            cause=f"The system says: {error.strerror or error}.",
            remedy="Choose another one.",
        ) from error


def _stopped() -> AcuseError:
    return AcuseError("It was stopped.", remedy="What was kept so far stays; import it again.")


def _has_moved(change: Change) -> bool:
    return change.status_before != change.row.status


def _listed(provider: Provider) -> Iterable[Kind]:
    """The kinds whose lists would show everything that was made in a time."""
    kinds = {kind for one in provider.listings if one.page_of is not None for kind in one.kinds}
    return kinds - NOT_MONEY


def _readable(provider: str) -> Provider:
    record = PROVIDERS[provider]
    if not record.listings:
        raise SettingsError(
            f"{record.title} offers no interface to read back what was missed.",
            remedy="Import a file of it instead, as JSON or CSV.",
        )
    return record
