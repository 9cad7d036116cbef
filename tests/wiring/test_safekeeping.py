"""Backup and restore on the command line and across a start, with a receiver at work."""

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from app.config import settings_file
from app.config.paths import Paths
from app.config.secrets import Secrets
from app.core.errors import StoreError
from app.providers import PROVIDERS
from app.store import restoring
from app.store.backup import noted
from app.wiring import App, Choices, back_up_at_rest, now
from tests.store.conftest import delivery

ROOT = Path(__file__).parents[2]


def run(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, ROOT / "main.py", *words], capture_output=True, text=True, timeout=120
    )


def test_a_running_store_is_backed_up_and_cannot_be_replaced(tmp_path: Path) -> None:
    app = App(Choices(tmp_path / "data", port=0), Secrets({}), {})
    app.start()
    try:
        for number in range(5):
            app._deliver([delivery(b"%d" % number, at=now())]).result(10)
        where = ("--data-dir", str(tmp_path / "data"), "--json")
        made = run("backup", str(tmp_path / "copy.db"), *where)
        assert made.returncode == 0, made.stderr
        assert json.loads(made.stdout)["deliveries"] == 5
        again = run("backup", str(tmp_path / "copy.db"), *where)
        assert (again.returncode, "is there already" in again.stderr) == (1, True)
        refused = run("restore", str(tmp_path / "copy.db"), *where)
        assert (refused.returncode, "in use" in refused.stderr) == (1, True)
    finally:
        app.stop()
    found = noted(Paths(tmp_path / "data").backup_note)
    assert found is not None
    assert (found.file, found.deliveries) == (str(tmp_path / "copy.db"), 5)


def test_a_restored_store_is_looked_at_by_the_next_start(tmp_path: Path) -> None:
    data = tmp_path / "data"
    app = App(Choices(data, port=0), Secrets({}), {})
    app.start()
    app._deliver([delivery(b"1", at=now())]).result(10)
    app.stop()
    back_up_at_rest(data, tmp_path / "copy.db", now())
    done = run("restore", str(tmp_path / "copy.db"), "--data-dir", str(tmp_path / "new"), "--json")
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert (told["deliveries"], told["aside"]) == (1, None)
    stats = run("stats", "--data-dir", str(tmp_path / "new"), "--json")
    assert json.loads(stats.stdout)["deliveries"] == 1


def test_what_was_restored_while_it_ran_takes_its_place_at_the_start(tmp_path: Path) -> None:
    paths = Paths(tmp_path)
    app = App(Choices(tmp_path, port=0), Secrets({}), {})
    app.start()
    app._deliver([delivery(b"1", at=now())]).result(10)
    back_up_at_rest(tmp_path, tmp_path / "copy.db", now())
    restoring.prepare(tmp_path / "copy.db", paths.facts)
    app._deliver([delivery(b"2", at=now())]).result(10)
    app.stop()
    assert restoring.prepared(paths.facts).exists()
    app = App(Choices(tmp_path, port=0), Secrets({}), {})
    app.start()
    try:
        assert not restoring.prepared(paths.facts).exists()
        with app.open_reader() as reader:
            assert [reader.delivery(number).body for number in (1, 2)] == [b"1", b"2"]
        assert len(list(tmp_path.glob("facts-2*.db"))) == 1
    finally:
        app.stop()


def test_nothing_received_is_nothing_to_back_up(tmp_path: Path) -> None:
    made = run("backup", str(tmp_path / "copy.db"), "--data-dir", str(tmp_path / "none"))
    assert (made.returncode, "Nothing was received yet" in made.stderr) == (1, True)
    assert "copy.db" not in os.listdir(tmp_path)


# --- the second copy ------------------------------------------------------------------------------


def copying(data: Path, failing: str = "go on") -> App:
    paths = Paths(data)
    paths.prepare()
    known = settings_file.load(paths, PROVIDERS)
    folder = str(data.parent / "other disk")
    wanted = replace(known, copy_folder=folder, copy_failing=failing)
    settings_file.save(paths, wanted)
    app = App(Choices(data, port=0), Secrets({}), {})
    app.start()
    return app


def wait(is_so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 20
    while not is_so():
        assert time.monotonic() < deadline
        threading.Event().wait(0.01)


def kept(app: App, count: int) -> list[bytes]:
    with app.open_reader() as reader:
        return [reader.delivery(number).body for number in range(1, count + 1)]


@pytest.mark.parametrize("harm", ["garbage", "gone", "empty"])
def test_a_damaged_store_is_rebuilt_by_the_start(tmp_path: Path, harm: str) -> None:
    data, bodies = tmp_path / "data", [b"%d" % number for number in range(20)]
    app = App(Choices(data, port=0), Secrets({}), {})
    app.start()
    app._deliver([delivery(bodies[0], at=now())]).result(10)  # before there was a copy
    app.stop()
    app = copying(data)
    for body in bodies[1:]:
        app._deliver([delivery(body, at=now())]).result(10)
    wait(lambda: app._copier.is_whole)
    app.stop()
    facts = Paths(data).facts
    if harm == "garbage":
        facts.write_bytes(facts.read_bytes()[:4096] + b"\xa5" * 20_000)
    elif harm == "empty":
        facts.write_bytes(b"")
    else:
        facts.unlink()
    app = copying(data)
    try:
        assert kept(app, 20) == bodies
        assert len(list(data.glob("facts-2*.db"))) == (harm != "gone")
    finally:
        app.stop()


def test_what_was_found_damaged_while_it_ran_is_mended_by_the_next_start(tmp_path: Path) -> None:
    app = copying(tmp_path / "data")
    app._deliver([delivery(b"1", at=now())]).result(10)
    app._doubt("a page is not what it was")
    app.stop()
    app = copying(tmp_path / "data")
    try:
        assert kept(app, 1) == [b"1"]
        assert not Paths(tmp_path / "data").doubt.exists()
        assert len(list((tmp_path / "data").glob("facts-2*.db"))) == 1
    finally:
        app.stop()


def test_a_copy_that_cannot_be_written_is_told_and_refuses_by_choice(tmp_path: Path) -> None:
    (tmp_path / "other disk").write_bytes(b"a file")
    app = copying(tmp_path / "data")
    try:
        app._deliver([delivery(b"1", at=now())]).result(10)
        wait(lambda: "other disk" in app._copier.trouble)
    finally:
        app.stop()
    app = copying(tmp_path / "data", "refuse")
    try:
        error = app._deliver([delivery(b"2", at=now())]).exception(10)
        assert isinstance(error, StoreError)
        assert "second copy" in error.problem
    finally:
        app.stop()


def test_mend_says_that_all_is_well_or_that_there_is_no_copy(tmp_path: Path) -> None:
    data = tmp_path / "data"
    app = App(Choices(data, port=0), Secrets({}), {})
    app.start()
    app._deliver([delivery(b"1", at=now())]).result(10)
    app.stop()
    assert json.loads(run("mend", "--data-dir", str(data), "--json").stdout) == {
        "was_damaged": False,
        "aside": None,
        "unread": 0,
    }
    facts = Paths(data).facts
    facts.write_bytes(facts.read_bytes()[:4096] + b"\xa5" * 20_000)
    before = facts.read_bytes()
    refused = run("mend", "--data-dir", str(data))
    assert refused.returncode == 1
    assert "no second copy" in refused.stderr
    assert facts.read_bytes() == before
