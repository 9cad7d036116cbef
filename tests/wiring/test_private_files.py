"""Whatever Acuse writes is its owner's alone, under the most careless umask."""

import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from app.store.sqlite import connect_writer

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
ROOT = Path(__file__).parents[2]


def run(folder: Path, *words: str) -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "main.py", *words, "--data-dir", folder / "data"],
        umask=0,
        cwd=folder,
        timeout=120,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr


def open_to_others(folder: Path) -> list[str]:
    return [
        f"{one.relative_to(folder)} {stat.S_IMODE(one.stat().st_mode):o}"
        for one in folder.rglob("*")
        if stat.S_IMODE(one.stat().st_mode) & 0o077
    ]


def test_no_command_leaves_a_file_to_others(tmp_path: Path) -> None:
    run(tmp_path, "demo", "--fill", "40", "--no-window")
    run(tmp_path, "demo", "--no-window", "--seconds", "1")
    run(tmp_path, "backup", "copy.db")
    run(tmp_path, "restore", "copy.db")
    run(tmp_path, "export", "--output", "list.csv")
    run(tmp_path, "export", "--output", "list.xlsx")
    names = {one.name for one in tmp_path.rglob("*")}
    assert names >= {"facts.db", "views.db", "copy.db", "list.csv", "list.xlsx", "settings.toml"}
    assert len(list((tmp_path / "data").glob("facts-2*.db"))) == 1
    assert open_to_others(tmp_path) == []


@pytest.fixture
def careless() -> Iterator[None]:
    before = os.umask(0)
    yield
    os.umask(before)


@pytest.mark.usefixtures("careless")
def test_the_logs_of_a_store_are_private_too(tmp_path: Path) -> None:
    with closing(
        connect_writer(tmp_path / "views.db", synchronous="NORMAL", checkpoint_pages=9)
    ) as views:
        views.execute("CREATE TABLE one (x)")
        names = {one.name for one in tmp_path.iterdir()}
        assert names == {"views.db", "views.db-wal", "views.db-shm"}
        assert open_to_others(tmp_path) == []
