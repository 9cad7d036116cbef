"""A store with a projector over providers of a choice, and a look at all that was computed."""

import hashlib
import threading
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from app.core.asked import meanings
from app.core.changes import ChangeSet
from app.core.delivery import (
    AddressCheck,
    Basis,
    Delivery,
    Outcome,
    Receipt,
    Request,
    Source,
    Verdict,
)
from app.core.provider import Provider
from app.projector.projector import Projector
from app.providers import PROVIDERS
from app.store import backfills
from app.store.backfills import BackfillRow
from app.store.facts import FactsWriter
from app.store.reader import Reader
from app.store.sqlite import connect_reader

START = datetime(2026, 11, 21, 12, tzinfo=UTC)


def verdict(outcome: Outcome = Outcome.TRUSTED) -> Verdict:
    return Verdict(outcome, Basis.SIGNATURE if outcome is Outcome.TRUSTED else Basis.FAILED)


@dataclass
class House:
    """Facts that arrive, and what a projector makes of them."""

    folder: Path
    providers: Mapping[str, Provider] = field(default_factory=lambda: PROVIDERS)
    told: list[ChangeSet] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    clock: datetime = START

    def __post_init__(self) -> None:
        self.facts, self.views = self.folder / "facts.db", self.folder / "views.db"
        self.writer = FactsWriter(self.facts, listener=lambda changes: None, now=self.now)

    def now(self) -> datetime:
        self.clock += timedelta(seconds=1)
        return self.clock

    def send(
        self,
        provider: str,
        body: bytes,
        outcome: Outcome = Outcome.TRUSTED,
        *,
        origin: Source = Source.WEBHOOK,
    ) -> Future[Receipt]:
        request = Request(
            provider, "", (), body, "203.0.113.9", "203.0.113.9", AddressCheck.OFF, self.now()
        )
        known = self.providers.get(provider)
        digest = hashlib.sha256(body)
        fingerprint = known.fingerprint(body) if known else digest.hexdigest()
        return self.writer.deliver(
            Delivery(request, verdict(outcome), fingerprint, digest.digest(), "production", origin)
        )

    def keep(self, provider: str, body: bytes, *more: Any, **other: Any) -> int:
        return self.send(provider, body, *more, **other).result(10).delivery_id

    def admit(self, delivery_id: int, outcome: Outcome = Outcome.TRUSTED) -> None:
        self.writer.admit(delivery_id, verdict(outcome)).result(10)

    def asked(self, *, missing: tuple[str, ...] = (), found: tuple[str, ...] = ()) -> datetime:
        """A provider was asked: what it did not list, and what it did again; gives when."""
        at = self.now()
        run = BackfillRow(
            provider="bitso",
            environment="production",
            reason="schedule",
            since=at - timedelta(hours=1),
            until=at,
            started_at=at,
            ended_at=at + timedelta(milliseconds=1),
            calls=1,
            answers=0,
            news=0,
            changed=0,
            missing_here=0,
            missing_there=missing,
            found_there=found,
            error="",
        )
        self.writer.run(lambda store: backfills.note(store, run)).result(10)
        return at

    def projector(self, views: Path | None = None) -> Projector:
        return Projector(
            self.facts,
            views or self.views,
            self.providers,
            listener=self.told.append,
            failed=self.failures.append,
        )

    @contextmanager
    def following(self) -> Iterator[Projector]:
        """A projector at work on a thread, as it is in a process of its own."""
        projector = self.projector()
        thread = threading.Thread(target=projector.run)
        thread.start()
        try:
            yield projector
        finally:
            projector.stop()
            thread.join(10)
            assert not thread.is_alive()

    def catch_up(self) -> ChangeSet:
        return self.projector().catch_up()

    def reader(self, damaged: Callable[[], None] = lambda: None) -> Reader:
        return Reader(self.views, self.facts, meanings(PROVIDERS), damaged)

    @staticmethod
    def pause() -> None:
        threading.Event().wait(0.005)

    def computed(self, views: Path | None = None) -> dict[str, list[tuple[object, ...]]]:
        """Every row of every table of views.db but those that only find."""
        connection = connect_reader(views or self.views)
        try:
            tables = connection.execute(
                "SELECT name FROM pragma_table_list WHERE type IN ('table', 'view')"
                " AND schema = 'main' AND name NOT LIKE '%sqlite%'"
                " AND name NOT IN ('unindexed', 'vocabulary', 'mixes', 'tallies')"
            ).fetchall()
            return {
                name: sorted(
                    (tuple(row) for row in connection.execute(f"SELECT * FROM {name}")), key=repr
                )
                for (name,) in tables
            }
        finally:
            connection.close()

    def rebuilt(self) -> dict[str, list[tuple[object, ...]]]:
        """What a projection from zero into a file of its own computes."""
        fresh = self.folder / "fresh.db"
        for ending in ("", "-wal", "-shm"):
            fresh.with_name(f"fresh.db{ending}").unlink(missing_ok=True)
        self.projector(fresh).catch_up()
        return self.computed(fresh)


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    house = House(tmp_path)
    house.writer.start()
    yield house
    house.writer.stop()


@pytest.fixture
def new_house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """Makes houses for tests that try many stories."""
    made: list[House] = []

    def make() -> House:
        house = House(tmp_path_factory.mktemp("house"))
        house.writer.start()
        made.append(house)
        return house

    yield make
    for house in made:
        house.writer.stop()
