"""A damaged store is mended from its second copy with nothing acknowledged missing."""

import os
from pathlib import Path

import pytest

from app.store import second_copy, spool
from tests.torture import damage

COPIES = int(os.environ.get("ACUSE_DAMAGED", "63"))


@pytest.mark.timeout(600)
def test_nothing_acknowledged_is_missing(tmp_path: Path) -> None:
    noticed, lost = damage.run(COPIES, 0, tmp_path)
    assert lost == 0
    assert min(noticed[name] for name in ("garbage", "zeros", "cut", "gone", "other")) >= 6


def test_the_program_notices_what_is_lost(tmp_path: Path) -> None:
    """Without the second copy's newest file something must be missing, or it proves nothing."""
    model = tmp_path / "model"
    model.mkdir()
    ledger = damage.fill(model)
    for file in spool.files(model / "copy", second_copy.LIVE):
        os.truncate(file, file.stat().st_size // 2)
    found = [damage.try_once(model, tmp_path / "copy", ledger, seed) for seed in (8, 17)]
    assert [name for name, _, _ in found] == ["gone", "gone"]
    assert all(absent > 100 for _, _, absent in found)
