"""Where a test run's worker stood when it crashed, told at the end of the run.

A plugin of pytest. What the interpreter writes as its last words scrolls past among a thousand
lines, or is cut off by whoever keeps only the end of a log; here each worker has a file for them.
"""

from __future__ import annotations

import faulthandler
import shutil
import sys
from pathlib import Path
from typing import TextIO

import pytest

_FOLDER = "build/crashes"
_LAST_WORDS = pytest.StashKey[TextIO]()


@pytest.hookimpl(trylast=True)  # pytest has its own put to standard error
def pytest_configure(config: pytest.Config) -> None:
    folder = config.rootpath / _FOLDER
    worker = getattr(config, "workerinput", {}).get("workerid")
    if worker is None:
        shutil.rmtree(folder, ignore_errors=True)
        return
    folder.mkdir(parents=True, exist_ok=True)
    config.stash[_LAST_WORDS] = (folder / worker).open("w")
    faulthandler.enable(config.stash[_LAST_WORDS])


def pytest_unconfigure(config: pytest.Config) -> None:
    if (file := config.stash.get(_LAST_WORDS, None)) is not None:
        faulthandler.enable(sys.__stderr__ or sys.stderr)
        file.close()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    folder: Path = terminalreporter.config.rootpath / _FOLDER
    for file in sorted(folder.glob("*")):
        if words := file.read_text().strip():
            terminalreporter.section(f"last words of {file.name}")
            terminalreporter.write_line(words)
