"""Probes our own public address: when asked, and every few minutes while Acuse runs."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from secrets import token_urlsafe
from typing import NoReturn

from app.config import settings_file
from app.config.lock import owner
from app.config.paths import Paths
from app.config.settings import Settings
from app.core.errors import SettingsError
from app.core.probing import Probe
from app.outbound.client import Client
from app.outbound.probe import probe
from app.providers import PROVIDERS
from app.receiver.intake import Gate, own_hosts
from app.receiver.server import Receiver
from app.wiring.run import Choices, in_force

EVERY = 300.0  # seconds between two probes
EVERY_WHILE_DOWN = 30.0

_log = logging.getLogger("acuse")

Clock = Callable[[], datetime]


def probe_once(choices: Choices, environ: Mapping[str, str], now: Clock) -> Probe:
    """Probe for a command that asks and ends; without a running Acuse it receives for a moment.

    Raises SettingsError without a public address and PortInUse.
    """
    paths = Paths(choices.data_dir)
    paths.prepare()
    settings = in_force(settings_file.load(paths, PROVIDERS), choices)
    require_public_url(settings)
    running = owner(paths)
    if running is not None and running.hand:
        return _probe(settings, running.hand, environ, now)
    with _receiving(settings, now) as token:
        return _probe(settings, token, environ, now)


def require_public_url(settings: Settings) -> str:
    """The public address; raises SettingsError while there is none."""
    if not settings.public_url:
        raise SettingsError(
            "There is no public address.",
            cause="Providers reach this machine only through an address of the internet.",
            remedy="Set the public address in the settings, or with --public-url.",
        )
    return settings.public_url


def _probe(settings: Settings, token: str, environ: Mapping[str, str], now: Clock) -> Probe:
    dev = environ.get("ACUSE_DEV") == "1"
    with Client(dev=dev) as client:
        return probe(client, settings.public_url, token, now, dev=dev)


@contextmanager
def _receiving(settings: Settings, now: Clock) -> Iterator[str]:
    """A receiver that answers our probe and nothing else."""
    token = token_urlsafe(24)
    receiver = Receiver(
        settings.host,
        settings.port,
        make_gate=lambda port: Gate((), own_hosts(settings.host, port, settings.public_url), token),
        deliver=_unreachable,
        acknowledged=_unreachable,
        now=now,
    )
    receiver.start()
    try:
        yield token
    finally:
        receiver.stop()


def _unreachable(*_: object) -> NoReturn:
    raise AssertionError("a gate without connections lets nothing in")


class Prober:
    """Probes every few minutes; `latest` is what the last probe found.

    `told` is called once when the way in breaks and once when it is open again, and when a
    certificate is about to end; on the probing thread.
    """

    def __init__(
        self,
        settings: Callable[[], Settings],
        token: str,
        environ: Mapping[str, str],
        now: Clock,
        told: Callable[[], None],
    ) -> None:
        self._settings, self._token, self._environ, self._now = settings, token, environ, now
        self._told = told
        self._wanted = threading.Event()
        self._ended = False
        self._thread = threading.Thread(target=self._watch, name="probe")
        self.latest: Probe | None = None

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """End; a probe under way is waited for. Idempotent."""
        self._ended = True
        self._wanted.set()
        if self._thread.ident:
            self._thread.join()

    def again(self) -> None:
        """Probe at once, e.g. because the address has changed."""
        self._wanted.set()

    def run(self) -> Probe:
        """One probe on this thread; raises SettingsError without a public address."""
        settings = self._settings()
        require_public_url(settings)
        found = _probe(settings, self._token, self._environ, self._now)
        before, self.latest = self.latest, found
        if _news(before, found):
            _log.info("The public address: %s", "open" if found.is_through else _why(found))
            self._told()
        return found

    def _watch(self) -> None:
        while not self._ended:
            if self._settings().public_url:
                try:
                    self.run()
                except SettingsError as error:  # it was taken away this moment
                    _log.info("%s", error.sentences())
            else:
                self.latest = None
            is_down = self.latest is not None and not self.latest.is_through
            self._wanted.wait(EVERY_WHILE_DOWN if is_down else EVERY)
            self._wanted.clear()


def _news(before: Probe | None, found: Probe) -> bool:
    return before is None or (before.url, before.is_through, before.is_ending) != (
        (found.url, found.is_through, found.is_ending)
    )


def _why(found: Probe) -> str:
    return found.error.sentences() if found.error else "what comes in was changed on its way"
