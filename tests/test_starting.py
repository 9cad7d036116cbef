"""What a start does not wait for."""

import subprocess
import sys

# Each takes long to load, and is needed later or not at all.
LATER = {
    "numpy",
    "sqlite_utils",
    "xlsxwriter",
    "keyring",
    "PySide6",
    "pyqtgraph",
    "httpx",
    "stamina",
}


def test_a_start_loads_nothing_that_is_needed_later() -> None:
    program = "import sys, app.cli; print(*sys.modules)"
    said = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    ).stdout
    assert not LATER & set(said.split())


def test_what_was_not_loaded_can_be_loaded_later() -> None:
    program = "import app.store.tables, numpy; print(numpy.zeros(1)[0])"
    said = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    ).stdout
    assert said.strip() == "0.0"
