"""The one ledger of every scenario: who delivers writes down each 200 he saw, and afterwards all of
it must be in the store, byte for byte, and shown as an oracle would show it."""

from __future__ import annotations

import hashlib
import json
import threading
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from app.config.paths import Paths
from app.store.sqlite import Error, connect_reader
from app.wiring.app import fresh_reader
from tests.torture import served
from tests.torture.served import Answer

_BODIES = """SELECT id, unpacked(body, provider, packing) AS body, sha256,
    1 + (SELECT count(*) FROM attempts a WHERE a.delivery_id = d.id) AS attempts
    FROM deliveries d ORDER BY id"""
_SHOWN = "SELECT key, status, amount, attempts FROM transactions"
_MARK = "torture-"  # begins the name of what is ours
_PAUSE = 0.005  # seconds between two deliveries of one client


@dataclass
class Ledger:
    """What was acknowledged, by the name of the delivery; the attacked know nothing of it."""

    digests: dict[str, str] = field(default_factory=dict)
    answers: list[Answer] = field(default_factory=list)

    def note(self, name: str, content: bytes, answer: Answer) -> None:
        self.answers.append(answer)
        if answer.status == 200:
            self.digests[name] = hashlib.sha256(content).hexdigest()

    def after(self, moment: float, *, is_kept: bool) -> float | None:
        """Seconds from a moment to the first answer after it that was a 200, or a refusal."""
        found = [
            answer.at - moment
            for answer in self.answers
            if answer.at > moment
            and (answer.status == 200 if is_kept else answer.status not in (0, 200))
        ]
        return min(found, default=None)


class Clients:
    """Providers that deliver one new transaction after another, whatever they are answered."""

    def __init__(self, port: int, path: str, ledger: Ledger, name: str, many: int = 3) -> None:
        self._door = port, path
        self._ledger = ledger
        self._stopping = threading.Event()
        self._threads = [
            threading.Thread(target=self._deliver, args=(f"{_MARK}{name}-{number}",))
            for number in range(many)
        ]

    def start(self) -> None:
        for one in self._threads:
            one.start()

    def stop(self) -> None:
        self._stopping.set()
        for one in self._threads:
            one.join()

    def _deliver(self, client: str) -> None:
        number = 0
        while not self._stopping.wait(_PAUSE):
            name, number = f"{client}-{number}", number + 1
            content = served.body(name, 300)
            self._ledger.note(name, content, served.post(*self._door, content))


def is_shown(data: Path, ledger: Ledger) -> bool:
    """Whether the running program shows all that was acknowledged."""
    try:
        views = connect_reader(Paths(data).views)
    except Error:
        return False
    try:
        shown = {row["key"] for row in views.execute(_SHOWN)}
    except Error:
        return False
    finally:
        views.close()
    return shown >= ledger.digests.keys()


def complaints(data: Path, ledger: Ledger, before: Path | None = None) -> list[str]:
    """What is wrong with a store at rest, held against the ledger; nothing when all is well.

    The oracle knows what these clients send: one transaction for each name, complete at once.
    What was in the store `before` must be in it still.
    """
    paths = Paths(data)
    with fresh_reader(data):
        pass  # whatever was acknowledged is projected
    facts = connect_reader(paths.facts)
    try:
        (sound,) = facts.execute("PRAGMA integrity_check").fetchone()
        all_rows = facts.execute(_BODIES).fetchall()
    finally:
        facts.close()
    views = connect_reader(paths.views)
    try:
        every = {row["key"]: tuple(row)[1:] for row in views.execute(_SHOWN)}
    finally:
        views.close()
    found = [] if sound == "ok" else [f"the integrity check says {sound}"]
    if before is not None and _bodies(before) - {row["body"] for row in all_rows}:
        found.append("what was there before is not there any more")
    rows = [row for row in all_rows if _MARK.encode() in row["body"]]
    shown = {name: what for name, what in every.items() if name.startswith(_MARK)}
    kept = {json.loads(row["body"])["payload"]["id"]: row for row in rows}
    digests = {name: hashlib.sha256(row["body"]) for name, row in kept.items()}
    for name, digest in ledger.digests.items():
        if name not in kept:
            found.append(f"{name} was acknowledged and is not there")
        elif digests[name].hexdigest() != digest:
            found.append(f"{name} is there with other bytes")
    found += [
        f"{name} is not what its digest says"
        for name, row in kept.items()
        if digests[name].digest() != row["sha256"]
    ]
    arrivals = Counter({name: row["attempts"] for name, row in kept.items()})
    expected = {name: ("complete", "1.50", count) for name, count in arrivals.items()}
    if shown != expected:
        wrong = {
            name for name in shown.keys() | expected.keys() if shown.get(name) != expected.get(name)
        }
        found.append(f"{len(wrong)} transactions are not shown as they are, as {min(wrong)}")
    return found


def _bodies(store: Path) -> set[bytes]:
    """Every body of a store of before bodies were packed."""
    facts = connect_reader(store)
    try:
        return {row["body"] for row in facts.execute("SELECT body FROM deliveries")}
    finally:
        facts.close()
