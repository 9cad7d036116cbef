"""One process a data directory."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.config.lock import Owner, StoreLock, owner
from app.config.paths import Paths
from app.core.errors import StoreInUse

HOLD = """
import pathlib, sys
from app.config.lock import StoreLock
from app.config.paths import Paths
lock = StoreLock(Paths(pathlib.Path(sys.argv[1])))
lock.take(); lock.announce("http://127.0.0.1:1"); print("held", flush=True); sys.stdin.read()
"""


def test_a_second_taker_hears_who_holds_it(tmp_path: Path) -> None:
    first, second = StoreLock(Paths(tmp_path)), StoreLock(Paths(tmp_path))
    first.take()
    with pytest.raises(StoreInUse) as caught:
        second.take()
    assert f"(process {os.getpid()})" in caught.value.cause
    assert not second.try_take()
    first.release()
    first.release()
    assert second.try_take()
    second.release()


def test_the_lock_of_a_killed_process_is_free(tmp_path: Path) -> None:
    child = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)],
        cwd=Path(__file__).parents[2],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    with child:
        assert child.stdout is not None
        assert child.stdout.readline() == b"held\n"
        assert owner(Paths(tmp_path)) == Owner(child.pid, "http://127.0.0.1:1")
        with pytest.raises(StoreInUse, match="is in use"):
            StoreLock(Paths(tmp_path)).take()
        child.kill()
    lock = StoreLock(Paths(tmp_path))
    assert lock.try_take()
    assert owner(Paths(tmp_path)) == Owner(os.getpid())
    lock.release()
    assert owner(Paths(tmp_path)) is None


@pytest.mark.parametrize("text", ["", "{", "[]", '{"pid": "x", "url": ""}', '{"pid": 1}'])
def test_an_owner_that_cannot_be_read_is_nobody(tmp_path: Path, text: str) -> None:
    Paths(tmp_path).owner.write_text(text)
    assert owner(Paths(tmp_path)) is None
