"""The composition root: the only module that knows every door, and in which order they start."""

from __future__ import annotations

import logging
import secrets as randomness
import threading
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeAlias

from app.config import logs
from app.config import settings as config
from app.config.lock import StoreLock
from app.config.paths import Paths
from app.config.secrets import Secrets
from app.config.settings import Settings
from app.core.addresses import AddressRule
from app.core.changes import ChangeSet
from app.core.delivery import Delivery, Outcome, Receipt, Request, Source
from app.core.errors import AcuseError, SettingsError
from app.core.provider import Answer, Provider
from app.outbound.callbacks import Callbacks
from app.outbound.keys import PublicKeys
from app.projector.projector import Projector
from app.providers import PROVIDERS
from app.receiver.intake import Connection, Gate, judge, own_hosts
from app.receiver.keeper import Keeper
from app.receiver.server import Receiver
from app.simulator.sender import UNREACHABLE, send_test_event
from app.simulator.signing import DemoSecrets
from app.store.facts import FactsWriter
from app.store.reader import Reader
from app.store.rows import DeliveryDetail
from app.ui.actions import Actions, Callback, ReceiverState

Listener: TypeAlias = Callable[[ChangeSet], None]
Names: TypeAlias = tuple[str, ...]

_PATIENCE = 10.0  # seconds for a rare job of the store
_MOST_JUDGED_AGAIN = 100_000

_log = logging.getLogger("acuse")


def now() -> datetime:
    """The one clock."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Choices:
    """What the command line chose for this run; None leaves it to the settings."""

    data_dir: Path
    host: str | None = None
    port: int | None = None
    public_url: str | None = None

    def chosen(self) -> dict[str, str | int]:
        given = {"host": self.host, "port": self.port, "public_url": self.public_url}
        return {name: value for name, value in given.items() if value is not None}


def in_force(stored: Settings, choices: Choices) -> Settings:
    """The settings of this run; raises SettingsError on a choice that cannot be."""
    settings = replace(stored, **choices.chosen())  # type: ignore[arg-type]
    config.check(settings)
    return settings


def callbacks(settings: Settings, url: str) -> list[Callback]:
    """Where each provider's webhooks go, given where we receive."""
    paths = {name: config.callback_path(name, settings) for name in PROVIDERS}
    public = settings.public_url
    return [
        Callback(name, path, f"{url}{path}", f"{public}{path}" if public else "")
        for name, path in paths.items()
    ]


def local_url(settings: Settings) -> str:
    """Where we would receive: "http://127.0.0.1:8787"."""
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    return f"http://{host}:{settings.port}"


def catch_up(paths: Paths) -> None:
    """Bring the views up to date, unless a running Acuse does so anyway; raises StoreError."""
    lock = StoreLock(paths)
    if lock.try_take():
        try:
            _offline_projector(paths).catch_up()
        finally:
            lock.release()


def rebuild(paths: Paths) -> int:
    """Compute everything but the deliveries anew; gives their number, raises StoreInUse."""
    paths.prepare()
    lock = StoreLock(paths)
    lock.take()
    try:
        _offline_projector(paths).rebuild()
        with Reader(paths.views, paths.facts) as reader:
            return reader.feed_count()
    finally:
        lock.release()


def _offline_projector(paths: Paths) -> Projector:
    facts = FactsWriter(paths.facts, listener=lambda changes: None, now=now)
    facts.start()  # brings the schema of the facts up to date
    facts.stop()
    return Projector(paths.facts, paths.views, PROVIDERS, listener=lambda changes: None)


