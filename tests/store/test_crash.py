"""A process that is killed at any moment has kept every delivery whose receipt it gave out."""

import hashlib
import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from app.store.sqlite import Connection, connect_reader

KILLS = int(os.environ.get("ACUSE_KILLS", "88"))

# Delivers what it is told to in an endless row and prints each receipt as it comes.
CHILD = """
import hashlib, itertools, sys
from datetime import UTC, datetime
from pathlib import Path
from app.core.delivery import *
from app.store.facts import FactsWriter

folder, life = Path(sys.argv[1]), sys.argv[2]

def now():
    return datetime.now(UTC)

def delivery(number):
    body = f"{life}:{number}".encode() * 60
    request = Request("juno", "", (), body, "203.0.113.9", "", AddressCheck.OFF, now())
    digest = hashlib.sha256(body)
    verdict = Verdict(Outcome.TRUSTED, Basis.SIGNATURE)
    return Delivery(request, verdict, digest.hexdigest(), digest.digest(), "production")

def tell(future):
    receipt = future.result()
    sys.stdout.write(f"{receipt.delivery_id} {future.body}\\n")
    sys.stdout.flush()

writer = FactsWriter(folder / "facts.db", listener=lambda changes: None, now=now)
writer.start()
for number in itertools.count():
    made = delivery(number)
    future = writer.deliver(made)
    future.body = made.fingerprint
    future.add_done_callback(tell)
    if number % 20 == 19:
        future.result()
"""


def life(folder: Path, number: int, acknowledgements: int) -> dict[int, str]:
    """Let a process live for so many acknowledgements, kill it, and say what it had told."""
    told: dict[int, str] = {}
    with subprocess.Popen(
        [sys.executable, "-c", CHILD, str(folder), str(number)], stdout=subprocess.PIPE, text=True
    ) as child:
        assert child.stdout is not None
        for line in child.stdout:
            if not line.endswith("\n"):
                break  # the kill cut it off, so nobody could have read it
            delivery_id, fingerprint = line.split()
            told[int(delivery_id)] = fingerprint
            if len(told) == acknowledgements:
                child.kill()
    assert child.returncode == -9
    return told


def kept(facts: Connection) -> dict[int, str]:
    rows = facts.execute("SELECT id, unpacked(body, provider, packing) AS body FROM deliveries")
    return {row["id"]: hashlib.sha256(row["body"]).hexdigest() for row in rows}


@pytest.mark.timeout(1_800)
def test_no_acknowledged_delivery_is_lost(tmp_path: Path) -> None:
    chance = random.Random(20261121)
    ledger: dict[int, str] = {}
    for number in range(KILLS):
        ledger |= life(tmp_path, number, chance.randrange(1, 400))
    facts = connect_reader(tmp_path / "facts.db")
    assert facts.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    found = kept(facts)
    facts.close()
    assert ledger
    assert {one: found.get(one) for one in ledger} == ledger
