"""Fetches the public keys that sign deliveries, on a thread of its own, at most once a minute."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Mapping

from app.core.errors import AcuseError
from app.core.signing import is_public_key

INTERVAL = 60.0  # seconds between two fetches from one provider, whoever asks for whichever key
MOST_KEYS = 100

Fetch = Callable[[str, str], Mapping[str, str]]  # provider, environment -> keys by id
Place = tuple[str, str]  # provider, environment

_log = logging.getLogger(__name__)


class PublicKeys:
    """The public keys known so far, and a thread that fetches those that are asked for.

    `want` and `known` come back at once and may be called from any thread, so a stranger who sends
    unknown key ids costs one fetch a minute and never an answer's time. `found` is called on this
    thread with the provider's name after new keys have come.
    """

    def __init__(
        self, fetch: Fetch, found: Callable[[str], None], *, interval: float = INTERVAL
    ) -> None:
        self._fetch = fetch
        self._found = found
        self._interval = interval
        self._changed = threading.Condition()
        self._keys: dict[Place, Mapping[str, str]] = {}
        self._wanted: set[Place] = set()
        self._fetched: dict[Place, float] = {}
        self._stopping = False
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Start the thread; a second call does nothing."""
        with self._changed:
            if self._thread is None:
                self._stopping = False
                self._thread = threading.Thread(target=self._run, name="public-keys", daemon=True)
                self._thread.start()

    def stop(self, timeout: float = 5.0) -> None:
        """Stop the thread, waiting no longer than this; a second call does nothing."""
        with self._changed:
            thread, self._thread = self._thread, None
            self._stopping = True
            self._changed.notify_all()
        if thread is not None:
            thread.join(timeout)

    def known(self, provider: str, environment: str) -> Mapping[str, str]:
        """The keys at hand by key id."""
        return self._keys.get((provider, environment), {})

    def want(self, provider: str, environment: str, key_id: str) -> None:
        """Have the provider's keys fetched, now or as soon as a minute has passed."""
        with self._changed:
            if key_id not in self.known(provider, environment):
                self._wanted.add((provider, environment))
                self._changed.notify_all()

    def _run(self) -> None:
        while (place := self._next()) is not None:
            self._refresh(place)

    def _next(self) -> Place | None:
        """Wait for a provider that is wanted and due; None at the end."""
        with self._changed:
            while not self._stopping:
                due = {place: self._due(place) for place in self._wanted}
                place = min(due, key=lambda one: due[one], default=None)
                wait = None if place is None else due[place] - time.monotonic()
                if place is not None and wait is not None and wait <= 0:
                    self._wanted.discard(place)
                    self._fetched[place] = time.monotonic()
                    return place
                self._changed.wait(wait)
            return None

    def _due(self, place: Place) -> float:
        last = self._fetched.get(place)
        return 0.0 if last is None else last + self._interval

    def _refresh(self, place: Place) -> None:
        provider, environment = place
        try:
            keys = self._fetch(provider, environment)
        except AcuseError as error:
            _log.warning("public keys of %s not fetched: %s", provider, error.sentences())
            with self._changed:
                self._wanted.add(place)  # still wanted: tried again when it is due
            return
        usable = {key_id: key for key_id, key in keys.items() if is_public_key(key)}
        before = self.known(provider, environment)
        self._keys[place] = dict(list(usable.items())[:MOST_KEYS])
        if self.known(provider, environment) != before:
            self._found(provider)
