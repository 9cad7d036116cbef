"""Keeps the door open: a port that is taken by another program is tried again until it is free."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from app.core.errors import AcuseError
from app.receiver.server import Receiver

_EVERY = 5.0  # seconds

_log = logging.getLogger("acuse.receiver")


class Keeper:
    """Opens a receiver, and opens it again when its settings change.

    It never moves to another port: the callbacks registered at the providers name this one.
    `opened` is told the URL on the thread that opened.
    """

    def __init__(self, make: Callable[[], Receiver], opened: Callable[[str], None]) -> None:
        self._make = make
        self._opened = opened
        self._lock = threading.Lock()
        self._receiver: Receiver | None = None
        self._retry: threading.Thread | None = None
        self._is_closed = threading.Event()
        self.error: AcuseError | None = None

    @property
    def receiver(self) -> Receiver | None:
        """The receiver, if one is open."""
        receiver = self._receiver
        return receiver if receiver is not None and receiver.is_listening else None

    def open(self) -> None:
        """Open the receiver or raise what stands in the way."""
        with self._lock:
            self._open()

    def open_patiently(self) -> None:
        """Open the receiver now or, when that fails, as soon as it can be; see `error`."""
        try:
            self.open()
        except AcuseError as error:
            _log.warning("The receiver waits: %s", error.sentences())
            self._retry = threading.Thread(target=self._try_again, name="receiver-retry")
            self._retry.daemon = True
            self._retry.start()

    def reopen(self) -> None:
        """Close and open again, with the settings as they are now."""
        self.close()
        self._is_closed.clear()
        self.open_patiently()

    def refresh(self) -> None:
        """Have the open receiver look at settings and secrets anew."""
        if self._receiver is not None:
            self._receiver.refresh()

    def close(self) -> None:
        """Answer what has arrived and close; idempotent."""
        self._is_closed.set()
        retry, self._retry = self._retry, None
        if retry is not None:
            retry.join(_EVERY)
        with self._lock:
            receiver, self._receiver = self._receiver, None
        if receiver is not None and not receiver.stop():
            _log.warning("The receiver did not stop in time")

    def _open(self) -> None:
        receiver = self._make()
        try:
            receiver.start()
        except AcuseError as error:
            self.error = error
            raise
        self._receiver, self.error = receiver, None
        self._opened(receiver.url)

    def _try_again(self) -> None:
        while not self._is_closed.wait(_EVERY):
            with self._lock:
                if self._is_closed.is_set():
                    return
                try:
                    self._open()
                except AcuseError:
                    continue
                return
