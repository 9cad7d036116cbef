"""Providers are asked now and then by themselves, as the settings want it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.config.secrets import Secrets
from app.store.backfills import BackfillRow
from app.wiring import App, Choices
from app.wiring.outside import Outside
from tests.standins.world import CREDENTIALS, Standins
from tests.standins.world import servers as servers
from tests.standins.world import standins as standins

BITSO = {name: value for name, value in CREDENTIALS.items() if "BITSO" in name}


@contextmanager
def running(place: Path, standins: Standins) -> Iterator[App]:
    app = App(Choices(place, port=0), Secrets(BITSO), standins.hosts)
    app.start()
    try:
        yield app
    finally:
        app.stop()


def runs(app: App, wanted: int) -> list[BackfillRow]:
    """Wait until so many runs have ended."""
    deadline = time.monotonic() + 60
    with app.open_reader() as reader:
        while len(found := reader.backfills()) < wanted:
            assert time.monotonic() < deadline, f"{len(found)} runs have ended, not {wanted}"
            time.sleep(0.02)
    return found


def test_a_schedule_is_kept_to(
    tmp_path: Path, standins: Standins, monkeypatch: pytest.MonkeyPatch
) -> None:
    created = (datetime.now(UTC) - timedelta(seconds=1)).isoformat()
    standins.bitso.lists["fundings"] = [
        {"fid": "f1", "status": "complete", "created_at": created, "amount": "1", "asset": "mxn"}
    ]
    monkeypatch.setattr(Outside, "_every", lambda _: timedelta(seconds=1))
    with running(tmp_path, standins) as app:
        later, first = runs(app, 2)[-2:]
        assert (first.provider, first.reason, later.reason) == ("bitso", "schedule", "schedule")
        assert timedelta(minutes=5) < first.until - first.since < timedelta(minutes=6)
        assert first.missing_here == 1
        assert later.news == 0, "what is known is no news"
        assert app.actions().outage() is None, "nobody was away"


def test_the_settings_say_how_often_and_whether_at_all(tmp_path: Path, standins: Standins) -> None:
    with running(tmp_path, standins) as app:
        actions = app.actions()
        assert app._outside._every() == timedelta(hours=1)
        for minutes, every in ((15, timedelta(minutes=15)), (0, None)):
            actions.save_settings(replace(actions.settings(), backfill_minutes=minutes))
            assert app._outside._every() == every
    assert standins.bitso.calls == []
