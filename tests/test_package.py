"""Builds the frozen program and lets it test itself."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from app.config.licences import locked

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("package")
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR"]
    subprocess.run(
        [*command, "--distpath", str(out / "dist"), "--workpath", str(out / "build"), "build.spec"],
        cwd=ROOT,
        check=True,
        timeout=590,
    )
    return out / "dist" / "acuse" / ("acuse.exe" if sys.platform == "win32" else "acuse")


@pytest.mark.package
@pytest.mark.timeout(600)
def test_the_frozen_program_passes_its_selftest(program: Path, tmp_path: Path) -> None:
    run = subprocess.run(
        [program, "--selftest", "--json"],
        cwd=tmp_path,  # nothing of the checkout may be needed
        env={"QT_QPA_PLATFORM": "offscreen", "HOME": str(tmp_path), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    assert run.stderr == ""
    report = json.loads(run.stdout)
    assert report["ok"] is True
    assert sorted(report["providers"]) == ["bitso", "juicyway", "juno", "just_wallet", "yuno"]
    assert report["delivery"] == "received, verified, stored and read back"
    assert report["window"] == "shown"
    bundled = {"PySide6_Essentials", "httpx", "cryptography", "keyring", "numpy", "httptools"}
    assert bundled | {"Acuse", "Python", "Inter", "Lucide"} <= set(report["packages"])
    lock = (ROOT / ".ci" / "locks" / "run.txt").read_text(encoding="utf-8")
    packages = {re.sub(r"[-_.]", "-", name).lower() for name in report["packages"]}
    assert packages <= {*locked(lock), "acuse", "python", "inter", "jetbrains mono", "lucide"}
