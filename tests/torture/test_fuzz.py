"""Intake and parsing raise nothing but what a person can be told, whatever comes in."""

import importlib.util
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

FUZZ = Path(__file__).parent / "fuzz.py"
_SEEDS = (2026, 1121)
_RUNS = 100_000  # of each; `make torture` does a million


def fuzz(seed: int, folder: Path) -> str:
    words = (f"-runs={_RUNS}", f"-seed={seed}", "-max_len=400", f"-artifact_prefix={folder}/")
    done = subprocess.run(
        [sys.executable, str(FUZZ), *words], capture_output=True, text=True, timeout=600
    )
    return done.stderr + done.stdout


@pytest.mark.timeout(650)
@pytest.mark.skipif(not importlib.util.find_spec("atheris"), reason="no wheel for this machine")
def test_nothing_else_is_raised(tmp_path: Path) -> None:
    with ThreadPoolExecutor(len(_SEEDS)) as pool:
        told = list(pool.map(lambda seed: fuzz(seed, tmp_path), _SEEDS))
    for words in told:
        assert f"Done {_RUNS} runs" in words, words[-3000:]
        # That it was led somewhere, and did not knock at one closed door all the time.
        covered = [int(one) for one in re.findall(r" cov: (\d+) ", words)]
        assert covered[-1] > 800
