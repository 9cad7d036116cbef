"""Two real processes on one data directory: the second calls the first, also after a kill."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from app.config import summons
from app.config.paths import Paths

MAIN = str(Path(__file__).parents[2] / "main.py")


def start(folder: Path, *words: str) -> subprocess.Popen[bytes]:
    environ = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.null.Keyring"
    command = [sys.executable, MAIN, "--data-dir", str(folder), "--port", "0", *words]
    return subprocess.Popen(
        command, env=environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


def answers(folder: Path) -> bool:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        if summons.call(Paths(folder)):
            return True
    return False


def test_a_second_start_calls_the_first_also_after_a_kill(tmp_path: Path) -> None:
    killed = start(tmp_path)
    try:
        assert answers(tmp_path)
        second = start(tmp_path, "--lookup", "646180115400230775")
        assert second.wait(60) == 0
        assert killed.poll() is None
        begun = time.monotonic()
        assert summons.call(Paths(tmp_path), "646180115400230775")
        assert time.monotonic() - begun < 5  # 0.3 s, with room for a busy machine
    finally:
        killed.kill()
        killed.wait(30)
    assert not summons.call(Paths(tmp_path))
    first = start(tmp_path)
    try:
        assert answers(tmp_path)
    finally:
        first.send_signal(signal.SIGTERM)
        assert first.wait(60) == 0
