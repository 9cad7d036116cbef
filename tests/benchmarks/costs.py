"""What the ways that must stay quick cost, on a small store that is always the same: `make costs`.

The figures are kept in costs.json; test_costs.py fails when one becomes a third dearer.
"""

from __future__ import annotations

import json
import socket
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from app.core.asked import meanings
from app.core.event import IdKind
from app.core.query import parse_filter
from app.projector.slices import project_slice
from app.providers import PROVIDERS
from app.receiver.server import Receiver
from app.store import asking
from app.store.asking import IsWanted, always
from app.store.facts import FactsWriter
from app.store.reader import Reader
from app.store.sqlite import connect_reader
from app.store.views import opened
from app.wiring import fill
from tests.benchmarks import bodies
from tests.benchmarks.counting import Cost, Meter
from tests.benchmarks.peers.own import gate

KEPT = Path(__file__).with_name("costs.json")
UNTIL = datetime(2026, 11, 21, tzinfo=UTC)
COUNT = 400  # deliveries of the store
WARM, SENT = 5, 40  # requests
FILTERS = ("", "spei", "provider:bitso status:failed", "clabe:6461*", "amount>80000", "maria")


def measure(folder: Path) -> dict[str, Cost]:
    """Every cost, each by itself."""
    fill(folder, COUNT, UNTIL, lambda *_: None)
    return {
        "acknowledgement": _acknowledgement(folder / "receiving"),
        "projection": _projection(folder),
        "lookup": _lookup(folder),
        "lists": _lists(folder),
    }


def _acknowledgement(folder: Path) -> Cost:
    """From the first byte of a request to the last of its answer, in both threads."""
    folder.mkdir()
    meter = Meter()
    with (
        meter.counting(),
        _receiving(folder, meter) as port,
        closing(socket.create_connection(("127.0.0.1", port), 30)) as caller,
    ):
        _send(caller, range(WARM), port)
        before = meter.so_far()
        _send(caller, range(WARM, WARM + SENT), port)
        return meter.so_far().less(before, SENT)


def _send(caller: socket.socket, numbers: range, port: int) -> None:
    for number in numbers:
        caller.sendall(_request(number, port))
        answer = b""
        while not answer.endswith(b"}"):
            answer += caller.recv(4096)
        assert answer.startswith(b"HTTP/1.1 200"), answer


@contextmanager
def _receiving(folder: Path, meter: Meter) -> Iterator[int]:
    facts = FactsWriter(folder / "facts.db", listener=lambda changes: None, now=_now)
    facts.start()
    receiver = Receiver(
        "127.0.0.1",
        0,
        make_gate=gate,
        deliver=facts.deliver_all,
        acknowledged=facts.acknowledged_all,
        now=_now,
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


def _projection(folder: Path) -> Cost:
    """A delivery of the store, projected once more and indexed."""
    meter = Meter()
    with opened(folder / "again.db", folder / "facts.db", meanings(PROVIDERS)) as writer:
        meter.watch(writer._views)
        meter.watch(writer._facts)
        before = meter.so_far()
        with meter.counting():
            while project_slice(writer, PROVIDERS):
                pass
            while writer.index():
                pass
        return meter.so_far().less(before, COUNT)


def _lookup(folder: Path) -> Cost:
    """Identifiers as they are pasted: whole, their beginning, their end, a piece, and a name."""
    texts = ["maria lopez", "no such thing", *_pieces(folder)]

    def ask(reader: Reader, is_wanted: IsWanted) -> None:
        for text in texts:
            reader.lookup(text, 50, is_wanted)

    return _asked(folder, ask, len(texts))


def _lists(folder: Path) -> Cost:
    """The first page of either list under each filter, and how many there are."""
    queries = [parse_filter(text, PROVIDERS) for text in FILTERS]

    def ask(reader: Reader, is_wanted: IsWanted) -> None:
        for query in queries:
            reader.feed_part(query=query, now=UNTIL, is_wanted=is_wanted)
            reader.feed_matching(query, UNTIL, is_wanted=is_wanted)
            reader.transaction_keys(query=query, now=UNTIL, limit=200, is_wanted=is_wanted)

    return _asked(folder, ask, len(queries))


def _asked(folder: Path, ask: Callable[[Reader, IsWanted], None], times: int) -> Cost:
    """Once for Python's steps and once for SQLite's: to count these takes some of those."""
    meter = Meter()
    with Reader(folder / "views.db", folder / "facts.db", meanings(PROVIDERS)) as reader:
        ask(reader, always)
        before = meter.so_far()
        with meter.counting():
            ask(reader, always)
        usual, asking.STEPS = asking.STEPS, 1
        try:
            ask(reader, lambda: not meter.step())
        finally:
            asking.STEPS = usual
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


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        found = measure(Path(name))
    text = json.dumps({name: asdict(cost) for name, cost in found.items()}, indent=2)
    KEPT.write_text(f"{text}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
