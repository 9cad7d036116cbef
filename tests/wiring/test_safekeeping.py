"""Backup and restore on the command line and across a start, with a receiver at work."""

import json
import os
import subprocess
import sys
from pathlib import Path

from app.config.paths import Paths
from app.config.secrets import Secrets
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
            app._deliver(delivery(b"%d" % number, at=now())).result(10)
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
    app._deliver(delivery(b"1", at=now())).result(10)
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
    app._deliver(delivery(b"1", at=now())).result(10)
    back_up_at_rest(tmp_path, tmp_path / "copy.db", now())
    restoring.prepare(tmp_path / "copy.db", paths.facts)
    app._deliver(delivery(b"2", at=now())).result(10)
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
