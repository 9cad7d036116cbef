"""Acuse's own receiver and store, without window and projector: PORT FOLDER [nothing].

With "nothing" it answers 200 as always, but keeps nothing.
"""

from __future__ import annotations

import signal
import sys
from collections.abc import Sequence
from concurrent.futures import Future
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType

from app.core.addresses import AddressRule
from app.core.delivery import Delivery, Receipt, Trust
from app.providers import PROVIDERS
from app.receiver.desk import Kept
from app.receiver.intake import Connection, Gate
from app.receiver.server import Receiver
from app.store.facts import FactsWriter
from tests.benchmarks.bodies import SECRET, TOKEN


def main(port: int, folder: Path, *, is_keeping: bool) -> None:
    facts = FactsWriter(folder / "facts.db", listener=lambda changes: None, now=_now)
    facts.start()
    receiver = Receiver(
        "127.0.0.1",
        port,
        make_gate=gate,
        deliver=facts.deliver_all if is_keeping else _forget,
        acknowledged=facts.acknowledged_all if is_keeping else lambda answers, at: None,
        now=_now,
    )
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM})
    receiver.start()
    print("ready", flush=True)
    signal.sigwait({signal.SIGTERM})
    receiver.stop()
    facts.stop()


def gate(port: int) -> Gate:
    """The one connection that the benchmark's bodies are for."""
    trust = Trust(credentials=MappingProxyType({"webhook_secret": SECRET}))
    connection = Connection(PROVIDERS["just_wallet"], TOKEN, trust, AddressRule.of(()))
    return Gate((connection,), frozenset({f"127.0.0.1:{port}".encode()}))


def _forget(deliveries: Sequence[Delivery]) -> Future[Kept]:
    future: Future[Kept] = Future()
    future.set_result([Receipt(1, 1, one.request.received_at) for one in deliveries])
    return future


def _now() -> datetime:
    return datetime.now(UTC)


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]), is_keeping="nothing" not in sys.argv[3:])
