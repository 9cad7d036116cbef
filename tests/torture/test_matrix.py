"""Whatever befalls the store, nothing acknowledged is lost and it goes on by itself."""

from pathlib import Path

import pytest

from tests.torture import matrix
from tests.torture.ledger import Clients, complaints

# One moment for each fault here; `make torture` goes through all of them.
_CELLS = [
    ("EIO on fsync", "receiving"),
    ("disk full", "checkpoint"),
    ("fsync 3 s slow", "receiving"),
    ("kill", "migration"),
    ("kill", "projecting"),
    ("stopped", "projecting"),
    ("clock 10 minutes back", "projecting"),
    ("store file deleted", "projecting"),
    ("locked by another program", "backup"),
    ("EIO on fsync", "migration"),
]
_SECONDS = 1.5
_LATE = 5  # seconds that a busy machine may add


@pytest.fixture(scope="module")
def shim(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return matrix.compiled(tmp_path_factory.mktemp("faults"))


@pytest.mark.parametrize(("fault", "phase"), _CELLS)
def test_nothing_acknowledged_is_lost(shim: Path, tmp_path: Path, fault: str, phase: str) -> None:
    outcome = matrix.play(tmp_path, shim, fault, phase, _SECONDS)
    assert outcome.complaints == []
    assert outcome.is_good
    assert (outcome.first_refusal or 0) < 1 + _LATE
    assert (outcome.back or 0) < 5 + _LATE


def test_the_ledger_notices_what_is_missing(shim: Path, tmp_path: Path) -> None:
    scene = matrix.Scene(tmp_path, shim, 0)
    scene.page.write_bytes(b"-")
    house = scene.start()
    clients = Clients(scene.port, house.path("juno"), scene.ledger, "c")
    clients.start()
    matrix.until(lambda: len(scene.ledger.digests) > 3)
    clients.stop()
    house.end()
    assert complaints(scene.data, scene.ledger) == []
    scene.ledger.digests["torture-never sent"] = "0" * 64
    known = min(scene.ledger.digests)
    scene.ledger.digests[known] = "0" * 64
    found = complaints(scene.data, scene.ledger)
    assert f"{known} is there with other bytes" in found
    assert "torture-never sent was acknowledged and is not there" in found
