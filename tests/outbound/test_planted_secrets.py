"""Plants secrets, does everything with them, and looks for them everywhere they must not be."""

import json
import os
import re
import shlex
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import psutil

from app.config import settings as config
from app.config.paths import Paths
from app.providers import PROVIDERS

if TYPE_CHECKING:
    from tests.standins.world import Standins

ROOT = Path(__file__).parents[2]
PHRASE = "planted-passphrase-0001"
PLANTED = {
    ("juno", "api_key"): "demo-api-key",
    ("juno", "api_secret"): "bitso-test-secret",
    ("bitso", "api_key"): "demo-api-key",
    ("bitso", "api_secret"): "bitso-test-secret",
    ("yuno", "x_secret"): "planted-yuno-0002",
    ("juicyway", "api_key"): "planted-juicy-0003",
    ("just_wallet", "webhook_secret"): "planted-wallet-0004",
}
SECRET = sorted({*PLANTED.values(), PHRASE} - {"demo-api-key"})
SLEEPS = (
    "import os,sys,time; print('at http://127.0.0.1:1', sorted(os.environ), flush=True);"
    " time.sleep(600)"
)


def test_no_planted_secret_is_found_anywhere(standins: "Standins", tmp_path: Path) -> None:
    data = tmp_path / "data"
    paths = Paths(data)
    environ = {
        "PATH": os.environ["PATH"],
        "HOME": str(tmp_path),
        "ACUSE_VAULT_PASSPHRASE": PHRASE,
        "ACUSE_PUBLIC_URL": "https://hooks.example.com",
        "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring",
        **standins.hosts,
    }
    said: list[str] = []

    def run(*words: str, entered: str = "") -> int:
        done = subprocess.run(
            [sys.executable, "main.py", *words, "--data-dir", str(data)],
            cwd=ROOT,
            env=environ,
            input=entered,
            capture_output=True,
            text=True,
            timeout=60,
        )
        said.extend((done.stdout, done.stderr))
        return done.returncode

    for (provider, name), value in PLANTED.items():
        assert run("secret", provider, name, entered=f"{value}\n") == 0
    assert run("secret", "--json") == 0
    assert json.loads(said[-2])[0]["set"] is True
    assert run("register", "juno", "--json") == 0
    assert run("register", "juno") == 1  # a duplicate
    assert run("register", "yuno", "--dry-run") == 1  # without an account
    assert run("register", "juicyway") == 1
    assert run("callbacks", "--remote", "--json") == 0
    assert run("backfill", "bitso") == 0
    assert run("secret", "bitso", "no_such", entered="planted-wrong-0005\n") == 1

    command = f"{shlex.quote(sys.executable)} -c {shlex.quote(SLEEPS)} {{port}}"
    config.save(
        paths,
        replace(
            config.load(paths, PROVIDERS),
            tunnel="command",
            tunnel_command=command,
            tunnel_pattern="at (http://[^ ]+)",
        ),
    )
    with subprocess.Popen(
        [sys.executable, "main.py", "serve", "--port", "0", "--data-dir", str(data)],
        cwd=ROOT,
        env=environ,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as program:
        assert program.stdout
        assert re.search("http://", program.stdout.readline())
        process = psutil.Process(program.pid)
        deadline = time.monotonic() + 30
        # A child that is still being made is the same program as its parent for a moment.
        while not (children := [one for one in process.children() if "-c" in one.cmdline()]):
            assert time.monotonic() < deadline
            time.sleep(0.02)
        said.append(" ".join(process.cmdline()))
        for child in children:
            said.append(" ".join(child.cmdline()))
            said.append(json.dumps(child.environ()))
        program.send_signal(signal.SIGTERM)
        said.extend(program.communicate(timeout=30))
    assert run("export", "--json") == 0

    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert {path.name for path in files} >= {"facts.db", "secrets.vault", "settings.toml"}
    for planted in SECRET:
        assert not [text for text in said if planted in text]
        assert not [path.name for path in files if planted.encode() in path.read_bytes()]
