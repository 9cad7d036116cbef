"""A screen reader's walk over every page of the demo, through a real AT-SPI bus under Xvfb."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SCRIPT = """
export DISPLAY=:$1 QT_LINUX_ACCESSIBILITY_ALWAYS_ON=1 QT_ACCESSIBILITY=1
"$2" main.py demo --data-dir "$3" --seconds 100 >"$3.log" 2>&1 &
shown=$!
timeout 90 /usr/bin/python3 tests/ui/atspi_walk.py "$4"
status=$?
kill $shown
wait $shown 2>/dev/null
exit $status
"""


@pytest.fixture
def display() -> Iterator[int]:
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "1440x900x24", "-nolisten", "tcp"],
        pass_fds=(write,),
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    with os.fdopen(read) as told:
        number = int(told.readline())
    yield number
    server.terminate()
    server.wait(20)


@pytest.mark.timeout(180)
def test_everything_that_takes_the_keyboard_has_a_name(display: int, tmp_path: Path) -> None:
    done = subprocess.run(
        [
            *("dbus-run-session", "--", "bash", "-c", SCRIPT, "walk"),
            *(str(display), sys.executable, str(tmp_path / "data"), str(tmp_path / "met")),
        ],
        cwd=ROOT,
        env={
            "PATH": os.environ["PATH"],
            "HOME": str(tmp_path),
            "LANG": "C.UTF-8",
            "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring",
            "XDG_RUNTIME_DIR": str(tmp_path),
        },
        capture_output=True,
        text=True,
        timeout=170,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    pages = json.loads((tmp_path / "met").read_text())
    assert [page["page"] for page in pages] == [
        *("Live feed", "Transactions", "Charts", "Attention", "Connections", "Settings")
    ]
    seen = [frozenset(node["path"].split("/table")[0] for node in one["nodes"]) for one in pages]
    assert len(set(seen)) == len(pages)  # each page was really shown
    nameless = {
        f"{page['page']}: {node['path'][-160:]}"
        for page in pages
        for node in page["nodes"]
        if not node["name"].strip()
    }
    assert sorted(nameless) == []
