"""The guide docs/adding-a-provider.md, followed: one more file and one more line are enough."""

import hashlib
import hmac
import json
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

ROOT = Path(__file__).parents[2]
SECRET = "toy-secret"


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A copy of the program in which the sixth provider is added as the guide says."""
    tree = tmp_path / "acuse"
    for folder in ("app", "resources"):
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / folder, tree / folder, ignore=ignored)
    shutil.copy(ROOT / "main.py", tree)
    shutil.copy(ROOT / "tests/flows/toypay.py", tree / "app/providers/toypay.py")
    listing = tree / "app/providers/__init__.py"
    text = listing.read_text(encoding="utf-8")
    imported = "from app.providers.yuno import PROVIDER as YUNO\n"
    text = text.replace(
        imported, f"from app.providers.toypay import PROVIDER as TOYPAY\n{imported}"
    )
    text = text.replace("JUST_WALLET)}", "JUST_WALLET, TOYPAY)}")
    assert text.count("TOYPAY") == 2
    listing.write_text(text, encoding="utf-8")
    return tree


class Toy:
    def __init__(self, tree: Path) -> None:
        self.tree = tree
        self.env = {
            "PATH": "/usr/bin:/bin",
            "HOME": str(tree),
            "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring",
            "ACUSE_TOYPAY_WEBHOOK_SECRET": SECRET,
        }

    def command(self, *words: str) -> list[str]:
        return [sys.executable, "main.py", *words, "--data-dir", str(self.tree / "data")]

    def ask(self, *words: str) -> Any:
        command = self.command(*words, "--json")
        run = subprocess.run(command, cwd=self.tree, env=self.env, capture_output=True, timeout=60)
        assert run.returncode == 0, run.stderr
        return json.loads(run.stdout)


@pytest.fixture
def toy(tree: Path) -> Iterator[Toy]:
    toy = Toy(tree)
    serving = subprocess.Popen(
        toy.command("serve", "--port", "0"), cwd=tree, env=toy.env, stdout=subprocess.PIPE
    )
    assert serving.stdout is not None
    try:
        assert re.match(rb"Receiving on http://", serving.stdout.readline())
        yield toy
    finally:
        serving.send_signal(signal.SIGTERM)
        serving.stdout.read()
        serving.stdout.close()
        assert serving.wait(20) == 0


def test_a_sixth_provider_is_one_file_and_one_line(toy: Toy) -> None:
    (url,) = (one["local_url"] for one in toy.ask("callbacks") if one["provider"] == "toypay")
    body = (
        b'{"kind":"payout","id":"t-1","state":"paid","amount":"10.50","asset":"MXN",'
        b'"clabe":"646180115400230775","at":"2026-01-31T10:00:00Z","fee":"0.10"}'
    )
    proof = hmac.new(SECRET.encode(), body, hashlib.sha256).hexdigest()
    json_body = {"Content-Type": "application/json"}
    with httpx.Client(trust_env=False, headers=json_body) as client:
        signed = client.post(url, content=body, headers={"X-Toy-Signature": proof})
        forged = client.post(url, content=body, headers={"X-Toy-Signature": "0" * 64})
    assert (signed.status_code, forged.status_code) == (200, 401)
    assert signed.json() == {"received": True}

    (hit,) = toy.ask("lookup", "646180115400230775")
    assert hit["transaction_id"] == "toypay:payout:t-1"
    assert (hit["status"], hit["provider_status"]) == ("complete", "paid")
    assert (hit["amount"], hit["asset"], hit["match"]) == ("10.50", "MXN", "exact")
    stats = toy.ask("stats")
    assert (stats["transactions"], stats["quarantined"]) == (1, 1)
