"""What the ways that must stay quick cost, on a small store that is always the same: `make costs`.

The figures are kept in costs.json; test_costs.py fails when one becomes a third dearer.
"""

from __future__ import annotations

import hashlib
import json
import socket
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import closing, contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from app.core.asked import meanings
from app.core.delivery import Delivery
from app.core.event import IdKind
from app.core.query import parse_filter
from app.projector.slices import project_slice
from app.providers import PROVIDERS
from app.receiver.limits import Limits
from app.receiver.server import Receiver
from app.store.asking import IsWanted, always
from app.store.facts import FactsWriter, Kept
from app.store.reader import Reader
from app.store.sqlite import connect_reader
from app.store.views import opened
from app.wiring import fill
from tests.benchmarks import bodies
from tests.benchmarks.counting import Cost, Meter, Steps
from tests.benchmarks.instructions import Instructions, under_callgrind
from tests.benchmarks.peers.own import gate

WAYS = ("acknowledgement", "projection", "lookup", "lists")
DEARER, HASHED_MORE = "acknowledgement that hashes more", 20_000  # bytes
KEPT = Path(__file__).with_name("costs.json")
UNTIL = datetime(2026, 11, 21, tzinfo=UTC)
COUNT = 400  # deliveries of the store
WARM, SENT = 5, 40  # requests
FILTERS = ("", "spei", "provider:bitso status:failed", "clabe:6461*", "amount>80000", "maria")


def filled(folder: Path) -> None:
    """The store that everything is measured on."""
    fill(folder, COUNT, UNTIL, lambda *_: None)


def measure(folder: Path, new_meter: Callable[[], Meter]) -> dict[str, Cost]:
    """Every cost on a filled store, each by itself."""
    return {
        "acknowledgement": acknowledgement(folder, new_meter()),
        "projection": _projection(folder, new_meter()),
        "lookup": _lookup(folder, new_meter()),
        "lists": _lists(folder, new_meter()),
    }


def acknowledgement(folder: Path, meter: Meter, added: Callable[[], object] = bool) -> Cost:
    """From the first byte of a request to the last of its answer, in both threads.

    What is added is done for each, so that a test can make it dearer.
    """
    with (
        tempfile.TemporaryDirectory(dir=folder) as receiving,
        meter.counting(),
        _receiving(Path(receiving), meter, added) as port,
        closing(socket.create_connection(("127.0.0.1", port), 30)) as caller,
    ):
        requests = [_request(number, port) for number in range(WARM + SENT)]
        _send(caller, requests[:WARM])
        before = meter.so_far()
        _send(caller, requests[WARM:])
        return meter.so_far().less(before, SENT)


def _send(caller: socket.socket, requests: Sequence[bytes]) -> None:
    for request in requests:
        caller.sendall(request)
        answer = b""
        while not answer.endswith(b"}"):
            answer += caller.recv(4096)
        assert answer.startswith(b"HTTP/1.1 200"), answer


@contextmanager
def _receiving(folder: Path, meter: Meter, added: Callable[[], object]) -> Iterator[int]:
    def deliver(deliveries: Sequence[Delivery]) -> Future[Kept]:
        added()
        return facts.deliver_all(deliveries)

    facts = FactsWriter(folder / "facts.db", listener=lambda changes: None, now=_now)
    facts.start()
    receiver = Receiver(
        "127.0.0.1",
        0,
        make_gate=gate,
        deliver=deliver,
        acknowledged=facts.acknowledged_all,
        now=_now,
        limits=Limits(commit_seconds=60, stop_seconds=60),  # a busy disk is no reason to refuse
    )
    try:
        facts.run(meter.watch).result(30)
        receiver.start()
        yield receiver.port
    finally:
        receiver.stop()
        facts.stop()


