"""From stored to shown, and whether those who send have to wait for it."""

from __future__ import annotations

import json
import shutil
import tempfile
import threading
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from time import perf_counter

from app.core.delivery import AddressCheck, Basis, Delivery, Outcome, Request, Verdict
from app.projector.projector import Projector
from app.providers import PROVIDERS
from app.store.facts import FactsWriter

RATE = 500  # a second
SECONDS = 20


@dataclass(frozen=True, slots=True)
class Projection:
    """Deliveries a second, and milliseconds until a delivery is kept while they are projected."""

    per_second: float
    indexed_per_second: float
    p50: float
    p99: float
    worst: float
    backlog: int


def measure(store: Path) -> Projection:
    """On a copy: its views are thrown away, so all of it is backlog."""
    with tempfile.TemporaryDirectory(dir=store.parent) as name:
        folder = Path(name)
        shutil.copy(store / "facts.db", folder)
        waits = _receive_meanwhile(folder)
        (folder / "views.db").unlink()
        shown: list[float] = []
        projector = Projector(
            folder / "facts.db",
            folder / "views.db",
            PROVIDERS,
            listener=lambda changes: shown.append(perf_counter()),
        )
        started = perf_counter()
        count = projector.catch_up().last_delivery
        ended = perf_counter()
    return Projection(
        per_second=count / (shown[-1] - started),
        indexed_per_second=count / (ended - shown[-1]),
        p50=waits[len(waits) // 2],
        p99=waits[-(-len(waits) * 99 // 100) - 1],
        worst=waits[-1],
        backlog=count,
    )


def _receive_meanwhile(folder: Path) -> list[float]:
    """Milliseconds until each delivery was kept, sent on a schedule that waits for none of them."""
    facts = FactsWriter(folder / "facts.db", listener=lambda changes: None, now=_now)
    facts.start()
    projector = Projector(
        folder / "facts.db", folder / "views.db", PROVIDERS, listener=lambda changes: None
    )
    projector.start()
    waits: list[float] = []
    started, pause = perf_counter(), threading.Event()
    try:
        futures = []
        for number in range(RATE * SECONDS):
            due = started + number / RATE
            pause.wait(max(0.0, due - perf_counter()))
            future = facts.deliver(_delivery(number))
            future.add_done_callback(
                lambda _, due=due: waits.append((perf_counter() - due) * 1000)  # type: ignore[misc]
            )
            futures.append(future)
        for future in futures:
            future.result(60)
    finally:
        projector.stop(60)
        facts.stop(60)
    return sorted(waits)


def _delivery(number: int) -> Delivery:
    data = {"id": f"meanwhile-{number}", "currency": "USD", "amount": "5.00", "status": "pending"}
    body = json.dumps({"event.type": "payout", "data": data, "filler": "x" * 1000}).encode()
    digest = sha256(body)
    request = Request(
        "just_wallet", "", (), body, "127.0.0.1", "127.0.0.1", AddressCheck.OFF, _now()
    )
    verdict = Verdict(Outcome.TRUSTED, Basis.SIGNATURE)
    return Delivery(request, verdict, digest.hexdigest(), digest.digest(), "production")


def _now() -> datetime:
    return datetime.now(UTC)
