"""How the window was left is a convenience: kept where it can be, never in the way."""

from pathlib import Path

import pytest

from app.config.remembered import Job, Remembered


def test_it_stays_over_restarts(tmp_path: Path) -> None:
    path = tmp_path / "window.json"
    Remembered(path).remember("columns:feed", {"names": ["status"]})
    kept = Remembered(path)
    assert kept.recall("columns:feed") == {"names": ["status"]}
    assert kept.recall("seen:feed") is None


@pytest.mark.parametrize("content", [b"", b"[1]", b"{", b"\xff", b"[" * 100_000, b" " * 1_000_001])
def test_a_file_that_is_not_ours_counts_as_empty(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "window.json"
    path.write_bytes(content)
    kept = Remembered(path)
    assert kept.recall("anything") is None
    kept.remember("seen:feed", 7)
    assert Remembered(path).recall("seen:feed") == 7


def test_where_nothing_can_be_written_the_run_still_knows(tmp_path: Path) -> None:
    kept = Remembered(tmp_path / "gone" / "window.json")
    kept.remember("seen:feed", 7)
    assert kept.recall("seen:feed") == 7


def test_whoever_remembers_does_not_wait_for_the_disk(tmp_path: Path) -> None:
    path = tmp_path / "window.json"
    writing: list[Job] = []
    kept = Remembered(path, writing.append)
    kept.remember("page", "feed")
    kept.remember("page", "charts")
    assert kept.recall("page") == "charts"
    assert not path.exists()
    for write in writing:
        write()
    assert Remembered(path).recall("page") == "charts"
