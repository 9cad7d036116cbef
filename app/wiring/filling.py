"""Fills an empty store with weeks of sample traffic, through the same code as real deliveries."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from itertools import islice
from pathlib import Path
from random import Random
from types import MappingProxyType

from app.config.lock import StoreLock
from app.config.paths import Paths
from app.core.addresses import AddressRule
from app.core.changes import ChangeSet
from app.core.delivery import Trust
from app.core.errors import StoreError
from app.projector.projector import Projector
from app.providers import PROVIDERS
from app.receiver.intake import Connection, Decision, Gate, Head, Route, admit, enter
from app.simulator.signing import DemoSecrets, Sent, demo_secrets, seeded_key, sign
from app.simulator.story import Step
from app.simulator.weeks import weeks
from app.store.facts import FactsWriter
from app.store.shrinking import shrink

SEED = 1
BATCH = 2000
_PEER, _HOST = "127.0.0.1", "127.0.0.1:8787"
_TOKEN = "filled"  # noqa: S105 - nobody listens on it

# Told what is being done, how much of it, and of how much.
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class _Arrival:
    at: datetime
    sent: Sent


def fill(data_dir: Path, count: int, until: datetime, progress: Progress) -> None:
    """Make a store of `count` deliveries, the newest shortly before `until`.

    The same count and time give the same store. Raises StoreError where there is one already.
    """
    paths = Paths(data_dir)
    paths.prepare()
    lock = StoreLock(paths)
    lock.take()
    try:
        if paths.facts.exists():
            raise StoreError(
                f"There is a store in {data_dir} already.",
                remedy="Choose an empty folder with --data-dir.",
            )
        _keep(paths, count, until, progress)
        _project(paths, count, progress)
    finally:
        lock.release()


def _keep(paths: Paths, count: int, until: datetime, progress: Progress) -> None:
    rng, answering = Random(SEED), Random(SEED)  # noqa: S311 - the same store each time
    secrets = demo_secrets(SEED, seeded_key(rng))
    gate = _gate(secrets)
    facts = FactsWriter(paths.facts, listener=_ignore, now=lambda: until)
    facts.start()
    try:
        with closing(_signed(weeks(rng, until, count), secrets)) as arrivals:
            done = 0
            while done < count:
                batch = list(islice(arrivals, min(BATCH, count - done)))
                done += _take_in(facts, gate, batch, answering)
                facts.run(partial(shrink, batch=BATCH)).result()
                progress("deliveries", done, count)
    finally:
        facts.stop(60)


def _signed(
    steps: Iterator[tuple[datetime, Step]], secrets: DemoSecrets
) -> Generator[_Arrival, None, None]:
    """Each delivery as it is sent; the next ones are signed while these are taken in."""

    def next_batch() -> list[_Arrival]:
        return [_Arrival(at, sign(step, secrets)) for at, step in islice(steps, BATCH)]

    with ThreadPoolExecutor(1, thread_name_prefix="signer") as signer:
        coming = signer.submit(next_batch)
        while batch := coming.result():
            coming = signer.submit(next_batch)
            yield from batch


def _gate(secrets: DemoSecrets) -> Gate:
    connections = tuple(
        Connection(provider, _TOKEN, _trust(secrets, name), AddressRule.of(()))
        for name, provider in PROVIDERS.items()
    )
    return Gate(connections, frozenset({_HOST.encode()}))


def _trust(secrets: DemoSecrets, provider: str) -> Trust:
    credentials = dict(secrets.credentials[provider])
    key = credentials.pop("public_key", None)
    return Trust(
        credentials=MappingProxyType(credentials), keys=MappingProxyType({"": key} if key else {})
    )


def _take_in(facts: FactsWriter, gate: Gate, batch: Sequence[_Arrival], rng: Random) -> int:
    """Keep these deliveries and note their answers; how many were new."""
    futures = []
    for arrival in batch:
        decision = _admitted(gate, arrival)
        assert decision.delivery is not None, decision.fault
        futures.append((arrival.at, decision.answer.status, facts.deliver(decision.delivery)))
    new = 0
    for at, status, future in futures:
        receipt = future.result()
        new += not receipt.is_repeat
        milliseconds = min(40.0, rng.lognormvariate(0.9, 0.5))
        facts.acknowledged(receipt, at + timedelta(milliseconds=milliseconds), status)
    return new


def _admitted(gate: Gate, arrival: _Arrival) -> Decision:
    sent = arrival.sent
    headers = {
        "Host": _HOST,
        "Accept": "*/*",
        "Accept-Encoding": "gzip, deflate",
        "Connection": "keep-alive",
        **sent.headers,
        "Content-Length": str(len(sent.body)),
    }
    head = Head.of(
        "POST",
        f"/hooks/{sent.provider}/{_TOKEN}{'/' if sent.tail else ''}{sent.tail}".encode(),
        tuple((name.lower().encode(), value.encode()) for name, value in headers.items()),
        _PEER,
        _HOST,
    )
    route = enter(head, gate)
    assert isinstance(route, Route), route
    return admit(route, head, sent.body, arrival.at)


def _project(paths: Paths, count: int, progress: Progress) -> None:
    projector = Projector(
        paths.facts,
        paths.views,
        PROVIDERS,
        listener=lambda changes: progress("meaning", changes.last_delivery, count),
    )
    projector.catch_up()


def _ignore(changes: ChangeSet) -> None:
    """Nobody listens."""
