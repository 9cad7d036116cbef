"""Judges deliveries again that were not believed: a key came, a secret was set, a rule changed."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from contextlib import suppress

from app.core.delivery import Outcome, Receipt, Request, Verdict
from app.core.errors import NotFound, StoreError
from app.receiver.intake import Connection, judge
from app.store.reader import Reader
from app.store.rows import DeliveryDetail

_PATIENCE = 10.0  # seconds for one verdict to be on disk, or for the projection
_MOST = 100_000  # deliveries at once
_UNBELIEVED = frozenset({Outcome.QUARANTINED, Outcome.AWAITING_KEY})

Admit = Callable[[int, Verdict], "Future[Receipt]"]
WantKey = Callable[[str, str, str], None]  # provider, environment, key id


class SecondLook:
    """Looks at kept deliveries a second time, by what is known now."""

    def __init__(
        self,
        open_reader: Callable[[], Reader],
        connection: Callable[[str], Connection],
        admit: Admit,
        is_stopping: Callable[[], bool],
    ) -> None:
        self._open_reader = open_reader
        self._connection = connection
        self._admit = admit
        self._is_stopping = is_stopping

    def reverify(self, delivery_ids: Sequence[int] | None = None) -> int:
        """Judge these deliveries, or all that are not believed; how many are believed now.

        Raises StoreError.
        """
        with self._open_reader() as reader:
            self._wait_for_the_newest(reader)
            if delivery_ids is None:
                rows = reader.quarantine(_MOST)
                delivery_ids = [row.delivery_id for row in reversed(rows)]
            believed = 0
            for delivery_id in delivery_ids:
                if self._is_stopping():
                    break
                with suppress(NotFound):
                    believed += self._judge(reader.delivery(delivery_id))
            return believed

    def want_keys(self, want: WantKey) -> None:
        """Ask for every key that a delivery still waits for."""
        with self._open_reader() as reader:
            self._wait_for_the_newest(reader)
            for row in reader.quarantine(_MOST):
                if row.standing == Outcome.AWAITING_KEY:
                    detail = reader.delivery(row.delivery_id)
                    want(row.provider, detail.environment, detail.key_id)

    def _wait_for_the_newest(self, reader: Reader) -> None:
        """What was kept a moment ago shows up in the quarantine once it is projected."""
        deadline = time.monotonic() + _PATIENCE
        while reader.is_behind() and time.monotonic() < deadline and not self._is_stopping():
            time.sleep(0.01)

    def _judge(self, detail: DeliveryDetail) -> bool:
        if detail.standing not in _UNBELIEVED:
            return False
        if hashlib.sha256(detail.body).hexdigest() != detail.sha256:
            return False  # let go for want of room, or damaged
        connection = self._connection(detail.provider)
        verdict = judge(connection.provider, connection.trust, _request(detail, connection))
        # What still fails may fail for another reason, or against another secret.
        is_news = (verdict.outcome, verdict.reason, verdict.expected) != (
            detail.standing,
            detail.reason,
            detail.expected,
        )
        if is_news and verdict.outcome is not Outcome.UNCONFIGURED:
            try:
                self._admit(detail.delivery_id, verdict).result(_PATIENCE)
            except TimeoutError as error:
                raise StoreError("The store takes too long to keep a verdict.") from error
        return verdict.is_trusted


def _request(detail: DeliveryDetail, connection: Connection) -> Request:
    """A kept delivery as it came in; where it came from is decided by the rules of now."""
    headers = tuple((k.encode("latin-1"), v.encode("latin-1")) for k, v in detail.headers)
    source, check = connection.addresses.judge(detail.peer, headers)
    return Request(
        provider=detail.provider,
        tail=detail.path_tail,
        headers=headers,
        body=detail.body,
        peer=detail.peer,
        source=source,
        address=check,
        received_at=detail.received_at,
    )
