"""A real store that deliveries go into, and the parts of a window around it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.config.paths import Paths
from app.config.remembered import Remembered
from app.config.saved_filters import FilterKeeper
from app.config.settings import ConnectionSettings, Settings
from app.core.asked import meanings
from app.core.changes import ChangeSet
from app.core.delivery import AddressCheck, Delivery, Request, Trust
from app.core.probing import Probe
from app.core.provider import Answer, Span
from app.core.registration import Standing
from app.core.tunnel import TunnelState
from app.projector.projector import Projector
from app.providers import PROVIDERS
from app.store.backfills import BackfillRow
from app.store.backup import Contents
from app.store.facts import FactsWriter
from app.store.reader import Reader
from app.ui import theme
from app.ui.actions import Actions, Callback, ReceiverState, StoreCare, StoreState
from app.ui.ask import Ask
from app.ui.bridge import Bridge
from app.ui.models.rows import RowsModel
from app.ui.window import MainWindow
from app.wiring.exporting import exporter
from app.wiring.people import People

NOW = datetime(2026, 11, 21, 15, 20, 14, 408000, tzinfo=UTC)


def backfilled(provider: str, span: Span) -> BackfillRow:
    """A run that brought little."""
    return BackfillRow(
        provider=provider,
        environment="production",
        reason="asked for",
        since=span.since,
        until=span.until,
        started_at=NOW,
        ended_at=NOW,
        calls=4,
        answers=3,
        news=2,
        changed=2,
        missing_here=1,
        missing_there=(),
        found_there=(),
        error="",
    )


class Kept:
    """A store in a folder: deliver, project, read."""

    def __init__(self, folder: Path) -> None:
        self.facts, self.views = folder / "facts.db", folder / "views.db"
        self._now = datetime.now(UTC)
        self.listener: Callable[[ChangeSet], None] = lambda _: None
        self.writer = FactsWriter(
            self.facts,
            listener=lambda changes: self.listener(changes) if changes.written else None,
            now=lambda: datetime.now(UTC),
        )
        self.writer.start()
        self.projector = Projector(self.facts, self.views, PROVIDERS, listener=lambda _: None)
        self.projector.catch_up()
        self._number = 0

    def open(self) -> Reader:
        return Reader(self.views, self.facts, meanings(PROVIDERS))

    def close(self) -> None:
        self.writer.stop()

    def deliver(
        self,
        body: bytes,
        provider: str = "juno",
        *,
        at: datetime | None = None,
        headers: Mapping[str, str] | None = None,
        trust: Trust | None = None,
        address: AddressCheck = AddressCheck.ALLOWED,
        environment: str = "production",
        acknowledged: float | None = 0.003,
    ) -> int:
        """Keep one delivery, as the receiver would, and answer its id."""
        at = at or datetime.now(UTC)
        given = headers or {"content-type": "application/json"}
        request = Request(
            provider=provider,
            tail="",
            headers=tuple((name.lower().encode(), value.encode()) for name, value in given.items()),
            body=body,
            peer="127.0.0.1",
            source="52.20.188.84",
            address=address,
            received_at=at,
        )
        known = PROVIDERS[provider]
        receipt = self.writer.deliver(
            Delivery(
                request=request,
                verdict=known.verify(request, trust or Trust(environment)),
                fingerprint=known.fingerprint(body),
                sha256=hashlib.sha256(body).digest(),
                environment=environment,
            )
        ).result(5)
        if acknowledged is not None:
            answered = at + timedelta(seconds=acknowledged)
            self.writer.acknowledged(receipt, answered, 200)
        return receipt.delivery_id

    def project(self) -> ChangeSet:
        """Turn what waits into transactions; our answers, which nobody waits for, are written."""
        self.writer.run(lambda _: None).result(5)
        return self.projector.catch_up()

    def issuance(
        self,
        number: int = 0,
        status: str = "COMPLETE",
        *,
        at: datetime | None = None,
        amount: str = "100.00",
        **more: Any,
    ) -> int:
        """One delivery of a Juno issuance; equal numbers are one transaction."""
        at = at or datetime.now(UTC)
        return self.deliver(self.body(number, status, at, amount, **more), at=at)

    @staticmethod
    def body(number: int, status: str, at: datetime, amount: str = "100.00", **more: Any) -> bytes:
        """A body as Juno sends it."""
        return _issuance(number, status, at, amount, more)


def _issuance(
    number: int, status: str, at: datetime, amount: str, more: Mapping[str, Any]
) -> bytes:
    begun = at - timedelta(seconds=52)
    details = {
        "amount": amount,
        "asset": "MXN",
        "method": "SPEI",
        "network": "ARBITRUM",
        "deposit_sender_clabe": "646180115400230775",
        "deposit_sender_name": "Sender Name",
        "crypto_tx_hash": f"0x{number:064x}",
        **more,
    }
    payload = {
        "id": f"d441f9db-e2df-4ca5-9dab-{number:012d}",
        "type": "ISSUANCE",
        "status": status,
        "external_ref": f"user-ref-{number:05d}",
        "created_at": begun.isoformat(),
        "updated_at": (at - timedelta(milliseconds=400)).isoformat(),
        "issuance": details,
    }
    return json.dumps({"event": "TRANSACTION", "payload": payload}).encode()


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Kept]:
    store = Kept(tmp_path)
    yield store
    store.close()


@pytest.fixture
def dressed(qapp: QApplication) -> QApplication:
    """The application in the light theme."""
    theme.apply(qapp, "light")
    return qapp


@pytest.fixture
def ask(kept: Kept, dressed: QApplication) -> Iterator[Ask]:
    made = Ask(kept.open)
    yield made
    made.close()


@pytest.fixture
def bridge(dressed: QApplication) -> Iterator[Bridge]:
    made = Bridge(zone="America/Mexico_City")
    yield made
    made.close()


@pytest.fixture
def actions(kept: Kept, bridge: Bridge) -> Actions:
    return stand_in(kept, bridge)


def stand_in(kept: Kept, bridge: Bridge) -> Actions:
    """What wiring fills in; nothing of it leaves this process."""
    kept.listener = bridge.notify
    remembered = Remembered(kept.facts.with_name("window.json"))
    remembered.remember("greeted", True)
    people = People(kept.writer, lambda: datetime.now(UTC), lambda: "ana")
    settings = Settings(connections={name: ConnectionSettings("t" * 32) for name in PROVIDERS})
    answer = Answer(200, True, "ok")
    filters = FilterKeeper(Paths(kept.facts.parent))
    return Actions(
        register=lambda *_: answer,
        preview=lambda *_: "",
        list_remote=lambda *_: answer,
        delete_remote=lambda *_: answer,
        update_remote=lambda *_: answer,
        preview_update=lambda *_: "PATCH /v4/webhooks/9 HTTP/1.1",
        preview_deletion=lambda *_: "DELETE /v4/webhooks/9 HTTP/1.1",
        redeliver=lambda *_: answer,
        send_test_publicly=lambda _: "sent",
        standing=lambda *_: Standing.OTHER,
        backfill=lambda provider, span, *_: backfilled(provider, span),
        import_file=lambda name, file, tell, stop: backfilled(name, Span(NOW, NOW)),
        ask_provider=lambda _: backfilled("juno", Span(NOW, NOW)),
        callbacks=lambda: [
            Callback(name, f"/hooks/{name}/{'t' * 32}", f"http://127.0.0.1:8787/hooks/{name}/", "")
            for name in PROVIDERS
        ],
        send_test_event=lambda _: "sent",
        reverify=lambda _: 0,
        news_seen=lambda _: None,
        save_settings=lambda _: None,
        settings=lambda: settings,
        recall=remembered.recall,
        remember=remembered.remember,
        secret_is_set=lambda *_: False,
        put_secret=lambda *_: None,
        remove_secret=lambda *_: None,
        rebuild=lambda: None,
        receiver_state=lambda: ReceiverState(True, "127.0.0.1", 8787),
        probe=lambda: Probe("https://hooks.example.com", NOW),
        tunnel=TunnelState,
        outage=lambda: None,
        tunnel_output=tuple,
        note=people.note,
        mark=people.mark,
        act=people.act,
        saved_filters=filters.saved,
        change_filters=filters.change,
        latest_probe=lambda: None,
        care=StoreCare(
            lambda: StoreState(7, 12_300_000, None, None, 0, "", "", False, False),
            lambda *_: Contents(7, None, None, 12_300_000),
            lambda *_: Contents(7, None, None, 12_300_000),
            lambda _: (),
            lambda *_: 0,
        ),
        export=exporter(kept.open),
        explore=lambda: None,
    )


@pytest.fixture
def window(qtbot: QtBot, ask: Ask, bridge: Bridge, actions: Actions) -> MainWindow:
    made = MainWindow(ask, bridge, actions)
    qtbot.addWidget(made)
    made.resize(1440, 900)
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def arrive(kept: Kept, bridge: Bridge) -> Callable[..., list[int]]:
    """Issuances come in, are projected and announced; answers their delivery ids, oldest first."""

    def arrive(count: int, first: int = 0, status: str = "COMPLETE") -> list[int]:
        ids = [kept.issuance(number, status) for number in range(first, first + count)]
        bridge.notify(kept.project())
        return ids

    return arrive


def rows_of(model: RowsModel[Any]) -> list[Any]:
    """The rows that are read, newest first."""
    found = (model.row(place) for place in range(model.rowCount()))
    return [row for row in found if row is not None]