class App:
    """All that runs in one process on one data directory."""

    def __init__(self, choices: Choices, secrets: Secrets, environ: Mapping[str, str]) -> None:
        self.paths = Paths(choices.data_dir)
        self._choices = choices
        self._secrets = secrets
        self._environ = environ
        self._listeners: tuple[Listener, ...] = ()
        self._test_tokens = {name: randomness.token_urlsafe(24) for name in PROVIDERS}
        self._running = ExitStack()
        self._is_stopping = threading.Event()
        self._stored = self._settings = Settings()
        self._lock = StoreLock(self.paths)
        self._facts = FactsWriter(self.paths.facts, listener=self._kept, now=now)
        self._projector = self._new_projector()
        self._keeper = Keeper(self._receiver, self._lock.announce)

    # --- start and stop ---------------------------------------------------------------------------

    def start(self) -> None:
        """Open the store and everything behind the receiver; raises what stands in the way."""
        with ExitStack() as started:
            self.paths.prepare()
            self._lock.take()
            started.callback(self._lock.release)
            started.callback(logs.start(self.paths))
            self._stored = config.load(self.paths, PROVIDERS)
            self._settings = in_force(self._stored, self._choices)
            self._outbound = Callbacks(PROVIDERS, self._secrets.get, self._environ, now=now)
            started.callback(self._outbound.close)
            self._facts.start()
            started.callback(self._facts.stop)
            self._projector.start()
            started.callback(lambda: self._projector.stop())
            self._chores = ThreadPoolExecutor(1, thread_name_prefix="chores")
            started.callback(self._chores.shutdown, cancel_futures=True)
            started.callback(self._is_stopping.set)
            self._keys = PublicKeys(self._outbound.public_keys, self._keys_came)
            self._keys.start()
            started.callback(self._keys.stop)
            started.callback(self._keeper.close)
            self._running = started.pop_all()
        _log.info("Started on %s", self.paths.data_dir)
        self._chore(self._want_keys)

    def receive(self) -> None:
        """Open the receiver; raises PortInUse."""
        self._keeper.open()

    def receive_patiently(self) -> bool:
        """Open the receiver now or as soon as its port is free; whether it is open now."""
        self._keeper.open_patiently()
        return self._keeper.receiver is not None

    def hang_up(self) -> None:
        """Receive no more; the first part of `stop`, idempotent like it."""
        self._keeper.close()

    def stop(self) -> None:
        """Stop in reverse order, each part within its time; idempotent."""
        self._running.close()

    # --- what changes -----------------------------------------------------------------------------

    def listen(self, listener: Listener) -> None:
        """Have a callable told of every change, on the thread that made it."""
        self._listeners = (*self._listeners, listener)

    def _tell(self, changes: ChangeSet) -> None:
        for listener in self._listeners:
            listener(changes)

    def _kept(self, changes: ChangeSet) -> None:
        self._projector.wake()
        self._tell(changes)

    def _new_projector(self) -> Projector:
        return Projector(
            self.paths.facts,
            self.paths.views,
            PROVIDERS,
            listener=self._tell,
            failed=lambda reason: _log.warning("The projector: %s", reason or "it goes on"),
        )

    def rebuild(self) -> None:
        """Compute everything but the deliveries anew, while deliveries go on arriving."""
        self._projector.stop()  # views.db has one writer at a time
        try:
            self._new_projector().rebuild()
        finally:
            self._projector = self._new_projector()
            self._projector.start()

    def _chore(self, job: Callable[[], object]) -> None:
        """Do something rare on the one thread for it; what goes wrong is logged."""

        def done() -> None:
            try:
                job()
            except AcuseError as error:
                _log.warning("%s", error.sentences())
            except Exception:
                _log.exception("A mistake of our own")

        with suppress(RuntimeError):  # we are stopping
            self._chores.submit(done)

    # --- receiving --------------------------------------------------------------------------------

    @property
    def url(self) -> str:
        """Where we receive, or would."""
        receiver = self._keeper.receiver
        return receiver.url if receiver else local_url(self._settings)

    def _receiver(self) -> Receiver:
        return Receiver(
            self._settings.host,
            self._settings.port,
            make_gate=self._gate,
            deliver=self._deliver,
            acknowledged=self._facts.acknowledged,
            now=now,
        )

    def _gate(self, port: int) -> Gate:
        settings = self._settings
        real = [self._connection(provider) for provider in PROVIDERS.values()]
        tests = [
            replace(one, token=self._test_tokens[one.provider.name], origin=Source.TEST)
            for one in real
        ]
        hosts = own_hosts(settings.host, port, settings.public_url)
        return Gate((*real, *tests), hosts)

    def _connection(self, provider: Provider) -> Connection:
        connection = self._settings.connection(provider.name)
        environment = provider.environments.get(connection.environment)
        published = environment.addresses if environment else ()
        keys = self._keys.known(provider.name, connection.environment)
        return Connection(
            provider,
            connection.token,
            self._secrets.trust(provider, connection, keys),
            AddressRule.of(
                connection.addresses or published,
                self._settings.trusted_proxies,
                self._settings.proxy_header,
            ),
        )

    def _deliver(self, delivery: Delivery) -> Future[Receipt]:
        future = self._facts.deliver(delivery)
        if delivery.verdict.outcome is Outcome.AWAITING_KEY:
            future.add_done_callback(lambda _: self._want_key(delivery))
        return future

    # --- verdicts that come later -----------------------------------------------------------------

    def _want_key(self, delivery: Delivery) -> None:
        name, key_id = delivery.request.provider, delivery.verdict.key_id
        if key_id in self._keys.known(name, delivery.environment):
            self._chore(self._reverify_all)  # it came while the delivery was stored
        elif "keys" in PROVIDERS[name].calls:
            self._keys.want(name, delivery.environment, key_id)

    def _keys_came(self, provider: str) -> None:
        self._keeper.refresh()
        self._chore(self._reverify_all)

    def _want_keys(self) -> None:
        """Ask for the keys that deliveries of earlier runs still wait for."""
        with self.open_reader() as reader:
            for row in reader.quarantine(_MOST_JUDGED_AGAIN):
                if row.standing == Outcome.AWAITING_KEY and "keys" in PROVIDERS[row.provider].calls:
                    detail = reader.delivery(row.delivery_id)
                    self._keys.want(row.provider, detail.environment, detail.key_id)

    def reverify(self, delivery_ids: Sequence[int] | None) -> int:
        """Judge quarantined deliveries anew, by what we know now; how many are believed now."""
        with self.open_reader() as reader:
            if delivery_ids is None:
                rows = reader.quarantine(_MOST_JUDGED_AGAIN)
                delivery_ids = [row.delivery_id for row in reversed(rows)]
            going = (one for one in delivery_ids if not self._is_stopping.is_set())
            return sum(self._judge_again(reader.delivery(one)) for one in going)

    def _reverify_all(self) -> None:
        count = self.reverify(None)
        _log.info("%d deliveries are believed now", count)

    def _judge_again(self, detail: DeliveryDetail) -> bool:
        connection = self._connection(PROVIDERS[detail.provider])
        headers = tuple((k.encode("latin-1"), v.encode("latin-1")) for k, v in detail.headers)
        source, check = connection.addresses.judge(detail.peer, headers)
        request = Request(
            provider=detail.provider,
            tail=detail.path_tail,
            headers=headers,
            body=detail.body,
            peer=detail.peer,
            source=source,
            address=check,
            received_at=detail.received_at,
        )
        verdict = judge(connection.provider, connection.trust, request)
        is_news = verdict.is_trusted or verdict.outcome != detail.standing
        if is_news and verdict.outcome is not Outcome.UNCONFIGURED:
            self._facts.admit(detail.delivery_id, verdict).result(_PATIENCE)
        return verdict.is_trusted

    # --- what people look at and ask for ----------------------------------------------------------

    def open_reader(self) -> Reader:
        """A reader of its own for whoever asks, to be closed by them."""
        return Reader(self.paths.views, self.paths.facts)

    def actions(self) -> Actions:
        """What the window may ask for."""
        return Actions(
            register=self._register,
            preview=self._preview,
            list_remote=self._outbound.list_remote,
            delete_remote=self._outbound.delete_remote,
            callbacks=self.callbacks,
            send_test_event=self.send_test_event,
            reverify=self.reverify,
            save_settings=self.save_settings,
            settings=lambda: self._settings,
            secret_is_set=lambda provider, name: self._secrets.get(provider, name) is not None,
            put_secret=self._put_secret,
            remove_secret=self._remove_secret,
            rebuild=self.rebuild,
            receiver_state=self._receiver_state,
        )

    def callbacks(self) -> list[Callback]:
        """The callback addresses of this run."""
        return callbacks(self._settings, self.url)

    def save_settings(self, wanted: Settings) -> None:
        """Keep settings and follow them; what the command line chose is not kept."""
        before, chosen = self._settings, self._choices.chosen()
        unchanged = [name for name, value in chosen.items() if getattr(wanted, name) == value]
        stored = replace(wanted, **{name: getattr(self._stored, name) for name in unchanged})
        config.save(self.paths, stored)
        self._stored, self._settings = stored, wanted
        if (wanted.host, wanted.port) != (before.host, before.port):
            self._keeper.reopen()
        else:
            self._keeper.refresh()
        self._tell(ChangeSet(written=frozenset({"settings"})))

    def send_test_event(self, provider: str) -> str:
        """Send a made-up event to ourselves over HTTP; says in a sentence what came of it."""
        names = [spec.name for spec in PROVIDERS[provider].credentials]
        credentials = {name: self._secrets.get(provider, name) or "" for name in names}
        url = f"{self.url}/hooks/{provider}/{self._test_tokens[provider]}"
        status = send_test_event(provider, url, DemoSecrets({provider: credentials}))
        if status == 200:
            return "The test event was received, verified, stored and acknowledged."
        raise SettingsError(
            "The test event did not get through.",
            cause="Nobody answered." if status == UNREACHABLE else f"The answer was {status}.",
            remedy="Look at the receiver and at the secrets of this connection.",
        )

    def _register(self, provider: str, environment: str, api: str, events: Names) -> Answer:
        url = self._public_url(provider)
        return self._outbound.register(provider, environment, url, api=api, events=events)

    def _preview(self, provider: str, environment: str, api: str, events: Names) -> str:
        url = self._public_url(provider)
        call = self._outbound.registration(provider, url, api=api, events=events)
        return self._outbound.preview(provider, environment, call)

    def _public_url(self, provider: str) -> str:
        if not self._settings.public_url:
            raise SettingsError(
                "There is no public address to register.",
                cause="Providers reach this machine only through an address of the internet.",
                remedy="Set the public address in the settings, or with --public-url.",
            )
        return self._settings.public_url + config.callback_path(provider, self._settings)

    def _put_secret(self, provider: str, name: str, value: str) -> None:
        self._secrets.put(provider, name, value)
        self._secret_changed()

    def _remove_secret(self, provider: str, name: str) -> None:
        self._secrets.remove(provider, name)
        self._secret_changed()

    def _secret_changed(self) -> None:
        self._keeper.refresh()
        self._tell(ChangeSet(written=frozenset({"secrets"})))

    def _receiver_state(self) -> ReceiverState:
        receiver, error = self._keeper.receiver, self._keeper.error
        port = receiver.port if receiver else self._settings.port
        sentences = error.sentences() if error and not receiver else ""
        return ReceiverState(receiver is not None, self._settings.host, port, sentences)
