"""Plants secrets, does everything with them, and looks for them everywhere they must not be."""

import json
import os
import re
import shlex
import signal
import subprocess
import sys
import time
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx
import psutil

from app.config import settings as config
from app.config import settings_file
from app.config.paths import Paths
from app.providers import PROVIDERS
from app.ui import mistakes

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
    ("ngrok", "authtoken"): "planted-ngrok-0006",
}
SECRET = sorted({*PLANTED.values(), PHRASE} - {"demo-api-key"})
SLEEPS = (
    "import os,sys,time; print('at http://127.0.0.1:1', sorted(os.environ), flush=True);"
    " time.sleep(600)"
)
TUNNELS: dict[str, Any] = {
    "tunnel_command": f"{shlex.quote(sys.executable)} -c {shlex.quote(SLEEPS)} {{port}}",
    "tunnel_pattern": "at (http://[^ ]+)",
    "ssh_host": "far.example",
    "ssh_user": "me",
}
PLAIN = {"mode": "plain"}
CARRIED = {
    "yuno": {"x-secret": PLANTED["yuno", "x_secret"]},
    "just_wallet": {"Signature": PLANTED["just_wallet", "webhook_secret"]},
}
DOUBTED = [("x-secret", PLANTED["yuno", "x_secret"]), ("x-secret", "another")]


def seen_of(program: psutil.Process, mark: str) -> list[str]:
    """What others of this machine may see: command lines, and what the children were given."""
    seen = [" ".join(program.cmdline())]
    for wanted in (mark, "projector"):
        child = child_of(program, wanted)
        seen += [" ".join(child.cmdline()), json.dumps(child.environ())]
    return seen


def child_of(program: psutil.Process, mark: str) -> psutil.Process:
    deadline = time.monotonic() + 30
    # A child that is still being made is the same program as its parent for a moment.
    while not (found := [one for one in program.children() if mark in " ".join(one.cmdline())]):
        assert time.monotonic() < deadline
        time.sleep(0.02)
    return found[0]


def inside(file: Path) -> list[str]:
    """What an exported file says; a workbook is a packed folder."""
    if not zipfile.is_zipfile(file):
        return [file.read_text(encoding="utf-8")]
    with zipfile.ZipFile(file) as packed:
        return [packed.read(name).decode("utf-8", "replace") for name in packed.namelist()]


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
    assert run("secret", "ngrok", "api_key", entered="planted-wrong-0005\n") == 1

    plain = replace(settings_file.load(paths, PROVIDERS).connection("just_wallet"), options=PLAIN)
    ssh = tmp_path / "bin" / "ssh"  # the far end is another test's; here it is asked what it got
    ssh.parent.mkdir()
    ssh.write_text("#!/bin/sh\nsleep 600\n")
    ssh.chmod(0o755)
    environ["PATH"] = f"{ssh.parent}{os.pathsep}{environ['PATH']}"
    for way, mark in (("command", "time.sleep"), ("ssh", str(ssh))):
        kept = settings_file.load(paths, PROVIDERS)
        connections = {**kept.connections, "just_wallet": plain}
        settings_file.save(paths, replace(kept, tunnel=way, connections=connections, **TUNNELS))
        with subprocess.Popen(
            [sys.executable, "main.py", "serve", "--port", "0", "--data-dir", str(data)],
            cwd=ROOT,
            env=environ,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        ) as program:
            assert program.stdout
            found = re.search(r"http://\S+", program.stdout.readline())
            assert found
            said.extend(seen_of(psutil.Process(program.pid), mark))
            for provider, headers in CARRIED.items():
                url = found[0] + config.callback_path(
                    provider, settings_file.load(paths, PROVIDERS)
                )
                done = httpx.post(url, json={"sent": way}, headers=headers, trust_env=False)
                said.extend((done.text, str(done.headers)))
                assert done.status_code == 200
            url = found[0] + config.callback_path("yuno", settings_file.load(paths, PROVIDERS))
            refused = httpx.post(url, json={"way": way}, headers=DOUBTED, trust_env=False)
            said.append(refused.text)
            assert refused.status_code == 401
            program.send_signal(signal.SIGTERM)
            said.extend(program.communicate(timeout=30))
    assert run("deliveries", "--json") == run("lookup", SECRET[-1]) == 0
    assert '"quarantined"' in said[-4]
    del said[-2]  # what was looked up is said again
    for subject in ("transactions", "deliveries"):
        for form in ("csv", "jsonl", "xlsx"):
            target = tmp_path / f"{subject}.{form}"
            assert run("export", subject, "--format", form, "--output", str(target)) == 0
            said.extend(inside(target))
    said.append(mistakes.report(RuntimeError(SECRET[0]), datetime.now(UTC)))

    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert {path.name for path in files} >= {"facts.db", "secrets.vault", "settings.toml"}
    # What was refused is kept as it came, for it has to be judged again: there and nowhere else.
    facts = {path.name for path in files if path.name.startswith("facts.db")}
    for planted in SECRET:
        assert not [text for text in said if planted in text]
        holders = {path.name for path in files if planted.encode() in path.read_bytes()}
        assert holders <= (facts if planted == PLANTED["yuno", "x_secret"] else set())
