"""All that runs: built here, started in order, stopped in reverse."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeAlias
from urllib.parse import urlsplit

from app.config import logs
from app.config.lock import StoreLock
from app.config.paths import Paths
from app.config.remembered import Remembered
from app.config.saved_filters import FilterKeeper
from app.config.secrets import Secrets
from app.config.settings import Settings
from app.core.asked import meanings
from app.core.changes import ChangeSet
from app.core.delivery import Delivery
from app.projector import offline
from app.projector.process import ProjectorProcess
from app.providers import PROVIDERS
from app.receiver.desk import Kept
from app.receiver.gates import Gates
from app.receiver.keeper import Keeper
from app.receiver.server import Receiver
from app.store.facts import FactsWriter
from app.store.reader import Reader
from app.ui.actions import Actions, Callback, StoreCare
from app.wiring import safekeeping
from app.wiring.care import Care
from app.wiring.copying import Copier
from app.wiring.exporting import exporter
from app.wiring.hands import Hands
from app.wiring.later_verdicts import LaterVerdicts
from app.wiring.outside import Inside, Outside
from app.wiring.people import People
from app.wiring.run import Choices, RunSettings
from app.wiring.samples import Samples
from app.wiring.watch import Watch

Listener: TypeAlias = Callable[[ChangeSet], None]

_LOCK_PATIENCE = 2.0  # seconds: a command that only asks may hold it for a moment

_log = logging.getLogger("acuse")


def now() -> datetime:
    """The one clock."""
    return datetime.now(UTC)


def fresh_reader(data_dir: Path) -> Reader:
    """A reader that knows all that was acknowledged, for commands that ask and end."""
    return offline.fresh_reader(Paths(data_dir), PROVIDERS, now)


def rebuild(data_dir: Path) -> int:
    """Compute everything but the deliveries anew; gives their number, raises StoreInUse."""
    return offline.rebuild(Paths(data_dir), PROVIDERS, now)


class App:
    """All that runs on one data directory: this process and that of the projector."""

    def __init__(self, choices: Choices, secrets: Secrets, environ: Mapping[str, str]) -> None:
        self._paths = Paths(choices.data_dir)
        self._secrets = secrets
        self._is_dev = environ.get("ACUSE_DEV") == "1"
        self._listeners: tuple[Listener, ...] = ()
        self._running = ExitStack()
        self._behind = ""  # why the projector stands still
        self._run = RunSettings(choices)
        self._lock = StoreLock(self._paths)
        self._facts = FactsWriter(self._paths.facts, listener=self._kept, now=now)
        self._projector = ProjectorProcess(
            self._paths.facts, self._paths.views, listener=self._tell, failed=self._stands_still
        )
        self._watch = Watch(self._paths.facts, self._facts, now, self._doubt)
        self._copier = Copier(self._paths.facts, self._facts, self._tell)
        self._later = LaterVerdicts(
            self._fetch_keys,
            self.open_reader,
            lambda name: self._gates.connection(name),
            self._facts.admit,
            lambda: self._keeper.refresh(),
        )
        self._gates = Gates(PROVIDERS, lambda: self._run.current, secrets, self._later.known)
        self._keeper = Keeper(self._new_receiver, self._opened)
        self._outside = Outside(
            Inside(
                paths=self._paths,
                run=self._run,
                secrets=secrets,
                environ=environ,
                facts=self._facts,
                open_reader=self.open_reader,
                token=self._gates.hand_token,
                refresh=self._keeper.refresh,
                tell=self._tell,
                now=now,
            )
        )
        self._remembered = Remembered(
            self._paths.remembered, lambda job: self._remembering.submit(job)
        )
        self._samples = Samples(self._paths, environ)

    # --- start and stop ---------------------------------------------------------------------------

    def start(self) -> None:
        """Start everything but the receiver; raises what stands in the way."""
        with ExitStack() as started:
            self._paths.prepare()
            self._lock.take(_LOCK_PATIENCE)
            started.callback(self._lock.release)
            started.callback(logs.start(self._paths))
            self._run.load()
            safekeeping.finish_restoring(self._paths, now())
            safekeeping.mend_at_start(self._paths, self._run.current, now())
            self._facts.start()
            started.callback(self._facts.stop)
            safekeeping.bring_back(self._facts, self._run.current)
            self._projector.start()
            started.callback(self._projector.stop)
            self._remembering = ThreadPoolExecutor(1, thread_name_prefix="remembering")
            started.callback(self._remembering.shutdown)
            self._watch.start()
            started.callback(self._watch.stop)
            self._copier.start(self._run.current)
            started.callback(self._copier.stop)
            started.callback(self._samples.close)
            self._outside.start(started)
            self._later.start(started)
            started.callback(self._keeper.close)
            self._running = started.pop_all()
        _log.info("Started on %s", self._paths.data_dir)

    def receive(self) -> None:
        """Open the receiver; raises PortInUse."""
        self._keeper.open()
        self._outside.prober.start()

    def receive_patiently(self) -> bool:
        """Open the receiver now or as soon as its port is free; whether it is open now."""
        self._keeper.open_patiently()
        self._outside.prober.start()
        return self._keeper.receiver is not None

    def hang_up(self) -> None:
        """Receive no more; the first part of `stop`, idempotent like it."""
        self._keeper.close()

    def stop(self) -> None:
        """Stop in reverse order, each part within its time; idempotent."""
        self._running.close()

    # --- what people look at and ask for ----------------------------------------------------------

    @property
    def url(self) -> str:
        """Where we receive, or would."""
        return self._hands().url

    def callbacks(self) -> list[Callback]:
        """The callback addresses of this run."""
        return self._hands().callbacks()

    def open_reader(self) -> Reader:
        """A reader of its own for whoever asks, to be closed by them."""
        return Reader(
            self._paths.views,
            self._paths.facts,
            meanings(PROVIDERS),
            damaged=self.doubt,
            changed=self.doubt,
        )

    def doubt(self, delivery_id: int | None = None) -> None:
        """Somebody could not read the views, or opened a delivery that is not what came."""
        if delivery_id is None:
            self._projector.doubt()
        else:
            self._watch.doubt(delivery_id)

    def actions(self) -> Actions:
        """What the window may ask for."""
        hands = self._hands()
        people = People(self._facts, now)
        remote = self._outside.remote
        filters = FilterKeeper(self._paths)
        return Actions(
            register=remote.register,
            preview=remote.preview,
            list_remote=remote.list,
            delete_remote=remote.delete,
            update_remote=remote.update,
            preview_update=remote.preview_update,
            preview_deletion=remote.preview_deletion,
            redeliver=remote.redeliver_again,
            standing=remote.standing,
            backfill=self._outside.backfill,
            ask_provider=self._outside.ask_about,
            import_file=self._outside.import_file,
            callbacks=hands.callbacks,
            send_test_event=hands.send_test_event,
            send_test_publicly=lambda name: hands.send_test_publicly(name, self._is_dev),
            reverify=self._later.reverify,
            news_seen=people.see_news,
            save_settings=self._save_settings,
            settings=lambda: self._run.current,
            recall=self._remembered.recall,
            remember=self._remembered.remember,
            secret_is_set=hands.secret_is_set,
            put_secret=hands.put_secret,
            remove_secret=hands.remove_secret,
            rebuild=self._projector.rebuild,
            receiver_state=hands.receiver_state,
            probe=self._outside.prober.run,
            tunnel=lambda: self._outside.tunnelling.state,
            outage=lambda: self._outside.catching_up.outage,
            tunnel_output=self._outside.tunnelling.output,
            note=people.note,
            mark=people.mark,
            act=people.act,
            saved_filters=filters.saved,
            change_filters=filters.change,
            latest_probe=lambda: self._outside.prober.latest,
            care=self._care(),
            export=exporter(self.open_reader),
            explore=self._samples.open,
        )

    def _care(self) -> StoreCare:
        care = Care(
            self._paths,
            self._facts,
            self._watch,
            self._copier,
            now,
            self._projector.rebuild,
            self.open_reader,
        )
        return care.actions()

    def _hands(self) -> Hands:
        facts = self._facts
        return Hands(
            self._run,
            self._secrets,
            self._gates,
            self._keeper,
            self._tell,
            trouble=lambda: facts.trouble,
            behind=lambda: self._behind,
        )

    def _save_settings(self, wanted: Settings) -> None:
        self._hands().save_settings(wanted)
        self._copier.follow(wanted)
        if self._keeper.receiver is not None:
            self._outside.receiving(self._keeper.receiver.port)

    def _opened(self, url: str) -> None:
        """The receiver listens: others may know where, and the tunnel leads there."""
        self._lock.announce(url, self._gates.hand_token)
        self._outside.receiving(urlsplit(url).port or 0)

    # --- what changes -----------------------------------------------------------------------------

    def listen(self, listener: Listener) -> None:
        """Have a callable told of every change, on the thread that made it."""
        self._listeners = (*self._listeners, listener)

    def _tell(self, changes: ChangeSet) -> None:
        for listener in self._listeners:
            listener(changes)

    def _doubt(self, trouble: str) -> None:
        """The file of the facts is damaged: the next start looks for its second copy."""
        _log.error("The store is damaged: %s", trouble)
        self._paths.doubt.write_text(trouble, encoding="utf-8")
        self._tell(ChangeSet(written=frozenset({"store"})))

    def _kept(self, changes: ChangeSet) -> None:
        self._projector.wake()
        self._tell(changes)

    # --- the parts --------------------------------------------------------------------------------

    def _stands_still(self, reason: str) -> None:
        self._behind = reason
        _log.warning("The projector: %s", reason or "it goes on")

    def _new_receiver(self) -> Receiver:
        return Receiver(
            self._run.current.host,
            self._run.current.port,
            make_gate=self._gates.gate,
            deliver=self._deliver,
            acknowledged=self._facts.acknowledged_all,
            now=now,
        )

    def _deliver(self, deliveries: Sequence[Delivery]) -> Future[Kept]:
        future = self._facts.deliver_all(deliveries)
        self._later.kept(deliveries, future)
        return future

    def _fetch_keys(self, provider: str, environment: str) -> Mapping[str, str]:
        return self._outside.callbacks.public_keys(provider, environment)
