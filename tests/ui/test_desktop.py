"""The whole program on a desktop with a tray, over a real D-Bus: what it shows there."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
import tomllib
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import httpx
import pytest

ROOT = Path(__file__).parents[2]
PATIENCE = 60  # seconds, on a busy machine
PERSON = "JUAN PEREZ LOPEZ"


class Process:
    """One of the processes, with what it said line by line."""

    def __init__(self, *command: str, **environ: str) -> None:
        self.said: list[str] = []
        self.process = subprocess.Popen(
            command,
            cwd=ROOT,
            env={**os.environ, **environ},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        self._reader = threading.Thread(target=self._read, name=f"reads {command[0]}")
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        with self.process.stdout as lines:
            for line in lines:
                self.said.append(line)

    def first(self) -> str:
        until(lambda: self.said)
        return self.said[0].strip()

    def answers(self, name: str) -> list[Any]:
        """What was said under a name, where each line is a table."""
        tables = [json.loads(line) for line in self.said]
        return [one[name] for one in tables if name in one]

    def close(self) -> None:
        assert self.process.stdin is not None
        self.process.stdin.close()
        self.process.terminate()
        self.process.wait(PATIENCE)
        self._reader.join(PATIENCE)


def until(is_so: Callable[[], object]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < deadline, "it never came to that"
        time.sleep(0.05)


@pytest.fixture
def session() -> Iterator[dict[str, str]]:
    """Where a display and a bus of our own are."""
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "1440x900x24", "-nolisten", "tcp"],
        pass_fds=(write,),
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    with os.fdopen(read) as told:
        display = f":{int(told.readline())}"
    bus = Process("dbus-daemon", "--session", "--nofork", "--print-address")
    yield {"DISPLAY": display, "DBUS_SESSION_BUS_ADDRESS": bus.first()}
    bus.close()
    server.terminate()
    server.wait(PATIENCE)


@pytest.mark.timeout(240)
def test_the_icon_and_its_notes_reach_the_desktop_without_a_name(
    session: dict[str, str], tmp_path: Path
) -> None:
    environ = {
        **session,
        "QT_QPA_PLATFORM": "xcb",
        "LANG": "C.UTF-8",
        "ACUSE_JUST_WALLET_WEBHOOK_SECRET": "right",
        "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring",
    }
    with ExitStack() as running:
        desktop = Process("/usr/bin/python3", "tests/ui/desktop_bus.py", **environ)
        running.callback(desktop.close)
        assert desktop.first()  # it is there before the program looks for it
        program = Process(
            sys.executable,
            "main.py",
            "--data-dir",
            str(tmp_path),
            "--port",
            "0",
            "--json",
            **environ,
        )
        running.callback(program.close)
        until(lambda: desktop.answers("item"))

        assert looked(desktop)["tip"].strip().endswith("\nNothing needs you")
        refuse(program, tmp_path, 300)
        until(lambda: desktop.answers("note"))
        seen = looked(desktop)
        assert seen["menu"][0].startswith("Receiving on 127.0.0.1:")
        assert seen["menu"][1:3] == ["Open Acuse", "Look anything up"]
        assert seen["menu"][-1] == "Quit"
        title, text = desktop.answers("note")[0]
        assert title == "Just Wallet"
        assert text.endswith(" deliveries in quarantine")
        assert len(desktop.answers("note")) == 1  # three hundred rejections
        assert PERSON not in "".join(desktop.said)


def looked(desktop: Process) -> dict[str, Any]:
    """What the icon says of itself now."""
    count = len(desktop.answers("icon"))
    assert desktop.process.stdin is not None
    desktop.process.stdin.write("look\n")
    desktop.process.stdin.flush()
    until(lambda: len(desktop.answers("icon")) > count)
    found: dict[str, Any] = desktop.answers("icon")[-1]
    return found


def refuse(program: Process, folder: Path, count: int) -> None:
    """Deliveries of Just Wallet whose signature is wrong, over HTTP."""
    url = json.loads(program.first())["url"]
    kept = tomllib.loads((folder / "settings.toml").read_text(encoding="utf-8"))
    token = kept["connections"]["just_wallet"]["token"]
    with httpx.Client(trust_env=False) as client:
        for number in range(count):
            body = {"event.type": "payout", "data": {"id": f"p{number}", "name": PERSON}}
            answer = client.post(
                f"{url}/hooks/just_wallet/{token}", json=body, headers={"Signature": "0" * 64}
            )
            assert answer.status_code == 401
