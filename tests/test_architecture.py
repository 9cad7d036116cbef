"""Holds the code to the import contracts of pyproject.toml, and the contracts to their purpose."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

# For each contract one import that must break it: the file it is written to, and the line.
BREACHES = {
    "layers": ("app/core/errors.py", "import app.store.rows"),
    "providers": ("app/providers/juno.py", "import app.providers.bitso"),
    "pure": ("app/core/errors.py", "import time"),
    "qt": ("app/wiring/app.py", "import PySide6.QtCore"),
    "sql": ("app/headless.py", "import sqlite_utils"),
    "httpx": ("app/config/settings.py", "import httpx"),
    "listen": ("app/wiring/app.py", "import httptools"),
    "readonly-ui": ("app/ui/texts.py", "import app.store.facts"),
    "ui-layers": ("app/ui/theme.py", "import app.ui.window"),
    "pages": ("app/ui/pages/charts.py", "import app.ui.pages.feed"),
    "acyclic": ("app/core/errors.py", "import app.core.delivery"),
}


def lint(tree: Path, *contracts: str) -> subprocess.CompletedProcess[str]:
    chosen = [word for contract in contracts for word in ("--contract", contract)]
    program = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    return subprocess.run(
        [sys.executable, "-c", program, "--no-cache", *chosen],
        cwd=tree,
        env={"PYTHONPATH": str(tree), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        timeout=110,
    )


def test_every_contract_is_kept() -> None:
    run = lint(ROOT)
    assert run.returncode == 0, run.stdout + run.stderr


@pytest.mark.parametrize("contract", BREACHES)
def test_a_breach_of_each_contract_is_noticed(contract: str, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "app", tmp_path / "app", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    assert lint(tmp_path, contract).returncode == 0
    file, line = BREACHES[contract]
    target = tmp_path / file
    target.write_text(target.read_text(encoding="utf-8") + f"\n{line}\n", encoding="utf-8")
    run = lint(tmp_path, contract)
    assert run.returncode == 1, run.stdout + run.stderr
    assert "BROKEN" in run.stdout


def test_every_contract_has_its_breach() -> None:
    import tomllib

    configuration = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    named = {contract["id"] for contract in configuration["tool"]["importlinter"]["contracts"]}
    assert named == set(BREACHES)
