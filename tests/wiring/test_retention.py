"""Old deliveries go only when a person says so, with all that belongs to them; nobody waits."""

import json
import subprocess
import sys
import threading
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.config import settings_file
from app.config.paths import Paths
from app.core.delivery import Outcome
from app.core.errors import Cancelled
from app.providers import PROVIDERS
from app.store import retention
from app.store.sqlite import connect_reader
from app.wiring import retaining
from tests.store.conftest import Store

ROOT = Path(__file__).parents[2]
NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
LIMITS = {"juno": NOW - timedelta(days=10)}


def fill(store: Store) -> None:
    """Twenty days of two providers, the oldest first."""
    for day in range(20, 0, -1):
        for provider in ("juno", "bitso"):
            at = NOW - timedelta(days=day, minutes=1)
            body = b'{"day":%d,"of":"%s"}' % (day, provider.encode())
            store.keep(body, provider=provider, at=at)
            receipt = store.keep(body, provider=provider, at=at + timedelta(minutes=1))
            store.writer.acknowledged(receipt, at, 200)
    store.settle()


@pytest.fixture
def filled(tmp_path: Path) -> Store:
    folder = tmp_path / "data"
    Paths(folder).prepare()
    store = Store(folder)
    store.writer.start()
    fill(store)
    return store


def test_it_is_looked_at_first(filled: Store) -> None:
    with closing(connect_reader(filled.facts)) as facts:
        (found,) = retention.outlook(facts, LIMITS)
    filled.writer.stop()
    assert (found.provider, found.deliveries, found.kept) == ("juno", 11, 9)
    assert found.oldest == NOW - timedelta(days=20, minutes=1)
    assert found.newest == NOW - timedelta(days=10, minutes=1)
    assert filled.rows("SELECT count(*) FROM deliveries") == [(40,)]


def test_what_is_older_goes_with_all_that_belongs_to_it(
    filled: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retention, "SLICE", 7)
    told: list[tuple[str, int, int]] = []
    gone = retaining.let_go(
        Paths(filled.folder),
        filled.writer,
        {"juno": 10, "yuno": 0},
        tmp_path / "before.db",
        NOW,
        lambda *one: told.append(one),
    )
    assert gone == 11
    assert told[-1][0] == retention.DELETING
    assert filled.rows("SELECT provider, count(*) FROM deliveries GROUP BY 1") == [
        ("bitso", 20),
        ("juno", 9),
    ]
    for table in ("attempts", "acknowledgements"):
        assert filled.rows(f"SELECT count(*) FROM {table}") == [(29,)]
        question = f"SELECT 1 FROM {table} WHERE delivery_id NOT IN (SELECT id FROM deliveries)"
        assert filled.rows(question) == []
    with closing(connect_reader(tmp_path / "before.db")) as before:
        assert before.execute("SELECT count(*) FROM deliveries").fetchone()[0] == 40
    filled.writer.stop()


def test_the_newest_stays_and_the_store_goes_on(filled: Store, tmp_path: Path) -> None:
    days = dict.fromkeys(PROVIDERS, 1)
    assert retaining.let_go(Paths(filled.folder), filled.writer, days, tmp_path / "b.db", NOW) == 39
    assert filled.rows("SELECT id FROM deliveries") == [(40,)]
    filled.restart()
    assert filled.keep(b"next").delivery_id == 41
    filled.writer.stop()


def test_the_quarantine_counts_what_went(filled: Store, tmp_path: Path) -> None:
    filled.keep(b"x" * 5000, Outcome.QUARANTINED, at=NOW - timedelta(days=30))
    filled.keep(b"y" * 70, Outcome.QUARANTINED, at=NOW)
    retaining.let_go(Paths(filled.folder), filled.writer, {"juno": 10}, tmp_path / "b.db", NOW)
    assert filled.rows("SELECT bytes FROM quarantine") == [(70,)]
    filled.writer.stop()


def test_it_can_be_stopped_and_what_went_is_in_the_backup(
    filled: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retention, "SLICE", 5)
    stop = threading.Event()

    def told(what: str, done: int, total: int) -> None:
        if what == retention.DELETING:
            stop.set()

    with pytest.raises(Cancelled):
        retaining.let_go(
            Paths(filled.folder),
            filled.writer,
            {"juno": 10},
            tmp_path / "b.db",
            NOW,
            told,
            stop.is_set,
        )
    filled.writer.stop()
    ((left,),) = filled.rows("SELECT count(*) FROM deliveries")
    assert 29 < int(str(left)) < 40
    assert (tmp_path / "b.db").exists()


def test_deliveries_are_kept_meanwhile(filled: Store, tmp_path: Path) -> None:
    ended = threading.Event()
    kept: list[int] = []

    def send() -> None:
        while not ended.wait(0.005):  # without a pause nothing would ever be deleted
            kept.append(filled.keep(b"new %d" % len(kept), at=NOW).delivery_id)

    sender = threading.Thread(target=send)
    sender.start()
    try:
        retaining.let_go(Paths(filled.folder), filled.writer, {"juno": 10}, tmp_path / "b.db", NOW)
    finally:
        ended.set()
        sender.join()
    there = {number for (number,) in filled.rows("SELECT id FROM deliveries")}
    assert set(kept) <= there
    filled.writer.stop()


def run(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, ROOT / "main.py", *words], capture_output=True, text=True, timeout=120
    )


def test_the_command_shows_first_and_deletes_only_with_a_backup(
    filled: Store, tmp_path: Path
) -> None:
    filled.project()
    filled.writer.stop()
    where = ("--data-dir", str(filled.folder), "--json")
    assert json.loads(run("retention", *where).stdout) == []
    paths = Paths(filled.folder)
    settings = settings_file.load(paths, PROVIDERS)
    juno = replace(settings.connections["juno"], keep_days=10)
    settings_file.save(paths, settings.with_connection("juno", juno))
    (found,) = json.loads(run("retention", *where).stdout)
    assert found["provider"] == "juno"
    assert found["deliveries"] > 0
    refused = run("retention", "--execute", *where)
    assert (refused.returncode, "without a backup" in refused.stderr) == (1, True)
    lonely = run("retention", "bitso", *where)
    assert (lonely.returncode, "belong together" in lonely.stderr) == (1, True)
    backup = ("--backup", str(tmp_path / "b.db"))
    done = run("retention", "bitso", "--older-than", "1", "--execute", *backup, *where)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["deleted"] > 0
    stats = json.loads(run("stats", *where).stdout)
    assert stats["deliveries"] == 40 - json.loads(done.stdout)["deleted"]