def _request(number: int, port: int) -> bytes:
    signature, body = bodies.line(number).split(" ", 1)
    head = (
        f"POST {bodies.PATH} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nSignature: {signature}\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return (head + body).encode()


def _projection(folder: Path, meter: Meter) -> Cost:
    """A delivery of the store, projected once more and indexed."""
    with (
        tempfile.TemporaryDirectory(dir=folder) as again,
        opened(Path(again) / "views.db", folder / "facts.db", meanings(PROVIDERS)) as writer,
    ):
        meter.watch(writer._views)
        meter.watch(writer._facts)
        before = meter.so_far()
        with meter.counting():
            while project_slice(writer, PROVIDERS):
                pass
            while writer.index():
                pass
        return meter.so_far().less(before, COUNT)


def _lookup(folder: Path, meter: Meter) -> Cost:
    """Identifiers as they are pasted: whole, their beginning, their end, a piece, and a name."""
    texts = ["maria lopez", "no such thing", *_pieces(folder)]

    def ask(reader: Reader, is_wanted: IsWanted) -> None:
        for text in texts:
            reader.lookup(text, 50, is_wanted)

    return _asked(folder, meter, ask, len(texts))


def _lists(folder: Path, meter: Meter) -> Cost:
    """The first page of either list under each filter, and how many there are."""
    queries = [parse_filter(text, PROVIDERS) for text in FILTERS]

    def ask(reader: Reader, is_wanted: IsWanted) -> None:
        for query in queries:
            reader.feed_part(query=query, now=UNTIL, is_wanted=is_wanted)
            reader.feed_matching(query, UNTIL, is_wanted=is_wanted)
            reader.transaction_keys(query=query, now=UNTIL, limit=200, is_wanted=is_wanted)

    return _asked(folder, meter, ask, len(queries))


def _asked(folder: Path, meter: Meter, ask: Callable[[Reader, IsWanted], None], times: int) -> Cost:
    with Reader(folder / "views.db", folder / "facts.db", meanings(PROVIDERS)) as reader:
        ask(reader, always)
        before = meter.so_far()
        with meter.counting():
            ask(reader, always)
        meter.questions(lambda is_wanted: ask(reader, is_wanted))
        return meter.so_far().less(before, times)


def _pieces(folder: Path) -> Iterator[str]:
    views = connect_reader(folder / "views.db")
    try:
        for kind in (IdKind.CLABE, IdKind.TX_HASH, IdKind.RASTREO):
            statement = "SELECT key FROM identifiers WHERE kind = ? ORDER BY rowid LIMIT 3"
            for (key,) in views.execute(statement, (str(kind),)).fetchall():
                yield from (key, key[:8], key[-6:], key[6:13])
    finally:
        views.close()


def _now() -> datetime:
    return datetime.now(UTC)


def kept() -> dict[str, Cost]:
    """The figures that were written down."""
    return {name: Cost(**cost) for name, cost in json.loads(KEPT.read_text()).items()}


def found(folder: Path) -> dict[str, Cost]:
    """Every cost, in steps and in instructions, on a store that is made for it."""
    filled(folder)
    costs = measure(folder, Steps)
    told = under_callgrind(folder, ("-m", "tests.benchmarks.costs", str(folder)))
    for name, count in json.loads(told).items():
        costs.setdefault(name, Cost()).instructions = count
    return costs


def count_instructions(folder: Path) -> None:
    """Tell those of every way, and of an acknowledgement that hashes more: under callgrind."""
    meter = partial(Instructions, folder)
    costs = measure(folder, meter)
    more = partial(hashlib.sha256, bytes(HASHED_MORE))
    costs[DEARER] = acknowledgement(folder, meter(), more)
    print(json.dumps({name: cost.instructions for name, cost in costs.items()}))


def keep() -> None:
    """Write down what is found now."""
    with tempfile.TemporaryDirectory() as name:
        costs = found(Path(name))
    text = json.dumps({name: asdict(costs[name]) for name in WAYS}, indent=2)
    KEPT.write_text(f"{text}\n", encoding="utf-8")


if __name__ == "__main__":
    count_instructions(Path(sys.argv[1])) if len(sys.argv) > 1 else keep()
