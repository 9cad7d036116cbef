"""Deliveries that are believed only later: their keys are fetched, and they are judged again."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, suppress
from functools import partial

from app.core.delivery import Delivery, Outcome
from app.core.errors import AcuseError
from app.outbound.keys import Fetch, PublicKeys
from app.providers import PROVIDERS
from app.receiver.again import Admit, SecondLook
from app.receiver.desk import Kept
from app.receiver.intake import Connection
from app.store.reader import Reader

_log = logging.getLogger("acuse")


class LaterVerdicts:
    """What came of a key or a setting is done on one thread, for it is rare and may take long."""

    def __init__(
        self,
        fetch: Fetch,
        open_reader: Callable[[], Reader],
        connection: Callable[[str], Connection],
        admit: Admit,
        refresh: Callable[[], None],
    ) -> None:
        """`refresh` has the receiver look at the keys anew."""
        self._refresh = refresh
        self._is_stopping = threading.Event()
        self._keys = PublicKeys(fetch, self._keys_came)
        self._second_look = SecondLook(open_reader, connection, admit, self._is_stopping.is_set)

    def start(self, started: ExitStack) -> None:
        """Fetch what is wanted until the stack is unwound, first what is still waited for."""
        self._chores = ThreadPoolExecutor(1, thread_name_prefix="chores")
        started.callback(self._chores.shutdown, cancel_futures=True)
        started.callback(self._is_stopping.set)
        self._keys.start()
        started.callback(self._keys.stop)
        self._chore(lambda: self._second_look.want_keys(self._want))

    def known(self, provider: str, environment: str) -> Mapping[str, str]:
        """The public keys of a provider that are known by now."""
        return self._keys.known(provider, environment)

    def reverify(self, delivery_ids: Sequence[int] | None = None) -> int:
        """Judge these again, or all that are not believed; how many are believed now."""
        return self._second_look.reverify(delivery_ids)

    def kept(self, deliveries: Sequence[Delivery], future: Future[Kept]) -> None:
        """Of deliveries that are being kept, fetch the keys that they wait for."""
        for one in deliveries:
            if one.verdict.outcome is Outcome.AWAITING_KEY:
                # Only once it is kept, so that the key cannot come before the delivery it is for.
                wanted = (one.request.provider, one.environment, one.verdict.key_id)
                future.add_done_callback(partial(self._want_of, wanted))

    def _want_of(self, wanted: tuple[str, str, str], _: Future[Kept]) -> None:
        self._want(*wanted)

    def _want(self, provider: str, environment: str, key_id: str) -> None:
        if key_id in self._keys.known(provider, environment):
            self._chore(self._reverify_all)  # it came while the delivery was being kept
        elif "keys" in PROVIDERS[provider].calls:
            self._keys.want(provider, environment, key_id)

    def _keys_came(self, provider: str) -> None:
        self._refresh()
        self._chore(self._reverify_all)

    def _reverify_all(self) -> None:
        _log.info("%d more deliveries are believed now", self.reverify())

    def _chore(self, job: Callable[[], object]) -> None:
        """Do something on the one thread for it; what goes wrong is logged."""

        def done() -> None:
            try:
                job()
            except AcuseError as error:
                _log.warning("%s", error.sentences())
            except Exception:
                _log.exception("A mistake of our own")

        with suppress(RuntimeError):  # we are stopping
            self._chores.submit(done)
