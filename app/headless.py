"""The same without a window: one line a delivery on standard output, until it is told to stop."""

from __future__ import annotations

import logging
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

from app.core.changes import ChangeSet
from app.core.errors import StoreError
from app.store.reader import Reader
from app.store.rows import FeedRow

_BATCH = 200

_log = logging.getLogger("acuse")


class DeliveryLines:
    """Tells each delivery once, in order, as soon as its meaning is known."""

    def __init__(self, open_reader: Callable[[], Reader], tell: Callable[[FeedRow], None]) -> None:
        self._open_reader = open_reader
        self._tell = tell
        self._news = threading.Event()
        self._is_stopping = False
        self._is_ready = threading.Event()
        self._may_tell = threading.Event()
        self._thread = threading.Thread(target=self._run, name="delivery-lines", daemon=True)

    def start(self) -> None:
        """Remember where the feed stands: what arrives from now on is told, once told to."""
        self._thread.start()
        self._is_ready.wait(5)

    def tell(self) -> None:
        """Tell what arrived since the start, and go on."""
        self._may_tell.set()

    def notify(self, changes: ChangeSet) -> None:
        """Hear that something changed; may be called from any thread."""
        if changes.projected:
            self._news.set()

    def stop(self, timeout: float = 3.0) -> None:
        """Tell what is left and end; idempotent."""
        self._is_stopping = True
        self._may_tell.set()
        self._news.set()
        if self._thread.ident is not None:
            self._thread.join(timeout)

    def _run(self) -> None:
        with self._open_reader() as reader:
            last = max((row.delivery_id for row in reader.feed_page(limit=1)), default=0)
            self._is_ready.set()
            self._may_tell.wait()
            while not self._is_stopping:
                self._news.wait()
                self._news.clear()
                try:
                    last = self._tell_after(reader, last)
                except StoreError as error:  # the next news asks again
                    _log.warning("%s", error.sentences())

    def _tell_after(self, reader: Reader, last: int) -> int:
        while rows := reader.feed_after(last, _BATCH):
            for row in rows:
                self._tell(row)
                last = row.delivery_id
        return last


@contextmanager
def stop_signals(stop: Callable[[], None]) -> Iterator[None]:
    """Have Ctrl+C and SIGTERM ask for a clean stop while this lasts."""

    def asked(number: int, frame: FrameType | None) -> None:
        stop()

    numbers = [signal.SIGINT, signal.SIGTERM]
    if sys.platform == "win32":
        numbers.append(signal.SIGBREAK)
    before = {number: signal.signal(number, asked) for number in numbers}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def wait(stop: threading.Event, seconds: float | None = None) -> None:
    """Wait to be told to stop, or for some seconds; signals are heard meanwhile."""
    waited = 0.0
    while not stop.wait(0.25) and (seconds is None or waited < seconds):
        waited += 0.25
