"""Intake and parsing raise nothing but what a person can be told, whatever comes in."""

import importlib.util
import re
import subprocess
import sys
from pathlib import Path

import pytest

FUZZ = Path(__file__).parent / "fuzz.py"
_RUNS = 250_000  # of each seed: a million in all


@pytest.mark.long
@pytest.mark.timeout(650)
@pytest.mark.skipif(not importlib.util.find_spec("atheris"), reason="no wheel for this machine")
@pytest.mark.parametrize("seed", [2026, 1121, 2, 3])
def test_nothing_else_is_raised(tmp_path: Path, seed: int) -> None:
    words = (f"-runs={_RUNS}", f"-seed={seed}", "-max_len=400", f"-artifact_prefix={tmp_path}/")
    done = subprocess.run(
        [sys.executable, str(FUZZ), *words], capture_output=True, text=True, timeout=600
    )
    told = done.stderr + done.stdout
    assert f"Done {_RUNS} runs" in told, told[-3000:]
    # That it was led somewhere, and did not knock at one closed door all the time.
    covered = [int(one) for one in re.findall(r" cov: (\d+) ", told)]
    assert covered[-1] > 800
