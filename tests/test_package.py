"""Builds the frozen program and lets it test itself."""

import json
import re
import subprocess
import sys
from pathlib import Path
from zipfile import is_zipfile

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


LARGEST = 195 << 20  # bytes


def environment(home: Path, language: str = "en_US") -> dict[str, str]:
    return {
        "QT_QPA_PLATFORM": "offscreen",
        "HOME": str(home),
        "PATH": "/usr/bin:/bin",
        "LANG": "C.UTF-8",
        "LANGUAGE": language,
    }


@pytest.mark.package
@pytest.mark.timeout(600)
@pytest.mark.skipif(sys.platform != "linux", reason="the figure is that of Linux")
def test_the_frozen_program_holds_only_what_it_uses(program: Path) -> None:
    files = [one for one in program.parent.rglob("*") if one.is_file() and not one.is_symlink()]
    assert sum(one.stat().st_size for one in files) <= LARGEST
    names = {one.name for one in files}
    assert "qtbase_es.qm" in names
    assert not [name for name in names if name.startswith(("libgtk", "libQt6Quick", "qt_help"))]


@pytest.mark.package
@pytest.mark.timeout(600)
@pytest.mark.parametrize("language", ["es_MX", "en_US"])
def test_every_page_of_the_frozen_window_is_made(
    program: Path, tmp_path: Path, language: str
) -> None:
    """Charts and all, with sample traffic; what a page lacks would be told on standard error."""
    demo: list[str | Path] = [
        program,
        "demo",
        "--port",
        "0",
        "--data-dir",
        tmp_path / "demo",
        "--seconds",
        "15",
    ]
    run = subprocess.run(
        demo,
        cwd=tmp_path,
        env=environment(tmp_path, language),
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert (run.returncode, run.stderr) == (0, "")
    book = tmp_path / "all.xlsx"
    told: list[str | Path] = [
        program,
        "export",
        "deliveries",
        "--data-dir",
        tmp_path / "demo",
        "--output",
        book,
    ]
    subprocess.run(told, cwd=tmp_path, env=environment(tmp_path), check=True, timeout=120)
    assert is_zipfile(book)


@pytest.mark.package
@pytest.mark.timeout(600)
def test_the_frozen_program_passes_its_selftest(program: Path, tmp_path: Path) -> None:
    run = subprocess.run(
        [program, "--selftest", "--json"],
        cwd=tmp_path,  # nothing of the checkout may be needed
        env=environment(tmp_path),
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
