"""Nothing with classes of Qt's is imported while Qt may look for one (app/ui/importing.py)."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6 import QtCore

from app.ui import importing
from app.ui.importing import Import, classes

ROOT = Path(__file__).parents[2]
SLOW = "import time; time.sleep(0.01)\n"
PARTS = {
    "__init__": f"{SLOW}from slow_package import first, second\n",
    "first": f"{SLOW}import slow_package\n",
    "second": f"{SLOW}from slow_package import third\n",
    "third": SLOW,
}


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A package whose modules take 10 ms each."""
    folder = tmp_path / "slow_package"
    folder.mkdir()
    for name, text in PARTS.items():
        (folder / f"{name}.py").write_text(text)
    monkeypatch.syspath_prepend(tmp_path)
    yield folder
    for name in brought():
        del sys.modules[name]


def brought() -> list[str]:
    return [name for name in sys.modules if name.startswith("slow_package")]


def test_each_step_imports_a_module_and_between_two_nothing_is_imported(package: Path) -> None:
    seen = []
    for _ in Import("slow_package", ("slow_package",)).steps():
        before = len(brought())
        time.sleep(0.03)
        assert len(brought()) == before, "it went on by itself"
        seen.append(before)
    assert seen == [1, 2, 3, 4]
    assert not any(isinstance(one, Import) for one in sys.meta_path)
    assert not any(one.name == "acuse-import" for one in threading.enumerate())


def test_whoever_needs_it_at_once_takes_the_steps_that_are_left(package: Path) -> None:
    one = Import("slow_package", ("slow_package",))
    ahead = one.steps()
    next(ahead)
    assert brought() == ["slow_package"]
    for _ in one.steps():
        pass
    assert len(brought()) == 4
    assert list(ahead) == []


def test_what_is_imported_is_not_imported_again(package: Path) -> None:
    assert list(Import("slow_package", ("slow_package",)).steps())
    assert list(Import("slow_package", ("slow_package",)).steps()) == []


def test_a_failed_import_fails_where_the_steps_are_taken(package: Path) -> None:
    (package / "third.py").write_text("1 / 0")
    with pytest.raises(ZeroDivisionError):
        list(Import("slow_package", ("slow_package",)).steps())


def test_classes_are_made_a_few_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "_TOGETHER", 0)
    assert len(list(classes(QtCore))) == len(dir(QtCore))


def run(program: str) -> None:
    """In an interpreter that has imported nothing yet."""
    subprocess.run([sys.executable, "-c", program], check=True, cwd=ROOT)


def test_a_thread_imports_nothing_of_qt() -> None:
    run(
        "import sys, app.ui.book as book\n"
        "before = set(sys.modules)\n"
        "book._read_ahead()\n"
        "news = {name.partition('.')[0] for name in set(sys.modules) - before}\n"
        "assert 'numpy' in news and not news & {'PySide6', 'pyqtgraph', 'app'}, news\n"
    )


def test_the_charts_are_imported_in_many_steps() -> None:
    run(
        "import sys, app.ui.book as book\n"
        "steps = sum(1 for _ in book._import_charts())\n"
        "assert 'app.ui.pages.charts' in sys.modules\n"
        "assert steps > 20, steps\n"
    )
