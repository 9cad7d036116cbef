"""A store of its own for each test: real files, a running writer, deliveries made of bytes."""

import hashlib
from collections.abc import Callable, Iterator
from concurrent.futures import Future
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
from app.core.errors import StoreError
from app.projector.projector import Projector
from app.providers import PROVIDERS
from app.store.facts import FactsWriter
from app.store.reader import Reader
from app.store.sqlite import connect_reader

START = datetime(2026, 11, 21, 12, tzinfo=UTC)
BASES = {Outcome.TRUSTED: Basis.SIGNATURE, Outcome.QUARANTINED: Basis.FAILED}


def verdict(outcome: Outcome = Outcome.TRUSTED, **parts: Any) -> Verdict:
    return Verdict(outcome, BASES.get(outcome, Basis.SECRET_PATH), **parts)


def delivery(
    body: bytes = b"{}",
    outcome: Outcome = Outcome.TRUSTED,
    *,
    provider: str = "juno",
    fingerprint: str = "",
    at: datetime = START,
    origin: Source = Source.WEBHOOK,
    headers: tuple[tuple[bytes, bytes], ...] = ((b"host", b"localhost"),),
) -> Delivery:
    request = Request(
        provider=provider,
        tail="",
        headers=headers,
        body=body,
        peer="203.0.113.9",
        source="203.0.113.9",
        address=AddressCheck.OFF,
        received_at=at,
    )
    digest = hashlib.sha256(body)
    return Delivery(
        request=request,
        verdict=verdict(outcome),
        fingerprint=fingerprint or digest.hexdigest(),
        sha256=digest.digest(),
        environment="production",
        origin=origin,
    )


@dataclass
class Store:
    """Both files of a store, a writer of facts and a projector that works when it is told to."""

    folder: Path
    told: list[ChangeSet] = field(default_factory=list)
    clock: datetime = START

    def __post_init__(self) -> None:
        self.facts, self.views = self.folder / "facts.db", self.folder / "views.db"
        self.writer = self.new_writer()

    delivery = staticmethod(delivery)
    verdict = staticmethod(verdict)

    def now(self) -> datetime:
        self.clock += timedelta(milliseconds=1)
        return self.clock

    def new_writer(self) -> FactsWriter:
        return FactsWriter(self.facts, listener=self.told.append, now=self.now)

    def restart(self) -> None:
        self.writer.stop()
        self.writer = self.new_writer()
        self.writer.start()

    def send(
        self, body: bytes = b"{}", outcome: Outcome = Outcome.TRUSTED, **other: Any
    ) -> Future[Receipt]:
        return self.writer.deliver(delivery(body, outcome, **other))

    def keep(
        self, body: bytes = b"{}", outcome: Outcome = Outcome.TRUSTED, **other: Any
    ) -> Receipt:
        """Deliver and wait for the receipt."""
        return self.send(body, outcome, **other).result(10)

    def refusal(self, body: bytes = b"{}") -> str:
        """Deliver what cannot be kept; the sentences of the error."""
        error = self.send(body).exception(10)
        assert isinstance(error, StoreError), error
        return error.sentences()

    def admit(self, delivery_id: int, outcome: Outcome = Outcome.TRUSTED) -> Receipt:
        return self.writer.admit(delivery_id, verdict(outcome)).result(10)

    def settle(self) -> None:
        """Wait until all that was handed in before is written."""
        self.writer.run(lambda facts: None).result(10)

    def project(self) -> None:
        Projector(self.facts, self.views, PROVIDERS, listener=self.told.append).catch_up()

    def reader(self) -> Reader:
        return Reader(self.views, self.facts, meanings(PROVIDERS))

    def rows(self, statement: str, *values: object) -> list[tuple[object, ...]]:
        """Rows of facts.db, read by another connection."""
        connection = connect_reader(self.facts)
        try:
            return [tuple(row) for row in connection.execute(statement, values)]
        finally:
            connection.close()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store(tmp_path)
    store.writer.start()
    yield store
    store.writer.stop()


@pytest.fixture
def make_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[], Store]]:
    """Makes any number of stores, for tests that try many stories."""
    made: list[Store] = []

    def make() -> Store:
        store = Store(tmp_path_factory.mktemp("store"))
        store.writer.start()
        made.append(store)
        return store

    yield make
    for store in made:
        store.writer.stop()
