"""What every test is held to: no display, no thread left behind, the same examples each run."""

import gc
import os
import sys
import threading
import time
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

pytest_plugins = ("tests.crashes",)

# Two noisy cores: a slow example is no failure, and the examples are the same in every run.
settings.register_profile(
    "acuse", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("acuse")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes longest begins first: two workers then end together (see `make test`)."""
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


# Python would collect on whichever thread allocates. A widget that only a cycle still holds must
# not end there (see app/ui/garbage.py): between two tests it ends on the main thread.
gc.disable()


@pytest.fixture(autouse=True)
def garbage_is_collected_here() -> Iterator[None]:
    yield
    _end_widgets()
    if gc.get_count()[0] > 10_000:
        gc.collect()
        gc.freeze()  # what is left are modules: the next look need not go through them again


def _end_widgets() -> None:
    """Windows end with their test, not at a later one's leisure.

    What pytest-qt lets go waits for an event loop that no test runs; each window that was left
    would be dressed anew with every later test's.
    """
    if "PySide6.QtCore" not in sys.modules:
        return
    from PySide6.QtCore import QCoreApplication, QEvent

    if QCoreApplication.instance() is not None:
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def _belongs_to_the_run(thread: threading.Thread) -> bool:
    """pytest-httpserver keeps its one server for the whole run."""
    owner = getattr(getattr(thread, "_target", None), "__self__", None)
    return type(owner).__module__.startswith("pytest_httpserver")


def _left_behind(before: set[threading.Thread]) -> list[threading.Thread]:
    news = set(threading.enumerate()) - before
    return [thread for thread in news if not _belongs_to_the_run(thread)]


@pytest.fixture(autouse=True)
def no_thread_is_left() -> Iterator[None]:
    before = set(threading.enumerate())
    yield
    deadline = time.monotonic() + 3
    while _left_behind(before) and time.monotonic() < deadline:
        threading.Event().wait(0.01)
    left = _left_behind(before)
    assert not left, f"threads left behind: {[thread.name for thread in left]}"
