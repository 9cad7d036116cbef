"""A worker that crashes says where, at the end of the run."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
CRASHING = """
import ctypes

def test_it_reads_where_nothing_is():
    ctypes.string_at(0)

def test_another_goes_on():
    pass
"""


def test_the_last_words_of_a_worker_stand_at_the_end_of_the_run(tmp_path: Path) -> None:
    (tmp_path / "test_crashing.py").write_text(CRASHING)
    (tmp_path / "pytest.ini").write_text("[pytest]\n")
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-n", "1", "-p", "tests.crashes"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )
    assert "1 failed, 1 passed" in run.stdout
    _, _, end = run.stdout.partition("last words of gw0")
    assert "Segmentation fault" in end
    assert "in test_it_reads_where_nothing_is" in end
