"""What the window may ask about the store's own health, and have done for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.config.paths import Paths
from app.core.errors import StoreError
from app.store import backup, restoring
from app.store.backup import Contents, IsCancelled, Progress
from app.store.facts import FactsWriter
from app.store.reader import Reader
from app.store.retention import Outlook
from app.store.sqlite import Error
from app.ui.actions import StoreCare, StoreState
from app.wiring import retaining, safekeeping
from app.wiring.copying import Copier
from app.wiring.watch import Watch


@dataclass(frozen=True, slots=True)
class Care:
    """The store of a running program."""

    paths: Paths
    facts: FactsWriter
    watch: Watch
    copier: Copier
    now: Callable[[], datetime]
    rebuild: Callable[[], None]
    open_reader: Callable[[], Reader]

    def actions(self) -> StoreCare:
        """It, as the window sees it."""
        return StoreCare(self.state, self.back_up, self.prepare, self.outlook, self.let_go)

    def state(self) -> StoreState:
        """How the store is; raises StoreError."""
        facts = self.paths.facts
        try:
            health = self.watch.condition()
            with self.open_reader() as reader:  # it keeps count: to count takes a second a million
                count = reader.stats().deliveries
        except Error as error:
            raise StoreError("The store cannot be read.", cause=f"SQLite says: {error}.") from error
        trouble = self.facts.trouble
        return StoreState(
            deliveries=count,
            size=sum(one.stat().st_size for one in self.paths.data_dir.glob("*.db*")),
            backed_up=backup.noted(self.paths.backup_note),
            checked_at=health.checked_at,
            damaged=len(health.damaged),
            trouble=trouble.sentences() if trouble is not None else health.trouble,
            copy_trouble=self.copier.trouble,
            copy_is_whole=self.copier.is_whole,
            restore_waits=restoring.prepared(facts).exists(),
        )

    def back_up(self, target: Path, progress: Progress, is_cancelled: IsCancelled) -> Contents:
        """Write a checked copy; raises BackupFailed, Cancelled."""
        return safekeeping.back_up(self.paths, target, self.now(), progress, is_cancelled)

    def prepare(self, file: Path, progress: Progress, is_cancelled: IsCancelled) -> Contents:
        """Check a backup; the next start puts it in the store's place."""
        return restoring.prepare(file, self.paths.facts, progress, is_cancelled)

    def outlook(self, days: Mapping[str, int]) -> Sequence[Outlook]:
        """What is older than so many days; raises StoreError."""
        try:
            return retaining.outlook(self.paths.facts, days, self.now())
        except Error as error:
            raise StoreError("The store cannot be read.", cause=f"SQLite says: {error}.") from error

    def let_go(
        self,
        days: Mapping[str, int],
        target: Path,
        progress: Progress,
        is_cancelled: IsCancelled,
    ) -> int:
        """Back up, delete what is older, compute the views anew; raises BackupFailed, Cancelled."""
        now = self.now()
        try:
            return retaining.let_go(
                self.paths,
                self.facts,
                days,
                target,
                now,
                progress,
                is_cancelled,
                self.copier.forget,
            )
        finally:
            self.rebuild()
