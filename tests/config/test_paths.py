"""The data directory is its owner's alone, and a shared one is left as it is."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from app.config.paths import Paths
from app.core.errors import SettingsError


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_new_directory_is_private_whatever_the_umask(tmp_path: Path) -> None:
    program = (
        "import os, pathlib; os.umask(0)\n"
        "from app.config import paths\n"
        "paths.keep_files_private()\n"
        f"found = paths.Paths(pathlib.Path({str(tmp_path / 'data')!r}))\n"
        "found.prepare(); found.facts.touch()\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True, cwd=Path(__file__).parents[2])
    assert mode(tmp_path / "data") == 0o700
    assert mode(tmp_path / "data" / "logs") == 0o700
    assert mode(tmp_path / "data" / "facts.db") == 0o600


def test_a_store_of_ours_is_closed_to_others(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    Paths(tmp_path).facts.touch()
    Paths(tmp_path).prepare()
    assert mode(tmp_path) == 0o700


def test_a_directory_of_others_keeps_its_mode(tmp_path: Path) -> None:
    (tmp_path / "theirs").touch()
    tmp_path.chmod(0o755)
    Paths(tmp_path).prepare()
    assert mode(tmp_path) == 0o755


def test_a_directory_that_cannot_be_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(SettingsError) as caught:
        Paths(tmp_path / "file" / "data").prepare()
    assert os.fspath(tmp_path) in caught.value.problem
    assert "--data-dir" in caught.value.remedy
